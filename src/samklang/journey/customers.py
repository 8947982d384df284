"""What a type of customer meets in a channel: what they love there, and what puts them off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from samklang.journey.touchpoint import ANSWERED
from samklang.model import CustomerResult, CustomerType, Encounter, Measurement, Score

FELT = 20.0
"""Points, margin taken off, from which a passage is felt to be of a trait."""


class _Passage(NamedTuple):
    """The passage that is most of something."""

    by: Measurement
    amount: float


class CustomerStanding:
    """One type of customer in one channel and language so far."""

    def __init__(self, customer: CustomerType, channel: str, language: str) -> None:
        self._customer, self._channel, self._language = customer, channel, language
        self._answers: dict[str, _Passage] = {}
        self._felt: dict[str, _Passage] = {}

    def add(self, group: Sequence[Measurement]) -> None:
        """Measurements of one document, all in the language."""
        customer = self._customer
        for need in (*customer.loves.needs, *customer.hates.needs):
            self._keep(self._answers, need, ((one, one.needs[need]) for one in group))
        for trait in (*customer.loves.traits, *customer.hates.traits):
            scored = ((one, one.traits[trait]) for one in group if trait in one.traits)
            self._keep(self._felt, trait, ((one, _surely(score)) for one, score in scored))

    def result(self, fit: float | None) -> CustomerResult:
        """How it stands; `fit` is that of the channel's weakest moment as this type weighs it."""
        loves, hates = self._customer.loves, self._customer.hates
        return CustomerResult(
            customer=self._customer.name,
            channel=self._channel,
            language=self._language,
            share=self._customer.share.get(self._channel),
            fit=fit,
            meets=self._met(loves.needs, loves.traits),
            misses=tuple(need for need in loves.needs if not self._is_answered(need)),
            puts_off=self._met(hates.needs, hates.traits),
        )

    def _keep(self, best: dict[str, _Passage], what: str, found: Iterable[tuple[Measurement, float]]) -> None:
        for one, amount in found:
            if what not in best or amount > best[what].amount:
                best[what] = _Passage(one, amount)

    def _is_answered(self, need: str) -> bool:
        return need in self._answers and self._answers[need].amount >= ANSWERED

    def _met(self, needs: Sequence[str], traits: Sequence[str]) -> tuple[Encounter, ...]:
        met = [(need, self._answers[need]) for need in needs if self._is_answered(need)]
        met += [
            (trait, self._felt[trait])
            for trait in traits
            if trait in self._felt and self._felt[trait].amount >= FELT
        ]
        return tuple(
            Encounter(what=what, place=best.by.passage.place(), evidence=best.by.passage.text)
            for what, best in met
        )


def _surely(score: Score) -> float:
    """Points of the named pole that are sure."""
    return -100.0 if score.abstained else score.score - score.margin
