"""Tellers whose verb is left out: "Monitors count 52 dead; state television, 8 in the west"."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import VERBS, Range, View
from counterclaim.statements.words import is_teller

GAP = frozenset({";", ","})


def gaps_from(view: View, end: int) -> Iterator[tuple[Range, Range]]:
    """Each further teller with the figure that follows, from where the first content ended."""
    while (found := gap_at(view, end + 1)) is not None and view.lower(end) in GAP:
        yield found
        end = found[1][1]


def gap_at(view: View, k: int) -> tuple[Range, Range] | None:
    """The teller at `k` and the figure behind it, no verb between or after."""
    if not view.opens_phrase(k):
        return None
    phrase = view.over[k]
    alike = view.lower(phrase.last) == "of" and view.tag(phrase.last + 1) == "NUM"  # type: ignore[union-attr]  # "wrote of 20 dead, the Union of 40"
    teller = phrase.last if alike else phrase_from(view, k, lists=False)  # type: ignore[union-attr]
    start = teller
    while view.lower(start) in (",", "at", "about", "only", "some", "of"):
        start += 1
    named = alike and view.tag(phrase.head) == "PROPN"  # type: ignore[union-attr]
    if view.tag(start) != "NUM" or not (named or is_teller(view.lower(view.over[teller - 1].head), view.tokens[k].text)):  # type: ignore[union-attr]
        return None
    end = start
    while end < len(view.tokens) and view.lower(end) not in (";", "."):
        if view.tag(end) in VERBS:
            return None
        if view.lower(end) == "," and gap_at(view, end + 1) is not None:
            break
        end += 1
    return (k, teller), (start, end)
