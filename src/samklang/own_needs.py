"""Own needs: heads for what a persona teaches by a few answers, to stand beside the shipped ones."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from samklang import teacher
from samklang.encode import Engine, Progress
from samklang.fit import Reader
from samklang.heads import Heads
from samklang.model import OwnNeed
from samklang.needs import NEEDS, load
from samklang.needs.coverage import Head
from samklang.teacher import Teacher

_UNTAUGHT = -20.0
"""Of a language without answers: as good as never answered."""


def fit(own: Sequence[OwnNeed], shipped: Heads, engine: Engine, progress: Progress = lambda _: None) -> Heads:
    """Heads for the own needs alone, in the languages of the shipped ones.

    Args:
        own: the needs, with their examples.
        shipped: of the same engine.
        progress: told how many sentences more were encoded.
    """
    reader = Reader(engine, progress)
    with threadpool_limits(1, user_api="blas"):
        return shipped._replace(
            traits=(),
            needs=tuple(need.name for need in own),
            languages={
                language: of._replace(
                    traits=of.traits[:0],
                    sharpness=of.sharpness[:0],
                    calibrations=(),
                    needs=_heads(own, language, reader, of.needs[0]._replace(slope=0.0, intercept=_UNTAUGHT)),
                )
                for language, of in shipped.languages.items()
            },
        )


def sentence_count(own: Sequence[OwnNeed]) -> int:
    """About how many sentences `fit` encodes, for a progress bar."""
    shipped = [load(need) for need in NEEDS]
    return sum(
        int(1.4 * sum(len(texts[language]) for need in shipped for texts in (need.answers, need.near_misses)))
        for language in {language for need in own for language in need.answers}
    )


def digest(own: Sequence[OwnNeed]) -> str:
    """What the heads of such needs can be cached by."""
    code = b"".join(Path(file).read_bytes() for file in (__file__, teacher.__file__))
    return hashlib.sha256(code + repr(own).encode()).hexdigest()


def _heads(own: Sequence[OwnNeed], language: str, reader: Reader, blank: Head) -> tuple[Head, ...]:
    """Of each need in one language; a blank one where it has no answers there."""
    taught = [need for need in own if language in need.answers]
    heads = Teacher(language, reader).heads(taught) if taught else []
    named = dict(zip((need.name for need in taught), heads, strict=True))
    return tuple(named.get(need.name, blank) for need in own)
