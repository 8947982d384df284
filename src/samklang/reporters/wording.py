"""What several reporters say alike: a finding in words, the worst first, and what could not be had."""

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
    """Something asked for that could not be had."""

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
        """The file where a host shows it that shows nothing outside files."""
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
    """Points outside the band. What has no score (a banned word, an unmet need) is sure, and goes first."""
    if finding.score is None or finding.low is None or finding.high is None:
        return float("inf")
    return max(finding.low - finding.score, finding.score - finding.high, 0.0)


def steps(point: Touchpoint, files: Mapping[str, FileText]) -> list[str]:
    """What would lift a touchpoint most, a line each."""
    answered = {need.need for need in point.needs if need.answered}
    return [
        f"{_gains(step)}: {_change(step, files, surer=step.what in answered)}"
        for step in point.steps
        if round(step.fit) >= 1
    ]


def channel_steps(report: Report, channel: ChannelResult) -> list[str]:
    """What would make a channel most itself, a line each; less what is told of its weakest moment."""
    weakest = report.weakest
    told = weakest.steps if weakest and weakest.channel == channel.channel else ()
    known = {(step.what, step.place.name) for step in told if round(step.fit) >= 1}
    return [
        f"{_gains(step)}: {_change(step, report.files)}"
        for step in channel.steps
        if round(step.consistency) >= 1 and (step.what, step.place.name) not in known
    ]


def expense(one: Expense) -> str:
    """Who is served at whose expense, in a sentence."""
    served, pays = _known(one.served, one.served_share), _known(one.pays, one.pays_share)
    return (
        f"{one.channel} ({one.language}) serves {served} at the expense of {pays}: "
        f"{counted(round(one.difference), 'point')} of fit between them, "
        f"{between(one.interval)} nine times in ten"
    )


def _known(name: str, share: float | None) -> str:
    return f"{name} ({share:.0%} there)" if share is not None else name


def encounter(one: Encounter) -> str:
    """What is met, as people say it: an id, or the customer's own words between quotation marks."""
    return (
        f"“{one.what}”"
        if one.kind is EncounterKind.SENTENCE
        else one.what.replace("-", " ").replace("_", " ")
    )


def _gains(step: Step) -> str:
    gains = [(step.fit, "fit"), (step.consistency, "consistency")]
    return ", ".join(f"+{points:.0f} {of}" for points, of in gains if round(points) >= 1)


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
    """An interval as people see it."""
    return f"{interval.low:.0f}-{interval.high:.0f}"


def in_words(finding: Finding, catalogue: Catalogue) -> str:
    """All that there is to say of a finding, a line each: message, figures, reason, suggestion."""
    suggestion = f"Try: {finding.suggestion}" if finding.suggestion else ""
    return joined(
        catalogue.message(finding), catalogue.figures(finding), catalogue.reason(finding), suggestion
    )


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
