"""`samklang.yaml`: the persona, the channels with their files and priorities, rules and exit status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, model_validator

from samklang.config import findings
from samklang.config.form import Form, Glob, Globs, Language, Mistakes, Weight
from samklang.config.source import YamlPath, YamlSource
from samklang.languages import CODES
from samklang.model import (
    ANY_MOMENT,
    Band,
    Channel,
    CopyRules,
    Persona,
    Priorities,
    Workspace,
)


class EffortForm(Form):
    """How much effort a channel may ask of its readers."""

    lix: (
        Annotated[float, Field(ge=5, le=100, description="highest LIX: 30 is easy, 40 medium, 50 hard")]
        | None
    ) = None
    depth: Annotated[int, Field(ge=1, description="how many words may come before an answer")] | None = None
    steps: (
        Annotated[int, Field(ge=1, description="how many things a file may ask the customer to do")] | None
    ) = None
    weight: Weight = 1
    """Of the LIX; depth and steps have rules instead, and no weight."""

    @model_validator(mode="after")
    def _has_a_limit(self) -> EffortForm:
        if self.lix is None and self.depth is None and self.steps is None:
            raise ValueError("expected lix, depth or steps")
        if self.lix is None and "weight" in self.model_fields_set:
            raise ValueError("expected lix beside weight, since the weight is that of the LIX")
        return self

    def within(self, channel: EffortForm) -> EffortForm:
        """A moment's effort, with what it does not set taken from the channel's."""
        return channel.model_copy(update=self.model_dump(exclude_unset=True))


class MomentForm(Form):
    """What matters in one moment of a channel, and how much."""

    needs: dict[str, Weight] = Field(default_factory=dict, description="need: weight")
    traits: dict[str, Weight] = Field(default_factory=dict, description="trait: weight")
    effort: EffortForm | None = None


class PrioritiesForm(MomentForm):
    """What matters to customers in a channel and, where that differs, in its moments."""

    moments: dict[str, MomentForm] = Field(default_factory=dict, description="moment: its own priorities")


class ChannelForm(Form):
    """Where customers meet the brand."""

    files: Annotated[Globs, Field(min_length=1, description="globs from the workspace's folder")]
    moments: dict[str, Globs] = Field(
        default_factory=dict, description="moment: globs of the files that belong to it"
    )
    shift: dict[str, Annotated[float, Field(ge=-100, le=100)]] = Field(
        default_factory=dict, description="trait: points by which its target moves in this channel"
    )
    language: Language | None = Field(
        default=None, description="of all its copy; takes precedence over paths and files"
    )
    priorities: PrioritiesForm = PrioritiesForm()


class CopyForm(Form):
    """Which parts of a glob's files are copy, if the format alone does not show it."""

    columns: list[str] = Field(
        default_factory=list, description="tables: columns of copy, by heading, letter or number"
    )
    paths: list[str] = Field(
        default_factory=list, description="JSON and XML: paths of copy, such as products[*].description"
    )
    select: list[str] = Field(
        default_factory=list, description="HTML: CSS selectors of the only elements to read"
    )
    leave: list[str] = Field(default_factory=list, description="HTML: CSS selectors to leave out")
    leave_keys: list[str] = Field(
        default_factory=list, description="string catalogues: globs of keys to leave out"
    )
    speakers: list[str] = Field(default_factory=list, description="chats and mails: whose words to read")
    language: Language | None = Field(default=None, description="of all the copy in these files")
    languages: dict[str, Language] = Field(
        default_factory=dict, description="tables and JSON: column or path: its language"
    )


class WorkspaceForm(Form):
    """A samklang workspace."""

    version: Literal[1]
    persona: Annotated[str, Field(description="path of the persona's file, from the workspace's folder")]
    customers: Globs = Field(default_factory=list, description="globs of files of customer types")
    languages: list[Language] = Field(default_factory=lambda: list(CODES), min_length=1)
    model: str = Field(
        default="bundled", description="bundled, a folder, or a hub id (sentence-transformers)"
    )
    journey: list[str] = Field(default_factory=list, description="the moments, in order")
    channels: Annotated[dict[str, ChannelForm], Field(min_length=1)]
    copy_: dict[Glob, CopyForm] = Field(
        default_factory=dict, alias="copy", description="glob: which parts of its files are copy"
    )
    gitignore: bool = Field(default=True, description="whether to skip files that git ignores")
    rules: dict[str, findings.RuleForm] = Field(
        default_factory=dict, description="rule id, or family such as tone: level, or off"
    )
    suppress: list[findings.SuppressForm] = Field(default_factory=list, description="findings to suppress")
    check: findings.CheckForm = findings.CheckForm()


PLACEHOLDERS = {"version": 1, "persona": "", "channels": {"": {"files": ["**"]}}}
"""Values for required keys that are missing or wrong, so that the rest of the file can be checked."""


class Vocabulary(NamedTuple):
    """The ids that a configuration may name."""

    traits: tuple[str, ...]
    needs: tuple[str, ...]
    rules: tuple[str, ...]
    felt: tuple[str, ...] = ()
    """Needs that copy meets as a whole, and no single passage answers."""


