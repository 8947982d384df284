"""What types of customer meet, as JSON."""

from __future__ import annotations

from samklang.model import CustomerResult, Encounter, Expense
from samklang.reporters.json.values import Files, Json, interval_of, number, place_of


def customer_of(result: CustomerResult, files: Files) -> Json:
    """What one type of customer meets in a channel and language."""
    return {
        "customer": result.customer,
        "channel": result.channel,
        "language": result.language,
        "share": number(result.share),
        "fit": number(result.fit),
        "meets": [_encounter(encounter, files) for encounter in result.meets],
        "misses": list(result.misses),
        "puts_off": [_encounter(encounter, files) for encounter in result.puts_off],
    }


def _encounter(encounter: Encounter, files: Files) -> Json:
    return {
        "kind": encounter.kind.value,
        "what": encounter.what,
        "evidence": encounter.evidence,
        "place": place_of(encounter.place, files),
    }


def expense_of(expense: Expense) -> Json:
    """Which type of customer is served at the expense of which other."""
    return {
        "channel": expense.channel,
        "language": expense.language,
        "served": expense.served,
        "pays": expense.pays,
        "difference": number(expense.difference),
        "interval": interval_of(expense.interval),
        "served_share": number(expense.served_share),
        "pays_share": number(expense.pays_share),
    }
