"""extractions → links between their claims, inside each report and across reports. Series, incidents and policies get their rooms here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.model import Extraction, Link
from counterclaim.reconciliation.across import WINDOW, links_across
from counterclaim.reconciliation.inside import links_inside

__all__ = ["WINDOW", "link", "links_across"]


def link(extractions: Iterable[Extraction]) -> Iterator[Link]:
    """The links inside each report, in the reports' order, then those across reports (`Link.across`)."""
    extractions = tuple(extractions)
    for extraction in extractions:
        yield from links_inside(extraction)
    yield from links_across(extractions)
