"""One sentence as the rules of this room look at it: its tokens, the noun phrase over each, and small questions about neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from counterclaim.model import Phrase, Report, Sentence, Span, Token

Range = tuple[int, int]  # tokens [first, last)

DATELINE_WORDS = 18  # a dateline with place, date and agency: "SAN SALVADOR, 17 JUL 89 (DPA) -- [TEXT]"
TOPIC_WORDS = 9  # a colon or dash this early ends a topic ("2012 border war:") or a dateline ("GENEVA, 12 March —"); longest in sample: 8
DASHES = frozenset({"-", "–", "—", "--"})
VERBS = frozenset({"VERB", "AUX", "VED"})
# what a line of a log or a list opens with: a bullet, a number or letter, a time, a weekday with its time, a place or date in brackets
LEAD = re.compile(
    r"(?:(?:[•*◆■▪·►>–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)/]|\[[^\[\]\n]{1,60}\]"
    r"|\[?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\d{1,2}[:.]\d{2}\]?(?: (?:local|gmt|utc|hrs?)\b)?)[,|–—-]? +)+(?=[^\W\d_]|[\"“@])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """A sentence of a report; `over[k]` is the noun phrase that token `k` belongs to; `body` is the first token of the sentence proper."""

    report: Report
    sentence: Sentence
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    over: tuple[Phrase | None, ...]
    body: int
    caseless: bool

    def lower(self, k: int) -> str:
        """The token's word in lower case; empty beyond the ends."""
        return self.tokens[k].lower if 0 <= k < len(self.tokens) else ""

    def tag(self, k: int) -> str:
        """The token's tag; empty beyond the ends."""
        return self.tokens[k].tag if 0 <= k < len(self.tokens) else ""

    def over_at(self, k: int) -> Phrase | None:
        """The noun phrase over token `k`; `None` beyond the ends too."""
        return self.over[k] if 0 <= k < len(self.over) else None

    def ends_phrase(self, k: int) -> bool:
        """Whether a noun phrase ends with token `k`."""
        phrase = self.over_at(k)
        return phrase is not None and phrase.last == k + 1

    def opens_phrase(self, k: int) -> bool:
        """Whether a noun phrase begins with token `k`."""
        phrase = self.over_at(k)
        return phrase is not None and phrase.first == k

    def span(self, first: int, last: int) -> Span:
        """The text of tokens `[first, last)`."""
        return self.report.span(self.tokens[first].start, self.tokens[last - 1].end)


def view_of(report: Report, sentence: Sentence, tokens: tuple[Token, ...], phrases: tuple[Phrase, ...]) -> View:
    """The sentence with its phrases laid over its tokens."""
    over: list[Phrase | None] = [None] * len(tokens)
    for phrase in phrases:
        for k in range(phrase.first, phrase.last):
            over[k] = phrase
    lead = past_lead(report, sentence, tokens)
    return View(report, sentence, tokens, phrases, tuple(over), lead + body_start(tokens[lead:]), is_caseless(tokens))


def past_lead(report: Report, sentence: Sentence, tokens: tuple[Token, ...]) -> int:
    """One past the mark, number, time or bracket that opens the line of a log or list; 0 where none does."""
    opens = sentence.start == 0 or report.text[sentence.start - 1] == "\n"
    found = LEAD.match(report.text, sentence.start, sentence.end) if opens else None
    return bisect_left(tokens, found.end(), key=lambda t: t.start) if found else 0


def is_caseless(tokens: tuple[Token, ...]) -> bool:
    """Whether capitals say nothing here: a sentence in capitals."""
    letters = [t for t in tokens if t.text[0].isalpha() and len(t.text) > 1]
    return len(letters) > 3 and all(t.text.isupper() for t in letters)


def body_start(tokens: tuple[Token, ...]) -> int:
    """One past a leading topic or dateline, else 0: no verb may stand before the mark."""
    dated = False
    for k, token in enumerate(tokens[:DATELINE_WORDS]):
        dated = dated or token.tag == "DATE" or token.text == ")"
        if token.tag in VERBS or token.tag == "QUOTE" or (k >= TOPIC_WORDS and not dated):
            return 0
        if k and k + 1 < len(tokens) and (token.text == ":" or opens_after_dash(tokens, k)):
            return past_brackets(tokens, k + 1)
    return 0


def opens_after_dash(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether the dash at `k` stands free, or closes a double dash that does."""
    if tokens[k].text not in DASHES or tokens[k].end == tokens[k + 1].start:
        return False
    first = k - 1 if tokens[k - 1].text in DASHES else k
    return first > 0 and tokens[first].start > tokens[first - 1].end


def past_brackets(tokens: tuple[Token, ...], k: int) -> int:
    """One past the bracketed notes that an agency puts before the text: "[TEXT]"."""
    while k < len(tokens) and tokens[k].text == "[":
        close = next((j for j in range(k, min(k + 8, len(tokens))) if tokens[j].text == "]"), None)
        if close is None:
            break
        k = close + 1
    return min(k, len(tokens) - 1)


def skip_back(view: View, k: int, tags: frozenset[str]) -> int:
    """The nearest index at or before `k` whose tag is not one of `tags`."""
    while k >= 0 and view.tag(k) in tags:
        k -= 1
    return k


def skip_on(view: View, k: int, tags: frozenset[str]) -> int:
    """The nearest index at or after `k` whose tag is not one of `tags`."""
    while k < len(view.tokens) and view.tag(k) in tags:
        k += 1
    return k
