"""What a user sets going, from files to results: the only place where effects happen in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterclaim.actors import load_register
from counterclaim.errors import InputError, NotFound
from counterclaim.model import Extraction, Link
from counterclaim.pipeline import extract, rules_alone
from counterclaim.places import Gazetteer
from counterclaim.reconciliation import link
from counterclaim.reports import read_reports
from counterclaim.settings import load_settings

__all__ = ["Reading", "demo_folder", "find_claim", "read", "write_whole"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Reports that were read together, with their links and what could not be read."""

    extractions: tuple[Extraction, ...]
    links: tuple[Link, ...]
    failed: tuple[InputError, ...]


def read(
    sources: Iterable[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    today: date | None = None,
    gazetteer: Gazetteer | None = None,
    fast: bool = False,
    on_report: Callable[[Extraction], None] | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Reading:
    """Reads files, folders, globs or `-`; each report that is done goes to `on_report`, each file that cannot be read to `on_error`.

    Places are looked up in `gazetteer`, else in the user's where one was built, else in the one that comes with the package.
    `fast` reads by the rules alone, without the trained reader.
    """
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        if on_error:
            on_error(error)

    register = load_register(load_settings().actors)

    def extracted() -> Iterator[Extraction]:
        for report in read_reports(sources, on_error=fail, published=published, publisher=publisher, today=today):
            extraction = extract(report, gazetteer, register, scorer=rules_alone if fast else None)
            if on_report:
                on_report(extraction)
            yield extraction

    extractions = tuple(extracted())
    return Reading(extractions, tuple(link(extractions)), tuple(failed))


def find_claim(reading: Reading, claim_id: str) -> Extraction:
    """The report that a claim stands in. The beginning of the id is enough where only one claim begins with it.

    Raises `NotFound` where no claim, or more than one, begins so.
    """
    found = [e for e in reading.extractions for c in e.claims if c.id.startswith(claim_id)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"No claim {claim_id} in these reports. `counterclaim read … --format table` lists the claims with their ids.")
    raise NotFound(f"{len(found)} claims begin with {claim_id}. Type more of the id.")


def demo_folder() -> Path:
    """The folder of the example reports: in the package, or beside the sources in a checkout.

    Raises `NotFound` where neither is there.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "examples", here.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise NotFound("The example reports are not installed. Clone the repository and type `make demo`.")


def write_whole(path: Path, text: str) -> None:
    """Writes a file whole or not at all: to a neighbour first, then renamed.

    Raises `OSError` where the folder cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
