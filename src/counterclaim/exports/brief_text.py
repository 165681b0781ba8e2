"""`Brief` -> a summary for a terminal: the same parts as the page, shorter."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from counterclaim.exports import words
from counterclaim.exports.brief import Brief, Head, MeasureTolls
from counterclaim.exports.lines import Line
from counterclaim.exports.told import Part

# A terminal is read from top to bottom once: a screenful a part, the page has the rest.
FIGURES_PER_MEASURE = 12
FIGURES_PER_SPEAKER = 3
DISPUTES = 8
UNANSWERED = 8
TOLD = 8
LINES_PER_GROUP = 3
SPEAKERS = 12
SAID = 100


def brief_text(brief: Brief) -> RenderableType:
    """The summary, for `rich.console.Console.print`."""
    return Group(
        _head(brief.head),
        *_tolls(brief),
        *_part("What is disputed, and by whom", _disputes(brief), "No denial, dispute or counter-claim was found.", brief.head),
        *_part(
            f"No reply found in {words.reports(brief.head.reports, 'these')}, {_days(brief.head)}", _unanswered(brief), "None.", brief.head
        ),
        *(each for part in brief.told for each in _part(part.title, _told(part), "None was read.", brief.head)),
        *_part("Statements, by speaker", _speakers(brief), "No statement was read.", brief.head),
        *_part("What was not read", _unread(brief), "Nothing was left over.", brief.head),
    )


def _head(head: Head) -> Panel:
    outlets = ", ".join(head.outlets) + (f" and {head.more_outlets} more" if head.more_outlets else "")
    lines = (
        *([f"{words.INVENTED} ({head.synthetic:,} of {words.reports(head.reports)})"] if head.synthetic else []),
        *words.STANDING,
        f"{words.reports(head.reports)}, {_days(head)}; {outlets}",
        f"{head.claims:,} claims, of which {head.tolls:,} figures of people; {head.statements:,} statements; {head.unread:,} not read",
        f"{words.UNCHANGED} Made by counterclaim {head.version}.",
    )
    return Panel(_plain("\n".join(lines)), title="Who says what", box=box.ROUNDED)


def _days(head: Head) -> str:
    return f"days {head.first_day} to {head.last_day}"


def _title(text: str, head: Head) -> Text:
    return Text(f"\n{text}" + (f" ({words.INVENTED})" if head.synthetic else ""), style="bold underline")


def _part(title: str, body: RenderableType | None, empty: str, head: Head) -> Iterator[RenderableType]:
    yield _title(title, head)
    yield Padding(body if body is not None else Text(empty), (0, 0, 0, 2))


# ---------------------------------------------------------------- parts


def _tolls(brief: Brief) -> Iterator[RenderableType]:
    yield _title("Figures of people, by who says so", brief.head)
    for part in brief.tolls:
        yield Padding(_measure(part), (0, 0, 0, 2))
    if not brief.tolls:
        yield Padding(Text("No figure of people was read."), (0, 0, 0, 2))


def _measure(part: MeasureTolls) -> RenderableType:
    lines = [line for speaker in part.speakers for line in speaker.lines[:FIGURES_PER_SPEAKER]]
    total = sum(speaker.count for speaker in part.speakers)
    table = _table("who says so", "figure", "who they were; counts; place", "how", "report")
    for line in lines[:FIGURES_PER_MEASURE]:
        _add(table, line.who, line.what, line.short or words.NOT_SAID, _how(line), _where(line))
    shown = min(len(lines), FIGURES_PER_MEASURE)
    said_not = [_plain(f"said not to be so, by {_short(line)}") for line in part.rejected[:DISPUTES]]
    more_speakers = f"{part.more_speakers:,} more speakers, " if part.more_speakers else ""
    more = f"and {more_speakers}{total - shown:,} more: see the page, or counterclaim read"
    cut = total > shown or part.more_speakers > 0
    return Group(Text(f"\n{part.measure}", style="bold"), table, *([Text(more)] if cut else []), *said_not)


def _disputes(brief: Brief) -> RenderableType | None:
    table = _table("what is said", "", "by whom", "report")
    for each in brief.disputes[:DISPUTES]:
        _add(table, _short(each.target), each.verb, _short(each.source), _where(each.source))
    return _with_more(table, len(brief.disputes) + brief.more_disputes, DISPUTES)


def _unanswered(brief: Brief) -> RenderableType | None:
    table = _table("who", "how", "what", "report")
    for line in brief.unanswered[:UNANSWERED]:
        _add(table, line.who, _how(line), words.one_line(line.what, SAID), _where(line))
    return _with_more(table, len(brief.unanswered) + brief.more_unanswered, UNANSWERED)


def _told(part: Part) -> RenderableType | None:
    table = _table("what", "who says so", "more", "report")
    lines = [line for group in part.groups for line in group.lines[:LINES_PER_GROUP]][:TOLD]
    for line in lines:
        _add(table, line.what, line.who, line.short or words.NOT_SAID, _where(line))
    return _with_more(table, part.count, len(lines))


def _speakers(brief: Brief) -> RenderableType | None:
    table = _table("speaker", "statements", "stances; the report's wording")
    for speaker in brief.speakers[:SPEAKERS]:
        hows = dict.fromkeys(_how(line) for line in speaker.lines)
        _add(table, speaker.name, f"{speaker.count:,}", words.one_line("; ".join(hows), SAID))
    return _with_more(table, len(brief.speakers) + brief.more_speakers, SPEAKERS)


def _unread(brief: Brief) -> RenderableType | None:
    table = _table("reason", "how many")
    for reason, count in brief.unread_counts:
        _add(table, reason, f"{count:,}")
    return table if brief.unread_counts else None


# ---------------------------------------------------------------- cells


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", vertical="top")
    return table


def _add(table: Table, *cells: str) -> None:
    """Add a row of plain text: a report's words are never markup."""
    table.add_row(*(_plain(cell) for cell in cells))


def _plain(text: str) -> Text:
    return Text(words.visible(text))


def _with_more(table: Table, total: int, shown: int) -> RenderableType | None:
    if not total:
        return None
    return Group(table, Text(f"and {total - shown:,} more: see the page, or counterclaim read")) if total > shown else table


def _how(line: Line) -> str:
    how = f"{line.stance} “{line.wording}”" if line.stance and line.wording else line.stance or "told without a word of saying"
    return f"{how}; {words.DOUBT}" if line.doubt else how


def _where(line: Line) -> str:
    return f"{line.source.published} {line.source.outlet}" + (" (synthetic)" if line.source.synthetic else "")


def _short(line: Line) -> str:
    return words.one_line(f"{line.who}: {line.what}", SAID)
