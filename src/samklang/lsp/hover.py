"""Why: what a passage scores, band by band, what is found in it, and which needs it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from samklang.frontends.editing import ANSWERED, ENGLISH, Example, RuleWords
from samklang.lsp.folder import Checked
from samklang.model import Band, Finding, Measurement, Score

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def why(
    checked: Checked, one: Measurement, findings: Sequence[Finding], near: Callable[[Finding], Example | None]
) -> str:
    """The why of a passage, as Markdown.

    Args:
        findings: those to be explained.
        near: the approved sentence that says the same, where a finding has one.
    """
    told = ["\n\n".join(_finding(finding, near(finding))) for finding in findings]
    told += dict.fromkeys(_what_to_do(ENGLISH.rule(finding.rule)) for finding in findings)
    channel = checked.workspace.channel(one.passage.source.channel)
    bands = channel.bands if channel else checked.workspace.persona.bands
    scores = [_score(band, one.traits[band.trait]) for band in bands if band.trait in one.traits]
    answers = [need for need, sure in one.needs.items() if sure >= ANSWERED]
    needs = ", ".join(sorted(answers, key=lambda need: -one.needs[need])) or "no need"
    told.append("\n".join([*scores, f"- answers {needs}", f"- LIX {one.effort.lix:.0f}"]))
    return "\n\n".join(told)


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
        return f"- {band.trait}: cannot be told"
    figure = f"{score.score:.0f} ± {score.margin:.0f}, band {band.low:.0f} to {band.high:.0f}"
    outside = abs(band.overshoot(score.score)) > score.margin
    return f"- **{band.trait} {figure}**" if outside else f"- {band.trait} {figure}"


def _plain(copy: str) -> str:
    """Copy that may hold mark-up, as it stands."""
    return _MARKUP.sub(r"\\\1", " ".join(copy.split()))
