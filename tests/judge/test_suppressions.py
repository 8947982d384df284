"""Suppressions: what comments and the workspace hide, and mistakes in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samklang.cli.progress import Silence
from samklang.config import load
from samklang.errors import ConfigError
from samklang.judge.filters import suppressed
from samklang.judge.suppressions import Suppressions
from samklang.model import (
    Document,
    ExpiredSuppressionFacts,
    Finding,
    IdleSuppressionFacts,
    Level,
    Place,
    Report,
    Source,
    Span,
    Suppression,
    Workspace,
)
from samklang.pipeline.check import check
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.readers import read
from tests.conftest import WORKSPACE
from tests.findings import COLD

TODAY = date(2026, 11, 26)
RULES = ("tone.warm", "tone.formal", "term.avoid", "term.prefer", "need.unmet")
PAGE = """\
First passage, we leverage it.

<!-- samklang {} -->

Second passage, we leverage it.

Third passage, we leverage it.

<!-- samklang {} -->

Fourth passage, we leverage it.
"""


def document(text: str, name: str = "a.md") -> Document:
    result = read(Source(name=name, path=None, data=text.encode(), named=True))
    assert isinstance(result, Document)
    return result


def suppressions_in(workspace: Workspace, page: Document) -> tuple[tuple[Suppression, ...], list[str]]:
    """The suppressions that apply in a document, and the mistakes in its comments."""
    suppressions = Suppressions(workspace, RULES)
    suppressions.add(page)
    return suppressions.all(), suppressions.mistakes


def findings(page: Document, rule: str = "term.avoid") -> list[Finding]:
    """A finding on each `leverage` of a document, or on each of its passages."""
    spans = []
    for block in page.blocks:
        start = block.text.find("leverage") if rule == "term.avoid" else 0
        spans.append(block.span(start, start + 8) if rule == "term.avoid" else block.span(0, len(block.text)))
    return [
        Finding(
            rule=rule,
            level=Level.ERROR,
            place=Place(name=page.source.name, span=span),
            channel=None,
            moment="any",
            language="en",
            facts=COLD,
        )
        for span in spans
    ]


def visible(page: Document, workspace: Workspace, rule: str = "term.avoid") -> list[str]:
    """The first words of the passages whose findings are not hidden."""
    suppressions, mistakes = suppressions_in(workspace, page)
    assert not mistakes
    kept, _ = suppressed(findings(page, rule), suppressions, TODAY)
    words = {block.span(0, 1).start: block.text.split()[0] for block in page.blocks}
    return [words[max(start for start in words if start <= finding.place.span.start)] for finding in kept]


@pytest.fixture
def space(folder: Path) -> Workspace:
    return load(folder / "samklang.yaml", VOCABULARY)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("off", "on", "First Fourth"),
        ("off term.avoid", "on term.avoid", "First Fourth"),
        ("off term", "on", "First Fourth"),
        ("off tone.warm term.avoid", "on term.avoid, tone.warm", "First Fourth"),
        ("off term.avoid", "ignore-next", "First"),
        ("off tone", "on", "First Second Third Fourth"),
        ("ignore-next", "ignore-next tone", "First Third Fourth"),
        ("ignore-next term.avoid", "ignore-next term.avoid", "First Third"),
        ("off until 2026-11-26", "on", "First Fourth"),
        ("off until 2026-11-25", "on", "First Second Third Fourth"),
        ("off because it is on show", "on", "First Fourth"),
        ("off because until then it is law", "on", "First Fourth"),
        ('off "we leverage it"', 'on "we leverage it"', "First Fourth"),
        ("off term.avoid “We  leverage”", "on", "First Fourth"),
        ('off "leverage ratio"', "on", "First Second Third Fourth"),
        ('off "leverage" until 2027-01-31 because a bank says it', "on", "First Fourth"),
    ],
)
def test_comments_hide_what_is_between_them(space: Workspace, begin: str, end: str, expected: str) -> None:
    assert visible(document(PAGE.format(begin, end)), space) == expected.split()


def test_a_phrase_hides_what_is_about_it_and_not_the_passage_around_it(space: Workspace) -> None:
    page = document(PAGE.format('off "we leverage it"', "on"))
    assert visible(page, space, "tone.warm") == ["First", "Second", "Third", "Fourth"]


def test_front_matter_hides_in_the_whole_file(space: Workspace) -> None:
    page = document("---\nsamklang: off term because it is a bank\n---\n\nWe leverage it.\n")
    assert visible(page, space) == []
    assert visible(page, space, "tone.warm") == ["We"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("of", "unknown word of; did you mean off?"),
        ("off term.avod", "unknown rule term.avod; did you mean term.avoid?"),
        ("off until tomorrow", "tomorrow is not a date; write it as 2027-01-31"),
        ("off term.avoid!", "is not understood; write off, on or ignore-next"),
        ("on term.avoid", "there is no matching off before it"),
    ],
)
def test_mistakes_in_comments_are_reported_with_their_place(
    space: Workspace, comment: str, message: str
) -> None:
    _, (mistake,) = suppressions_in(space, document(PAGE.format(comment, "off")))
    assert mistake.startswith(f"a.md:3:1: samklang {comment}: {message}")


def test_front_matter_can_only_switch_off(space: Workspace) -> None:
    page = document("---\nsamklang: ignore-next\n---\n\nCopy.\n")
    _, (mistake,) = suppressions_in(space, page)
    assert "front matter applies to the whole file" in mistake


def idle(suppressions: tuple[Suppression, ...], *findings: Finding) -> list[Suppression]:
    return suppressed(findings, suppressions, TODAY)[1]


def test_suppressions_that_hide_nothing_are_returned(space: Workspace) -> None:
    page = document(PAGE.format("off term", "off tone"))
    (term, tone), _ = suppressions_in(space, page)
    assert idle((term, tone), *findings(page)) == [tone]
    assert idle((term, tone)) == [term, tone]
    over = replace(term, until=date(2026, 1, 1))
    assert idle((over, tone), *findings(page)) == [over, tone]


# --- the workspace ------------------------------------------------------------------------------


def stated(folder: Path, suppress: str) -> Workspace:
    (folder / "samklang.yaml").write_text(f"{WORKSPACE}suppress:\n  - {suppress}\n", encoding="utf-8")
    return load(folder / "samklang.yaml", VOCABULARY)


@pytest.mark.parametrize(
    ("suppress", "hidden"),
    [
        ("{files: ['*.md']}", True),
        ("{files: ['*.html']}", False),
        ("{rules: [term]}", True),
        ("{rules: [tone]}", False),
        ("{files: ['a*'], rules: [tone, term.avoid], until: 2026-11-26, because: ours}", True),
        ("{files: ['a*'], until: 2026-11-25}", False),
        ("{phrase: we leverage}", True),
        ("{phrase: leverage ratio}", False),
    ],
)
def test_the_workspace_hides_by_glob_rule_and_phrase(folder: Path, suppress: str, hidden: bool) -> None:
    assert visible(document("We leverage it.\n"), stated(folder, suppress)) == ([] if hidden else ["We"])


@pytest.mark.parametrize(
    ("suppress", "message"),
    [
        ("{rules: [tone.worm]}", "suppress.0.rules.0: unknown rule tone.worm; did you mean tone.warm?"),
        ("{until: 2026-11-26}", "expected files, rules or a phrase"),
        ("{files: [a], until: soon}", "suppress.0.until: expected a date such as 2026-12-31"),
    ],
)
def test_mistakes_in_the_workspace_are_reported(folder: Path, suppress: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        stated(folder, suppress)
    assert message in error.value.message


# --- whole runs ---------------------------------------------------------------------------------

Run = Callable[..., Report]


@pytest.fixture
def run(folder: Path) -> Run:
    def checked(copy: str, suppress: str = "", *paths: str) -> Report:
        (folder / "web" / "buy.md").write_text(copy, encoding="utf-8")
        text = WORKSPACE + (f"suppress:\n  - {suppress}\n" if suppress else "")
        (folder / "samklang.yaml").write_text(text, encoding="utf-8")
        workspace = load(folder / "samklang.yaml", VOCABULARY)
        return check(workspace, Silence(), [folder / path for path in paths])

    return checked


def test_a_run_hides_counts_and_reports_what_is_stale(run: Run) -> None:
    copy = "<!-- samklang off term.avoid -->\n\nWe leverage it.\n\nThe lamp costs 49 pounds.\n"
    report = run(copy)
    assert (report.exit, report.hidden.suppressed, report.findings) == (0, 1, ())
    report = run(copy.replace("leverage", "love"))
    (finding,) = report.findings
    assert (finding.rule, finding.level) == ("suppression.stale", Level.WARNING)
    assert finding.facts == IdleSuppressionFacts(because="")
    assert finding.place == Place(name="web/buy.md", span=Span(0, 32))


def test_an_expired_suppression_hides_nothing_and_is_reported(run: Run) -> None:
    comment = "<!-- samklang off until 2020-01-01 because of a campaign -->"
    report = run(f"{comment}\n\nWe leverage it.\n\nThe lamp costs 49 pounds.\n")
    assert [finding.rule for finding in report.findings] == ["suppression.stale", "term.avoid"]
    assert report.findings[0].facts == ExpiredSuppressionFacts(
        until=date(2020, 1, 1), because="of a campaign"
    )


def test_a_mistake_in_a_comment_is_a_problem(run: Run) -> None:
    report = run("<!-- samklang off term.avod -->\n\nThe lamp costs 49 pounds.\n")
    assert report.exit == 2
    assert report.verdict == "not fully checked: 1 problem"
    assert "did you mean term.avoid?" in report.problems[0]


def test_a_suppression_of_the_workspace_is_stale_only_where_all_was_read(run: Run) -> None:
    copy = "The lamp costs 49 pounds.\n"
    report = run(copy, "{rules: [term.avoid]}")
    (finding,) = report.findings
    assert finding.place.name == "samklang.yaml"
    assert report.files["samklang.yaml"].position(finding.place.span.start)[0] == 11
    assert run(copy, "{rules: [term.avoid]}", "web/buy.md").findings == ()


def test_what_was_not_judged_is_not_stale(run: Run, folder: Path) -> None:
    (folder / "web" / "buy-two.md").write_text("Another file of the channel, read by nobody now.\n")
    copy = "<!-- samklang off need.unmet -->\n\nThe lamp costs 49 pounds.\n"
    assert [finding.rule for finding in run(copy).findings] == ["suppression.stale"]
    assert run(copy, "", "web/buy.md").findings == ()
