"""Comments for samklang, in the syntax of each format, with their offsets; no other comments."""

from __future__ import annotations

import pytest

from samklang.model import Document, Source
from samklang.readers import FORMATS, read
from samklang.readers.parts.comments import comments
from samklang.readers.table import by_name

SAYS = 'off tone.warm, term.avoid "world-class" until 2027-01-31 because it is ours'
FORMS = [
    ("markdown", "One.\n\n<!-- {} -->\nTwo.\n"),
    ("markdown", "One.\n\n{{# {} #}}\n\nTwo.\n"),
    ("html", "<p>One.</p><!--{}--><p>Two.</p>"),
    ("html", "{{% comment %}} {} {{% endcomment %}}<p>Two.</p>"),
    ("html", "{{%- comment -%}}{}{{%- endcomment -%}}<p>Two.</p>"),
    ("html", "{{{{!-- {} --}}}}<p>Two.</p>"),
    ("html", "{{{{! {} }}}}<p>Two.</p>"),
    ("html", "<%# {} %><p>Two.</p>"),
    ("text", "{{# {} #}}\nTwo.\n"),
    ("mjml", "<mj-text>One.</mj-text><!-- {} --><mj-text>Two.</mj-text>"),
    ("mdx", "One.\n\n{{/* {} */}}\n\nTwo.\n"),
    ("vue", "<template><!-- {} --><p>Two.</p></template>"),
    ("jsx", "export default () => <p>{{/* {} */}}Two.</p>;"),
    ("jsx", "// {}\nexport default () => <p>Two.</p>;"),
    ("restructuredtext", "One.\n\n.. {}\n\nTwo.\n"),
    ("asciidoc", "One.\n\n// {}\n\nTwo.\n"),
    ("gettext", '# {}\nmsgid "two"\nmsgstr "Two."\n'),
    ("gettext", '#. {}\nmsgid "two"\nmsgstr "Two."\n'),
    ("fluent", "# {}\ntwo = Two.\n"),
    ("strings", '/* {} */\n"two" = "Two.";\n'),
    ("strings", '// {}\n"two" = "Two.";\n'),
    ("properties", "# {}\ntwo=Two.\n"),
    ("properties", "! {}\ntwo=Two.\n"),
    ("yaml", "en:\n  # {}\n  two: Two and more.\n"),
    ("yaml", "en:\n  one: One. # {}\n  two: Two and more.\n"),
    ("captions", "WEBVTT\n\nNOTE {}\n\n00:01.000 --> 00:02.000\nTwo.\n"),
    ("android", '<resources><!-- {} --><string name="two">Two.</string></resources>'),
    ("xliff", '<xliff version="1.2"><!-- {} --></xliff>'),
    ("resx", "<root><!-- {} --></root>"),
    ("stringsdict", "<plist><!-- {} --></plist>"),
    ("feed", "<rss><!-- {} --></rss>"),
]


@pytest.mark.parametrize(("form", "text"), FORMS)
def test_a_comment_is_read_as_the_format_writes_it(form: str, text: str) -> None:
    whole = text.format(f"samklang {SAYS}")
    (comment,) = comments(by_name(form).comments, whole)
    assert comment.text == SAYS
    assert f"samklang {SAYS}" in whole[slice(*comment.span)]


@pytest.mark.parametrize(("form", "text"), FORMS)
def test_other_comments_are_left_alone(form: str, text: str) -> None:
    assert comments(by_name(form).comments, text.format("a note on samklang and others")) == ()


def test_the_table_names_formats_that_there_are() -> None:
    assert {form for form, _ in FORMS} <= {form.name for form in FORMATS}


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- samklang off -->\n```\n",
        "~~~\n<!-- samklang off -->\n~~~\n",
        "```\n<!-- samklang off -->",
    ],
)
def test_an_example_in_a_block_of_code_is_no_comment(text: str) -> None:
    assert comments(by_name("markdown").comments, text) == ()
    assert len(comments(by_name("markdown").comments, f"{text}\n```\n\n<!-- samklang off -->\n")) <= 1


def test_a_comment_over_several_lines_is_one() -> None:
    (comment,) = comments(
        by_name("html").comments, "<!-- samklang off tone.warm\n     because the law\n     wants it -->"
    )
    assert comment.text == "off tone.warm because the law wants it"


def test_a_comment_that_only_names_samklang_is_ignored() -> None:
    assert comments(by_name("markdown").comments, "<!-- samklang -->\n\nCopy.\n\n<!-- another -->\n") == ()


def test_an_unclosed_comment_takes_no_other() -> None:
    assert comments(by_name("html").comments, "<!-- samklang off <p>no end</p>") == ()


@pytest.mark.parametrize(
    ("front", "texts"),
    [
        ("samklang: off tone.formal because lawyers wrote it", ["off tone.formal because lawyers wrote it"]),
        ("title: A\nsamklang:\n  - off tone\n  - off term.avoid", ["off tone", "off term.avoid"]),
        ("samklang: 'off tone because: it is law'  ", ["off tone because: it is law"]),
        ('samklang:\n- "off tone"\n- off "leverage ratio"', ["off tone", 'off "leverage ratio"']),
        ("samklang: ['off tone', \"off term\"]", ["off tone", "off term"]),
        ("samklang: [off tone]", ["[off tone]"]),
        ("title: samklang: off", []),
        ("samklang:\ntitle: A", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_applies_to_the_whole_file(front: str, texts: list[str], end: str) -> None:
    text = f"---\n{front}\n---\n\nCopy.\n".replace("\n", end)
    parsed = comments(by_name("markdown").comments, text)
    assert [comment.text for comment in parsed] == texts
    assert [text[slice(*comment.span)] for comment in parsed] == texts
    assert all(comment.whole for comment in parsed)


@pytest.mark.parametrize(
    ("front", "texts"),
    [
        ('samklang = "off tone"', ["off tone"]),
        (
            "title = 'A'\nsamklang = [\n  'off \"leverage ratio\"',\n  \"off tone\",\n]",
            ['off "leverage ratio"', "off tone"],
        ),
    ],
)
def test_front_matter_may_be_toml(front: str, texts: list[str]) -> None:
    text = f"+++\n{front}\n+++\n\nCopy.\n"
    parsed = comments(by_name("markdown").comments, text)
    assert [comment.text for comment in parsed] == texts
    assert [text[slice(*comment.span)] for comment in parsed] == texts


def test_a_document_has_the_comments_of_its_file() -> None:
    source = Source(name="a.md", path=None, data=b"<!-- samklang off -->\n\nCopy that is read.\n")
    document = read(source)
    assert isinstance(document, Document)
    assert [comment.text for comment in document.comments] == ["off"]
    assert [block.text for block in document.blocks] == ["Copy that is read."]
