from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from samklang.config import find, load
from samklang.config.persona import PersonaForm
from samklang.config.workspace import WorkspaceForm
from samklang.errors import ConfigError
from samklang.model import ANY_MOMENT, Level, LevelSetting, Workspace
from samklang.pipeline.vocabulary import VOCABULARY
from tests.conftest import PERSONA, ROOT, WORKSPACE


def mistakes(folder: Path, workspace: str = WORKSPACE, persona: str = PERSONA) -> list[str]:
    (folder / "samklang.yaml").write_text(workspace, encoding="utf-8")
    (folder / "persona.yaml").write_text(persona, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(folder / "samklang.yaml", VOCABULARY)
    return caught.value.message.splitlines()


def changed(old: str, new: str, text: str = WORKSPACE) -> str:
    assert old in text
    return text.replace(old, new)


def test_a_valid_workspace_becomes_types(folder: Path) -> None:
    workspace = load(folder / "samklang.yaml", VOCABULARY)
    (web,) = workspace.channels
    assert workspace.persona.brand == "Test"
    assert web.priority("buy").needs == {"price": 0.5}
    assert web.priority("buy") is web.priorities[ANY_MOMENT]
    assert web.declared.endswith("samklang.yaml:6:3")


def test_weights_are_normalised_over_needs_traits_and_effort(folder: Path) -> None:
    text = changed(
        "{needs: {price: 1}, traits: {warm: 1}}",
        "{needs: {price: 5, stock: 3}, effort: {lix: 40, weight: 2}}",
    )
    (folder / "samklang.yaml").write_text(text)
    (web,) = load(folder / "samklang.yaml", VOCABULARY).channels
    priorities = web.priority(ANY_MOMENT)
    assert (priorities.needs, priorities.effort, priorities.lix) == ({"price": 0.5, "stock": 0.3}, 0.2, 40)


def test_each_part_of_effort_can_be_set_alone(folder: Path) -> None:
    text = changed(
        "{needs: {price: 1}, traits: {warm: 1}}",
        "{needs: {price: 1}, effort: {steps: 5}, moments: {buy: {effort: {lix: 30}}}}",
    )
    (folder / "samklang.yaml").write_text(text)
    (web,) = load(folder / "samklang.yaml", VOCABULARY).channels
    whole, buy = web.priority(ANY_MOMENT), web.priority("buy")
    assert (whole.lix, whole.steps, whole.effort, whole.needs) == (None, 5, 0.0, {"price": 1.0})
    assert (buy.lix, buy.steps, buy.effort, buy.needs) == (30, 5, 0.5, {"price": 0.5})


def test_every_mistake_is_reported_at_once(folder: Path) -> None:
    lines = mistakes(
        folder,
        changed("languages: [en]", "languages: [en, de]\ncolour: red"),
        changed("target: 40", "target: 140", PERSONA),
    )
    assert len(lines) == 3
    assert any("samklang.yaml:3:" in line and "languages" in line and "'de'" in line for line in lines)
    assert any("samklang.yaml:4:1: colour: unknown key" in line for line in lines)
    assert any("persona.yaml:3:" in line and "140" in line for line in lines)


def test_a_key_that_was_dropped_is_unknown_in_one_line(folder: Path) -> None:
    (line,) = mistakes(folder, WORKSPACE + "check: {false_alarm_rate: 0.02}\n")
    says = "check.false_alarm_rate: unknown key; valid: fail_on, max_findings, baseline, fail_under"
    assert line.endswith(f"samklang.yaml:10:9: {says}")


WRONG = """\
version: 2
persona: 5
languages: [en]
journey: buy
colour: red
channels:
  web:
    files: ["web/**"]
    moments: 3
    priorities: {needs: {prise: 1}, moments: {buy: {needs: {price: 1}}}}
  app: {shift: {warn: 10}}
rules: {term.avod: error, tone.warm: {channels: {app: off, wbe: off}}}
suppress: [{rules: [name.dift]}]
"""


def test_a_value_of_the_wrong_type_hides_no_other_mistake(folder: Path) -> None:
    lines = mistakes(folder, WRONG)
    for says in (
        ":1:1: version: expected 1, found 2",
        ":2:1: persona: expected text, found 5",
        ":4:1: journey: expected a list, found 'buy'",
        ":5:1: colour: unknown key",
        ":9:5: channels.web.moments: expected a mapping",
        ":10:26: channels.web.priorities.needs.prise: unknown need; did you mean price?",
        ":11:3: channels.app.files: is missing",
        ":12:9: rules.term.avod: unknown rule; did you mean term.avoid?",
        ":12:60: rules.tone.warm.channels.wbe: unknown channel; did you mean web?",
    ):
        assert any(says in line for line in lines), (says, lines)


def test_a_malformed_part_causes_no_other_mistakes(folder: Path) -> None:
    text = changed('{buy: ["**/buy*"]}', "3").replace(
        "traits: {warm: 1}", "moments: {buy: {traits: {warm: 1}}}"
    )
    (mistake,) = mistakes(folder, text)
    assert "channels.web.moments: expected a mapping" in mistake


@pytest.mark.parametrize("channels", ["[web]", "5", "{}"])
def test_channels_of_the_wrong_type_hide_no_mistakes_of_rules_and_customers(
    folder: Path, channels: str
) -> None:
    (folder / "who.yaml").write_text("name: Who\nloves: [prise]\nshare: {web: 0.5}\n")
    text = WORKSPACE[: WORKSPACE.index("channels:")] + f"channels: {channels}\ncustomers: [who.yaml]\n"
    lines = mistakes(folder, text + "rules: {term.avod: error, tone.warm: {channels: {web: off}}}\n")
    assert len(lines) == 3, lines
    assert any("channels: expected" in line for line in lines)
    assert any("rules.term.avod: unknown rule" in line for line in lines)
    assert any("who.yaml:2:9: loves.0.prise: unknown need or trait" in line for line in lines)


@pytest.mark.parametrize("persona", ["5", "nobody.yaml"])
def test_a_name_that_an_unreadable_persona_may_define_is_no_mistake(folder: Path, persona: str) -> None:
    text = changed("persona: persona.yaml", f"persona: {persona}")
    lines = mistakes(folder, changed("{price: 1}", "{price: 1, slowliving: 1, delivery-tim: 1}", text))
    assert len(lines) == 2, lines
    assert any("delivery-tim: unknown need; did you mean delivery-time?" in line for line in lines)


def test_mistakes_of_a_persona_hide_none_of_the_workspace(folder: Path) -> None:
    persona = changed("target: 40", "target: 140", PERSONA).replace("formal:", "formel:") + "colour: red\n"
    lines = mistakes(folder, changed("{price: 1}", "{prise: 1}"), persona)
    assert len(lines) == 4
    for says in (
        "traits.warm.target: expected at most 100, found 140",
        "colour: unknown key",
        "traits.formel: unknown trait; did you mean formal?",
        "priorities.needs.prise: unknown need; did you mean price?",
    ):
        assert any(says in line for line in lines), lines


@pytest.mark.parametrize("tolerance", ["", ", tolerance: 140"])
def test_a_trait_misspelt_in_the_persona_is_reported_only_there(folder: Path, tolerance: str) -> None:
    persona = changed("warm: {target: 40, tolerance: 60}", f"wram: {{target: 40{tolerance}}}", PERSONA)
    workspace = changed("    files", "    shift: {warm: 10}\n    files")
    (unknown,) = [line for line in mistakes(folder, workspace, persona) if "unknown" in line]
    assert "persona.yaml:3:3: traits.wram: unknown trait; did you mean warm?" in unknown


def test_a_misspelling_in_a_channel_is_reported_beside_the_persona_s(folder: Path) -> None:
    workspace, persona = changed("{warm: 1}", "{wram: 1}"), changed("warm:", "wram:", PERSONA)
    lines = mistakes(folder, workspace, persona)
    assert len(lines) == 2
    assert any("traits.wram: unknown trait of this persona; did you mean warm?" in line for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("files:", "fils:", ":7:5", "did you mean files?"),
        ("{price: 1}", "{prise: 1}", ":9:26", "did you mean price?"),
        ("{warm: 1}", "{plain: 1}", ":9:46", "unknown trait of this persona"),
        ('{buy: ["**/buy*"]}', '{bye: ["**/buy*"]}', ":8:15", "did you mean buy?"),
        ("version: 1", "version: 2", ":1:1", "expected 1, found 2"),
        ("price: 1", "price: -1", ":9:26", "expected a number above 0, found -1"),
        ("persona: persona.yaml", "persona: nobody.yaml", ":2:1", "no such file"),
        ("channels:", "rules: {tone.warmth: off}\nchannels:", ":5:9", "did you mean tone.warm?"),
        (
            '["web/**"]',
            '["web/**", "[z-a]"]',
            ":7:23",
            "files.1: expected a glob, such as web/** or *.md, found '[z-a]'",
        ),
        ('["web/**"]', '["{1..2000}"]', ":7:13", "at most 1,000 globs"),
        ("channels:", 'copy: {"!": {columns: [a]}}\nchannels:', ":5:8", "copy.!: expected a glob"),
        ("channels:", 'customers: ["/"]\nchannels:', ":5:13", "or *.md, found '/'"),
        ("traits: {warm: 1}", "effort: {}", ":9:37", "effort: expected lix, depth or steps"),
        ("traits: {warm: 1}", "effort: {steps: 3, weight: 2}", ":9:37", "expected lix beside weight"),
        ('["web/**"]', "[]", ":7:5", "files: expected at least one entry, found none"),
        ('{buy: ["**/buy*"]}', "[]", ":8:5", "moments: expected a mapping"),
        ('["web/**"]', "web/**", ":7:5", "files: expected a list, found 'web/**'"),
        ("    files", "    language: no\n    files", ":7:5", "'da', found false (YAML reads a bare yes, no"),
        ("{price: 1}", "{price: much}", ":9:26", "price: expected a number, found 'much'"),
        ("channels:", "gitignore: maybe\nchannels:", ":5:1", "expected true or false, found 'maybe'"),
        ("channels:", "suppress: [{rules: [term], until: soon}]\nchannels:", ":5:28", "such as 2026-12-31"),
        ("    files", "    shift: {warm: -60}\n    files", ":7:13", "may shift the persona, not flip it"),
        ("    files", "    shift: {playful: 10}\n    files", ":7:13", "unknown trait of this persona"),
        ("    files", "    shift: {warm: 70}\n    files", ":7:13", "beyond the scale of -100 to 100"),
    ],
)
def test_a_mistake_names_its_line_and_key_and_what_was_expected(
    folder: Path, old: str, new: str, where: str, says: str
) -> None:
    lines = mistakes(folder, changed(old, new))
    assert any(where + ":" in line and says in line for line in lines), lines


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version: 1\n  channels: [", "broken YAML"),
        ("version: 1\nversion: 1\n", "the key 'version' is there twice"),
        ("version: !!python/object/apply:os.system [ls]", "not allowed"),
        ("- just\n- a list\n", "expected a mapping with the keys version, persona"),
        ("- just\n- a list\n", "channels, copy, gitignore"),
        ("", "expected a mapping"),
        ("a: &a [x]\nb: " + "[" * 40 + "]" * 40, "levels"),
    ],
)
def test_yaml_that_is_not_a_workspace(folder: Path, text: str, says: str) -> None:
    assert any(says in line for line in mistakes(folder, text))


