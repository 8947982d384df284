"""Teaches a table of Swedish and Danish for the bundled encoder: `make encoder PARALLEL=FOLDER`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.distillation import evaluate, parallel, teach, vocabulary
from samklang.distillation.parallel import Corpus
from samklang.distillation.teach import Settings, Student
from samklang.encode import reference
from samklang.encode.source import BUNDLED, folder
from samklang.errors import FitError, SamklangError, require
from samklang.languages import CODES, FALLBACK

LANGUAGES = tuple(code for code in CODES if code != FALLBACK)
"""Every language but the encoder's own."""
TOKENIZER, TABLE, _SETTINGS = "tokenizer.json", "table.npy", "settings.json"
_BATCH = 50


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Reads the command line, and teaches."""
    parser = argparse.ArgumentParser(prog="python -m samklang.distillation", description=__doc__)
    parser.add_argument(
        "parallel", type=Path, help="a folder with a table of parallel text a language: sv.tsv"
    )
    parser.add_argument(
        "--work", type=Path, default=Path("build/encoder"), help="for what a run goes on from"
    )
    parser.add_argument("--pieces", type=int, default=24_000, help="pieces of the tokenizer")
    parser.add_argument("--sentences", type=int, default=Settings().sentences, help="to learn from")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        settings = Settings(options.sentences, options.seed)
        run(options.parallel, options.work, options.pieces, settings)
    except SamklangError as error:
        sys.stderr.write(f"samklang: {error.message}\n{error.hint}\n")
        return 2
    _say(f"wrote {options.work / TOKENIZER} and {options.work / TABLE}")
    return 0


def run(source: Path, work: Path, pieces: int, settings: Settings) -> None:
    """Teaches the tokenizer and the table, and prints how the held-out sentences are heard before and after.

    Raises:
        FitError: the parallel text cannot be read, or the folder is of a run with other settings.
        ExtraError: what teaches it is not installed.
    """
    require("models", "teaching the encoder")
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(settings.seed)
    _claim(work, {"pieces": pieces, **settings._asdict()})
    corpus = parallel.read(source, LANGUAGES)
    _say(f"{len(corpus.taught):,} pairs to learn from, {len(corpus.held_out):,} held out")
    english = _text(folder(BUNDLED) / "tokenizer.json")
    if not (work / TOKENIZER).exists():
        ours_alone = (row.text for row in corpus.taught)
        tokenizer = vocabulary.train_tokenizer(ours_alone, pieces, english)
        (work / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    ours, theirs = (_bare(Tokenizer.from_str(text)) for text in (_text(work / TOKENIZER), english))
    model = reference.load(BUNDLED, folder(BUNDLED))
    weights = model[0].auto_model.embeddings.word_embeddings.weight.detach().numpy()
    table = vocabulary.start(corpus.taught, ours, theirs, weights)
    student = Student(model[0].auto_model, table, len(weights))
    _say("heard before: the start of the table alone")
    _say(evaluate.table(_heard(corpus, student, ours, theirs)))
    texts = list(dict.fromkeys(row.english for row in corpus.taught))
    vectors = teach.teacher(model, texts, work / "teacher.npy", _say)
    numbers = {text: number for number, text in enumerate(texts)}
    of_row = np.array([numbers[row.english] for row in corpus.taught])
    tokens = [encoding.ids for encoding in ours.encode_batch_fast([row.text for row in corpus.taught])]
    teach.teach(student, corpus.taught, tokens, lambda rows: vectors[of_row[rows]], settings, work, _say)
    np.save(work / TABLE, student.table.detach().numpy())
    _say(evaluate.table(_heard(corpus, student, ours, theirs)))


def _claim(work: Path, settings: dict[str, Any]) -> None:
    """Notes the settings in the folder of a new run, and compares them with those of one that goes on."""
    work.mkdir(parents=True, exist_ok=True)
    path, noted = work / _SETTINGS, json.dumps(settings)
    if path.exists() and _text(path) != noted:
        raise FitError(f"{work} is of a run with other settings: {_text(path)}", hint="Remove the folder.")
    path.write_text(noted, encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _bare(tokenizer: Any) -> Any:
    tokenizer.no_padding()
    return tokenizer


def _heard(corpus: Corpus, student: Student, ours: Any, theirs: Any) -> list[evaluate.Heard]:
    return evaluate.evaluate(
        corpus.held_out,
        lambda texts, _: _layers(student, ours, texts),
        lambda texts: _layers(student, theirs, texts),
    )


def _layers(student: Student, tokenizer: Any, texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, layers, width)"""
    import torch

    tokens = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    with torch.inference_mode():
        parts = [
            student.layers(tokens[first : first + _BATCH]).numpy() for first in range(0, len(tokens), _BATCH)
        ]
    return np.concatenate(parts)


if __name__ == "__main__":
    sys.exit(main())
