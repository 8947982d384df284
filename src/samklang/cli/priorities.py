"""`samklang priorities`: what weighs to customers, where and how much, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from samklang.cli.pointing import workspaces_here
from samklang.cli.shared import channel_option, check_channel, config_option
from samklang.errors import Exit
from samklang.model import ANY_MOMENT, CustomerType, Priorities, Workspace

_ROW = "{:10} {:12} {:24} {:6} {:>6}  {}"


@click.command(name="priorities")
@config_option
@channel_option
@click.option("--customer", help="Weigh as this customer type does: what they love or hate counts double.")
def command(config: Path | None, channel: str | None, customer: str | None) -> int:
    """Show what weighs to customers in each channel and moment, in per cent, and where each number stands.

    Where there is no workspace here or in any folder above: of every workspace below, one after the other.
    """
    workspaces = workspaces_here(config)
    check_channel(channel, *workspaces)
    _check_customer(customer, workspaces)
    click.echo(_ROW.format("channel", "moment", "priority", "kind", "weight", "from"))
    for workspace in workspaces:
        _show(workspace, channel, next((one for one in workspace.customers if one.name == customer), None))
    return Exit.IN_TUNE


def _show(workspace: Workspace, channel: str | None, who: CustomerType | None) -> None:
    """The rows of a workspace; where each number stands tells whose they are."""
    for of in workspace.channels:
        if channel in (None, of.name):
            for moment in (*of.moments, ANY_MOMENT):
                own = of.priority(moment)
                for row in _rows(own.weighed_by(who) if who else own):
                    click.echo(_ROW.format(of.name, moment, *row).rstrip())


def _check_customer(name: str | None, workspaces: Sequence[Workspace]) -> None:
    known = [one.name for workspace in workspaces for one in workspace.customers]
    if name is not None and name not in known:
        raise click.BadParameter(
            f"no customer type {name!r}; the workspace has {', '.join(known) or 'none'}",
            param_hint="--customer",
        )


def _rows(of: Priorities) -> Iterator[tuple[str, str, str, str]]:
    """Heaviest first, kind by kind."""
    kinds = [("need", of.needs), ("trait", of.traits)]
    if (of.lix, of.steps) != (None, None):
        kinds.append(("effort", {"lix": of.effort}))
    for kind, weights in kinds:
        for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
            shown = _effort(of) if kind == "effort" else name
            yield shown, kind, f"{weight:.0%}", of.origins.get(name, "")


def _effort(of: Priorities) -> str:
    limits = {"lix": of.lix, "steps": of.steps}
    told = [f"{name} {most:g}" for name, most in limits.items() if most is not None]
    return f"at most {', '.join(told)}"
