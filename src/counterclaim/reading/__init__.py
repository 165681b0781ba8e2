"""report → spans: sentences with words and noun phrases, numbers with bounds, dates with precision, names, weapons.

Values are the grammars'; the trained reader (`tagger.py`) only says which role each of them plays, with a probability.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counterclaim.model import DateSpan, Name, Number, Report, Scored, Sentence, Spans, Weapon, within
from counterclaim.reading.dates import find_dates
from counterclaim.reading.names import find_names
from counterclaim.reading.numbers import find_numbers
from counterclaim.reading.phrases import find_phrases
from counterclaim.reading.sentences import split_text
from counterclaim.reading.triggers import is_worth_asking
from counterclaim.reading.weapons import find_weapons
from counterclaim.reading.words import tag_words

__all__ = ["Scorer", "read_spans", "rules_alone"]

Scorer = Callable[[Report, Spans], Scored | None]


def read_spans(report: Report, scorer: Scorer | None = None) -> Spans:
    """Everything that reading finds in a report, in text order, with what the trained reader says where it is asked.

    The reader that comes with the package is asked unless another `scorer` is given.
    """
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
    spans = Spans(sentences=tuple(sentences), numbers=numbers, dates=dates, names=tuple(names), weapons=tuple(weapons))
    return replace(spans, scored=(scorer or ask_network)(report, spans))


def ask_network(report: Report, spans: Spans) -> Scored | None:
    """What the trained reader says about a long report in which somebody can be harmed or speak; `None` about any other."""
    if not is_worth_asking(spans):
        return None
    from counterclaim.reading.tagger import default_tagger  # the engine is loaded only where it is needed

    return default_tagger().score(report, spans)


def rules_alone(_report: Report, _spans: Spans) -> Scored | None:
    """Asks no trained reader."""
    return None


def is_date(number: Number, dates: tuple[DateSpan, ...]) -> bool:
    """Whether a figure is part of a date expression."""
    near = within(dates, number.core.start - LONGEST_DATE, number.core.end)
    return any(d.span.overlaps(number.core) for d in near)


LONGEST_DATE = 120  # code points; the longest expression that the date grammar joins is shorter
