"""How true the confidence of tolls and of what is said is: of those with each confidence, how many are marked so.

    python evals/reliability.py [SET …]

SET is `marks` (the items of `training/marks`, on which short texts were measured), `items`, or a set of `evals/reports`; unless told,
those that may be looked into. Events, rulings and relations have one figure a kind: `evals/events.py`, `evals/rulings.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gate import load_scorer, read_lines, with_texts

from counterclaim.model import Report, Span, Statement, Toll
from counterclaim.pipeline import extract

HERE = Path(__file__).resolve().parent
MARKS = HERE.parent / "training" / "marks"
Item = dict[str, Any]


def load(name: str) -> list[Item]:
    """The marked texts of a set."""
    if name == "marks":
        sys.path.insert(0, str(MARKS.parent))
        from corpus import load_corpus, load_marks  # type: ignore[import-not-found]

        return list(load_marks([MARKS], load_corpus()))
    return with_texts(read_lines(HERE / "items.jsonl")) if name == "items" else read_lines(HERE / "reports" / f"{name}.jsonl")


def place(span: Span) -> dict[str, int]:
    """A span as the scorer takes it."""
    return {"start": span.start, "end": span.end}


def is_counted(scorer: Any, item: Item, toll: Toll) -> bool:
    """Whether a marked toll has this measure and these bounds at these words."""
    said = {"low": toll.low, "high": toll.high, "vague": toll.vague}
    return any(
        mark["measure"] == toll.measure
        and scorer.same_value(mark, said)
        and scorer.iou(item["text"], mark["number"], place(toll.number)) >= 0.5
        for mark in item["tolls"]
    )


def is_said(scorer: Any, item: Item, statement: Statement) -> bool:
    """Whether a marked content shares half its words with what is said."""
    content = [place(span) for span in statement.content]
    return any(mark["content"] and scorer.iou(item["text"], mark["content"], content) >= 0.5 for mark in item["statements"])


def judged(scorer: Any, item: Item) -> Iterator[tuple[str, float, bool]]:
    """Each toll and each statement with words of one text: its kind, its confidence, and whether it is marked."""
    found = extract(Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"]))
    for claim in found.claims:
        if isinstance(claim.body, Toll) and claim.confidence is not None:
            yield "tolls", claim.confidence, is_counted(scorer, item, claim.body)
    for statement in found.statements:
        if statement.content and statement.confidence is not None:
            yield "statements", statement.confidence, is_said(scorer, item, statement)


def main() -> None:
    """Print a row for each kind and confidence: how many have it and the share that is marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["items", "written", "written_later"])
    scorer, total, right = load_scorer(), Counter[tuple[str, float]](), Counter[tuple[str, float]]()
    for name in parser.parse_args().sets:
        for item in load(name):
            for kind, confidence, marked in judged(scorer, item):
                total[kind, confidence] += 1
                right[kind, confidence] += marked
    for kind, confidence in sorted(total, reverse=True):
        share = right[kind, confidence] / total[kind, confidence]
        print(f"{kind} {confidence:.2f}: {total[kind, confidence]} of them, {share:.3f} right")


if __name__ == "__main__":
    main()
