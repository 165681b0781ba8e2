"""Claims -> a table for a terminal: one row a claim, in text order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from counterclaim.exports import words
from counterclaim.exports.lines import Line, Liner
from counterclaim.exports.quotes import Veil, make_veil
from counterclaim.model import AGAINST, Extraction, Link

# Enough of a sentence to know it again; `explain` shows it whole.
QUOTE = 160


def table(extractions: Iterable[Extraction], links: Iterable[Link], *, veil: Veil | None = None) -> Table:
    """One row a claim: id and report, who says so and how, the figure or words, over what, the sentence, who speaks against it."""
    extractions = tuple(extractions)
    liner = Liner(veil or make_veil(extractions), {each.id: each for extraction in extractions for each in extraction.statements})
    against: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind in AGAINST:
            against[link.target].append(f"{words.LINKS[link.kind][1]} {link.source}")
    title = words.INVENTED if any(each.report.synthetic for each in extractions) else None
    shown = Table(title=title, caption=words.STANDING[0], box=box.SIMPLE, pad_edge=False, show_edge=False)
    for name in ("claim, report", "who says so", "how, report's wording", "what", "who, scope, place", "sentence"):
        shown.add_column(name, overflow="fold", vertical="top")
    for extraction in extractions:
        for claim in extraction.claims:
            line = liner.claim(extraction, claim)
            shown.add_row(*(Text(words.visible(cell)) for cell in _cells(line, against[claim.id])))
    return shown


def _cells(line: Line, against: list[str]) -> tuple[str, ...]:
    source = line.source
    how = (line.stance, f"“{line.wording}”" if line.wording else "", f"({words.DOUBT})" if line.doubt else "")
    sentence = " … ".join("".join(piece.text for piece in quote.pieces) for quote in line.quotes)
    return (
        f"{line.id}\n{source.published} {source.outlet}\n{source.id}",
        line.who,
        " ".join(part for part in how if part) or words.NOT_SAID,
        "\n".join([f"said not to be so: {line.what}" if line.rejected else line.what, *against]),
        "; ".join(f"{name}: {value}" for name, value in line.facts if value != words.NOT_SAID) or words.NOT_SAID,
        words.one_line(sentence, QUOTE),
    )
