from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samklang.encode import Encodings, encode
from samklang.encode.cached import CachedEncoder
from samklang.model import Block, Sentence
from samklang.text.split import Splitter
from samklang.traits.head import COUNTED, LAYERS
from samklang.traits.pool import TokenHeads
from tests.toy import ToyEngine

CODES = ("da", "en", "sv")


class Multilingual(ToyEngine):
    """A toy engine in which the same word differs by language. It records the calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, list[str]]] = []

    def encode(
        self,
        texts: Sequence[str],
        language: str,
        heads: TokenHeads | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Encodings:
        self.calls.append((language, [*texts]))
        encodings = super().encode(texts, language, heads, progress)
        return Encodings(*(array + CODES.index(language) for array in encodings))


def sentences(block: Callable[[str], Block], *texts: tuple[str, str]) -> list[Sentence]:
    splitter = Splitter()
    return [sentence for language, text in texts for sentence in splitter.sentences(block(text), language)]


def test_each_language_is_encoded_in_one_call_and_rows_stay_in_order(block: Callable[[str], Block]) -> None:
    mixed = sentences(block, ("sv", "Hej"), ("en", "Hi there"), ("sv", "Plan"), ("en", "Plan"), ("sv", "Hej"))
    engine, advances = Multilingual(), list[int]()
    together = encode(mixed, engine, None, advances.append)
    assert engine.calls == [("en", ["Hi there", "Plan"]), ("sv", ["Hej", "Plan"])]
    assert sum(advances) == 4
    for row, sentence in enumerate(mixed):
        alone = encode([sentence], Multilingual())
        assert np.array_equal(alone.tone[0], together.tone[row])
        assert np.array_equal(alone.meaning[0], together.meaning[row])
    assert not np.array_equal(together.meaning[2], together.meaning[3])


def test_a_tone_vector_is_the_layers_and_then_the_counted_features(block: Callable[[str], Block]) -> None:
    calm, loud = encode(sentences(block, ("en", "Come in"), ("en", "Come in!")), ToyEngine()).tone
    assert len(calm[LAYERS]) + len(calm[COUNTED]) == len(calm)
    assert len(calm[LAYERS]) == 7 * 384
    assert not np.array_equal(calm[COUNTED], loud[COUNTED])


def test_a_cached_text_is_encoded_again_in_another_language() -> None:
    engine = Multilingual()
    cached = CachedEncoder(engine)
    english, swedish = (cached.encode(["Plan"], language) for language in ("en", "sv"))
    assert not np.array_equal(english.layers, swedish.layers)
    assert np.array_equal(cached.encode(["Plan"], "en").layers, english.layers)
    assert [language for language, _ in engine.calls] == ["en", "sv"]
