"""Counterclaim reads dated reports about an armed conflict and keeps a ledger of claims: who says what, how firmly, who disputes it.

from counterclaim import extract, link, read_reports

extractions = [extract(report) for report in read_reports(["reports/"])]
links = tuple(link(extractions))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.model import Claim, Extraction, Link, Position, Report, Span, Statement, Toll, Unread
    from counterclaim.pipeline import extract
    from counterclaim.reconciliation import link
    from counterclaim.reports import read_reports

__all__ = ["Claim", "Extraction", "Link", "Position", "Report", "Span", "Statement", "Toll", "Unread", "extract", "link", "read_reports"]
__version__ = "0.1.0"

# Loaded when first asked for: the grammars take a quarter of a second, which `counterclaim --help` must not wait for.
_HOMES = {"extract": "pipeline", "link": "reconciliation", "read_reports": "reports"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
