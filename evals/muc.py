"""Incidents, victims and blame in the 200 test reports of MUC-3 and MUC-4 (tst1, tst2), a document at a time.

    python evals/muc.py                 the figures, in per cent: recall, precision, F1
    python evals/muc.py --show DOCUMENT what the key has, what we have and what was counted right, to check the count by hand

This is not the scorer of 1992, which aligned whole templates: here a key value is right where the same document tells it of the same people
or party, in whatever incident, so it is kinder. What is counted:
`incident`: the type of each template (optional ones only count where we have them), against our events that are told as facts.
`number`: each human target with its number, against our tolls: a word in common, bounds that fit; `effect`: what happened to them.
`confidence`: each organisation with how sure the blame is, against the parties of our events and those accused or owning up.
Texts are upper case. Where the corpora are absent, nothing is measured.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counterclaim.model import Acled, ActorKind, Claim, Event, Extraction, Measure, Realis, Report, Stance, Toll
from counterclaim.pipeline import extract

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "muc34"
SETS = (("tst1/tst1-muc3", "tst1/key-tst1.v7"), ("tst2/tst2-muc4", "tst2/key-tst2.v4"))
HEADER = re.compile(r"^(TST\d-MUC\d-\d{4})\s*$", re.M)
SLOT = re.compile(r"^(\d+)\. .{30}(.*)$")
DATELINE = re.compile(r"\b(\d{1,2} [A-Z]{3} \d{2})\b")
QUOTED = re.compile(r'"((?:\\"|[^"])*)"')
WORD = re.compile(r"\w+")
COMMON = frozenset("the of a an and in at to people members member army national front group organization".split())
INCIDENTS = {
    Acled.ABDUCTION: "KIDNAPPING",
    Acled.REMOTE_EXPLOSIVE: "BOMBING",
    Acled.SUICIDE_BOMB: "BOMBING",
    Acled.GRENADE: "ATTACK",
    Acled.ATTACK_ON_CIVILIANS: "ATTACK",
    Acled.SHELLING: "ATTACK",
    Acled.AIR_STRIKE: "ATTACK",
}
EFFECTS = {Measure.KILLED: "DEATH", Measure.INJURED: "INJURY", Measure.RELEASED: "REGAINED FREEDOM"}
FACT, CLAIMED = "REPORTED AS FACT", "CLAIMED OR ADMITTED"
ACCUSED, BY_AUTHORITIES, POSSIBLE = "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE"
OFFICIAL = frozenset({ActorKind.AUTHORITY, ActorKind.COURT})

Template = dict[int, list[str]]
Words = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One value of a key or of ours: the code, and the words of the people or party that it is about. Two of the same are two."""

    code: str
    words: Words
    optional: bool = False


# ---------------------------------------------------------------- the corpus


def load_reports() -> dict[str, Report]:
    """The test reports by name; their day is that of the dateline."""
    reports = {}
    for path, _ in SETS:
        text = (CORPUS / path).read_text(encoding="utf-8", errors="replace")
        heads = [*HEADER.finditer(text)]
        for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
            body = text[head.end() : end].strip()
            dated = DATELINE.search(body[:200])
            day = datetime.strptime(dated.group(1), "%d %b %y").date().isoformat() if dated else "1990-01-01"
            reports[head.group(1)] = Report(id=head.group(1), key=head.group(1), text=body, published=day)
    return reports


def load_keys() -> dict[str, list[Template]]:
    """The templates of each report; an irrelevant report has none."""
    keys: dict[str, list[Template]] = {}
    for _, path in SETS:
        template: Template = {}
        slot = 0
        for line in (CORPUS / path).read_text(encoding="utf-8", errors="replace").splitlines():
            found = SLOT.match(line)
            if found:
                slot = int(found.group(1))
                template = {} if slot == 0 else template
                template[slot] = [found.group(2).strip()]
                if slot == 1:
                    own = keys.setdefault(template[0][0], [])
                    if "*" not in found.group(2):
                        own.append(template)
            elif line.startswith(" ") and line.strip() and slot:
                template[slot].append(line.strip())
    return keys


def words_of(text: str) -> Words:
    """The words that tell who is meant; common ones only where there are no others."""
    words = frozenset(word.lower() for word in WORD.findall(text))
    return words - COMMON or words


