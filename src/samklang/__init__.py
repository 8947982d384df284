"""samklang: does every channel sound like us, and does it serve the customer there?

    import samklang

    workspace = samklang.open(".")
    report = samklang.check(workspace)
    print(samklang.render(report))

docs/python.md shows the rest. Each name is imported at its first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samklang.api import Scorer, TextScore, check, check_text, open, render
    from samklang.errors import SamklangError
    from samklang.model import Effort, Finding, Report, Score, Workspace
    from samklang.model.progress import Progress

__version__ = "0.1.0"
__all__ = [
    "Effort",
    "Finding",
    "Progress",
    "Report",
    "SamklangError",
    "Score",
    "Scorer",
    "TextScore",
    "Workspace",
    "__version__",
    "check",
    "check_text",
    "open",
    "render",
]


def __getattr__(name: str) -> Any:
    """Imports a name of the API at its first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from samklang import api

    globals()[name] = value = getattr(api, name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
