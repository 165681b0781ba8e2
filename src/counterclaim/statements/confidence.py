"""How often what is said is found rightly, by the frame that found it: the share of such contents that is marked.

Measured on the 2,529 marked items of `training/marks` and on four sets of written reports; `evals/reliability.py` measures it again.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import SEEN, Statement

WHOLE = 0.92  # "said that …", "according to …", a quotation
PART = 0.80  # "denied the claim", "accused it of …", "…, he said", a label's turn
LOOSE = 0.55  # a cue whose content stands elsewhere in the sentence
ALONE = 0.74  # only the trained reader saw it

WHOLE_FRAMES = frozenset({"that", "A+that", "T+that", "S+that", "quote", "A+quote"})
LOOSE_FRAMES = frozenset({"self", "relative", "verdict", "version", "by", "whole", "continued"})


def with_confidence(statement: Statement) -> Statement:
    """A statement with the share of statements like it whose content is right."""
    kind, _, frame = statement.rule.partition(":")
    frame = frame.rpartition(":")[2]
    if kind.startswith(SEEN):
        sure = ALONE
    elif frame in WHOLE_FRAMES or (kind == "preposition" and frame == "back"):
        sure = WHOLE
    else:
        sure = LOOSE if frame in LOOSE_FRAMES else PART
    return replace(statement, confidence=sure)