def named(line: str) -> Words:
    """The words of every string in a line of a key."""
    return frozenset().union(*(words_of(found) for found in QUOTED.findall(line)))


def codes(line: str) -> list[str]:
    """The codes before the strings of a line; several are as good as each other."""
    return [code.strip(" ?") for code in line.split(":")[0].split(" / ") if code.strip(" ?")]


def key_values(templates: list[Template], slot: int) -> Iterator[Value]:
    """The values of a slot over all templates of a report."""
    for template in templates:
        optional = "OPTIONAL" in template[1][0]
        for line in template.get(slot, []):
            if line and line[0] not in "-*":
                yield Value("|".join(codes(line)), named(line), optional or line.startswith("?"))


# ---------------------------------------------------------------- ours


def our_incidents(extraction: Extraction) -> Iterator[Value]:
    """The incidents among our events that are told as facts: none between armed sides."""
    for event in events(extraction):
        kind = (
            "ROBBERY"
            if event.told.act == "loot"
            else "ARSON"
            if event.told.act == "destroy"
            else INCIDENTS.get(event.acled or Acled.AGREEMENT)
        )
        if kind and event.realis in (Realis.HAPPENED, Realis.ONGOING):
            yield Value(kind, frozenset())


def events(extraction: Extraction) -> Iterator[Event]:
    """The events of a report."""
    yield from (claim.body for claim in extraction.claims if isinstance(claim.body, Event))


def our_victims(extraction: Extraction) -> Iterator[tuple[Toll, Words]]:
    """Tolls with the words for who came to harm."""
    for claim in extraction.claims:
        if isinstance(claim.body, Toll) and claim.body.measure is not Measure.DISPLACED:
            toll = claim.body
            yield toll, words_of(f"{toll.victims.text if toll.victims else ''} {toll.number.text}")


def our_blame(extraction: Extraction) -> Iterator[Value]:
    """Each organisation said to have done something, with how sure that is in the terms of MUC-4."""
    found = [*(pair for claim in extraction.claims for pair in of_event(claim)), *of_statements(extraction)]
    yield from {(value.code, value.words): value for value in found}.values()


def of_event(claim: Claim) -> Iterator[Value]:
    """The organisations that do an event: as sure as its speaker is."""
    if isinstance(claim.body, Event) and claim.body.acled in INCIDENTS and claim.body.realis is Realis.HAPPENED:
        official = bool(OFFICIAL & set(claim.speaker_kind))
        plain = claim.stance in (None, Stance.REPORTS, Stance.CONFIRMS)
        code = CLAIMED if claim.stance is Stance.ADMITS else POSSIBLE if claim.hedged else FACT if plain else ""
        code = code or (BY_AUTHORITIES if official else ACCUSED)
        yield from (Value(code, words_of(a.span.text) | words_of(a.name or "")) for a in claim.body.actors if a.span and a.id)


def of_statements(extraction: Extraction) -> Iterator[Value]:
    """Who owns up, and who is accused by whom."""
    for said in extraction.statements:
        if said.stance is Stance.ADMITS and said.speaker and said.speaker_actor:
            yield Value(CLAIMED, words_of(said.speaker.text) | words_of(said.speaker_actor.name or ""))
        if said.stance is Stance.ACCUSES and said.target:
            yield Value(BY_AUTHORITIES if OFFICIAL & set(said.speaker_kind) else ACCUSED, words_of(said.target.text))


def fits(code: str, toll: Toll) -> bool:
    """Whether a key's number ("12", "6-" at least, "~100", "PLURAL") agrees with a toll's bounds."""
    if code.startswith("PLURAL"):
        return toll.vague or (toll.low or 0) > 1
    digits = [int(found) for found in re.findall(r"\d+", code)]
    if not digits:
        return False
    return toll.low == digits[0] and (toll.high in (None, digits[-1])) and ("-" in code) is (toll.low != toll.high)


# ---------------------------------------------------------------- counting


