"""What a ledger keeps: nothing lost, nothing doubled, everything derived made again to the same; on both databases."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from counterclaim import custody, runs
from counterclaim.errors import InvalidDecision, LedgerError, LedgerOutdated, NotFound
from counterclaim.ledger import Entry, Filters, Kind, Ledger, Verdict, open_ledger
from counterclaim.ledger.tables import DERIVED, KEPT, facts, links, private_names, sentences
from counterclaim.model import Capture, Taken, Toll
from counterclaim.pipeline import extract
from counterclaim.reconciliation import link
from counterclaim.reports import read_reports, read_taken

TIMES = {"at", "added_at", "first_at", "taken_at", "seq", "id_number", "origin", "digest"}


def state(ledger: Ledger, tables: tuple[sa.TableClause, ...] = (*KEPT, *DERIVED)) -> dict[str, list[str]]:
    """Every row of some tables, but for times and running numbers."""
    with ledger.store.reading() as connection:
        rows = {t.name: [dict(row) for row in connection.execute(sa.select(t)).mappings()] for t in tables}
    return {name: sorted(json.dumps({k: v for k, v in row.items() if k not in TIMES}) for row in found) for name, found in rows.items()}


def taken(path: Path) -> list[Taken]:
    return list(read_taken([str(path)], taken_at="2024-02-02T00:00:00Z"))


def first_toll(ledger: Ledger, **filters: str) -> str:
    return ledger.find("toll", Filters(**filters))[0][1]


def test_adds_once(ledger: Ledger, reports: Path) -> None:
    first = custody.add(ledger, [str(reports)])
    before = state(ledger), ledger.counts()
    again = custody.add(ledger, [str(reports), str(reports)])
    assert (first.new, first.known, again.new) == (5, 0, 0)
    assert (state(ledger), ledger.counts()) == before


def test_gives_back_what_was_read(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    read = [extract(report) for report in read_reports([str(reports)])]
    kept = ledger.extractions(ledger.report_keys())
    assert [e.report.source for e in kept] == [e.report.source for e in read]
    assert [(replace(e.report, source=""), e.statements, e.claims, e.unread) for e in kept] == [
        (replace(e.report, source=""), e.statements, e.claims, e.unread) for e in read
    ]
    assert set(ledger.links(ledger.report_keys())) == set(link(read))
    assert any(each.across for each in link(read))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_shards_in_any_order_give_the_same(order: tuple[int, ...], new_address: Callable[[], str], reports: Path) -> None:
    whole, parts = custody.open_or_make(new_address()), custody.open_or_make(new_address())
    found = taken(reports)
    shards = [found[:2], found[2:3], found[3:]]
    custody.add_taken(whole, found)
    for k in order:
        custody.add_taken(parts, shards[k])
    assert state(parts) == state(whole)


def test_derived_tables_are_rebuilt_to_the_same(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    before = state(ledger)
    assert all(before[t.name] for t in (facts, links, sentences, private_names))
    assert custody.rebuild(ledger) == 5
    assert state(ledger) == before
    assert len(ledger.search("killed", limit=50)) == 4


def test_adding_one_gives_what_rebuilding_gives(ledger: Ledger, reports: Path) -> None:
    for each in taken(reports):
        custody.add_taken(ledger, [each])
    before = state(ledger)
    custody.rebuild(ledger)
    assert state(ledger) == before


def test_an_interrupted_comparison_is_done_by_the_next(ledger: Ledger, reports: Path) -> None:
    entries = taken(reports)
    run = runs.make_run()
    records = [Entry(record=custody.record_of(extract(each.report)), capture=each.capture) for each in entries]
    ledger.add(run, records)
    assert not any(each.across for each in ledger.links(ledger.report_keys()))
    custody.finish(ledger)
    assert any(each.across for each in ledger.links(ledger.report_keys()))


def test_two_writers_lose_nothing(address: str, reports: Path) -> None:
    custody.open_or_make(address)
    base = taken(reports)[2]
    many = [replace(base, report=replace(base.report, id=f"n{k}", key=f"rp:{k:016x}", version_of=None)) for k in range(40)]
    errors: list[Exception] = []

    def write(share: list[Taken]) -> None:
        try:
            ledger = open_ledger(address)
            for each in share:
                custody.add_taken(ledger, [each])
                ledger.decide(Kind.SENSITIVITY, each.report.key, {"who": "A", "why": "test", "level": "open"}, at=custody.now())
        except Exception as error:
            errors.append(error)

    writers = [threading.Thread(target=write, args=(many[k::2] + many[:4],)) for k in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ledger = open_ledger(address)
    assert errors == []
    assert len(ledger.report_keys()) == 40
    assert ledger.audit().rows == 48
    assert ledger.verify().faults == ()


def test_two_first_writers_make_one_ledger(address: str) -> None:
    makers = [threading.Thread(target=custody.open_or_make, args=(address,)) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert open_ledger(address).counts()["reports"] == 0


def test_a_report_keeps_every_capture(ledger: Ledger, reports: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(reports.read_bytes())
    custody.add(ledger, [str(reports)], collector="A. Collector")
    done = custody.add(ledger, [str(copy)])
    captures = ledger.captures(ledger.find_report("w1"))
    assert (done.new, done.known) == (0, 5)
    assert {capture.origin for capture in captures} == {str(reports), str(copy)}
    assert {capture.collector for capture in captures} == {"A. Collector", None}
    assert ledger.archive.names() == [captures[0].sha256]
    assert ledger.reports([ledger.find_report("w2")])[ledger.find_report("w2")].source.endswith("line 2")


def test_versions_of_a_document(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    assert [report.id for report in ledger.versions(ledger.find_report("w3"))] == ["w3", "w4"]
    assert [report.id for report in ledger.versions(ledger.find_report("w4"))] == ["w3", "w4"]
    assert [report.id for report in ledger.versions(ledger.find_report("w1"))] == ["w1"]


def test_the_latest_version_has_none_after_it(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    found = {report.id: report for report in ledger.reports(ledger.report_keys()).values()}
    assert ledger.newer(list(found.values())) == {found["w3"].key: found["w4"].key}


def test_a_better_extractor_makes_a_new_report_of_the_same_document(ledger: Ledger, reports: Path) -> None:
    (each,) = taken(reports)[:1]
    better = replace(each.report, id="rp:better", key="rp:better", text=f"{each.report.text} 3 people were missing.")
    custody.add_taken(ledger, [each])
    custody.add_taken(ledger, [replace(each, report=better, capture=replace(each.capture, extractor="better 2.0"))])
    assert {report.key for report in ledger.versions(each.report.key)} == {each.report.key, "rp:better"}
    assert ledger.reports([each.report.key])[each.report.key].text == each.report.text
    assert [capture.extractor for capture in ledger.captures("rp:better")] == ["better 2.0"]


def test_a_table_that_comes_again_updates_its_rows(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"
    path.write_text("id,date,place,killed\na,2024-01-20,Milltown,11\nb,2024-01-21,Hilltown,5\n", encoding="utf-8")
    assert custody.add(ledger, [str(path)], published="2024-01-25").new == 2
    (first, second) = [anchor for _, anchor in ledger.find("toll", Filters())]
    path.write_text("id,date,place,killed\na,2024-01-20,Milltown,12\nb,2024-01-21,Hilltown,5\n", encoding="utf-8")
    done = custody.add(ledger, [str(path)], published="2024-01-25")
    assert (done.new, done.known) == (1, 1)
    assert sorted(anchor for _, anchor in ledger.find("toll", Filters())) == sorted((first, second))
    changed = ledger.history(first if len(ledger.history(first).readings) == 2 else second)
    assert [reading.value["body"]["low"] for reading in changed.readings if reading.value] == [11, 12]
    assert len({reading.report for reading in changed.readings}) == 2
    assert changed.report.cells[0].dataset == ledger.captures(changed.report.key)[0].sha256
    assert len(ledger.versions(changed.report.key)) == 2
    before = state(ledger)
    assert (custody.rebuild(ledger), custody.reread(ledger).changes) == (3, ())
    assert state(ledger) == before
    assert ledger.verify().faults == ()


def test_a_row_that_goes_back_to_an_earlier_figure_is_current_again(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"

    def add(killed: int) -> None:
        path.write_text(f"id,date,place,killed\na,2024-01-20,Milltown,{killed}\nb,2024-01-21,Hilltown,5\n", encoding="utf-8")
        custody.add(ledger, [str(path)], published="2024-01-25")

    for killed in (11, 12, 11):
        add(killed)
    found = {anchor: ledger.history(anchor) for _, anchor in ledger.find("toll", Filters())}
    lows = sorted([reading.value["body"]["low"] for reading in past.readings if reading.value] for past in found.values())
    assert lows == [[5], [11, 12, 11]]
    current = [claim.body.low for e in ledger.extractions(ledger.report_keys()) for claim in e.claims if isinstance(claim.body, Toll)]
    assert sorted(low or 0 for low in current) == [5, 11]
    before = state(ledger)
    add(11)
    assert state(ledger) == before
    assert (custody.rebuild(ledger), custody.reread(ledger).changes) == (3, ())
    assert state(ledger) == before
    assert ledger.verify().faults == ()


def test_rows_of_a_table_are_read_again_in_its_original(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tolls.csv"
    for killed in (11, 12):
        path.write_text(f"id,date,place,killed\na,2024-01-20,Milltown,{killed}\nb,2024-01-21,Hilltown,5\n", encoding="utf-8")
        custody.add(ledger, [str(path)], published="2024-01-25", publisher="Wire A")
    path.unlink()
    assert (custody.reread(ledger).same, lows(ledger)) == (2, [5, 12])
    read = custody.read_table

    def rounded(*given: Any, **options: Any) -> Any:
        table = read(*given, **options)
        claims = [[replace(c, body=replace(c.body, approx=True)) for c in e.claims] for e in table.extractions]
        return replace(table, extractions=tuple(replace(e, claims=tuple(c)) for e, c in zip(table.extractions, claims, strict=True)))

    monkeypatch.setattr(custody, "read_table", rounded)
    done = custody.reread(ledger)
    assert (done.changed, done.new, done.gone, lows(ledger)) == (2, 0, 0, [5, 12])
    assert custody.reread(ledger).changes == ()
    assert ledger.verify().faults == ()


def lows(ledger: Ledger) -> list[int]:
    """The low ends of the current figures."""
    found = [claim.body for e in ledger.extractions(ledger.report_keys()) for claim in e.claims]
    assert len(ledger.find("toll", Filters())) == len(found)
    return sorted(body.low or 0 for body in found if isinstance(body, Toll))


HEAD = "id,date,place,url,killed,injured"
ROW_A = "a,2024-01-20,Milltown,https://example.org/list,11,20"
ROW_B = "b,2024-01-21,Hilltown,https://example.org/list,5,6"


@pytest.mark.parametrize(
    ("first", "second", "whole", "expected"),
    [
        pytest.param([ROW_A], ["a,2024-01-20,Milltown,https://example.org/list,12,"], False, [12], id="a cell is emptied"),
        pytest.param([ROW_A], ["a,2024-01-20,Milltown,https://example.org/list,,"], False, [], id="all cells are emptied"),
        pytest.param([ROW_A, ROW_B], [ROW_A], False, [5, 6, 11, 20], id="a row may be in another part of the table"),
        pytest.param([ROW_A, ROW_B], [ROW_A], True, [11, 20], id="a row is gone from the whole table"),
        pytest.param([ROW_A, ROW_B], [ROW_B, ROW_A], True, [5, 6, 11, 20], id="rows change places"),
        pytest.param([ROW_A], [ROW_B], True, [5, 6], id="another row takes the place"),
    ],
)
def test_what_a_table_no_longer_says_is_current_no_longer(
    first: list[str], second: list[str], whole: bool, expected: list[int], ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "tolls.csv"

    def add(rows: list[str]) -> custody.Added:
        path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
        return custody.add(ledger, [str(path)], published="2024-01-25", whole=whole)

    add(first)
    before = lows(ledger)
    done = add(second)
    assert lows(ledger) == expected
    rows = list(ledger.reports(ledger.report_keys()).values())
    current = {e.report.key for e in ledger.extractions(ledger.report_keys()) if e.claims}
    assert {report.key for report in rows} - set(ledger.newer(rows)) == current
    assert len(done.absent) == len({row[0] for row in first} - {row[0] for row in second})
    after = state(ledger)
    add(second)
    assert state(ledger) == after
    custody.rebuild(ledger)
    assert state(ledger) == after
    assert ledger.verify().faults == ()
    add(first)
    assert [low for low in before if low not in lows(ledger)] == []


@pytest.mark.parametrize(
    ("chosen", "kind", "count"),
    [
        pytest.param({}, "toll", 7, id="all tolls"),
        pytest.param({"speaker": "health ministry"}, "toll", 4, id="speaker"),
        pytest.param({"speaker": "HEALTH"}, "toll", 4, id="part of the speaker's name, other case"),
        pytest.param({"speaker": "heal"}, "toll", 0, id="no part of a word"),
        pytest.param({"measure": "killed", "since": "2024-01-23", "until": "2024-01"}, "toll", 2, id="measure and days"),
        pytest.param({"stance": "denies"}, "statement", 1, id="stance"),
        pytest.param({"stance": "denies", "until": "2024-01-21"}, "statement", 0, id="stance, too early"),
        pytest.param({"speaker": "%' OR 1=1 --"}, "statement", 0, id="hostile"),
    ],
)
def test_lists_are_narrowed(chosen: dict[str, str], kind: str, count: int, ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    assert len(ledger.find(kind, Filters(**chosen))) == count


# ---------------------------------------------------------------- reading again


def test_reading_again_with_the_same_rules_changes_nothing(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    before = state(ledger)
    done = custody.reread(ledger)
    assert (done.reports, done.changed, done.new, done.gone) == (5, 0, 0, 0)
    assert done.same == ledger.counts()["anchors"] - 5
    assert state(ledger) == before


def reread_as(ledger: Ledger, edit: Callable[[Any], Any]) -> list[Any]:
    """Read again with rules that make something else of the claims."""
    extractions = [extract(report) for report in ledger.reports(ledger.report_keys()).values()]
    records = [custody.record_of(replace(e, claims=tuple(filter(None, map(edit, e.claims))))) for e in extractions]
    return ledger.read_again(replace(runs.make_run(), rules="other rules"), records)


def test_a_new_reading_stands_beside_the_old_one(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    claim = first_toll(ledger, measure="injured")
    ledger.judge(claim, "low", Verdict.CORRECT, 21, who="A", why="checked", at=custody.now())
    ledger.judge(claim, "measure", Verdict.ACCEPT, None, who="A", why="checked", at=custody.now())
    changes = reread_as(ledger, lambda c: replace(c, body=replace(c.body, low=19, high=19)) if c.id == claim else c)
    past = ledger.history(claim)
    assert [change.anchor for change in changes] == [claim]
    assert [reading.value["body"]["low"] for reading in past.readings if reading.value] == [20, 19]
    assert len(past.seen_by) == 2
    assert {each.field: each.stands for each in ledger.judged([claim])[claim]} == {"low": False, "measure": True}
    assert first_toll(ledger, measure="injured") == claim


def test_a_judged_claim_that_is_gone_is_named_and_comes_back(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    claim = first_toll(ledger, measure="injured")
    ledger.judge(claim, "low", Verdict.ACCEPT, None, who="A", why="checked", at=custody.now())
    reread_as(ledger, lambda c: None if c.id == claim else c)
    assert ledger.find("toll", Filters(measure="injured")) == []
    assert ledger.history(claim).readings[-1].value is None
    assert [each.stands for each in ledger.judged([claim])[claim]] == [False]
    done = custody.reread(ledger)
    assert (done.new, done.gone) == (1, 0)
    assert first_toll(ledger, measure="injured") == claim
    assert [each.stands for each in ledger.judged([claim])[claim]] == [True]


def test_a_dry_run_writes_nothing(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    reread_as(ledger, lambda c: None if c.kind == "toll" else c)
    before = state(ledger)
    done = custody.reread(ledger, write=False)
    assert done.new > 0
    assert state(ledger) == before


# ---------------------------------------------------------------- judgements


@pytest.mark.parametrize(
    ("field", "verdict", "value", "words"),
    [
        pytest.param("number_of_dogs", Verdict.ACCEPT, None, "no field", id="no such field"),
        pytest.param("low", Verdict.CORRECT, "eleven", "cannot stand", id="text for a number"),
        pytest.param("measure", Verdict.CORRECT, "annoyed", "cannot stand", id="no such code"),
        pytest.param("speaker", Verdict.CORRECT, [1], "cannot stand", id="half a span"),
        pytest.param("low", Verdict.CORRECT, 20, "already", id="what is read already"),
        pytest.param("high", Verdict.CORRECT, -1, "0 or more", id="fewer than none"),
        pytest.param("since", Verdict.CORRECT, "2024-02-30", "a day is written", id="no day of the calendar"),
        pytest.param("since", Verdict.CORRECT, "soon", "a day is written", id="no day at all"),
        pytest.param("victims", Verdict.CORRECT, [5, 5], "no words", id="no words"),
        pytest.param("victims", Verdict.CORRECT, [0, 9999], "no words", id="words behind the end"),
    ],
)
def test_a_judgement_that_does_not_fit_is_refused(
    field: str, verdict: Verdict, value: object, words: str, ledger: Ledger, reports: Path
) -> None:
    custody.add(ledger, [str(reports)])
    claim = first_toll(ledger, measure="injured")
    with pytest.raises(InvalidDecision, match=words):
        ledger.judge(claim, field, verdict, value, who="A", why="checked", at=custody.now())
    assert ledger.decisions() == []


@pytest.mark.parametrize(("who", "why"), [("", "checked"), ("A", " ")], ids=["no name", "no reason"])
def test_a_decision_names_who_and_why(who: str, why: str, ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    with pytest.raises(InvalidDecision):
        ledger.judge(first_toll(ledger), "low", Verdict.ACCEPT, None, who=who, why=why, at=custody.now())


def test_the_last_judgement_counts_and_none_is_lost(ledger: Ledger, reports: Path) -> None:
    custody.add(ledger, [str(reports)])
    claim = first_toll(ledger, measure="injured")
    for value in (21, 22, None):
        ledger.judge(claim, "low", Verdict.CORRECT, value, who="A", why="checked", at=custody.now())
    assert [each.value for each in ledger.judged([claim])[claim]] == [None]
    assert [d.content and d.content["value"] for d in ledger.history(claim).decisions] == [21, 22, None]


# ---------------------------------------------------------------- opening


def test_a_ledger_that_is_not_there(address: str) -> None:
    with pytest.raises(NotFound, match="counterclaim add"):
        open_ledger(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("mysql://u@h/d?archive=/tmp/a", id="other database"),
        pytest.param("postgresql+psycopg://u@h/d", id="no archive"),
        pytest.param("postgresql://u@h:port/d?archive=/tmp/a", id="bad port"),
        pytest.param("postgresql+psycopg://u@127.0.0.1:1/d?archive=/tmp/a&connect_timeout=2", id="nobody answers"),
    ],
)
def test_an_address_that_cannot_be_used(address: str) -> None:
    with pytest.raises(LedgerError):
        open_ledger(address)


def test_a_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(LedgerError, match="folder"):
        open_ledger(str(path))


@pytest.mark.parametrize("use", [open_ledger, custody.migrate])
def test_a_newer_ledger_is_refused(use: Callable[[str], Any], ledger: Ledger, address: str) -> None:
    ledger.store.write(lambda c: c.exec_driver_sql("INSERT INTO schema_versions (version, at, tool) VALUES (99, 'x', 'x')"))
    with pytest.raises(LedgerOutdated, match="newer"):
        use(address)


def test_tables_are_what_queries_see(ledger: Ledger) -> None:
    with ledger.store.reading() as connection:
        inspector = sa.inspect(connection)
        there = {t.name: {c["name"] for c in inspector.get_columns(t.name)} for t in (*KEPT, *DERIVED)}
    known = {t.name: {c.name for c in t.c} for t in (*KEPT, *DERIVED)}
    assert {name: columns - {"words"} for name, columns in there.items()} == known


def test_headers_of_a_capture_are_kept(ledger: Ledger, reports: Path) -> None:
    each = taken(reports)[0]
    capture = Capture(
        sha256=each.capture.sha256,
        taken_at="2024-01-01T00:00:00Z",
        origin="https://example.org/a",
        how="http",
        headers=(("etag", "1"), ("via", "x")),
    )
    custody.add_taken(ledger, [replace(each, capture=capture)])
    assert ledger.captures(each.report.key) == [capture]
