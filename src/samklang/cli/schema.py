"""`samklang schema`: the JSON Schema that editors use."""

from __future__ import annotations

import json

import click

from samklang.errors import Exit


@click.command(name="schema")
@click.option("--persona", is_flag=True, help="Print the schema of a persona instead.")
def command(persona: bool) -> int:
    """Print the JSON Schema of samklang.yaml, or of a persona."""
    from samklang.frontends.commands import schema

    click.echo(json.dumps(schema(persona), indent=2, ensure_ascii=False))
    return Exit.IN_TUNE
