"""`language.mismatch`: copy that is surely in another language than it is meant to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from samklang.model import Finding, LanguageMismatchFacts, Level, Passage, Share
from samklang.rules.interface import Case, Rule, of_passage

_WHOLE = 0.5
"""Share of the passages whose language is sure; above this, the whole file is in another language."""


def find(case: Case) -> Iterator[Finding]:
    """A finding for each passage in another language, or one for a file that is in another throughout."""
    files: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for measurement in case.measurements:
        passage = measurement.passage
        if passage.seems:
            files[passage.source.name, passage.language].append(passage)
    for (_, language), passages in files.items():
        strange = [passage for passage in passages if passage.seems != language]
        counts = Counter(passage.seems for passage in strange)
        most = next((code for code in counts if counts[code] > max(1, _WHOLE * len(passages))), None)
        if most:
            first = next(passage for passage in strange if passage.seems == most)
            yield _finding(first, Share(counts[most], len(passages)))
        for passage in strange:
            if passage.seems != most:
                yield _finding(passage)


def _finding(passage: Passage, file: Share | None = None) -> Finding:
    facts = LanguageMismatchFacts(seems=str(passage.seems), meant=passage.language, file=file)
    return of_passage(RULE, passage, facts)


RULE = Rule(
    ids=("language.mismatch",),
    level=Level.WARNING,
    find=find,
)
