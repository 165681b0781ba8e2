"""Spans drawn in brackets, so that no test counts characters: "[S The ministry] [C denied] that [X 30 men died]."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from counterclaim.model import Report, Statement, Unread, digest
from counterclaim.reading import read_spans
from counterclaim.statements import find_statements

OPEN = re.compile(r"\[([A-Z]) ")


def unmark(marked: str) -> tuple[str, Mapping[str, list[str]]]:
    """The text without brackets, and the words inside each kind of bracket, outer ones first."""
    text, stack, marks = "", [], defaultdict(list)
    k = 0
    while k < len(marked):
        opened = OPEN.match(marked, k)
        if opened:
            stack.append((opened[1], len(text), len(marks[opened[1]])))
            marks[opened[1]].append("")
            k = opened.end()
        elif marked[k] == "]" and stack:
            kind, start, place = stack.pop()
            marks[kind][place] = text[start:]
            k += 1
        else:
            text += marked[k]
            k += 1
    return text, marks


def report_of(text: str, publisher: str | None = None) -> Report:
    """A report with this text."""
    return Report(id="r1", key=digest("rp", text), text=text, published="2024-01-26", publisher=publisher)


def read(text: str, publisher: str | None = None) -> tuple[tuple[Statement, ...], tuple[Unread, ...]]:
    """The statements and the unread cues of a text."""
    report = report_of(text, publisher)
    return find_statements(report, read_spans(report))


def found_in(text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    return read(text)[0]
