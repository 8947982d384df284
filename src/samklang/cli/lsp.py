"""`samklang lsp`: a language server for editors."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from samklang.cli.shared import FOLDER, cache_options
from samklang.errors import require


@click.command(name="lsp")
@cache_options
def command(folder: Path | None, cached: bool) -> int:
    """Run the language server: findings in an editor while copy is being typed.

    The editor starts it. It speaks the Language Server Protocol on standard input and output until the editor
    closes it.
    """
    require("lsp", "the language server")
    from samklang.lsp.server import serve

    client = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not reach the client
    return serve(lambda root: (folder or root / FOLDER) if cached else None, sys.stdin.buffer, client)
