"""What makes a finding the same finding in another run: its rule, its file and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from samklang.model import Finding


def digest(*parts: str) -> str:
    """A short name for texts, the same on every machine."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


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
