"""Examples: what a persona's own trait is to be learnt from, of its pairs or of passages of its copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from samklang.model import FEWEST_PASSAGES, Examples, OwnTrait, Passage

FEWEST_WORDS = 3
"""A shorter passage says nothing of tone; scores abstain on it too."""
Texts = tuple[str, ...]


def of_pairs(own: OwnTrait) -> Examples:
    """The trait's pairs, side by side."""
    sides = {
        language: (tuple(named for named, _ in pairs), tuple(other for _, other in pairs))
        for language, pairs in own.pairs.items()
    }
    return Examples(trait=own.name, paired=True, sides=sides)


def of_copy(
    own: OwnTrait, approved: Iterable[Passage], rejected: Iterable[Passage], mistakes: list[str]
) -> Examples:
    """The languages in which there is enough of both sides; a mistake is added where none is.

    What stands on both sides, a footer say, tells them not apart and is left out.
    """
    good, bad = _by_language(approved), _by_language(rejected)
    sides = {
        language: (_without(good[language], bad[language]), _without(bad[language], good[language]))
        for language in {**good, **bad}
    }
    enough = {language: both for language, both in sides.items() if min(map(len, both)) >= FEWEST_PASSAGES}
    if not enough:
        mistakes.append(f"{own.declared}: {_too_little(sides)}")
    return Examples(trait=own.name, paired=False, sides=enough)


def _by_language(passages: Iterable[Passage]) -> defaultdict[str, dict[str, None]]:
    """The texts, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for passage in passages:
        if passage.scorable and passage.words >= FEWEST_WORDS:
            found[passage.language][passage.text] = None
    return found


def _without(texts: Iterable[str], others: Iterable[str]) -> Texts:
    left_out = frozenset(others)
    return tuple(text for text in texts if text not in left_out)


def _too_little(sides: dict[str, tuple[Texts, Texts]]) -> str:
    """What is there in the language that has most, and how much more it takes."""
    if not sides:
        return f"no passage of {FEWEST_WORDS} words or more in a language that samklang scores"
    counts = {language: (len(good), len(bad)) for language, (good, bad) in sides.items()}
    language = max(counts, key=lambda one: (min(counts[one]), sum(counts[one])))
    good, bad = counts[language]
    return (
        f"{good} approved and {bad} rejected passages in {language}; {FEWEST_PASSAGES} of either are the "
        f"fewest, add {max(0, FEWEST_PASSAGES - good)} approved and {max(0, FEWEST_PASSAGES - bad)} rejected"
    )
