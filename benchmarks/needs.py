"""How well a brand's own needs find what people ask, by a name and a few examples each.

    python -m benchmarks.needs FOLDER
    python -m benchmarks.needs

FOLDER holds tables (.tsv) of messages with a `text` and a `label`, and if known a `split`. Of each table
twelve labels are drawn several times; the name and so many examples of its `train` split (of a table without
splits, of a third that is held out) teach a need. A message of one of them counts as found when it scores
highest on the right need, and over the bar that lets a tenth of the messages of all other labels through.
Beside it, the same by the cosine of the nearest name or example.

Without FOLDER: samklang's own needs, taught by a few of their answers as if they were a brand's. How many of
their other answers, of their near misses and of the answers to other needs are taken for answers?
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from samklang.encode import open_engine
from samklang.journey import ANSWERED
from samklang.model import FEWEST_ANSWERS, LANGUAGES, OwnNeed
from samklang.needs import coverage
from samklang.training.few_shot import ANSWER, MISS, MOST, OTHER, Teacher
from samklang.training.train import Reader
from samklang.traits.head import LAYERS, SPELT

NEEDS = 12
EXAMPLES = (3, 6, 12)
DRAWS = 10
FALSE_MATCHES = 0.10
_LANGUAGE = "en"
_OUTSIDE = frozenset({"oos"})
"""Labels that name no intent."""

Array = NDArray[np.float32]


class Table(NamedTuple):
    """Messages with their labels."""

    texts: list[str]
    labels: NDArray[np.str_]
    train: NDArray[np.bool_]
    """Which of them may teach; the others are asked."""


class Draw(NamedTuple):
    """Some labels of a table, with what teaches each of them."""

    names: list[str]
    examples: list[NDArray[np.int64]]
    """Of each name, the rows."""

    def few(self, count: int) -> Draw:
        return Draw(self.names, [rows[:count] for rows in self.examples])


def main() -> None:
    """Prints a table."""
    with threadpool_limits(1, user_api="blas"):
        bench = Bench()
        if not sys.argv[1:]:
            print(f"{'language':8} {'answers':>7} {'found':>6} {'misses':>6} {'others':>6}   at {ANSWERED}")
            for line in bench.shipped():
                print(line, flush=True)
        else:
            print(
                f"{'table':26} {'examples':>8} {'nearest':>8} {'own need':>8}   at {FALSE_MATCHES:.2f} false"
            )
            for path in sorted(Path(sys.argv[1]).glob("*.tsv")):
                for line in bench.lines(read(path)):
                    print(f"{path.stem:26} {line}", flush=True)


def read(path: Path) -> Table:
    """The messages of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    splits = [row.get("split") for row in rows]
    drawn = np.random.default_rng(0).random(len(rows)) < 1 / 3
    return Table(
        texts=[row["text"] for row in rows],
        labels=np.array([row["label"] for row in rows]),
        train=np.array([split == "train" for split in splits]) if any(splits) else drawn,
    )


def draw(table: Table, seed: int) -> Draw:
    """Twelve labels and their examples, the same for a seed."""
    rng = np.random.default_rng(seed)
    names = rng.choice(sorted(set(table.labels) - _OUTSIDE), NEEDS, replace=False).tolist()
    rows = [np.flatnonzero((table.labels == name) & table.train) for name in names]
    return Draw(names, [rng.permutation(of)[: max(EXAMPLES)] for of in rows])


def found(scores: Array, truth: NDArray[np.int64]) -> float:
    """The share of messages whose need is found.

    Args:
        scores: (messages, needs)
        truth: of each message the column of its need, or -1.
    """
    best = scores.max(1)
    bar = np.quantile(best[truth < 0], 1 - FALSE_MATCHES)
    right = (scores.argmax(1) == truth) & (best > bar)
    return float(right[truth >= 0].mean())


class Bench:
    """Encodes once, teaches often."""

    def __init__(self) -> None:
        self._engine = open_engine("bundled")
        self._reader = Reader(self._engine, lambda _: None)
        self._teacher = Teacher(_LANGUAGE, self._reader)

    def shipped(self) -> Iterator[str]:
        """A line for each language and count of answers."""
        for language in LANGUAGES:
            teacher = Teacher(language, self._reader)
            for answers in (FEWEST_ANSWERS, MOST):
                scores, kinds = teacher.trial(answers)
                slope, intercept = teacher.calibration(answers)
                taken = 1 / (1 + np.exp(-(slope * scores + intercept))) >= ANSWERED
                found, near, others = (taken[kinds == kind].mean() for kind in (ANSWER, MISS, OTHER))
                yield f"{language:8} {answers:7} {found:6.2f} {near:6.3f} {others:6.3f}"

    def lines(self, table: Table) -> Iterator[str]:
        """A line for each count of examples."""
        tone = self._reader.texts(table.texts, _LANGUAGE).tone
        meaning = self._engine.encode(table.texts).meaning
        asked = np.flatnonzero(~table.train)
        draws = [draw(table, seed) for seed in range(DRAWS)]
        for count in EXAMPLES:
            shares = []
            for one in (whole.few(count) for whole in draws):
                truth = np.array(
                    [one.names.index(of) if of in one.names else -1 for of in table.labels[asked]]
                )
                scores = self._nearest(meaning, asked, one), self._taught(table, tone, asked, one)
                shares.append([found(each, truth) for each in scores])
            nearest, own = np.mean(shares, axis=0)
            yield f"{count:8} {nearest:8.3f} {own:8.3f}"

    def _taught(self, table: Table, tone: Array, asked: NDArray[np.int64], one: Draw) -> Array:
        heads = self._teacher.heads(needs(table, one))
        texts, layers, spelt = [table.texts[row] for row in asked], tone[asked, LAYERS], tone[asked, SPELT]
        return coverage.answers(layers, spelt, texts, _LANGUAGE, heads)

    def _nearest(self, meaning: Array, asked: NDArray[np.int64], one: Draw) -> Array:
        names = self._engine.encode([" ".join(name.split("_")) for name in one.names]).meaning
        columns = [
            (meaning[asked] @ np.vstack([meaning[rows], name]).T).max(1)
            for rows, name in zip(one.examples, names, strict=True)
        ]
        return np.stack(columns, axis=1)


def needs(table: Table, one: Draw) -> Sequence[OwnNeed]:
    """The drawn labels as a persona's own needs."""
    return [
        OwnNeed(name=name, question={}, answers={_LANGUAGE: tuple(table.texts[row] for row in rows)})
        for name, rows in zip(one.names, one.examples, strict=True)
    ]


if __name__ == "__main__":
    main()
