"""The program and the rules that read: what a run of the ledger is known by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from counterclaim import __version__
from counterclaim.ledger import Run
from counterclaim.places import default_gazetteer
from counterclaim.settings import load_settings
from counterclaim.views import now

TOOL = f"counterclaim {__version__}"
RULES = (
    "pipeline.py",
    "model.py",
    "vocabulary.py",
    "inflect.py",
    "spans.py",
    *("reading", "places", "statements", "claims", "actors", "data"),
)


@cache
def rules_digest() -> str:
    """A digest over the grammars, the vocabularies and the gazetteer that read: it changes where a reading can."""
    here = Path(__file__).resolve().parent
    paths = (path for name in RULES for path in ([here / name] if name.endswith(".py") else sorted((here / name).rglob("*.*"))))
    sha = hashlib.sha256()
    for path in paths:
        if path.suffix in (".py", ".tsv", ".json"):
            sha.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    sha.update(default_gazetteer().made_from.encode())
    return sha.hexdigest()


def reading_digest() -> str:
    """The digest of the rules, with that of a user's own file of actors where there is one."""
    own = load_settings().actors
    return hashlib.sha256(rules_digest().encode() + own.read_bytes()).hexdigest() if own else rules_digest()


def make_run() -> Run:
    """This program with these rules, now."""
    return Run(tool=TOOL, rules=reading_digest(), at=now())
