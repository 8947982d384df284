"""Distillation: from parallel text to a tokenizer and a table, on a toy encoder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from samklang.distillation import __main__ as command
from samklang.distillation import evaluate, parallel, ship, teach, vocabulary
from samklang.distillation.parallel import Row
from samklang.distillation.teach import Settings, Student
from samklang.encode import graph, quantise, shipped, source
from samklang.encode.reference import ReferenceEngine
from samklang.encode.shipped import ShippedEngine
from samklang.errors import FitError
from tests import models

HEADER = "genre\ten\tsv\tsource\n"
NOUNS = {"boat": "båten", "lamp": "lampan", "road": "vägen", "soup": "soppan", "tree": "trädet"}
VERBS = {"sinks": "sjunker", "glows": "glöder", "bends": "böjer sig", "cools": "svalnar", "leans": "lutar"}


def corpus() -> list[Row]:
    return [
        Row("sv", "talk", f"the {noun} {verb}", f"{namn} {does}", "us")
        for noun, namn in NOUNS.items()
        for verb, does in VERBS.items()
    ]


@pytest.fixture(scope="module")
def loaded(small_model: Path) -> Any:
    return ReferenceEngine(str(small_model)).loaded


@pytest.fixture(scope="module")
def tokenizers(loaded: Any) -> tuple[Any, Any]:
    """The new one and the model's own."""
    own = graph.tokenizer(loaded)
    new = vocabulary.train_tokenizer([row.text for row in corpus()] * 3, 60, own)
    pair = Tokenizer.from_str(new), Tokenizer.from_str(own)
    for tokenizer in pair:
        tokenizer.no_padding()
    return pair


# --- parallel text ------------------------------------------------------------------------------------


def write(folder: Path, language: str, *rows: tuple[str, str]) -> None:
    lines = [f"talk\t{english}\t{text}\tus\n" for english, text in rows]
    (folder / f"{language}.tsv").write_text(HEADER.replace("sv", language) + "".join(lines), "utf-8")


def test_what_is_held_out_in_one_language_is_in_every_other(tmp_path: Path) -> None:
    rows = [(f"Sentence {number}.", f"Mening {number}.") for number in range(400)]
    for language in ("sv", "da"):
        write(tmp_path, language, *rows)
    read = parallel.read(tmp_path, ("sv", "da"))
    held = {
        language: {row.english for row in read.held_out if row.language == language}
        for language in ("sv", "da")
    }
    assert held["sv"] == held["da"]
    assert 5 < len(held["sv"]) < 40
    assert not held["sv"] & {row.english for row in read.taught}
    assert len(read.taught) + len(read.held_out) == 800


def test_rows_that_teach_nothing_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path, "sv", ("Shop", "Shop"), ("", "Tomt"), ("Yes", "Ja"), ("Yes", "Ja"), ("x" * 500, "y" * 500)
    )
    read = parallel.read(tmp_path, ("sv",))
    assert [row.text for row in (*read.taught, *read.held_out)] == ["Ja"]


def test_a_table_without_its_column_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sv.tsv").write_text("genre\ten\tda\tsource\n", encoding="utf-8")
    with pytest.raises(FitError, match=r"sv\.tsv:1: no column sv"):
        parallel.read(tmp_path, ("sv",))
    with pytest.raises(FitError, match=r"da\.tsv: No such file"):
        parallel.read(tmp_path, ("da",))


# --- the tokenizer and the start ----------------------------------------------------------------------


def test_new_pieces_come_after_the_models_own_and_special_tokens_are_shared(
    tokenizers: tuple[Any, Any],
) -> None:
    new, own = tokenizers
    ids = new.encode("Båten sjunker").ids
    assert [ids[0], ids[-1]] == [own.token_to_id("[CLS]"), own.token_to_id("[SEP]")]
    assert all(piece >= own.get_vocab_size() for piece in ids[1:-1])
    assert new.encode("båten").ids != new.encode("baten").ids


def test_a_new_piece_starts_at_the_english_ones_that_occur_with_it() -> None:
    own = Tokenizer.from_str(_words("the boat lamp sinks glows", first=0))
    new = Tokenizer.from_str(_words("båten lampan sjunker glöder", first=5))
    rows = [row for row in corpus() if {"boat", "lamp"} & set(row.english.split())]
    rows = [row for row in rows if {"sinks", "glows"} & set(row.english.split())]
    start = vocabulary.start(rows, new, own, np.eye(5, dtype=np.float32))
    assert start.argmax(1).tolist() == [1, 2, 3, 4]
    assert np.allclose(start.sum(1), 1)


