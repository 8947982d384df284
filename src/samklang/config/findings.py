"""What a workspace says of findings: their levels, which to leave alone, and when a run fails."""

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
    """The run fails when the weakest moment's fit, or the weakest channel's consistency, is under this."""

    fit: Annotated[float, Field(ge=0, le=100)] | None = None
    consistency: Annotated[float, Field(ge=0, le=100)] | None = None


class CheckForm(Form):
    """How `samklang check` exits."""

    fail_on: Level = Level.ERROR
    max_findings: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="of any level, that a run may have"
    )
    baseline: str | None = Field(default=None, description="path of the findings that are known")
    fail_under: FailUnderForm = FailUnderForm()


class RuleForm(ShortForm):
    """A rule's settings; a level alone is enough."""

    short = "level"
    level: _LevelOrOff | None = Field(default=None, description="by default the rule's own")
    channels: dict[str, _LevelOrOff] = Field(default_factory=dict, description="channel: level there, or off")
    files: dict[Glob, _LevelOrOff] = Field(
        default_factory=dict, description="glob: level there, or off; before what holds for a channel"
    )


class SuppressForm(Form):
    """Findings to leave alone, in files that have no comments or for more than one of them."""

    files: Globs = Field(default_factory=list, description="globs; by default every file")
    rules: list[str] = Field(default_factory=list, description="rule ids, or families; by default every rule")
    phrase: str = Field(default="", description="only what stands within these words")
    until: date | None = Field(default=None, description="the last day on which it holds")
    because: str = ""

    @model_validator(mode="after")
    def _is_for_something(self) -> SuppressForm:
        if not (self.files or self.rules or self.phrase):
            raise ValueError("expected files, rules or a phrase; without any it would hide everything")
        return self


def levels(
    forms: dict[str, RuleForm],
    channels: Sequence[str],
    source: YamlSource,
    rules: Sequence[str],
    mistakes: Mistakes,
) -> tuple[LevelSetting, ...]:
    """What `rules:` means: for globs first, then channels, then everywhere; rules before their families."""
    families = _families(rules)
    found: list[LevelSetting] = []
    for rule, setting in forms.items():
        if rule not in rules and rule not in families:
            mistakes.unknown(source, ("rules", rule), "rule", [*rules, *families])
        for channel in setting.channels:
            if channel not in channels:
                mistakes.unknown(source, ("rules", rule, "channels", channel), "channel", channels)
        found += [
            LevelSetting(rule=rule, level=_level(one), files=glob) for glob, one in setting.files.items()
        ]
        found += [
            LevelSetting(rule=rule, level=_level(one), channel=c) for c, one in setting.channels.items()
        ]
        found += [LevelSetting(rule=rule, level=_level(setting.level))] if setting.level else []
    return tuple(sorted(found, key=lambda one: (not one.files, not one.channel, one.rule in families)))


def exemptions(
    forms: Sequence[SuppressForm], source: YamlSource, rules: Sequence[str], mistakes: Mistakes
) -> tuple[Exemption, ...]:
    """What `suppress:` means."""
    names = [*rules, *_families(rules)]
    for at, one in enumerate(forms):
        for number, rule in enumerate(one.rules):
            if rule not in names:
                mistakes.unknown(source, ("suppress", at, "rules", number), "rule", names, rule)
    return tuple(
        Exemption(
            at=source.place(("suppress", at)),
            files=tuple(one.files),
            rules=tuple(one.rules),
            phrase=one.phrase,
            reason=one.because,
            until=one.until,
        )
        for at, one in enumerate(forms)
    )


def _families(rules: Sequence[str]) -> list[str]:
    return sorted({rule.partition(".")[0] for rule in rules})


def _level(told: str) -> Level | None:
    return None if told == "off" else Level(told)
