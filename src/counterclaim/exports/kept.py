"""What a ledger holds -> rows and texts to print, with the names of private persons withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from counterclaim.exports import words
from counterclaim.exports.jsonl import claim_row, statement_row
from counterclaim.exports.quotes import WITHHELD as NAME, Quote, Veil, claim_marks, make_veil, quotes, statement_marks
from counterclaim.ledger import Filters, Query, matches, words_of
from counterclaim.model import Capture, Claim, Evidence, Extraction, Report, Span, Statement

if TYPE_CHECKING:
    from rich.table import Table

STANDING = "Unchanged since it was added to this ledger; that says nothing of the time before, since publication."
SENTENCE = 500  # characters of a found sentence; `show` prints all of it
HEAD = ("id", "report", "statement", "carried_by")  # of a claim: the same in every reading
NO_VEIL = Veil({}, {}, {})
"""Hides nothing: for what somebody opened, which is recorded."""


def ledger_veil(extractions: Iterable[Extraction], names: Iterable[str], *, opened: bool = False) -> Veil:
    """A veil that knows every private name of the ledger, or none where somebody opened them."""
    return NO_VEIL if opened else make_veil(extractions, also=names)


def kept_rows(
    extractions: Sequence[Extraction],
    order: Sequence[str],
    judged: Mapping[str, list[dict[str, Any]]],
    veil: Veil,
    newer: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """Rows of the output contract for claims and statements, each with its sentence and what reviewers said of it.

    `superseded_by` is the key of a later version of the report, `null` where there is none.
    """
    places: dict[str, tuple[Extraction, Claim | Statement]] = {}
    for each in extractions:
        places |= {statement.id: (each, statement) for statement in each.statements}
        places |= {claim.id: (each, claim) for claim in each.claims}
    for name in order:
        extraction, item = places[name]
        row = claim_row(item, extraction.report) if isinstance(item, Claim) else statement_row(item, extraction.report)
        key = extraction.report.key
        shown = {**row, "report_key": key, "superseded_by": newer.get(key), "sentence": sentence_of(veil, extraction, item)}
        yield {**_veiled(shown, veil, extraction.report), "judgements": judged.get(name, [])}


def sentence_of(veil: Veil, extraction: Extraction, item: Claim | Statement) -> str:
    """The sentence or sentences behind a claim or a statement, in one line."""
    return " ".join(" … ".join(map(_text, quotes(veil, extraction, _marks(item)))).split())


def _text(quote: Quote) -> str:
    return "".join(piece.text for piece in quote.pieces)


def _veiled(value: Any, veil: Veil, report: Report) -> Any:
    """The same JSON with every name withheld: words of a span by their place, other texts by their words."""
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"}:
            return {**value, "text": veil.words(report, Span(value["start"], value["end"], value["text"]))}
        return {key: item if key == "sentence" else _veiled(item, veil, report) for key, item in value.items()}
    if isinstance(value, list):
        return [_veiled(item, veil, report) for item in value]
    return veil.clean(report, value) if isinstance(value, str) and NAME not in value else value


def hit_rows(
    query: Query,
    extractions: Sequence[Extraction],
    hits: Sequence[tuple[str, int, int]],
    hidden: Sequence[tuple[str, int, int]],
    veil: Veil,
    newer: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """Each found sentence with its date, outlet, report and the later version of that. Those that hold something withheld are left out.

    So are those that were found by a withheld name only: otherwise whoever types the name learns where it stands.
    """
    by_key = {each.report.key: each for each in extractions}
    for key, begins, ends in hits:
        extraction = by_key.get(key)
        if extraction is None or any(key == other and begins < b and a < ends for other, a, b in hidden):
            continue
        if not _found_without_names(query, extraction, begins, ends, veil):
            continue
        report = extraction.report
        sentence = "".join(piece.text for piece in veil.quote(report, begins, ends))
        yield {
            "published": report.published,
            "publisher": veil.clean(report, report.publisher) or "-",
            "report": veil.address(report, report.id),
            "superseded_by": newer.get(key),
            "sentence": words.one_line(sentence, SENTENCE),
        }


def _found_without_names(query: Query, extraction: Extraction, begins: int, ends: int, veil: Veil) -> bool:
    """Whether the words and the speaker that were asked for are found in what an output shows of a sentence."""
    pieces = veil.quote(extraction.report, begins, ends)
    items: tuple[Claim | Statement, ...] = (*extraction.statements, *extraction.claims)
    here = [item for item in items if any(mark.start < ends and begins < mark.end for mark in _marks(item))]
    speakers = [_speaker_words(item, extraction.report, veil) for item in here]
    asked = [words_of(each.value) for each in query.filters if each.field == "speaker"]
    return matches(query, (piece.text for piece in pieces if not piece.withheld)) and all(
        any(name in speaker for speaker in speakers) for name in asked
    )


def _marks(item: Claim | Statement) -> Sequence[Evidence]:
    return claim_marks(item) if isinstance(item, Claim) else statement_marks(item)


def _speaker_words(item: Claim | Statement, report: Report, veil: Veil) -> str:
    actor = item.speaker_actor
    return words_of(f"{veil.words(report, item.speaker)} {veil.clean(report, actor.name) if actor else ''}")


def shows(row: Mapping[str, Any], filters: Filters) -> bool:
    """Whether a row still has the speaker and place that a list was narrowed to: a name that is withheld there does not count."""
    actor, place = row.get("speaker_actor") or {}, (row.get("toll") or {}).get("place") or {}
    shown = {"speaker": f"{(row.get('speaker') or {}).get('text', '')} {actor.get('name', '')}", "place": place.get("text", "")}
    asked = {"speaker": filters.speaker, "place": filters.place}
    return all(words_of(asked[field]) in words_of(shown[field]) for field in asked if asked[field])


def report_text(
    extraction: Extraction,
    captures: Sequence[Capture],
    versions: Sequence[Report],
    document: str,
    veil: Veil,
    silent: Sequence[tuple[int, int]] = (),
) -> Iterator[str]:
    """A report with where it came from, its versions, its text and its claims, line by line."""
    report = extraction.report
    yield f"report {veil.address(report, report.id)} ({report.key}, document {document})"
    yield f"{report.published}, {veil.clean(report, report.publisher) or 'no outlet named'}"
    yield from ([veil.address(report, report.url)] if report.url else [])
    yield ""
    for capture in captures:
        yield from capture_lines(report, capture, veil)
    others = [each for each in versions if each.key != report.key]
    for each in others:
        yield f"other version: {each.published} {veil.address(each, each.id)} ({each.key})"
    yield STANDING
    yield ""
    yield _open_text(report, veil, silent)
    yield ""
    for claim in extraction.claims:
        yield f"{claim.id}  {claim.kind}  {words.one_line(sentence_of(veil, extraction, claim), 120)}"


def _open_text(report: Report, veil: Veil, silent: Sequence[tuple[int, int]]) -> str:
    """The text with names withheld, and without the sentences that hold a withheld claim."""
    shown, at = "", 0
    for start, end in sorted(silent):
        if at < start:
            shown += "".join(piece.text for piece in veil.quote(report, at, start))
        shown, at = f"{shown}[withheld]", max(at, end)
    return shown + ("".join(piece.text for piece in veil.quote(report, at, len(report.text))) if at < len(report.text) else "")


def capture_lines(report: Report, capture: Capture, veil: Veil) -> Iterator[str]:
    """When, from where and how the bytes were taken."""
    by = f" by {capture.collector}" if capture.collector else ""
    yield f"captured {capture.taken_at} from {veil.address(report, capture.origin)} ({capture.how}){by}, {capture.tool}"
    yield f"  original sha256 {capture.sha256}, made into text by {capture.extractor}"


def change_line(kind: str, anchor: str, before: str | None, after: str | None) -> str:
    """One reading that changed, field by field. Values are codes, bounds and places in the text, so no name stands in them."""
    if before is None:
        return f"new      {kind} {anchor}"
    if after is None:
        return f"gone     {kind} {anchor}"
    old, new = _flat(json.loads(before)), _flat(json.loads(after))
    fields = [f"{name}: {old.get(name)} → {new.get(name)}" for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    return f"changed  {kind} {anchor}  {'; '.join(fields)}"


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    body = value.get("body")
    return {
        key: item for key, item in {**value, **(body if isinstance(body, dict) else {})}.items() if key not in ("body", "evidence", "rules")
    }


def reading_lines(at: str, tool: str, run: str, value: dict[str, Any] | None) -> Iterator[str]:
    """One reading with its values. Words of the text are given by their place, so no name stands in them."""
    if value is None:
        yield f"{at}  {tool} ({run}): nothing is read there any more"
        return
    yield f"{at}  {tool} ({run}):"
    yield from (f"    {name}: {json.dumps(item, ensure_ascii=False)}" for name, item in sorted(_flat(value).items()) if name not in HEAD)


def decision_line(seq: int, kind: str, at: str, subject: str, content: dict[str, Any] | None) -> str:
    """One decision on one line; a person's name that was marked stays withheld here too."""
    if content is None:
        return f"{seq}  {at}  {kind}  {subject}: [withheld by a redaction]"
    said = "; ".join(
        f"{name} {json.dumps(item, ensure_ascii=False)}" for name, item in content.items() if name not in ("who", "why", "name")
    )
    return f"{seq}  {at}  {kind}  {subject} by {content.get('who')}: {content.get('why')} ({said})"


