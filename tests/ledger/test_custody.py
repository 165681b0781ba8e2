"""The chain of decisions, what is withheld, what is redacted, and the copies that are carried away; on both databases."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from counterclaim import custody, views
from counterclaim.errors import InvalidDecision, LedgerDamaged, LedgerError, LedgerOutdated, NotFound
from counterclaim.exports.kept import kept_rows, ledger_veil
from counterclaim.ledger import Filters, Kind, Ledger, Verdict, find_ledger, open_ledger
from counterclaim.ledger.migrations import MIGRATIONS, NEWEST, apply
from counterclaim.ledger.store import open_store
from counterclaim.ledger.tables import KEPT, decisions, readings, reports as report_table

NAME = "Anna Example"
WHY = {"who": "A. Reviewer", "why": "checked"}


@pytest.fixture
def filled(ledger: Ledger, reports: Path) -> Ledger:
    """A ledger with reports and three decisions."""
    custody.add(ledger, [str(reports)])
    claim = ledger.find("toll", Filters(measure="injured"))[0][1]
    for value in (21, 22, 23):
        ledger.judge(claim, "low", Verdict.CORRECT, value, **WHY, at=custody.now())
    return ledger


def change(ledger: Ledger, command: str) -> None:
    """What somebody does to the database behind the program's back."""
    ledger.store.write(lambda connection: connection.exec_driver_sql(command))


def outputs(ledger: Ledger) -> str:
    """Everything that lists print."""
    rows = []
    for kind in ("toll", "position", "statement"):
        for found, order in views.find(ledger, kind, Filters()):
            rows += list(kept_rows(found.extractions, order, {}, ledger_veil(found.extractions, found.names), found.newer))
    return json.dumps(rows)


# ---------------------------------------------------------------- the chain


def test_a_whole_chain(filled: Ledger) -> None:
    chain = filled.audit()
    assert (chain.rows, chain.broken) == (3, None)
    assert chain.head == filled.decisions()[-1].hash


@pytest.mark.parametrize(
    ("command", "broken", "reason"),
    [
        pytest.param("UPDATE decisions SET content = replace(content, '22', '99') WHERE seq = 2", 2, "says was changed", id="content"),
        pytest.param("UPDATE decisions SET at = '2020' WHERE seq = 2", 2, "hash does not fit", id="time"),
        pytest.param("UPDATE decisions SET subject = 'cl:x' WHERE seq = 3", 3, "hash does not fit", id="subject"),
        pytest.param("DELETE FROM decisions WHERE seq = 2", 2, "missing", id="a row deleted"),
        pytest.param("DELETE FROM decisions WHERE seq = 1", 1, "missing", id="the first row deleted"),
        pytest.param("UPDATE decisions SET content = NULL, salt = NULL WHERE seq = 2", 2, "no redaction", id="emptied without a tombstone"),
        pytest.param("UPDATE decisions SET previous = hash WHERE seq = 3", 3, "does not follow", id="another row before"),
    ],
)
def test_the_first_broken_row_is_named(command: str, broken: int, reason: str, filled: Ledger) -> None:
    change(filled, command)
    chain = filled.audit()
    assert chain.broken == broken
    assert reason in chain.reason


def test_an_emptied_decision_keeps_the_chain(filled: Ledger) -> None:
    custody.redact_decision(filled, 2, who="A", why="named a witness")
    chain = filled.audit()
    assert (chain.rows, chain.withheld, chain.broken) == (4, 1, None)
    assert filled.decisions()[1].content is None
    with filled.store.reading() as connection:
        assert connection.execute(sa.select(decisions.c.content, decisions.c.salt).where(decisions.c.seq == 2)).one() == (None, None)


def test_emptying_what_is_not_there(filled: Ledger) -> None:
    with pytest.raises(NotFound):
        custody.redact_decision(filled, 99, who="A", why="x")
    assert filled.audit().rows == 3


# ---------------------------------------------------------------- verify


