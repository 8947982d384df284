"""How long the linguistic features of 100,000 words take, compared with splitting.

    python -m benchmarks.features

It runs on one core, on the text of the trait pairs.
"""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

from threadpoolctl import threadpool_limits

from samklang.languages import LANGUAGES
from samklang.model import Block, Piece
from samklang.text.split import Splitter
from samklang.traits import TRAITS, pairs
from samklang.traits.features import features

_WORDS = 100_000


def main() -> None:
    """Prints the table."""
    print(f"{'language':9} {'split':>7} {'features':>8}   seconds for {_WORDS:,} words")
    with threadpool_limits(1):
        for language in LANGUAGES:
            print(f"{language:9} {'{:7.2f} {:8.2f}'.format(*_seconds(language))}")


def _seconds(language: str) -> list[float]:
    """Seconds for splitting and features, scaled to the number of words."""
    splitter = Splitter()
    texts = [
        side for trait in TRAITS for pair in pairs.load(trait, language) for side in (pair.named, pair.other)
    ]
    blocks = [Block(text=text, pieces=(Piece(0, len(text), 0, len(text)),)) for text in texts]
    times = [perf_counter()]
    sentences = [sentence for block in blocks for sentence in splitter.sentences(block, language)]
    times.append(perf_counter())
    features(sentences)
    times.append(perf_counter())
    words = sum(len(sentence.words) for sentence in sentences)
    return [(end - start) * _WORDS / words for start, end in pairwise(times)]


if __name__ == "__main__":
    main()
