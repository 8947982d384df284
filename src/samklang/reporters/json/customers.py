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
        "meets": [_encounter(one, files) for one in result.meets],
        "misses": list(result.misses),
        "puts_off": [_encounter(one, files) for one in result.puts_off],
    }


def _encounter(one: Encounter, files: Files) -> Json:
    return {
        "kind": one.kind.value,
        "what": one.what,
        "evidence": one.evidence,
        "place": place_of(one.place, files),
    }


def expense_of(one: Expense) -> Json:
    """Who is served at whose expense."""
    return {
        "channel": one.channel,
        "language": one.language,
        "served": one.served,
        "pays": one.pays,
        "difference": number(one.difference),
        "interval": interval_of(one.interval),
        "served_share": number(one.served_share),
        "pays_share": number(one.pays_share),
    }
