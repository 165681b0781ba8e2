"""Whether a text can hold a toll or a statement at all: the network is not asked about the others."""

from __future__ import annotations

from functools import cache

from counterclaim.inflect import verb_forms
from counterclaim.spans import Spans
from counterclaim.vocabulary import load_vocabulary

LONG = 120  # words; in cross-validation the network helped with reports and did nothing for items of a paragraph, which the rules read well


@cache
def trigger_words() -> frozenset[str]:
    """Every word of harm or speech, inflected."""
    bases = {row["word"] for row in load_vocabulary("harms")} | {row["cue"].split()[0] for row in load_vocabulary("cues")}
    forms = {form for form, base in verb_forms().base.items() if base in bases}
    return frozenset(bases | forms) - COMMON


COMMON = frozenset("in for of by to a as on be was have has had do give make take put get go come".split())


def is_worth_asking(spans: Spans) -> bool:
    """Whether a text is long and a word of harm or speech stands in it."""
    if sum(len(sentence.tokens) for sentence in spans.sentences) < LONG:
        return False
    words = trigger_words()
    return any(token.lower in words for sentence in spans.sentences for token in sentence.tokens)
