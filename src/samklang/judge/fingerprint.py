"""Fingerprints: a finding is the same in another run if its rule, its file and its subject are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from samklang.model import Finding
from samklang.words import digest


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each with a fingerprint of its own: equal findings are numbered."""
    counts: Counter[tuple[str, str, str]] = Counter()
    marked = []
    for finding in findings:
        file = "" if finding.need else finding.place.name  # the nearest answer may be in any file
        key = (finding.rule, file, finding.subject)
        counts[key] += 1
        marked.append(replace(finding, fingerprint=digest(*key, str(counts[key]))))
    return tuple(marked)
