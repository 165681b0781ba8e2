"""What the network says about each word of a text: the names of its outputs, in order. Training and reading share them."""

from __future__ import annotations

from typing import Any

from counterclaim.codes import AGAINST, Group, Measure, Scope, Stance, Voice

MEASURES = tuple(Measure)  # a figure stands here, counted so; a figure may have two measures, so each has a score of its own
GROUPS = tuple(Group)
SCOPES = tuple(Scope)
VOICES = tuple(Voice)
STANCES = tuple(Stance)
TAGS = ("speaker", "cue", "content", "victims", "place")
# From a figure or a cue to words, each by its first and its last one; from a figure to the one it is counted inside.
POINTERS = (
    "speaker_first",
    "speaker_last",
    "content_first",
    "content_last",
    "target_first",
    "target_last",
    "victims_first",
    "victims_last",
    "place_first",
    "place_last",
    "whole",
)
LINKS = ("against", "along")
AGAINST_KINDS = frozenset(str(kind) for kind in AGAINST)
LINK_BIAS = 3.0  # taken off every link's score: most pairs are not linked
POINTER_SIZE = 48  # numbers in each vector that points or is pointed to

# The scores of a word, in the order of the network's output, with their sizes.
SCORES = {
    "roles": len(MEASURES),
    "group": len(GROUPS),
    "scope": len(SCOPES),
    "voice": len(VOICES),
    "stance": len(STANCES) + 1,  # the last: nobody says it
    "hedged": 1,
    "saying_voice": len(VOICES),
    "saying_stance": len(STANCES),
    "saying_hedged": 1,
    "tags": 3 * len(TAGS),  # not, first word, later word
}


def slices() -> dict[str, slice]:
    """Where each kind of score stands in the network's output."""
    found, at = {}, 0
    for name, size in SCORES.items():
        found[name] = slice(at, at + size)
        at += size
    return found


def labels() -> dict[str, Any]:
    """What each output means, in order, as the network's description names it."""
    codes = {"measure": MEASURES, "group": GROUPS, "scope": SCOPES, "voice": VOICES, "stance": STANCES}
    named = {name: [str(code) for code in values] for name, values in codes.items()}
    return {"scores": SCORES, "pointers": list(POINTERS), "links": list(LINKS), "tags": list(TAGS), **named}