def older_words(newer: str | None, before: str = " ") -> str:
    """That a report has a later version, to print behind its name; empty where it has none."""
    if newer is None:
        return ""
    return f"{before}(older version; the latest is {newer})" if newer else f"{before}(a row taken back since)"


def judged_words(judged: Mapping[str, Any]) -> str:
    """What a reviewer said of one field, in plain words."""
    value, seen = (json.dumps(judged[name], ensure_ascii=False) for name in ("value", "seen"))
    said = {
        "accept": f"{judged['field']} {seen} found right",
        "correct": f"{judged['field']} {seen} corrected to {value}",
        "reject": f"{judged['field']} {seen} found wrong",
        "unsure": f"{judged['field']} {seen} in doubt",
    }[judged["verdict"]]
    return f"{said} by {judged['who']}{'' if judged['stands'] else ' (the value read now is another one)'}"


def kept_table(rows: Iterable[dict[str, Any]]) -> Table:
    """Rows as a table: id and report, who says so and how, the figure or words, the sentence, what reviewers said."""
    from rich import box  # slow to load, and only tables need it
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE, pad_edge=False, show_edge=False, caption=words.STANDING[0])
    for name in ("claim, report", "who says so", "what", "sentence", "judged"):
        shown.add_column(name, overflow="fold", vertical="top")
    for row in rows:
        speaker = (row.get("speaker") or {}).get("text") or f"[{row['voice']}]"
        toll = row.get("toll") or {}
        what = f"{toll['number']['text']} {toll['measure']}" if toll else row.get("stance") or ""
        judged = "\n".join(map(judged_words, row["judgements"]))
        named = f"{row['id']}\n{row['published']} {row['report']}{older_words(row['superseded_by'], chr(10))}"
        cells = (named, speaker, what, row["sentence"], judged)
        shown.add_row(*(Text(words.visible(cell)) for cell in cells))
    return shown
