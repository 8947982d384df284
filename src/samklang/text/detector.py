"""The language detector, py3langid, with its model unpacked.

Unpacking the model takes longer than everything else in a check of one changed file. So it is done once, into
the user's cache, and the files are then mapped into memory: a text needs only a small part of them.
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
    """The parts of py3langid's model, each as an array."""

    likelihoods: Array
    priors: Array
    languages: Array
    moves: Array
    rows: Array
    features: Array


def identifier() -> Any:
    """py3langid's `LanguageIdentifier`, set to give probabilities."""
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
    """The model, from the user's cache; unpacked now where the cache has none of the same size and time."""
    stat = packed.stat()
    folder = cache_folder() / "languages" / f"{stat.st_size}-{stat.st_mtime_ns}"
    try:
        return _mapped(folder)
    except (OSError, ValueError):
        model = _unpacked(packed)
    with suppress(OSError):  # if it cannot be saved, it is unpacked again next time
        _save(model, folder)
    return model


def _mapped(folder: Path) -> _Model:
    return _Model(*(np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _Model._fields))


def _unpacked(packed: Path) -> _Model:
    from py3langid.modelio import load_model

    likelihoods, priors, languages, moves, rows, features = map(np.asarray, load_model(packed))
    return _Model(likelihoods, priors, languages, moves, rows, features.astype(np.int32))


def _save(model: _Model, folder: Path) -> None:
    """Saves the model at once, since another process may read it or save it at the same time."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        for name, array in zip(_Model._fields, model, strict=True):
            np.save(draft / f"{name}.npy", array)
        shutil.rmtree(folder, ignore_errors=True)  # what is there could not be read
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
