"""`samklang init`: a folder of copy becomes a workspace."""

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
"""Of the traits: what most brands say of themselves; the others are no part of the persona."""


class _Several(click.ParamType[tuple[str, ...]]):
    """Some of several words, with commas or spaces between."""

    name = "words"

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        words = value.replace(",", " ").split() if isinstance(value, str) else value
        for one in words:
            if one not in self._known:
                self.fail(f"{one!r} is none of them; {nearest(one, self._known)}", param, ctx)
        return tuple(words) or self.fail("name one at least", param, ctx)


@click.command(name="init")
@click.argument(
    "folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False, writable=True)
)
@click.option("--yes", is_flag=True, help="Ask nothing: take every default.")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@progress_option
def command(folder: Path, yes: bool, force: bool, show_progress: bool) -> int:
    """Look through FOLDER, ask a few questions, and write samklang.yaml and a persona.

    Channels and languages are proposed from the copy that is there, and nothing is written before the last
    answer.
    """
    _refuse([folder / FILE], force)
    if not (yes or sys.stdin.isatty()):
        raise ConfigError(
            "the questions need a terminal", hint="samklang init --yes takes every default instead."
        )
    with reporting_progress(show_progress) as progress:
        found = survey(folder, progress)
    brand = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Us"
    answers = _defaults(brand, found) if yes else _asked(brand, found, folder)
    files = texts(answers, {trait: poles(None, trait) for trait in answers.traits})
    _refuse([folder / name for name in files], force)
    for name, text in files.items():
        write(text, folder / name)
    _tell(folder, files, answers, found)
    return Exit.IN_TUNE


def _refuse(paths: Iterable[Path], force: bool) -> None:
    for path in paths:
        if path.exists() and not force:
            raise ConfigError(f"{path} is there already", hint="samklang init --force overwrites it.")


def _defaults(brand: str, found: Survey) -> Answers:
    return Answers(
        brand=brand,
        languages=found.languages or CODES[:1],
        channels=found.channels,
        traits=_DEFAULTS,
        approved=found.approved,
    )


def _asked(brand: str, found: Survey, folder: Path) -> Answers:
    """The defaults, as somebody mends them."""
    usual = _defaults(brand, found)
    click.echo("Enter takes what stands in brackets.")
    named = click.prompt("Name of the brand", default=usual.brand).strip()
    languages = click.prompt(
        f"Languages of its copy ({', '.join(CODES)})",
        default=", ".join(usual.languages),
        value_proc=lambda value: _Several(CODES).convert(value, None, None),
    )
    channels = _kept(found.channels) if found.channels else ()
    click.echo(f"How does it sound? ({_ANY}: left open)")
    traits = {trait: target for trait in PERSONALITY if (target := _target(trait)) is not None}
    approved = click.prompt(
        "Folder of approved copy, if there is one",
        default=", ".join(usual.approved),
        show_default=bool(usual.approved),
        value_proc=lambda value: _globs(value, folder),
    )
    return Answers(named, languages, channels, traits or _DEFAULTS, approved)


def _kept(channels: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Those that somebody wants read."""
    _list(channels)
    names = tuple(one.kind.name for one in channels)
    kept = click.prompt(
        "Channels to read",
        default=", ".join(names),
        value_proc=lambda value: _Several(names).convert(value, None, None),
    )
    return tuple(one for one in channels if one.kind.name in kept)


def _list(channels: Iterable[Proposal]) -> None:
    for one in channels:
        click.echo(f"  {one.kind.name:8} {counted(one.files, 'file'):>9}  {', '.join(one.globs)}")


def _target(trait: str) -> int | None:
    """Where on a trait the brand stands; None where that is left open."""
    other, named = poles(None, trait)
    choices: dict[str, int | None] = {named: CHOSEN, "neutral": 0, other: -CHOSEN, _ANY: None}
    usual = next(word for word, target in choices.items() if target == _DEFAULTS.get(trait))
    answer = click.prompt(
        "  " + " / ".join(choices), type=click.Choice(list(choices)), default=usual, show_choices=False
    )
    return choices[answer]


def _globs(told: str, folder: Path) -> tuple[str, ...]:
    """Globs of folders, or globs as they are."""
    several = [one.strip().rstrip("/") for one in told.split(",") if one.strip()]
    for one in several:
        if "*" not in one and not (folder / one).is_dir():
            raise click.BadParameter(f"there is no folder {one}")
    return tuple(one if "*" in one else f"{one}/**" for one in several)


def _tell(folder: Path, files: Iterable[str], answers: Answers, found: Survey) -> None:
    """What was written, what was left out, and what to do next."""
    for name in files:
        click.echo(f"wrote {folder / name}")
    _list(answers.channels)
    if found.left:
        left = ", ".join(f"{name} ({count})" for name, count in found.left.items())
        click.echo(f"In no channel: {left}. Add one in {FILE} if customers meet it.")
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    click.echo(f"Next: {where}samklang check")
    click.echo(f"Then mend {persona_name(answers.brand)} until it finds what you would.")
