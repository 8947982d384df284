"""The baseline that a workspace names."""

from __future__ import annotations

from samklang.judge.baseline import load
from samklang.model import Baseline, Workspace


def baseline_of(workspace: Workspace) -> Baseline | None:
    """The known findings of a workspace, which are not reported; None where it names no baseline.

    Raises:
        BaselineError: the baseline cannot be read.
    """
    if workspace.baseline is None:
        return None
    return load(workspace.root / workspace.baseline, workspace.baseline)