def _words(text: str, first: int) -> str:
    """A tokenizer of whole words, as JSON."""
    from tokenizers import models as kinds
    from tokenizers import pre_tokenizers

    tokenizer = Tokenizer(kinds.WordLevel({word: first + at for at, word in enumerate(text.split())}))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return str(tokenizer.to_str())


# --- teaching -----------------------------------------------------------------------------------------


def taught(loaded: Any, tokenizers: tuple[Any, Any], folder: Path, *sentences: int) -> Student:
    """A student after runs of so many sentences, each going on from the one before."""
    rows, (new, own) = corpus(), tokenizers
    vectors = teach.teacher(loaded, [row.english for row in rows], folder / "teacher.npy", lambda _: None)
    tokens = [encoding.ids for encoding in new.encode_batch_fast([row.text for row in rows])]
    table = np.random.default_rng(0).normal(0, 0.3, (new.get_vocab_size() - 5, models.WIDTH))
    for count in sentences:
        student = Student(loaded[0].auto_model, table.astype(np.float32), own.get_vocab_size())
        settings = Settings(count)
        teach.teach(student, rows, tokens, lambda some: vectors[some], settings, folder, lambda _: None)
    return student


def alike(tokenizers: tuple[Any, Any], student: Student) -> float:
    """The mean cosine of sentences with their translations, over all layers."""
    rows, (new, own) = corpus(), tokenizers
    ours = command._layers(student, new, [row.text for row in rows])
    theirs = command._layers(student, own, [row.english for row in rows])
    return float((ours * theirs).sum(-1).mean())


def test_teaching_brings_translations_closer(
    loaded: Any, tokenizers: tuple[Any, Any], tmp_path: Path
) -> None:
    (tmp_path / "some").mkdir()
    before = alike(tokenizers, taught(loaded, tokenizers, tmp_path, 1))
    after = alike(tokenizers, taught(loaded, tokenizers, tmp_path / "some", 12_000))
    assert after > before + 0.1


def test_a_run_goes_on_from_its_checkpoint(loaded: Any, tokenizers: tuple[Any, Any], tmp_path: Path) -> None:
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    for folder in (whole, halves):
        folder.mkdir()
    first = taught(loaded, tokenizers, whole, 600)
    again = taught(loaded, tokenizers, halves, 600, 600)
    assert np.allclose(first.table.detach(), again.table.detach(), atol=1e-4)
    further = taught(loaded, tokenizers, halves, 1_200)
    assert not np.allclose(first.table.detach(), further.table.detach(), atol=1e-3)


def test_a_folder_of_other_settings_is_not_gone_on_with(tmp_path: Path) -> None:
    command._claim(tmp_path, {"pieces": 10})
    command._claim(tmp_path, {"pieces": 10})
    with pytest.raises(FitError, match="other settings"):
        command._claim(tmp_path, {"pieces": 20})


def test_the_nearest_english_sentence_is_counted() -> None:
    rows = [Row("sv", "talk", f"s{at}", f"m{at}", "us") for at in range(60)]
    vectors = np.eye(60, dtype=np.float32)[:, None]
    wrong = vectors.copy()
    wrong[[0, 1]] = wrong[[1, 0]]
    (heard,) = evaluate.evaluate(rows, lambda *_: wrong, lambda _: vectors)
    assert (heard.sentences, heard.nearest) == (60, pytest.approx(58 / 60))
    assert "sv" in evaluate.table([heard])


# --- shipping -----------------------------------------------------------------------------------------


def test_what_is_shipped_of_a_table_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = (source.folder(source.BUNDLED) / "tokenizer.json").read_text(encoding="utf-8")
    tokenizer = vocabulary.train_tokenizer([row.text for row in corpus()] * 3, 60, english)
    pieces = Tokenizer.from_str(tokenizer).get_vocab_size() - len(vocabulary.SPECIAL)
    table = np.random.default_rng(0).normal(0, 0.05, (pieces, 384)).astype(np.float32)
    (tmp_path / command.TOKENIZER).write_text(tokenizer, encoding="utf-8")
    np.save(tmp_path / command.TABLE, table)
    few = {language: texts[:10] for language, texts in ship.calibration_texts().items()}
    monkeypatch.setattr(ship, "calibration_texts", lambda: few)
    ship.ship(tmp_path, tmp_path / "bundled")
    engine = ShippedEngine(tmp_path / "bundled")
    meanings = engine.encode(["båten sjunker", "x" * 2_000], "sv").meaning
    assert np.allclose(np.linalg.norm(meanings, axis=1), 1, atol=1e-5)
    step = np.abs(table).max(1, keepdims=True) / 127
    assert (np.abs(quantise.table(engine.folder / shipped.GRAPH)[-pieces:] - table) <= step / 2 + 1e-7).all()
