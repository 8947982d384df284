"""Gathers the examples that a persona's own trait is learnt from: its pairs, or passages of its copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from samklang.model import FEWEST_PASSAGES, Examples, OwnTrait, Passage

MIN_WORDS = 3
"""Passages with fewer words say nothing about tone; scores abstain on them too."""
Texts = tuple[str, ...]


def of_pairs(own: OwnTrait) -> Examples:
    """The examples of a trait that is declared by pairs."""
    sides = {
        language: (tuple(named for named, _ in pairs), tuple(other for _, other in pairs))
        for language, pairs in own.pairs.items()
    }
    return Examples(trait=own.name, paired=True, sides=sides)


def of_copy(
    own: OwnTrait, approved: Iterable[Passage], rejected: Iterable[Passage], mistakes: list[str]
) -> Examples:
    """The examples of a trait that is declared by approved and rejected copy.

    Holds the languages that have enough passages of both; if none has, adds a message to `mistakes`. Texts
    that are both approved and rejected, such as a footer, do not distinguish the sides and are left out.
    """
    good, bad = _by_language(approved), _by_language(rejected)
    sides = {
        language: (_without(good[language], bad[language]), _without(bad[language], good[language]))
        for language in {**good, **bad}
    }
    enough = {language: texts for language, texts in sides.items() if min(map(len, texts)) >= FEWEST_PASSAGES}
    if not enough:
        mistakes.append(f"{own.declared}: {_too_little(sides)}")
    return Examples(trait=own.name, paired=False, sides=enough)


def _by_language(passages: Iterable[Passage]) -> defaultdict[str, dict[str, None]]:
    """The distinct texts of each language, in order."""
    texts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for passage in passages:
        if passage.scorable and passage.words >= MIN_WORDS:
            texts[passage.language][passage.text] = None
    return texts


def _without(texts: Iterable[str], others: Iterable[str]) -> Texts:
    excluded = frozenset(others)
    return tuple(text for text in texts if text not in excluded)


def _too_little(sides: dict[str, tuple[Texts, Texts]]) -> str:
    """How many passages the language with most has, and how many more are needed."""
    if not sides:
        return f"no passage of {MIN_WORDS} words or more in a language that samklang scores"
    counts = {language: (len(good), len(bad)) for language, (good, bad) in sides.items()}
    language = max(counts, key=lambda code: (min(counts[code]), sum(counts[code])))
    good, bad = counts[language]
    return (
        f"{good} approved and {bad} rejected passages in {language}; at least {FEWEST_PASSAGES} of each are "
        f"needed: add {max(0, FEWEST_PASSAGES - good)} approved and {max(0, FEWEST_PASSAGES - bad)} rejected"
    )
