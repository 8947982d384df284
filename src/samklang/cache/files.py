"""The user's cache folder, and how files are written to it: all or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """The folder for files that can be made again, shared by all workspaces of this user."""
    import platformdirs

    return platformdirs.user_cache_path("samklang")


def replace(path: Path, data: bytes) -> None:
    """Writes a file so that readers see either the old file or the new one, never a part of it.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
