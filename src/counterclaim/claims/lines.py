"""Reads bulletins and key-figure strips, where a line is a label and a figure and takes its time from the line above it.

Since the ceasefire (October 11):
• Total number of martyrs: 992
Killed: 41 | Wounded: 118
(5 men, 3 women, 1 child)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.claims.harms import harm_words
from counterclaim.claims.scopes import STOCK_MEASURES, Extent, extent_of_words
from counterclaim.claims.victims import HOUSEHOLDS, groups
from counterclaim.model import DateSpan, Group, Layout, Measure, Number, Report, Scope, Sentence, Span, Spans, within

SEGMENT = re.compile(r"(?:(?! / [A-Z])[^|;\t])+")
WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
# what a label says happened, where the dictionary of harm has only the verb
LABELS = {
    "killed": Measure.KILLED,
    "dead": Measure.KILLED,
    "fatal": Measure.KILLED,
    "wounded": Measure.INJURED,
    "injured": Measure.INJURED,
    "hurt": Measure.INJURED,
    "displaced": Measure.DISPLACED,
    "uprooted": Measure.DISPLACED,
    "evacuated": Measure.DISPLACED,
    "sheltering": Measure.DISPLACED,
    "idps": Measure.DISPLACED,
    "missing": Measure.MISSING,
    "detained": Measure.DETAINED,
    "arrested": Measure.DETAINED,
    "captured": Measure.DETAINED,
    "abducted": Measure.ABDUCTED,
    "kidnapped": Measure.ABDUCTED,
    "released": Measure.RELEASED,
    "freed": Measure.RELEASED,
    "rescued": Measure.RELEASED,
}
BOTH = re.compile(r"\b(?:killed|dead|martyrs|deaths) (?:and|or|/|&) (?:wounded|injured|injuries)\b", re.I)
SEPARATED = re.compile(r"(?:[:=–—]|\.{2,}|\bis|\bare)\s*(?:\n\s*)?$")  # what stands between a label and its figure
PART = re.compile(r"^[\s•*◦▪–-]*(?:\(|of (?:whom|them|which)\b|including\b|incl\b)", re.I)
ROW = re.compile(r"[•*◦–\s-]*([^\W\d][^\d:]*?)[\s:.]+[\d,]+(?:\s*/\s*[\d,]+)+\s*")  # "Kalim 4 / 11"
BARRED = re.compile(r"\s*([^\W\d][^\d|]*?)\s*(?:\|\s*[\d,]+\W{0,3})+")  # "Kalim | 4* | 11"
FIRST_ROW = re.compile(r"[•*◦–\s-]*[^\W\d][^\d:]*?[\s:.]+[\d,]+ (?P<a>[a-z ]+) / [\d,]+ (?P<b>[a-z ]+)")  # "Kalim: 21 dead / 40 wounded"
AMONG = re.compile(r"\bamong (?:the|them)\b", re.I)  # "children among the martyrs: 96"
ROW_MARK = re.compile(r"\s*[•*◦▪–-]")
TOTAL = re.compile(r"(?:sub)?totals?\b|all\b|sum\b", re.I)
LABEL_WORDS = 4  # how far after a figure its label reaches: "12 new martyrs", "34 people were killed"
# headings behind which no figure takes its time from the lines above
NOTES = re.compile(
    r"\W*(?:[IVX]+\.\s*|\d+\.\s*)?(?:notes?|remarks?|footnotes?|replies|corrections?|erratum|errata|versions?|context|background)\b", re.I
)
NUMBERED = re.compile(r"[(\[]?(?:\d{1,2}|[a-z])[).\]]\s")
TOLD = 12  # words in a numbered or marked line from which on it is a sentence and no label
FULL_STOPS = (".", ".”", '."', ".’")
UNTOLD = Extent(Scope.UNKNOWN, rule="the line and the lines above name no time")
ISSUE = Extent(Scope.PERIOD, rule="a bulletin counts the time since the one before")
BULLETIN = re.compile(
    r"\b(?:bulletin|sitrep|situation report|(?:daily|weekly|flash|situation|casualty) [\w ]{0,24}(?:update|log|report)"
    r"|key figures|at a glance|covers|covering)\b",
    re.IGNORECASE,
)
TITLE = 400  # code points at the head of a text in which it says that it is a bulletin
NOW = Extent(Scope.STOCK, rule="how many are so at a moment")
# labels of people who are so at a moment; "newly displaced" tells what happened
STANDING = re.compile(
    r"\b(?:still|held|hostages|captives|prisoners|in custody|in detention|refugees|idps|sheltering|(?:in|inside|at) (?:\w+ )?"
    r"(?:shelters|camps|schools|centers|centres|sites)|away from home|displaced|uprooted)\b",
    re.I,
)
HAPPENED = re.compile(r"\b(?:new|newly|fled|left|more|this|since|in the (?:past|last|\w+ to)|last)\b", re.I)
SHORT = 6  # words in a line that is label and figure without a mark between them ("Deaths 2,205"); prose is longer


@dataclass(frozen=True, slots=True)
class LineFigure:
    """A figure of a bulletin line with its label's measure, who was counted, and the extent of the line above.

    `part` says that it is counted inside the figure before it.
    """

    number: Number
    measure: Measure
    extent: Extent
    place: Span | None = None
    victims: Span | None = None
    group: Group = Group.UNSPECIFIED
    households: bool = False
    part: bool = False


def find_line_figures(report: Report, spans: Spans) -> tuple[tuple[LineFigure, ...], dict[int, Extent]]:
    """The figures of label lines, and the extent that the lines above give to each line, by the sentence's number.

    Sentences that are prose are left to the prose rules.
    """
    figures: list[LineFigure] = []
    above: dict[int, Extent] = {}
    extent: Extent | None = None
    untold = ISSUE if BULLETIN.search(report.text[:TITLE]) else UNTOLD
    last: LineFigure | None = None
    columns: tuple[Measure | None, ...] = ()
    for k, sentence in enumerate(spans.sentences):
        words = report.text[sentence.start : sentence.end]
        if row := row_figures(report, spans, sentence, columns, extent or untold):
            figures += row
            continue
        columns = column_measures(words) or (columns if not words.strip(" -–—|") else ())
        if sentence.layout is not Layout.PROSE and NOTES.match(words):
            extent = None
        if is_told(words, sentence) and not words.endswith(":"):
            extent, last = (extent if is_marked(words) else None), None
            continue
        stop = spans.sentences[k + 1].end if k + 1 < len(spans.sentences) and goes_on(report, spans.sentences[k + 1]) else sentence.end
        stated = stated_extent(words, within(spans.dates, sentence.start, sentence.end), extent)
        near = figures[-1] if figures and last is not None else None
        found = list(figures_of_line(report, spans, sentence.start, stop, stated or extent or untold, last, near))
        if not in_paragraph(report, sentence):
            if stated is not None and not found:
                extent = stated
            elif extent is not None or untold is ISSUE:
                above[k] = extent or untold
        figures += found
        last = next((f for f in reversed(found) if not f.part), last)
    return tuple(figures), above


def is_told(words: str, sentence: Sentence) -> bool:
    """Whether a sentence is prose: not a line, or a numbered one that is long and ends in a full stop."""
    return sentence.layout is Layout.PROSE or (NUMBERED.match(words) is not None and len(words.split()) > TOLD and words.endswith("."))


def in_paragraph(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence stands in a numbered or marked paragraph: long and with a full stop, it tells its own time."""
    start = report.text.rfind("\n", 0, sentence.start) + 1
    end = report.text.find("\n", sentence.end)
    line = report.text[start : end if end >= 0 else None].strip()
    return len(line.split()) > TOLD and line.endswith(FULL_STOPS) and (NUMBERED.match(line) is not None or is_marked(line))


