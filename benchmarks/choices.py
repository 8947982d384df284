"""What each part of the heads is worth on what it did not see: sets of the exam, and genres of the pairs.

    python -m benchmarks.choices EXAM            # EXAM: the folder with exam.json
    python -m benchmarks.choices EXAM --pairs    # the genres of the pairs too (ten minutes more)

A recipe says how heads are fitted. The shipped one, the same without each of its parts, and the plain one,
with none of them, are fitted on the pairs and tried on every set. `ratio` is the mean over the sets of the
figure over the ceiling, both above chance. `gains` is what the part adds to it, with the standard error over
the sets; `halves` the share of random halves of the sets on which it gains. `pairs` is the share of pairs in
the right order by heads that did not see their genre, mean of the traits.

The last lines choose as a developer would: the recipe that is best on a random half of the sets, measured on
the other half, many times. What it is worth there, against the plain recipe, is what choosing is worth.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from samklang.encode import open_engine
from samklang.encode.blas import one_thread
from samklang.encode.source import BUNDLED
from samklang.languages import CODES
from samklang.training import train
from samklang.training.train import PairTexts, Reader, Texts
from samklang.traits import TRAITS, head, load, pairs
from samklang.traits.head import Space, TrainingSet

ROWS = 1_000
"""Rows of each set, at most, drawn as the exam draws them."""
HALVES = 400
_FOLDS = 5
_LENGTH_SAMPLE = 500

Array = NDArray[np.float64]


class Recipe(NamedTuple):
    """How heads are fitted; the defaults are those of the shipped ones."""

    counts: float = head.FEATURE_WEIGHT
    shrinkage: float = head.SHRINKAGE
    other_languages: float = train.OTHER_LANGUAGE
    other_traits: bool = True
    sharpened: bool = True
    stripped: bool = True
    regularisation: float = head.INVERSE_REGULARISATION


SHIPPED = Recipe()
PLAIN = Recipe(
    counts=0,
    shrinkage=0,
    other_languages=0,
    other_traits=False,
    sharpened=False,
    stripped=False,
    regularisation=0.5,
)
RECIPES = {
    "shipped": SHIPPED,
    "no counts": SHIPPED._replace(counts=0),
    "no directions shrunk": SHIPPED._replace(shrinkage=0),
    "directions shrunk by 100": SHIPPED._replace(shrinkage=100),
    "no other languages": SHIPPED._replace(other_languages=0),
    "no other traits": SHIPPED._replace(other_traits=False),
    "no sharpening": SHIPPED._replace(sharpened=False),
    "no stripped copies": SHIPPED._replace(stripped=False),
    "C of 0.5": SHIPPED._replace(regularisation=0.5),
    "C of 0.05": SHIPPED._replace(regularisation=0.05),
    "plain": PLAIN,
}


class Set(NamedTuple):
    """A set of the exam, as its `exam.json` describes it."""

    trait: str
    name: str
    kind: str
    language: str
    sign: int
    ceiling: float
    labels: tuple[str, ...]
    rows: list[dict[str, str]]

    def ratio(self, scores: Array) -> float:
        """The figure over the ceiling, both above chance."""
        chance = 0.0 if self.kind == "score" else 0.5
        return (self._figure(self.sign * scores) - chance) / (self.ceiling - chance)

    def _figure(self, scores: Array) -> float:
        if self.kind == "score":
            return float(spearmanr(scores, [float(row["score"]) for row in self.rows]).statistic)
        named = np.array([row["label"] == self.labels[0] for row in self.rows])
        if self.kind == "auc":
            return float(roc_auc_score(named, scores))
        sides: dict[str, dict[str, float]] = defaultdict(dict)
        for row, score in zip(self.rows, scores, strict=True):
            sides[row["group"]][row["label"]] = score
        both = [
            [side[label] for label in self.labels] for side in sides.values() if len(side) == len(self.labels)
        ]
        return float(np.mean([(first > second) + (first == second) / 2 for first, second in both]))


def read(folder: Path) -> list[Set]:
    """The sets of an exam."""
    return [_set(folder, entry) for entry in json.loads((folder / "exam.json").read_text(encoding="utf-8"))]


def _set(folder: Path, entry: dict[str, Any]) -> Set:
    labels = tuple(entry.get("labels", ()))
    with (folder / entry["file"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if labels:
        rows = [row for row in rows if row["label"] in labels]
    draw = random.Random(0)  # noqa: S311 - as the exam draws
    if entry["kind"] == "pair":
        groups = sorted({row["group"] for row in rows})
        kept = set(draw.sample(groups, min(len(groups), ROWS // 2)))
        rows = [row for row in rows if row["group"] in kept]
    else:
        rows = draw.sample(rows, min(len(rows), ROWS))
    return Set(
        *(entry["trait"], Path(entry["file"]).stem, entry["kind"], entry.get("lang", "en")),
        *(entry.get("sign", 1), entry["ceiling"], labels, rows),
    )


class Fitter:
    """Fits heads by recipes, on the pairs of every trait and language."""

    def __init__(self, reader: Reader) -> None:
        self.pairs: dict[str, dict[str, PairTexts]] = {
            code: {trait: train.read_pairs(pairs.load(trait, code), code, reader) for trait in TRAITS}
            for code in CODES
        }
        """By language and trait."""
        self._spaces: dict[tuple[str, float, float], Space] = {}

    def _space(self, recipe: Recipe, language: str) -> Space:
        key = language, recipe.counts, recipe.shrinkage
        if key not in self._spaces:
            background = np.concatenate([each.texts.tone for each in self.pairs[language].values()])
            self._spaces[key] = Space.of(background, recipe.counts, recipe.shrinkage)
        return self._spaces[key]

    def training_set(self, recipe: Recipe, trait: str, language: str) -> TrainingSet:
        """What a recipe fits a head on."""
        space, definition = self._space(recipe, language), load(trait)

        def sides(code: str, name: str) -> head.Sides:
            found = self.pairs[code][name]
            return found.twice if recipe.stripped and code == language else found.sides

        sets = [space.training_set(sides(language, trait))]
        if recipe.other_traits:
            also = definition.also.items()
            sets += [space.training_set(sides(language, name), weight) for name, weight in also]
        if recipe.other_languages and language not in definition.alone:
            sets += [
                self._space(recipe, code)
                .within(space)
                .training_set(sides(code, trait), recipe.other_languages)
                for code in CODES
                if code != language
            ]
        return head.join(sets)

    def heads(
        self, recipe: Recipe, language: str, rows: TrainingSet, weights: Sequence[NDArray[np.float64]]
    ) -> head.Vectors:
        """(fits, columns): a head for each set of sample weights."""
        return head.weighted_fits(rows, weights, self._space(recipe, language), recipe.regularisation)


def on_sets(sets: Sequence[Set], fitter: Fitter, reader: Reader) -> dict[str, Array]:
    """By recipe: (sets,), the ratio of each."""
    ratios: dict[str, list[float]] = {name: [] for name in RECIPES}
    for each in sets:
        texts = reader.texts([row["text"] for row in each.rows], each.language)
        sample = _ordinary(each.language, reader)
        for name, recipe in RECIPES.items():
            rows = fitter.training_set(recipe, each.trait, each.language)
            weights = fitter.heads(recipe, each.language, rows, [rows.weights])
            sharpness = load(each.trait).sharpness if recipe.sharpened else 0.0
            ratios[name].append(each.ratio(_scores(weights, sharpness, texts, sample, reader)))
        print(f"  {each.name}", file=sys.stderr)
    return {name: np.array(of) for name, of in ratios.items()}


def _ordinary(language: str, reader: Reader) -> Texts:
    """A sample of the pairs, by which the effect of length is estimated."""
    texts = [pair.named for trait in TRAITS for pair in pairs.load(trait, language)]
    return reader.texts(texts[:: len(texts) // _LENGTH_SAMPLE], language)


def _scores(weights: head.Vectors, sharpness: float, texts: Texts, sample: Texts, reader: Reader) -> Array:
    """(texts,): raw scores, the effect of length removed."""
    middle = np.zeros(weights.shape[1], dtype=np.float32)
    raw = np.asarray(train.raw(weights, sharpness, texts, middle, reader)[:, 0], dtype=np.float64)
    if not sharpness:
        return raw
    slope = train.length_slope(weights, sharpness, sample, middle, reader)
    return np.asarray(raw - slope * np.log(texts.text_words))


def in_order(recipe: Recipe, language: str, fitter: Fitter) -> float:
    """The share of pairs in the right order by heads that did not see their genre, mean of the traits."""
    shares = []
    for trait in TRAITS:
        rows = fitter.training_set(recipe, trait, language)
        folds = {genre: number % _FOLDS for number, genre in enumerate(sorted(set(rows.genres.tolist())))}
        fold_of_row = np.array([folds[genre] for genre in rows.genres.tolist()])
        samples = [rows.weights * (fold_of_row != fold) for fold in range(_FOLDS)]
        sides = fitter.pairs[language][trait].sides
        differences = (sides.named - sides.other) @ fitter.heads(recipe, language, rows, samples).T
        own = [folds[genre] for genre in sides.genres.tolist()]
        shares.append(float(np.mean(differences[np.arange(len(own)), own] > 0)))
    return float(np.mean(shares))


def table(ratios: Mapping[str, Array], order: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """A line per recipe, and what choosing is worth."""
    rng = np.random.default_rng(0)
    count = len(ratios["shipped"])
    halves = [rng.permutation(count)[: count // 2] for _ in range(HALVES)]
    yield f"{'recipe':26}{'ratio':>7}{'gains':>8}{'error':>7}{'halves':>8}  pairs: " + " ".join(CODES)
    for name, of in ratios.items():
        gains = ratios["shipped"] - of
        line = f"{name:26}{of.mean():7.3f}"
        if name != "shipped":
            wins = np.mean([gains[half].mean() > 0 for half in halves])
            line += f"{gains.mean():+8.3f}{gains.std(ddof=1) / count**0.5:7.3f}{wins:8.2f}"
        yield line + " " * (58 - len(line)) + " ".join(f"{share:.3f}" for share in order.get(name, ()))
    gained, chosen = [], defaultdict[str, int](int)
    for half in halves:
        rest = np.setdiff1d(np.arange(count), half)
        best = max(ratios, key=lambda name: float(ratios[name][half].mean()))
        gained.append(float((ratios[best][rest] - ratios["plain"][rest]).mean()))
        chosen[best] += 1
    worst = np.quantile(gained, 0.05)
    yield f"chosen on a half, over plain on the other: {np.mean(gained):+.3f} (5 % worst {worst:+.3f})"
    yield ", ".join(
        f"{name} {times / HALVES:.0%}" for name, times in sorted(chosen.items(), key=lambda x: -x[1])
    )


def by_set(sets: Sequence[Set], ratios: Mapping[str, Array]) -> Iterator[str]:
    """A line per set: the ratio of the shipped recipe, of the plain one, and of the best."""
    yield f"{'trait':14}{'set':42}{'shipped':>8}{'plain':>7}  best"
    for number, each in enumerate(sets):
        best = max(ratios, key=lambda name: float(ratios[name][number]))
        figures = [ratios[name][number] for name in ("shipped", "plain", best)]
        yield f"{each.trait:14}{each.name:42}{figures[0]:8.2f}{figures[1]:7.2f}{figures[2]:6.2f} {best}"


def main(arguments: Sequence[str]) -> None:
    """Prints the tables."""
    sets = read(Path(arguments[0]))
    reader = Reader(open_engine(BUNDLED), lambda _: None)
    with one_thread():
        fitter = Fitter(reader)
        ratios = on_sets(sets, fitter, reader)
        order = {
            name: [in_order(recipe, code, fitter) for code in CODES]
            for name, recipe in RECIPES.items()
            if "--pairs" in arguments
        }
    print(*table(ratios, order), "", *by_set(sets, ratios), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
