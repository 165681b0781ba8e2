"""Every error that Counterclaim raises on purpose, in one tree.

CounterclaimError                 what went wrong, and what to do next
├── InputError                    something that a user gave cannot be read; names the file and the place in it
│   ├── UnreadableFile            empty, binary, broken, too large, or of a format that is not known
│   ├── InvalidReport             a field is missing or malformed (no date, a bad date, broken JSON)
│   ├── InvalidPlaces             a line of a user's list of places is missing something or says what cannot be
│   ├── UnknownLanguage           the text is in a language that the reader does not know
│   └── FetchFailed               an address gave nothing that can be kept: no answer, an error, too large, too slow
│       └── AddressRefused        an address that is never asked: private, or neither http nor https
├── NotFound                      a claim, report or file that was asked for is not there
├── InvalidQuery                  a search that cannot be understood; says what can be typed
├── InvalidDecision               a judgement or other decision that does not fit what it is about, or lacks its reason
├── LedgerError                   a ledger cannot be opened, or not be written to
│   ├── LedgerOutdated            its schema is older or newer than this program
│   └── LedgerDamaged             a hash does not fit: something was changed outside the program
└── DataError                     a vocabulary or model that ships with the product is damaged
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """The root: catch this to catch everything that the product raises on purpose."""


class InputError(CounterclaimError):
    """Something that a user gave cannot be read.

    `source` names the file (or `standard input`), `place` the line or page in it, where known.
    """

    def __init__(self, reason: str, *, source: str, place: str | None = None) -> None:
        self.reason = reason
        self.source = source
        self.place = place
        super().__init__(f"{source}, {place}: {reason}" if place else f"{source}: {reason}")


class UnreadableFile(InputError):
    """Empty, binary, broken, too large, or of a format that is not known."""


class InvalidReport(InputError):
    """A field is missing or malformed: no date, a bad date, broken JSON."""


class InvalidPlaces(InputError):
    """A line of a user's list of places lacks its name or its whereabouts, or says what cannot be; nothing of the list was added."""


class UnknownLanguage(InputError):
    """The text is in a language that the reader does not know; it is never read as English."""


class FetchFailed(InputError):
    """An address gave nothing that can be kept: no answer, an error, too large, too slow.

    `source` is the address. `status` is the answer's number where there was an answer, `retry_after` after how many seconds a new try makes
    sense where that is known, `passing` whether the same request may well succeed later.
    """

    def __init__(
        self, reason: str, *, source: str, status: int | None = None, retry_after: float | None = None, passing: bool = False
    ) -> None:
        self.status = status
        self.retry_after = retry_after
        self.passing = passing
        super().__init__(reason, source=source)


class AddressRefused(FetchFailed):
    """An address that is never asked: private or on this machine, neither http nor https, or with a password in it."""


class NotFound(CounterclaimError):
    """A claim, report or file that was asked for is not there."""


class InvalidQuery(CounterclaimError):
    """A search that cannot be understood; the message says what can be typed."""


class InvalidDecision(CounterclaimError):
    """A judgement or other decision that does not fit what it is about, or lacks its reason."""


class LedgerError(CounterclaimError):
    """A ledger cannot be opened, or not be written to."""


class LedgerOutdated(LedgerError):
    """The ledger's schema is older or newer than this program."""


class LedgerDamaged(LedgerError):
    """A hash does not fit: something was changed outside the program."""


class DataError(CounterclaimError):
    """A vocabulary or model that ships with the product is damaged."""
