"""What each trait means and how far it can be relied on: writes `docs/traits/`, a page a trait.

    python -m benchmarks.traits

Figures are those of the shipped heads; the examples are sides of the trait's own pairs, picked by score.
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
from samklang.heads import LanguageHeads
from samklang.model import LANGUAGES
from samklang.pipeline.check import PassageScorer, Text
from samklang.traits import TRAITS, Trait, load, pairs
from samklang.traits.calibration import RELIABLE
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
    for at, trait in enumerate(TRAITS):
        examples = {language: list(_examples(scorer, trait, language)) for language in LANGUAGES}
        page = "\n".join(_page(load(trait), at, scorer.heads, spreads, examples))
        (FOLDER / f"{trait}.md").write_text(page + "\n", encoding="utf-8")
        print(f"wrote docs/traits/{trait}.md")


def _examples(scorer: PassageScorer, trait: str, language: str) -> Iterator[Scored]:
    """For each step the side that scores nearest to it, of those written for that pole."""
    rows = pairs.load(trait, language)
    named = _scored(scorer, trait, language, [pair.named for pair in rows])
    other = _scored(scorer, trait, language, [pair.other for pair in rows])
    for step in STEPS:
        of = named + other if step == 0 else named if step > 0 else other
        yield min(of, key=lambda one: abs(one.score - step))


def _scored(scorer: PassageScorer, trait: str, language: str, sides: Sequence[str]) -> list[Scored]:
    return [
        Scored(text.text, one.traits[trait].score)
        for text, _, one in scorer.score([Text("", side, language) for side in sides])
        if one
    ]


def _spread(scorer: PassageScorer, language: str) -> NDArray[np.float32]:
    """How far each feature varies over the pairs of a language."""
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
    at: int,
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
    yield from (f"- {one}" for one in trait.shows)
    yield "\n## How far to rely on it\n"
    yield "| | pairs | in order, genre left out | by marks and capitals alone | interval holds | margin |"
    yield "|---|---|---|---|---|---|"
    for language, of in shipped.languages.items():
        yield _figures(trait.id, language, of, at)
    yield (
        f"\nThe margin is that of a text of {_WORDS} words in the middle of the scale, in points. The 90 % "
        "interval of a pair's difference should hold the right order nine times in ten or more.\n"
    )
    yield "## Features that pull\n"
    for language, of in shipped.languages.items():
        up, down = _pulls(of.traits[at, 0, COUNTED] * spreads[language])
        yield f"- {_NAMES[language]}: to {trait.named['en']} by {up}; to {trait.other['en']} by {down}."
    yield "\n## What the scale means\n"
    for language in LANGUAGES:
        yield f"{_NAMES[language]}\n\n| score | example |\n|---|---|"
        yield from (f"| {round(one.score)} | {_cell(one.text)} |" for one in examples[language])
        yield ""
    yield "## Source\n"
    yield from (f"- {one}" for one in trait.source)
    yield f"\nWritten by `make docs` from the heads {shipped.taught_by}."


def _figures(trait: str, language: str, of: LanguageHeads, at: int) -> str:
    own = of.calibrations[at]
    middle, blur, words = (np.array([one], dtype=np.float32) for one in (own.middle, own.blur, _WORDS))
    margin = float(own.margins(middle, blur, words)[0])
    says = "" if own.reliability >= RELIABLE else ", abstains"
    marks = by_marks(pairs.load(trait, language))
    return (
        f"| {_NAMES[language]} | {own.pairs} | {own.reliability:.2f}{says} | {marks:.2f} | {own.held:.2f} "
        f"| {margin:.0f} |"
    )


def _pulls(moves: Sequence[float] | NDArray[np.float32]) -> tuple[str, str]:
    order = np.argsort(moves)
    up = [FEATURES[one].name for one in order[::-1][:_PULLS]]
    down = [FEATURES[one].name for one in order[:_PULLS]]
    return ", ".join(up), ", ".join(down)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    main()
