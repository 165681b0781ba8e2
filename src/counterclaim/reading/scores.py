"""The network's numbers → what it says about figures, cues and pairs, as plain values with probabilities.

The network scores every word of a window; here the words that matter are chosen (figures of the grammar, phrases that may count as one,
words that bring in speech) and their pointers are followed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import Any

import numpy as np

from counterclaim.reading.heads import GROUPS, LINK_BIAS, LINKS, MEASURES, POINTER_SIZE, POINTERS, SCOPES, STANCES, TAGS, VOICES, slices
from counterclaim.reading.wordpieces import Window, Words
from counterclaim.spans import Aims, Number, Odds, Scored, ScoredCue, ScoredFigure, ScoredLink, Sentence, Span

Array = Any  # numpy's, which has no types where it is not installed
WORTH_SAYING = 0.05  # below this probability a phrase is no figure and a word no cue
AIMED = 0.5  # from here on a cue's pointers are followed: no room asks for those of a less likely one
LINK_WORTH = 0.1
LONGEST = {"speaker": 18, "content": 90, "target": 16}  # words
SPANS = POINTERS[: 2 * len(LONGEST)]  # first and last word of each
TRIED = 6  # first words, and last ones, that are tried for a span
REACH = 3  # windows that may hold one word
KEPT = 3  # guesses that are kept of each kind
AT = slices()
WORTH_SAYING_LOGIT = log(WORTH_SAYING / (1 - WORTH_SAYING))


@dataclass(frozen=True, slots=True)
class Seen:
    """One window with the network's numbers: a row for nowhere, then one for each word."""

    window: Window
    scores: Array
    vectors: Array


@dataclass(frozen=True, slots=True)
class Sight:
    """A text's words and its windows."""

    text: str
    words: Words
    seen: Sequence[Seen]

    def of(self, word: int) -> Seen:
        """The window in which a word has most words on its shorter side."""
        if len(self.seen) == 1:
            return self.seen[0]
        k = bisect_right(self.seen, word, key=lambda s: s.window.first)
        return max(
            (s for s in self.seen[max(0, k - REACH) : k] if word < s.window.last),
            key=lambda s: min(word - s.window.first if s.window.first else len(self.words.starts), self.after(s, word)),
        )

    def after(self, seen: Seen, word: int) -> int:
        """How many words follow in the window; as good as endless where the text ends in it."""
        return seen.window.last - word if seen.window.last < len(self.words.starts) else len(self.words.starts)

    def span(self, seen: Seen, first: int, last: int) -> Span:
        """The words from row `first` to row `last` of a window."""
        start, end = self.words.starts[seen.window.first + first - 1], self.words.ends[seen.window.first + last - 1]
        return Span(start, end, self.text[start:end])


def read_scores(sight: Sight, numbers: tuple[Number, ...], sentences: tuple[Sentence, ...]) -> Scored:
    """What the network says about a text."""
    word_at = {start: k for k, start in enumerate(sight.words.starts)}
    counted = {word_at[n.core.start] for n in numbers if n.core.start in word_at and n.share is None}
    phrases = {word_at[s.tokens[p.first].start] for s in sentences for p in s.phrases if s.tokens[p.first].start in word_at}
    figures = [f for w in sorted(counted | phrases) if (f := figure_at(sight, w, sure=w in counted)) is not None]
    cues = list(cues_of(sight))
    nodes = sorted({word_at[f.at] for f in figures} | {word_at[c.cue.start] for c in cues})
    return Scored(figures=tuple(figures), cues=tuple(cues), links=tuple(links_of(sight, nodes)))


def sigmoid(values: Array) -> Array:
    """The probability of each yes."""
    found: Array = 1 / (1 + np.exp(-values.astype(np.float64)))
    return found


def softmax(values: Array) -> Array:
    """Probabilities that sum to one."""
    grown = np.exp(values.astype(np.float64) - values.max())
    found: Array = grown / grown.sum()
    return found


def odds(values: Array, codes: Sequence[StrEnum | str]) -> Odds:
    """Codes with their probabilities, the likeliest first."""
    order = np.argsort(-values, kind="stable")[:KEPT]
    return tuple((str(codes[k]), round(float(values[k]), 4)) for k in order)


