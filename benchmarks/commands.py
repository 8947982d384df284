"""Every command with its options, from the help that it prints: writes `docs/commands.md`.

python -m benchmarks.commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from samklang.cli.main import cli

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
COMMON = 4
"""An option of so many commands is described once, in a table of its own."""

INTRODUCTION = """\
# Commands

An option may stand before or after the paths. Options of one command are listed with it, those of several in
[options of several commands](#options-of-several-commands). Some can be set by an environment variable too;
[configuration](configuration.md#environment-variables) says which value takes precedence.

## Exits

| exit | means |
|---|---|
| 0 | in tune |
| 1 | findings at the level of `--fail-on` or over, or [another reason to fail](levels.md#how-a-run-exits) |
| 2 | something for you to fix: a missing path, a file that cannot be read, a wrong configuration |
| 3 | a bug in samklang; it names the log file to report |
| 130 | interrupted |
"""
MORE = {
    "init": "[Configuration](configuration.md).",
    "check": "[Which files](inputs.md), [outputs](output.md), [levels and exits](levels.md), "
    "[only what is new](new-findings.md), [the cache](speed.md).",
    "collect": "[Which files](inputs.md), [what is read of each format](formats.md).",
    "baseline": "[Only what is new](new-findings.md#a-baseline).",
    "report": "[What its figures mean](consistency-and-fit.md).",
    "profile": "[Languages side by side](languages-side-by-side.md).",
    "traits": "[Each trait](traits/), [a trait of your own](own-traits.md).",
    "priorities": "[Consistency and fit](consistency-and-fit.md), [types of customer](customers.md).",
    "lsp": "[Editors](editors.md).",
    "validate": "[Configuration](configuration.md).",
    "cache": "[Speed](speed.md#the-cache).",
    "schema": "[Configuration](configuration.md#where-it-is-found).",
    "completion": "[Configuration](configuration.md#completion-in-the-shell).",
}
"""Where the documentation says more about a command."""


class Option(NamedTuple):
    """An option or argument, as in a row of a table."""

    names: str
    help: str
    variable: str


class Entry(NamedTuple):
    """A command: its full name, its help, and its arguments and options."""

    name: str
    usage: str
    help: str
    options: tuple[Option, ...]


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page, made from the commands."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    entries = [*_entries(cli, "samklang")]
    uses = Counter(option for entry in entries for option in entry.options)
    common = [option for option, count in uses.items() if count >= COMMON]
    yield INTRODUCTION
    yield "## All commands\n"
    yield "| command | does |"
    yield "|---|---|"
    for entry in entries:
        link = f"[`{entry.name}`](#{entry.name.replace(' ', '-')})"
        yield f"| {link} | {_cell(entry.help.partition(chr(10))[0])} |"
    for entry in entries:
        yield f"\n## {entry.name}\n\n    {entry.usage}\n\n{entry.help}"
        yield from _table(option for option in entry.options if option not in common)
        if shared := [f"`{_first(option)}`" for option in entry.options if option in common]:
            yield f"\nAlso {', '.join(shared)}."
        if more := MORE.get(entry.name.removeprefix("samklang ")):
            yield f"\nMore: {more}"
    yield "\n## Options of several commands"
    yield from _table(common)
    yield "\nWritten by `make docs` from the help of the commands themselves."


def _entries(command: click.Command, name: str) -> Iterator[Entry]:
    """The subcommands of a command, each followed by its own subcommands."""
    context = click.Context(command, info_name=name)
    if isinstance(command, click.Group):
        for subcommand_name in command.list_commands(context):
            if subcommand := command.get_command(context, subcommand_name):
                full = f"{name} {subcommand_name}"
                options = tuple(_options(subcommand))
                yield Entry(full, _usage(subcommand, full), _help(subcommand), options)
                yield from _entries(subcommand, full)


def _usage(command: click.Command, name: str) -> str:
    return f"{name} {' '.join(command.collect_usage_pieces(click.Context(command, info_name=name)))}"


def _help(command: click.Command) -> str:
    """The paragraphs of a command's help, a line each."""
    paragraphs = (command.help or "").replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _options(command: click.Command) -> Iterator[Option]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            help_text = " ".join((parameter.help or "").split())
            yield Option(_names(parameter), help_text, str(parameter.envvar or ""))


def _names(option: click.Option) -> str:
    """The names of an option, with the kind of value it takes: `--cache DIRECTORY`."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(option.type.choices)}"
    return f"{names} {option.make_metavar(click.Context(click.Command('')))}".removesuffix(" RANGE")


def _first(option: Option) -> str:
    return option.names.split()[0].rstrip(",")


def _table(options: Iterable[Option]) -> Iterator[str]:
    rows = list(options)
    if rows:
        yield "\n| option | does | variable |"
        yield "|---|---|---|"
    for option in rows:
        variable = f"`{option.variable}`" if option.variable else ""
        yield f"| `{_cell(option.names)}` | {_cell(option.help)} | {variable} |"


def _cell(text: str) -> str:
    """A text for a cell of a table. A bar would end the cell, even in code."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
