"""Expenses: which types of customer a channel serves at another's expense."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from samklang.journey.sums import Figures, interval
from samklang.journey.touchpoint import TouchpointStanding
from samklang.model import CustomerType, Expense

MIN_DIFFERENCE, MIN_LOW = 3.0, 1.0
"""Points of fit: an expense is reported from this difference and from this lower bound of its interval on."""
_RESAMPLED = 0.95
"""Share of bootstrap resamples in which the weakest moment must be one with several documents."""


def expenses(
    channel: str, language: str, served: Sequence[TouchpointStanding], customers: Sequence[CustomerType]
) -> list[Expense]:
    """The pairs of types of which a channel and language serves one significantly better than the other.

    A type's fit is that of its weakest moment, in each bootstrap resample of the documents. A moment of one
    document cannot be resampled; where it decides, no expense is reported.
    """
    resampled = {customer.name: _resampled(served, customer) for customer in customers}
    reported = []
    for better, worse in permutations(customers, 2):
        better_fits, worse_fits = resampled[better.name], resampled[worse.name]
        if better_fits is None or worse_fits is None:
            continue
        difference = (_fit(served, better) or 0.0) - (_fit(served, worse) or 0.0)
        bounds = interval(difference, better_fits - worse_fits)
        if difference >= MIN_DIFFERENCE and bounds and bounds.low >= MIN_LOW:
            reported.append(
                Expense(
                    channel=channel,
                    language=language,
                    served=better.name,
                    pays=worse.name,
                    difference=difference,
                    interval=bounds,
                    served_share=better.share.get(channel),
                    pays_share=worse.share.get(channel),
                )
            )
    return reported


def _fit(served: Sequence[TouchpointStanding], customer: CustomerType) -> float | None:
    """The fit of the weakest moment, as a type of customer weighs it."""
    fits = [fit for standing in served if (fit := standing.fit_for(customer)) is not None]
    return min(fits, default=None)


def _resampled(served: Sequence[TouchpointStanding], customer: CustomerType) -> Figures | None:
    """(draws,): the fit of the weakest moment in each resample; None if one document may decide it."""
    with_fit = [standing for standing in served if standing.fit_for(customer) is not None]
    if not with_fit:
        return None
    fits = np.array([standing.resampled_for(customer) for standing in with_fit])
    several = np.array([standing.documents > 1 for standing in with_fit])
    decided_by_several = several[np.nan_to_num(fits, nan=np.inf).argmin(0)]
    return np.asarray(np.fmin.reduce(fits)) if decided_by_several.mean() >= _RESAMPLED else None
