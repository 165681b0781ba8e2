"""What a denial answers: every statement near it is weighed, and the heaviest one is taken where it weighs enough.

The weights were fitted on 344 denials as the product itself reads them (`training/marks`, `training/reports` but one), each a choice
among the statements of other speakers around it and none. Fitted without a genre and tried on it, for every genre in turn, it gives 231
answers, of which 133 are right.
"""

from __future__ import annotations

import re

from counterclaim.model import Stance, Statement
from counterclaim.reconciliation.page import ANSWERING, Page
from counterclaim.reconciliation.words import content_stems, same_speaker, speaks_of

ALLEGATIONS = frozenset({Stance.ACCUSES, Stance.ALLEGES})
REACH = 8  # sentences back; farther targets are one in a hundred
AHEAD = 2  # sentences ahead: "denied it, after … had accused it of …"
MOST_SHARED = 3  # content stems that count

# In tenths of a logit.
NONE = -8  # what an answer must outweigh
SHARED = 5  # each stem that both contents have
ITS_TARGET = 4  # the denial names the speaker as its target
GUESSED_TARGET = 7  # the same, where the target's words stand in another sentence
AIMED = 5  # the statement speaks of who denies
ALLEGED = 5  # it is an allegation
CHARGE = 11  # it is one, and a charge or a hand in something is denied
ANSWER = -28  # it is an answer itself
SENTENCE = -9  # each sentence between
AFTER = -25  # it stands after the denial
JUST_BEFORE = 2  # nothing was said between
WITHIN = 18  # it stands inside the denial's words
AROUND = -17  # the denial stands inside its words

HAND = re.compile(
    r"^(?:any |all |the |this |that |these |those |a )?(?:\w+ )?"
    r"(?:responsib\w+|involvement|role|part|hand|complicity|wrongdoing|links?|guilt|blame|accusations?|charges?|allegations?|claims?)\b",
    re.I,
)


def answered(page: Page, k: int) -> Statement | None:
    """The statement that the denial at `k` answers, or `None` where none weighs enough."""
    denial = page.statements[k]
    here = page.sentence_of(denial.cue.start)
    found: list[tuple[int, int, Statement]] = []
    for j, other in enumerate(page.statements):
        away = here - page.sentence_of(other.cue.start)
        if j != k and -AHEAD <= away <= REACH and not same_speaker(other.speaker, denial.speaker):
            found.append((weigh(page, k, j, abs(away)), -abs(k - j), other))
    best = max(found, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] > NONE else None


def weigh(page: Page, k: int, j: int, away: int) -> int:
    """The weight of statement `j` as what the denial `k` answers, `away` sentences from it."""
    denial, other = page.statements[k], page.statements[j]
    weight = SHARED * min(MOST_SHARED, len(content_stems(denial) & content_stems(other))) + SENTENCE * away
    # A target that stands elsewhere was guessed at when the denial was read.
    here = denial.target is not None and page.sentence_of(denial.target.start) == page.sentence_of(denial.cue.start)
    weight += (ITS_TARGET if here else GUESSED_TARGET) * same_speaker(denial.target, other.speaker)
    weight += AIMED * speaks_of(other, denial.speaker)
    alleged = other.stance in ALLEGATIONS
    weight += ALLEGED * alleged + CHARGE * (alleged and denies_a_hand(denial)) + ANSWER * (other.stance in ANSWERING)
    weight += WITHIN * (other.inside == denial.id) + AROUND * (denial.inside == other.id)
    return weight + AFTER * (j > k) + JUST_BEFORE * (j == k - 1)


def denies_a_hand(denial: Statement) -> bool:
    """Whether what is denied is a charge, or a part in something."""
    return bool(denial.content and HAND.match(denial.content[0].text))
