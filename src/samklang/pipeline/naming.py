"""Names the folders of workspaces: from the user's folder for people, from the repository's top for hosts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from samklang.model import Workspace
from samklang.sources.walk import repository


def named_from_here(workspaces: Sequence[Workspace]) -> list[Workspace]:
    """Workspaces with `folder` set: their path from the current folder, or from the outermost of them that
    contains the current folder."""
    here = Path.cwd().resolve()
    around = [workspace.root for workspace in workspaces if here.is_relative_to(workspace.root)]
    base = min(around, key=lambda root: len(root.parts), default=here)
    return [replace(workspace, folder=_relative(workspace.root, base)) for workspace in workspaces]


def folder_in_repository(workspace: Workspace) -> str:
    """A workspace's folder from the top of the repository that the current folder is in, else of its own
    repository; its `folder` where there is neither."""
    tops = (repository(Path.cwd().resolve()), repository(workspace.root))
    top = next((top for top in tops if top and workspace.root.is_relative_to(top)), None)
    return _relative(workspace.root, top) if top else workspace.folder


def _relative(folder: Path, base: Path) -> str:
    """The path from `base` to a folder, with forward slashes; empty for the same folder."""
    path = Path(os.path.relpath(folder, base)).as_posix()
    return "" if path == "." else path
