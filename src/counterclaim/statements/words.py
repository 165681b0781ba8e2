"""The words of `data/said.tsv` by kind: who speaks, where, and what is rejected, claimed or threatened."""

from __future__ import annotations

from functools import cache

from counterclaim.vocabulary import load_vocabulary

OUTLET_WORDS = frozenset(
    "news times post agency tv television radio newspaper magazine channel daily herald reuters afp ap bbc cnn".split()
)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(row["word"] for row in load_vocabulary("said") if row["kind"] == kind)


@cache
def name_labels() -> dict[str, str]:
    """What kind of name a word stands in, from `data/names.tsv`."""
    return {row["word"]: row["label"] for row in load_vocabulary("names")}


@cache
def common_words() -> frozenset[str]:
    """Adjectives that the word tagger knows."""
    return frozenset(row["word"] for row in load_vocabulary("words") if row["tag"] == "ADJ")


def is_outlet(name: str) -> bool:
    """Whether a name says by itself that it is a newspaper, an agency or a station."""
    return bool(OUTLET_WORDS & set(name.lower().split()))


def is_teller(head: str, first: str) -> bool:
    """Whether a noun phrase by its head, or a name in capitals, can tell a figure: a person, an office, a body, an outlet."""
    body = is_outlet(head) or name_labels().get(head) in ("org", "office", "title")
    return body or is_person(head) or (first.isupper() and len(first) > 1)


def is_person(word: str) -> bool:
    """Whether a word names a person, an office or a role, one or several."""
    return word in words_of("person") or word.removesuffix("s") in words_of("person")
