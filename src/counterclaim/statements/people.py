"""Words for persons and offices: who can speak, be asked, or stand behind "he" and "she"."""

from __future__ import annotations

PERSON_HEADS = frozenset(
    "man woman boy girl spokesman spokeswoman spokesperson official officer commander leader minister president chief general colonel captain major "
    "governor mayor ambassador envoy doctor witness resident judge lawyer prosecutor director secretary senator king prince chairman head adviser "
    "advisor activist journalist soldier suspect attacker gunman murderer king queen chancellor premier representative deputy analyst expert".split()
)
PLURALS = frozenset({"men", "women", "people", "children", "dealers", "policemen", "servicemen", "witnesses", "civilians", "members", "workers"})


def is_person(word: str) -> bool:
    """Whether a word names a person, an office or a role."""
    return word in PERSON_HEADS or (word.endswith(("s",)) and word[:-1] in PERSON_HEADS) or word in PLURALS
