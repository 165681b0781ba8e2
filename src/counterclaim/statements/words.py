"""The words of `data/said.tsv` by kind: who speaks, where, and what is rejected, claimed or threatened."""

from __future__ import annotations

from functools import cache

from counterclaim.vocabulary import load_vocabulary


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(row["word"] for row in load_vocabulary("said") if row["kind"] == kind)


@cache
def name_labels() -> dict[str, str]:
    """What kind of name a word stands in, from `data/names.tsv`."""
    return {row["word"]: row["label"] for row in load_vocabulary("names")}


def is_teller(head: str, first: str) -> bool:
    """Whether a noun phrase by its head, or a name in capitals, can tell a figure: a person, an office, a body, an outlet."""
    return is_person(head) or name_labels().get(head) in ("org", "outlet", "office", "title") or (first.isupper() and len(first) > 1)


def is_person(word: str) -> bool:
    """Whether a word names a person, an office or a role, one or several."""
    return word in words_of("person") or word.removesuffix("s") in words_of("person")
