"""The language detector, py3langid, with its model as it is once unpacked.

Unpacking it takes longer than all else that one changed file asks for, so it is done once, into the user's
cache, from where the system maps it: a text touches a small part of it.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.cache.files import cache_folder

Array = NDArray[Any]


class _Model(NamedTuple):
    """As py3langid has it, each an array."""

    likelihoods: Array
    priors: Array
    languages: Array
    moves: Array
    rows: Array
    features: Array


def identifier() -> Any:
    """py3langid's `LanguageIdentifier`, which tells probabilities."""
    from py3langid import langid

    model = _model(langid.MODEL_DIR / langid.MODEL_FILE)
    return langid.LanguageIdentifier(
        model.likelihoods,
        model.priors,
        model.languages.tolist(),
        model.moves.data,
        model.features.data,
        norm_probs=True,
        tk_row=model.rows.tolist(),
    )


def _model(packed: Path) -> _Model:
    """The packed model, unpacked: now, where the user's cache has none of the same size and time."""
    seen = packed.stat()
    home = cache_folder() / "languages" / f"{seen.st_size}-{seen.st_mtime_ns}"
    try:
        return _mapped(home)
    except (OSError, ValueError):
        model = _unpacked(packed)
    with suppress(OSError):  # it is unpacked again next time
        _keep(model, home)
    return model


def _mapped(home: Path) -> _Model:
    return _Model(*(np.asarray(np.load(home / f"{name}.npy", mmap_mode="r")) for name in _Model._fields))


def _unpacked(packed: Path) -> _Model:
    from py3langid.modelio import load_model

    likelihoods, priors, languages, moves, rows, features = map(np.asarray, load_model(packed))
    return _Model(likelihoods, priors, languages, moves, rows, features.astype(np.int32))


def _keep(model: _Model, home: Path) -> None:
    """All or nothing: another process may read, or do the same."""
    home.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=home.parent))
    try:
        for name, array in zip(_Model._fields, model, strict=True):
            np.save(draft / f"{name}.npy", array)
        shutil.rmtree(home, ignore_errors=True)  # what is there could not be read
        draft.rename(home)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
