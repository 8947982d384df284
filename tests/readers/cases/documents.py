"""Documents: plain text, Markdown, HTML."""

from __future__ import annotations

from html import escape

from tests.readers.cases import Case

_FRONT_MATTER = ("---\nlayout: Hej du\n---\n", "+++\nlayout = 'Hej du'\n+++\n", "---\r\na: b\r\n---")
SCRAPS = (
    "---\ntitle: y\n---\n",
    "---\ntitle: [x\n---\n",
    "+++\ntitle = 'y'\n+++\n",
    "a < b & c",
    "&#; &amp",
    '<a title="x',
    "<!-- ",
    "<![foo[x]]>",
    "{{ ",
    "{% ",
    "{# ",
    "<% ",
    "{: ",
    "<div>",
    "<p>",
    "{% raw %}",
    "<b>a ",
)
BLANK = ("", "\ufeff", "   \n\t\r\n \u00a0\n", *_FRONT_MATTER)


def _markdown(paragraph: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|<>~&:'\"=$^" else char for char in paragraph)


def _rst(paragraph: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_|[]:." else char for char in paragraph)


def _asciidoc(paragraph: str) -> str:
    return "".join(f"\\{char}" if char in "\\*_`#^~+[]:();|" else char for char in paragraph)


CASES = {
    "text": Case(
        rich="Hej {{ name }}!\n\nVi packar ditt paket\nidag \N{PARTY POPPER}.\n\n- Tältet\n- Sedan köket\n",
        write="\n\n".join,
        blank=BLANK,
        scraps=SCRAPS,
    ),
    "markdown": Case(
        rich="""---
title: "Hej igen &amp; igen"
seo: {description: 'Det är \N{PARTY POPPER} bra'}
---
# Hej &amp; *välkommen* \N{PARTY POPPER}

En rad
och en [*länk*](/u "Till \\"köket\\"").

> Citat
> med <b>två</b> rader

- Punkt
  - Under

| A &lt; | B \\| C |
|---|---|
| x | `y` |

<div title="Tips">
<p>Rad&nbsp;ett<br>två</p>
</div>

![Alt](i.png)
{: .red}
""",
        write=lambda paragraphs: "\n\n".join(map(_markdown, paragraphs)),
        blank=BLANK,
        scraps=SCRAPS,
    ),
    "mdx": Case(
        rich="""---
title: x
---
import Note from "nej"
export const a = {
  title: "nej" }

# Hej &amp; *välkommen* \N{PARTY POPPER}

<Note title="Tips" items={[{ a: "nej" }]}>
    Packa **torrt**
    och lätt, {name}!
</Note>
<Nej.Nej />

- Punkt med <Badge title="Ny" /> märke
{/* nej */}

<details>
<summary>Mer</summary>

    Indraget men ingen kod.

</details>

```js
nej { nej
```
""",
        write=lambda paragraphs: "\n\n".join(map(_markdown, paragraphs)),
        blank=BLANK,
        scraps=(*SCRAPS, "{", "}", "`", "```\n", "import ", "<a b='", "<A>\n", "<>", "</", "<a.b", "\\"),
    ),
    "restructuredtext": Case(
        rich="""Om *oss* \N{PARTY POPPER}
========

.. nej nej

Ditt `paket <https://example.org>`_ och ``nej``,
hej |nej| då.

- Tältet
  är torrt

  1. Sedan

.. note:: Packa lätt.

   Och torrt::

       nej

   Klart.

.. image:: nej.png
   :alt: Ett tält

+------+-----+
| Ett  | Två |
| till |     |
+------+-----+

====  ===
Tre   Fyra
====  ===
""",
        write=lambda paragraphs: "\n\n".join(map(_rst, paragraphs)),
        blank=(
            "",
            "\ufeff",
            "   \n\t\r\n \u00a0\n",
            ".. nej nej\n\n   nej\n",
            "====\n",
            ".. code::\n\n   nej",
        ),
        scraps=(
            "- a\n",
            "  ",
            "\n\n",
            "`a ",
            "``",
            "*a",
            "|a",
            "[a",
            ":a:`",
            "a_",
            ".. ",
            ".. a::\n",
            "+--+\n",
            "==  ==\n",
            "a::\n\n",
            "\\",
            ":a: ",
            "a\n b\n  c\n",
        ),
    ),
    "asciidoc": Case(
        rich="""= Om *oss* \N{PARTY POPPER}
Nej Nej <nej@example.org>

:nej: nej
Ditt https://example.org[paket] och `nej`, +
hej {nej} då.

* Tältet
  är torrt
Vikt:: Två kilo

NOTE: Packa lätt.

.Tältet
image::nej.png["Ett tält", 300]

[source,ruby]
----
nej
----

|===
|Ett |Två
till
|===
""",
        write=lambda paragraphs: "\n\n".join(map(_asciidoc, paragraphs)),
        blank=(
            "",
            "\ufeff",
            "   \n\t\r\n \u00a0\n",
            "// nej\n:nej: nej\n",
            "----\nnej\n----",
            "[source]\nnej\nnej",
        ),
        scraps=(
            "* a\n",
            "  ",
            "\n\n",
            "`a ",
            "*a",
            "|===\n",
            "|a",
            "[a",
            "link:a[",
            "<<a",
            "{a",
            "((a",
            "++a",
            "a:: ",
            "a::",
            "----\n",
            "====\n",
            ".a\n",
            "image::a[",
            "[source]\n",
            "\\",
            "a;",
            "__",
        ),
    ),
    "html": Case(
        rich="""<!doctype html><title>Hej &amp; välkommen</title><!-- no --><p>En <b>fet</b>
  rad &#128512; och <br />en till \N{PARTY POPPER}
<img alt="Ett &quot;tält&quot;" title=Bild></p><ul><li>Ett<li>Två</ul>
<p>{{ name }}, hej &lt; då</p><script>no()</script>
<input type=submit value='Skicka in'>""",
        write=lambda paragraphs: "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs),
        blank=BLANK,
        scraps=SCRAPS,
    ),
}