def column_measures(words: str) -> tuple[Measure | None, ...]:
    """What the columns of a table count whose heading is "By district, dead / wounded" or "District | Dead | Wounded", or whose first row
    tells it beside its figures ("Kalim: 21 dead / 40 wounded"); nothing where a line is neither."""
    if "|" in words and not any(c.isdigit() for c in words):
        cells = [label_measure(cell) for cell in words.split("|")]
        return tuple(cells) if cells[0] is None and len(cells) > 1 and all(cells[1:]) else ()
    if "/" not in words:
        return ()
    labels = words.rsplit(",", 1)[-1].split("/")
    first = FIRST_ROW.fullmatch(words)
    if any(c.isdigit() for c in words) and first is None:
        return ()
    found = [label_measure(label) for label in ((first["a"], first["b"]) if first else labels)]
    return tuple(found) if all(found) else ()


def row_figures(report: Report, spans: Spans, sentence: Sentence, columns: tuple[Measure | None, ...], extent: Extent) -> list[LineFigure]:
    """The figures of a table's row, "Kalim 4 / 11" or "Kalim | 4 | 11", with the place at its head."""
    words = report.text[sentence.start : sentence.end]
    row = (BARRED if "|" in words else ROW).fullmatch(words) if columns else None
    measures = [m for m in columns if m]
    numbers = within(spans.numbers, sentence.start, sentence.end)
    if row is None or len(numbers) != len(measures):
        return []
    place = report.span(sentence.start + row.start(1), sentence.start + row.end(1))
    named = place if not TOTAL.match(place.text) else None
    return [LineFigure(number, measure, extent, named, part=named is not None) for number, measure in zip(numbers, measures, strict=True)]


