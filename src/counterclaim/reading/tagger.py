"""The trained reader: loads the network and asks it about a report. The only file that knows the engine; it is imported when first needed.

Each window of a text goes through the network alone, in 32-bit floats: what comes out depends on nothing that was read beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterclaim.errors import DataError
from counterclaim.model import Report, Scored, Spans
from counterclaim.reading import heads
from counterclaim.reading.wordpieces import Window, WordPieces, find_windows, find_words

INPUTS = ["pieces", "features", "words"]
FILES = ("reader.onnx", "pieces.txt")
THREADS = 1  # more would divide sums differently from machine to machine; reports are read side by side instead


@cache
def default_tagger() -> Tagger:
    """The network that comes with the package."""
    return Tagger(Path(str(files("counterclaim") / "data" / "reader")))


class Tagger:
    """The network with its vocabulary."""

    def __init__(self, folder: Path) -> None:
        """Loads the network of a folder. Raises `DataError` where it is not the one that this program was made for."""
        check(folder)
        lines = (folder / "pieces.txt").read_text(encoding="utf-8").split("\n")
        self.vocabulary = WordPieces({piece: k for k, piece in enumerate(lines) if piece})
        self.session = load_session((folder / "reader.onnx").read_bytes())
        names = [each.name for each in self.session.get_inputs()]
        if names != INPUTS:
            raise DataError(f"{folder / 'reader.onnx'} takes {', '.join(names)}, expected {', '.join(INPUTS)}. Reinstall the package.")

    def score(self, report: Report, spans: Spans) -> Scored:
        """What the network says about a report."""
        from counterclaim.reading.scores import Seen, Sight, read_scores

        words = find_words(report.text, spans.numbers, spans.dates, self.vocabulary)
        seen = [Seen(window, *self.run(window)) for window in find_windows(words, self.vocabulary)]
        return read_scores(Sight(report.text, words, seen), spans.numbers, spans.sentences)

    def run(self, window: Window) -> tuple[Any, Any]:
        """Scores and vectors of one window."""
        import numpy as np

        fed = (window.pieces, window.features, (0, *window.heads))
        scores, vectors = self.session.run(None, {name: np.asarray(value, dtype=np.int64) for name, value in zip(INPUTS, fed, strict=True)})
        return scores, vectors


def check(folder: Path) -> None:
    """Whether a folder holds the network that this program knows: its files by their digests, its outputs by their names.

    Raises `DataError` where it does not.
    """
    try:
        described = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    except (OSError, ValueError) as error:
        raise DataError(f"The trained reader in {folder} cannot be read: {error}. Reinstall the package.") from error
    for name, digest in digests.items():
        if described["files"].get(name) != digest:
            raise DataError(f"{folder / name} is not the file that its description names: {digest}. Reinstall the package.")
    if described["labels"] != heads.labels() or described["inputs"] != INPUTS:
        raise DataError(f"The trained reader in {folder} has other outputs than this program knows. Reinstall the package.")


def load_session(network: bytes) -> Any:
    """An engine for the network, without telemetry, on one thread."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read at import: later is too late
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # unfold the weights once, at loading
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
