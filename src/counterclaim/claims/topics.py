"""Who the people of a bare figure are by what introduces it: "harm to civilians fell: [203] died", "As to soldiers, …"."""

from __future__ import annotations

from counterclaim.claims.clause import VERBAL, Clause, counts
from counterclaim.claims.scene import Scene
from counterclaim.claims.victims import group_of, groups
from counterclaim.model import Group, Phrase

FRONTED = (("as", "to"), ("as", "for"), ("regarding",), ("concerning",), ("among",), ("of",))
GOVERNING = ("PREP", "VERB", "VED", "VING", "TO")
TELLING = frozenset({"by", "from", "with"})
# these say what happened to people and not who they were
STATES = frozenset("captives hostages victims refugees evacuees migrants returnees prisoners detainees inmates survivors".split())


def topic_group(scene: Scene, phrase: Phrase) -> Group | None:
    """The group of a bare figure that no word of its own tells, as its sentence introduces it."""
    clause = scene.clause
    if clause.tag(phrase.last - 1) != "NUM" or clause.word(phrase.last) == "of":
        return None
    told = before_colon(scene, phrase) or fronted(clause, phrase) or with_losses(clause, phrase)
    return group_of(clause, told.first, told.last) if told is not None else None


def before_colon(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The people named last before a colon that leads to a figure: "nobody had mentioned [the paramedics]: three dead in Kalim"."""
    clause = scene.clause
    colon = next((k for k in range(phrase.first - 1, 0, -1) if clause.word(k) == ":"), None)
    if colon is None or not any(clause.tag(k) in VERBAL for k in range(colon)):
        return None  # without a verb it is a label
    start = clause.tokens[colon].start
    if any(
        s.speaker is not None and clause.sentence.start <= s.speaker.start < start for s in scene.statements if s.content[0].start > start
    ):
        return None
    told = last_people(clause, colon)
    governed = told is not None and clause.tag(told.first - 1) in GOVERNING and clause.word(told.first - 1) not in TELLING
    return told if governed else None  # whoever is a subject there may be who says it


def fronted(clause: Clause, phrase: Phrase) -> Phrase | None:
    """The people that a sentence says it is about: "As to [soldiers], …"."""
    for words in FRONTED:
        size = len(words)
        if tuple(clause.word(k) for k in range(size)) == words:
            people = clause.begins.get(clause.skip(size, 1))
            plain = people is not None and people.last < phrase.first and clause.word(people.last) == ","
            return people if people is not None and plain and is_told(clause, people) else None
    return None


def with_losses(clause: Clause, phrase: Phrase) -> Phrase | None:
    """The people before ", with 70 killed", where losses are told of them."""
    if clause.word(phrase.first - 1) != "with":
        return None
    losses = any(clause.word(k) in ("losses", "casualties") for k in range(max(0, phrase.first - 6), phrase.first))
    return last_people(clause, phrase.first) if losses else None


def last_people(clause: Clause, before: int) -> Phrase | None:
    """The last phrase before a token that names a group of people and counts none."""
    return next((p for p in reversed(clause.sentence.phrases) if p.last <= before and is_told(clause, p)), None)


def is_told(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase names several people of one group, uncounted."""
    word = clause.word(phrase.head)
    plural = word.endswith("s") or word in ("children", "police", "women", "staff", "personnel")
    return (
        plural
        and word in groups()
        and word not in STATES
        and not counts(clause, phrase)
        and group_of(clause, phrase.first, phrase.last) is not Group.UNSPECIFIED
    )
