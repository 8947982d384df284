"""`samklang priorities`: what weighs to customers, where and how much, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from samklang.cli.shared import channel_option, check_channel, config_option, open_workspace
from samklang.model import ANY_MOMENT, CustomerType, Priorities, Workspace

_ROW = "{:10} {:12} {:24} {:6} {:>6}  {}"


@click.command(name="priorities")
@config_option
@channel_option
@click.option("--customer", help="Weigh as this customer type does: what they love or hate counts double.")
def command(config: Path | None, channel: str | None, customer: str | None) -> int:
    """Show what weighs to customers in each channel and moment, in per cent, and where each number stands."""
    workspace = open_workspace(config, Path.cwd())
    check_channel(channel, workspace)
    who = _customer(workspace, customer)
    click.echo(_ROW.format("channel", "moment", "priority", "kind", "weight", "from"))
    for of in workspace.channels:
        if channel in (None, of.name):
            for moment in (*of.moments, ANY_MOMENT):
                own = of.priority(moment)
                for row in _rows(own.weighed_by(who) if who else own):
                    click.echo(_ROW.format(of.name, moment, *row).rstrip())
    return 0


def _customer(workspace: Workspace, name: str | None) -> CustomerType | None:
    found = next((one for one in workspace.customers if one.name == name), None)
    if name is not None and found is None:
        known = ", ".join(one.name for one in workspace.customers) or "none"
        raise click.BadParameter(
            f"no customer type {name!r}; the workspace has {known}", param_hint="--customer"
        )
    return found


def _rows(of: Priorities) -> Iterator[tuple[str, str, str, str]]:
    """Heaviest first, kind by kind."""
    kinds = [("need", of.needs), ("trait", of.traits)]
    if of.lix is not None:
        kinds.append(("effort", {"lix": of.effort}))
    for kind, weights in kinds:
        for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
            shown = _effort(of) if kind == "effort" else name
            yield shown, kind, f"{weight:.0%}", of.origins.get(name, "")


def _effort(of: Priorities) -> str:
    steps = f", steps {of.steps}" if of.steps is not None else ""
    return f"lix at most {of.lix:g}{steps}"
