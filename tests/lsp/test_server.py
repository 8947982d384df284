from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from tests.conftest import PERSONA, ROOT
from tests.lsp.editor import Editor
from tests.lsp.place import APPROVED, COPY, STIFF, workspace, written

TROUBLED = """
import os
import sys
import time
from samklang.cli.main import run
from samklang.lsp import folder

check = folder.check

def troubled(workspace, progress, **others):
    text = others["stdin"].data.decode()
    print("a library's chatter")
    os.write(1, b"chatter from below")
    if "BUG" in text:
        raise ZeroDivisionError("a bug")
    if "SLOW" in text:
        progress.start("doing what takes a while", 2)
        progress.advance(1)
        time.sleep(1.5)
    return check(workspace, progress, **others)

folder.check = troubled
sys.exit(run(["lsp", "--no-cache"]))
"""


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose configuration the tests change."""
    return workspace(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="session")
def editor(root: Path, other: Path, user_cache: Path) -> Iterator[Editor]:
    """One editor for all tests, each of which has files of its own."""
    editor = Editor(root, other)
    yield editor
    assert editor.leave() == 0
    assert editor.messages == []


def codes(diagnostics: list[types.Diagnostic]) -> list[object]:
    return [diagnostic.code for diagnostic in diagnostics]


def by_code(diagnostics: list[types.Diagnostic]) -> dict[object, types.Diagnostic]:
    return {diagnostic.code: diagnostic for diagnostic in diagnostics}


def test_findings_are_marked_in_place(editor: Editor, root: Path) -> None:
    path = written(root, "places.md")
    diagnostics = by_code(editor.open(path))
    marked = {code: editor.text(path, diagnostic.range) for code, diagnostic in diagnostics.items()}
    assert marked == {"term.avoid": "leverage", "term.prefer": "customer", "tone.formal": STIFF}
    assert diagnostics["term.avoid"].range.start == types.Position(4, len("🎉 Smörgås on us: you may ") + 1)
    assert diagnostics["term.avoid"].severity == types.DiagnosticSeverity.Error
    assert diagnostics["tone.formal"].severity == types.DiagnosticSeverity.Warning
    assert {diagnostic.source for diagnostic in diagnostics.values()} == {"samklang"}
    assert "band -90 to 10" in diagnostics["tone.formal"].message


def test_the_approved_sentence_that_says_the_same_is_related(editor: Editor, root: Path) -> None:
    diagnostics = by_code(editor.open(written(root, "related.md")))
    (related,) = diagnostics["tone.formal"].related_information or ()
    assert related.message == f"approved: “{APPROVED.splitlines()[0]}”"
    assert related.location.uri == (root / "approved" / "mails.md").as_uri()
    assert related.location.range.end == types.Position(0, len(APPROVED.splitlines()[0]))
    assert diagnostics["term.avoid"].related_information is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_text_typed_after_an_emoji_lands_where_it_is_typed(editor: Editor, root: Path, line_end: str) -> None:
    path = written(root, f"typing-{len(line_end)}.md", COPY.replace("\n", line_end))
    editor.open(path)
    assert codes(editor.replace(path, "leverage", "take")) == ["term.prefer", "tone.formal"]
    diagnostics = editor.replace(path, "then a customer", "so a 🧦 kund or leverage")
    assert [editor.text(path, diagnostic.range) for diagnostic in diagnostics] == ["leverage", STIFF]
    assert codes(editor.replace(path, "leverage", "customer")) == ["term.prefer", "tone.formal"]
    assert codes(editor.replace(path, f"{line_end}{STIFF}", "")) == ["term.prefer"]


def test_several_changes_in_one_message_apply_in_order(editor: Editor, root: Path) -> None:
    path = written(root, "several.md", "One lamp.\n\nTwo lamps.\n")
    assert editor.open(path) == []
    here = types.Range(types.Position(0, 0), types.Position(0, 0))
    diagnostics = editor.edit(path, [types.TextEdit(here, "🎉 Leverage\n"), types.TextEdit(here, "Now ")])
    assert [editor.text(path, diagnostic.range) for diagnostic in diagnostics] == ["Leverage"]
    assert editor.texts[path].startswith("Now 🎉 Leverage\nOne lamp.")


def test_an_outdated_change_is_not_checked(editor: Editor, root: Path) -> None:
    path = written(root, "stale.md", "One lamp.\n")
    editor.open(path)
    end = types.Range(types.Position(1, 0), types.Position(1, 0))
    for _ in range(20):
        editor.send(path, [types.TextEdit(end, "We leverage it.\n\n")])
    assert codes(editor.diagnostics(path)) == ["term.avoid"] * 20
    versions = [params.version or 0 for params in editor.published[path.as_uri()]]
    assert versions == sorted(versions)
    assert len(versions) < 20


def test_hovering_explains(editor: Editor, root: Path) -> None:
    path = written(root, "hover.md")
    editor.open(path)
    hover = editor.hover(path, "aforementioned")
    assert hover
    assert hover.range
    assert isinstance(hover.contents, types.MarkupContent)
    assert editor.text(path, hover.range) == STIFF
    text = hover.contents.value
    for part in ("**too formal for Test** (warning, `tone.formal`)", "Why: by office words", "- **formal "):
        assert part in text
    assert f"Approved copy says: “{APPROVED.splitlines()[0]}” (approved/mails.md)" in text
    assert "- answers tracking\n- LIX" in text


def test_hovering_over_copy_in_tune_shows_its_scores(editor: Editor, root: Path) -> None:
    path = written(root, "tune.md")
    editor.open(path)
    hover = editor.hover(path, "dropping")
    assert hover
    assert isinstance(hover.contents, types.MarkupContent)
    lines = hover.contents.value.splitlines()
    assert [line.split()[1] for line in lines] == ["warm", "formal", "answers", "LIX"]
    assert "band -20 to 100" in lines[0]


@pytest.mark.parametrize(
    ("code", "title", "text"),
    [
        ("term.prefer", "Replace “customer” with “guest”", "then a guest pays"),
        ("term.avoid", "Suppress this here (term.avoid)", 'ignore-next term.avoid "leverage" because …'),
        (
            "term.avoid",
            "Turn term.avoid off in this file",
            "<!-- samklang off term.avoid because … -->\n# L",
        ),
        ("tone.formal", f"Use the approved sentence “{APPROVED.splitlines()[0]}”", "address you gave us."),
        ("tone.formal", "Suppress this here (tone.formal)", "because … -->\nYou are hereby"),
        ("tone.formal", "Turn tone.formal off in this file", "<!-- samklang off tone.formal because"),
    ],
)
def test_each_action_resolves_its_finding(
    editor: Editor, root: Path, code: str, title: str, text: str
) -> None:
    path = written(root, f"action-{code}-{len(title)}.md")
    diagnostics = by_code(editor.open(path))
    actions = editor.actions(path, diagnostics[code])
    assert title in actions
    assert list(actions[title].diagnostics or ()) == [diagnostics[code]]
    remaining = editor.apply(actions[title])
    assert text in editor.texts[path]
    assert sorted(map(str, codes(remaining))) == sorted({"term.avoid", "term.prefer", "tone.formal"} - {code})


def test_a_stale_suppression_is_faded(editor: Editor, root: Path) -> None:
    path = written(root, "faded.md", "<!-- samklang off term.avoid -->\n\nA lamp.\n")
    (diagnostic,) = editor.open(path)
    assert (diagnostic.code, list(diagnostic.tags or ())) == (
        "suppression.stale",
        [types.DiagnosticTag.Unnecessary],
    )


def test_a_comment_that_is_not_understood_is_reported_in_place(editor: Editor, root: Path) -> None:
    (diagnostic,) = editor.open(written(root, "comment.md", "A lamp.\n\n  <!-- samklang of term.avoid -->\n"))
    assert (diagnostic.range.start, diagnostic.severity) == (
        types.Position(2, 2),
        types.DiagnosticSeverity.Error,
    )
    assert diagnostic.message.startswith("samklang of term.avoid: unknown word of; ")


def test_a_draft_that_cannot_be_read_is_reported(editor: Editor, root: Path) -> None:
    path = written(root, "strings.json", '{"greeting": "We leverage lamps.", "rest": }\n')
    (diagnostic,) = editor.open(path, "json")
    assert diagnostic.message.startswith("not read: ")
    assert codes(editor.replace(path, ', "rest": ', "")) == ["term.avoid"]


def test_files_of_no_channel_are_not_checked(editor: Editor, root: Path, tmp_path: Path) -> None:
    inside, outside = root / "README.md", tmp_path / "letter.md"
    for path in (inside, outside):
        path.write_text(COPY, encoding="utf-8")
        assert editor.open(path) == []
        assert editor.hover(path, "leverage") is None


def test_a_closed_document_has_no_diagnostics(editor: Editor, root: Path) -> None:
    path = written(root, "closed.md")
    assert editor.open(path)
    editor.close(path)
    assert editor.diagnostics(path, version=None) == []


def test_each_of_two_workspaces_has_its_own_persona(editor: Editor, root: Path, other: Path) -> None:
    (other / "persona.yaml").write_text(PERSONA.replace("leverage", "hereby"), encoding="utf-8")
    for where, words in ((root, {"leverage", "customer"}), (other, {"hereby", "customer"})):
        path = written(where, "two.md")
        terms = [term for term in editor.open(path) if str(term.code).startswith("term.")]
        assert {editor.text(path, term.range) for term in terms} == words


def test_a_wrong_configuration_is_reported_in_its_file_until_it_is_fixed(editor: Editor, other: Path) -> None:
    (other / "persona.yaml").write_text(PERSONA, encoding="utf-8")
    path, config = written(other, "config.md"), other / "samklang.yaml"
    valid = config.read_text(encoding="utf-8")
    assert "term.avoid" in codes(editor.open(path))
    editor.open(config, "yaml")
    editor.save(config, valid.replace("channels:", "chanels:"))
    editor.wait(lambda: any(params.diagnostics for params in editor.published[config.as_uri()]))
    wrong = editor.published[config.as_uri()][-1].diagnostics
    (misspelt,) = [mistake for mistake in wrong if mistake.message.startswith("chanels: ")]
    assert valid.splitlines()[misspelt.range.start.line].startswith("channels")
    assert "term.avoid" in codes(
        editor.replace(path, "Lamps", "Big lamps")
    )  # by the last valid configuration
    editor.save(config, f"{valid}rules: {{term: off}}\n")
    editor.wait(lambda: not editor.published[config.as_uri()][-1].diagnostics)
    assert codes(editor.replace(path, "Big lamps", "Lamps")) == ["tone.formal"]
    editor.save(config, valid)


def test_a_persona_that_changed_on_disk_is_used_from_the_next_change(editor: Editor, other: Path) -> None:
    (other / "persona.yaml").write_text(PERSONA, encoding="utf-8")
    path = written(other, "persona.md")
    editor.open(path)
    (other / "persona.yaml").write_text(PERSONA.replace("leverage", "dispatched"), encoding="utf-8")
    diagnostics = editor.replace(path, "Lamps", "Big lamps")
    assert [editor.text(path, banned.range) for banned in diagnostics if banned.code == "term.avoid"] == [
        "dispatched"
    ]


def test_configurations_are_watched_where_the_client_can(editor: Editor, root: Path) -> None:
    editor.open(written(root, "watched.md"))
    assert [registration.method for registration in editor.registered] == ["workspace/didChangeWatchedFiles"]


def test_a_bug_is_reported_and_the_server_goes_on(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    editor = Editor(root, command=("-c", TROUBLED), encodings=["utf-8"])
    assert editor.offers.position_encoding == "utf-8"
    broken, whole = written(root, "broken.md", "A BUG.\n"), written(root, "whole.md", "🎉 We leverage.\n")
    editor.wait(lambda: bool(editor.registered))
    editor.send_open(broken)
    editor.wait(lambda: bool(editor.messages))
    assert "ZeroDivisionError: a bug" in editor.messages[0]
    (diagnostic,) = editor.open(whole)
    assert diagnostic.range.start == types.Position(0, len("🎉 We ".encode()))
    editor.open(written(root, "slow.md", "It is SLOW.\n"))
    begun = {"title": "samklang", "kind": "begin", "message": "doing what takes a while", "percentage": 50}
    assert editor.progress[-2:] == [begun, {"kind": "end"}]
    assert editor.leave() == 0


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pygls'] = None; from samklang.cli.main import run; sys.exit(run(['lsp']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "", "HOME": str(tmp_path)},
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "pip install 'samklang[lsp]'" in done.stderr
