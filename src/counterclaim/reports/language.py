"""Text -> the language that it is in, where that is not English: by the script of its letters, else by common short words.

The vocabulary is `data/languages.tsv`. A short English text never counts as foreign: a doubt is English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache

from counterclaim.vocabulary import load_vocabulary

# Some 3,000 words: enough to tell any language, and a long report costs no more than a short one.
_SAMPLE = 20_000
# Two different words of a language and none of English, or three hits and more than English has. So no English item is refused
# among 109,027 news items, 1,500 newswire reports in capitals and 20,262 sentences of these; one word alone does occur, in names.
_FEW_HITS = 2
_SURE_HITS = 3
# Of so many words in small letters the table's English ones make up 31 per cent (median of 1,037 news texts; the least is 11): a text
# with next to none is in a language that the table lacks. Words in capitals are left aside because of lists of names.
_PROSE_WORDS = 60
_LEAST_ENGLISH = 0.02

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = "English"


@cache
def _languages_of_word() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = defaultdict(list)
    for row in load_vocabulary("languages"):
        for word in row["words"].split():
            languages[word].append(row["language"])
    return {word: tuple(names) for word, names in languages.items()}


@cache
def _languages_of_script() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = defaultdict(list)
    for row in load_vocabulary("languages"):
        languages[row["script"]].append(row["language"])
    return {script: tuple(names) for script, names in languages.items()}


def known_language(label: str) -> str | None:
    """The name of the language that a label (`fr`, `fr-CA`, `French`) stands for; `None` where that is English."""
    code = re.split(r"[-_]", label.strip().casefold())[0]
    if code in ("en", "eng", "english"):
        return None
    return next((row["language"] for row in load_vocabulary("languages") if row["code"] == code), label.strip())


def foreign_language(text: str) -> str | None:
    """The language of a text that is not English, in words ("Arabic", "a language in Thaana script"); `None` for English."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    hits = _count_hits(words)
    script = None if sample.isascii() else _foreign_script(sample)
    if script:
        among = _languages_of_script().get(script, ())
        best = max(among, key=lambda name: hits[name].total(), default=None)
        sure = best and (len(among) == 1 or hits[best])
        return best if sure else f"a language in {script.title()} script"
    found = _foreign_by_words(hits)
    english = hits[_ENGLISH].total()
    if found is None and english < _LEAST_ENGLISH * len(words) and _is_unknown(sample, english):
        return "a language that is not known here"
    return found


def _count_hits(words: list[str]) -> defaultdict[str, Counter[str]]:
    hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    languages = _languages_of_word()
    for word in words:
        for name in languages.get(word, ()):
            hits[name][word] += 1
    return hits


def _foreign_script(sample: str) -> str | None:
    """The commonest script but Latin, where other scripts have more letters than Latin has."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(sample).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "UNKNOWN").split()[0].removesuffix("-1")] += count
    latin = scripts.pop("LATIN", 0)
    if scripts.total() <= latin:
        return None
    return "HIRAGANA" if scripts["HIRAGANA"] else scripts.most_common(1)[0][0]


def _foreign_by_words(hits: defaultdict[str, Counter[str]]) -> str | None:
    """The language with the most hits, where they are enough and more than those of English."""
    english = hits[_ENGLISH].total()
    best = max(hits, key=lambda name: (name != _ENGLISH, hits[name].total()))
    if best == _ENGLISH or len(hits[best]) < _FEW_HITS:
        return None
    total = hits[best].total()
    return best if not english or total >= max(_SURE_HITS, english + 1) else None


def _is_unknown(sample: str, english: int) -> bool:
    """Whether this is prose with next to no English words."""
    small = len([word for word in _WORD.findall(sample) if word.islower()])
    return small >= _PROSE_WORDS and english < _LEAST_ENGLISH * small
