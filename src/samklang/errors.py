"""One base class, one subclass a stage. Each says what is wrong and what to do about it."""

from __future__ import annotations


class SamklangError(Exception):
    """Something the user can fix. The command line prints it and exits 2."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(SamklangError):
    """The workspace, the persona or a customer type has mistakes."""


class CollectError(SamklangError):
    """There is no copy to check at the given paths."""


class ChangeError(SamklangError):
    """Git cannot say what has changed."""


class BaselineError(SamklangError):
    """The baseline cannot be read, or is not one."""


class EncodeError(SamklangError):
    """The encoder is missing, or is not the one it claims to be."""


class FitError(SamklangError):
    """The heads are missing, stale, or cannot be fitted."""


class CacheError(SamklangError):
    """There is no cache at the given path."""


class OutputError(SamklangError):
    """The report could not be written."""
