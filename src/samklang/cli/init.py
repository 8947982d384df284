"""`samklang init`: makes a workspace of a folder of copy."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from samklang.cli.progress import reporting_progress
from samklang.cli.shared import progress_option, write
from samklang.errors import ConfigError, Exit
from samklang.frontends.commands import FILE, poles
from samklang.languages import CODES
from samklang.scaffold import CHOSEN, PERSONALITY, Answers, Proposal, Survey, persona_name, survey, texts
from samklang.words import counted, nearest

_ANY = "any"
_DEFAULTS = {"warm": CHOSEN, "plain": CHOSEN, "formal": 0}
"""Default targets by trait: what most brands say of themselves. Other traits are left out of the persona."""


class _Several(click.ParamType[tuple[str, ...]]):
    """One or more of the known words, separated by commas or spaces."""

    name = "words"

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        words = value.replace(",", " ").split() if isinstance(value, str) else value
        for word in words:
            if word not in self._known:
                self.fail(f"{word!r} is not one of the choices; {nearest(word, self._known)}", param, ctx)
        return tuple(words) or self.fail("name at least one", param, ctx)


@click.command(name="init")
@click.argument(
    "folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False, writable=True)
)
@click.option("--yes", is_flag=True, help="Ask no questions and take every default.")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
@progress_option
def command(folder: Path, yes: bool, force: bool, show_progress: bool) -> int:
    """Look through FOLDER, ask a few questions, and write samklang.yaml and a persona.

    Channels and languages are proposed from the copy in the folder. Nothing is written before the last
    answer.
    """
    _refuse_existing([folder / FILE], force)
    if not (yes or sys.stdin.isatty()):
        raise ConfigError(
            "the questions need a terminal", hint="samklang init --yes takes every default instead."
        )
    with reporting_progress(show_progress) as progress:
        surveyed = survey(folder, progress)
    brand = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Us"
    answers = _defaults(brand, surveyed) if yes else _ask(brand, surveyed, folder)
    files = texts(answers, {trait: poles(None, trait) for trait in answers.traits})
    _refuse_existing([folder / name for name in files], force)
    for name, text in files.items():
        write(text, folder / name)
    _summarise(folder, files, answers, surveyed)
    return Exit.IN_TUNE


def _refuse_existing(paths: Iterable[Path], force: bool) -> None:
    for path in paths:
        if path.exists() and not force:
            raise ConfigError(f"{path} already exists", hint="samklang init --force overwrites it.")


def _defaults(brand: str, surveyed: Survey) -> Answers:
    return Answers(
        brand=brand,
        languages=surveyed.languages or CODES[:1],
        channels=surveyed.channels,
        traits=_DEFAULTS,
        approved=surveyed.approved,
    )


def _ask(brand: str, surveyed: Survey, folder: Path) -> Answers:
    """Asks each question, with its default."""
    defaults = _defaults(brand, surveyed)
    click.echo("Press Enter to take the default in brackets.")
    name = click.prompt("Name of the brand", default=defaults.brand).strip()
    languages = click.prompt(
        f"Languages of its copy ({', '.join(CODES)})",
        default=", ".join(defaults.languages),
        value_proc=lambda value: _Several(CODES).convert(value, None, None),
    )
    channels = _ask_channels(surveyed.channels) if surveyed.channels else ()
    click.echo(f"How does the brand sound? ({_ANY}: no target)")
    traits = {trait: target for trait in PERSONALITY if (target := _ask_target(trait)) is not None}
    approved = click.prompt(
        "Folder of approved copy, if there is one",
        default=", ".join(defaults.approved),
        show_default=bool(defaults.approved),
        value_proc=lambda value: _globs(value, folder),
    )
    return Answers(name, languages, channels, traits or _DEFAULTS, approved)


def _ask_channels(channels: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Asks which of the proposed channels to read."""
    _list(channels)
    names = tuple(channel.kind.name for channel in channels)
    chosen = click.prompt(
        "Channels to read",
        default=", ".join(names),
        value_proc=lambda value: _Several(names).convert(value, None, None),
    )
    return tuple(channel for channel in channels if channel.kind.name in chosen)


def _list(channels: Iterable[Proposal]) -> None:
    for channel in channels:
        click.echo(f"  {channel.kind.name:8} {counted(channel.files, 'file'):>9}  {', '.join(channel.globs)}")


def _ask_target(trait: str) -> int | None:
    """Asks for the brand's target on a trait; None where any score will do."""
    other, pole = poles(None, trait)
    choices: dict[str, int | None] = {pole: CHOSEN, "neutral": 0, other: -CHOSEN, _ANY: None}
    default = next(word for word, target in choices.items() if target == _DEFAULTS.get(trait))
    answer = click.prompt(
        "  " + " / ".join(choices), type=click.Choice(list(choices)), default=default, show_choices=False
    )
    return choices[answer]


def _globs(answer: str, folder: Path) -> tuple[str, ...]:
    """The globs in an answer: a folder becomes a glob of all in it, a glob stays as it is."""
    names = [name.strip().rstrip("/") for name in answer.split(",") if name.strip()]
    for name in names:
        if "*" not in name and not (folder / name).is_dir():
            raise click.BadParameter(f"there is no folder {name}")
    return tuple(name if "*" in name else f"{name}/**" for name in names)


def _summarise(folder: Path, files: Iterable[str], answers: Answers, surveyed: Survey) -> None:
    """Prints what was written, what is in no channel, and what to do next."""
    for name in files:
        click.echo(f"wrote {folder / name}")
    _list(answers.channels)
    if surveyed.left:
        unclaimed = ", ".join(f"{name} ({count})" for name, count in surveyed.left.items())
        click.echo(f"In no channel: {unclaimed}. Add a channel in {FILE} for copy that customers read.")
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    click.echo(f"Next: {where}samklang check")
    click.echo(f"Then edit {persona_name(answers.brand)} until check reports what you would.")
