"""extractions → links between their claims. Inside one report for now; series, incidents and policies get their rooms here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.model import Extraction, Link
from counterclaim.reconciliation.inside import links_inside

__all__ = ["link"]


def link(extractions: Iterable[Extraction]) -> Iterator[Link]:
    """The links inside each report, in the reports' order."""
    for extraction in extractions:
        yield from links_inside(extraction)
