"""Options that an environment variable can give, as CI does."""

from __future__ import annotations

from functools import partial

import click
from click.core import ParameterSource


class Setting(click.Option):
    """An option whose mistakes name the variable where it was the variable that gave it."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The option, or the variable."""
        if ctx and self.name and ctx.get_parameter_source(self.name) is ParameterSource.ENVIRONMENT:
            return str(self.envvar)
        return click.Parameter.get_error_hint(self, ctx)


setting = partial(click.option, cls=Setting, show_envvar=True)
"""As `click.option`, with an `envvar`, which the help tells."""
