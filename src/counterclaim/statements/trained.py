"""What the trained reader adds to the statements of the rules: cues that they left unread."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import SEEN, Report, ScoredCue, Span, Spans, Stance, Statement, Voice, digest


@dataclass(frozen=True, slots=True)
class Trust:
    """From which probability on the network is followed: chosen on `written` and `written_later` (docs/decisions/0016)."""

    add: float = 0.95  # a word that the rules left unread brings in a statement
    content: float = 0.3  # with this content


TRUST = Trust()


def with_seen(report: Report, spans: Spans, found: tuple[Statement, ...]) -> list[Statement]:
    """The statements of the rules with those that only the trained reader sees; as they are where it was not asked."""
    kept = list(found)
    for cue in spans.scored.cues if spans.scored else ():
        if (content := new_content(cue, kept)) is not None:
            kept.append(made(report, cue, content))
    return sorted(kept, key=lambda s: (s.cue.start, s.content[0].start if s.content else 0))


def new_content(cue: ScoredCue, found: list[Statement]) -> Span | None:
    """What is said behind a cue of which the rules made no statement and whose words are in no other one; `None` where it is unsure."""
    if cue.score < TRUST.add:
        return None
    content, chance = cue.content[0]
    if content is None or chance < TRUST.content:
        return None
    return None if any(s.cue.overlaps(cue.cue) or any(alike(content, c) for c in s.content) for s in found) else content


def alike(a: Span, b: Span) -> bool:
    """Whether two contents share half of their letters."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 2 >= max(a.end, b.end) - min(a.start, b.start)


def made(report: Report, cue: ScoredCue, content: Span) -> Statement:
    """A statement of the network's."""
    speaker, voice = cue.speaker[0][0], cue.voice[0][0]
    if speaker is not None:
        voice = Voice.NAMED
    elif voice not in (Voice.UNNAMED, Voice.UNRESOLVED):
        voice = Voice.UNRESOLVED
    return Statement(
        id=digest("st", report.key, cue.cue.start, cue.cue.end, 0),
        report=report.id,
        voice=Voice(voice),
        speaker=speaker,
        cue=cue.cue,
        content=(content,),
        stance=Stance(cue.stance[0][0]),
        target=cue.target[0][0],
        hedged=cue.hedged >= 0.5,
        carried_by=(report.publisher,) if report.publisher else (),
        rule=f"{SEEN}: cue {cue.score:.2f}, {cue.stance[0][0]} {cue.stance[0][1]:.2f}",
    )
