"""Printing to a terminal or a file."""

from __future__ import annotations

import sys
from typing import Any

TABLE_WIDTH = 180  # characters of a table that is piped to a file


def show(renderable: Any) -> None:
    """Prints a table or a text to standard output, wide where it goes to a file."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
    console.print(renderable)
