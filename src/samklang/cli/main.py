"""`samklang`: the list of commands, and the one place that turns errors into exit statuses."""

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
    "check": "check the copy of every channel against the persona and the customers' needs",
    "collect": "show the passages by format, channel and language, and the files that are not read, and why",
    "baseline": "write, show or prune the known findings that check does not report",
    "report": "write the HTML report",
    "profile": "compare each channel's languages: the effect of the translation apart from that of the tool",
    "score": "score any text on every trait",
    "traits": "list the traits, with their measured reliability in each language",
    "priorities": "show what matters to customers in each channel and moment, and where each weight is set",
    "lsp": "run the language server: findings in an editor while copy is being typed",
    "validate": "check the configuration and report all its mistakes at once",
    "cache": "prepare, show or shrink what is kept between runs",
    "schema": "print the JSON Schema that editors use for samklang.yaml",
    "completion": "print the script that lets bash, zsh or fish complete samklang",
}
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF)
"""Errors of writing standard output: the disk is full, or the caller closed it."""
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
        """Commands and options; unlike click's own, this imports no command."""
        commands = [
            CompletionItem(name, help=summary)
            for name, summary in _COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

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

    Exits: 0 in tune, 1 findings, 2 something for you to fix, 3 a bug, 130 interrupted.
    """


def main() -> None:
    """Runs the command line and exits at once, without freeing memory that ends with the process anyway."""
    set_up()
    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a failed write is already reported
            stream.flush()
    os._exit(status)


def set_up() -> None:
    """Changes settings of the whole process, which only the command line may do."""
    gc.set_threshold(
        100_000
    )  # reading copy makes many objects and no cycles: looking for cycles took a tenth of a run
    fast_start.install()
    _open_closed()


def _open_closed() -> None:
    """Replaces streams that the caller closed, before a file that samklang opens gets their file descriptor.
    Writing to standard output then fails, as in other tools."""
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
        _print_error(error.message, error.hint)
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
            return _report_bug()
        _print_error(f"the output could not be written: {error.strerror}", "")
        return Exit.USER_ERROR
    except Exception:
        return _report_bug()


def _report_bug() -> int:
    click.echo(f"samklang: a bug. The details are in {_write_log()}; please report it.", err=True)
    return Exit.BUG


def _print_error(message: str, hint: str) -> None:
    for line in message.splitlines():
        click.echo(f"samklang: {line}", err=True)
    if hint:
        click.echo(f"  {hint}", err=True)


def _write_log() -> Path:
    with tempfile.NamedTemporaryFile(
        "w", prefix="samklang-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"samklang {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n")
        traceback.print_exc(file=file)
    return Path(file.name)
