"""Own needs: heads for what a persona teaches by a few answers, and for what customers say in their own
words, to stand beside the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samklang.encode import Advance, Engine
from samklang.encode.blas import one_thread
from samklang.heads import Heads
from samklang.model import OwnNeed
from samklang.needs import NEEDS, load
from samklang.needs.coverage import Head
from samklang.text.language import nearest
from samklang.training.few_shot import Teacher
from samklang.training.train import Reader

_UNTAUGHT = -20.0
"""Of a language without answers: as good as never answered."""
_WORD = re.compile(r"\w+")
_TELLING = 4
"""Letters of a word that says by itself what a sentence speaks of."""


def fit(
    own: Sequence[OwnNeed],
    shipped: Heads,
    engine: Engine,
    advance: Advance = lambda _: None,
    said: Sequence[str] = (),
) -> Heads:
    """Heads for the own needs alone, in the languages of the shipped ones.

    Args:
        own: the needs, with their examples; each is told from the others.
        shipped: of the same engine.
        advance: told how many sentences more were encoded.
        said: sentences of customers, of whom two may say the same: none is told from another.
    """
    groups = [own, *([one] for one in _sayings(said))]
    reader = Reader(engine, advance)
    with one_thread():
        return shipped._replace(
            traits=(),
            needs=tuple(need.name for group in groups for need in group),
            languages={
                language: of._replace(
                    traits=of.traits[:0],
                    sharpness=of.sharpness[:0],
                    calibrations=(),
                    needs=_heads(
                        groups, language, reader, of.needs[0]._replace(slope=0.0, intercept=_UNTAUGHT)
                    ),
                )
                for language, of in shipped.languages.items()
            },
        )


def sentence_count(own: Sequence[OwnNeed], said: Sequence[str] = ()) -> int:
    """About how many sentences `fit` encodes, for a progress bar."""
    shipped = [load(need) for need in NEEDS]
    return sum(
        int(1.4 * sum(len(texts[language]) for need in shipped for texts in (need.answers, need.near_misses)))
        for language in {language for need in (*own, *_sayings(said)) for language in need.answers}
    )


def _sayings(said: Sequence[str]) -> list[OwnNeed]:
    """A need for each sentence, in the language it seems to be in: it is the name, and the one answer.

    Its own words, each by itself, are near misses: what only speaks of the same does not say the same.
    """
    found = []
    for one in said:
        language = nearest(one)
        words = tuple(dict.fromkeys(word for word in _WORD.findall(one) if len(word) >= _TELLING))
        misses = {language: words} if words else {}
        found.append(OwnNeed(name=one, question={}, answers={language: (one,)}, near_misses=misses))
    return found


def _heads(
    groups: Sequence[Sequence[OwnNeed]], language: str, reader: Reader, blank: Head
) -> tuple[Head, ...]:
    """Of each need in one language; a blank one where it has no answers there."""
    taught = [[need for need in group if language in need.answers] for group in groups]
    teacher = Teacher(language, reader) if any(taught) else None
    named = {
        need.name: head
        for group in taught
        if teacher and group
        for need, head in zip(group, teacher.heads(group), strict=True)
    }
    return tuple(named.get(need.name, blank) for group in groups for need in group)
