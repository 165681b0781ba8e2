"""What a court or council of states requires of whom, and what it stopped short of (codebook, "ruling")."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.inflect import verb_forms
from counterclaim.model import Span, Stance, Statement
from counterclaim.statements.cues import Cue, Entry, lexicon, matched
from counterclaim.statements.view import View

DECLINING = frozenset({"decline", "refuse", "stop", "fall"})  # with "to order", "short of ordering"
COMMANDS = frozenset({Stance.RULES, Stance.DEMANDS})
INSTRUMENTS = frozenset(
    {"ruling", "order", "orders", "resolution", "decision", "verdict", "judgment", "judgement", "injunction", "measures", "opinion"}
)
REQUIRING = frozenset({"require", "order", "compel", "oblige", "instruct", "direct", "bind"})
AUXILIARY = frozenset({"AUX", "ADV", "NEG"})


def declining(view: View, cue: Cue) -> Cue | None:
    """A court's cue widened over the command that it declines: "declined to order", "stopped short of mandating"; `None` for others."""
    if cue.entries[0].words[0] not in DECLINING:
        return None
    aside = [view.lower(k) for k in range(cue.last, cue.last + 3)]
    verb = cue.last + (3 if aside in ([",", "however", ","], [",", "though", ","]) else 0)
    verb += view.lower(verb) == "to"
    commands = commanding(view, verb)
    if not commands:
        return None
    last = max(last for _, last in commands)
    return replace(cue, last=last, entries=tuple(as_ruling(e, cue) for e, end in commands if end == last))


def negated(view: View, cue: Cue) -> Cue | None:
    """A court's negated cue with its auxiliaries: "did not order"; `None` where it commands nothing."""
    entries = tuple(as_ruling(e, cue) for e in cue.entries if e.form == "verb" and e.stance in COMMANDS)
    first = cue.first
    while view.tag(first - 1) in AUXILIARY:
        first -= 1
    return replace(cue, first=first, entries=entries) if entries else None


def commanding(view: View, verb: int) -> list[tuple[Entry, int]]:
    """The rows for commands that begin at `verb`, with one past their last token."""
    rows = [e for e in lexicon().get(view.lower(verb), ()) if e.form == "verb" and e.stance in COMMANDS]
    return [(e, last) for e in rows if (last := matched(view, verb, e.words)) is not None]


def as_ruling(entry: Entry, cue: Cue) -> Entry:
    """A command as a court gives it, in the form of the cue that it hangs on."""
    return replace(entry, stance=Stance.RULES, court=True, tag=cue.tag)


def issued_with(before: Statement | None, entry: Entry, cue: Span) -> bool:
    """Whether "requiring" goes on with a ruling just issued ("issued a ruling requiring …"): the two are one statement."""
    if before is None or before.stance is not Stance.RULES or not entry.court or entry.words[0] not in REQUIRING:
        return False
    holder = next((c for c in before.content if c.covers(cue)), None)
    if holder is None:
        return False
    between = holder.text[: cue.start - holder.start].lower().split()
    return bool(between) and between[-1] in INSTRUMENTS


def required_party(view: View, first: int, last: int) -> int | None:
    """Where the addressee stands in "a resolution that requires the navy to …"."""
    for k in range(first, last):
        if verb_forms().base.get(view.lower(k)) in REQUIRING and view.opens_phrase(k + 1):
            return k + 1
    return None
