"""The documents: every page is reached, every link leads somewhere, and the README's examples work."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from samklang.cli.main import run
from samklang.model import Report
from samklang.readers import FORMATS
from samklang.reporters import REPORTERS, Display
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The files and folders of the project that a page links to, each with the heading in the link."""
    for _, target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            yield (page.parent / file).resolve() if file else page, anchor


def anchors(page: Path) -> set[str]:
    """The anchors that hosts make from the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), target
        assert not anchor or anchor in anchors(target), f"{target}: no heading {anchor}"


def test_every_page_is_reached_from_the_index() -> None:
    """A link to a folder counts as links to its pages, which hosts list."""
    reached: set[Path] = set()
    waiting = [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            for target, _ in links(page):
                waiting += target.glob("*.md") if target.is_dir() else [target] * (target.suffix == ".md")
    assert {str(page.relative_to(ROOT)) for page in PAGES if page not in reached} <= {"README.md"}


def test_the_readme_is_for_the_first_five_minutes() -> None:
    assert len(README.splitlines()) < 120


def test_the_readme_shows_a_finding_as_the_demo_prints_it(demo_report: Report) -> None:
    (shown,) = re.findall(r"^```text\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert shown in REPORTERS["text"](demo_report, Display(width=80))


def test_the_readmes_own_brand_has_the_findings_that_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    (shell,) = (text for language, text in blocks if language == "sh")
    workspace, persona = (text for language, text in blocks if language == "yaml")
    subprocess.run(["sh", "-euc", shell], check=True)  # noqa: S607
    Path("samklang.yaml").write_text(workspace, encoding="utf-8")
    Path(yaml.safe_load(workspace)["persona"]).write_text(persona, encoding="utf-8")
    assert len((workspace + persona).splitlines()) <= 10
    assert run(["check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(finding["place"]["file"], finding["rule"]) for finding in findings] == [
        ("mails/delay.md", "need.unmet"),
        ("mails/returns.md", "tone.formal"),
    ]


@pytest.mark.parametrize("suffix", sorted({suffix for form in FORMATS for suffix in form.suffixes}))
def test_every_ending_is_in_the_page_of_the_formats(suffix: str) -> None:
    assert f"`{suffix}`" in (DOCS / "formats.md").read_text(encoding="utf-8")
