"""MDX: Markdown with JSX in it."""
# ruff: noqa: E501 - a case a line

from __future__ import annotations

import pytest

from samklang.model import Kind
from samklang.readers.formats.mdx import read
from tests.readers.hand_made import SAME, check

P, H, LI, TITLE = Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TITLE

CASES = {
    "markdown": ("# Om *oss*\n\n- ett\n- två", [(H, "Om oss", "Om *oss"), (LI, "ett", SAME), (LI, "två", SAME)]),
    "imports": ("import A from 'nej'\nimport {\n  nej,\n} from 'nej'\n\nJa\n\nexport const b = 'nej'", [(P, "Ja", SAME)]),
    "importera is a word": ("Import av tält\n\nimporterade tält", [(P, "Import av tält", SAME), (P, "importerade tält", SAME)]),
    "front matter": ("---\ntitle: Om oss\nlayout: nej\n---\n\nJa", [(TITLE, "Om oss", SAME), (P, "Ja", SAME)]),
    "markdown in an element": ("<Note>\nPacka **torrt** nu\n</Note>\n<Note>\nEller sen\n</Note>", [(P, "Packa torrt nu", "Packa **torrt** nu"), (P, "Eller sen", SAME)]),
    "indented in elements": ("<Cards>\n  <Card title='Ett tält'>\n    Packa *torrt*\n    nu\n  </Card>\n</Cards>", [(TITLE, "Ett tält", SAME), (P, "Packa torrt nu", "Packa *torrt*\n    nu")]),
    "indented after a blank line": ("<Card>\n\n    Packa torrt\n\n</Card>", [(P, "Packa torrt", SAME)]),
    "tag over lines": ("<Card\n  title=\"Ett > två\"\n  href={x}\n>\n\n# Ja\n\n</Card>", [(TITLE, "Ett > två", SAME), (H, "Ja", SAME)]),
    "expressions": ("Hej {user.name}, {f({ a: 'nej' })} kom in", [(P, "Hej , kom in", "Hej {user.name}, {f({ a: 'nej' })} kom in")]),
    "comment": ("{/* nej\n\nnej */}\n\nJa", [(P, "Ja", SAME)]),
    "map": ("{all.map((x) => (\n  <li>{x} nej</li>\n))}\n\nJa", [(P, "Ja", SAME)]),
    "braces in code": ("Kör `a {` nu\n\n```js\nif (a) {\n```\n\nJa { då", [(P, "Kör nu", "Kör `a {` nu"), (P, "Ja { då", SAME)]),
    "escaped brace": ("Ja \\{ då } nu", [(P, "Ja { då } nu", "Ja \\{ då } nu")]),
    "tags in a sentence": ("Ett <Badge title='Ny'>nytt</Badge> <Ui.B>tält</Ui.B> <>här</>", [(P, "Ett nytt tält här", "Ett <Badge title='Ny'>nytt</Badge> <Ui.B>tält</Ui.B> <>här"), (TITLE, "Ny", SAME)]),
    "html": ("<details>\n<summary>Mer</summary>\n\nInne i.\n\n</details>", [(Kind.LABEL, "Mer", SAME), (P, "Inne i.", SAME)]),
    "heading in an element": ("<A>\n## Om *oss*\n</A>", [(H, "Om oss", "Om *oss")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_kind_text_and_place(name: str) -> None:
    check(read, *CASES[name])
