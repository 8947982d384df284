"""From where files are named: by people from where they stand, by hosts from the repository's top."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from samklang.model import Workspace
from samklang.sources.walk import repository


def seen(workspaces: Sequence[Workspace]) -> list[Workspace]:
    """Workspaces with their folders from where the user stands, or from the outermost of them around that."""
    here = Path.cwd().resolve()
    around = [one.root for one in workspaces if here.is_relative_to(one.root)]
    base = min(around, key=lambda root: len(root.parts), default=here)
    return [replace(one, folder=_from(base, one.root)) for one in workspaces]


def from_top(workspace: Workspace) -> str:
    """A workspace's folder from the top of the repository where the user stands, else of its own; without
    any, as people see it."""
    tops = (repository(Path.cwd().resolve()), repository(workspace.root))
    top = next((top for top in tops if top and workspace.root.is_relative_to(top)), None)
    return _from(top, workspace.root) if top else workspace.folder


def _from(base: Path, folder: Path) -> str:
    """With forward slashes; empty for the same folder."""
    found = Path(os.path.relpath(folder, base)).as_posix()
    return "" if found == "." else found
