"""Which channels, moments and languages a folder is surveyed as."""

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


def surveyed(folder: Path, *names: str, text: str = ENGLISH) -> Survey:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return survey(folder, Silence())


def globs(survey: Survey) -> dict[str, tuple[str, ...]]:
    return {channel.kind.name: channel.globs for channel in survey.channels}


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
def test_the_topmost_known_folder_else_the_format_decides_the_channel(
    tmp_path: Path, name: str, kind: str, glob: str
) -> None:
    texts = {".po": 'msgid "Cancel"\nmsgstr "Avbryt"\n', ".eml": f"Subject: Hello\n\n{ENGLISH}"}
    assert globs(surveyed(tmp_path, name, text=texts.get(Path(name).suffix, ENGLISH))) == {kind: (glob,)}


def test_tests_and_approved_copy_are_no_channels(tmp_path: Path) -> None:
    proposed = surveyed(
        tmp_path,
        "web/a.md",
        "tests/emails/a.md",
        "vendor/docs/a.md",
        "brand/approved/web/a.md",
        "notes/a.md",
        "b.md",
    )
    assert globs(proposed) == {"web": ("web/**",)}
    assert proposed.approved == ("brand/approved/**",)
    assert proposed.left == {"notes": 1, "b.md": 1}


def test_copy_without_known_folders_or_formats_is_one_channel(tmp_path: Path) -> None:
    proposed = surveyed(tmp_path, "notes/a.md", "b.md")
    (web,) = proposed.channels
    assert (web.kind.name, web.globs[0], web.files, proposed.left) == ("web", "**", 2, {})


def test_glob_characters_in_names_of_folders_are_escaped(tmp_path: Path) -> None:
    (channel,) = surveyed(tmp_path, "[shop] #1/web/a.md", "!new/b.html").channels
    for name in ("[shop] #1/web/a.md", "!new/b.html"):
        assert matcher(channel.globs).match_file(name)


def test_files_without_copy_make_no_channel(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "a.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "web" / "empty.md").write_text("")
    assert survey(tmp_path, Silence()) == Survey((), (), (), {})


def test_moments_are_proposed_by_the_names_of_files(tmp_path: Path) -> None:
    proposed = surveyed(
        tmp_path, "emails/shipping-note.md", "emails/sv/retur.md", "emails/hello.md", "blog/order.md"
    )
    moments = {channel.kind.name: channel.moments for channel in proposed.channels}
    assert moments == {"email": {"wait": ("**/shipping*",), "complain": ("**/retur*",)}, "blog": {}}


def test_languages_are_those_of_paths_or_of_many_words_most_words_first(tmp_path: Path) -> None:
    surveyed(tmp_path, "web/a.md", text=ENGLISH)
    assert survey(tmp_path, Silence()).languages == ("en",)
    surveyed(tmp_path, "web/b.md", text=SWEDISH * 9)
    surveyed(tmp_path, "web/da/c.md", text="Hej\n")
    assert survey(tmp_path, Silence()).languages == ("sv", "en", "da")


def test_a_language_of_only_a_few_words_does_not_count(tmp_path: Path) -> None:
    surveyed(tmp_path, "web/a.md", text=ENGLISH * 40)
    assert surveyed(tmp_path, "web/b.md", text=SWEDISH).languages == ("en",)


def test_a_folder_is_of_one_kind_named_as_it_is_compared_and_only_needs_there_are() -> None:
    words = [word for kind in KINDS for word in folders(kind.name)]
    words += [*approved(), *NOT_COPY]
    assert len(words) == len(set(words))
    assert all(word == unicodedata.normalize("NFC", word).casefold().replace("_", "-") for word in words)
    needed = {need for kind in KINDS for need in kind.needs} | set().union(*MOMENTS.values())
    assert needed <= set(NEEDS)
