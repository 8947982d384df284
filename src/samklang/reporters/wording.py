"""What several reporters share: a finding in words, the order of findings, problems and files not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from samklang.model import (
    ChannelResult,
    Encounter,
    EncounterKind,
    Expense,
    FileText,
    Finding,
    Interval,
    Report,
    Step,
    StepKind,
    Touchpoint,
)
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.printable import clean, located
from samklang.words import counted


class Trouble(NamedTuple):
    """A problem, or a file that could not be read."""

    title: str
    message: str
    hint: str = ""
    file: str = ""
    """Empty where it is not about one file."""
    home: str = ""
    """The workspace's file."""

    @property
    def line(self) -> str:
        """All but the hint, in one line."""
        return f"{self.file}: {self.title}: {self.message}" if self.file else f"{self.title}: {self.message}"

    @property
    def shown_in(self) -> str:
        """The file for hosts that can show a message only in a file."""
        return self.file or self.home


def troubles(report: Report) -> Iterator[Trouble]:
    """The report's problems, then the files that should have been read and were not."""
    for problem in report.problems:
        yield Trouble("problem", problem, home=report.home)
    for skipped in report.skipped:
        if skipped.failed:
            yield Trouble("not read", skipped.reason, skipped.hint, skipped.name)


def worst_first(report: Report) -> list[Finding]:
    """Errors before warnings before suggestions; among those, the furthest outside its band first."""
    return sorted(report.findings, key=lambda finding: (-finding.level.rank, -_distance(finding)))


def _distance(finding: Finding) -> float:
    """Points outside the band. A finding without a score (a banned word, an unmet need) is sure: first."""
    if finding.score is None or finding.low is None or finding.high is None:
        return float("inf")
    return max(finding.low - finding.score, finding.score - finding.high, 0.0)


def steps(point: Touchpoint, files: Mapping[str, FileText]) -> list[str]:
    """The changes that would raise a touchpoint's fit most, a line each."""
    answered = {need.need for need in point.needs if need.answered}
    return [
        f"{_gains(step)}: {_change(step, files, surer=step.what in answered)}"
        for step in point.steps
        if round(step.fit) >= 1
    ]


def channel_steps(report: Report, channel: ChannelResult) -> list[str]:
    """The changes that would raise a channel's consistency most, a line each.

    Those that the report already lists for the weakest moment are left out.
    """
    weakest = report.weakest
    listed = weakest.steps if weakest and weakest.channel == channel.channel else ()
    known = {(step.what, step.place.name) for step in listed if round(step.fit) >= 1}
    return [
        f"{_gains(step)}: {_change(step, report.files)}"
        for step in channel.steps
        if round(step.consistency) >= 1 and (step.what, step.place.name) not in known
    ]


def expense_sentence(expense: Expense) -> str:
    """Which type of customer is served at the expense of which other, in a sentence."""
    served = _with_share(expense.served, expense.served_share)
    pays = _with_share(expense.pays, expense.pays_share)
    return (
        f"{expense.channel} ({expense.language}) serves {served} at the expense of {pays}: "
        f"{counted(round(expense.difference), 'point')} of fit between them, "
        f"{between(expense.interval)} nine times in ten"
    )


def _with_share(name: str, share: float | None) -> str:
    return f"{name} ({share:.0%} of customers there)" if share is not None else name


def encounter_words(encounter: Encounter) -> str:
    """What a customer meets: an id in plain words, or the customer's own sentence in quotation marks."""
    return (
        f"“{encounter.what}”"
        if encounter.kind is EncounterKind.SENTENCE
        else encounter.what.replace("-", " ").replace("_", " ")
    )


def _gains(step: Step) -> str:
    gains = [(step.fit, "fit"), (step.consistency, "consistency")]
    return ", ".join(f"+{points:.0f} {figure}" for points, figure in gains if round(points) >= 1)


def _change(step: Step, files: Mapping[str, FileText], *, surer: bool = False) -> str:
    file = clean(step.place.name)
    if step.kind is StepKind.NEED:
        surely = " more surely" if surer else ""
        return f"answer {step.what}{surely}; nearest is {located(step.place, files.get(step.place.name))}"
    if step.kind is StepKind.FEELING:
        return f"give more {step.what} in {file}"
    if step.kind is StepKind.TRAIT:
        return f"make {file} {'more' if step.more else 'less'} {step.what}"
    return f"make {file} easier to read"


def between(interval: Interval) -> str:
    """An interval as readers see it: `17-31`."""
    return f"{interval.low:.0f}-{interval.high:.0f}"


def in_words(finding: Finding, catalogue: Catalogue) -> str:
    """A finding in full, a line each: message, figures, reason, suggestion."""
    suggestion = f"Try: {finding.suggestion}" if finding.suggestion else ""
    return joined(
        catalogue.message(finding), catalogue.figures(finding), catalogue.reason(finding), suggestion
    )


def hidden(report: Report) -> str:
    """How many findings are hidden, and by what; empty where none are."""
    counts = report.hidden
    parts = [f"{counts.suppressed:,} by suppressions"] if counts.suppressed else []
    parts += [f"{counts.baseline:,} by the baseline"] if counts.baseline else []
    parts += [f"{counts.unchanged:,} from before this change"] if counts.unchanged else []
    return f"Hidden: {', '.join(parts)}." if parts else ""


def joined(*parts: str) -> str:
    """The parts that are not empty, a line each."""
    return "\n".join(part for part in parts if part)


def encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate: file names that are not UTF-8 have them."""
    return text.encode("utf-8", "replace").decode("utf-8")
