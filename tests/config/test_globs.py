import pytest

from samklang.config.globs import escape, expand_braces, matcher


@pytest.mark.parametrize(
    ("glob", "matched", "others"),
    [
        ("**/*.{md,html}", ["a.md", "web/x/a.html"], ["a.txt"]),
        ("{web,mails/sv}/**", ["web/a.md", "mails/sv/a.md"], ["mails/da/a.md"]),
        ("web/*", ["web/a.md"], ["web/x/a.md", "x/web/a.md"]),
        ("web/**", ["web/a.md", "web/x/a.md"], ["mails/a.md"]),
        ("!web/{a,b}.md", [], ["web/a.md"]),
    ],
)
def test_a_glob_matches_what_it_says(glob: str, matched: list[str], others: list[str]) -> None:
    names = matched + others
    assert list(matcher([glob]).match_files(names)) == matched


def test_the_last_glob_that_matches_a_path_decides() -> None:
    wanted = matcher(["web/**", "!web/{legal,old}/**", "web/old/new.md"])
    names = ["web/a.md", "web/legal/a.md", "web/old/a.md", "web/old/new.md"]
    assert list(wanted.match_files(names)) == ["web/a.md", "web/old/new.md"]


@pytest.mark.parametrize("name", ["{a,b}.md", "[ab].md", "!a.md", "#a.md", "a*?.md"])
def test_an_escaped_name_matches_only_itself(name: str) -> None:
    assert list(matcher([escape(name)]).match_files([name, "a.md", "b.md", "ax.md"])) == [name]


@pytest.mark.parametrize("glob", ["!", "[z-a]", "{1..2000}"])
def test_an_invalid_glob_is_an_error(glob: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        matcher([glob])


def test_braces_without_a_choice_stand_for_themselves() -> None:
    assert expand_braces("{a}.md") == ["{a}.md"]
