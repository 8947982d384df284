"""What makes a finding the same finding in another run: its rule, its file and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from samklang.model import Finding
from samklang.words import digest


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each with a fingerprint that no other has: equal ones are numbered."""
    seen: Counter[tuple[str, str, str]] = Counter()
    named = []
    for finding in findings:
        file = "" if finding.need else finding.place.name  # the nearest answer may stand in any file
        key = (finding.rule, file, finding.subject)
        seen[key] += 1
        named.append(replace(finding, fingerprint=digest(*key, str(seen[key]))))
    return tuple(named)
