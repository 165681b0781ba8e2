"""Writes the network as the file that the product reads: ONNX, weights stored small, computed in 32-bit floats.

Sixteen bits a weight, and eight for the table of pieces, of which rare ones are left out. Eight bits for all would be smaller still, but a
fine-tuned network loses too much (docs/decisions/0015). Nothing that comes out of a text depends on what was read beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from network import Reader
from onnx import helper, numpy_helper
from torch import Tensor, nn

from counterclaim.reading import heads
from counterclaim.reading.wordpieces import CLS, SEP, UNKNOWN, WORD, WordPieces

OPSET = 17
SMALL = 4096  # weights in a table that stays as it is
PIECES = "word_embeddings.weight"
COMMON = 10  # times that a piece is met in the corpora: 17,229 of 30,522 are


class Graph(nn.Module):
    """One window through the network, written out so that it exports to plain operations."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, features: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Scores `[words, scores]` and vectors `[words, pointers, 2, size]` of one window."""
        model = self.model
        parts = model.encoder.embeddings
        x = parts.word_embeddings(pieces) + parts.position_embeddings.weight[: pieces.shape[0]] + parts.token_type_embeddings.weight[0]
        for k, table in enumerate(model.tables):
            x = x + table(features[:, k])
        x = parts.LayerNorm(x)
        for layer in model.encoder.encoder.layer:
            x = self.layer(layer, x)
        x = x.index_select(0, words)
        return model.scores(x), model.vectors(x).view(-1, model.count, 2, heads.POINTER_SIZE)

    def layer(self, layer: Any, x: Tensor) -> Tensor:
        """One layer of the encoder."""
        own = layer.attention.self
        count, size = own.num_attention_heads, own.attention_head_size
        query, key, value = (part(x).view(-1, count, size).transpose(0, 1) for part in (own.query, own.key, own.value))
        weights = torch.softmax(query @ key.transpose(1, 2) / size**0.5, dim=-1)
        mixed = (weights @ value).transpose(0, 1).reshape(-1, count * size)
        x = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + x)
        return layer.output.LayerNorm(layer.output.dense(nn.functional.gelu(layer.intermediate.dense(x))) + x)


def export(model: Reader, path: Path) -> None:
    """Write the graph with 32-bit weights."""
    model.eval()
    example = (torch.tensor([101, 2028, 2158, 102]), torch.zeros(4, 3, dtype=torch.long), torch.tensor([0, 1, 2]))
    torch.onnx.export(
        Graph(model),
        example,
        str(path),
        input_names=["pieces", "features", "words"],
        output_names=["scores", "vectors"],
        dynamic_axes={"pieces": {0: "t"}, "features": {0: "t"}, "words": {0: "w"}, "scores": {0: "w"}, "vectors": {0: "w"}},
        opset_version=OPSET,
        dynamo=False,
    )


def shrink(source: Path, target: Path) -> None:
    """Store the large tables small: pieces in eight bits with a scale for each, the rest in sixteen. Both are unfolded at loading."""
    graph = onnx.load(str(source))
    unfolded, kept = [], []
    for table in graph.graph.initializer:
        values = numpy_helper.to_array(table)
        if values.size < SMALL or values.dtype != np.float32 or values.ndim != 2:
            kept.append(table)
        elif table.name.endswith(PIECES):
            scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
            whole = np.clip(np.round(values / scale[:, None]), -127, 127).astype(np.int8)
            names = [f"{table.name}.{part}" for part in ("whole", "scale", "zero")]
            parts = (whole, scale.astype(np.float32), np.zeros(len(scale), dtype=np.int8))
            kept += [numpy_helper.from_array(v, n) for v, n in zip(parts, names, strict=True)]
            unfolded.append(helper.make_node("DequantizeLinear", names, [table.name], axis=0))
        else:
            kept.append(numpy_helper.from_array(values.astype(np.float16), f"{table.name}.half"))
            unfolded.append(helper.make_node("Cast", [f"{table.name}.half"], [table.name], to=onnx.TensorProto.FLOAT))
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    nodes = [*unfolded, *graph.graph.node]
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(target))


def common_pieces(vocabulary: WordPieces, texts: Iterable[str]) -> list[str]:
    """The pieces that the corpora use, and every single letter or sign, so that a rare word is cut finer instead of lost."""
    seen: Counter[str] = Counter(m.group() for text in texts for m in WORD.finditer(text))
    named = {row: piece for piece, row in vocabulary.vocabulary.items()}
    used: Counter[int] = Counter()
    for word, times in seen.items():
        for row in vocabulary.pieces_of(word):
            used[row] += times
    return [p for row, p in sorted(named.items()) if used[row] >= COMMON or len(p.removeprefix("##")) == 1 or p in (CLS, SEP, UNKNOWN)]


def keep_pieces(model: Reader, vocabulary: WordPieces, kept: list[str]) -> WordPieces:
    """The network with the rows of the pieces that are kept, and its vocabulary."""
    table = model.encoder.embeddings.word_embeddings
    rows = table.weight.detach()[[vocabulary.vocabulary[piece] for piece in kept]]
    model.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(rows)
    return WordPieces({piece: k for k, piece in enumerate(kept)})


def write(model: Reader, vocabulary: WordPieces, texts: Iterable[str], folder: Path, facts: dict[str, Any]) -> None:
    """The network, its vocabulary and a description with digests, labels and inputs that loading checks."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = keep_pieces(model, vocabulary, common_pieces(vocabulary, texts))
    whole = folder / "reader.fp32.onnx"
    export(model, whole)
    shrink(whole, folder / "reader.onnx")
    whole.unlink()
    pieces = sorted(vocabulary.vocabulary, key=vocabulary.vocabulary.__getitem__)
    (folder / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    described = {
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("reader.onnx", "pieces.txt")},
        "inputs": ["pieces", "features", "words"],
        "labels": heads.labels(),
        **facts,
    }
    (folder / "reader.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
