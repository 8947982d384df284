from dataclasses import replace
from pathlib import Path

import pytest

from samklang.config import load
from samklang.model import ANY_MOMENT, Source, Workspace
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.sources.collect import Collected, collect, matching
from tests.conftest import WORKSPACE


def workspace(folder: Path, text: str = WORKSPACE) -> Workspace:
    (folder / "samklang.yaml").write_text(text, encoding="utf-8")
    return load(folder / "samklang.yaml", VOCABULARY)


def test_files_get_the_channel_and_moment_whose_globs_match(folder: Path) -> None:
    (folder / "web" / "about.md").write_text("About us.")
    (folder / "elsewhere.md").write_text("Not copy.")
    collected = collect(workspace(folder))
    assert [(s.name, s.channel, s.moment) for s in collected.sources] == [
        ("web/about.md", "web", ANY_MOMENT),
        ("web/buy.md", "web", "buy"),
    ]
    assert not collected.problems


def test_hidden_folders_and_packages_are_left_out(folder: Path) -> None:
    for name in (".git", "node_modules"):
        (folder / "web" / name).mkdir()
        (folder / "web" / name / "x.md").write_text("Not copy.")
    assert [s.name for s in collect(workspace(folder)).sources] == ["web/buy.md"]


def test_a_channel_without_files_is_a_problem_with_its_line(folder: Path) -> None:
    text = WORKSPACE + '  app:\n    files: ["nowhere/**"]\n'
    (problem,) = collect(workspace(folder, text)).problems
    assert "samklang.yaml:10:3: channels.app: no file matches nowhere/**" in problem


def test_paths_keep_their_channel_and_make_it_partial(folder: Path) -> None:
    (folder / "web" / "about.md").write_text("About us.")
    collected = collect(workspace(folder), [folder / "web" / "buy.md"])
    assert [(s.name, s.channel) for s in collected.sources] == [("web/buy.md", "web")]
    assert collected.partial == {"web"}
    assert not collect(workspace(folder), [folder / "web"]).partial


def test_a_file_of_no_channel_is_still_collected(folder: Path) -> None:
    (folder / "draft.md").write_text("A draft.")
    (source,) = collect(workspace(folder), [folder / "draft.md"]).sources
    assert (source.channel, source.named) == (None, True)


def test_a_missing_path_is_a_problem_and_the_others_are_collected(folder: Path) -> None:
    collected = collect(workspace(folder), [folder / "gone.md", folder / "web"])
    assert [s.name for s in collected.sources] == ["web/buy.md"]
    assert "gone.md: no such file or folder" in collected.problems[0]


