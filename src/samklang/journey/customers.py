"""What a type of customer meets in a channel: what they love there, and what puts them off."""

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

MET = {
    EncounterKind.NEED: ANSWERED,
    EncounterKind.FEELING: ANSWERED,
    EncounterKind.TRAIT: 20.0,
    EncounterKind.SENTENCE: 0.90,
}
"""From how much something is met: of a trait, points that are sure; of a sentence, see docs/customers.md."""
FEWEST_WORDS = 3
"""Under which a passage says nothing by itself: "Newsletter", "Cancel"."""


class _Passage(NamedTuple):
    """The passage that is most of something."""

    by: Measurement
    amount: float


class CustomerStanding:
    """One type of customer in one channel and language so far."""

    def __init__(self, customer: CustomerType, channel: str, language: str) -> None:
        self._customer, self._channel, self._language = customer, channel, language
        self._cared = dict.fromkeys((*_kinds(customer.loves), *_kinds(customer.hates)))
        self._most: dict[str, _Passage] = {}
        self._feelings = {
            what: FeltStanding(load(what)) for kind, what in self._cared if kind is EncounterKind.FEELING
        }

    def add(self, group: Sequence[Measurement]) -> None:
        """Measurements of one document, all in the language."""
        for feeling in self._feelings.values():
            feeling.add(group)
        for kind, what in self._cared:
            for one in group:
                amount = self._amount(kind, what, one)
                if amount is not None and (what not in self._most or amount > self._most[what].amount):
                    self._most[what] = _Passage(one, amount)

    def result(self, fit: float | None) -> CustomerResult:
        """How it stands; `fit` is that of the channel's weakest moment as this type weighs it."""
        customer = self._customer
        return CustomerResult(
            customer=customer.name,
            channel=self._channel,
            language=self._language,
            share=customer.share.get(self._channel),
            fit=fit,
            meets=self._met(customer.loves),
            misses=tuple(
                what
                for kind, what in _kinds(customer.loves)
                if what in customer.loves.needs and not self._is_met(kind, what)
            ),
            puts_off=self._met(customer.hates),
        )

    def _amount(self, kind: EncounterKind, what: str, one: Measurement) -> float | None:
        """How much of something a passage is; None where that cannot be told."""
        if kind is EncounterKind.FEELING:
            return self._feelings[what].of(one)
        if kind is EncounterKind.TRAIT:
            return _surely(one.traits[what]) if what in one.traits else None
        if kind is EncounterKind.SENTENCE and one.passage.words < FEWEST_WORDS:
            return None
        return one.needs[what]

    def _is_met(self, kind: EncounterKind, what: str) -> bool:
        if kind is EncounterKind.FEELING:  # what the channel gives as a whole, not its best passage
            return (self._feelings[what].value or 0.0) >= MET[kind]
        return what in self._most and self._most[what].amount >= MET[kind]

    def _met(self, liking: Liking) -> tuple[Encounter, ...]:
        met = [(kind, what, self._most[what].by) for kind, what in _kinds(liking) if self._is_met(kind, what)]
        return tuple(
            Encounter(kind=kind, what=what, place=by.passage.place(), evidence=by.passage.text)
            for kind, what, by in met
        )


def _kinds(liking: Liking) -> Iterator[tuple[EncounterKind, str]]:
    """All that is loved, or hated, with what it is."""
    for need in liking.needs:
        yield EncounterKind.FEELING if need in FELT else EncounterKind.NEED, need
    for trait in liking.traits:
        yield EncounterKind.TRAIT, trait
    for sentence in liking.sentences:
        yield EncounterKind.SENTENCE, sentence


def _surely(score: Score) -> float:
    """Points of the named pole that are sure."""
    return -100.0 if score.abstained else score.score - score.margin
