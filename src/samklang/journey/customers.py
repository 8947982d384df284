"""What a type of customer meets in a channel: what they love and hate that is in its copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.journey.felt import FeltStanding
from samklang.journey.touchpoint import ANSWERED
from samklang.model import (
    CustomerResult,
    CustomerType,
    Encounter,
    EncounterKind,
    Liking,
    Measurement,
    Score,
)
from samklang.needs.felt import FELT, load

MET_THRESHOLD = {
    EncounterKind.NEED: ANSWERED,
    EncounterKind.FEELING: ANSWERED,
    EncounterKind.TRAIT: 20.0,
    EncounterKind.SENTENCE: 0.90,
}
"""The least amount at which something counts as met: a probability or share, or, for a trait, the lower bound
of the score in points. docs/customers.md gives the reason for that of sentences."""
MIN_WORDS = 3
"""Shorter passages cannot say a sentence: "Newsletter", "Cancel"."""


class _Best(NamedTuple):
    """The passage that meets something most."""

    measurement: Measurement
    amount: float


class CustomerStanding:
    """Accumulates documents for one type of customer in one channel and language."""

    def __init__(self, customer: CustomerType, channel: str, language: str) -> None:
        self._customer, self._channel, self._language = customer, channel, language
        self._subjects = dict.fromkeys((*_kinds(customer.loves), *_kinds(customer.hates)))
        self._best: dict[str, _Best] = {}
        self._feelings = {
            what: FeltStanding(load(what)) for kind, what in self._subjects if kind is EncounterKind.FEELING
        }

    def add(self, group: Sequence[Measurement]) -> None:
        """Adds measurements of one document, all in the language."""
        for feeling in self._feelings.values():
            feeling.add(group)
        for kind, what in self._subjects:
            for measurement in group:
                amount = self._amount(kind, what, measurement)
                if amount is not None and (what not in self._best or amount > self._best[what].amount):
                    self._best[what] = _Best(measurement, amount)

    def result(self, fit: float | None) -> CustomerResult:
        """The result so far.

        Args:
            fit: of the channel's weakest moment, as this type weighs it.
        """
        customer = self._customer
        return CustomerResult(
            customer=customer.name,
            channel=self._channel,
            language=self._language,
            share=customer.share.get(self._channel),
            fit=fit,
            meets=self._encounters(customer.loves),
            misses=tuple(
                what
                for kind, what in _kinds(customer.loves)
                if what in customer.loves.needs and not self._is_met(kind, what)
            ),
            puts_off=self._encounters(customer.hates),
        )

    def _amount(self, kind: EncounterKind, what: str, measurement: Measurement) -> float | None:
        """How much a passage meets something; None if it cannot be scored."""
        if kind is EncounterKind.FEELING:
            return self._feelings[what].passage_share(measurement)
        if kind is EncounterKind.TRAIT:
            return _lower_bound(measurement.traits[what]) if what in measurement.traits else None
        if kind is EncounterKind.SENTENCE and measurement.passage.words < MIN_WORDS:
            return None
        return measurement.needs[what]

    def _is_met(self, kind: EncounterKind, what: str) -> bool:
        if kind is EncounterKind.FEELING:  # judged of the channel as a whole, not of its best passage
            return (self._feelings[what].value or 0.0) >= MET_THRESHOLD[kind]
        return what in self._best and self._best[what].amount >= MET_THRESHOLD[kind]

    def _encounters(self, liking: Liking) -> tuple[Encounter, ...]:
        met = [
            (kind, what, self._best[what].measurement.passage)
            for kind, what in _kinds(liking)
            if self._is_met(kind, what)
        ]
        return tuple(
            Encounter(kind=kind, what=what, place=passage.place(), evidence=passage.text)
            for kind, what, passage in met
        )


def _kinds(liking: Liking) -> Iterator[tuple[EncounterKind, str]]:
    """All that is loved or hated, with its kind."""
    for need in liking.needs:
        yield EncounterKind.FEELING if need in FELT else EncounterKind.NEED, need
    for trait in liking.traits:
        yield EncounterKind.TRAIT, trait
    for sentence in liking.sentences:
        yield EncounterKind.SENTENCE, sentence


def _lower_bound(score: Score) -> float:
    """The lower bound of a score's interval; the least possible one if the score abstains."""
    return -100.0 if score.abstained else score.score - score.margin
