"""Counterclaim reads dated reports about an armed conflict and keeps a ledger of claims: who says what, how firmly, who disputes it.

from counterclaim import Report, extract, link, read_reports

extractions = [extract(report) for report in read_reports(["reports/"])]
links = tuple(link(extractions))
"""

from __future__ import annotations

from counterclaim.model import Claim, Extraction, Link, Position, Report, Span, Statement, Toll, Unread
from counterclaim.pipeline import extract
from counterclaim.reconciliation import link
from counterclaim.reports import read_reports

__all__ = ["Claim", "Extraction", "Link", "Position", "Report", "Span", "Statement", "Toll", "Unread", "extract", "link", "read_reports"]
__version__ = "0.1.0"
