"""The formats that samklang reads: a row says all there is to say of a format, but for how it is read.

To add a format: a file in `formats/` that reads it, and a row here.
"""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass, replace

from samklang.readers.parts.comments import (
    HASH,
    MARKUP,
    NO_COMMENTS,
    SLASHES,
    TEMPLATE,
    CommentSyntax,
    to_line_end,
)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What the content of a file shows of its format, whatever the file is called; one of the four ways."""

    what: str
    """What people are told that the file is: `a PDF`."""
    start: bytes = b""
    """A regular expression that its first bytes match."""
    in_zip: bytes = b""
    """What stands in a zip archive that is such a file, and in no other."""
    in_compound: str = ""
    """A name that stands in a compound file (Office before 2007, Outlook) that is such a file."""
    in_text: str = ""
    """A regular expression that is found in its first characters, in upper or lower case, and never
    in running copy: Markdown may begin with a tag, or with `key: value`."""


@dataclass(frozen=True)
class Format:
    """A format, and the module of `formats/` that reads it.

    The module of a text format has `read(text: str, rules: CopyRules) -> tuple[Block, ...]`, whose
    pieces count in that text. The module of a binary one has `read(data: bytes, rules) -> Rendered`.
    """

    name: str
    suffixes: tuple[str, ...]
    _: KW_ONLY
    in_order: bool
    """Whether people read such a file from its top down. Strings of an interface, cells, records and items
    of a feed are met one by one, so what stands before one of them in the file is nothing to its reader."""
    file: str = ""
    """The module, where it is not named as the format is."""
    marks: str = ""
    """What stands in the first characters of such a file, as a regular expression: it tells formats that
    share a suffix apart. Empty for the one that takes what no other of the suffix does."""
    binary: bool = False
    any_text: bool = False
    """Such a name is given to text of any kind, so the content decides what it is; a file that is called
    .html is at least meant to be mark-up."""
    comments: CommentSyntax = NO_COMMENTS
    signature: Signature | None = None
    """None where the content shows nothing that does not stand in copy too; JSON is told by parsing it."""

    @property
    def module(self) -> str:
        """The name of its module in `formats/`."""
        return self.file or self.name


_BRACED = CommentSyntax(patterns=TEMPLATE, front_matter=True)
_PAGE = CommentSyntax(patterns=(MARKUP, *TEMPLATE), written=("<!-- samklang {} -->",), front_matter=True)
_MARKDOWN = replace(_PAGE, fenced_code=True)
_XML = CommentSyntax(patterns=(MARKUP,), written=("<!-- samklang {} -->",))
_VUE = CommentSyntax(patterns=(MARKUP, *SLASHES), written=("<!-- samklang {} -->",))
_SCRIPT = CommentSyntax(patterns=SLASHES, written=("// samklang {}", "{{/* samklang {} */}}"))
_MDX = replace(_SCRIPT, patterns=(MARKUP, *SLASHES), fenced_code=True, front_matter=True)
_HASH = "# samklang {}"
_RST = CommentSyntax(patterns=(to_line_end(r"^[ \t]*\.\."),), written=(".. samklang {}\n",))
_ASCIIDOC = CommentSyntax(patterns=(to_line_end("^//"),), written=("// samklang {}",))
_GETTEXT = CommentSyntax(patterns=(to_line_end("^#[.]?"),), written=(_HASH,), above_entry=True)
_FLUENT = CommentSyntax(patterns=(to_line_end("^#{1,3}"),), written=(_HASH,))
_STRINGS = CommentSyntax(patterns=SLASHES, written=("/* samklang {} */",))
_PROPERTIES = CommentSyntax(patterns=(to_line_end(r"^[ \t\f]*[#!]"),), written=(_HASH,))
_YAML = CommentSyntax(patterns=(HASH,), written=(_HASH,))
_CAPTIONS = CommentSyntax(patterns=(to_line_end("^NOTE"),))  # in WebVTT alone, so none is written

_BEGIN = r"\A(?:\xef\xbb\xbf)?"
LEAD = rf"{_BEGIN}\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*"
"""What may stand before the first tag of mark-up."""
_HEADER = r"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)"
"""Of a mail, with the lines that it goes on over."""
_HTML = Signature(
    what="HTML",
    in_text=rf"{LEAD}(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])",
)
_MAIL = Signature(
    what="a mail",
    in_text=rf"{_BEGIN}(?={_HEADER}*(?:MIME-Version|Message-ID|Received):){_HEADER}{{3}}",
)
_MBOX = Signature(what="a mailbox", in_text=rf"\AFrom .*\r?\n{_HEADER}{{3}}")
_OUTLOOK = Signature(what="an Outlook message", in_compound="__substg1.0_")
_PARQUET = Signature(what="a Parquet table", start=b"PAR1")
_PDF = Signature(what="a PDF", start=b"%PDF-")
_RTF = Signature(what="an RTF document", start=rb"\{\\rtf")
_DOCX = Signature(what="a Word document", in_zip=b"word/document")
_PPTX = Signature(what="a PowerPoint presentation", in_zip=b"ppt/presentation")
_XLSX = Signature(what="an Excel workbook", in_zip=b"xl/workbook")
_ODT = Signature(what="an OpenDocument text", in_zip=b"opendocument.text")
_ODS = Signature(what="an OpenDocument spreadsheet", in_zip=b"opendocument.spreadsheet")

_TEMPLATES = (".liquid", ".njk", ".j2", ".hbs", ".handlebars", ".mustache", ".erb", ".ejs")

FORMATS = (
    # Prose and pages: read from the top down. Components show their elements in the order of the file.
    Format("text", (".txt", ".text"), in_order=True, any_text=True, comments=_BRACED),
    Format(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd"),
        in_order=True,
        any_text=True,
        comments=_MARKDOWN,
    ),
    Format("mdx", (".mdx",), in_order=True, comments=_MDX),
    Format("restructuredtext", (".rst", ".rest"), file="rst", in_order=True, comments=_RST),
    Format("asciidoc", (".adoc", ".asciidoc"), in_order=True, comments=_ASCIIDOC),
    Format("html", (".html", ".htm", ".xhtml", *_TEMPLATES), in_order=True, comments=_PAGE, signature=_HTML),
    Format("mjml", (".mjml",), in_order=True, comments=_PAGE),
    Format("vue", (".vue",), in_order=True, comments=_VUE),
    Format("jsx", (".jsx", ".tsx"), in_order=True, comments=_SCRIPT),
    # What is heard, opened or leafed through from its beginning; but a mailbox is many mails.
    Format("captions", (".srt", ".vtt"), in_order=True, comments=_CAPTIONS),
    Format("mail", (".eml",), in_order=True, binary=True, signature=_MAIL),
    Format("mbox", (".mbox",), in_order=False, binary=True, signature=_MBOX),  # many mails
    Format("outlook", (".msg",), in_order=True, binary=True, signature=_OUTLOOK),
    Format("docx", (".docx", ".docm", ".dotx"), in_order=True, binary=True, signature=_DOCX),
    Format("pptx", (".pptx", ".pptm"), in_order=True, binary=True, signature=_PPTX),
    Format("odt", (".odt", ".ott"), in_order=True, binary=True, signature=_ODT),
    Format("rtf", (".rtf",), in_order=True, binary=True, signature=_RTF),
    Format("pdf", (".pdf",), in_order=True, binary=True, signature=_PDF),
    # Catalogues of strings: each string is shown where the program has a place for it.
    Format("gettext", (".po", ".pot"), file="po", in_order=False, comments=_GETTEXT),
    Format("fluent", (".ftl",), in_order=False, comments=_FLUENT),
    Format("strings", (".strings",), in_order=False, comments=_STRINGS),
    Format("properties", (".properties",), in_order=False, comments=_PROPERTIES),
    Format("android", (".xml",), in_order=False, marks=r"<resources\b", comments=_XML),
    Format("xliff", (".xliff", ".xlf"), in_order=False, comments=_XML),
    Format("resx", (".resx", ".resw"), in_order=False, comments=_XML),
    Format("stringsdict", (".stringsdict",), in_order=False, comments=_XML),
    Format("xcstrings", (".xcstrings",), in_order=False),
    Format("arb", (".arb",), in_order=False),
    # Tables, data, feeds: each cell, record or item is met by itself.
    Format("csv", (".csv", ".tsv"), in_order=False),
    Format("parquet", (".parquet",), in_order=False, binary=True, signature=_PARQUET),
    Format("xlsx", (".xlsx", ".xlsm"), in_order=False, binary=True, signature=_XLSX),
    Format("ods", (".ods", ".ots"), in_order=False, binary=True, signature=_ODS),
    Format("json", (".json", ".jsonl", ".ndjson"), in_order=False),
    Format("yaml", (".yaml", ".yml"), in_order=False, comments=_YAML),
    Format("feed", (".rss", ".atom", ".xml"), in_order=False, comments=_XML),
)
"""Of those that share a suffix, the first whose marks are found reads the file; of the signatures, the first
that is found counts: a Word document may hold a workbook."""


def by_name(name: str) -> Format:
    """The format of that name.

    Raises:
        StopIteration: there is none.
    """
    return next(row for row in FORMATS if row.name == name)


def by_suffix(suffix: str) -> tuple[Format, ...]:
    """The formats whose files end so, in upper or lower case; in the table's order."""
    return tuple(row for row in FORMATS if suffix.lower() in row.suffixes)


def first_match(rows: tuple[Format, ...], head: str) -> Format | None:
    """The first of these formats whose marks stand in the first characters of a file."""
    return next((row for row in rows if re.search(row.marks, head)), None)
