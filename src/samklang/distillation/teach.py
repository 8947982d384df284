"""Teaches the embedding table by distillation (Reimers and Gurevych 2020), with the encoder's body frozen.

The English sentence through the encoder is the teacher. Its translation, through the new table and the same
body, is the student. The loss is one minus the cosine of their mean-pooled states, averaged over the layers,
and a little of how much less the student tells the sentences of a batch apart than the teacher does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.cache.files import replace
from samklang.distillation.parallel import Row

GENRE_WEIGHTS = {"help": 0.6, "ui": 1.0, "talk": 1.5}
"""How often a sentence of a genre is drawn, beside the others: most of the text is help."""
OTHER_GENRES = 3.0
"""Mail, products, support, public information: copy as brands write it, of which there is little."""
_RATE, _WARM_UP = 2e-3, 200
_TOKENS = 1_600
"""Tokens in a batch, padding included."""
_POOL = 100
"""Batches that are cut from sentences sorted by length."""
_SHARPNESS = 20.0
"""Multiplies cosines before the softmax of the second loss."""
_TEACHER_BATCH = 64
_EVERY = 250
"""Steps between two checkpoints."""

Array = NDArray[np.float32]
Report = Callable[[str], None]


class Settings(NamedTuple):
    """How the table is taught."""

    sentences: int = 600_000
    """Sentences to learn from in all, counted as often as they are drawn."""
    seed: int = 0
    contrast: float = 0.1
    """Weight of a second loss: that a sentence be as like the others of its batch as its teacher is."""


def teacher(model: Any, texts: Sequence[str], path: Path, report: Report) -> NDArray[np.float16]:
    """(texts, layers, width): the teacher's vectors, kept in a file that an interrupted run goes on with."""
    import torch

    layers = model[0].auto_model.config.num_hidden_layers + 1
    width = model[0].auto_model.config.hidden_size
    done_file = path.with_suffix(".done")
    done = int(done_file.read_text()) if done_file.exists() and path.exists() else 0
    vectors = np.lib.format.open_memmap(
        path, "r+" if done else "w+", dtype=np.float16, shape=(len(texts), layers, width)
    )
    order = np.argsort([len(text) for text in texts], kind="stable")
    for first in range(done, len(texts), _TEACHER_BATCH):
        rows = order[first : first + _TEACHER_BATCH]
        with torch.inference_mode():
            inputs = model.preprocess([texts[row] for row in rows])
            mask = inputs["attention_mask"].unsqueeze(-1).float()
            hidden = model(inputs)["all_layer_embeddings"]
            means = torch.stack([(layer * mask).sum(1) / mask.sum(1) for layer in hidden], dim=1)
            vectors[rows] = torch.nn.functional.normalize(means, dim=-1).half().numpy()
        if first // _TEACHER_BATCH % 100 == 0:
            vectors.flush()
            done_file.write_text(str(first))
            report(f"teacher: {first:,} of {len(texts):,} sentences")
    vectors.flush()
    done_file.write_text(str(len(texts)))
    return vectors


class Student:
    """The frozen body with a table of its own in front."""

    def __init__(self, body: Any, table: Array, first: int) -> None:
        """Args:
        body: of the encoder, as transformers loads it.
        table: (new pieces, width), the start.
        first: the id of the first new piece.
        """
        import torch

        body.set_attn_implementation("eager")  # on a processor, twice as fast to go back through as "sdpa"
        self._body = body.requires_grad_(False)
        self._english = body.embeddings.word_embeddings.weight
        self.table = torch.nn.Parameter(torch.from_numpy(table.copy()))
        self._first = first

    def layers(self, tokens: Sequence[Sequence[int]]) -> Any:
        """(texts, layers, width): the mean-pooled states of each layer, at unit length."""
        import torch

        width = max(map(len, tokens))
        ids = torch.zeros(len(tokens), width, dtype=torch.long)
        mask = torch.zeros(len(tokens), width, dtype=torch.long)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = torch.tensor(text)
            mask[row, : len(text)] = 1
        special = self._english[ids.clamp_max(self._first - 1)]
        embedded = torch.where(
            (ids < self._first)[..., None],
            special,
            torch.nn.functional.embedding((ids - self._first).clamp_min(0), self.table),
        )
        hidden = self._body(
            inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True, return_dict=True
        ).hidden_states
        weights = mask.unsqueeze(-1).float()
        count = weights.sum(1)
        means = torch.stack([(layer.float() * weights).sum(1) / count for layer in hidden], dim=1)
        return torch.nn.functional.normalize(means, dim=-1)


