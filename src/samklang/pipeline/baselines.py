"""The baseline that a workspace names."""

from __future__ import annotations

from samklang.judge.baseline import load
from samklang.model import Baseline, Workspace


def baseline_of(workspace: Workspace) -> Baseline | None:
    """The findings that a workspace knows and leaves alone; None where it names no such file.

    Raises:
        BaselineError: it cannot be read.
    """
    if workspace.baseline is None:
        return None
    return load(workspace.root / workspace.baseline, workspace.baseline)