def figure_at(sight: Sight, word: int, *, sure: bool) -> ScoredFigure | None:
    """What the network says about the figure at a word; of a phrase without a number only where it may be one."""
    seen = sight.of(word)
    row = word - seen.window.first + 1
    scores = seen.scores[row]
    if not sure and scores[AT["roles"]].max() < WORTH_SAYING_LOGIT:
        return None
    measures = sigmoid(scores[AT["roles"]])
    return ScoredFigure(
        at=sight.words.starts[word],
        measures=odds(measures, MEASURES),
        group=odds(softmax(scores[AT["group"]]), GROUPS),
        scope=odds(softmax(scores[AT["scope"]]), SCOPES),
        voice=odds(softmax(scores[AT["voice"]]), VOICES),
        stance=odds(softmax(scores[AT["stance"]]), (*STANCES, "")),
    )


def pointed(seen: Seen, row: int) -> Array:
    """The logarithm of how likely each row is what each pointer of a cue points to, a line for each of `SPANS`."""
    towards, away = seen.vectors[:, : len(SPANS), 1], seen.vectors[row, : len(SPANS), 0]
    logits = np.matmul(towards.transpose(1, 0, 2), away[:, :, None])[:, :, 0].astype(np.float64)
    logits /= POINTER_SIZE**0.5
    logits -= logits.max(axis=1, keepdims=True)
    found: Array = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return found


def aims(sight: Sight, seen: Seen, chances: Array, name: str) -> Aims:
    """The likeliest spans that a word points to, with probabilities over those tried."""
    first, last = (chances[SPANS.index(f"{name}_{end}")] for end in ("first", "last"))
    heads = [int(k) for k in np.argsort(-first, kind="stable")[:TRIED] if k]
    tails = [int(k) for k in np.argsort(-last, kind="stable")[:TRIED] if k]
    tried: list[tuple[float, int, int]] = [(float(first[0] + last[0]), 0, 0)]
    tried += [(float(first[a] + last[b]), a, b) for a in heads for b in tails if a <= b < a + LONGEST[name]]
    total = np.exp([t[0] for t in tried])
    share = total / total.sum()
    order = sorted(range(len(tried)), key=lambda k: (-share[k], tried[k][1:]))[:KEPT]
    return tuple((sight.span(seen, *tried[k][1:]) if tried[k][1] else None, round(float(share[k]), 4)) for k in order)


def cues_of(sight: Sight) -> Iterator[ScoredCue]:
    """The words that may bring in a statement."""
    for seen in sight.seen:
        first, later = cue_chances(seen)
        for row in np.flatnonzero(first >= WORTH_SAYING):
            if row and sight.of(seen.window.first + int(row) - 1) is seen:
                yield cue_at(sight, seen, int(row), float(first[row]), later)


def cue_chances(seen: Seen) -> tuple[Array, Array]:
    """How likely each word of a window is the first one, or a later one, of a cue."""
    k = 3 * TAGS.index("cue")
    grown = np.exp(seen.scores[:, AT["tags"]][:, k : k + 3].astype(np.float64))
    shares: Array = grown / grown.sum(axis=1, keepdims=True)
    return shares[:, 1], shares[:, 2]


def cue_at(sight: Sight, seen: Seen, row: int, chance: float, later: Array) -> ScoredCue:
    """What the network says about the cue that begins at a row."""
    last = row
    while last + 1 < len(later) and later[last + 1] > 0.5:
        last += 1
    scores = seen.scores[row]
    chances = pointed(seen, row) if chance >= AIMED else None
    speaker, content, target = (aims(sight, seen, chances, name) if chances is not None else () for name in LONGEST)
    return ScoredCue(
        cue=sight.span(seen, row, last),
        score=round(chance, 4),
        voice=odds(softmax(scores[AT["saying_voice"]]), VOICES),
        stance=odds(softmax(scores[AT["saying_stance"]]), STANCES),
        hedged=round(float(sigmoid(scores[AT["saying_hedged"]])[0]), 4),
        speaker=speaker,
        content=content,
        target=target,
    )


def links_of(sight: Sight, nodes: list[int]) -> Iterator[ScoredLink]:
    """How likely each pair of figures and cues goes against one another."""
    starts, k = sight.words.starts, len(POINTERS) + LINKS.index("against")
    for a in nodes:
        seen = sight.of(a)
        near = [b for b in nodes if b != a and seen.window.first <= b < seen.window.last]
        if not near:
            continue
        rows = [b - seen.window.first + 1 for b in near]
        logits = seen.vectors[rows, k, 1] @ seen.vectors[a - seen.window.first + 1, k, 0] / POINTER_SIZE**0.5 - LINK_BIAS
        for b, chance in zip(near, sigmoid(logits), strict=True):
            if chance >= LINK_WORTH:
                yield ScoredLink(starts[a], starts[b], round(float(chance), 4))