def teach(
    student: Student,
    rows: Sequence[Row],
    tokens: Sequence[Sequence[int]],
    teachers: Callable[[Sequence[int]], NDArray[np.float16]],
    settings: Settings,
    folder: Path,
    report: Report,
) -> None:
    """Teaches the student's table, from the checkpoint in the folder if there is one.

    Args:
        student: whose table learns.
        rows: the parallel sentences.
        tokens: of each row's translation, by the new tokenizer.
        teachers: the teacher's vectors of rows, by their numbers.
        settings: of the training.
        folder: keeps the checkpoint.
        report: called with a line on how far it has come.
    """
    import torch

    optimiser = torch.optim.Adam([student.table], lr=_RATE, betas=(0.9, 0.98), fused=True)
    checkpoint = _Checkpoint(folder / "checkpoint.safetensors", student, optimiser)
    learnt, step = checkpoint.load()
    losses: list[float] = []
    began, before = time.monotonic(), learnt
    for batch in _batches(rows, tokens, settings, learnt):
        step += 1
        progress = learnt / settings.sentences
        rate = _RATE * min(1.0, step / _WARM_UP) * max(0.0, 1 - progress)
        optimiser.param_groups[0]["lr"] = rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            ours = student.layers([tokens[row] for row in batch])
        theirs = torch.from_numpy(teachers(batch)).float()
        loss = (1 - (ours * theirs).sum(-1)).mean()
        losses.append(loss.item())
        meaning = theirs[:, -1]
        alike, wanted = (side @ meaning.T * _SHARPNESS for side in (ours[:, -1], meaning))
        loss = loss + settings.contrast * torch.nn.functional.cross_entropy(alike, wanted.softmax(1))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        learnt += len(batch)
        if step % _EVERY == 0:
            checkpoint.save(learnt, step)
            speed = (learnt - before) / (time.monotonic() - began)
            report(
                f"taught {learnt:,} of {settings.sentences:,} sentences, {speed:.0f} a second, "
                f"loss {np.mean(losses[-_EVERY:]):.4f}"
            )
    checkpoint.save(learnt, step)


class _Checkpoint:
    """The table and the optimiser's state in a file."""

    def __init__(self, path: Path, student: Student, optimiser: Any) -> None:
        self._path, self._student, self._optimiser = path, student, optimiser

    def save(self, learnt: int, step: int) -> None:
        from safetensors.torch import save

        state = self._optimiser.state[self._student.table]
        arrays = {"table": self._student.table.data, "mean": state["exp_avg"], "square": state["exp_avg_sq"]}
        replace(self._path, save(arrays, metadata={"learnt": str(learnt), "step": str(step)}))

    def load(self) -> tuple[int, int]:
        """The sentences and steps that are done; none if there is no checkpoint."""
        import torch
        from safetensors import safe_open

        if not self._path.exists():
            return 0, 0
        with safe_open(self._path, "pt") as file:
            self._student.table.data = file.get_tensor("table").clone()
            done = file.metadata()
            self._optimiser.state[self._student.table] = {
                "step": torch.tensor(float(done["step"])),
                "exp_avg": file.get_tensor("mean").clone(),
                "exp_avg_sq": file.get_tensor("square").clone(),
            }
        return int(done["learnt"]), int(done["step"])


def _batches(
    rows: Sequence[Row], tokens: Sequence[Sequence[int]], settings: Settings, learnt: int
) -> Iterator[list[int]]:
    """Batches of sentences of similar length, drawn by the weight of their genre.

    The draws depend on the seed and on how many sentences were learnt, so a run that goes on draws others.
    """
    shares = np.array([GENRE_WEIGHTS.get(row.genre, OTHER_GENRES) for row in rows])
    shares /= shares.sum()
    while learnt < settings.sentences:
        rng = np.random.default_rng((settings.seed, learnt))
        drawn = rng.choice(len(rows), min(len(rows), _POOL * 64), replace=False, p=shares)
        drawn = drawn[np.argsort([len(tokens[row]) for row in drawn], kind="stable")]
        batches: list[list[int]] = [[]]
        for row in drawn.tolist():
            if batches[-1] and (len(batches[-1]) + 1) * len(tokens[row]) > _TOKENS:
                batches.append([])
            batches[-1].append(row)
        for index in rng.permutation(len(batches)):
            yield batches[index]
            learnt += len(batches[index])
            if learnt >= settings.sentences:
                return
