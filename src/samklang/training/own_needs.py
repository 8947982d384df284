"""Fits heads for a persona's own needs, each declared by a few answers, and for sentences in customers' own
words. They are used beside the shipped heads."""

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
from samklang.training.few_shot import FewShotTrainer
from samklang.training.train import Reader

_NEVER = -20.0
"""Intercept of a need in a language without answers: a probability of almost 0."""
_WORD = re.compile(r"\w+")
_MIN_LETTERS = 4
"""Shortest word that can be the topic of a sentence by itself."""


def fit(
    own: Sequence[OwnNeed],
    shipped: Heads,
    engine: Engine,
    advance: Advance = lambda _: None,
    sentences: Sequence[str] = (),
) -> Heads:
    """Fits heads for the own needs alone, in the languages of the shipped ones.

    Args:
        own: the needs with their examples; each is a negative example of the others.
        shipped: heads of the same engine.
        advance: called with the number of sentences encoded since its last call.
        sentences: in customers' own words. Two may mean the same, so none is a negative example of another.
    """
    groups = [own, *([need] for need in _as_needs(sentences))]
    reader = Reader(engine, advance)
    with one_thread():
        return shipped._replace(
            traits=(),
            needs=tuple(need.name for group in groups for need in group),
            languages={
                language: heads._replace(
                    traits=heads.traits[:0],
                    sharpness=heads.sharpness[:0],
                    calibrations=(),
                    needs=_heads(
                        groups, language, reader, heads.needs[0]._replace(slope=0.0, intercept=_NEVER)
                    ),
                )
                for language, heads in shipped.languages.items()
            },
        )


def sentence_count(own: Sequence[OwnNeed], sentences: Sequence[str] = ()) -> int:
    """Approximate number of sentences that `fit` encodes, for a progress bar."""
    shipped = [load(need) for need in NEEDS]
    return sum(
        int(1.4 * sum(len(texts[language]) for need in shipped for texts in (need.answers, need.near_misses)))
        for language in {language for need in (*own, *_as_needs(sentences)) for language in need.answers}
    )


def _as_needs(sentences: Sequence[str]) -> list[OwnNeed]:
    """A need per sentence, in its most likely language: the sentence is the name and the only answer.

    Its words, each by itself, are near misses: copy that only mentions the topic does not say the same.
    """
    needs = []
    for sentence in sentences:
        language = nearest(sentence)
        words = tuple(dict.fromkeys(word for word in _WORD.findall(sentence) if len(word) >= _MIN_LETTERS))
        near_misses = {language: words} if words else {}
        answers = {language: (sentence,)}
        needs.append(OwnNeed(name=sentence, question={}, answers=answers, near_misses=near_misses))
    return needs


def _heads(
    groups: Sequence[Sequence[OwnNeed]], language: str, reader: Reader, blank: Head
) -> tuple[Head, ...]:
    """The heads of all needs in one language, group by group; `blank` for needs without answers in it."""
    answered = [[need for need in group if language in need.answers] for group in groups]
    trainer = FewShotTrainer(language, reader) if any(answered) else None
    by_name = {
        need.name: head
        for group in answered
        if trainer and group
        for need, head in zip(group, trainer.heads(group), strict=True)
    }
    return tuple(by_name.get(need.name, blank) for group in groups for need in group)