def test_a_whole_ledger_has_no_faults(filled: Ledger) -> None:
    found = filled.verify()
    assert (found.originals, found.reports, found.faults) == (1, 5, ())


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("UPDATE reports SET text = text || '.' WHERE id = 'w1'", "its text is not", id="text"),
        pytest.param("UPDATE readings SET value = replace(value, '12', '13')", "is not what was stored", id="reading"),
        pytest.param("UPDATE captures SET sha256 = '" + "0" * 64 + "'", "not in the archive", id="capture"),
        pytest.param("UPDATE reports SET published = '2024-01-21' WHERE id = 'w1'", "how it came", id="day of a report"),
        pytest.param("UPDATE reports SET publisher = 'Wire Z' WHERE id = 'w1'", "how it came", id="outlet"),
        pytest.param("UPDATE captures SET taken_at = '2020-01-01T00:00:00Z'", "how it came", id="time of a capture"),
        pytest.param("UPDATE captures SET headers = '[] '", "how it came", id="headers"),
        pytest.param("UPDATE capture_reports SET place = 'line 9'", "how it came", id="place in the file"),
        pytest.param("UPDATE report_runs SET at = '2020-01-01T00:00:00Z'", "how it came", id="time of a run"),
        pytest.param("UPDATE runs SET tool = 'another'", "how it came", id="program"),
        pytest.param("UPDATE documents SET name = 'another'", "its name", id="document"),
        pytest.param("UPDATE readings SET n = 2 WHERE seq = 1", "one of its readings is missing", id="a reading is missing"),
        pytest.param("UPDATE decisions SET at = 'x' WHERE seq = 1", "decision 1", id="decision"),
    ],
)
def test_what_was_changed_is_found(command: str, words: str, filled: Ledger) -> None:
    change(filled, command)
    assert any(words in fault for fault in filled.verify().faults)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("UPDATE facts SET low = 99 WHERE low = 20", id="a figure"),
        pytest.param("DELETE FROM private_names", id="a withheld name"),
        pytest.param("DELETE FROM sentences WHERE begins = 0", id="a sentence"),
        pytest.param("DELETE FROM links", id="a link"),
    ],
)
def test_derived_rows_that_are_not_what_they_come_from_are_found(command: str, filled: Ledger, tmp_path: Path) -> None:
    (disputed := tmp_path / "disputed.txt").write_text(
        "Northland said 5 people were killed. Southland disputed the figure.", encoding="utf-8"
    )
    custody.add(filled, [str(disputed)], published="2024-03-01")
    assert custody.verify(filled, derived=True).faults == ()
    change(filled, command)
    before = rows(filled)
    assert any("counterclaim rebuild" in fault for fault in custody.verify(filled, derived=True).faults)
    assert rows(filled) == before
    custody.rebuild(filled)
    assert custody.verify(filled, derived=True).faults == ()


def test_a_changed_original_is_found(filled: Ledger) -> None:
    sha256 = filled.archive.names()[0]
    path = filled.archive.folder / sha256[:2] / sha256[2:]
    path.write_bytes(b"something else")
    assert any("its bytes" in fault for fault in filled.verify().faults)
    with pytest.raises(LedgerDamaged):
        filled.archive.fetch(sha256)


# ---------------------------------------------------------------- withheld


def test_a_private_name_is_in_no_output(filled: Ledger) -> None:
    assert NAME in filled.reports([filled.find_report("w5")])[filled.find_report("w5")].text
    assert "Example" not in outputs(filled)
    ((found, hits, hidden),) = views.search(filled, "photographer", page=5)
    assert len(hits) == 1
    assert NAME in found.names
    assert hidden == []


def test_opening_is_recorded_before_it_shows(filled: Ledger) -> None:
    found = views.open_subject(filled, "w5", who="A. Editor", why="asked by the family")
    assert found.names == ()
    last = filled.decisions()[-1]
    assert (last.kind, last.subject) == (Kind.OPENING, filled.find_report("w5"))
    with pytest.raises(InvalidDecision):
        views.open_subject(filled, "w5", who="A. Editor", why="")


@pytest.mark.parametrize(("kind", "content", "hidden"), [
    pytest.param(Kind.SENSITIVITY, {"level": "withheld"}, True, id="withheld"),
    pytest.param(Kind.SENSITIVITY, {"level": "open"}, False, id="open"),
    pytest.param(Kind.EMBARGO, {"until": "2999-01-01"}, True, id="embargo"),
    pytest.param(Kind.EMBARGO, {"until": "2020-01-01"}, False, id="embargo that is over"),
])  # fmt: skip
@pytest.mark.parametrize("what", ["claim", "report", "document"])
def test_a_marked_subject_is_in_no_output(what: str, kind: Kind, content: dict[str, str], hidden: bool, filled: Ledger) -> None:
    report = filled.find_report("w1")
    claim = filled.find("toll", Filters(measure="injured"))[0][1]
    subject = {"claim": claim, "report": report, "document": filled.document_of(report)}[what]
    filled.decide(kind, subject, {**WHY, **content}, at=custody.now())
    assert (claim not in outputs(filled)) == hidden
    ((found, _, places),) = views.search(filled, "injured", page=5)
    assert bool(places or not found.extractions) == hidden
    filled.decide(Kind.SENSITIVITY, subject, {**WHY, "level": "open"}, at=custody.now())
    assert claim in outputs(filled)


