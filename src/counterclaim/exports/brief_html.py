"""`Brief` -> one HTML file that opens from disk: no script, nothing from outside, and the same bytes for the same brief."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterclaim.exports import words
from counterclaim.exports.brief import Brief
from counterclaim.exports.chart import HEIGHT, LEFT, RIGHT, WIDTH

BOX = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT}


def brief_html(brief: Brief) -> str:
    """The page. Every word of a report is escaped; withheld names are not in the bytes."""
    environment = Environment(
        loader=PackageLoader("counterclaim.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )
    environment.globals |= {"words": words, "box": BOX, "anchor": _anchor}
    page = environment.get_template("brief.html.j2")
    return page.render(brief=brief, head=brief.head, shown=_shown(brief)).lstrip()


def _visible(value: Any) -> Any:
    """Control characters as U+FFFD; text that is marked as safe is the template's own."""
    return words.visible(value) if type(value) is str else value


def _anchor(claim: str) -> str:
    return claim.replace(":", "-")


def _shown(brief: Brief) -> frozenset[str]:
    """The figures that have a line on the page: a point of a chart leads there."""
    parts = [lines for part in brief.tolls for lines in (part.rejected, *(speaker.lines for speaker in part.speakers))]
    return frozenset(line.id for lines in parts for line in lines)
