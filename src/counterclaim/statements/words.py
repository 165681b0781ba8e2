"""The words of `data/said.tsv` by kind: who speaks, where, and what is rejected, claimed or threatened."""

from __future__ import annotations

from functools import cache

from counterclaim.vocabulary import load_vocabulary


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(row["word"] for row in load_vocabulary("said") if row["kind"] == kind)


def is_person(word: str) -> bool:
    """Whether a word names a person, an office or a role, one or several."""
    return word in words_of("person") or word.removesuffix("s") in words_of("person")
