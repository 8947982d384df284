"""The HTML report: whole, escaped, self-contained and well formed."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from samklang.model import FileText, Finding, Level, Place, Report, Span, Touchpoint
from samklang.reporters import html as page_of
from samklang.reporters.html import view, wording
from tests.reporters.echo import Echo, saying
from tests.reporters.sample import DELAY_SV, FILES, PRODUCT_EN, PUSH_EN, SHIPPING_DA, sample_report

ECHO = Echo()
VOID = {"meta", "wbr", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """A page as a parser sees it: balanced tags, attributes, text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> out of order"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def render(report: Report) -> str:
    return page_of.render(report, ECHO)


@pytest.fixture(scope="module")
def html() -> str:
    return render(sample_report())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def _empty() -> Report:
    return replace(
        sample_report(),
        channels=(),
        touchpoints=(),
        customers=(),
        weakest=None,
        findings=(),
        skipped=(),
        notes=(),
        problems=(),
        partial=(),
        files={},
        languages=(),
        documents=0,
        passages=0,
        words=0,
        abstained=0,
        verdict="in tune: no finding at error or over",
        exit=0,
    )


def _with(*findings: Finding) -> Page:
    return Page(render(replace(sample_report(), findings=findings)))


def _strict(text: str) -> str:
    return " ".join(text.split())


# --- what it shows ------------------------------------------------------------------------------


def test_all_words_of_a_finding_are_there(page: Page) -> None:
    for finding in sample_report().findings:
        for text in (ECHO.message(finding), ECHO.reason(finding), finding.suggestion, finding.rule):
            assert _strict(text or "") in page.text


def test_the_headline_names_the_weakest_moment_and_its_unanswered_needs(page: Page) -> None:
    lead = page.text[: page.text.index("Is it us? Consistency")]
    assert "email, wait in Danish 23 of 100" in lead
    assert "delivery time weighs 43% tracking weighs 43%" in lead
    assert "Out of tune 6 findings at error or over" in lead
    assert "38 documents, 1 214 passages" in _strict(lead)


def test_sections_come_in_the_order_of_the_reader(page: Page) -> None:
    ids = [attributes["id"] for tag, attributes in page.tags if tag == "section"]
    assert ids == ["weakest", "channels", "languages", "needs", "customers", "findings", "unread", "guide"]


def test_languages_are_side_by_side_with_the_part_of_the_tool_and_the_rest(page: Page) -> None:
    end = page.text.index("Is it best for the customer there? Fit")
    text = page.text[page.text.index("Is it us in every") : end]
    assert "English 8 documents" in _strict(text) and "Danish 1 document" in _strict(text)
    assert "+44 ± 6 from English tool −5 ± 18, rest +49 ± 19: surely the translation" in _strict(text)
    assert "−19 ± 8 from English, all copy tool +11 ± 6, rest −30 ± 10" in _strict(text)
    assert "+3 81% not scored" in text


def test_a_report_of_one_language_has_no_such_section() -> None:
    channels = tuple(replace(channel, languages=()) for channel in sample_report().channels)
    assert 'id="languages"' not in render(replace(sample_report(), channels=channels))


def test_every_channel_has_its_strips_with_both_poles_and_numbers(page: Page) -> None:
    report = sample_report()
    for channel in report.channels:
        for profile in channel.profile:
            low, high = report.poles[profile.band.trait]
            assert f"{low} to {high}: {wording.signed(profile.score)}" in page.text
    assert "Nothing in this channel could be scored" in page.text


def test_needs_have_a_state_that_needs_no_colour(page: Page) -> None:
    for state in ("97 percent, answered", "41 percent, weak", "12 percent, unanswered", "not a need here"):
        assert state in page.text
    assert "Only some files of store were read" in page.text


def test_a_passage_is_quoted_once_and_marked(html: str) -> None:
    marked = re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)
    assert sum("bevaka leveransen" in unescape(mark) for mark in marked) == 1
    assert "leveraging" in marked


def test_the_worst_file_comes_first(page: Page) -> None:
    findings = page.text[page.text.index("By file, worst first") :]
    places = [findings.index(name) for name in (PRODUCT_EN, DELAY_SV, SHIPPING_DA, PUSH_EN)]
    assert places == sorted(places)


def test_findings_point_at_line_and_column(page: Page) -> None:
    assert " 4:19 " in page.text
    assert " 5:10 " in page.text
    assert " whole file " in page.text


def test_copy_is_quoted_in_its_language(page: Page) -> None:
    quotes = [attributes.get("lang") for tag, attributes in page.tags if tag == "blockquote"]
    assert set(quotes) == {"en", "sv", "da"}


def test_what_was_not_read_is_there_with_its_reason(page: Page) -> None:
    report = sample_report()
    for file in report.skipped:
        assert file.name in page.text
        assert file.reason in page.text
        assert file.hint in page.text
    for problem in (*report.problems, *report.notes):
        assert problem in page.text


# --- what it must never do ----------------------------------------------------------------------