def resolve(
    form: WorkspaceForm,
    source: YamlSource,
    root: Path,
    persona: Persona,
    words: Vocabulary,
    mistakes: Mistakes,
) -> Workspace:
    """The workspace of a form, with mistakes added where its parts do not fit each other."""
    rules = (*words.rules, *(f"tone.{trait.name}" for trait in persona.own_traits))
    return Workspace(
        root=root,
        persona=persona,
        channels=tuple(
            _channel(name, channel, form, source, persona, words, mistakes)
            for name, channel in form.channels.items()
        ),
        languages=tuple(form.languages),
        journey=tuple(form.journey),
        model=form.model,
        copy_rules=tuple(
            (glob, CopyRules(**{key: _frozen(value) for key, value in copy_form}))
            for glob, copy_form in form.copy_.items()
        ),
        levels=findings.levels(form.rules, source.keys("channels"), source, rules, mistakes),
        fail_on=form.check.fail_on,
        max_findings=form.check.max_findings,
        baseline=form.check.baseline,
        exemptions=findings.exemptions(form.suppress, source, rules, mistakes),
        gitignore=form.gitignore,
        name=PurePath(source.name).name,
        text=source.file.text,
        fail_under=form.check.fail_under.model_dump(exclude_none=True),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _channel(
    name: str,
    form: ChannelForm,
    workspace: WorkspaceForm,
    source: YamlSource,
    persona: Persona,
    words: Vocabulary,
    mistakes: Mistakes,
) -> Channel:
    path: YamlPath = ("channels", name)
    for moment in form.moments:
        if workspace.journey and moment not in workspace.journey:
            mistakes.unknown(source, (*path, "moments", moment), "moment", workspace.journey)
    moments = source.keys("channels", name, "moments")
    malformed = not moments and "moments" in source.keys("channels", name)
    for moment in form.priorities.moments:
        if moment not in moments and not malformed:
            mistakes.unknown(source, (*path, "priorities", "moments", moment), "moment", moments)
    needs = (*words.needs, *words.felt, *(need.name for need in persona.own_needs))
    known = words._replace(traits=tuple(band.trait for band in persona.bands), needs=needs)
    top: YamlPath = (*path, "priorities")
    priorities: dict[YamlPath, MomentForm] = {top: form.priorities}
    priorities |= {(*top, "moments", name): moment for name, moment in form.priorities.moments.items()}
    for its_path, its_form in priorities.items():
        _check_priorities(its_form, source, its_path, known, mistakes)
    return Channel(
        name=name,
        declared=source.location(path),
        files=tuple(form.files),
        moments={moment: tuple(globs) for moment, globs in form.moments.items()},
        bands=_shifted(persona, form.shift, source, (*path, "shift"), mistakes),
        language=form.language,
        priorities={
            ANY_MOMENT: _priorities(form.priorities, form.priorities, source, path, ()),
            **{
                moment: _priorities(moment_form, form.priorities, source, path, ("moments", moment))
                for moment, moment_form in form.priorities.moments.items()
            },
        },
    )


def _shifted(
    persona: Persona, shift: Mapping[str, float], source: YamlSource, path: YamlPath, mistakes: Mistakes
) -> tuple[Band, ...]:
    """The persona's bands in a channel, with mistakes for a shift across neutral (0) or past 100."""
    targets = {band.trait: band.target for band in persona.bands}
    for trait, points in shift.items():
        if trait not in targets:
            mistakes.unknown(source, (*path, trait), "trait of this persona", targets)
        elif targets[trait] * (targets[trait] + points) < 0:
            mistakes.add(
                source,
                (*path, trait),
                f"{points:+g} moves the target from {targets[trait]:g} to {targets[trait] + points:g}, "
                f"across neutral (0); a channel may shift the persona, not flip it",
            )
        elif abs(targets[trait] + points) > 100:
            mistakes.add(
                source,
                (*path, trait),
                f"{points:+g} moves the target from {targets[trait]:g} to {targets[trait] + points:g}, "
                f"beyond the scale of -100 to 100",
            )
    return tuple(
        replace(band, target=max(-100.0, min(100.0, band.target + shift.get(band.trait, 0))))
        for band in persona.bands
    )


def _check_priorities(
    form: MomentForm, source: YamlSource, path: YamlPath, words: Vocabulary, mistakes: Mistakes
) -> None:
    for need in form.needs:
        if need not in words.needs:
            mistakes.unknown(source, (*path, "needs", need), "need", words.needs)
    for trait in form.traits:
        if trait not in words.traits:
            mistakes.unknown(source, (*path, "traits", trait), "trait of this persona", words.traits)


def _priorities(
    moment: MomentForm, channel: MomentForm, source: YamlSource, path: YamlPath, within: YamlPath
) -> Priorities:
    """A moment's priorities; what it does not set is taken from the channel. Weights sum to 1.

    Args:
        path: of the channel.
        within: the moment's path in the channel's priorities.
    """
    needs = moment.needs or channel.needs
    traits = moment.traits or channel.traits
    effort = moment.effort or channel.effort
    if moment.effort and channel.effort:
        effort = moment.effort.within(channel.effort)
    effort_weight = effort.weight if effort and effort.lix is not None else 0.0
    total = sum(needs.values()) + sum(traits.values()) + effort_weight

    def location(kind: str, name: str) -> str:
        here = within if getattr(moment, kind) else ()
        return source.location((*path, "priorities", *here, kind, name))

    return Priorities(
        needs={need: weight / total for need, weight in needs.items()},
        traits={trait: weight / total for trait, weight in traits.items()},
        effort=effort_weight / total if effort_weight else 0.0,
        lix=effort.lix if effort else None,
        depth=effort.depth if effort else None,
        steps=effort.steps if effort else None,
        origins={
            **{need: location("needs", need) for need in needs},
            **{trait: location("traits", trait) for trait in traits},
            **({"lix": location("effort", "lix")} if effort else {}),
        },
    )
