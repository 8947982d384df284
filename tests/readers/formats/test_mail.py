"""Mail in its three formats: which copy is the sender's own, and its place."""

from __future__ import annotations

from email.message import EmailMessage

import compressed_rtf
import pytest

from samklang.model import CopyRules, Document, Kind, Skipped, Source
from samklang.readers import read
from tests.readers.compound import compound

PLAIN = """\
Message-ID: <1@example.com>
From: Nordlys <hej@nordlys.example>
Subject: =?utf-8?q?Ditt_t=C3=A4lt?= =?utf-8?q?_=C3=A4r_h=C3=A4r?=
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Hej Anna!

Ditt t=E4lt =E4r h=E4r. Vi har =F6ppet till sju, s=E5 kom n=E4r du=
 vill.

- Ta med legitimation
"""


def _read(data: bytes | str, name: str = "a.eml", rules: CopyRules | None = None) -> Document | Skipped:
    raw = data.encode() if isinstance(data, str) else data
    return read(Source(name=name, path=None, data=raw, named=True, copy=rules or CopyRules()))


def _copy(data: bytes | str, name: str = "a.eml", rules: CopyRules | None = None) -> list[tuple[str, str]]:
    document = _read(data, name, rules)
    assert isinstance(document, Document), document
    assert not document.file.lined
    for block in document.blocks:
        start, end = block.span(0, len(block.text))
        assert document.file.text[start:end] == block.text
    return [(block.where, block.text) for block in document.blocks]


def test_a_plain_mail() -> None:
    document = _read(PLAIN)
    assert isinstance(document, Document)
    assert (document.format, document.encoding) == ("mail", "cp1252")
    assert [(block.kind, block.where, block.text) for block in document.blocks] == [
        (Kind.TITLE, "subject", "Ditt tält är här"),
        (Kind.PARAGRAPH, "line 1", "Hej Anna!"),
        (Kind.PARAGRAPH, "line 3", "Ditt tält är här. Vi har öppet till sju, så kom när du vill."),
        (Kind.LIST_ITEM, "line 5", "Ta med legitimation"),
    ]


def _parts(*parts: str, kind: str = "mixed") -> str:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return (
        f'Message-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n{body}--b--\n'
    )


TEXT = "Content-Type: text/plain; charset=utf-8\n\nVi ses\n\ni butiken."
HTML = "Content-Type: text/html; charset=utf-8\n\n<h1>Vi ses</h1>\n<p>i vår <b>butik</b>."


def test_each_part_has_its_number() -> None:
    nested = _parts(TEXT, _parts(HTML, TEXT).replace("--b", "--c").replace('"b"', '"c"'))
    assert [where for where, _ in _copy(nested)] == [
        "part 1, line 1",
        "part 1, line 3",
        "part 2.1, line 1",
        "part 2.1, line 2",
        "part 2.2, line 1",
        "part 2.2, line 3",
    ]


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        ((TEXT, HTML), ["Vi ses", "i vår butik."]),
        ((TEXT, "Content-Type: text/html\n\n<img src=x>"), ["Vi ses", "i butiken."]),
        ((TEXT, "Content-Type: text/calendar\n\nBEGIN:VCALENDAR"), ["Vi ses", "i butiken."]),
    ],
)
def test_the_richest_alternative_with_copy_is_read(parts: tuple[str, ...], texts: list[str]) -> None:
    assert [text for _, text in _copy(_parts(*parts, kind="alternative"))] == texts


def test_attachments_are_not_read() -> None:
    attached = TEXT.replace("\n\n", "\nContent-Disposition: attachment; filename=a.txt\n\n", 1)
    forwarded = f"Content-Type: message/rfc822\n\n{PLAIN}"
    assert _copy(_parts(attached, forwarded, HTML))[0] == ("part 3, line 1", "Vi ses")


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-1"])
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_transfer_encodings(charset: str, transfer: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Åsa får rabatt"
    message.set_content("Ett tält på köpet.\n", charset=charset, cte=transfer)
    assert _copy(message.as_bytes()) == [("subject", "Åsa får rabatt"), ("line 1", "Ett tält på köpet.")]


@pytest.mark.parametrize(
    "declared",
    ["", "; charset=no-such", "; charset=utf-8", "; charset=zlib", "; charset=idna", "; charset=a\0b"],
)
def test_a_charset_that_is_missing_or_wrong(declared: str) -> None:
    mail = f"Message-ID: <1>\nContent-Type: text/plain{declared}\n\nEtt tält på köpet, så länge de räcker."
    assert _copy(mail.encode("cp1252")) == [("line 1", "Ett tält på köpet, så länge de räcker.")]


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("Tält på rea".encode(), "Tält på rea"),
        ("Tält på rea".encode("cp1252"), "Tält på rea"),
        (b"=?iso-8859-1?q?T=E4lt?=\n\t=?iso-8859-1?q?_p=E5_rea?=", "Tält på rea"),
        (b"=?no-such?q?Tent?= sale", "=?no-such?q?Tent?= sale"),
        (b"=?utf-8?b?a?= sale", "=?utf-8?b?a?= sale"),
    ],
)
def test_subjects_with_and_without_valid_encoding(raw: bytes, subject: str) -> None:
    assert _copy(b"Message-ID: <1>\nSubject: " + raw + b"\n\n1") == [("subject", subject)]


