"""Options that can also be set by an environment variable, as in CI."""

from __future__ import annotations

from functools import partial

import click
from click.core import ParameterSource


class Setting(click.Option):
    """An option whose error messages name its environment variable where the value came from there."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The option, or the variable that set it."""
        if ctx and self.name and ctx.get_parameter_source(self.name) is ParameterSource.ENVIRONMENT:
            return str(self.envvar)
        return click.Parameter.get_error_hint(self, ctx)


setting = partial(click.option, cls=Setting, show_envvar=True)
"""Like `click.option` with an `envvar`, which the help shows."""
