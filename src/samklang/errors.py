"""One base class, one subclass a stage. Each says what is wrong and what to do about it."""

from __future__ import annotations


class SamklangError(Exception):
    """Something the user can mend. The command line prints it and exits 2."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(SamklangError):
    """The workspace or the persona does not say what it should."""


class CollectError(SamklangError):
    """No copy to check was found where the user pointed."""


class ChangeError(SamklangError):
    """Git does not say what was changed."""


class BaselineError(SamklangError):
    """The baseline cannot be read, or is none."""


class EncodeError(SamklangError):
    """The encoder could not be had, or is not the one it says it is."""


class FitError(SamklangError):
    """The heads are missing, stale, or cannot be fitted."""


class CacheError(SamklangError):
    """There is no cache where one was to be looked at."""


class OutputError(SamklangError):
    """The report could not be written."""
