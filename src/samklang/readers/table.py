"""The formats that samklang reads: a row has everything about a format except how it is read.

To add a format, add a file in `formats/` that reads it, and a row here.
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
    """How the format of a file is recognised by its content: by one of the four fields below."""

    description: str
    """The format in messages to users: `a PDF`."""
    start: bytes = b""
    """A regular expression that its first bytes match."""
    in_zip: bytes = b""
    """Bytes that are in every zip archive of this format, and in no other."""
    in_compound: str = ""
    """A name that is in every compound file (Office before 2007, Outlook) of this format."""
    in_text: str = ""
    """A regular expression that matches in its first characters, in upper or lower case, and never matches
    running copy: Markdown may begin with a tag, or with `key: value`."""


@dataclass(frozen=True)
class Format:
    """A format, and the module of `formats/` that reads it.

    The module of a text format has `read(text: str, rules: CopyRules) -> tuple[Block, ...]`, with offsets in
    that text. The module of a binary format has `read(data: bytes, rules) -> Rendered`.
    """

    name: str
    suffixes: tuple[str, ...]
    _: KW_ONLY
    in_order: bool
    """Whether people read such a file from top to bottom. Interface strings, cells, records and feed items
    are read separately, so what precedes them in the file is no context to their reader."""
    file: str = ""
    """The module, if its name differs from the format's."""
    marks: str = ""
    """A regular expression that matches in the first characters of such a file: it distinguishes formats that
    share a suffix. Empty for the format that takes all other files of the suffix."""
    binary: bool = False
    any_text: bool = False
    """Files of any text format get such a name, so the content decides; a file that is called .html is at
    least meant to be mark-up."""
    comments: CommentSyntax = NO_COMMENTS
    signature: Signature | None = None
    """None if nothing in the content distinguishes the format from copy; JSON is recognised by parsing it."""

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
"""What may precede the first tag of mark-up."""
_HEADER = r"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)"
"""A header of a mail, with its continuation lines."""
_HTML = Signature(
    description="HTML",
    in_text=rf"{LEAD}(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html[\s>])",
)
_MAIL = Signature(
    description="a mail",
    in_text=rf"{_BEGIN}(?={_HEADER}*(?:MIME-Version|Message-ID|Received):){_HEADER}{{3}}",
)
_MBOX = Signature(description="a mailbox", in_text=rf"\AFrom .*\r?\n{_HEADER}{{3}}")
_OUTLOOK = Signature(description="an Outlook message", in_compound="__substg1.0_")
_PARQUET = Signature(description="a Parquet table", start=b"PAR1")
_PDF = Signature(description="a PDF", start=b"%PDF-")
_RTF = Signature(description="an RTF document", start=rb"\{\\rtf")
_DOCX = Signature(description="a Word document", in_zip=b"word/document")
_PPTX = Signature(description="a PowerPoint presentation", in_zip=b"ppt/presentation")
_XLSX = Signature(description="an Excel workbook", in_zip=b"xl/workbook")
_ODT = Signature(description="an OpenDocument text", in_zip=b"opendocument.text")
_ODS = Signature(description="an OpenDocument spreadsheet", in_zip=b"opendocument.spreadsheet")

_TEMPLATES = (".liquid", ".njk", ".j2", ".hbs", ".handlebars", ".mustache", ".erb", ".ejs")

FORMATS = (
    # Prose and pages: read from top to bottom. Components show their elements in the order of the file.
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
    # Captions, mails and documents: read from the beginning; but a mailbox is many mails.
    Format("captions", (".srt", ".vtt"), in_order=True, comments=_CAPTIONS),
    Format("mail", (".eml",), in_order=True, binary=True, signature=_MAIL),
    Format("mbox", (".mbox",), in_order=False, binary=True, signature=_MBOX),  # many mails
    Format("outlook", (".msg",), in_order=True, binary=True, signature=_OUTLOOK),
    Format("docx", (".docx", ".docm", ".dotx"), in_order=True, binary=True, signature=_DOCX),
    Format("pptx", (".pptx", ".pptm"), in_order=True, binary=True, signature=_PPTX),
    Format("odt", (".odt", ".ott"), in_order=True, binary=True, signature=_ODT),
    Format("rtf", (".rtf",), in_order=True, binary=True, signature=_RTF),
    Format("pdf", (".pdf",), in_order=True, binary=True, signature=_PDF),
    # String catalogues: each string is shown where the program has a place for it.
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
    # Tables, data, feeds: each cell, record or item is read by itself.
    Format("csv", (".csv", ".tsv"), in_order=False),
    Format("parquet", (".parquet",), in_order=False, binary=True, signature=_PARQUET),
    Format("xlsx", (".xlsx", ".xlsm"), in_order=False, binary=True, signature=_XLSX),
    Format("ods", (".ods", ".ots"), in_order=False, binary=True, signature=_ODS),
    Format("json", (".json", ".jsonl", ".ndjson"), in_order=False),
    Format("yaml", (".yaml", ".yml"), in_order=False, comments=_YAML),
    Format("feed", (".rss", ".atom", ".xml"), in_order=False, comments=_XML),
)
"""Among formats that share a suffix, the first whose `marks` match reads the file. Among signatures, the
first match decides: a Word document may contain a workbook."""


def by_name(name: str) -> Format:
    """The format with that name.

    Raises:
        StopIteration: there is no such format.
    """
    return next(row for row in FORMATS if row.name == name)


def by_suffix(suffix: str) -> tuple[Format, ...]:
    """The formats with that suffix, in upper or lower case; in the order of the table."""
    return tuple(row for row in FORMATS if suffix.lower() in row.suffixes)


def first_match(rows: tuple[Format, ...], head: str) -> Format | None:
    """The first of these formats whose `marks` match in the first characters of a file."""
    return next((row for row in rows if re.search(row.marks, head)), None)
