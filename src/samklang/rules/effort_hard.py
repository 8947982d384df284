"""`effort.hard`: a passage is harder to read, or a file asks more steps, than its channel may ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from samklang.model import Effort, Finding, HardToReadFacts, Level, Lix, Measurement, TooManyStepsFacts
from samklang.rules.interface import Case, Rule, of_passage

FEWEST_WORDS = 30
"""Under which LIX says little: one long word more is a point or three."""
HARDER = 15.0
"""LIX over what is asked from which everybody would call it harder."""
_LONG_SENTENCE = 25
"""Words a sentence on average, over which it is the sentences that are hard."""
_LONG_WORDS = 35
"""Percent of the words, over which it is the words."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage over the LIX that its channel's priorities allow, and for each file over the
    steps."""
    yield from _hard(case)
    yield from _long(case)


def _hard(case: Case) -> Iterator[Finding]:
    for one in case.measurements:
        source = one.passage.source
        channel = case.workspace.channel(source.channel)
        lix = channel.priority(source.moment).lix if channel else None
        if lix is not None and one.passage.words >= FEWEST_WORDS and one.effort.lix > lix + HARDER:
            yield of_passage(RULE, one.passage, _hard_by(one.effort, lix))


def _long(case: Case) -> Iterator[Finding]:
    """Of each language of a document, since nobody reads it in all of them."""
    by_language: dict[str, list[Measurement]] = defaultdict(list)
    for one in case.measurements:
        by_language[one.passage.language].append(one)
    for language, found in by_language.items():
        source = found[0].passage.source
        channel = case.workspace.channel(source.channel)
        most = channel.priority(source.moment).steps if channel else None
        total = sum(one.effort.steps for one in found)
        if most is not None and total > most:
            yield replace(
                of_passage(RULE, _past(found, most).passage, TooManyStepsFacts(steps=total, most=most)),
                subject=f"steps {language}",
                shortfall=1 - most / total,
            )


def _past(found: Sequence[Measurement], most: int) -> Measurement:
    """The passage that asks the first step too many."""
    asked = accumulate(one.effort.steps for one in found)
    return next(one for one, so_far in zip(found, asked, strict=True) if so_far > most)


def _hard_by(effort: Effort, asked: float) -> HardToReadFacts:
    """LIX is the words of a sentence and the share of long words together: which of them is it?"""
    sentences, long_words = effort.words_per_sentence, effort.lix - effort.words_per_sentence
    return HardToReadFacts(
        lix=Lix(effort.lix, asked),
        words_per_sentence=sentences if sentences > _LONG_SENTENCE else None,
        long_words=long_words if long_words > _LONG_WORDS else None,
    )


RULE = Rule(
    ids=("effort.hard",),
    level=Level.SUGGESTION,
    find=find,
)
