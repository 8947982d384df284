"""The command line as a user meets it: what it prints, and how it exits."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samklang.cli.main import _COMMANDS, run
from tests.conftest import PERSONA, ROOT, WORKSPACE

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_has_help(command: str, capsys: Capture) -> None:
    assert run([command, "--help"]) == 0
    assert "Usage: samklang" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from samklang.cli.main import run; run(['--help'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'spacy', 'sklearn', 'numpy'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_check_in_tune_and_out_of_tune(here: Path, capsys: Capture) -> None:
    assert run(["check"]) == 0
    assert "in tune" in capsys.readouterr().out
    (here / "web" / "buy.md").write_text("We leverage the lamp for our customers, and it costs 49 pounds.")
    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert "web/buy.md:1:4" in out
    assert "term.avoid" in out
    assert "try: guest" in out
    assert run(["check", "--fail-on", "warning", "--format", "github"]) == 1
    assert "::error file=web/buy.md,line=1,endLine=1,col=4" in capsys.readouterr().out


def test_a_run_may_have_so_many_findings(here: Path, capsys: Capture) -> None:
    (here / "web" / "buy.md").write_text("The lamp is for our customers, and it costs 49 pounds.")
    assert run(["check", "--max-findings", "1"]) == 0
    assert run(["check", "--max-findings", "0"]) == 1
    assert "out of tune: 1 finding in all, over the 0 allowed" in capsys.readouterr().out
    (here / "samklang.yaml").write_text(WORKSPACE + "check: {max_findings: 0}\nrules: {term: off}\n")
    assert run(["check"]) == 0


def test_check_writes_its_output_to_a_file(here: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "json", "--output", "out/report.json"]) == 0
    assert json.loads((here / "out" / "report.json").read_text())["exit"] == 0
    assert capsys.readouterr().out == ""


def test_check_writes_several_formats_at_once(here: Path, capsys: Capture) -> None:
    (here / "web" / "buy.md").write_text("We leverage our customer.\n\nThe lamp costs 49 pounds.\n")
    forms = ["--format", "text", "--format", "sarif=out/copy.sarif", "--format", "rdjsonl=copy.rdjsonl"]
    assert run(["check", *forms]) == 1
    assert capsys.readouterr().out.endswith("out of tune: 1 finding at error or over\n")
    (sarif,) = json.loads((here / "out" / "copy.sarif").read_text())["runs"]
    assert [result["ruleId"] for result in sarif["results"]] == ["term.avoid", "term.prefer"]
    lines = [json.loads(line) for line in (here / "copy.rdjsonl").read_text().splitlines()]
    assert [line["suggestions"][0]["text"] for line in lines if "suggestions" in line] == ["guest"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "text", "--format", "json"], "two formats go to standard output"),
        (["--format", "sarif=a", "--format", "json=a"], "two formats go to a"),
        (["--format", "text", "--format", "json=a", "--output", "a"], "two formats go to a"),
        (["--format", "xml"], "no format 'xml'; choose from text, json"),
        (["--format", "sarif="], "names no file"),
    ],
)
def test_outputs_that_cannot_be(here: Path, capsys: Capture, arguments: list[str], message: str) -> None:
    assert run(["check", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_standard_input_is_checked_as_the_file_it_is_named_after(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, b"We leverage it.\n")
    assert run(["check", "--stdin-filename", "web/new.md"]) == 1
    assert "web/new.md:1:4" in capsys.readouterr().out


def test_report_is_one_html_file(here: Path, capsys: Capture) -> None:
    assert run(["report"]) == 0
    page = (here / "reports" / "test.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "reports/test.html" in capsys.readouterr().out


def test_validate_and_schema(here: Path, capsys: Capture) -> None:
    assert run(["validate"]) == 0
    assert "1 file in web" in capsys.readouterr().out
    for arguments in (["schema"], ["schema", "--persona"]):
        assert run(arguments) == 0
        assert "$schema" in json.loads(capsys.readouterr().out)


def test_traits_lists_each_with_its_reliability(here: Path, capsys: Capture) -> None:
    assert run(["traits"]) == 0
    out = capsys.readouterr().out
    assert "formal" in out
    assert "held out" in out


# --- bad input: a clear line, the right exit, and the other files are still checked ----------------


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.md", None, "gone.md: no such file or folder"),
        ("binary.md", b"a\0b" * 50, "NUL"),
        ("picture.png", b"\x89PNG\r\n", "no reader for this kind of file"),
        ("line.txt", b"word " * 2_000_000, "line 1: a passage of"),
        ("broken.md", b"\xff\xfea\x00\x00", "utf-16"),
    ],
)
def test_a_bad_file_is_reported_and_the_others_are_checked(
    here: Path, capsys: Capture, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (here / name).write_bytes(data)
    (here / "web" / "good.md").write_text("We leverage the lamp.")
    assert run(["check", name, "web"]) == 2
    out = capsys.readouterr().out
    assert message in " ".join(out.split())
    assert "term.avoid" in out
    assert "not fully checked" in out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bom.md", b"\xef\xbb\xbfWe leverage the lamp."),
        ("utf16.md", "We leverage the lamp – well.".encode("utf-16")),
        ("latin1.txt", "We leverage the café lamp, naïve as it is.".encode("latin-1")),
    ],
)
def test_other_encodings_are_read(here: Path, capsys: Capture, name: str, data: bytes) -> None:
    (here / name).write_bytes(data)
    assert run(["check", name]) == 1
    assert f"{name}:1:4" in capsys.readouterr().out


def test_an_empty_file_is_no_trouble(here: Path) -> None:
    (here / "web" / "empty.md").write_text("")
    assert run(["check"]) == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported(here: Path, capsys: Capture) -> None:
    (here / "web" / "secret.md").write_text("Copy.")
    (here / "web" / "secret.md").chmod(0)
    assert run(["check"]) == 2
    assert "Permission denied" in capsys.readouterr().out


def test_a_folder_without_copy(here: Path, capsys: Capture) -> None:
    (here / "pictures").mkdir()
    (here / "pictures" / "a.png").write_bytes(b"\x89PNG")
    assert run(["check", "pictures"]) == 2
    assert "holds no copy" in capsys.readouterr().out


def test_a_channel_without_files(here: Path, capsys: Capture) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE + '  app:\n    files: ["nowhere/**"]\n')
    for command in ("check", "validate"):
        assert run([command]) == 2
        done = capsys.readouterr()
        assert "samklang.yaml:10:3: channels.app: no file matches" in " ".join((done.out + done.err).split())


@pytest.mark.parametrize(
    ("workspace", "persona", "message"),
    [
        ("version: [", PERSONA, "samklang.yaml:1:11: broken YAML"),
        (WORKSPACE + "colour: red\n", PERSONA, "samklang.yaml:10:1: colour: unknown key"),
        (WORKSPACE, PERSONA.replace("target: 40", "target: 140"), "persona.yaml:3:"),
        (
            WORKSPACE.replace("    files", "    shift: {warm: -60}\n    files"),
            PERSONA,
            "samklang.yaml:7:13: channels.web.shift.warm",
        ),
    ],
)
def test_a_wrong_configuration(
    here: Path, capsys: Capture, workspace: str, persona: str, message: str
) -> None:
    (here / "samklang.yaml").write_text(workspace)
    (here / "persona.yaml").write_text(persona)
    for command in ("check", "validate", "report"):
        assert run([command]) == 2
        assert message in capsys.readouterr().err


def test_no_workspace_anywhere(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == 2
    assert "no samklang.yaml here or in any folder above" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["chekc"], ["check", "--format", "xml"], ["check", "--channel", "radio"], ["check", "--nope"]],
)
def test_wrong_words_on_the_command_line(here: Path, capsys: Capture, arguments: list[str]) -> None:
    assert run(arguments) == 2
    assert "Error" in capsys.readouterr().err


def test_an_output_that_cannot_be_written(here: Path, capsys: Capture) -> None:
    (here / "file").write_text("")
    assert run(["check", "--output", "file/report.txt"]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["check"], ["score", "web/buy.md"], ["priorities"], ["schema"]]
)
def test_a_full_standard_output_is_reported_in_one_line(here: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "samklang", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "SAMKLANG_PROGRESS": "0"},
        )
    assert done.returncode == 2
    assert done.stderr == "samklang: the output could not be written: No space left on device\n"


@pytest.mark.parametrize(
    ("closed", "arguments", "status"),
    [(">&-", "--help", 2), (">&-", "schema", 2), ("2>&-", "chekc", 2), ("<&-", "--help", 0)],
)
def test_a_closed_stream_is_reported_in_one_line_where_it_matters(
    here: Path, closed: str, arguments: str, status: int
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m samklang {arguments} {closed}', sys.executable],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == status
    message = "samklang: the output could not be written: Bad file descriptor\n" if closed == ">&-" else ""
    assert done.stderr == message


def test_the_message_on_a_pipe_says_how_to_check_it(here: Path, capsys: Capture) -> None:
    os.mkfifo(here / "web" / "pipe.md")
    assert run(["check"]) == 2
    out = " ".join(capsys.readouterr().out.split())
    assert "never opens" in out
    assert "--stdin-filename" in out
    assert "permissions" not in out


def test_a_bug_leaves_a_log(here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("a secret cause")

    monkeypatch.setattr("samklang.cli.check.check", broken)
    assert run(["check"]) == 3
    log = Path(capsys.readouterr().err.split(" are in ")[1].split(";")[0])
    assert "a secret cause" in log.read_text()
    log.unlink()


def test_interrupted(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("samklang.cli.check.check", stopped)
    assert run(["check"]) == 130


# --- score ------------------------------------------------------------------------------------------


def test_score_answers_json_lines_in_order(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        {"id": "7", "text": "Thanks so much, you are very kind.", "lang": "en"},
        {"id": "x", "text": "", "lang": "sv"},
        {"id": 9, "text": "Tak for hjælpen, det var sødt af dig."},
    ]
    stdin(
        monkeypatch, "\n".join(json.dumps(line) for line in lines).encode() + b"\n\nA plain line of text.\n"
    )
    assert run(["score", "--format", "jsonl", "-"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(answer["id"], answer["lang"]) for answer in answers] == [
        ("7", "en"),
        ("x", "sv"),
        ("9", "da"),
        ("5", "en"),
    ]
    assert answers[0]["traits"]["warm"]["score"] > 0
    assert set(answers[0]["traits"]["warm"]) == {"score", "margin", "abstained"}
    assert set(answers[0]["effort"]) == {"lix", "words_per_sentence", "steps"}
    assert answers[1]["traits"]["warm"]["abstained"] is True


def test_score_reports_bad_lines_and_answers_the_others(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stdin(
        monkeypatch, b'{"id": 1, "text": \n{"id": 2}\n\xff\xfe\n{"id": 4, "text": "Good morning to you."}\n'
    )
    assert run(["score", "--format", "jsonl"]) == 2
    done = capsys.readouterr()
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["4"]
    for number in (1, 2, 3):
        assert f"standard input:{number}:" in done.err


def test_score_reads_files_passage_by_passage(here: Path, capsys: Capture) -> None:
    assert run(["score", "web/buy.md", "gone.md"]) == 2
    done = capsys.readouterr()
    assert "web/buy.md:1:1 (en)" in done.out
    assert "web/buy.md:3:1" in done.out
    assert "gone.md" in done.err


def test_priorities_show_where_each_weight_is_set(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(["priorities"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    line = next(
        number
        for number, text in enumerate((folder / "samklang.yaml").read_text().splitlines(), 1)
        if "needs:" in text
    )
    (price,) = [row for row in rows if row[:3] == ["web", "any", "price"]]
    assert price[3:5] == ["need", "50%"] and price[5].startswith(f"samklang.yaml:{line}:")


def test_an_unknown_customer_type_is_the_users_error(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(["priorities", "--customer", "Nobody"]) == 2
    assert "no customer type 'Nobody'; the workspace has none" in capsys.readouterr().err
