from __future__ import annotations

from pathlib import Path

import pytest

from samklang.cli.progress import Silence
from samklang.lsp.actions import Offer, offers
from samklang.lsp.draft import Draft
from samklang.lsp.folder import Checked, Folder
from samklang.measure import scorer
from samklang.model import FileText
from samklang.readers import FORMATS
from tests.conftest import PERSONA
from tests.lsp.place import workspace
from tests.toy import ToyEngine

WRITTEN = [form.name for form in FORMATS if form.comments.written]
HERE, FILE = "Suppress this here", "Turn term.avoid off in this file"
COPY = {
    "markdown": ("a.md", "---\ntitle: Lamps\n---\n\nOne lamp.\n\n- We leverage it.\n- So be it.\n"),
    "html": ("a.html", "<!doctype html>\n<ul><li>One lamp.</li><li>We leverage it.</li></ul>\n"),
    "mjml": ("a.mjml", "<mjml><mj-body>\n<mj-text>We leverage it.</mj-text>\n</mj-body></mjml>\n"),
    "vue": ("a.vue", "<template>\n  <p>We leverage it.</p>\n</template>\n"),
    "mdx": ("a.mdx", "One lamp.\n\nWe leverage it.\n"),
    "jsx": ("a.jsx", "const A = () => (\n  <p>\n    We leverage it.\n  </p>\n)\n"),
    "gettext": (
        "a.po",
        '#, c-format\nmsgid "lamp"\nmsgstr "One."\n\nmsgid "how"\nmsgstr "We leverage it."\n',
    ),
    "fluent": ("a.ftl", "one = One lamp.\nhow = We leverage it.\n"),
    "properties": ("a.properties", "one=One lamp.\nhow=We leverage it.\n"),
    "yaml": ("a.yaml", "en:\n  one: One lamp.\n  how: We leverage it.\n"),
    "strings": ("a.strings", '"one" = "One lamp.";\n"how" = "We leverage it.";\n'),
    "restructuredtext": ("a.rst", "One lamp.\n\nWe leverage it.\n"),
    "asciidoc": ("a.adoc", "One lamp.\n\nWe leverage it.\n"),
    "android": (
        "strings.xml",
        '<?xml version="1.0"?>\n<resources>\n  <string name="a">We leverage it.</string>\n</resources>\n',
    ),
    "xliff": (
        "a.xlf",
        '<xliff version="1.2"><file source-language="en" target-language="en"><body>\n'
        '<trans-unit id="a"><source>x</source>\n<target>We leverage it.</target></trans-unit>\n'
        "</body></file></xliff>\n",
    ),
    "resx": ("a.resx", '<root>\n  <data name="a">\n    <value>We leverage it.</value>\n  </data>\n</root>\n'),
    "stringsdict": (
        "a.stringsdict",
        "<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@n@</string>\n"
        "<key>n</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>\n"
        "<key>other</key>\n<string>We leverage it.</string></dict></dict></dict></plist>\n",
    ),
    "feed": (
        "a.rss",
        "<rss><channel><item>\n<description>We leverage it.</description>\n</item></channel></rss>\n",
    ),
}
"""By format: a file with one banned word in it."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(scorer, "open_engine", lambda *_: ToyEngine())
    root = workspace(tmp_path)
    config = root / "samklang.yaml"
    config.write_text(config.read_text() + "rules: {tone: off}\n")  # the toy engine measures no tone
    return Folder(config, Silence(), None, pytest.fail)


def draft(folder: Folder, name: str, text: str) -> Draft:
    path = folder.config.parent / "web" / name
    return Draft(uri=path.as_uri(), path=path, version=1, file=FileText(text))


def checked(folder: Folder, name: str, text: str) -> Checked:
    done = folder.check(draft(folder, name, text))
    assert done
    return done


def offered(checked: Checked) -> dict[str, Offer]:
    (finding,) = checked.findings
    assert finding.rule == "term.avoid"
    return {offer.title.removesuffix(" (term.avoid)"): offer for offer in offers(checked, finding, None)}


def test_every_format_with_comments_is_tried() -> None:
    assert COPY.keys() == set(WRITTEN)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("title", [HERE, FILE])
@pytest.mark.parametrize("form", WRITTEN)
def test_a_suppressed_finding_is_no_longer_reported(
    folder: Folder, form: str, title: str, line_end: str
) -> None:
    name, text = COPY[form][0], COPY[form][1].replace("\n", line_end)
    before = checked(folder, name, text)
    assert getattr(before.read(text), "format", None) == form
    after = offered(before)[title].edit.applied(text)
    assert after.count("\n") == after.count(line_end)
    again = checked(folder, name, after)
    assert again.findings == ()
    assert again.report.hidden.suppressed == 1, after
    assert [m.passage.text for m in again.measurements] == [m.passage.text for m in before.measurements]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("table.md", "| a | b |\n|---|---|\n| One lamp. | We leverage it. |\n"),
        ("front.md", "---\ntitle: We leverage it\n---\n\nOne lamp.\n"),
        ("tag.html", "<p>One.</p>\n<img\n  src='a.png'\n  alt='We leverage it.'>\n"),
        ("block.yaml", "how: >\n  We leverage it.\n"),
    ],
)
def test_no_comment_is_put_where_it_would_break_the_file(folder: Folder, name: str, text: str) -> None:
    before = checked(folder, name, text)
    for offer in offered(before).values():
        after = checked(folder, name, offer.edit.applied(text))
        assert [m.passage.text for m in after.measurements] == [m.passage.text for m in before.measurements]
        assert after.findings == ()
    assert HERE not in offered(before) or name == "table.md"


@pytest.mark.parametrize(
    "stated",
    ["", "suppress:\n- {phrase: a lamp}\n", "suppress:\n    - {phrase: a lamp}\ncheck: {fail_on: error}\n"],
)
def test_a_format_without_comments_is_suppressed_in_the_workspace(folder: Folder, stated: str) -> None:
    config = folder.config
    config.write_text(config.read_text() + stated)
    copy = '{"how": "We leverage it."}'
    (offer,) = offered(checked(folder, "a.json", copy)).values()
    assert offer.title == f"{FILE}, in samklang.yaml"
    assert offer.path == config
    config.write_text(offer.edit.applied(offer.file.text))
    assert checked(folder, "a.json", copy).findings == ()
    assert not any(folder.mistakes.values())


def test_the_first_entry_of_a_catalogue_has_its_comment_before_it(folder: Folder) -> None:
    text = 'msgid "how"\nmsgstr "We leverage it."\n'
    after = offered(checked(folder, "first.po", text))[HERE].edit.applied(text)
    assert after.splitlines()[0] == '# samklang ignore-next term.avoid "leverage" because …'


def test_a_flow_list_is_not_written_into(folder: Folder) -> None:
    folder.config.write_text(folder.config.read_text() + "suppress: []\n")
    assert offered(checked(folder, "a.json", '{"how": "We leverage it."}')) == {}


@pytest.mark.parametrize(("better", "count"), [("use", 1), ('"use"', 0)])
def test_a_better_word_that_would_break_the_file_is_not_offered(
    folder: Folder, better: str, count: int
) -> None:
    persona = folder.config.parent / "persona.yaml"
    persona.write_text(PERSONA.replace("avoid: [leverage], prefer: {", f"prefer: {{leverage: '{better}', "))
    before = checked(folder, "a.json", '{"how": "We leverage it."}')
    preferred = [offer for offer in offers(before, before.findings[0], None) if offer.preferred]
    assert [offer.edit.applied(offer.file.text) for offer in preferred] == ['{"how": "We use it."}'] * count
