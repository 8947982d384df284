"""The benchmarks run, and count what they claim to count."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import choices, engines, language, lsp, made_up, needs, process, readers, retoned, speed
from samklang.config import load
from samklang.languages import LANGUAGES
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.readers import FORMATS
from samklang.sources.collect import collect


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    for code, copy in {
        "en": "Nordlys\n\nWe are packing your parcel and it leaves us today, early.\n\nDet är fel språk.",
        "sv": "Nordlys\n\nVi packar ditt paket, och det går iväg från butiken i morgon.",
    }.items():
        (tmp_path / code).mkdir()
        (tmp_path / code / "copy.txt").write_text(copy, encoding="utf-8")
    (tmp_path / "other.txt").write_text("In no folder of a language.")
    return tmp_path


def test_the_path_is_the_ground_truth_and_shared_text_is_left_out(copies: Path) -> None:
    known = language.texts(copies)
    assert {code: len(texts) for code, texts in known.items()} == {"en": 2, "sv": 1}


def test_wrongly_detected_languages_are_counted(copies: Path) -> None:
    lines = [line.split() for line in language.detection(language.texts(copies))]
    assert ["en", "3-5", "1", "100.0%", "0.0%", "sv", "1"] in lines
    assert ["sv", "11-20", "1", "100.0%", "100.0%"] in lines


def test_false_alarms_and_detected_mismatches_are_counted(copies: Path) -> None:
    lines = [line.split() for line in language.mismatches(language.texts(copies))]
    assert ["sv", "en", "1", "100.0%"] in lines
    assert ["sv", "sv", "1", "0.0%"] in lines


def test_every_text_format_is_timed_on_a_megabyte_of_its_own() -> None:
    timed = readers.made_up()
    assert {form.name for form in FORMATS if not form.binary} <= set(timed)
    size, passages = (
        sum(len(source.data or b"") for source in timed["text"]),
        readers._run(timed["text"])[1],
    )
    assert 0.9e6 < size < 1.5e6 and passages > 9_000


def test_files_are_timed_by_format_and_missing_formats_are_listed(copies: Path) -> None:
    head, text, missing = readers.table(readers.by_format([copies]))
    assert head.split()[:2] == ["format", "files"]
    assert text.split()[:2] == ["text", "3"]
    assert "markdown" in missing


def test_made_up_copy_has_the_number_of_words_and_no_repeated_paragraph(tmp_path: Path) -> None:
    folder = made_up.workspace(tmp_path / "copy", 3_000)
    sources = collect(load(folder / "samklang.yaml", VOCABULARY)).sources
    texts = [source.path.read_text(encoding="utf-8") for source in sources if source.path]
    assert len(texts) == 3
    assert 3_000 <= sum(len(text.split()) for text in texts) < 3_300
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    assert len(set(paragraphs)) == len(paragraphs)


def test_a_folder_of_markdown_is_copied_to_a_workspace_and_not_changed(tmp_path: Path) -> None:
    (tmp_path / "blog" / ".git").mkdir(parents=True)
    (tmp_path / "blog" / "post.md").write_text("A post.")
    folder = made_up.copied(tmp_path / "blog", tmp_path / "copy")
    (source,) = collect(load(folder / "samklang.yaml", VOCABULARY)).sources
    assert source.name == "post.md"
    assert sorted(path.name for path in (tmp_path / "blog").iterdir()) == [".git", "post.md"]


def test_the_usage_of_a_process_is_measured_and_a_failure_raised(tmp_path: Path) -> None:
    busy = "import sys; x = bytearray(200_000_000); sum(range(3_000_000)); print(len(x)); sys.exit({})"
    usage = process.run([sys.executable, "-c", busy.format(1)], tmp_path)
    assert usage.output == "200000000\n"
    assert usage.memory > 200
    assert usage.processor > 0
    with pytest.raises(RuntimeError, match="exited with 2"):
        process.run([sys.executable, "-c", busy.format(2)], tmp_path)


def test_a_server_is_timed_on_documents_of_each_size(tmp_path: Path) -> None:
    folder = made_up.workspace(tmp_path.resolve() / "copy", 200)
    (row,) = lsp.rows(folder, passages=(2,), changes=1)
    assert row.split()[0] == "2"
    assert len(row.split()) == 6


def test_start_up_is_a_row_a_command(tmp_path: Path) -> None:
    assert [row.split()[0] for row in speed.start_up(tmp_path)] == ["python,", "--help", "--version"]


def test_engines_are_timed_on_each_language_alike() -> None:
    texts = engines.sentences()
    assert {language: len(set(copy)) for language, copy in texts.items()} == dict.fromkeys(
        LANGUAGES, engines._SENTENCES
    )


def made_up_set(kind: str, labels: tuple[str, ...], *rows: tuple[str, str]) -> choices.Set:
    name = "score" if kind == "score" else "label"
    table = [{"text": "", name: value, "group": group} for value, group in rows]
    return choices.Set("warm", "made up", kind, "en", 1, 0.75, labels, table)


def test_a_ratio_is_the_figure_over_the_ceiling_both_above_chance() -> None:
    graded = made_up_set("score", (), ("1", ""), ("2", ""), ("3", ""))
    assert graded.ratio(np.array([1.0, 2.0, 4.0])) == pytest.approx(1 / 0.75)
    apart = made_up_set("auc", ("warm", "cold"), ("warm", ""), ("cold", ""), ("warm", ""), ("cold", ""))
    assert apart.ratio(np.array([3.0, 1.0, 2.0, 2.5])) == pytest.approx(1.0)
    assert apart.ratio(np.zeros(4)) == 0
    sides = [("warm", "a"), ("cold", "a"), ("warm", "b"), ("cold", "b"), ("warm", "alone")]
    pairs = made_up_set("pair", ("warm", "cold"), *sides)
    assert pairs.ratio(np.array([2.0, 1.0, 1.0, 1.0, 0.0])) == pytest.approx(1.0)


def test_what_is_chosen_on_a_half_is_measured_on_the_other() -> None:
    lucky, plain = np.array([1.0] * 5 + [0.0] * 5), np.full(10, 0.45)
    lines = list(choices.table({"shipped": lucky, "plain": plain}, {"plain": [0.5, 0.6, 0.7]}))
    assert lines[1].split() == ["shipped", "0.500"]
    assert lines[2].split()[:3] == ["plain", "0.450", "+0.050"] and lines[2].endswith("0.500 0.600 0.700")
    assert float(lines[3].split("other: ")[1].split()[0]) < 0.05
    assert "shipped" in lines[4] and "plain" in lines[4]


@pytest.mark.parametrize("language", [path.stem for path in retoned.FOLDER.glob("*.tsv")])
def test_retoned_passages_are_whole(language: str) -> None:
    rows = retoned.read(language)
    columns = [retoned.ORIGINAL, *retoned.OFF, retoned.RETHEMED]
    assert len(rows) == 60
    assert list(rows[0]) == ["kind", "degree", *columns]
    texts = [row[column] for row in rows for column in columns]
    assert all(texts) and len(set(texts)) == len(texts)
    for row in rows:
        lengths = [len(row[column].split()) for column in columns]
        assert max(lengths) <= 2 * min(lengths), row[retoned.ORIGINAL]


def test_a_rewrite_counts_where_it_lies_beyond_the_passages_as_written() -> None:
    rows = [{"degree": "slight" if row % 3 == 0 else "clear"} for row in range(60)]
    written = np.arange(60.0)
    traits = {trait for directions in retoned.OFF.values() for trait in directions}
    scores = {column: dict.fromkeys(traits, written) for column in ("original", *retoned.OFF, "rethemed")}
    scores["stiff"] = dict.fromkeys(traits, written) | {"plain": np.where(written < 30, -1.0, 30.0)}
    plain, formal, either = list(retoned.shares(rows, scores))[:3]
    assert (plain.trait, plain.rewrites, plain.slight) == ("plain", 0.5, 0.5)
    assert plain.rethemed == formal.rewrites == pytest.approx(0.05)
    assert either.rewrites == pytest.approx(0.55)


def test_recall_counts_the_right_need_over_the_threshold() -> None:
    foreign = np.array([[score / 10, 0.0] for score in range(10)])
    own = np.array([[0.95, 0.0], [0.0, 0.96], [0.97, 0.98], [0.5, 0.2]])
    truth = np.array([-1] * 10 + [0, 1, 0, 0])
    assert needs.recall(np.vstack([foreign, own]), truth) == 0.5


@pytest.mark.parametrize("split", [True, False])
def test_training_examples_are_never_test_data(tmp_path: Path, split: bool) -> None:
    head = "text\tlabel\tsplit\n"
    lines = [
        f"say {number} of {label}\tget_{label}\t{'train' if number < 15 and split else ''}"
        for label in range(13)
        for number in range(60)
    ]
    path = tmp_path / "asked.tsv"
    path.write_text(head + "\n".join([*lines, 'a "quote\toos\t']), encoding="utf-8")
    table = needs.read(path)
    drawn = needs.draw(table, 3)
    assert len(set(drawn.names)) == needs.NEEDS
    assert "oos" not in drawn.names
    assert [len(rows) for rows in drawn.few(3).examples] == [3] * needs.NEEDS
    for name, rows in zip(drawn.names, drawn.examples, strict=True):
        assert table.train[rows].all()
        assert set(table.labels[rows]) == {name}
    assert table.texts[-1] == 'a "quote'
    if split:
        assert table.train.sum() == 13 * 15
    own = needs.needs(table, drawn.few(3))
    assert own[0].answers["en"] == tuple(table.texts[row] for row in drawn.examples[0][:3])