def test_a_marked_person_is_in_no_output(filled: Ledger) -> None:
    assert "Rescuers" in outputs(filled)
    filled.decide(Kind.SENSITIVITY, "person", {**WHY, "name": "Rescuers", "level": "withheld"}, at=custody.now())
    assert "Rescuers" not in outputs(filled)
    filled.decide(Kind.SENSITIVITY, "person", {**WHY, "name": "Rescuers", "level": "open"}, at=custody.now())
    assert "Rescuers" in outputs(filled)


# ---------------------------------------------------------------- redacted


def test_redacted_words_are_gone_and_everything_else_holds(filled: Ledger, address: str) -> None:
    before = filled.find("toll", Filters())
    key = filled.find_report("w5")
    text = filled.reports([key])[key].text
    done = custody.redact(filled, "w5", NAME, who="A", why="the family asked")
    after = filled.reports([key])[key].text
    assert (done.places, len(after), NAME in after) == (2, len(text), False)
    assert filled.find("toll", Filters()) == before
    assert filled.search("photographer", limit=5) != []
    assert filled.search("anna", limit=5) == []
    assert filled.verify().faults == ()
    assert filled.audit().broken is None
    assert filled.archive.state(done.originals[0]) == "withheld"
    with pytest.raises(NotFound, match="withheld"):
        filled.archive.fetch(done.originals[0])
    if "://" not in address:
        left = b"".join(path.read_bytes() for path in Path(address).rglob("*") if path.is_file())
        assert NAME.encode() not in left
        assert b"anna" not in left


def test_redacted_words_do_not_come_back_in_another_file(filled: Ledger, tmp_path: Path, reports: Path) -> None:
    custody.redact(filled, "w5", NAME, who="A", why="the family asked")
    last = reports.read_text(encoding="utf-8").splitlines()[-1]
    (again := tmp_path / "again.jsonl").write_text(f"\n{last}\n\n", encoding="utf-8")
    for path in (reports, again):
        assert custody.add(filled, [str(path)]).new == 0
    states = {kept.state for kept in filled.archive.verify()}
    assert (states, NAME in filled.reports([filled.find_report("w5")]).popitem()[1].text) == ({"withheld"}, False)
    assert filled.verify().faults == ()


def test_redacting_words_that_are_not_there(filled: Ledger) -> None:
    with pytest.raises(InvalidDecision, match="does not print"):
        custody.redact(filled, "w5", "Nobody Here", who="A", why="x")
    assert filled.audit().rows == 3


# ---------------------------------------------------------------- backup and restore


