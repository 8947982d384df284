"""The explanation of a passage: its scores against the bands, its findings, and the needs it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from samklang.frontends.editing import ANSWERED, ENGLISH, Example, RuleWords
from samklang.lsp.folder import Checked
from samklang.model import Band, Finding, Measurement, Score

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def explanation(
    checked: Checked,
    measurement: Measurement,
    findings: Sequence[Finding],
    nearest: Callable[[Finding], Example | None],
) -> str:
    """The explanation of a passage, as Markdown.

    Args:
        measurement: that of the passage.
        findings: the findings to explain.
        nearest: gives the approved sentence that says the same as a finding's, if there is one.
    """
    paragraphs = ["\n\n".join(_finding(finding, nearest(finding))) for finding in findings]
    paragraphs += dict.fromkeys(_what_to_do(ENGLISH.rule(finding.rule)) for finding in findings)
    channel = checked.workspace.channel(measurement.passage.source.channel)
    bands = channel.bands if channel else checked.workspace.persona.bands
    scores = [
        _score(band, measurement.traits[band.trait]) for band in bands if band.trait in measurement.traits
    ]
    answers = [need for need, probability in measurement.needs.items() if probability >= ANSWERED]
    needs = ", ".join(sorted(answers, key=lambda need: -measurement.needs[need])) or "no need"
    paragraphs.append("\n".join([*scores, f"- answers {needs}", f"- LIX {measurement.effort.lix:.0f}"]))
    return "\n\n".join(paragraphs)


def _finding(finding: Finding, example: Example | None) -> Iterator[str]:
    """A finding with its reasons, a paragraph each."""
    yield f"**{_plain(ENGLISH.message(finding))}** ({finding.level}, `{finding.rule}`)"
    if finding.score is not None:
        yield ENGLISH.figures(finding)
    if reason := ENGLISH.reason(finding):
        yield f"Why: {_plain(reason)}"
    if example:
        yield f"Approved copy says: “{_plain(example.text)}” ({_plain(example.place.name)})"


def _what_to_do(rule: RuleWords) -> str:
    """Why a rule exists, and what to do about a finding of it, in one paragraph."""
    return " ".join(f"{rule.why} {rule.to_do}".split())


def _score(band: Band, score: Score) -> str:
    if score.abstained:
        return f"- {band.trait}: cannot be measured here"
    figure = f"{score.score:.0f} ± {score.margin:.0f}, band {band.low:.0f} to {band.high:.0f}"
    outside = abs(band.overshoot(score.score)) > score.margin
    return f"- **{band.trait} {figure}**" if outside else f"- {band.trait} {figure}"


def _plain(copy: str) -> str:
    """Copy with its mark-up escaped, so that Markdown shows it unchanged."""
    return _MARKUP.sub(r"\\\1", " ".join(copy.split()))