def test_a_shift_moves_only_the_bands_of_its_channel(demo: Workspace) -> None:
    email, web = demo.channel("email"), demo.channel("web")
    assert email and web
    shifted, plain = email.band("enthusiastic"), web.band("enthusiastic")
    assert shifted and plain
    assert shifted.target == plain.target - 10


def test_the_nearest_workspace_upward_is_found(folder: Path) -> None:
    assert find(folder / "web" / "buy.md") == folder / "samklang.yaml"
    assert find(folder / "web") == folder / "samklang.yaml"


def test_rules_take_a_level_as_a_word_or_in_a_mapping(folder: Path) -> None:
    text = changed("channels:", "rules: {term.prefer: suggestion, term.avoid: {level: off}}\nchannels:")
    (folder / "samklang.yaml").write_text(text)
    assert load(folder / "samklang.yaml", VOCABULARY).levels == (
        LevelSetting(rule="term.prefer", level=Level.SUGGESTION),
        LevelSetting(rule="term.avoid", level=None),
    )


def test_the_schemas_accept_what_the_forms_do(yaml_of: Callable[[Path], object]) -> None:
    Draft202012Validator(WorkspaceForm.model_json_schema()).validate(yaml_of(ROOT / "samklang.yaml"))
    Draft202012Validator(PersonaForm.model_json_schema()).validate(yaml_of(ROOT / "personas/nordlys.yaml"))


@pytest.fixture
def yaml_of() -> Callable[[Path], object]:
    import yaml

    return lambda path: yaml.safe_load(path.read_text(encoding="utf-8"))
