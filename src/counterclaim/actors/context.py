"""What a report tells about who may be meant: its states, parties and places, and the persons whom it introduces by an office."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.actors.pieces import Piece, read_pieces
from counterclaim.actors.register import REGION, STATE, Entry, Register
from counterclaim.model import ActorKind, Report

CASELESS_SHARE = 0.6  # above this share of upper-case letters, case says nothing (as for the word tagger)
BESIDE = 3  # pieces before a word for forces in which their state is named: "the Malian national army"
SILENT_LETTERS = "dh"
PLACING = frozenset({"in", "at", "near"})


@dataclass(frozen=True, slots=True)
class Context:
    """The pieces of a report and what may be meant by "the army", "the group", "Mr Example".

    `telling` are the pieces that say something, `letters` theirs, `spots` where among them each name stands.
    """

    report: Report
    register: Register
    pieces: tuple[Piece, ...]
    states: frozenset[str]
    scenes: frozenset[str]
    fighting: frozenset[str]
    armed: bool
    caseless: bool
    telling: tuple[Piece, ...]
    letters: str
    spots: Mapping[str, list[int]]

    def within(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that begin in `[start, end)`."""
        first = bisect_left(self.pieces, start, key=lambda piece: piece.start)
        return self.pieces[first : bisect_left(self.pieces, end, lo=first, key=lambda piece: piece.start)]

    def before(self, start: int) -> tuple[Piece, ...]:
        """The pieces before a place in the text."""
        return self.pieces[: bisect_left(self.pieces, start, key=lambda piece: piece.start)]

    def only_state(self) -> Entry | None:
        """The one state or region that the report is about, where there is only one."""
        return self.register.entries.get(next(iter(self.states))) if len(self.states) == 1 else None


def read_context(report: Report, register: Register) -> Context:
    """Reads a report's text once for everything that resolving asks of it."""
    letters = sum(map(str.isalpha, report.text))
    caseless = letters > 0 and sum(map(str.isupper, report.text)) > CASELESS_SHARE * letters
    pieces = read_pieces(report.text, register, caseless=caseless)
    telling = tuple(piece for piece in pieces if piece.letter not in SILENT_LETTERS)
    spots: dict[str, list[int]] = {}
    for k, piece in enumerate(telling):
        if piece.letter in "NP":
            spots.setdefault(piece.text, []).append(k)
    return Context(
        report=report,
        register=register,
        pieces=pieces,
        states=_states(pieces),
        scenes=_scenes(pieces),
        fighting=_fighting(pieces),
        armed=any(is_armed(piece) for piece in pieces),
        caseless=caseless,
        telling=telling,
        letters="".join(piece.letter for piece in telling),
        spots=spots,
    )


def _states(pieces: tuple[Piece, ...]) -> frozenset[str]:
    """The states and regions that are named: the one where something happens, else all that are named, else those of the parties."""
    named = {home_of(piece.entry) for piece in pieces if piece.entry is not None and piece.letter in "CAT"}
    parties = {home for piece in pieces if piece.entry is not None and (home := home_of(piece.entry))}
    scenes = _scenes(pieces)
    if len(named) > 1 and len(scenes) == 1:
        return scenes
    return frozenset(named or parties)


def _scenes(pieces: tuple[Piece, ...]) -> frozenset[str]:
    """The states and regions in which the report says that something is: "in Mali", "near Kyiv"."""
    return frozenset(
        home_of(piece.entry)
        for before, piece in pairwise(pieces)
        if piece.entry is not None and piece.letter in "CT" and before.letter == "l" and before.text.lower() in PLACING
    )


def home_of(entry: Entry) -> str:
    """The state that an actor belongs to; a region that no state is named for stands for itself."""
    if entry.sort in (STATE, REGION):
        return entry.country or entry.id
    return entry.country


def is_armed(piece: Piece) -> bool:
    """Whether a piece names an armed force or an armed group."""
    if piece.letter == "E" and piece.entry is not None:
        return bool(piece.entry.group) and ActorKind.BELLIGERENT in piece.entry.kinds
    return piece.letter == "G" or (piece.letter == "O" and piece.row is not None and piece.row["group"] == "military")


def _fighting(pieces: tuple[Piece, ...]) -> frozenset[str]:
    """The states whose forces the report names."""
    fighting = set()
    for k, piece in enumerate(pieces):
        if not is_armed(piece):
            continue
        owner = (
            piece.entry if piece.letter == "E" else next((p.entry for p in reversed(pieces[max(0, k - 3) : k]) if p.letter in "CA"), None)
        )
        if owner is not None and (home := home_of(owner)):
            fighting.add(home)
    return frozenset(fighting)
