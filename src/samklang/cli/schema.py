"""`samklang schema`: the JSON Schema that editors use."""

from __future__ import annotations

import json

import click

from samklang.errors import Exit


@click.command(name="schema")
@click.option("--persona", is_flag=True, help="Of a persona instead of a workspace.")
def command(persona: bool) -> int:
    """Print the JSON Schema of samklang.yaml, or of a persona."""
    from samklang.config.persona import PersonaForm
    from samklang.config.workspace import WorkspaceForm

    schema = (PersonaForm if persona else WorkspaceForm).model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return Exit.IN_TUNE
