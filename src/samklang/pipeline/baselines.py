"""Where a baseline is: in the file that the user names, else in the one that the workspace names."""

from __future__ import annotations

from pathlib import Path

from samklang.judge.baseline import FILE, load
from samklang.model import Baseline, Workspace
from samklang.sources.collect import name_in


def baseline_of(workspace: Workspace, option: Path | None = None) -> Baseline | None:
    """The known findings, which are not reported; None where neither the user nor the workspace names a file.

    Args:
        workspace: whose findings they are.
        option: the file that the user names, if any.

    Raises:
        BaselineError: the file cannot be read.
    """
    if option is None and workspace.baseline is None:
        return None
    path = baseline_path(workspace, option)
    return load(path, name_in(workspace, path))


def baseline_path(workspace: Workspace, option: Path | None) -> Path:
    """The file: the one that the user names, else the workspace's, else the default one in its folder."""
    return option or workspace.root / (workspace.baseline or FILE)