@pytest.mark.parametrize("subject", ["Re: your tent", "SV: Ditt tält", "VS: Dit telt", "Fwd: Tent"])
def test_the_subject_of_an_answer_is_not_the_senders(subject: str) -> None:
    assert _copy(f"Subject: {subject}\n\nThanks!") == [("line 1", "Thanks!")]


QUOTES = {
    "below": "\n\nOn Mon, 5 May 2026 at 10:22, Anna Ek <a@example.com>\nwrote:\n\n> Where is it?\n> Anna\n",
    "swedish": "\n\nDen mån 5 maj 2026 kl 10:22 skrev Anna <a@example.com>:\n> Var är det?\n>> Hej",
    "danish": "\n\nDen man. 5. maj 2026 kl. 10.22 skrev Anna Ek:\n\n> Hvor er den?\n",
    "unmarked": "\n\n-----Original Message-----\nFrom: Anna\nTo: Us\n\nWhere is it?",
    "outlook": "\n\n________________________________\nFrån: Anna\nSkickat: den 5 maj\nTill: Oss\n\nVar?",
    "forwarded": "\n\n---------- Forwarded message ---------\nFrom: Anna\nDate: Mon\n\nWhere?",
    "videresendt": "\n\nFra: Anna <a@example.com>\nSendt: 5. maj 2026\nTil: Os\n\nHvor?",
}


@pytest.mark.parametrize("how", QUOTES)
def test_quoted_replies_are_left_out(how: str) -> None:
    mail = f"Message-ID: <1>\n\n> Hi\n\nThanks, it is here.{QUOTES[how]}"
    assert [text for _, text in _copy(mail)] == ["Thanks, it is here."]


@pytest.mark.parametrize(
    "quote",
    [
        '<blockquote type="cite"><p>Where?</p></blockquote>',
        '<div class="gmail_quote"><div class="gmail_attr">Anna:</div><blockquote>Where?</blockquote></div>',
        '<div class="moz-cite-prefix">Anna:</div><blockquote type="cite">Where?</blockquote>',
        '<div id="divRplyFwdMsg"><b>From:</b> Anna</div><div>Where?</div><p>Anna',
        "<div><p><b>From:</b> Anna<br><b>Sent:</b> Monday<br><b>To:</b> Us</p></div><p>Where?</p>",
    ],
)
def test_quoted_replies_in_html_are_left_out(quote: str) -> None:
    mail = f"Message-ID: <1>\nContent-Type: text/html\n\n<p>Thanks.</p>{quote}"
    assert [text for _, text in _copy(mail)] == ["Thanks."]


