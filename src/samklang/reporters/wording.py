"""What several reporters say alike: a finding in words, the worst first, and what could not be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from samklang.model import Finding, Report


class Trouble(NamedTuple):
    """Something asked for that could not be had."""

    title: str
    message: str
    hint: str = ""
    file: str = ""
    """Empty where it is not about one file."""

    @property
    def line(self) -> str:
        """All but the hint, in one line."""
        return f"{self.file}: {self.title}: {self.message}" if self.file else f"{self.title}: {self.message}"

    @property
    def shown_in(self) -> str:
        """The file where a host shows it that shows nothing outside files."""
        return self.file or "samklang.yaml"


def troubles(report: Report) -> Iterator[Trouble]:
    """The report's problems, then the files that should have been read and were not."""
    for problem in report.problems:
        yield Trouble("problem", problem)
    for skipped in report.skipped:
        if skipped.failed:
            yield Trouble("not read", skipped.reason, skipped.hint, skipped.name)


def worst_first(report: Report) -> list[Finding]:
    """Errors before warnings before suggestions; among those, the furthest outside its band first."""
    return sorted(report.findings, key=lambda finding: (-finding.level.rank, -_distance(finding)))


def _distance(finding: Finding) -> float:
    """Points outside the band. What has no score (a banned word, an unmet need) is sure, and goes first."""
    if finding.score is None or finding.low is None or finding.high is None:
        return float("inf")
    return max(finding.low - finding.score, finding.score - finding.high, 0.0)


def figures(finding: Finding) -> str:
    """Score, band and margin, as far as the finding has them."""
    found = [f"score {round(finding.score)}"] if finding.score is not None else []
    if finding.low is not None and finding.high is not None:
        found.append(f"band {round(finding.low)} to {round(finding.high)}")
    if finding.margin is not None:
        found.append(f"margin {round(finding.margin)}")
    return ", ".join(found)


def in_words(finding: Finding) -> str:
    """All that there is to say of a finding, a line each: message, figures, reason, suggestion."""
    suggestion = f"Try: {finding.suggestion}" if finding.suggestion else ""
    return joined(finding.message, figures(finding), finding.reason, suggestion)


def hidden(report: Report) -> str:
    """What was found and left out, in words; empty where nothing was."""
    counts = report.hidden
    told = [f"{counts.suppressed:,} by suppressions"] if counts.suppressed else []
    told += [f"{counts.baseline:,} by the baseline"] if counts.baseline else []
    told += [f"{counts.unchanged:,} not of this change"] if counts.unchanged else []
    return f"Hidden: {', '.join(told)}." if told else ""


def joined(*parts: str) -> str:
    """The parts that say something, a line each."""
    return "\n".join(part for part in parts if part)


def encodable(text: str) -> str:
    """Lone surrogates, of file names that are not UTF-8, cannot be written: a question mark instead."""
    return text.encode("utf-8", "replace").decode("utf-8")
