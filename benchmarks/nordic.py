"""How Swedish and Danish are heard: sentences beside their English translations, which nobody was taught on.

    python -m benchmarks.nordic FOLDER

FOLDER holds parallel text (`make encoder`); the sentences that teaching leaves out are measured, through the
shipped engine. Prints, by language and kind of text, the share of sentences whose own English side is the
nearest, and the mean cosine of the two by layer; then, over a sample of copy, the rank correlation (Spearman)
of a trait's score in the language with that of the English side: by the English heads, and as scored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

import samklang
from samklang import heads as store
from samklang.distillation import evaluate, parallel
from samklang.distillation.parallel import Row
from samklang.encode import Encoder, open_engine
from samklang.encode.source import BUNDLED
from samklang.languages import FALLBACK
from samklang.traits import TRAITS
from samklang.traits.head import LAYERS

_LANGUAGES = ("sv", "da")
_WIDTH = 384
_SAMPLE = 300

Array = NDArray[np.float32]


def _layers(engine: Encoder, texts: Sequence[str], language: str) -> Array:
    """(texts, layers, width)"""
    return engine.encode(texts, language).layers.reshape(len(texts), -1, _WIDTH)


def _correlations(rows: Sequence[Row], engine: Encoder) -> Iterator[str]:
    """A line per language and trait."""
    english = store.load(store.bundled()).languages[FALLBACK].traits[:, 0, LAYERS]
    with samklang.Scorer(BUNDLED) as scorer:
        yield f"{'language':9}{'trait':15}{'sentences':>9}{'English heads':>15}{'as scored':>11}"
        for language in _LANGUAGES:
            used = list({row.english: row for row in rows if row.language == language}.values())[:_SAMPLE]
            sides = [row.text for row in used], [row.english for row in used]
            raw = [
                engine.encode(texts, code).layers @ english.T
                for texts, code in zip(sides, (language, FALLBACK), strict=True)
            ]
            scores = [
                [
                    [text.traits[trait].score for trait in TRAITS]
                    for text in scorer.score(texts, language=code)
                ]
                for texts, code in zip(sides, (language, FALLBACK), strict=True)
            ]
            for number, trait in enumerate(TRAITS):
                figures = [
                    spearmanr(*(np.asarray(side)[:, number] for side in pair)).statistic
                    for pair in (raw, scores)
                ]
                yield f"{language:9}{trait:15}{len(used):9}{figures[0]:15.2f}{figures[1]:11.2f}"


def main(folder: Path) -> None:
    """Prints the tables."""
    engine = open_engine(BUNDLED)
    held_out = parallel.read(folder, _LANGUAGES).held_out
    print(
        evaluate.table(
            evaluate.evaluate(
                held_out,
                lambda texts, language: _layers(engine, texts, language),
                lambda texts: _layers(engine, texts, FALLBACK),
            )
        )
    )
    copy = [row for row in held_out if evaluate.kind(row) == evaluate.COPY]
    print(*_correlations(copy, engine), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
