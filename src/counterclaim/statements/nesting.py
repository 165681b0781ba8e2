"""Which statement stands inside which: a claim inside a denial, a quotation inside what somebody told."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Span, Statement


def nest(ordered: list[Statement]) -> list[Statement]:
    """Give each statement, in text order, the innermost other one whose content holds its cue."""
    opening = sorted(((c, s) for s in ordered for c in s.content), key=lambda pair: pair[0].start)
    nested: list[Statement] = []
    near: list[tuple[Span, Statement]] = []
    k = 0
    for inner in ordered:
        while k < len(opening) and opening[k][0].start <= inner.cue.start:
            near.append(opening[k])
            k += 1
        near = [pair for pair in near if pair[0].end > inner.cue.start]  # cues come in order: what ended before can hold none
        around = [
            s for content, s in near if s is not inner and content.covers(inner.cue) and not any(c.covers(s.cue) for c in inner.content)
        ]
        holder = min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)
        nested.append(replace(inner, inside=holder.id if holder else None))
    return nested
