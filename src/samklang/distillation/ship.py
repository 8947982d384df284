"""Writes what is shipped of a taught table: `python -m samklang.distillation.ship build/encoder`.

The graph of the encoder with the tables of all languages, in 8-bit integers; the tokenizers; the vectors of a
few sentences on the reference engine, by which a machine is checked; and a manifest with the digests of them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from samklang.distillation.__main__ import LANGUAGES as TAUGHT
from samklang.distillation.__main__ import TABLE, TOKENIZER
from samklang.encode import Encodings, graph, quantise, reference, shipped
from samklang.encode.export import calibration_texts
from samklang.encode.source import BUNDLED, folder, sha256
from samklang.encode.vocabularies import Tokenizers, Vocabularies
from samklang.languages import LANGUAGES


def ship(work: Path, target: Path) -> None:
    """Writes the shipped files.

    Args:
        work: a folder with the tokenizer and the table that were taught.
        target: a folder, whose files are replaced.
    """
    from safetensors.numpy import save

    loaded = reference.load(BUNDLED, folder(BUNDLED))
    english = graph.tokenizer(loaded)
    nordic = _as_long((work / TOKENIZER).read_text(encoding="utf-8"), english)
    vocabularies = Vocabularies(english, dict.fromkeys(TAUGHT, nordic))
    reference.extend(loaded, np.load(work / TABLE, allow_pickle=False))
    target.mkdir(parents=True, exist_ok=True)
    (target / shipped.ENGLISH).write_text(english, encoding="utf-8")
    (target / shipped.NORDIC).write_text(nordic, encoding="utf-8")
    vectors = shipped.check_vectors(_check_sentences(loaded, Tokenizers(vocabularies)))
    (target / shipped.VECTORS).write_bytes(save(vectors))
    with TemporaryDirectory() as draft:
        single = Path(draft) / "single.onnx"
        graph.write(loaded, single)
        quantise.write(single, target / shipped.GRAPH, vocabularies, calibration_texts())
    names = (shipped.GRAPH, shipped.ENGLISH, shipped.NORDIC, shipped.VECTORS)
    manifest = {
        "digests": {name: sha256(target / name) for name in names},
        "vocabularies": dict.fromkeys(TAUGHT, shipped.NORDIC),
    }
    (target / shipped.MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _as_long(tokenizer: str, english: str) -> str:
    """A tokenizer that pads texts, and cuts them at the same length, as the English one does."""
    theirs = json.loads(english)
    both = json.loads(tokenizer) | {part: theirs[part] for part in ("truncation", "padding")}
    return json.dumps(both, ensure_ascii=False)


def _check_sentences(loaded: Any, tokenizers: Tokenizers) -> dict[str, Encodings]:
    return {
        code: reference.forward(
            loaded, reference.inputs(tokenizers.ids(language.engine_check, code), tokenizers.padding)
        )
        for code, language in LANGUAGES.items()
    }


def main() -> None:
    """Reads the command line, and writes the files into the package."""
    ship(Path(sys.argv[1] if len(sys.argv) > 1 else "build/encoder"), shipped.FOLDER)
    sizes = {path.name: path.stat().st_size for path in sorted(shipped.FOLDER.iterdir())}
    sys.stdout.write("".join(f"wrote {name}, {size / 1e6:.2f} MB\n" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
