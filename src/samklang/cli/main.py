"""`samklang`: the commands, and the one place that catches what goes wrong."""

from __future__ import annotations

import errno
import gc
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from samklang import __version__
from samklang.cli import fast_start
from samklang.cli.colour import colour_option, coloured
from samklang.errors import Exit, SamklangError

_COMMANDS = {
    "init": "look through a folder, ask a few questions and write its first samklang.yaml",
    "check": "hold the copy of every channel against the persona and the customers' needs",
    "collect": "what was read as what: passages by format, channel and language; what was not read, and why",
    "baseline": "findings that are known and left alone: write, show, prune",
    "report": "write the HTML report",
    "profile": "each channel's languages side by side: what is the translation, and what is the tool",
    "score": "raw trait scores of any text",
    "traits": "the traits, with their measured reliability in each language",
    "priorities": "what weighs to customers in each channel and moment, and where each number stands",
    "lsp": "what check says, in an editor while copy is being typed",
    "validate": "check the workspace and the persona, every mistake in one go",
    "cache": "what is kept between runs: made ahead, shown, made less",
    "schema": "print the JSON Schema that editors use for samklang.yaml",
    "completion": "print what bash, zsh or fish needs to complete samklang",
}
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF)
"""Of standard output: the disk is full, or the caller closed it."""
_STREAMS = (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"samklang.cli.{cmd_name}").command
        return coloured(command)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands without importing any, which click's own would, and options."""
        found = [
            CompletionItem(name, help=says) for name, says in _COMMANDS.items() if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Lazy,
    params=[colour_option()],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="samklang")
def cli() -> None:
    """Does every channel sound like us, and does it serve the customer there?

    Exits: 0 in tune, 1 findings, 2 something for you to mend, 3 a bug, 130 interrupted.
    """


def main() -> None:
    """Runs the command line and exits, without taking apart what goes with the process anyway."""
    set_up()
    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # what could not be written was told
            stream.flush()
    os._exit(status)


def set_up() -> None:
    """Settles what belongs to the process, which nothing but the command line may do."""
    gc.set_threshold(100_000)  # copy makes many objects and no cycles: looking for them took a tenth of a run
    fast_start.install()
    _open_closed()


def _open_closed() -> None:
    """Puts something in the place of streams that the caller closed, before a file of ours is given their
    number: standard output then fails when it is written to, as other tools' does."""
    for name, flags, mode in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


def run(arguments: list[str]) -> int:
    """Runs one command; every error becomes a message and an exit status here."""
    try:
        status = cli.main(args=arguments, prog_name="samklang", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else Exit.IN_TUNE
    except SamklangError as error:
        _complain(error.message, error.hint)
        return Exit.USER_ERROR
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return Exit.USER_ERROR
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("interrupted", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.IN_TUNE
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            return _bug()
        _complain(f"the output could not be written: {error.strerror}", "")
        return Exit.USER_ERROR
    except Exception:
        return _bug()


def _bug() -> int:
    click.echo(f"samklang: a bug. What happened is in {_log()}; please report it.", err=True)
    return Exit.BUG


def _complain(message: str, hint: str) -> None:
    for line in message.splitlines():
        click.echo(f"samklang: {line}", err=True)
    if hint:
        click.echo(f"  {hint}", err=True)


def _log() -> Path:
    with tempfile.NamedTemporaryFile(
        "w", prefix="samklang-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"samklang {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n")
        traceback.print_exc(file=file)
    return Path(file.name)
