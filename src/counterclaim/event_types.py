"""What an event is called: ACLED's sub-event and PLOVER's code, from the sort of act, the weapon and who did it to whom."""

from __future__ import annotations

from functools import cache

from counterclaim.codes import Acled, Side, WeaponKind
from counterclaim.model import Told
from counterclaim.vocabulary import Row, load_vocabulary

ANY = "*"


@cache
def type_of(told: Told) -> tuple[Acled | None, str | None]:
    """The sub-event and the code; `None` where none is told. The first line of `data/event_types.tsv` that fits counts."""
    row = next(row for row in rows_of(told.act) if fits(row, told.weapon, told.doer, told.target))
    return (Acled(row["acled"]) if row["acled"] else None), row["plover"] or None


@cache
def rows_of(act: str) -> tuple[Row, ...]:
    """The lines for one sort of act; the last of them fits whatever else is told."""
    return tuple(row for row in load_vocabulary("event_types") if row["act"] == act)


def fits(row: Row, weapon: WeaponKind | None, doer: Side, target: Side) -> bool:
    """Whether a line is about these."""
    return row["weapon"] in (ANY, weapon or "") and row["doer"] in (ANY, doer) and row["target"] in (ANY, target)
