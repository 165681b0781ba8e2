"""Whose own people a figure counts: "its men", "seven of its own", "its losses at 40", "the front's dead", "120 men" that somebody lost."""

from __future__ import annotations

import re

from counterclaim.claims.clause import VERBAL, Clause, subject
from counterclaim.claims.mention import OBJECT, Mention
from counterclaim.claims.scene import Scene
from counterclaim.claims.victims import side_of, sides
from counterclaim.claims.voices import Word
from counterclaim.model import Group, Phrase

# heads that say nothing on their own about who somebody's people are
HEADS = frozenset(
    "man men members member personnel comrades comrade brothers own ones boys lads commander commanders cadres martyr martyrs dead "
    "casualties fatalities fatality losses wounded killed".split()
)
OWN = frozenset({"its", "our", "their", "his", "own"})
LOSING = frozenset({"lost", "lose", "loses", "losing", "loss"})
COSTING = frozenset({"cost", "costs", "costing"})
BETWEEN = ("ADV", "QUOTE", "PREP", "DET", "NOUN", "DATE", "NUM", "ADJ")  # what may stand between a verb of loss and its figure
LOSSES = frozenset("losses dead casualties wounded fallen fatalities slain side ranks own".split())
LEADING = frozenset("at as is was were are number numbered numbers made own".split())
REACH = 12  # tokens between a word of loss and its figure: "puts the army's dead in the valley at 40"
OF_SIDE = re.compile(r"(?:['’]s?)?(?:,? own)?\s*(?:battle )?$")  # what stands between the name of a side and its losses
OF_LOSSES = re.compile(rf"(?:['’]s?)? (?:{'|'.join(LOSSES)})\b")
LABEL = 6  # words of a label and its colon
PARAGRAPH = 240  # code points before a sentence in which an "it" may be named


def owner_group(scene: Scene, mention: Mention, word: Word) -> Group | None:
    """The side whose people a figure counts where its own words say no more than that they are somebody's."""
    clause, phrase = scene.clause, mention.phrase
    if not (clause.tag(phrase.last - 1) == "NUM" or clause.word(phrase.head) in HEADS):
        return None
    told = side_of_losses(scene, phrase) or side_behind(scene, phrase) or side_of_label(scene, phrase)
    if told is None and is_owned(clause, phrase):
        told = owner_before(scene, word, clause.tokens[before_doer(clause, mention)].start)
    return told


def before_doer(clause: Clause, mention: Mention) -> int:
    """The token before which the owner stands: whoever does the harm has done it to others ("rebels killed two of [its] men")."""
    doers = subject(clause, mention.harm_at) if mention.rule == OBJECT else []
    return doers[0].first if doers else mention.phrase.first


def is_owned(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase counts somebody's own people: "its men", "seven of its own", "120 men" that somebody lost or that it cost him."""
    first, last = phrase.first, phrase.last
    whose = next((k for k in range(first - 1, last) if clause.word(k) in OWN), None)
    if whose is not None and clause.tag(whose + 1) != "NUM":
        return True
    if any(clause.word(k) in ("of", "among") and clause.word(k + 1) in OWN and clause.tag(k + 2) != "NUM" for k in range(last, last + 3)):
        return True
    near = clause.skip(first - 1, -1, BETWEEN)
    lost = first - near <= 5 and clause.word(near) in LOSING
    cost = clause.word(first - 1) in ("it", "them", "him") and clause.word(first - 2) in COSTING
    return lost or cost or any(clause.word(k - 1) in OWN for k in losses_before(clause, phrase))


def losses_before(clause: Clause, phrase: Phrase) -> list[int]:
    """The words of loss before a figure that is led to from them, the nearest first, with no other figure between."""
    found = []
    k = clause.skip(phrase.first - 1, -1)
    near = clause.word(k) in LEADING or (clause.word(k) == "," and clause.word(k - 1) == "side")
    for k in range(phrase.first - 1, max(-1, phrase.first - REACH) if near else -1, -1):
        if clause.tag(k) == "NUM" or clause.word(k) in (";", ":", "while", "but", "."):
            break
        if clause.word(k) in LOSSES:
            found.append(k)
    return found


def side_of_losses(scene: Scene, phrase: Phrase) -> Group | None:
    """The side named at a word of loss before a figure: "[the front's dead] at 40", "on [the army side] one"."""
    clause, text = scene.clause, scene.report.text
    for k in losses_before(clause, phrase):
        start, at, end = clause.sentence.start, clause.tokens[k].start, clause.tokens[k].end
        last = last_side(text[start:end])
        if last is not None and (last.end() > at - start or OF_SIDE.match(text[start:at], last.end())):
            return side_of(last.group())
    return None


def last_side(words: str) -> re.Match[str] | None:
    """The last side that some words name."""
    return next(reversed(list(sides().finditer(words))), None)


def side_behind(scene: Scene, phrase: Phrase) -> Group | None:
    """The side named in a phrase or behind its "of": "40 of [the front's men]", "five fallen in the ranks of [the army]"."""
    clause = scene.clause
    k = phrase.last
    if clause.word(k) not in ("of", "in", "from"):
        k = clause.skip(k + 1, 1) if clause.tag(k) in ("VED", "ADJ") else k
    if clause.word(k) in ("in", "from") and [clause.word(j) for j in range(k + 1, k + 4)] == ["the", "ranks", "of"]:
        k += 3
    inner = clause.begins.get(clause.skip(k + 1, 1)) if clause.word(k) == "of" else phrase
    if inner is None or clause.tag(inner.last - 1) == "NUM":
        return None
    return side_of(scene.report.text[clause.tokens[inner.first].start : clause.tokens[inner.last - 1].end])


def side_of_label(scene: Scene, phrase: Phrase) -> Group | None:
    """The side whose losses a list tells: "[Army]: 41 killed, 23 captured"; not so where the label says it."""
    clause = scene.clause
    colon = next((k for k in range(1, min(phrase.first, LABEL)) if clause.word(k) == ":"), None)
    if colon is None or any(clause.tag(k) in VERBAL for k in range(colon)):
        return None
    start, end = clause.sentence.start, clause.tokens[colon].end
    if any(s.speaker is not None and start <= s.speaker.start < end for s in scene.statements) or len(scene.numbers) == 1:
        return None  # one figure behind a colon is mostly what somebody says
    words = scene.report.text[clause.tokens[0].start : clause.tokens[colon].start]
    last = last_side(words)
    return side_of(last.group()) if last is not None and OF_SIDE.match(words.removesuffix(" side"), last.end()) else None


def owner_before(scene: Scene, word: Word, at: int) -> Group | None:
    """The side named last before a figure at a code point: in what is said, else who says it, else in the sentence or just before it."""
    text, start = scene.report.text, scene.clause.sentence.start
    said = max((c.start for c in word.statement.content if c.start <= at), default=start) if word.statement else start
    named = owner_in(text[max(start, said) : at]) or (side_of(word.speaker.text) if word.speaker else None) or owner_in(text[start:at])
    return named or owner_in(text[max(text.rfind("\n", 0, start) + 1, start - PARAGRAPH) : start])


def owner_in(words: str) -> Group | None:
    """The last side that some words name other than by its losses: "the front puts [the army's dead] at 40 and its own at 12"."""
    found = (side for side in reversed(list(sides().finditer(words))) if not OF_LOSSES.match(words, side.end()))
    last = next(found, None)
    return side_of(last.group()) if last is not None else None
