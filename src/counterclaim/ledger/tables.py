"""The tables, as queries see them. What creates them is `migrations.py`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

_TRUTHS = {"synthetic", "person"}
_WHOLES = {"begins", "ends", "n", "seq", "low", "high", "version", "id_number", "decision"}


def _table(name: str, columns: str) -> sa.TableClause:
    return sa.table(name, *(_column(each) for each in columns.split()))


def _column(name: str) -> sa.ColumnClause[Any]:
    kind: sa.types.TypeEngine[Any] = sa.BigInteger() if name in _WHOLES else sa.Boolean() if name in _TRUTHS else sa.Text()
    return sa.column(name, kind)


schema_versions = _table("schema_versions", "version at tool")

# What is kept: rows are added and never changed, but for the words that a redaction takes away.
runs = _table("runs", "id tool rules first_at digest")
documents = _table("documents", "id name")
captures = _table("captures", "id sha256 taken_at origin how headers collector tool extractor digest")
reports = _table(
    "reports",
    "key id document published publisher url title version_of language synthetic carried_by text text_sha256 more added_at digest",
)
capture_reports = _table("capture_reports", "capture report place digest")
report_runs = _table("report_runs", "report run at digest")
anchors = _table("anchors", "id kind")
readings = _table("readings", "seq anchor n report run digest value")
decisions = _table("decisions", "seq kind at subject content salt digest previous hash")
stamps = _table("stamps", "seq decision at service answer")

# What is derived: all of it can be dropped and rebuilt to the same.
facts = _table(
    "facts",
    "anchor kind report published speaker voice stance polarity measure low high scope place person begins ends",
)
links = _table("links", "id report source target kind value")
sentences = _table("sentences", "id_number report published begins ends")
private_names = _table("private_names", "report name")
unlinked = _table("unlinked", "report")  # what is still to be compared with other reports

# In the order in which a restore may write them.
KEPT = (runs, documents, captures, reports, capture_reports, report_runs, anchors, readings, decisions, stamps)
DERIVED = (facts, links, sentences, private_names, unlinked)
