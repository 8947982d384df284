"""Template code is masked, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang.readers.parts.template import FILLER, mask


def _left(text: str) -> str:
    """The text that is not masked, with white space folded."""
    return " ".join(mask(text).replace(FILLER, " ").split())


@pytest.mark.parametrize(
    "code",
    [
        "{{ user.name }}",
        "{% if a > b %}",
        "{%- endif -%}",
        "{# a note #}",
        "<%= order.id %>",
        "{: .lead #id}",
        "{name}",
        "{order.total}",
        "{{#each items}}",
        "{% include 'a.html'\n  with x %}",
        "{{{ raw }}}",
    ],
)
def test_code_is_masked(code: str) -> None:
    assert _left(f"Hej {code} du") == "Hej du"


@pytest.mark.parametrize("body", ["highlight ruby", "comment", "schema", "style", "- javascript -"])
def test_bodies_of_code_are_masked(body: str) -> None:
    name = body.strip("- ").split()[0]
    assert _left(f"A\n{{%{body}%}}\ndef x = 100 %\n\nmore\n{{% end{name} %}}\nB") == "A B"


def test_bodies_of_copy_are_kept() -> None:
    assert _left("{% capture x %}Hej{% endcapture %} {% if y %}du{% endif %}") == "Hej du"


@pytest.mark.parametrize(
    "text", ["a {{ b", "a {% b", "a {# b", "<% a", "{ a }", "{1}", "{}", "100 %} x", "{% raw"]
)
def test_unclosed_code_is_copy(text: str) -> None:
    assert mask(text) == text


def test_code_after_unclosed_code_is_masked() -> None:
    assert _left("a {% b {{ c }} d") == "a {% b d"


def test_a_body_without_its_end_masks_the_tag_alone() -> None:
    assert _left("{% comment %} Hej {{ du }}") == "Hej"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_of_code_becomes_blank(end: str) -> None:
    assert (
        mask(f"A{end} {{% if x %}} {{{{ y }}}}{end}B {{z}}{end}")
        == f"A{end}{' ' * 19}{end}B {FILLER * 3}{end}"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("matter", ["title: Hej", "# note|a: b", "", '"quoted key": x|list:|  - a', "|a: b"])
def test_front_matter_is_masked(matter: str, end: str) -> None:
    front = "---|" + (matter + "|" if matter else "") + "---|"
    assert _left((front + "Hej|---|du").replace("|", end)) == "Hej --- du"


def test_front_matter_in_toml_is_masked() -> None:
    assert _left("+++\ntitle = 'Hej'\n[menu]\n+++\nHej") == "Hej"


@pytest.mark.parametrize(
    "text",
    [
        "+++\nHej du\n+++\n",
        "---\nHej du\n---\nglada",
        "Hej\n---\na: b\n---\n",
        "----\na: b\n---\n",
        "---\na: b\n",
    ],
)
def test_a_horizontal_rule_is_not_front_matter(text: str) -> None:
    assert mask(text) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "<%",
                "%>",
                "{a}",
                "{:",
                "}",
                "\r",
                "\n",
                "å \U0001f600",
                "---\n",
                "comment",
                "end",
            ]
        )
    ).map("".join)
)
def test_length_and_line_ends_stay(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(
        new in (old, FILLER, " ") and (old not in "\r\n" or new == old)
        for old, new in zip(text, masked, strict=True)
    )
