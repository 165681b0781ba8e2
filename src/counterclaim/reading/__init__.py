"""report → spans: sentences with words and noun phrases, numbers with bounds, dates with precision, names, weapons.

Rules for now; a trained reader takes the same place behind `read_spans`.
"""

from __future__ import annotations

from counterclaim.model import DateSpan, Name, Number, Report, Sentence, Spans, Weapon, within
from counterclaim.reading.dates import find_dates
from counterclaim.reading.names import find_names
from counterclaim.reading.numbers import find_numbers
from counterclaim.reading.phrases import find_phrases
from counterclaim.reading.sentences import split_text
from counterclaim.reading.weapons import find_weapons
from counterclaim.reading.words import tag_words

__all__ = ["read_spans"]


def read_spans(report: Report) -> Spans:
    """Everything that reading finds in a report, in text order."""
    dates = find_dates(report.text, report.published)
    numbers = tuple(n for n in find_numbers(report.text) if not is_date(n, dates))
    sentences: list[Sentence] = []
    names: list[Name] = []
    weapons: list[Weapon] = []
    for start, end, layout in split_text(report.text):
        tokens = tag_words(report.text, start, end, within(numbers, start, end), within(dates, start, end))
        found = find_names(report, tokens)
        sentences.append(Sentence(start, end, layout, tokens, find_phrases(tokens, found)))
        names.extend(found)
        weapons.extend(find_weapons(report, tokens))
    return Spans(sentences=tuple(sentences), numbers=numbers, dates=dates, names=tuple(names), weapons=tuple(weapons))


def is_date(number: Number, dates: tuple[DateSpan, ...]) -> bool:
    """Whether a figure is part of a date expression."""
    near = within(dates, number.core.start - LONGEST_DATE, number.core.end)
    return any(d.span.overlaps(number.core) for d in near)


LONGEST_DATE = 120  # code points; the longest expression that the date grammar joins is shorter
