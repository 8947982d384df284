"""Fits heads for a persona's own needs, each declared by a few answers, to use beside the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence

from samklang.encode import Advance, Engine
from samklang.encode.blas import one_thread
from samklang.errors import require
from samklang.heads import Heads
from samklang.model import OwnNeed
from samklang.needs import NEEDS, load
from samklang.needs.coverage import Head
from samklang.training.few_shot import FewShotTrainer
from samklang.training.train import Reader


def fit(own: Sequence[OwnNeed], shipped: Heads, engine: Engine, advance: Advance = lambda _: None) -> Heads:
    """Fits heads for the own needs alone, in the languages of the shipped ones.

    The vectors of all languages share one space: in a language without answers, a need has the head of the
    first language that has some.

    Args:
        own: the needs with their examples; each is a negative example of the others.
        shipped: heads of the same engine.
        advance: called with the number of sentences encoded since its last call.

    Raises:
        ExtraError: what heads are fitted with is not installed.
    """
    require("learn", "learning a brand's own needs")
    reader = Reader(engine, advance)
    with one_thread():
        fitted = {language: _heads(own, language, reader) for language in shipped.languages}
    return shipped._replace(
        traits=(),
        needs=tuple(need.name for need in own),
        languages={
            language: heads._replace(
                traits=heads.traits[:0],
                sharpness=heads.sharpness[:0],
                calibrations=(),
                needs=tuple(
                    next(
                        by_name[need.name]
                        for by_name in (fitted[language], *fitted.values())
                        if need.name in by_name
                    )
                    for need in own
                ),
            )
            for language, heads in shipped.languages.items()
        },
    )


def sentence_count(own: Sequence[OwnNeed]) -> int:
    """Approximate number of sentences that `fit` encodes, for a progress bar."""
    shipped = [load(need) for need in NEEDS]
    return sum(
        int(1.4 * sum(len(texts[language]) for need in shipped for texts in (need.answers, need.near_misses)))
        for language in {language for need in own for language in need.answers}
    )


def _heads(own: Sequence[OwnNeed], language: str, reader: Reader) -> dict[str, Head]:
    """By name: the heads of the needs that have answers in the language."""
    answered = [need for need in own if language in need.answers]
    heads = FewShotTrainer(language, reader).heads(answered) if answered else []
    return {need.name: head for need, head in zip(answered, heads, strict=True)}
