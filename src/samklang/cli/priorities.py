"""`samklang priorities`: what matters to customers, how much, and where each weight is set."""

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
@click.option(
    "--customer", help="Use the weights of this customer type: what they love or hate counts double."
)
def command(config: Path | None, channel: str | None, customer: str | None) -> int:
    """Show what matters to customers in each channel and moment, in per cent, and where each weight is set.

    Without a workspace in this folder or above, the weights of every workspace below are shown.
    """
    workspaces = workspaces_here(config)
    check_channel(channel, *workspaces)
    _check_customer(customer, workspaces)
    click.echo(_ROW.format("channel", "moment", "priority", "kind", "weight", "from"))
    for workspace in workspaces:
        types = {known.name: known for known in workspace.customers}
        _show(workspace, channel, types.get(customer) if customer else None)
    return Exit.IN_TUNE


def _show(workspace: Workspace, name: str | None, customer: CustomerType | None) -> None:
    """Prints the rows of a workspace; the file in the last column says which workspace it is.

    Args:
        name: that of the only channel to show; None shows all.
    """
    for channel in workspace.channels:
        if name in (None, channel.name):
            for moment in (*channel.moments, ANY_MOMENT):
                priorities = channel.priority(moment)
                for row in _rows(priorities.weighed_by(customer) if customer else priorities):
                    click.echo(_ROW.format(channel.name, moment, *row).rstrip())


def _check_customer(name: str | None, workspaces: Sequence[Workspace]) -> None:
    known = [customer.name for workspace in workspaces for customer in workspace.customers]
    if name is not None and name not in known:
        raise click.BadParameter(
            f"no customer type {name!r}; the workspace has {', '.join(known) or 'none'}",
            param_hint="--customer",
        )


def _rows(priorities: Priorities) -> Iterator[tuple[str, str, str, str]]:
    """Name, kind, weight and where it is set, kind by kind, the heaviest first."""
    kinds = [("need", priorities.needs), ("trait", priorities.traits)]
    if (priorities.lix, priorities.steps) != (None, None):
        kinds.append(("effort", {"lix": priorities.effort}))
    for kind, weights in kinds:
        for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
            label = _effort(priorities) if kind == "effort" else name
            yield label, kind, f"{weight:.0%}", priorities.origins.get(name, "")


def _effort(priorities: Priorities) -> str:
    limits = {"lix": priorities.lix, "steps": priorities.steps}
    stated = [f"{name} {limit:g}" for name, limit in limits.items() if limit is not None]
    return f"at most {', '.join(stated)}"
