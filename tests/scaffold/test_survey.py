"""What a folder is taken for."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from samklang.cli.progress import Silence
from samklang.config.globs import matcher
from samklang.needs import NEEDS
from samklang.scaffold import Survey, survey
from samklang.scaffold.kinds import KINDS, MOMENTS, NOT_COPY, approved, folders

ENGLISH = "Thank you for your order. We will write to you as soon as your parcel has left us.\n"
SWEDISH = "Tack för din beställning. Vi skriver till dig så snart ditt paket har lämnat oss.\n"


def looked(folder: Path, *names: str, text: str = ENGLISH) -> Survey:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return survey(folder, Silence())


def globs(found: Survey) -> dict[str, tuple[str, ...]]:
    return {one.kind.name: one.globs for one in found.channels}


@pytest.mark.parametrize(
    ("name", "kind", "glob"),
    [
        ("emails/order.md", "email", "emails/**"),
        ("packages/Emails/order.md", "email", "packages/Emails/**"),
        ("utskick/vecka.md", "email", "utskick/**"),
        ("nyhedsbreve/uge.md", "email", "nyhedsbreve/**"),
        ("Kundtjänst/svar.md", "support", "Kundtjänst/**"),
        (
            unicodedata.normalize("NFD", "kundtjänst/svar.md"),
            "support",
            unicodedata.normalize("NFD", "kundtjänst/**"),
        ),
        ("hjælp/start.md", "help", "hjælp/**"),
        ("app_ui/en/main.txt", "app", "app_ui/**"),
        ("brand/skyltar/a.txt", "store", "brand/skyltar/**"),
        ("site/newsletter/a.md", "web", "site/**"),
        ("help/email/a.md", "help", "help/**"),
        ("_posts/2020-a.md", "blog", "_posts/**"),
        ("sent/welcome.eml", "email", "sent/**/*.eml"),
        ("src/pages.html", "web", "src/**/*.html"),
        ("start.html", "web", "/*.html"),
        ("po/sv.po", "app", "po/**/*.po"),
    ],
)
def test_folders_from_the_top_then_formats_tell_the_channel(
    tmp_path: Path, name: str, kind: str, glob: str
) -> None:
    texts = {".po": 'msgid "Cancel"\nmsgstr "Avbryt"\n', ".eml": f"Subject: Hello\n\n{ENGLISH}"}
    assert globs(looked(tmp_path, name, text=texts.get(Path(name).suffix, ENGLISH))) == {kind: (glob,)}


def test_what_nobody_meets_and_what_is_approved_are_no_channels(tmp_path: Path) -> None:
    found = looked(
        tmp_path,
        "web/a.md",
        "tests/emails/a.md",
        "vendor/docs/a.md",
        "brand/approved/web/a.md",
        "notes/a.md",
        "b.md",
    )
    assert globs(found) == {"web": ("web/**",)}
    assert found.approved == ("brand/approved/**",)
    assert found.left == {"notes": 1, "b.md": 1}


def test_copy_that_nothing_tells_is_one_channel(tmp_path: Path) -> None:
    found = looked(tmp_path, "notes/a.md", "b.md")
    (web,) = found.channels
    assert (web.kind.name, web.globs[0], web.files, found.left) == ("web", "**", 2, {})


def test_folders_with_the_signs_of_globs_in_their_names_are_meant_as_they_are(tmp_path: Path) -> None:
    (of,) = looked(tmp_path, "[shop] #1/web/a.md", "!new/b.html").channels
    for name in ("[shop] #1/web/a.md", "!new/b.html"):
        assert matcher(of.globs).match_file(name)


def test_files_without_copy_make_no_channel(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "a.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "web" / "empty.md").write_text("")
    assert survey(tmp_path, Silence()) == Survey((), (), (), {})


def test_moments_are_proposed_where_files_are_named_for_them(tmp_path: Path) -> None:
    found = looked(
        tmp_path, "emails/shipping-note.md", "emails/sv/retur.md", "emails/hello.md", "blog/order.md"
    )
    moments = {one.kind.name: one.moments for one in found.channels}
    assert moments == {"email": {"wait": ("**/shipping*",), "complain": ("**/retur*",)}, "blog": {}}


def test_languages_by_path_else_by_their_words_the_most_first(tmp_path: Path) -> None:
    looked(tmp_path, "web/a.md", text=ENGLISH)
    assert survey(tmp_path, Silence()).languages == ("en",)
    looked(tmp_path, "web/b.md", text=SWEDISH * 9)
    looked(tmp_path, "web/da/c.md", text="Hej\n")
    assert survey(tmp_path, Silence()).languages == ("sv", "en", "da")


def test_a_language_of_a_few_words_is_a_quotation(tmp_path: Path) -> None:
    looked(tmp_path, "web/a.md", text=ENGLISH * 40)
    assert looked(tmp_path, "web/b.md", text=SWEDISH).languages == ("en",)


def test_a_folder_is_of_one_kind_named_as_it_is_compared_and_only_needs_there_are() -> None:
    words = [word for kind in KINDS for word in folders(kind.name)]
    words += [*approved(), *NOT_COPY]
    assert len(words) == len(set(words))
    assert all(word == unicodedata.normalize("NFC", word).casefold().replace("_", "-") for word in words)
    needed = {need for kind in KINDS for need in kind.needs} | set().union(*MOMENTS.values())
    assert needed <= set(NEEDS)
