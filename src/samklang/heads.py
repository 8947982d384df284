"""The fitted heads of a model, which turn vectors into scores and coverage. Stored as safetensors."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.cache import keys
from samklang.cache.files import cache_folder, replace
from samklang.errors import FitError
from samklang.needs.coverage import Head as NeedHead
from samklang.traits.calibration import Calibration
from samklang.traits.head import LAYERS
from samklang.traits.pool import TokenHeads

VERSION = 2
BUNDLED = "bundled.safetensors"


class LanguageHeads(NamedTuple):
    """All heads of one language."""

    traits: NDArray[np.float32]
    """(traits, 1 + bootstraps, columns of a tone vector): the full fit first."""
    background_mean: NDArray[np.float32]
    """(columns,): the mean tone vector of ordinary copy, subtracted before heads are applied."""
    sharpness: NDArray[np.float32]
    """(traits,): of the log-mean-exp that pools the tokens' scores; 0 is the plain mean."""
    calibrations: tuple[Calibration, ...]
    needs: tuple[NeedHead, ...]

    @property
    def sharp(self) -> NDArray[np.int64]:
        """Indices of the traits with a sharpness, whose tokens are scored one by one."""
        return np.flatnonzero(self.sharpness)

    def token_heads(self) -> TokenHeads:
        """The full fits of the traits with a sharpness, to score tokens by."""
        return TokenHeads(
            np.ascontiguousarray(self.traits[self.sharp, 0, LAYERS]), self.sharpness[self.sharp]
        )


class Heads(NamedTuple):
    """The heads of one model, by language."""

    revision: str
    """Revision of the model they were fitted on."""
    taught_by: str
    """Digest of the pairs, examples and code they were fitted from (`cache.code.fitted_from`)."""
    traits: tuple[str, ...]
    needs: tuple[str, ...]
    languages: Mapping[str, LanguageHeads]


def bundled() -> bytes:
    """The heads shipped for the bundled model.

    Raises:
        FitError: the file is missing; `make heads` builds it.
    """
    try:
        return (resources.files("samklang.traits") / BUNDLED).read_bytes()
    except FileNotFoundError as error:
        raise FitError("the heads of the bundled model are missing", hint="Build them: make heads") from error


def dump(heads: Heads) -> bytes:
    """The heads as safetensors.

    Full fits are in half precision; the difference of each bootstrap head from the full fit is quantised to
    signed bytes with a scale per column; the rest is JSON in the header.
    """
    from safetensors.numpy import save

    arrays: dict[str, NDArray[Any]] = {}
    facts: dict[str, object] = {}
    for language, fitted in heads.languages.items():
        full = fitted.traits[:, :1].astype(np.float16)
        differences = fitted.traits[:, 1:] - full
        scale = np.abs(differences).max((0, 1), initial=1e-9) / 127
        arrays[f"{language}.traits"] = full
        arrays[f"{language}.bootstraps"] = np.rint(differences / scale).astype(np.int8)
        arrays[f"{language}.unit"] = scale.astype(np.float32)
        arrays[f"{language}.usual"] = fitted.background_mean
        arrays[f"{language}.sharpness"] = fitted.sharpness
        arrays[f"{language}.needs"] = np.array([head.weights for head in fitted.needs], dtype=np.float16)
        facts[language] = {
            "calibrations": [list(calibration) for calibration in fitted.calibrations],
            "needs": [[head.slope, head.intercept, head.reliability] for head in fitted.needs],
        }
    header = {
        "version": VERSION,
        "revision": heads.revision,
        "taught_by": heads.taught_by,
        "traits": heads.traits,
        "needs": heads.needs,
        "languages": facts,
    }
    return bytes(save(arrays, metadata={"samklang": json.dumps(header)}))


def load(data: bytes) -> Heads:
    """Loads heads that `dump` wrote.

    Raises:
        FitError: the data is damaged, or of another version.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_arrays

    try:
        arrays = load_arrays(data)
        length = int.from_bytes(data[:8], "little")
        header = json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["samklang"])
    except (SafetensorError, ValueError, KeyError) as error:
        raise FitError(
            "the heads' file is damaged", hint="Delete it; the heads will be fitted again."
        ) from error
    if header["version"] != VERSION:
        raise FitError(f"the heads are of version {header['version']}, not {VERSION}", hint="Delete them.")
    return Heads(
        revision=header["revision"],
        taught_by=header["taught_by"],
        traits=tuple(header["traits"]),
        needs=tuple(header["needs"]),
        languages={
            language: LanguageHeads(
                traits=_traits(arrays, language),
                background_mean=arrays[f"{language}.usual"],
                sharpness=arrays[f"{language}.sharpness"],
                calibrations=tuple(Calibration(*numbers) for numbers in facts["calibrations"]),
                needs=tuple(
                    NeedHead(weights.astype(np.float32), *figures)
                    for weights, figures in zip(arrays[f"{language}.needs"], facts["needs"], strict=True)
                ),
            )
            for language, facts in header["languages"].items()
        },
    )


def _traits(arrays: Mapping[str, NDArray[Any]], language: str) -> NDArray[np.float32]:
    full = arrays[f"{language}.traits"].astype(np.float32)
    differences = arrays[f"{language}.bootstraps"] * arrays[f"{language}.unit"]
    return np.concatenate([full, full + differences], axis=1)


def joined(heads: Heads, own: Heads) -> Heads:
    """Heads with those of a persona's own traits or needs appended."""
    return heads._replace(
        traits=heads.traits + own.traits,
        needs=heads.needs + own.needs,
        languages={
            language: shipped._replace(
                traits=np.concatenate([shipped.traits, own.languages[language].traits]),
                sharpness=np.concatenate([shipped.sharpness, own.languages[language].sharpness]),
                calibrations=shipped.calibrations + own.languages[language].calibrations,
                needs=shipped.needs + own.languages[language].needs,
            )
            for language, shipped in heads.languages.items()
        },
    )


def cached(revision: str, fresh: Callable[[], Heads], *examples: object) -> Heads:
    """Heads from the user's cache; fitted and stored there if it has none, or only outdated ones.

    Args:
        revision: of the model they are for.
        fresh: fits them.
        examples: the brand's own, which the heads are learnt from beside samklang's.
    """
    key = keys.digest(revision, keys.fitting(), *examples).hex()
    path = cache_folder() / f"heads-{key}.safetensors"
    try:
        return load(path.read_bytes())
    except (OSError, FitError):
        pass
    heads = fresh()
    with suppress(OSError):  # a cache that cannot be written costs time, never the run
        replace(path, dump(heads))
    return heads
