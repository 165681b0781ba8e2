"""Reads the vocabularies in `data/`: tab-separated tables whose first row names the columns.

Lines that begin with `#` are comments. Every table has an `example` column that a test runs, or a `source` that a test opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from counterclaim.errors import DataError

Row = Mapping[str, str]


@cache
def load_vocabulary(name: str) -> tuple[Row, ...]:
    """The rows of `data/NAME.tsv`, in file order.

    Raises `DataError` where a row has another number of columns than the head.
    """
    text = (resources.files("counterclaim") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    try:
        return read_rows(text)
    except ValueError as error:
        raise DataError(f"data/{name}.tsv, {error}. Reinstall the package.") from None


def read_rows(text: str) -> tuple[Row, ...]:
    """The rows of a tab-separated table.

    Raises `ValueError` where a row has another number of columns than the head.
    """
    numbered = [(k, line) for k, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not numbered:
        raise ValueError("there is no line in it")
    head = numbered[0][1].split("\t")
    rows = []
    for k, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) != len(head):
            raise ValueError(f"line {k}: {len(cells)} columns, expected {len(head)}")
        rows.append(MappingProxyType(dict(zip(head, cells, strict=True))))
    return tuple(rows)
