"""What a user sets for every command, from the environment; read when it is asked for, never at import."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ACTORS = "COUNTERCLAIM_ACTORS"


@dataclass(frozen=True, slots=True)
class Settings:
    """`actors` is a user's own file of actors, beside the register of the package."""

    actors: Path | None = None


def load_settings() -> Settings:
    """The settings of this environment; processes that it starts inherit them."""
    own = os.environ.get(ACTORS)
    return Settings(actors=Path(own) if own else None)
