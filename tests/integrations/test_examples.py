"""Examples in the documents are valid for their hosts, and name inputs and commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
import yaml

from samklang.cli.main import cli
from tests.conftest import ROOT
from tests.integrations.shells import schema_errors

PAGE = ROOT / "docs" / "ci.md"
SCHEMAS = {".gitlab-ci.yml": "gitlab-ci", ".github/workflows/copy.yml": "github-workflows"}
COMMIT = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


class Example(NamedTuple):
    """A fenced block of a document."""

    page: str
    language: str
    text: str

    @property
    def name(self) -> str:
        """The name of the file, from its first line; empty where the example is not a whole file."""
        match = re.match(r"# (\S+\.yml|\S+\.yaml)\n\w", self.text)
        return match[1] if match else ""


def examples() -> Iterator[Example]:
    for page in sorted((ROOT / "docs").glob("*.md")):
        for match in re.finditer(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
            yield Example(page.name, match[1], match[2])


EXAMPLES = list(examples())
FILES = [example for example in EXAMPLES if example.name]
STEPS = [
    step
    for example in FILES
    for job in yaml.safe_load(example.text).get("jobs", {}).values()
    for step in job["steps"]
]


def test_the_page_shows_every_host() -> None:
    assert {example.name for example in FILES if example.page == PAGE.name} == {
        *SCHEMAS,
        ".pre-commit-config.yaml",
    }


@pytest.mark.parametrize(
    "example", [example for example in FILES if example.name in SCHEMAS], ids=lambda example: example.page
)
def test_files_are_valid_for_their_host(example: Example, tmp_path: Path) -> None:
    (tmp_path / "example.yml").write_text(example.text, encoding="utf-8")
    assert schema_errors(SCHEMAS[example.name], tmp_path / "example.yml") == ""


@pytest.mark.parametrize("example", [example for example in FILES if "pre-commit" in example.name])
def test_files_are_valid_for_pre_commit_and_name_hooks_that_ship(example: Example, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(example.text, encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(tmp_path / "config.yaml")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""
    shipped = {hook["id"] for hook in _loaded(".pre-commit-hooks.yaml")}
    assert {hook["id"] for repo in yaml.safe_load(example.text)["repos"] for hook in repo["hooks"]} <= shipped


def test_workflows_give_the_action_inputs_that_it_has() -> None:
    given = [step.get("with", {}) for step in STEPS if "/samklang@" in step.get("uses", "")]
    assert given
    assert {name for inputs in given for name in inputs} <= _loaded("action.yml")["inputs"].keys()


def test_workflows_use_the_releases_that_the_action_does() -> None:
    used = [*STEPS, *_loaded("action.yml")["runs"]["steps"]]
    releases = {tuple(step["uses"].split("@")) for step in used if "uses" in step}
    assert len({action for action, _ in releases}) == len(releases), sorted(releases)


def test_gitlab_is_given_inputs_that_the_template_has() -> None:
    header = next(yaml.safe_load_all((ROOT / "templates/samklang.yml").read_text(encoding="utf-8")))
    files = [yaml.safe_load(example.text) for example in FILES if example.name == ".gitlab-ci.yml"]
    included = [include for file in files for include in file.get("include", ())]
    assert [include["file"] for include in included] == ["templates/samklang.yml"]
    assert {name for include in included for name in include["inputs"]} <= header["spec"]["inputs"].keys()


def test_the_page_lists_every_input_and_no_other() -> None:
    header = next(yaml.safe_load_all((ROOT / "templates/samklang.yml").read_text(encoding="utf-8")))
    for host, inputs in (("GitHub", _loaded("action.yml")["inputs"]), ("GitLab", header["spec"]["inputs"])):
        sections = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
        table = next(part for part in sections if part.startswith(host + "\n")).split("| input |")[1]
        cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
        assert set(re.findall(r"`([\w-]+)`", " ".join(cells))) == inputs.keys()


@pytest.mark.parametrize("line", sorted({
    line.strip()
    for example in EXAMPLES
    for line in example.text.splitlines()
    if example.language == "sh" and re.match(r"\s*samklang ", line)
}))  # fmt: skip
def test_commands_are_understood(line: str) -> None:
    words = shlex.split(line.partition("|")[0])[1:]
    command, context = cli, click.Context(cli)
    while isinstance(command, click.Group):
        name = words.pop(0)
        subcommand = command.get_command(context, name)
        assert subcommand, f"no command {name}"
        command = subcommand
    command.make_context(command.name, words)


@pytest.mark.parametrize(
    "page", [ROOT / "action.yml", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_actions_of_others_are_used_by_commit_with_the_release_beside_it(page: Path) -> None:
    used = re.findall(r"\buses: (.+)", page.read_text(encoding="utf-8"))
    assert [each for each in used if not COMMIT.fullmatch(each) and not each.startswith("OWNER/")] == []


def _loaded(file: str) -> Any:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
