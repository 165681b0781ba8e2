"""Marked items → what the network sees and what it should say, window by window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus import Item

from counterclaim.model import Report
from counterclaim.reading import read_spans, rules_alone
from counterclaim.reading.heads import AGAINST_KINDS, GROUPS, MEASURES, POINTERS, SCOPES, STANCES, TAGS, VOICES
from counterclaim.reading.wordpieces import Window, WordPieces, Words, find_windows, find_words

LONG_REPORT = 150  # words; of shorter items almost all have one window

Mark = dict[str, Any]


@dataclass(slots=True)
class Example:
    """One window with its labels; places are words of the window, counted from 1, and 0 is nowhere."""

    item: str
    window: Window
    size: int
    roles: list[tuple[int, int]] = field(default_factory=list)  # word, measure
    tags: list[tuple[int, int, int]] = field(default_factory=list)  # word, tag, 1 at its beginning and 2 inside
    tolls: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)  # word, group, scope, voice, stance, hedged
    sayings: list[tuple[int, int, int, int]] = field(default_factory=list)  # word of the cue, voice, stance, hedged
    pointers: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)  # pointer, from, to any of
    nodes: list[int] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)  # from, to, 0 against and 1 along
    weight: float = 1.0


@dataclass(slots=True)
class Places:
    """Where code points are in a window: the first and last word of a span."""

    words: Words
    window: Window
    text: str

    def of(self, span: Mark) -> tuple[int, int] | None:
        """First and last word of a span, counted from 1; `None` where it is not wholly in the window."""
        inside = [
            k - self.window.first + 1
            for k in range(self.window.first, self.window.last)
            if self.words.starts[k] < span["end"] and span["start"] < self.words.ends[k]
        ]
        whole = inside and self.words.starts[self.window.first] <= span["start"] and span["end"] <= self.words.ends[self.window.last - 1]
        return (inside[0], inside[-1]) if whole else None

    def same(self, span: Mark) -> list[tuple[int, int]]:
        """Every place where the words of a span stand: a speaker named twice may be found at either."""
        wanted = self.text[span["start"] : span["end"]]
        found, at = [], self.text.find(wanted)
        while at >= 0 and len(wanted) > 2:
            if place := self.of({"start": at, "end": at + len(wanted)}):
                found.append(place)
            at = self.text.find(wanted, at + 1)
        return found


def make_examples(item: Item, vocabulary: WordPieces, weight: float = 1.0) -> list[Example]:
    """The windows of one item with their labels."""
    report = Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"])
    spans = read_spans(report, rules_alone)
    words = find_words(item["text"], spans.numbers, spans.dates, vocabulary)
    cores = [(n.core.start, n.core.end) for n in spans.numbers]
    found = []
    for window in find_windows(words, vocabulary):
        example = Example(item["id"], window, window.last - window.first + 1, weight=weight)
        label(example, item, Places(words, window, item["text"]), cores)
        found.append(example)
    return found


def label(example: Example, item: Item, places: Places, cores: list[tuple[int, int]]) -> None:
    """Put the marks of an item that lie in the window on its words."""
    nodes: dict[str, int] = {}
    for toll in item["tolls"]:
        place = places.of(anchor(toll["number"], cores))
        if place is not None:
            nodes[toll["n"]] = place[0]
            label_toll(example, toll, place[0], places)
    for toll in item["tolls"]:
        if toll["n"] in nodes and (toll.get("part_of") is None or toll["part_of"] in nodes):
            whole = nodes[toll["part_of"]] if toll.get("part_of") else 0
            example.pointers.append((POINTERS.index("whole"), nodes[toll["n"]], (whole,)))
    for statement in item["statements"]:
        place = places.of(statement["cue"]) if statement["cue"] else None
        if place is not None:
            nodes[statement["n"]] = place[0]
            label_statement(example, statement, place, places)
    example.nodes = sorted(set(nodes.values()))
    for link in item["links"]:
        if link["from"] in nodes and link["to"] in nodes and link["kind"] != "part_of":
            example.links.append((nodes[link["from"]], nodes[link["to"]], int(link["kind"] not in AGAINST_KINDS)))


def anchor(number: Mark, cores: list[tuple[int, int]]) -> Mark:
    """The grammar's number inside a marked one ("at least 11" → "11"), else the marked one."""
    core = next((c for c in cores if c[0] < number["end"] and number["start"] < c[1]), None)
    return {"start": core[0], "end": core[1]} if core else number


def label_toll(example: Example, toll: Mark, at: int, places: Places) -> None:
    """The labels of one toll at the word of its number."""
    stance = STANCES.index(toll["stance"]) if toll.get("stance") else len(STANCES)
    example.roles.append((at, MEASURES.index(toll["measure"])))
    values = (GROUPS.index(toll["group"]), SCOPES.index(toll["scope"]), VOICES.index(toll["voice"]), stance, int(bool(toll["hedged"])))
    example.tolls.append((at, *values))
    point(example, "speaker", at, toll["speaker"], places, same=True)
    point(example, "victims", at, toll["victims"], places)
    point(example, "place", at, toll["place"], places, same=True)
    tag(example, "victims", toll["victims"], places)
    tag(example, "place", toll["place"], places)


def label_statement(example: Example, statement: Mark, cue: tuple[int, int], places: Places) -> None:
    """The labels of one statement at the first word of its cue."""
    voice = statement.get("voice") or ("named" if statement["speaker"] else "unnamed")
    example.sayings.append((cue[0], VOICES.index(voice), STANCES.index(statement["stance"]), int(bool(statement["hedged"]))))
    point(example, "speaker", cue[0], statement["speaker"], places, same=True)
    if statement["content"]:
        point(example, "content", cue[0], statement["content"], places)
    point(example, "target", cue[0], statement.get("target"), places, same=True)
    for name in ("speaker", "cue", "content"):
        tag(example, name, statement[name], places)


def point(example: Example, name: str, at: int, span: Mark | None, places: Places, *, same: bool = False) -> None:
    """What a pointer should point to: first and last word of a span, or nowhere."""
    if span is None:
        ends = [(0, 0)]
    else:
        place = places.of(span)
        ends = (places.same(span) if same else []) or ([place] if place else [])
    if ends:
        example.pointers.append((POINTERS.index(f"{name}_first"), at, tuple(sorted({e[0] for e in ends}))))
        example.pointers.append((POINTERS.index(f"{name}_last"), at, tuple(sorted({e[1] for e in ends}))))


def tag(example: Example, name: str, span: Mark | None, places: Places) -> None:
    """Tag the words of a span."""
    place = places.of(span) if span else None
    if place:
        for k in range(place[0], place[1] + 1):
            example.tags.append((k, TAGS.index(name), 1 if k == place[0] else 2))
