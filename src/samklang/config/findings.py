"""The parts of a workspace about findings: their levels, which to suppress, and when a run fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from samklang.config.form import Form, Glob, Globs, Mistakes, ShortForm, word
from samklang.config.source import YamlSource
from samklang.model import Exemption, Level, LevelSetting

_LevelOrOff = Annotated[Literal["suggestion", "warning", "error", "off"], BeforeValidator(word)]


class FailUnderForm(Form):
    """The run fails if the weakest moment's fit, or the weakest channel's consistency, is below this."""

    fit: Annotated[float, Field(ge=0, le=100)] | None = None
    consistency: Annotated[float, Field(ge=0, le=100)] | None = None


class CheckForm(Form):
    """How `samklang check` exits."""

    fail_on: Level = Level.ERROR
    max_findings: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="how many findings, of any level, a run may have without failing"
    )
    baseline: str | None = Field(default=None, description="path of the file of known findings")
    fail_under: FailUnderForm = FailUnderForm()


class RuleForm(ShortForm):
    """A rule's settings; a level alone is enough."""

    short = "level"
    level: _LevelOrOff | None = Field(default=None, description="by default the rule's own level")
    channels: dict[str, _LevelOrOff] = Field(default_factory=dict, description="channel: level there, or off")
    files: dict[Glob, _LevelOrOff] = Field(
        default_factory=dict, description="glob: level there, or off; takes precedence over channels"
    )


class SuppressForm(Form):
    """Findings to suppress, in files that cannot hold comments or in several files at once."""

    files: Globs = Field(default_factory=list, description="globs; by default every file")
    rules: list[str] = Field(default_factory=list, description="rule ids, or families; by default every rule")
    phrase: str = Field(default="", description="suppress only findings within these words")
    until: date | None = Field(default=None, description="the last day on which the suppression holds")
    because: str = Field(default="", description="why, for the people who read this file")

    @model_validator(mode="after")
    def _has_a_condition(self) -> SuppressForm:
        if not (self.files or self.rules or self.phrase):
            raise ValueError("expected files, rules or a phrase; without any it would hide every finding")
        return self


def levels(
    forms: dict[str, RuleForm],
    channels: Sequence[str],
    source: YamlSource,
    rules: Sequence[str],
    mistakes: Mistakes,
) -> tuple[LevelSetting, ...]:
    """The settings of `rules:`, in order of precedence: globs, channels, everywhere; rules before families.

    Args:
        forms: by rule or family.
        channels: the names of the workspace's channels.
        rules: the ids of all rules.
    """
    families = _families(rules)
    settings: list[LevelSetting] = []

    def precedence(setting: LevelSetting) -> tuple[bool, bool, bool]:
        return not setting.files, not setting.channel, setting.rule in families

    for rule, setting in forms.items():
        if rule not in rules and rule not in families:
            mistakes.unknown(source, ("rules", rule), "rule", [*rules, *families])
        for channel in setting.channels:
            if channel not in channels:
                mistakes.unknown(source, ("rules", rule, "channels", channel), "channel", channels)
        settings += [
            LevelSetting(rule=rule, level=_level(level), files=glob) for glob, level in setting.files.items()
        ]
        settings += [
            LevelSetting(rule=rule, level=_level(level), channel=name)
            for name, level in setting.channels.items()
        ]
        settings += [LevelSetting(rule=rule, level=_level(setting.level))] if setting.level else []
    return tuple(sorted(settings, key=precedence))


def exemptions(
    forms: Sequence[SuppressForm], source: YamlSource, rules: Sequence[str], mistakes: Mistakes
) -> tuple[Exemption, ...]:
    """The suppressions of `suppress:`, with mistakes added for unknown rules."""
    names = [*rules, *_families(rules)]
    for index, form in enumerate(forms):
        for number, rule in enumerate(form.rules):
            if rule not in names:
                mistakes.unknown(source, ("suppress", index, "rules", number), "rule", names, rule)
    return tuple(
        Exemption(
            offset=source.offset(("suppress", index)),
            files=tuple(form.files),
            rules=tuple(form.rules),
            phrase=form.phrase,
            reason=form.because,
            until=form.until,
        )
        for index, form in enumerate(forms)
    )


def _families(rules: Sequence[str]) -> list[str]:
    return sorted({rule.partition(".")[0] for rule in rules})


def _level(name: str) -> Level | None:
    return None if name == "off" else Level(name)