def stated_extent(words: str, dates: tuple[DateSpan, ...], above: Extent | None) -> Extent | None:
    """The extent that a line states; "cumulative number of …" under "since the beginning of …" means the line above."""
    stated = extent_of_words(words, list(dates))
    alike = stated is not None and above is not None and stated.scope is above.scope and stated.since is None
    return above if alike else stated


def is_marked(words: str) -> bool:
    """Whether a sentence begins with a sign that is no letter: a bulletin's paragraph between its lines."""
    return not words[0].isalnum() and words[0] not in "\"'“‘("


def goes_on(report: Report, sentence: Sentence) -> bool:
    """Whether a line is the rest of a label broken off: ": 4", "174,231"."""
    return bool(re.match(r"\s*:|\s*[\d,.]+\s*$", report.text[sentence.start : sentence.end]))


def figures_of_line(
    report: Report, spans: Spans, start: int, stop: int, extent: Extent, last: LineFigure | None, near: LineFigure | None
) -> Iterator[LineFigure]:
    """The figures of one line, segment by segment; `last` is the last whole figure and `near` the last of all."""
    for segment in SEGMENT.finditer(report.text[start:stop]):
        a, b = start + segment.start(), start + segment.end()
        numbers = [n for n in within(spans.numbers, a, b) if n.share is None]
        if not numbers:
            continue
        if last is not None and PART.match(segment.group()):
            yield from parts(report, numbers, b, last)
            continue
        whole = labelled(report, numbers, a, b, extent)
        if whole is None:
            row = part_row(report, numbers, a, near) if near is not None and not report.text[numbers[-1].span.end : b].strip() else None
            yield from (row,) if row else ()
            continue
        yield whole
        bracket = report.text[whole.number.span.end : b]
        if PART.match(bracket) and not goes_on_elsewhere(bracket):
            yield from parts(report, [n for n in numbers if n.core.start > whole.number.core.start], b, whole)


def goes_on_elsewhere(bracket: str) -> bool:
    """Whether a bracket is a footnote mark and no part: "(1)", "[a]"."""
    return bool(re.match(r"\s*[\[(]\w{1,2}[\])]", bracket))


def labelled(report: Report, numbers: list[Number], a: int, b: int, extent: Extent) -> LineFigure | None:
    """The figure of "label: figure", "label figure" or "figure label"; `None` where the label names no harm."""
    number = numbers[0]
    before = report.text[a : number.span.start]
    after = report.text[number.span.end : numbers[1].span.start if len(numbers) > 1 else b].split("(")[0].split("[")[0]
    short = len(report.text[a:b].split()) <= SHORT
    measure = label_measure(before)
    if measure and (SEPARATED.search(before) or (short and not after.strip(" .;,)]"))):
        return figure_with(report, number, measure, extent, after, before)
    measure = label_measure(" ".join(after.split()[:LABEL_WORDS])) if not number.vague else None
    if measure and not WORD.search(before.lower()):
        return figure_with(report, number, measure, extent, after, "")
    return None


