"""report → spans: sentences with words and noun phrases, numbers with bounds, dates with precision, names.

Rules for now; a trained reader takes the same place behind `read_spans`.
"""

from __future__ import annotations

from counterclaim.model import Name, Report, Sentence, Spans
from counterclaim.reading.dates import find_dates
from counterclaim.reading.names import find_names
from counterclaim.reading.numbers import find_numbers
from counterclaim.reading.phrases import find_phrases
from counterclaim.reading.sentences import split_text
from counterclaim.reading.words import tag_words

__all__ = ["read_spans"]


def read_spans(report: Report) -> Spans:
    """Everything that reading finds in a report, in text order."""
    dates = find_dates(report.text, report.published)
    numbers = tuple(n for n in find_numbers(report.text) if not any(d.span.overlaps(n.core) for d in dates))
    sentences: list[Sentence] = []
    names: list[Name] = []
    for start, end, layout in split_text(report.text):
        tokens = tag_words(report.text, start, end, numbers, dates)
        found = find_names(report, tokens)
        sentences.append(Sentence(start, end, layout, tokens, find_phrases(tokens, found)))
        names.extend(found)
    return Spans(sentences=tuple(sentences), numbers=numbers, dates=dates, names=tuple(names))
