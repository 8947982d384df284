"""A persona that extends another: its keys take precedence, and mistakes name the file that they are in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from samklang.cli.main import run
from samklang.config import load
from samklang.config.persona import PersonaForm
from samklang.errors import ConfigError
from samklang.model import Persona
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import WORKSPACE

HOUSE = """\
brand: House
traits:
  warm: {target: 40, tolerance: 40, weight: 3}
  formal: {target: -20, tolerance: 60}
approved: ["house/**"]
terms:
  avoid: [leverage, {term: unik, language: da, why: "of the house"}]
  prefer: {customer: guest, utilise: use}
own_traits:
  unhurried: {poles: [unhurried, pushy], approved: [calm/**], rejected: [loud/**]}
"""
CHILD = """\
extends: house.yaml
brand: Inn
traits:
  warm: {target: 50}
  formal: off
  plain: {target: 20}
approved: ["inn/**"]
terms:
  avoid: [{term: unik, language: da, why: ours}, solution]
  prefer: {customer: visitor, utilise: null}
"""


def persona(folder: Path, own: str = CHILD, **files: str) -> Persona:
    (folder / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (folder / "persona.yaml").write_text(own, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder / "samklang.yaml", VOCABULARY).persona


def mistakes(folder: Path, own: str, **files: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        persona(folder, own, **files)
    return caught.value.message.splitlines()


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


def test_the_child_s_keys_win_lists_are_joined_and_null_removes(here: Path) -> None:
    merged = persona(here, house=HOUSE)
    assert merged.brand == "Inn"
    assert {band.trait: (band.target, band.tolerance, band.weight) for band in merged.bands} == {
        "warm": (50, 40, 3),
        "plain": (20, 30, 1),
    }
    assert merged.approved == ("house/**", "inn/**")
    assert [(term.text, term.use, term.why) for term in merged.terms] == [
        ("leverage", None, ""),
        ("unik", None, "ours"),
        ("solution", None, ""),
        ("customer", "visitor", ""),
    ]
    assert [trait.name for trait in merged.own_traits] == ["unhurried"]
    assert merged.own_traits[0].declared.startswith("house.yaml:10:3: ")


def test_a_persona_may_have_nothing_but_extends(here: Path) -> None:
    assert persona(here, "extends: house.yaml\n", house=HOUSE).brand == "House"


def test_in_a_chain_each_path_is_relative_to_its_file(here: Path) -> None:
    (here / "shared").mkdir()
    (here / "shared" / "middle.yaml").write_text("extends: ../house.yaml\ntraits: {warm: {weight: 9}}\n")
    merged = persona(here, "extends: shared/middle.yaml\nbrand: Inn\n", house=HOUSE)
    assert (merged.brand, merged.bands[0].weight, merged.bands[0].target) == ("Inn", 9, 40)


@pytest.mark.parametrize(
    ("own", "house", "says"),
    [
        (CHILD, HOUSE.replace("target: -20", "target: -200"), None),
        (
            "extends: house.yaml\n",
            HOUSE.replace("warm:", "wram:"),
            "house.yaml:3:3: traits.wram: unknown trait",
        ),
        ("extends: house.yaml\n", HOUSE + "colour: red\n", "house.yaml:11:1: colour: unknown key"),
        ("extends: house.yaml\n", HOUSE.replace("leverage", "[a]"), "house.yaml:7:11: terms.avoid.0.term: "),
        (CHILD.replace("solution", "[a]"), HOUSE, "persona.yaml:9:50: terms.avoid.2.term: "),
        (
            "extends: house.yaml\ntraits: {plain: off}\n",
            HOUSE,
            "persona.yaml:2:10: traits.plain: expected a mapping",
        ),
        ("extends: house.yaml\nbrand: null\n", HOUSE, "persona.yaml:1:1: brand: is missing"),
        ("extends: house.yaml\n", "traits: [", "persona.yaml:1:1: extends: house.yaml:1:10: broken YAML"),
        (
            "extends: house.yaml\n",
            "- a list",
            "house.yaml:1:1: expected a mapping",
        ),
        ("brand: Inn\nextends: gone.yaml\n", HOUSE, "persona.yaml:2:1: extends: gone.yaml: no such file"),
        ("extends: 3\n", HOUSE, "persona.yaml:1:1: extends: expected text, found 3"),
        ("extends: ../house.yaml\n", HOUSE, "extends: ../house.yaml leaves the workspace"),
        ("extends: /etc/hosts\n", HOUSE, "extends: /etc/hosts leaves the workspace"),
        ("extends: persona.yaml\n", HOUSE, "in a circle: persona.yaml → persona.yaml"),
        (
            "extends: house.yaml\n",
            "extends: persona.yaml\n",
            "house.yaml:1:1: extends: the personas extend each other in a circle",
        ),
        ("extends: package:no-such\n", HOUSE, "extends: no package 'no-such' is installed"),
        ("extends: 'package:'\n", HOUSE, "extends: no package '' is installed"),
    ],
)
def test_mistakes_name_the_file_that_they_are_in(here: Path, own: str, house: str, says: str | None) -> None:
    if says is None:
        assert persona(here, own, house=house).brand == "Inn"  # the trait in question is taken out
    else:
        assert any(says in line for line in mistakes(here, own, house=house)), mistakes(
            here, own, house=house
        )


def test_a_link_may_not_lead_out_of_the_workspace(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "house.yaml"
    outside.write_text(HOUSE)
    (here / "house.yaml").symlink_to(outside)
    assert "leaves the workspace" in mistakes(here, "extends: house.yaml\n")[0]


def test_a_chain_of_personas_has_a_limit(here: Path) -> None:
    chain = {f"p{at}": f"extends: p{at + 1}.yaml\n" for at in range(12)}
    assert "longer than 10 personas" in mistakes(here, "extends: p0.yaml\n", **chain)[0]
    assert persona(here, "extends: p0.yaml\n", **chain | {"p9": HOUSE}).brand == "House"


@pytest.fixture
def package(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path_factory.mktemp("site")
    (site / "house_voice" / "personas").mkdir(parents=True)
    (site / "house_voice" / "__init__.py").write_text("raise RuntimeError('this must not run')")
    (site / "house_voice" / "personas" / "inn.yaml").write_text("extends: ../base.yaml\nbrand: Inn\n")
    (site / "house_voice" / "base.yaml").write_text(HOUSE)
    (site / "base.yaml").write_text(HOUSE)
    monkeypatch.syspath_prepend(str(site))
    return site / "house_voice"


def test_an_installed_package_shares_personas_and_none_of_its_code_runs(here: Path, package: Path) -> None:
    merged = persona(here, "extends: package:house_voice/personas/inn.yaml\n")
    assert (merged.brand, len(merged.bands)) == ("Inn", 2)
    assert "house_voice" not in sys.modules


@pytest.mark.parametrize(
    ("reference", "base", "says"),
    [
        (
            "house_voice/../base.yaml",
            HOUSE,
            "extends: package:house_voice/../base.yaml leaves the package house_voice",
        ),
        ("house_voice/gone.yaml", HOUSE, "extends: package:house_voice/gone.yaml: no such file"),
        ("house_voice", HOUSE, "extends: package:house_voice/.: cannot be read"),
        (
            "house_voice/base.yaml",
            HOUSE.replace("warm", "wram"),
            "package:house_voice/base.yaml:3:3: traits.wram:",
        ),
        (
            "house_voice/base.yaml",
            "extends: ../base.yaml\n",
            "package:house_voice/base.yaml:1:1: extends: ../base.yaml",
        ),
    ],
)
def test_mistakes_in_a_package(here: Path, package: Path, reference: str, base: str, says: str) -> None:
    (package / "base.yaml").write_text(base)
    assert says in mistakes(here, f"extends: package:{reference}\n")[0]


def test_a_changed_parent_changes_the_findings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "web" / "buy.md").write_text("We leverage the lamp.\n\nThe lamp costs 49 pounds.\n")
    persona(here, "extends: house.yaml\n", house=HOUSE.partition("own_traits")[0])
    assert run(["check"]) == 1
    (here / "house.yaml").write_text(HOUSE.partition("own_traits")[0].replace("leverage, ", ""))
    assert run(["check"]) == 0
    assert "House avoids" in capsys.readouterr().out


def test_the_schema_allows_what_an_extending_persona_may_leave_out() -> None:
    schema = Draft202012Validator(PersonaForm.model_json_schema())
    assert schema.is_valid(yaml.safe_load(CHILD))
    assert schema.is_valid({"extends": "a.yaml", "traits": {"warm": "off", "plain": None}})
    assert not schema.is_valid({"traits": {"warm": {"target": 1}}})
    assert not schema.is_valid({"brand": "Inn"})
    assert not schema.is_valid({"brand": "Inn", "traits": {"warm": "off"}})
    assert not schema.is_valid({"brand": "Inn", "traits": {"warm": {"weight": 2}}})
