"""How true the confidence of tolls in long reports is: of those with each confidence, how many are marked so.

python evals/reliability.py [SET …]: sets of `evals/reports`, those that may be looked into unless told
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from gate import load_scorer

from counterclaim.model import Report, Toll
from counterclaim.pipeline import extract

HERE = Path(__file__).resolve().parent


def is_marked(scorer: Any, item: dict[str, Any], toll: Toll) -> bool:
    """Whether a marked toll has this measure and these bounds at these words."""
    number = {"start": toll.number.start, "end": toll.number.end}
    said = {"low": toll.low, "high": toll.high, "vague": toll.vague}
    return any(
        mark["measure"] == toll.measure and scorer.same_value(mark, said) and scorer.iou(item["text"], mark["number"], number) >= 0.5
        for mark in item["tolls"]
    )


def main() -> None:
    """Print a row for each confidence: the tolls that have it and the share that is marked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["written", "written_later"])
    scorer, total, right = load_scorer(), Counter[float](), Counter[float]()
    for name in parser.parse_args().sets:
        for item in map(json.loads, (HERE / "reports" / f"{name}.jsonl").open(encoding="utf-8")):
            found = extract(Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"]))
            for claim in found.claims:
                if isinstance(claim.body, Toll) and claim.confidence is not None:
                    total[claim.confidence] += 1
                    right[claim.confidence] += is_marked(scorer, item, claim.body)
    for confidence in sorted(total, reverse=True):
        print(f"confidence {confidence:.2f}: {total[confidence]} tolls, {right[confidence] / total[confidence]:.3f} right")


if __name__ == "__main__":
    main()