def test_an_empty_folder_is_a_problem(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert "holds no files" in collect(workspace(folder), [folder / "empty"]).problems[0]


def test_standard_input_gets_the_channel_of_its_name(folder: Path) -> None:
    stdin = Source(name="web/buy-now.md", path=None, data=b"Copy.")
    collected = collect(workspace(folder), stdin=stdin)
    assert [(s.channel, s.moment, s.language) for s in collected.sources] == [("web", "buy", "en")]
    assert collected.partial == {"web"}


def test_the_language_is_that_of_the_path(folder: Path) -> None:
    text = WORKSPACE.replace("languages: [en]", "languages: [en, sv]")
    (folder / "web" / "sv").mkdir()
    (folder / "web" / "sv" / "buy.md").write_text("Hej.")
    collected = collect(workspace(folder, text)).sources
    assert [(s.name, s.language) for s in collected] == [("web/buy.md", None), ("web/sv/buy.md", "sv")]


def test_a_language_of_the_channel_is_declared(folder: Path) -> None:
    text = WORKSPACE.replace("    files:", "    language: da\n    files:")
    (source,) = collect(workspace(folder, text)).sources
    assert (source.declared, source.language) == ("da", "en")


def test_the_language_of_a_glob_takes_precedence_over_its_channel_s(folder: Path) -> None:
    text = (
        WORKSPACE.replace("    files:", "    language: da\n    files:")
        + 'copy: {"**/buy*": {language: sv}}\n'
    )
    (folder / "web" / "about.md").write_text("About us.")
    collected = collect(workspace(folder, text)).sources
    assert [(s.name, s.declared) for s in collected] == [("web/about.md", "da"), ("web/buy.md", "sv")]


@pytest.fixture
def outside(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the workspace, with links to it from inside."""
    secret = tmp_path_factory.mktemp("outside")
    (secret / "secret.md").write_text("Nobody's business.")
    (folder / "web" / "file.md").symlink_to(secret / "secret.md")
    (folder / "web" / "folder").symlink_to(secret)
    return secret


@pytest.mark.parametrize(
    "pointed", [(), (".",), ("web",), ("web/file.md",), ("web/buy.md", "web/folder/secret.md")]
)
def test_a_link_that_leaves_the_workspace_is_refused(
    folder: Path, outside: Path, pointed: tuple[str, ...]
) -> None:
    collected = collect(workspace(folder), [folder / path for path in pointed])
    assert {s.name for s in collected.sources} <= {"web/buy.md", "persona.yaml", "samklang.yaml"}
    (skipped,) = collected.skipped
    assert skipped.failed and skipped.hint and "leaves the workspace" in skipped.reason


def test_a_folder_reached_by_a_link_out_is_refused_file_by_file(folder: Path, outside: Path) -> None:
    collected = collect(workspace(folder), [folder / "web" / "folder"])
    assert not collected.sources and len(collected.skipped) == 1


def test_links_within_the_workspace_and_files_outside_it_are_read(folder: Path, outside: Path) -> None:
    (folder / "web" / "again.md").symlink_to(folder / "web" / "buy.md")
    collected = collect(workspace(folder), [folder / "web" / "again.md", outside / "secret.md"])
    assert [s.channel for s in collected.sources if s.name == "web/again.md"] == ["web"]
    assert len(collected.sources) == 2 and not collected.skipped


def test_a_link_to_itself_does_not_fail_the_run(folder: Path) -> None:
    (folder / "web" / "loop.md").symlink_to(folder / "web" / "loop.md")
    assert [s.name for s in collect(workspace(folder)).sources] == ["web/buy.md", "web/loop.md"]


def _sitemap(path: Path, *addresses: str, root: str = "urlset") -> Path:
    locs = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0"?>\n<{root} xmlns="x">{locs}</{root}>', encoding="utf-8")
    return path


def test_the_pages_that_a_sitemap_lists_are_collected(folder: Path) -> None:
    for name in ("index.html", "om oss.html", "tents/index.html", "draft.html", "web/about.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Copy.")
    addresses = ["", "om%20oss", "tents/?a=1&amp;b", "web/about.md#x", "tents/", "../gone", "gone/"]
    path = _sitemap(folder / "sitemap.xml", *(f"https://example.org/{address}" for address in addresses))
    collected = collect(workspace(folder), [path])
    names = {source.name: (source.channel, source.named) for source in collected.sources}
    assert names == {
        "index.html": (None, False),
        "om oss.html": (None, False),
        "sitemap.xml": (None, True),
        "tents/index.html": (None, False),
        "web/about.md": ("web", False),
    }
    (skipped,) = collected.skipped
    assert not skipped.failed and skipped.name == "https://example.org/../gone"
    assert skipped.reason == "is listed in sitemap.xml, but has no file in the workspace (and 1 more)"


def test_pages_of_a_channel_s_sitemaps_belong_to_the_channel(folder: Path) -> None:
    (folder / "public").mkdir()
    (folder / "public" / "tents.html").write_text("Copy.")
    _sitemap(folder / "public" / "maps" / "all.xml", "https://x.org/maps/1.xml", root="sitemapindex")
    _sitemap(folder / "public" / "maps" / "1.xml", "https://x.org/tents", "https://x.org/maps/all.xml")
    text = WORKSPACE + '  site:\n    files: ["public/maps/all.xml"]\n'
    collected = collect(workspace(folder, text), channel="site")
    names = ["public/maps/1.xml", "public/maps/all.xml", "public/tents.html"]
    assert [(s.name, s.channel) for s in collected.sources] == [(name, "site") for name in names]
    assert not collected.skipped
    assert collect(workspace(folder, text), [folder / "public"]).partial == {"web"}


def test_a_sitemap_does_not_lead_out_of_the_workspace(folder: Path, outside: Path) -> None:
    _sitemap(outside / "sitemap.xml", "https://x.org/secret")
    path = _sitemap(
        folder / "sitemap.xml", "https://x.org/web/file.md", "https://x.org/web/folder/sitemap.xml"
    )
    collected = collect(workspace(folder), [path])
    assert [source.name for source in collected.sources] == ["sitemap.xml"]
    assert ["leaves the workspace" in skipped.reason for skipped in collected.skipped] == [True, True]


def test_other_xml_adds_no_pages(folder: Path) -> None:
    (folder / "index.html").write_text("Copy.")
    (folder / "feed.xml").write_text("<rss><loc>https://example.org/</loc></rss>")
    assert len(collect(workspace(folder), [folder / "feed.xml"]).sources) == 1


@pytest.fixture
def ignoring(folder: Path) -> Path:
    """A workspace in which git ignores a draft and a build folder."""
    (folder / ".gitignore").write_text("web/draft.md\ndist/\n")
    (folder / "web" / "draft.md").write_text("A draft.")
    (folder / "dist").mkdir()
    (folder / "dist" / "out.md").write_text("Built.")
    return folder


def names(collected: Collected) -> list[str]:
    return [source.name for source in collected.sources]


def test_files_that_git_ignores_are_left_out_unless_named(ignoring: Path) -> None:
    space = workspace(ignoring)
    assert names(collect(space)) == ["web/buy.md"]
    assert not collect(space).partial and not collect(space, [ignoring / "web"]).partial
    assert names(collect(space, [ignoring / "web"])) == ["web/buy.md"]
    assert names(collect(space, [ignoring / "web" / "draft.md"])) == ["web/draft.md"]
    assert names(collect(space, listed=[ignoring / "web" / "draft.md"])) == ["web/draft.md"]
    assert names(collect(space, [ignoring / "dist"])) == ["dist/out.md"]


def test_a_workspace_may_include_what_git_ignores(ignoring: Path) -> None:
    space = workspace(ignoring, WORKSPACE + "gitignore: false\n")
    assert names(collect(space)) == ["web/buy.md", "web/draft.md"]


def test_a_channel_of_ignored_files_is_a_problem_that_says_so(ignoring: Path) -> None:
    text = WORKSPACE + '  built:\n    files: ["dist/**"]\n'
    (problem,) = collect(workspace(ignoring, text)).problems
    assert "channels.built: git ignores every file that matches dist/**" in problem
    assert not collect(workspace(ignoring, text + "gitignore: false\n")).problems


def test_copy_to_learn_from_leaves_out_what_git_ignores(ignoring: Path) -> None:
    space = workspace(ignoring)
    assert not matching(space, ["dist/**"], None)
    assert len(matching(replace(space, gitignore=False), ["dist/**"], None)) == 1


def test_files_of_a_nested_workspace_are_not_collected(folder: Path) -> None:
    inner = folder / "web" / "inner"
    inner.mkdir()
    for name in ("samklang.yaml", "buy.md"):
        (inner / name).write_text("Copy.")
    assert names(collect(workspace(folder))) == ["web/buy.md"]


def test_listed_files_are_no_errors_where_named_ones_are(folder: Path) -> None:
    path = folder / "web" / "logo.png"
    path.write_bytes(b"\x89PNG")
    for collected, named in (
        (collect(workspace(folder), [path]), True),
        (collect(workspace(folder), listed=[path]), False),
    ):
        assert [source.named for source in collected.sources] == [named]
        assert collected.partial == {"web"}


def test_fluent_files_get_the_terms_of_their_folder_and_those_above(folder: Path) -> None:
    files = {
        "brand.ftl": "-brand = Nordlys\n-town = Oslo",
        "web/names.ftl": "-town = Umeå",
        "web/sv/page.ftl": "a = { -brand } i { -town }",
        "other/brand.ftl": "-brand = Sydlys",
        "broken.ftl": "-brand = {",
        "page.md": "Hej",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "web" / "sv" / "elsewhere.ftl").symlink_to("/dev/null")
    terms = {source.name: source.copy.names for source in collect(workspace(folder), [folder]).sources}
    assert terms["web/sv/page.ftl"] == {"-brand": "Nordlys", "-town": "Umeå"}
    assert terms["other/brand.ftl"]["-brand"] == "Sydlys"
    assert not terms["page.md"]
