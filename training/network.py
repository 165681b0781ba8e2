"""The network: the encoder, one row of scores for every word, and vectors that point from word to word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from counterclaim.reading.heads import LINK_BIAS, LINKS, POINTER_SIZE, POINTERS, SCORES, TAGS, slices
from examples import Example

FROZEN = 3  # lower layers that marks do not change: half the work, and few marks for so many weights
FEATURES = (6, 3, 6)  # sizes of the tables of case, line and grammar


class Reader(nn.Module):
    """Encoder and heads. `forward` gives scores `[batch, words, scores]` and vectors `[batch, words, pointers and links, 2, size]`."""

    def __init__(self, folder: Path, *, features: bool = True) -> None:
        super().__init__()
        # Without dropout of attention a processor computes it in one step: twice as fast, and as good with so much other dropout.
        config = BertConfig.from_pretrained(folder, attn_implementation="sdpa", attention_probs_dropout_prob=0.0)
        self.encoder = BertModel(config, add_pooling_layer=False)
        weights = {k: v for k, v in load_file(folder / "model.safetensors").items() if not k.startswith("pooler")}
        self.encoder.load_state_dict(weights, strict=False)
        width = config.hidden_size
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # half of all weights; most pieces are never met in marks
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in FEATURES)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.02)
        self.use_features = features
        self.drop = nn.Dropout(0.1)
        self.scores = nn.Linear(width, sum(SCORES.values()))
        self.count = len(POINTERS) + len(LINKS)
        self.vectors = nn.Linear(width, self.count * 2 * POINTER_SIZE)

    def hidden(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """The encoder's last layer."""
        embedded = self.encoder.embeddings.word_embeddings(pieces)
        if self.use_features:
            for k, table in enumerate(self.tables):
                embedded = embedded + table(features[..., k])
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def lower(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """The layers that stay as they are while the upper ones are trained on marks."""
        layers = self.encoder.encoder.layer
        self.encoder.encoder.layer = layers[:FROZEN]
        found = self.hidden(pieces, features, mask)
        self.encoder.encoder.layer = layers
        return found

    def upper(self, hidden: Tensor, heads: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores and vectors from what the lower layers gave."""
        shut = torch.zeros(mask.shape).masked_fill(mask == 0, -1e9)[:, None, None]
        for layer in self.encoder.encoder.layer[FROZEN:]:
            given = layer(hidden, attention_mask=shut)
            hidden = given[0] if isinstance(given, tuple) else given
        return self.heads(hidden, heads)

    def heads(self, hidden: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Scores and vectors of the words whose first pieces stand at `heads`."""
        words = self.drop(hidden.gather(1, heads.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])))
        return self.scores(words), self.vectors(words).view(*heads.shape, self.count, 2, POINTER_SIZE)

    def forward(self, pieces: Tensor, features: Tensor, heads: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Scores and vectors of the words whose first pieces stand at `heads`."""
        return self.heads(self.hidden(pieces, features, mask), heads)


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """The windows of a batch, padded to the longest."""
    longest, widest = max(len(e.window.pieces) for e in batch), max(e.size for e in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    features = torch.zeros(len(batch), longest, 3, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    heads = torch.zeros(len(batch), widest, dtype=torch.long)
    for k, example in enumerate(batch):
        size = len(example.window.pieces)
        pieces[k, :size] = torch.tensor(example.window.pieces)
        features[k, :size] = torch.tensor(example.window.features)
        mask[k, :size] = 1
        heads[k, 1 : example.size] = torch.tensor(example.window.heads)
    return {"pieces": pieces, "features": features, "mask": mask, "heads": heads}


# So that each head has about an equal part in the gradient of a report: there are many words to tag and pointers to aim, few figures.
WEIGHTS = {
    "roles": 40.0,
    "group": 1.0,
    "scope": 1.0,
    "voice": 1.0,
    "stance": 1.0,
    "hedged": 0.5,
    "tags": 3.0,
    "saying": 0.7,
    "pointers": 0.3,
    "links": 1.0,
}


def loss_of(scores: Tensor, vectors: Tensor, batch: list[Example]) -> dict[str, Tensor]:
    """The losses of a batch by head: sums over what was marked, weighted by example.

    Every head takes its rows out of the whole batch at once: to take them one by one costs a gradient as large as the batch each time.
    """
    scores, vectors = scores.float(), vectors.float()
    losses = {"roles": role_loss(scores, batch), "tags": tag_loss(scores, batch)}
    losses |= toll_losses(scores, batch)
    losses["saying"] = saying_loss(scores, batch)
    losses["pointers"] = pointer_loss(vectors, batch)
    losses["links"] = link_loss(vectors, batch)
    return losses


def role_loss(scores: Tensor, batch: list[Example]) -> Tensor:
    """Over every word: is it a figure, and of what?"""
    goal = torch.zeros(*scores.shape[:2], SCORES["roles"])
    for k, example in enumerate(batch):
        for word, measure in example.roles:
            goal[k, word, measure] = 1.0
    loss = nn.functional.binary_cross_entropy_with_logits(scores[..., slices()["roles"]], goal, reduction="none").sum(-1)
    return (loss * word_weights(scores, batch)).sum() / 40


def word_weights(scores: Tensor, batch: list[Example]) -> Tensor:
    """The weight of each word's example, nothing for padding and for nowhere."""
    weights = torch.zeros(scores.shape[:2])
    for k, example in enumerate(batch):
        weights[k, 1 : example.size] = example.weight
    return weights


def tag_loss(scores: Tensor, batch: list[Example]) -> Tensor:
    """Over every word: is it in a speaker, a cue, a content …?"""
    goal = torch.zeros(*scores.shape[:2], len(TAGS), dtype=torch.long)
    for k, example in enumerate(batch):
        for word, tag, value in example.tags:
            goal[k, word, tag] = value
    own = scores[..., slices()["tags"]]
    loss = nn.functional.cross_entropy(own.reshape(-1, 3), goal.reshape(-1), reduction="none").view(goal.shape).sum(-1)
    return (loss * word_weights(scores, batch)).sum() / 40


def toll_losses(scores: Tensor, batch: list[Example]) -> dict[str, Tensor]:
    """Over the marked figures: group, scope, voice, stance and doubt."""
    rows = [(k, *toll, e.weight) for k, e in enumerate(batch) for toll in e.tolls]
    if not rows:
        return {}
    at, weights = slices(), torch.tensor([r[-1] for r in rows])
    own = scores[[r[0] for r in rows], [r[1] for r in rows]]
    found = {}
    for k, name in enumerate(("group", "scope", "voice", "stance"), start=2):
        goal = torch.tensor([r[k] for r in rows])
        found[name] = (nn.functional.cross_entropy(own[:, at[name]], goal, reduction="none") * weights).sum()
    goal = torch.tensor([float(r[6]) for r in rows])
    loss = nn.functional.binary_cross_entropy_with_logits(own[:, at["hedged"]][:, 0], goal, reduction="none")
    found["hedged"] = (loss * weights).sum()
    return found


def saying_loss(scores: Tensor, batch: list[Example]) -> Tensor:
    """Over the marked statements: voice, stance and doubt."""
    rows = [(k, *saying, e.weight) for k, e in enumerate(batch) for saying in e.sayings]
    if not rows:
        return scores.sum() * 0
    at, weights = slices(), torch.tensor([r[-1] for r in rows])
    own = scores[[r[0] for r in rows], [r[1] for r in rows]]
    loss = nn.functional.cross_entropy(own[:, at["saying_voice"]], torch.tensor([r[2] for r in rows]), reduction="none")
    loss = loss + nn.functional.cross_entropy(own[:, at["saying_stance"]], torch.tensor([r[3] for r in rows]), reduction="none")
    doubt = own[:, at["saying_hedged"]][:, 0]
    goal = torch.tensor([float(r[4]) for r in rows])
    loss = loss + 0.4 * nn.functional.binary_cross_entropy_with_logits(doubt, goal, reduction="none")
    return (loss * weights).sum()


def pointer_loss(vectors: Tensor, batch: list[Example]) -> Tensor:
    """How far each pointer is from any of the words that it should point to."""
    total = vectors.sum() * 0
    sizes = torch.tensor([e.size for e in batch])
    columns = torch.arange(vectors.shape[1])
    for pointer in range(len(POINTERS)):
        rows = [(k, at, goals, e.weight) for k, e in enumerate(batch) for p, at, goals in e.pointers if p == pointer]
        if not rows:
            continue
        which = torch.tensor([r[0] for r in rows])
        own = vectors[:, :, pointer]
        queries, keys = own[which, [r[1] for r in rows], 0], own[:, :, 1][which]
        logits = torch.einsum("nd,nwd->nw", queries, keys) / POINTER_SIZE**0.5
        log = logits.masked_fill(columns[None] >= sizes[which, None], -1e9).log_softmax(-1)
        goal = torch.full_like(log, -1e9)
        for k, row in enumerate(rows):
            goal[k, list(row[2])] = 0.0
        total = total - (torch.logsumexp(log + goal, -1) * torch.tensor([r[3] for r in rows])).sum() * 0.4
    return total


def link_loss(vectors: Tensor, batch: list[Example]) -> Tensor:
    """Over every pair of figures and cues of one text: are they linked? The rules' items teach no links."""
    nodes = [(k, n) for k, e in enumerate(batch) if e.weight >= 1 and len(e.nodes) > 1 for n in e.nodes]
    total = vectors.sum() * 0
    if not nodes:
        return total
    where = {node: k for k, node in enumerate(nodes)}
    which = torch.tensor([k for k, _ in nodes])
    pairs = (which[:, None] == which[None]) & ~torch.eye(len(nodes), dtype=torch.bool)
    own = vectors[which, [n for _, n in nodes], len(POINTERS) :]
    for k in range(len(LINKS)):
        logits = own[:, k, 0] @ own[:, k, 1].T / POINTER_SIZE**0.5 - LINK_BIAS
        goal = torch.zeros_like(logits)
        for b, example in enumerate(batch):
            for source, target, kind in example.links:
                if kind == k and (b, source) in where and (b, target) in where:
                    goal[where[b, source], where[b, target]] = 1.0
        loss = nn.functional.binary_cross_entropy_with_logits(logits, goal, reduction="none", pos_weight=torch.tensor(3.0))
        total = total + (loss * pairs).sum() / 4
    return total


def state_of(model: Reader) -> dict[str, Any]:
    """The weights."""
    return {k: v.detach().clone() for k, v in model.state_dict().items()}
