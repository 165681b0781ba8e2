"""What the rules of the product read in a text, in the form of marks."""

from __future__ import annotations

import random
from typing import Any

from corpus import Item

from counterclaim.model import Report, Toll
from counterclaim.pipeline import extract, rules_alone

SIZES = (1, 1, 2, 4, 7)  # paragraphs in a joined text


def mark(item: Item) -> Item:
    """An item with the marks that the rules make."""
    report = Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"])
    found = extract(report, scorer=rules_alone)
    names = {s.id: f"s{k}" for k, s in enumerate(found.statements)}
    statements = [
        {
            "n": names[s.id],
            "speaker": span(s.speaker),
            "cue": span(s.cue),
            "content": span(s.content[0]) if s.content else None,
            "stance": str(s.stance),
            "target": span(s.target),
            "hedged": s.hedged,
            "voice": str(s.voice),
        }
        for s in found.statements
    ]
    claims = [c for c in found.claims if isinstance(c.body, Toll)]
    names |= {c.id: f"t{k}" for k, c in enumerate(claims)}
    tolls = []
    for claim in claims:
        toll = claim.body
        assert isinstance(toll, Toll)
        tolls.append(
            {
                "n": names[claim.id],
                "number": span(toll.number),
                "measure": str(toll.measure),
                "group": str(toll.group),
                "scope": str(toll.scope),
                "voice": str(claim.voice),
                "stance": str(claim.stance) if claim.stance else None,
                "hedged": claim.hedged,
                "speaker": span(claim.speaker),
                "victims": span(toll.victims),
                "place": span(toll.place),
                "part_of": names.get(toll.part_of or ""),
            }
        )
    return {"id": item["id"], "date": item["date"], "text": item["text"], "tolls": tolls, "statements": statements, "links": []}


def span(value: Any) -> dict[str, int] | None:
    """A span in the form of marks."""
    return {"start": value.start, "end": value.end} if value else None


def join(items: list[Item], *, seed: int) -> list[Item]:
    """Items of neighbouring days joined into texts of one to seven paragraphs: long texts hold many speakers, of whom one is meant."""
    rng = random.Random(seed)
    rest = sorted(items, key=lambda i: i["id"])
    found = []
    while rest:
        size = rng.choice(SIZES)
        found.append(joined(rest[:size]))
        rest = rest[size:]
    return found


def joined(items: list[Item]) -> Item:
    """One item of several paragraphs."""
    whole: Item = items[0] | {"text": "", "tolls": [], "statements": [], "links": []}
    for k, item in enumerate(items):
        whole["text"] += "\n" if k else ""
        at = len(whole["text"])
        whole["text"] += item["text"]
        for kind in ("tolls", "statements", "links"):
            whole[kind] = whole[kind] + [moved(mark, at, f"{k}.") for mark in item[kind]]
    return whole


def moved(mark: Any, by: int, prefix: str) -> Any:
    """A mark with its spans moved and its name made unlike those of other items."""
    if not isinstance(mark, dict):
        return mark
    if mark.keys() >= {"start", "end"}:
        return mark | {"start": mark["start"] + by, "end": mark["end"] + by}
    names = ("n", "part_of", "from", "to")
    return {key: prefix + value if key in names and value else moved(value, by, prefix) for key, value in mark.items()}