def test_copy_and_names_are_escaped(html: str, page: Page) -> None:
    assert "<script" not in html.lower()
    assert "onerror=alert(1)>" not in html
    assert {"script", "img", "b"} & {tag for tag, _ in page.tags} == {"b"}
    assert "<script>alert('copy')</script>" in page.text
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_nothing_is_fetched(html: str, page: Page) -> None:
    assert not re.search(r"https?:|url\(|@import", html)
    assert not page.values("src")
    assert all(target.startswith("#") for target in page.values("href"))
    policy = page.values("content")[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_a_link_in_copy_stays_text() -> None:
    copy = 'See <a href="https://nordlys.example">our shop</a> https://nordlys.example'
    report = sample_report()
    finding = replace(report.findings[0], place=Place(name=DELAY_SV, span=Span(0, len(copy))))
    page = Page(
        render(replace(report, findings=(finding,), files={**report.files, DELAY_SV: FileText(copy)}))
    )
    assert all(target.startswith("#") for target in page.values("href"))


def test_anchors_lead_somewhere_and_ids_are_unique(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    labels = [label for value in page.values("aria-labelledby") for label in value.split()]
    assert {target[1:] for target in page.values("href")} | set(labels) <= set(ids)


def test_tags_are_balanced(page: Page) -> None:
    assert page.open == []


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_score_is_blended(page: Page) -> None:
    assert "overall" not in page.text.lower()


def test_the_same_report_is_the_same_page(html: str) -> None:
    assert render(sample_report()) == html


# --- edges --------------------------------------------------------------------------------------


def test_an_empty_report_renders() -> None:
    page = Page(render(_empty()))
    assert page.open == []
    for text in ("None to name", "No channel was read", "no findings.", "Every file was read.", "In tune"):
        assert text in page.text


def test_characters_that_no_page_can_contain_are_replaced() -> None:
    report = sample_report()
    odd = "a\x00b\x1b[31m\udce9\x85.txt"
    finding = replace(report.findings[0], place=Place(name=odd, span=Span(0, 5)), facts=saying("bell \x07"))
    html = render(
        replace(report, brand="N\x0bordlys", findings=(finding,), files={odd: FileText("a\x00b\udcffc")})
    )
    html.encode("utf-8")
    assert "␀" in html
    assert "␇" in html
    assert "N␋ordlys" in html
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", html)


def test_a_finding_outside_the_files_of_the_report_renders() -> None:
    finding = replace(sample_report().findings[0], place=Place(name="samklang.yaml", span=Span(3, 9)))
    assert "samklang.yaml" in _with(finding).text


def test_a_score_on_another_scale_gets_no_strip() -> None:
    finding = replace(
        sample_report().findings[0], rule="effort.hard", score=58.333, margin=None, low=None, high=40
    )
    page = _with(finding)
    assert "score 58, at most 40" in page.text
    assert not [name for name in page.values("id") if name.startswith("f")][1:]


@pytest.mark.parametrize(
    ("score", "margin", "expected"),
    [
        (0, 5, "inside"),
        (50, 0, "inside"),
        (54, 5, "edge"),
        (56, 5, "outside"),
        (-26, 5, "outside"),
        (-22, 5, "edge"),
    ],
)
def test_standing(score: float, margin: float, expected: str) -> None:
    assert wording.standing(score, margin, -20, 50) == expected


def test_numbers_as_the_page_shows_them() -> None:
    assert [wording.signed(score) for score in (31.4, -58.2, -0.3, 0)] == [
        "+31",
        "\N{MINUS SIGN}58",
        "0",
        "0",
    ]
    assert [wording.points(number) for number in (58, 58.333, -4.6)] == ["58", "58", "\N{MINUS SIGN}5"]
    assert [wording.percent_along(score) for score in (-140, -100, 0, 50, 300)] == [0, 0, 50, 75, 100]
    assert wording.grouped(1234567) == "1\u202f234\u202f567"


def test_context_is_cut_between_words_and_outside_tags() -> None:
    text = "before " * 40 + '<a class="x y z">' + "MARKED" + "</a> " + "after " * 40
    report, start = sample_report(), text.index("MARKED")
    place = Place(name="a.html", span=Span(start, start + 6))
    files = view.by_file(
        replace(
            report, files={"a.html": FileText(text)}, findings=(replace(report.findings[0], place=place),)
        )
    )
    quote = files[0].spots[0].quote
    assert quote is not None
    assert quote.before.startswith("… before ")
    assert quote.after.endswith("after …")
    assert quote.marked == "MARKED"
    assert len(quote.before) <= view.CONTEXT + 2


def test_copy_and_markup_take_turns() -> None:
    assert wording.runs("a <em>b</em> 3 < 4") == ["a ", "<em>", "b", "</em>", " 3 < 4"]


def test_levels_are_counted_worst_first() -> None:
    assert list(view.counts(sample_report().findings)) == [Level.ERROR, Level.WARNING, Level.SUGGESTION]


def test_a_moment_without_open_needs_says_so() -> None:
    point = Touchpoint(channel="web", moment="any", language="nb", documents=1, fit=None, needs=())
    page = Page(render(replace(sample_report(), weakest=point)))
    assert "web in nb Every need that weighs there is answered. The missing points" in page.text


def test_templates_are_packaged_beside_the_module() -> None:
    folder = Path(view.__file__).parent
    assert (folder / "report.html.j2").is_file()
    assert set(sample_report().files) == set(FILES)


def test_customers_are_shown_with_their_own_words_and_at_whose_expense_they_are_served(html: str) -> None:
    text = Page(html).text
    assert "“Den er <i>sendt</i>, og du får den snart.”: Nu er <b>pakken</b> sendt" in text
    assert "Hurried Hanna Cautious <Carl> 60% of customers there 12 4-19" in text


def test_every_channel_lists_what_would_raise_its_consistency(html: str) -> None:
    assert "+9 consistency: make copy/email/sv/forsening.md less formal" in Page(html).text


def test_every_table_scrolls_by_itself_where_the_screen_is_narrow() -> None:
    page = render(sample_report())
    assert page.count("<table") == len(re.findall(r'<div class="scroll"[^>]*>\s*<table', page)) > 2
