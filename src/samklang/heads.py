"""The fitted heads of a model: what turns vectors into scores and coverage. Stored as safetensors."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.errors import FitError
from samklang.needs.coverage import Head as NeedHead
from samklang.traits.calibration import Calibration
from samklang.traits.pool import Pool

VERSION = 1
BUNDLED = "bundled.safetensors"
_TAUGHT_BY = ("*/*.tsv", "*/trait.yaml", "features.py", "lexicon.py", "head.py", "calibration.py", "pool.py")
_NEEDS_TAUGHT_BY = ("*.yaml", "coverage.py")


class LanguageHeads(NamedTuple):
    """All heads of one language."""

    traits: NDArray[np.float32]
    """(traits, 1 + bootstraps, layers * width + features): the full fit first."""
    feature_means: NDArray[np.float32]
    calibrations: tuple[Calibration, ...]
    pools: tuple[Pool, ...]
    needs: tuple[NeedHead, ...]

    def token_heads(self) -> NDArray[np.float32]:
        """(heads, layers * width): those of the traits that a few tokens carry, trait by trait."""
        pooled = [at for at, pool in enumerate(self.pools) if pool is not Pool.WHOLE]
        heads = self.traits[pooled, :, : -len(self.feature_means)]
        return np.ascontiguousarray(heads.reshape(-1, heads.shape[-1]))


class Heads(NamedTuple):
    """The heads of one model, by language."""

    revision: str
    """Of the model they were fitted on."""
    taught_by: str
    """Digest of the pairs, examples and code that made them."""
    traits: tuple[str, ...]
    needs: tuple[str, ...]
    languages: Mapping[str, LanguageHeads]


def taught_by() -> str:
    """Digest of all that heads are fitted from, so that stale ones can be told."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for folder, globs in (("traits", _TAUGHT_BY), ("needs", _NEEDS_TAUGHT_BY)):
        for path in sorted(path for glob in globs for path in (package / folder).glob(glob)):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def bundled() -> bytes:
    """The heads shipped for the bundled model.

    Raises:
        FitError: they are not there; `make heads` builds them.
    """
    try:
        return (resources.files("samklang.traits") / BUNDLED).read_bytes()
    except FileNotFoundError as error:
        raise FitError("the heads of the bundled model are missing", hint="Build them: make heads") from error


def dump(heads: Heads) -> bytes:
    """The heads as safetensors: weights in half precision, the rest as JSON in the header."""
    from safetensors.numpy import save

    arrays: dict[str, NDArray[np.float16] | NDArray[np.float32]] = {}
    facts: dict[str, object] = {}
    for language, of in heads.languages.items():
        arrays[f"{language}.traits"] = of.traits.astype(np.float16)
        arrays[f"{language}.feature_means"] = of.feature_means
        arrays[f"{language}.needs"] = np.stack([head.weights for head in of.needs]).astype(np.float16)
        facts[language] = {
            "calibrations": [list(calibration) for calibration in of.calibrations],
            "pools": list(of.pools),
            "needs": [[head.slope, head.intercept] for head in of.needs],
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
    """Heads from what `dump` wrote.

    Raises:
        FitError: it is something else, or of another version.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_arrays

    try:
        arrays = load_arrays(data)
        length = int.from_bytes(data[:8], "little")
        header = json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["samklang"])
    except (SafetensorError, ValueError, KeyError) as error:
        raise FitError("the heads' file is damaged", hint="Delete it; it will be fitted again.") from error
    if header["version"] != VERSION:
        raise FitError(f"the heads are of version {header['version']}, not {VERSION}", hint="Delete them.")
    return Heads(
        revision=header["revision"],
        taught_by=header["taught_by"],
        traits=tuple(header["traits"]),
        needs=tuple(header["needs"]),
        languages={
            language: LanguageHeads(
                traits=arrays[f"{language}.traits"].astype(np.float32),
                feature_means=arrays[f"{language}.feature_means"],
                calibrations=tuple(Calibration(*numbers) for numbers in facts["calibrations"]),
                pools=tuple(Pool(name) for name in facts["pools"]),
                needs=tuple(
                    NeedHead(weights.astype(np.float32), slope, intercept)
                    for weights, (slope, intercept) in zip(
                        arrays[f"{language}.needs"], facts["needs"], strict=True
                    )
                ),
            )
            for language, facts in header["languages"].items()
        },
    )


def cached(revision: str, fresh: Callable[[], Heads]) -> Heads:
    """Heads from the user's cache; fitted and kept there where it has none that still hold.

    Args:
        revision: of the model they are for.
        fresh: fits them.
    """
    import platformdirs

    name = hashlib.sha256(f"{revision} {taught_by()}".encode()).hexdigest()[:24]
    path = platformdirs.user_cache_path("samklang") / f"heads-{name}.safetensors"
    try:
        return load(path.read_bytes())
    except (OSError, FitError):
        pass
    heads = fresh()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(dump(heads))
        Path(file.name).replace(path)
    except OSError:
        pass  # a cache that cannot be written costs time, never the run
    return heads
