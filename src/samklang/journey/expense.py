"""Which types of customer a channel serves at another's expense."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from samklang.journey.sums import Figures, interval
from samklang.journey.touchpoint import TouchpointStanding
from samklang.model import CustomerType, Expense

LEAST, SURELY = 3.0, 1.0
"""Points of fit between two types from which they are told, and that must surely be between them."""
_KNOWN = 0.95
"""Share of the draws in which the weakest moment must be one of several documents."""


def expenses(
    channel: str, language: str, served: Sequence[TouchpointStanding], customers: Sequence[CustomerType]
) -> list[Expense]:
    """The pairs of types of which one surely fares better in a channel and language than the other.

    A type fares as in its weakest moment, in each draw of the documents. A moment of one document cannot be
    drawn again; where it decides, nothing is said.
    """
    drawn = {who.name: _weakest(served, who) for who in customers}
    found = []
    for better, worse in permutations(customers, 2):
        one, other = drawn[better.name], drawn[worse.name]
        if one is None or other is None:
            continue
        difference = (_now(served, better) or 0.0) - (_now(served, worse) or 0.0)
        sure = interval(difference, one - other)
        if difference >= LEAST and sure and sure.low >= SURELY:
            found.append(
                Expense(
                    channel=channel,
                    language=language,
                    served=better.name,
                    pays=worse.name,
                    difference=difference,
                    interval=sure,
                    served_share=better.share.get(channel),
                    pays_share=worse.share.get(channel),
                )
            )
    return found


def _now(served: Sequence[TouchpointStanding], who: CustomerType) -> float | None:
    fits = [fit for one in served if (fit := one.fit_for(who)) is not None]
    return min(fits, default=None)


def _weakest(served: Sequence[TouchpointStanding], who: CustomerType) -> Figures | None:
    """(draws,): the fit of the weakest moment; None where one document alone may decide it."""
    fitted = [one for one in served if one.fit_for(who) is not None]
    if not fitted:
        return None
    fits = np.array([one.drawn_for(who) for one in fitted])
    several = np.array([one.documents > 1 for one in fitted])
    known = several[np.nan_to_num(fits, nan=np.inf).argmin(0)]
    return np.asarray(np.fmin.reduce(fits)) if known.mean() >= _KNOWN else None