@dataclass(slots=True)
class Count:
    """How many values of the key there are, of ours, and in common."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def line(self) -> str:
        """Recall, precision and F1."""
        recall, precision = 100 * self.right / max(1, self.wanted), 100 * self.right / max(1, self.given)
        return f"recall {recall:.1f}  precision {precision:.1f}  F1 {2 * recall * precision / max(1e-9, recall + precision):.1f}"

    def add(self, wanted: list[Value], given: int, right: list[Value]) -> None:
        """Counts one report; what is optional counts only where it is right."""
        self.wanted += sum(not value.optional or value in right for value in wanted)
        self.given += given
        self.right += len(right)


def same_incidents(wanted: list[Value], given: list[Value]) -> list[Value]:
    """The key's incidents that we have one of for each."""
    left = Counter(value.code for value in given)
    right = []
    for value in wanted:
        code = next((code for code in value.code.split("|") if left[code]), None)
        if code:
            left[code] -= 1
            right.append(value)
    return right


def same_victims(wanted: list[Value], given: list[tuple[Toll, Words]], *, effect: bool) -> list[Value]:
    """The key's human targets that one of our tolls counts, each toll once."""
    left = list(given)
    right = []
    for value in wanted:
        hit = next((p for p in left if p[1] & value.words and (told_effect(value.code, p[0]) if effect else fits(value.code, p[0]))), None)
        if hit:
            left.remove(hit)
            right.append(value)
    return right


def told_effect(code: str, toll: Toll) -> bool:
    """Whether a toll tells an effect of the key."""
    return EFFECTS.get(toll.measure, "-") in code.split("|") and toll.high != 0


def same_blame(wanted: list[Value], given: list[Value]) -> list[Value]:
    """The key's organisations that we have with one of its codes."""
    return [v for v in wanted if any(v.words & ours.words and ours.code in v.code.split("|") for ours in given)]


def score(templates: list[Template], extraction: Extraction) -> dict[str, tuple[list[Value], int, list[Value]]]:
    """The key's values, how many of ours, and those right, for each measure of one report."""
    incidents, victims, blame = list(our_incidents(extraction)), list(our_victims(extraction)), list(our_blame(extraction))
    keys = {slot: list(key_values(templates, slot)) for slot in (4, 11, 21, 23)}
    effects = [value for value in keys[23] if any(code in EFFECTS.values() for code in value.code.split("|"))]
    told = sum(toll.measure in EFFECTS for toll, _ in victims)
    return {
        "incident": (keys[4], len(incidents), same_incidents(keys[4], incidents)),
        "number": (keys[21], len(victims), same_victims(keys[21], victims, effect=False)),
        "effect": (effects, told, same_victims(effects, victims, effect=True)),
        "confidence": (keys[11], len(blame), same_blame(keys[11], blame)),
    }


def show(report: Report, templates: list[Template]) -> None:
    """Print one report's values."""
    extraction = extract(report)
    print(report.text)
    for name, (wanted, given, right) in score(templates, extraction).items():
        print(f"\n{name}: {len(right)} right, {given} ours")
        for value in wanted:
            verdict = "right" if value in right else "optional" if value.optional else "wrong"
            print(f"    {verdict}: {value.code} {sorted(value.words)}")
    print("\nours:", [(v.code) for v in our_incidents(extraction)])
    print([(t.number.text, t.low, t.high, t.measure.value) for t, _ in our_victims(extraction)])
    print([(v.code, sorted(v.words)) for v in our_blame(extraction)])


def measure(reports: Iterable[Report], keys: dict[str, list[Template]]) -> dict[str, Count]:
    """The counts over some reports."""
    counts: dict[str, Count] = {}
    for report in reports:
        for name, (wanted, given, right) in score(keys[report.id], extract(report)).items():
            counts.setdefault(name, Count()).add(wanted, given, right)
    return counts


def main() -> None:
    """Print the figures, or one report."""
    parser = argparse.ArgumentParser(description="Measure incidents, victims and blame on MUC-3 and MUC-4.")
    parser.add_argument("--show", metavar="DOCUMENT", help="print one report with its values")
    options = parser.parse_args()
    if not CORPUS.exists():
        print(f"{CORPUS} is absent: nothing measured.")
        return
    reports, keys = load_reports(), load_keys()
    if options.show:
        show(reports[options.show], keys[options.show])
        return
    for name, count in measure(reports.values(), keys).items():
        print(f"{name:10} {count.wanted:4} in the key  {count.given:4} ours  {count.line()}")


if __name__ == "__main__":
    main()
