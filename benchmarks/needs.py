"""How well a brand's own needs recognise what people ask, learnt from a name and a few examples each.

    python -m benchmarks.needs FOLDER
    python -m benchmarks.needs

FOLDER holds tables (.tsv) of messages with a `text`, a `label` and optionally a `split`. From each table
twelve labels are drawn several times. Each becomes a need that is learnt from its name and a few examples of
the `train` split (in a table without splits, of a random third). The other messages are test data. A message
of one of the labels is recalled if it scores highest on the right need, and over the threshold at which a
tenth of the messages of all other labels are false positives. The baseline is the cosine to the nearest name
or example.

Without FOLDER: samklang's own needs, learnt from a few of their answers as if they were a brand's. The table
shows which share of their other answers, of their near misses and of answers to other needs is accepted.
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
from samklang.languages import LANGUAGES
from samklang.model import FEWEST_ANSWERS, OwnNeed
from samklang.needs import coverage
from samklang.training.few_shot import ANSWER, MAX_ANSWERS, NEAR_MISS, OTHER, FewShotTrainer
from samklang.training.train import Reader
from samklang.traits.head import LAYERS

NEEDS = 12
EXAMPLES = (3, 6, 12)
DRAWS = 10
FALSE_POSITIVES = 0.10
"""False positive rate at which recall is measured."""
_LANGUAGE = "en"
_OUTSIDE = frozenset({"oos"})
"""Labels of messages without an intent."""

Array = NDArray[np.float32]


class Table(NamedTuple):
    """Messages with their labels."""

    texts: list[str]
    labels: NDArray[np.str_]
    train: NDArray[np.bool_]
    """(messages,): which may be learnt from; the others are test data."""


class Draw(NamedTuple):
    """Some labels of a table, with the examples that each is learnt from."""

    names: list[str]
    examples: list[NDArray[np.int64]]
    """The rows of each name's examples."""

    def few(self, count: int) -> Draw:
        """The same labels with fewer examples."""
        return Draw(self.names, [rows[:count] for rows in self.examples])


def main() -> None:
    """Prints a table."""
    with threadpool_limits(1, user_api="blas"):
        bench = Bench()
        if not sys.argv[1:]:
            print(f"{'language':8} {'answers':>7} {'recall':>6} {'misses':>6} {'others':>6}   at {ANSWERED}")
            for line in bench.shipped():
                print(line, flush=True)
        else:
            head = f"{'table':26} {'examples':>8} {'nearest':>8} {'own need':>8}"
            print(f"{head}   recall at {FALSE_POSITIVES:.2f} false")
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
    """Twelve random labels and their examples."""
    rng = np.random.default_rng(seed)
    names = rng.choice(sorted(set(table.labels) - _OUTSIDE), NEEDS, replace=False).tolist()
    rows = [np.flatnonzero((table.labels == name) & table.train) for name in names]
    return Draw(names, [rng.permutation(indices)[: max(EXAMPLES)] for indices in rows])


def recall(scores: Array, truth: NDArray[np.int64]) -> float:
    """The share of messages whose need is recognised, at the false positive rate of `FALSE_POSITIVES`.

    Args:
        scores: (messages, needs)
        truth: (messages,): the column of each message's need, or -1.
    """
    best = scores.max(1)
    threshold = np.quantile(best[truth < 0], 1 - FALSE_POSITIVES)
    right = (scores.argmax(1) == truth) & (best > threshold)
    return float(right[truth >= 0].mean())


class Bench:
    """Loads the model once and fits many needs."""

    def __init__(self) -> None:
        self._engine = open_engine("bundled")
        self._reader = Reader(self._engine, lambda _: None)
        self._trainer = FewShotTrainer(_LANGUAGE, self._reader)

    def shipped(self) -> Iterator[str]:
        """A line per language and number of answers."""
        for language in LANGUAGES:
            trainer = FewShotTrainer(language, self._reader)
            for answers in (FEWEST_ANSWERS, MAX_ANSWERS):
                scores, kinds = trainer.trial(answers)
                slope, intercept = trainer.calibration(answers)
                accepted = 1 / (1 + np.exp(-(slope * scores + intercept))) >= ANSWERED
                recalled, near, others = (
                    accepted[kinds == kind].mean() for kind in (ANSWER, NEAR_MISS, OTHER)
                )
                yield f"{language:8} {answers:7} {recalled:6.2f} {near:6.3f} {others:6.3f}"

    def lines(self, table: Table) -> Iterator[str]:
        """A line per number of examples."""
        tone = self._reader.texts(table.texts, _LANGUAGE).tone
        meaning = self._engine.encode(table.texts, _LANGUAGE).meaning
        test = np.flatnonzero(~table.train)
        draws = [draw(table, seed) for seed in range(DRAWS)]
        for count in EXAMPLES:
            shares = []
            for few in (drawn.few(count) for drawn in draws):
                truth = np.array(
                    [few.names.index(label) if label in few.names else -1 for label in table.labels[test]]
                )
                scores = self._nearest(meaning, test, few), self._learnt(table, tone, test, few)
                shares.append([recall(method, truth) for method in scores])
            nearest, own = np.mean(shares, axis=0)
            yield f"{count:8} {nearest:8.3f} {own:8.3f}"

    def _learnt(self, table: Table, tone: Array, test: NDArray[np.int64], few: Draw) -> Array:
        """(messages, needs): the probabilities of heads that are fitted on the examples."""
        heads = self._trainer.heads(needs(table, few))
        return coverage.answers(tone[test, LAYERS], [table.texts[row] for row in test], heads)

    def _nearest(self, meaning: Array, test: NDArray[np.int64], few: Draw) -> Array:
        """(messages, needs): the cosine to the nearest example or name of each need."""
        names = self._engine.encode([" ".join(name.split("_")) for name in few.names], _LANGUAGE).meaning
        columns = [
            (meaning[test] @ np.vstack([meaning[rows], name]).T).max(1)
            for rows, name in zip(few.examples, names, strict=True)
        ]
        return np.stack(columns, axis=1)


def needs(table: Table, few: Draw) -> Sequence[OwnNeed]:
    """The drawn labels as a persona's own needs."""
    return [
        OwnNeed(name=name, question={}, answers={_LANGUAGE: tuple(table.texts[row] for row in rows)})
        for name, rows in zip(few.names, few.examples, strict=True)
    ]


if __name__ == "__main__":
    main()
