"""Whether an event is told as a fact: by the words around it (`data/realis.tsv`), else by how somebody speaks of it."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.claims.clause import Clause
from counterclaim.claims.positions import denied
from counterclaim.claims.triggers import Trigger
from counterclaim.claims.voices import SETTLED_NOUNS, Word
from counterclaim.model import DeniesWhat, Realis, Report, Stance
from counterclaim.vocabulary import load_vocabulary

BEFORE, AFTER = 90, 60  # code points around a word of an event that are looked at
DONE = frozenset("began begin begins started starts managed manages used forced continued".split())  # "managed to [capture]" tells a fact
USED = frozenset({"use", "used", "uses", "using"})
USED_REACH = 7
AGREED = re.compile(r"\bagreed?s? (?:on|to|upon) (?:an? |the )?(?:\S+ ){0,3}$")  # what is agreed on is an agreement
UNREAL = {Stance.DEMANDS: Realis.HYPOTHETICAL, Stance.WARNS: Realis.HYPOTHETICAL}


@cache
def patterns() -> tuple[tuple[Realis, re.Pattern[str]], ...]:
    """The lines of `data/realis.tsv` in their order."""
    return tuple((Realis(row["realis"]), re.compile(row["pattern"])) for row in load_vocabulary("realis"))


def realis_of(report: Report, clause: Clause, trigger: Trigger, word: Word) -> Realis:
    """Whether it happened, goes on, is planned, is denied or only thought of."""
    told = in_words(report, clause, trigger)
    if told is not None:
        return told
    if is_progressive(clause, trigger.at):
        return Realis.ONGOING
    aimed = not trigger.noun and clause.tag(trigger.at - 1) == "TO" and trigger.act != "protest"  # "gathered to protest" is a protest
    used = any(clause.word(k) in USED for k in range(trigger.at - USED_REACH, trigger.at - 1))  # "used explosives to [blow] up a bridge"
    if aimed and clause.word(trigger.at - 2) not in DONE and not used:
        return Realis.PLANNED  # "troops were sent to [fight]"
    statement = word.statement
    if statement is None or statement.stance is not Stance.DENIES:
        return unreal(clause, trigger, word)
    words = " ".join(c.text for c in statement.content)
    settled = words.lower().startswith(SETTLED_NOUNS) or denied(words) is not DeniesWhat.OCCURRENCE
    return Realis.HAPPENED if settled else Realis.DENIED  # who denies a part in it does not deny that it happened


def in_words(report: Report, clause: Clause, trigger: Trigger) -> Realis | None:
    """What the words of the sentence around it tell; `None` where they tell nothing."""
    start, end = clause.tokens[trigger.first].start, clause.tokens[trigger.at].end
    before = report.text[max(clause.sentence.start, start - BEFORE) : start].lower()
    if trigger.act == "agreement" and AGREED.search(before):
        return None
    around = before + "@" + report.text[end : min(clause.sentence.end, end + AFTER)].lower()
    return next((realis for realis, pattern in patterns() if pattern.search(around)), None)


def is_progressive(clause: Clause, k: int) -> bool:
    """Whether a verb tells what goes on at the time of the report: "are shelling"."""
    return clause.tag(k) == "VING" and clause.word(clause.skip(k - 1, -1, ("ADV", "NEG"))) in ("is", "are", "'re", "been")


def unreal(clause: Clause, trigger: Trigger, word: Word) -> Realis:
    """What is demanded or warned of has not happened, unless it is told as a fact inside that ("the attack", "attacked")."""
    base = not trigger.noun and clause.tag(trigger.at) in ("VERB", "VING")
    bare = trigger.noun and clause.word(trigger.first - 1) not in ("the", "this", "that", "these", "those", "its", "their", "'s")
    stance = word.statement.stance if word.statement else None
    return UNREAL.get(stance, Realis.HAPPENED) if stance and (base or bare) else Realis.HAPPENED
