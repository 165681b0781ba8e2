"""The forms of the verbs in `data/verbs.tsv`: `kill` → kills, killed, killing."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from counterclaim.vocabulary import load_vocabulary

DOUBLING = frozenset(
    "transmit "
    "acquit admit annul aver commit compel defer deter expel kidnap occur permit quip rebel rebut refer repel submit transfer".split()
)


class VerbForms(NamedTuple):
    """Every inflected form that the lexicon knows, by its tag, and the base of each."""

    tag: dict[str, str]
    base: dict[str, str]


def inflect(base: str, past: str, participle: str) -> dict[str, str]:
    """The forms of a verb with their tags: `kill` → kill kills VERB, killed VED, killing VING."""
    sibilant = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    doubles = bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base)) or base in DOUBLING
    stem = base + base[-1] if doubles else base[:-1] if base.endswith("e") and base[-2:] != "ee" else base
    third = base[:-1] + "ies" if consonant_y else base + ("es" if sibilant else "s")
    ing = stem + "ing" if not base.endswith("ie") else base[:-2] + "ying"
    regular = base + "d" if base.endswith("e") else base[:-1] + "ied" if consonant_y else stem + "ed"
    forms = {base: "VERB", third: "VERB", ing: "VING"}
    for form in (past or regular, participle or regular):
        forms.setdefault(form, "VED")
    return forms


@cache
def verb_forms() -> VerbForms:
    """The verbs of `data/verbs.tsv` with all their forms."""
    tags: dict[str, str] = {}
    bases: dict[str, str] = {}
    for row in load_vocabulary("verbs"):
        for form, tag in inflect(row["verb"], row["past"], row["participle"]).items():
            tags.setdefault(form, tag)
            bases.setdefault(form, row["verb"])
    return VerbForms(tags, bases)


@cache
def only_pasts() -> frozenset[str]:
    """Past forms that are no participles: "took", "fell"; none of them is ever passive."""
    rows = load_vocabulary("verbs")
    participles = {row["participle"] or row["past"] or row["verb"] for row in rows}
    return frozenset(row["past"] for row in rows if row["past"]) - participles
