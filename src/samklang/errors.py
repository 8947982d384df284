"""Exit statuses; and errors: one base class, with one subclass per stage.

Each error says what is wrong and what to do about it."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses of the command line."""

    IN_TUNE = 0
    """No finding fails the run, or the command did what it should."""
    FINDINGS = 1
    """Findings fail the run, or a figure is under its floor."""
    USER_ERROR = 2
    """Something for the user to fix: a missing path, an unreadable file, a wrong configuration."""
    BUG = 3
    ABANDONED = 1
    """The language server's, by its protocol: the client left without shutting it down."""
    INTERRUPTED = 130
    """By Ctrl-C; shells use 128 and the signal's number."""


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
