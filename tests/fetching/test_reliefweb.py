"""ReliefWeb's version 2: its reports with both dates, under the application name of the user, which is kept out of everything stored."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from webserver import Server, reply

from counterclaim.errors import FetchFailed, InvalidReport
from counterclaim.fetching import Batch, Fetcher, reliefweb

RECORDED = Path(__file__).parent / "recorded"
FIRST, SECOND = ((RECORDED / f"reliefweb-{number}.json").read_bytes() for number in (1, 2))


def ask(server: Server, near: Fetcher, **options: object) -> list[Batch]:
    given = {"appname": "desk-7k3n", "fetcher": near, "service": server.url("/v2/reports"), **options}
    return list(reliefweb("killed", **given))  # type: ignore[arg-type]


def test_reports(server: Server, near: Fetcher) -> None:
    server.say("/v2/reports", reply(FIRST), reply(SECOND))
    entries = [entry for batch in ask(server, near, page_size=2) for entry in batch.entries]
    report, attached, _ = entries
    assert [entry.id for entry in entries] == ["reliefweb-4035432", "reliefweb-4035433", "reliefweb-4035434"]
    assert report.text == "Highlights\n\nAt least 11 people were killed in Northtown & its suburbs.\nSome 3,200 people were displaced."
    assert report.published is not None
    assert report.updated is not None
    assert (report.day, report.published.raw, report.updated.day) == ("2024-01-26", "2024-01-26T00:00:00+00:00", "2024-01-29")
    assert (report.publisher, report.carried_by) == ("Demo Office for Relief", ("Demo Office for Relief", "Demo Wire A"))
    assert report.url == "https://reliefweb.int/report/northland/northland-situation-report-no-12"
    assert (report.language, report.topics) == ("en", ("Northland",))
    assert (attached.text, attached.files) == ("", ("https://reliefweb.int/attachments/0000/flash.pdf",))


def test_next_page_is_asked_by_number_and_its_link_is_not_followed(server: Server, near: Fetcher) -> None:
    server.say("/v2/reports", reply(FIRST), reply(SECOND))
    ask(server, near, page_size=2)
    asked = [parse_qs(path.partition("?")[2]) for path in server.paths]
    assert [(page["offset"], page["limit"]) for page in asked] == [(["0"], ["2"]), (["2"], ["2"])]


def test_no_more_than_asked_for(server: Server, near: Fetcher) -> None:
    server.say("/v2/reports", reply(FIRST))
    ask(server, near, most=2)
    (path,) = server.paths
    assert parse_qs(path.partition("?")[2])["limit"] == ["2"]


def test_question(server: Server, near: Fetcher) -> None:
    server.say("/v2/reports", reply(SECOND))
    ask(server, near, filters={"country.iso3": "nld", "format.name": "Situation Report"}, most=1)
    asked = parse_qs(server.paths[0].partition("?")[2])
    assert (asked["appname"], asked["query[value]"], asked["sort[]"]) == (["desk-7k3n"], ["killed"], ["date.original:desc"])
    assert (asked["filter[conditions][1][field]"], asked["filter[conditions][1][value]"]) == (["format.name"], ["Situation Report"])
    assert "body-html" in asked["fields[include][]"]


def test_name_of_the_application_is_not_stored(server: Server, near: Fetcher) -> None:
    server.say("/v2/reports", reply(SECOND))
    (batch,) = ask(server, near, most=1)
    assert "desk-7k3n" not in repr(batch)
    assert batch.entries[0].source.startswith(server.url("/v2/reports?query"))


def test_without_a_name_nothing_is_asked(server: Server, near: Fetcher) -> None:
    with pytest.raises(InvalidReport, match="of your own"):
        ask(server, near, appname=" ")
    assert server.paths == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply('{"error": {}}', status="403 Forbidden"), "does not know this application name", id="not approved"),
        pytest.param(reply("{}", status="410 Gone"), "removed for good", id="an older version"),
        pytest.param(reply("<html>"), "not an answer in the form", id="page"),
        pytest.param(reply("[]"), "not an answer in the form", id="list"),
        pytest.param(reply('{"data": {}}'), "not an answer in the form", id="no list"),
        pytest.param(reply('{"data": [], "totalCount": "3"}'), "not an answer in the form", id="count in words"),
        pytest.param(reply("[" * 100_000), "not an answer in the form", id="too deep"),
    ],
)
def test_refused(server: Server, near: Fetcher, answer: bytes, reason: str) -> None:
    server.say("/v2/reports", answer)
    with pytest.raises(FetchFailed, match=reason) as failed:
        ask(server, near)
    assert "desk-7k3n" not in str(failed.value)


@pytest.mark.parametrize(
    "item",
    [3, {}, {"id": "1"}, {"id": "1", "fields": []}, {"id": "1", "fields": {"title": ""}}, {"fields": {"title": "Note"}}],
)
def test_report_without_number_or_title_is_named(server: Server, near: Fetcher, item: object) -> None:
    server.say("/v2/reports", reply(json.dumps({"data": [item], "totalCount": 1})))
    (batch,) = ask(server, near)
    assert (batch.entries, batch.problem) == ((), "reports without a number or title were left out: 1")


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2024-01-26", "source": "Demo", "language": None, "file": ["a.pdf"], "body-html": 3},
        {"date": {"original": 3}, "source": [None], "url": 3, "url_alias": ["a"]},
    ],
)
def test_odd_fields_are_unknown(server: Server, near: Fetcher, fields: dict[str, object]) -> None:
    server.say("/v2/reports", reply(json.dumps({"data": [{"id": 1, "fields": {"title": "Note", **fields}}], "totalCount": 1})))
    (entry,) = ask(server, near)[0].entries
    assert (entry.day, entry.publisher, entry.url, entry.files, entry.language) == (None, None, None, (), None)