def rows(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    with ledger.store.reading() as connection:
        found = {t.name: connection.execute(sa.select(t).order_by(*t.c)).mappings().all() for t in KEPT}
    return {name: [dict(row) for row in each] for name, each in found.items()}


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_is_restored_into_either_database(target: str, filled: Ledger, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    custody.redact(filled, "w5", NAME, who="A", why="the family asked")
    path = tmp_path / "copy.zip"
    filled.backup(path, at=custody.now())
    address = str(tmp_path / "other") if target == "sqlite" else request.getfixturevalue("postgresql")()
    assert custody.restore(address, path) == 5
    restored = open_ledger(address)
    assert rows(restored) == rows(filled)
    assert restored.verify() == filled.verify()
    assert restored.search("killed", limit=9) == filled.search("killed", limit=9)
    assert restored.links(restored.report_keys()) == filled.links(filled.report_keys())
    custody.redact_decision(restored, 1, who="A", why="numbers go on")
    again = custody.reread(restored)
    assert again == custody.reread(filled)
    assert [change.kind for change in again.changes if change.after] == ["position"]  # it was about the toll of whoever was redacted


def test_a_restore_needs_an_empty_ledger(filled: Ledger, address: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.zip"
    filled.backup(path, at=custody.now())
    before = rows(filled)
    with pytest.raises(LedgerError, match="not empty"):
        custody.restore(address, path)
    assert rows(filled) == before


def edited(path: Path, name: str, edit: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as zipped:
        members = {each: zipped.read(each) for each in zipped.namelist()}
    with zipfile.ZipFile(path, "w") as zipped:
        for each, raw in members.items():
            zipped.writestr(each, edit(raw) if each.startswith(name) else raw)


@pytest.mark.parametrize("name", ["tables/reports.jsonl", "archive/"])
def test_a_damaged_backup_is_refused_before_anything_is_written(name: str, filled: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "copy.zip"
    filled.backup(path, at=custody.now())
    edited(path, name, lambda raw: raw.replace(b"Milltown", b"Hilltown"))
    with pytest.raises(LedgerDamaged):
        custody.restore(str(tmp_path / "other"), path)
    assert not any(open_ledger(str(tmp_path / "other")).counts().values())


@pytest.mark.parametrize("cut", [0, 10, -30])
def test_a_cut_backup_is_refused(cut: int, filled: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "copy.zip"
    filled.backup(path, at=custody.now())
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(LedgerDamaged):
        custody.restore(str(tmp_path / "other"), path)


def test_a_backup_that_cannot_be_written(filled: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        filled.backup(tmp_path / "no" / "folder" / "copy.zip", at=custody.now())


# ---------------------------------------------------------------- migrations


@pytest.mark.parametrize("released", range(1, NEWEST))
def test_a_ledger_of_each_released_schema_is_migrated_with_its_data(released: int, new_address: Callable[[], str], reports: Path) -> None:
    """Filled by today's program, brought back to the old schema's tables, then migrated: every kept row stays, derived rows are whole."""
    now, old = custody.open_or_make(new_address()), new_address()
    custody.add(now, [str(reports)])
    now.judge(now.find("toll", Filters(measure="injured"))[0][1], "low", Verdict.CORRECT, 21, **WHY, at=custody.now())
    make_released(old, released, now)
    with pytest.raises(LedgerOutdated, match="counterclaim migrate"):
        open_ledger(old)
    assert [step.version for step in custody.migrate(old)] == list(range(released + 1, NEWEST + 1))
    migrated = open_ledger(old)
    assert rows(migrated) == rows(now)
    assert migrated.verify() == now.verify()
    assert migrated.withheld("2024-01-01").names == now.withheld("2024-01-01").names == (NAME,)
    assert custody.migrate(old) == []


def make_released(address: str, version: int, filled: Ledger) -> None:
    """A ledger as the program with this schema made it, with the kept rows of another one."""
    store = open_store(address)
    store.archive.mkdir(parents=True)
    for sha256 in filled.archive.names():
        find = filled.archive.fetch(sha256)
        Ledger(store).archive.store(find)
    there = rows(filled)

    def work(connection: sa.Connection) -> None:
        for migration in MIGRATIONS[:version]:
            apply(connection, migration, at="2024-01-01T00:00:00Z", tool="old")
        inspector = sa.inspect(connection)
        for table in KEPT:
            if inspector.has_table(table.name) and there[table.name]:
                names = {column["name"] for column in inspector.get_columns(table.name)}
                connection.execute(table.insert(), [{k: v for k, v in row.items() if k in names} for row in there[table.name]])

    store.write(work)


def test_a_migration_that_fails_leaves_the_old_schema(new_address: Callable[[], str], reports: Path) -> None:
    now, old = custody.open_or_make(new_address()), new_address()
    custody.add(now, [str(reports)])
    make_released(old, 1, now)
    change(find_ledger(old), "CREATE TABLE stamps (seq INTEGER)")
    with pytest.raises(LedgerError):
        custody.migrate(old)
    assert find_ledger(old).version() == 1
    change(find_ledger(old), "DROP TABLE stamps")
    assert len(custody.migrate(old)) == NEWEST - 1


def test_kept_tables_are_only_added_to(filled: Ledger) -> None:
    before = rows(filled)
    custody.reread(filled)
    custody.rebuild(filled)
    filled.judge(filled.find("toll", Filters(measure="injured"))[0][1], "low", Verdict.ACCEPT, None, **WHY, at=custody.now())
    after = rows(filled)
    assert all(row in after[name] for name, found in before.items() for row in found)
    assert report_table.name in before
    assert readings.name in before


def test_names_in_a_table_of_persons_are_in_no_output(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "persons.csv"
    path.write_text(
        "id,Name,date,place,killed\n1,Anna Example,2024-01-20,Milltown,1\n2,B. Sample,2024-01-20,Milltown,1\n", encoding="utf-8"
    )
    custody.add(ledger, [str(path)], published="2024-01-25")
    assert ledger.withheld("2024-02-01").names == (NAME, "B. Sample")
    assert not {"Anna", "Sample"} & set(outputs(ledger).replace('"', " ").split())
    assert "Milltown" in outputs(ledger)
    assert custody.verify(ledger, derived=True).faults == ()
