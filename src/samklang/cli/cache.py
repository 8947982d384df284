"""`samklang cache`: prepares, shows or shrinks what is kept between runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from samklang.cli import warm
from samklang.cli.shared import FOLDER, cache_place, config_option, open_workspace, warn
from samklang.errors import CacheError, Exit
from samklang.frontends.commands import CACHE_FILE, CACHE_LIMIT, Rate, Store
from samklang.words import counted

_MB = 1_000_000


@click.group(name="cache")
def command() -> None:
    """Prepare, show or shrink what is kept between runs: read and measured copy, and models."""


command.add_command(warm.command)


@command.command(name="show")
@config_option
@cache_place
def show(config: Path | None, folder: Path | None) -> int:
    """Show where the cache is, its size and its hit rate."""
    with _existing(config, folder) as (path, store):
        state = store.state()
    click.echo(f"place     {path}")
    click.echo(
        f"size      {state.size / _MB:.1f} MB of at most {CACHE_LIMIT / _MB:.0f}; {_entries(state.entries)}"
    )
    click.echo(f"last run  {_rate(state.last)}")
    click.echo(f"all runs  {_rate(state.ever)}")
    return Exit.IN_TUNE


@command.command(name="prune")
@config_option
@cache_place
@click.option(
    "--to", "megabytes", type=click.FloatRange(min=0), default=0, help="Megabytes to keep; by default 0."
)
def prune(config: Path | None, folder: Path | None, megabytes: float) -> int:
    """Remove the least recently used entries, by default all."""
    with _existing(config, folder) as (_, store):
        before = store.state()
        store.prune(int(megabytes * _MB))
        after = store.state()
    removed = before.entries - after.entries
    click.echo(f"removed {_entries(removed)}, kept {_entries(after.entries)}, {after.size / _MB:.1f} MB")
    return Exit.IN_TUNE


@contextmanager
def _existing(config: Path | None, folder: Path | None) -> Iterator[tuple[Path, Store]]:
    """Opens an existing cache, with its path.

    Raises:
        CacheError: there is none, or it cannot be used.
    """
    place = folder or open_workspace(config, Path.cwd()).root / FOLDER
    if not (place / CACHE_FILE).is_file():
        raise CacheError(f"no cache in {place}", hint="samklang check creates one.")
    with Store(place, warn) as store:
        yield place / CACHE_FILE, store


def _entries(number: int) -> str:
    return counted(number, "entry", "entries")


def _rate(rate: Rate) -> str:
    if not rate.lookups:
        return "no passages"
    return f"{rate.hits:,} of {counted(rate.lookups, 'passage')} known, {rate.hits / rate.lookups:.0%}"
