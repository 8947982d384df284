"""Levels: by rule or family, channel and glob; the most specific setting takes precedence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samklang.config import load
from samklang.errors import ConfigError
from samklang.judge.filters import levelled
from samklang.model import Finding, Level, Place, Span
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import WORKSPACE
from tests.findings import COLD

FINDING = Finding(
    rule="tone.warm",
    level=Level.WARNING,
    place=Place(name="web/a.md", span=Span(0, 1)),
    channel="web",
    moment="any",
    language="en",
    facts=COLD,
)


def level(folder: Path, rules: str, finding: Finding = FINDING) -> str:
    """The level of the finding in a workspace with these rules."""
    (folder / "samklang.yaml").write_text(f"{WORKSPACE}rules: {rules}\n", encoding="utf-8")
    settings = load(folder / "samklang.yaml", VOCABULARY).levels
    return next((result.level.value for result in levelled([finding], settings)), "off")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{}", "warning"),
        ("{tone.warm: error}", "error"),
        ("{tone.warm: off}", "off"),
        ("{tone.formal: off}", "warning"),
        ("{tone: error}", "error"),
        ("{tone: off, tone.warm: error}", "error"),
        ("{tone.warm: error, tone: off}", "error"),
        ("{tone.warm: {channels: {web: error}}}", "error"),
        ("{tone.warm: {level: off, channels: {web: error}}}", "error"),
        ("{tone: {files: {'web/**': off}}, tone.warm: {channels: {web: error}}}", "off"),
        ("{tone.warm: {level: error, files: {'legal/**': off}}}", "error"),
        ("{tone.warm: {files: {'web/a*': suggestion, 'web/**': error}}}", "suggestion"),
        ("{tone.warm: {level: error, channels: {web: off}, files: {'*.md': suggestion}}}", "suggestion"),
    ],
)
def test_the_most_specific_setting_takes_precedence(folder: Path, rules: str, expected: str) -> None:
    assert level(folder, rules) == expected


def test_a_channel_s_level_is_for_that_channel(folder: Path) -> None:
    rules = "{tone.warm: {channels: {web: error}}}"
    assert level(folder, rules, replace(FINDING, channel=None)) == "warning"


def test_a_family_is_not_just_a_prefix(folder: Path) -> None:
    assert level(folder, "{term: off}", replace(FINDING, rule="term.avoid")) == "off"
    assert level(folder, "{term: off}", replace(FINDING, rule="terms.other")) == "warning"


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("{tone.worm: off}", "samklang.yaml:10:9: rules.tone.worm: unknown rule; did you mean tone.warm?"),
        ("{tone: {channels: {wep: off}}}", "unknown channel; did you mean web?"),
        ("{tone: {files: {a: loud}}}", "expected 'suggestion', 'warning', 'error' or 'off', found 'loud'"),
        ("{tone: {lvel: off}}", "unknown key; did you mean level?"),
    ],
)
def test_mistakes_are_reported_with_the_nearest_word(folder: Path, rules: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"samklang\.yaml:10:") as error:
        level(folder, rules)
    assert message in error.value.message