def figure_with(report: Report, number: Number, measure: Measure, extent: Extent, after: str, before: str) -> LineFigure:
    """The figure with whom the words beside it name: "2,300 households", "children killed: 12"."""
    stands = STANDING.search(before + after) and not HAPPENED.search(before + after)
    if extent.scope in (Scope.PERIOD, Scope.UNKNOWN) and measure in STOCK_MEASURES and stands:
        extent = NOW
    victims = person_word(report, number.span.end, after)
    if victims is None and before:
        victims = person_word(report, number.span.start - len(before), before)
    word = victims.text.lower() if victims else ""
    return LineFigure(number, measure, extent, None, victims, group_named(victims), word in HOUSEHOLDS, bool(AMONG.search(before + after)))


def parts(report: Report, numbers: list[Number], stop: int, whole: LineFigure) -> Iterator[LineFigure]:
    """ "(5 men, 3 women, 1 child)", "(men 5, women 3)": counted inside the figure before, each with its own words."""
    opener = report.text[whole.number.span.end : numbers[0].span.start].rpartition("(") if numbers else ("", "", "")
    leading = bool(opener[1]) and person_word(report, 0, opener[2]) is not None
    ends = [whole.number.span.end, *(n.span.end for n in numbers)]
    for k, number in enumerate(numbers):
        end = numbers[k + 1].span.start if k + 1 < len(numbers) else stop
        begin = max(ends[k], number.span.start - 30)
        before = person_word(report, begin, report.text[begin : number.span.start]) if leading or len(numbers) == 1 else None
        after = person_word(report, number.span.end, report.text[number.span.end : end])
        victims = before or after if leading else after or before
        if victims or label_measure(report.text[number.span.end : end]) is whole.measure:
            yield LineFigure(number, whole.measure, whole.extent, None, victims, group_named(victims), part=True)


def part_row(report: Report, numbers: list[Number], a: int, near: LineFigure) -> LineFigure | None:
    """The figure of "– residents ..... 24" under "Lives lost ..... 33": a label that names people and nothing that happened to them."""
    number, label = numbers[0], report.text[a : numbers[0].span.start]
    victims = person_word(report, a, label)
    plain = victims is not None and not WORD.search((label[: victims.start - a] + label[victims.end - a :]).lower())
    fits = len(numbers) == 1 and (near.part or (number.low or 0) <= (near.number.low or 0))
    if not plain or not fits or not ROW_MARK.match(label):
        return None
    return LineFigure(number, near.measure, near.extent, None, victims, group_named(victims), part=True)


def person_word(report: Report, at: int, words: str) -> Span | None:
    """The first words for people among `words`, which begin at code point `at`; states ("dead", "injured") name nobody."""
    found = list(WORD.finditer(words.lower()))
    for first, second in pairwise(found):
        if f"{first.group()} {second.group()}" in groups() and second.start() == first.end() + 1:
            return report.span(max(0, at) + first.start(), max(0, at) + second.end())  # "health workers"
    for k, match in enumerate(found):
        if names_people(match.group()):
            end = match.end()
            for after in found[k + 1 :]:
                between = words[end : after.start()]
                end = after.end() if between in (" ", " and ", " & ") and (names_people(after.group()) or after.group() == "and") else end
            end = match.start() + len(words[match.start() : end].removesuffix(" and"))
            return report.span(max(0, at) + match.start(), max(0, at) + end)
    return None


def names_people(word: str) -> bool:
    """Whether a word of a label says who the people are."""
    return word in groups() and word not in LABELS and word not in ("casualties", "martyr", "martyrs", "victims", "victim")


def group_named(victims: Span | None) -> Group:
    """The group that the words for people in a label name: those of both sides of "and" together, else the last word's."""
    words = victims.text.lower() if victims else ""
    sides = {groups().get(side) or groups().get((side.split() or [""])[-1], Group.UNSPECIFIED) for side in re.split(r" (?:and|&) ", words)}
    return groups().get(words) or (sides.pop() if len(sides) == 1 else Group.MIXED)


def label_measure(label: str) -> Measure | None:
    """What a label counts: its first word of harm; "killed and wounded" in one label is `casualties`."""
    if BOTH.search(label):
        return Measure.CASUALTIES
    for word in WORD.findall(label.lower()):
        found = LABELS.get(word)
        for form in (word, word + "s"):
            found = found or next((harm_words()[c, form][1] for c in ("noun", "adjective") if (c, form) in harm_words()), None)
        if found:
            return found
    return None