@pytest.mark.parametrize(
    "own",
    [
        "Here is what Anna wrote about her tent:",
        "---- News of spring ----",
        "From: 5 May to 9 May the shop is closed.",
        "5 > 4, and that is true.",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(own: str) -> None:
    assert [text for _, text in _copy(f"Message-ID: <1>\n\n{own}\n\nAnd on.")] == [own, "And on."]


MBOX = f"""\
From hej@nordlys.example Mon May  4 10:00:00 2026
{PLAIN}
From anna@example.com Mon May  4 11:00:00 2026
From: Anna <anna@example.com>
Subject: Re: =?utf-8?q?Ditt_t=C3=A4lt?=

Thanks! I come tomorrow.
>From here it is not far.

From the station I walk.
"""


def test_a_mailbox() -> None:
    copy = _copy(MBOX, "a.mbox")
    assert copy[0] == ("message 1, subject", "Ditt tält är här")
    assert copy[1] == ("message 1, line 1", "Hej Anna!")
    assert copy[4] == ("message 2, line 1", "Thanks! I come tomorrow. From here it is not far.")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_of_a_mailbox(line_end: str) -> None:
    assert _copy(MBOX.replace("\n", line_end), "a.mbox") == _copy(MBOX, "a.mbox")


@pytest.mark.parametrize("speaker", ["anna@example.com", "ANNA", "example.com", "@example.com"])
def test_only_the_named_speakers_are_read(speaker: str) -> None:
    copy = _copy(MBOX, "a.mbox", CopyRules(speakers=(speaker,)))
    assert {where.partition(",")[0] for where, _ in copy} == {"message 2"}


def test_an_outlook_message() -> None:
    data = compound(
        {
            "__substg1.0_0037001F": "Ditt tält är här".encode("utf-16-le"),
            "__substg1.0_1000001F": "Hej Anna!\r\n\r\nDet väntar.\r\n".encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Nordlys".encode("utf-16-le"),
        }
    )
    assert _copy(data, "a.msg") == [
        ("subject", "Ditt tält är här"),
        ("line 1", "Hej Anna!"),
        ("line 3", "Det väntar."),
    ]
    assert _copy(data, "a.txt") == _copy(data, "a.msg")
    assert _copy(data, "a.msg", CopyRules(speakers=("Anna",))) == []


def test_an_outlook_message_in_html_and_an_older_encoding() -> None:
    data = compound(
        {
            "__substg1.0_0037001E": "Re: Tält".encode("cp1252"),
            "__substg1.0_10130102": "<meta charset=windows-1252><p>Det väntar.".encode("cp1252"),
            "__substg1.0_1000001E": b"Read as HTML.",
        }
    )
    assert _copy(data, "a.msg") == [("line 1", "Det väntar.")]


RTF = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1
{\*\htmltag64 <p>}\htmlrtf \pard\htmlrtf0 Ditt t\'e4lt &{\*\htmltag72 </p>}
\htmlrtf\par\htmlrtf0 Vi ses.\par\par From: Anna\line Sent: 5 maj\line To: Oss\par Var?\par}"""


def _packed(rtf: bytes, compressed: bool = True) -> bytes:
    body = compressed_rtf.compress(rtf, compressed)
    return compound({"__substg1.0_0037001F": "Hej".encode("utf-16-le"), "__substg1.0_10090102": body})


@pytest.mark.parametrize("compressed", [True, False])
def test_an_outlook_message_with_only_rtf(compressed: bool) -> None:
    assert _copy(_packed(RTF, compressed), "a.msg") == [
        ("subject", "Hej"),
        ("paragraph 1", "Ditt tält &"),
        ("paragraph 2", "Vi ses."),
    ]


def test_packed_rtf_that_is_damaged_or_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = _packed(RTF).replace(b"LZFu", b"LZFx")
    document = _read(damaged, "a.msg")
    assert isinstance(document, Skipped) and document.reason == "has an RTF text that is damaged"
    monkeypatch.setattr("samklang.readers.formats.outlook.MAX_PACKED", 10)
    document = _read(_packed(RTF), "a.msg")
    assert isinstance(document, Skipped) and "over the limit of 10" in document.reason


def test_a_part_that_is_not_text_gives_a_note_and_the_others_are_read() -> None:
    document = _read(_parts("Content-Type: text/plain\n\nA\0B", TEXT))
    assert isinstance(document, Document)
    assert (
        document.notes[0].startswith("has a part that was not read (part 1): has NUL bytes")
        and len(document.blocks) == 2
    )


def test_a_message_over_a_limit_does_not_stop_the_others() -> None:
    endless = MBOX.replace("Thanks! I come tomorrow.", "ord " * 10_000)
    document = _read(endless, "a.mbox")
    assert isinstance(document, Document)
    assert document.notes == (
        "has a part that was not read (message 2): a passage of 40,024 characters, over the limit of 20,000",
    )
    assert {block.where.partition(",")[0] for block in document.blocks} == {"message 1"}


def test_a_mail_that_is_data_is_skipped_with_its_line() -> None:
    document = _read(f"Message-ID: <1>\n\nHej.\n\n{'ord ' * 10_000}")
    assert isinstance(document, Skipped)
    assert document.reason == "line 3: a passage of 39,999 characters, over the limit of 20,000"


def test_a_mailbox_without_messages_is_skipped() -> None:
    document = _read("Hej.\n\nFrån oss.", "a.mbox")
    assert isinstance(document, Skipped) and "is not a mailbox" in document.reason


def test_a_mail_without_any_text_is_skipped() -> None:
    document = _read(b"\0\1\2")
    assert isinstance(document, Skipped) and document.reason and document.hint


def test_endlessly_nested_parts_are_skipped() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(5_000))
    document = _read(f"Message-ID: <1>\n{deep}")
    assert isinstance(document, Skipped) and document.reason == "is nested too deeply"


RICH = {
    "a.eml": _parts(TEXT, HTML, PLAIN).encode(),
    "b.eml": PLAIN.encode(),
    "c.mbox": MBOX.encode(),
    "d.msg": compound(
        {"__substg1.0_0037001F": "Hej".encode("utf-16-le"), "__substg1.0_1000001E": b"Hej du."}
    ),
    "e.msg": _packed(RTF),
}


@pytest.mark.parametrize("name", RICH)
def test_damaged_mail_is_read_or_skipped(name: str) -> None:
    raw = RICH[name]
    for at in range(0, len(raw), 10):
        for damaged in (
            raw[:at],
            raw[:at] + b"\xff\x00\xfe" + raw[at:],
            raw[:at] + b"\xe5=?" + raw[at + 3 :],
        ):
            document = _read(damaged, name)
            assert isinstance(document, Document) or (document.reason and document.hint)
