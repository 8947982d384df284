"""`effort.hard`: a passage is harder to read, or a file asks more steps, than its channel may ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from samklang.model import (
    Effort,
    Finding,
    HardToReadFacts,
    Level,
    Lix,
    Measurement,
    Passage,
    TooManyStepsFacts,
)
from samklang.rules.interface import Case, Rule, of_passage

FEWEST_WORDS = 30
"""Shorter passages are left alone: in them, one more long word adds one to three points of LIX."""
HARDER = 15.0
"""How far over the LIX that a channel asks for a passage must be: anybody would call it harder then."""
_LONG_SENTENCE = 25
"""Words per sentence, on average; above this the reason names the sentences."""
_LONG_WORDS = 35
"""Percent of the words that are long; above this the reason names the words."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage over the LIX that its channel's priorities allow, and for each file over its
    number of steps."""
    yield from _hard(case)
    yield from _long(case)


def _hard(case: Case) -> Iterator[Finding]:
    for measurement in case.measurements:
        passage, effort = measurement.passage, measurement.effort
        channel = case.workspace.channel(passage.source.channel)
        lix = channel.priority(passage.source.moment).lix if channel else None
        if lix is not None and passage.words >= FEWEST_WORDS and effort.lix > lix + HARDER:
            yield of_passage(RULE, passage, _hard_by(effort, lix))


def _long(case: Case) -> Iterator[Finding]:
    """Counts the steps of each language of a document by itself: nobody reads it in all of them."""
    by_language: dict[str, list[Measurement]] = defaultdict(list)
    for measurement in case.measurements:
        by_language[measurement.passage.language].append(measurement)
    for language, measurements in by_language.items():
        source = measurements[0].passage.source
        channel = case.workspace.channel(source.channel)
        most = channel.priority(source.moment).steps if channel else None
        total = sum(measurement.effort.steps for measurement in measurements)
        if most is not None and total > most:
            yield replace(
                of_passage(RULE, _first_over(measurements, most), TooManyStepsFacts(steps=total, most=most)),
                subject=f"steps {language}",
                shortfall=1 - most / total,
            )


def _first_over(measurements: Sequence[Measurement], most: int) -> Passage:
    """The passage that asks the first step too many."""
    totals = accumulate(measurement.effort.steps for measurement in measurements)
    return next(
        measurement.passage for measurement, total in zip(measurements, totals, strict=True) if total > most
    )


def _hard_by(effort: Effort, asked: float) -> HardToReadFacts:
    """LIX adds up the words per sentence and the percentage of long words; the facts say which is high."""
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
