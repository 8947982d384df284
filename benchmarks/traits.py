"""Writes `docs/traits/`: a page per trait on what it means and how reliable it is.

    python -m benchmarks.traits

Figures are those of the shipped heads; the examples are sides of the trait's own pairs, chosen by score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.surface import by_marks
from samklang import heads
from samklang.cli.progress import Silence
from samklang.languages import LANGUAGES
from samklang.measure.scorer import PassageScorer, Text
from samklang.traits import TRAITS, Trait, load, pairs
from samklang.traits.calibration import RELIABLE, Calibration
from samklang.traits.features import FEATURES, features
from samklang.traits.head import COUNTED

FOLDER = Path(__file__).parents[1] / "docs" / "traits"
STEPS = (-80, -40, 0, 40, 80)
_WORDS = 20
_PULLS = 5
_NAMES = {"en": "English", "sv": "Swedish", "da": "Danish"}


class Scored(NamedTuple):
    """A side of a pair, and its score on the pair's trait."""

    text: str
    score: float


def main() -> None:
    """Writes every page."""
    scorer = PassageScorer("bundled", Silence())
    FOLDER.mkdir(exist_ok=True)
    spreads = {language: _spread(scorer, language) for language in LANGUAGES}
    for index, trait in enumerate(TRAITS):
        examples = {language: list(_examples(scorer, trait, language)) for language in LANGUAGES}
        page = "\n".join(_page(load(trait), index, scorer.heads, spreads, examples))
        (FOLDER / f"{trait}.md").write_text(page + "\n", encoding="utf-8")
        print(f"wrote docs/traits/{trait}.md")


def _examples(scorer: PassageScorer, trait: str, language: str) -> Iterator[Scored]:
    """For each step of the scale the side, of those written at that pole, whose score is nearest to it."""
    rows = pairs.load(trait, language)
    named = _scored(scorer, trait, language, [pair.named for pair in rows])
    other = _scored(scorer, trait, language, [pair.other for pair in rows])
    for step in STEPS:
        candidates = named + other if step == 0 else named if step > 0 else other
        yield min(candidates, key=lambda scored: abs(scored.score - step))


def _scored(scorer: PassageScorer, trait: str, language: str, sides: Sequence[str]) -> list[Scored]:
    return [
        Scored(text.text, measurement.traits[trait].score)
        for text, _, measurement in scorer.score([Text("", side, language) for side in sides])
        if measurement
    ]


def _spread(scorer: PassageScorer, language: str) -> NDArray[np.float32]:
    """(features,): standard deviation of each over the named sides of a language's pairs."""
    texts = [pair.named for trait in TRAITS for pair in pairs.load(trait, language)]
    sentences = [
        sentence
        for text in texts
        if (passage := scorer.passage(Text("", text, language)))
        for sentence in passage.sentences
    ]
    return np.asarray(features(sentences).std(0))


def _page(
    trait: Trait,
    index: int,
    shipped: heads.Heads,
    spreads: dict[str, NDArray[np.float32]],
    examples: dict[str, list[Scored]],
) -> Iterator[str]:
    yield f"# {trait.id}\n"
    yield f"{trait.means}\n"
    yield "| | +100 | -100 |\n|---|---|---|"
    for language in LANGUAGES:
        yield f"| {_NAMES[language]} | {trait.named[language]} | {trait.other[language]} |"
    yield "\n## How it shows\n"
    yield from (f"- {sign}" for sign in trait.shows)
    yield "\n## How far to rely on it\n"
    yield "| | pairs | in order, genre left out | by marks and capitals alone | interval holds | margin |"
    yield "|---|---|---|---|---|---|"
    for language, fitted in shipped.languages.items():
        yield _figures(trait.id, language, fitted.calibrations[index])
    yield (
        f"\nThe margin is that of a text of {_WORDS} words in the middle of the scale, in points. The 90 % "
        "interval of a pair's difference should hold the right order nine times in ten or more.\n"
    )
    yield "## Features that pull\n"
    for language, fitted in shipped.languages.items():
        up, down = _pulls(fitted.traits[index, 0, COUNTED] * spreads[language])
        yield f"- {_NAMES[language]}: to {trait.named['en']} by {up}; to {trait.other['en']} by {down}."
    yield "\n## What the scale means\n"
    for language in LANGUAGES:
        yield f"{_NAMES[language]}\n\n| score | example |\n|---|---|"
        yield from (f"| {round(side.score)} | {_cell(side.text)} |" for side in examples[language])
        yield ""
    yield "## Source\n"
    yield from (f"- {source}" for source in trait.source)
    yield f"\nWritten by `make docs` from the heads {shipped.taught_by}."


def _figures(trait: str, language: str, calibration: Calibration) -> str:
    median_text = (calibration.middle, calibration.head_deviation, _WORDS)
    margin = float(calibration.margins(*(np.array([value], dtype=np.float32) for value in median_text))[0])
    abstains = "" if calibration.reliability >= RELIABLE else ", abstains"
    marks = by_marks(pairs.load(trait, language))
    return (
        f"| {_NAMES[language]} | {calibration.pairs} | {calibration.reliability:.2f}{abstains} | {marks:.2f} "
        f"| {calibration.interval_coverage:.2f} | {margin:.0f} |"
    )


def _pulls(moves: Sequence[float] | NDArray[np.float32]) -> tuple[str, str]:
    order = np.argsort(moves)
    up = [FEATURES[feature].name for feature in order[::-1][:_PULLS]]
    down = [FEATURES[feature].name for feature in order[:_PULLS]]
    return ", ".join(up), ", ".join(down)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    main()
