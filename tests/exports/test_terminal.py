"""The summary, the table and the explanation of a claim, as a terminal shows them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from factories import make_claim, make_extraction, make_link, make_report, make_toll
from rich.console import Console, RenderableType

from counterclaim.errors import NotFound
from counterclaim.exports.brief import make_brief
from counterclaim.exports.brief_text import brief_text
from counterclaim.exports.explain import explain
from counterclaim.exports.table import table
from counterclaim.model import LinkKind, Report
from counterclaim.pipeline import extract


def printed(shown: RenderableType) -> str:
    """What a very wide terminal without colours shows, so that no phrase is broken."""
    console = Console(width=400, color_system=None)
    with console.capture() as capture:
        console.print(shown)
    return capture.get()


def everything(case: Any) -> dict[str, str]:
    first = case.extractions[0]
    return {
        "brief": printed(brief_text(make_brief(case.extractions, case.links))),
        "table": printed(table(case.extractions, case.links)),
        "explain": printed(explain(first, case.links, first.claims[0].id)),
    }


@pytest.mark.parametrize("output", ["brief", "table", "explain"])
def test_each_output_says_whose_word_it_is_and_that_it_is_invented(case: Any, output: str) -> None:
    text = everything(case)[output]
    assert "Every figure is somebody's word." in text
    assert "synthetic: invented examples" in text
    assert "at least 11 killed" in text
    assert "The health ministry" in text


@pytest.mark.parametrize("output", ["brief", "table", "explain"])
def test_hostile_text_neither_moves_the_cursor_nor_becomes_markup(hostile: Any, output: str) -> None:
    text = everything(hostile)[output]
    assert not set("\x1b\u202e\u202c") & set(text)
    assert "[bold]" in text or output == "brief"


def test_the_summary_has_every_part(case: Any) -> None:
    text = everything(case)["brief"]
    for words in (
        "3 reports, days 2031-03-12 to 2031-03-20", "said not to be so, by the rebels: 30 killed", "is disputed by",
        "No reply found in these 3 reports", "accuses “accused”", "alleges “claimed”; report adds doubt",
        "number without measure", "Unchanged since read",
    ):  # fmt: skip
        assert words in text, words


def test_the_summary_of_nothing_says_so() -> None:
    text = printed(brief_text(make_brief((), ())))
    for words in ("No figure of people was read.", "No denial, dispute", "No statement was read.", "Nothing was left over."):
        assert words in text


def test_the_table_has_a_row_a_claim(case: Any) -> None:
    text = everything(case)["table"]
    assert text.count("cl:") == sum(len(each.claims) for each in case.extractions) + len(case.links)
    assert "counts: since 2031-03-01" in text
    assert "is denied by" in text


@pytest.mark.parametrize("output", ["brief", "table"])
def test_a_persons_name_is_withheld(case: Any, output: str) -> None:
    text = everything(case)[output]
    assert "Dana" not in text
    assert "a named person (name withheld) killed" in text


def test_explain_withholds_a_persons_name(case: Any) -> None:
    person = case.extractions[1]
    text = printed(explain(person, (), person.claims[0].id))
    assert "Dana" not in text
    assert "[name withheld] ⟨number⟩" in text


def test_explain_gives_words_offsets_rules_links_and_statement(case: Any) -> None:
    first = case.extractions[0]
    gunmen = first.claims[0]
    text = printed(explain(first, case.links, gunmen.id))
    number = gunmen.body.number
    for words in (
        "at least 11 ⟨number⟩", f"“at least 11” {number.start}–{number.end}", "figure beside a verb of harm", "militants",
        "not said", "Northtown",
    ):  # fmt: skip
        assert words in text, words
    assert "is denied by" in printed(explain(first, case.links, first.claims[4].id))
    assert "denies" in printed(explain(first, case.links, first.claims[5].id))


def test_explain_shows_fields_that_only_a_rule_names_and_links_into_other_reports() -> None:
    report = make_report("11 died.")
    claim = make_claim(report, make_toll(report, "11", 11, 11), rules=(("date", "the report's own day"),))
    other = make_report("12 died.", id="r2")
    link = make_link(make_claim(other, make_toll(other, "12", 12, 12)), claim, LinkKind.UPDATES)
    text = printed(explain(make_extraction(report, claims=(claim,)), [link], claim.id))
    assert "the report's own day" in text
    assert "is updated by" in text
    assert "(another report)" in text


def test_a_claim_that_is_not_there_is_named_with_what_to_do(case: Any) -> None:
    with pytest.raises(NotFound, match=r"cl:none is no claim of report demo-1.*--format table"):
        explain(case.extractions[0], (), "cl:none")


def test_explain_shows_what_the_trained_reader_holds_likely() -> None:
    text = "On Monday the ministry in Arad said that 12 workers had been killed, and a spokesman for the rebels denied it. " * 8
    extraction = extract(Report(id="r", key="r", text=text, published="2024-01-27"))
    shown = printed(explain(extraction, (), extraction.claims[0].id))
    assert re.search(r"Trained reader\s+field\s+likeliest\s+second choice\s+─+\s+measure\s+killed \d\.\d\d", shown)
