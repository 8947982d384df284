"""A brand's own traits: from the persona's examples to findings."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from samklang.cli.main import run
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.config.persona import PersonaForm
from samklang.errors import ConfigError
from samklang.heads import Heads, joined
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import FEWEST_PAIRS, FEWEST_PASSAGES, Examples, Level, LevelSetting
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.training import own_traits
from samklang.traits import TRAITS, pairs
from samklang.traits.calibration import RELIABLE
from tests.conftest import ROOT

Capture = pytest.CaptureFixture[str]

PAIRS = [
    ("Take the time you need; the chair will still be here.", "Hurry, only two chairs left at this price!"),
    ("Have a look around, and come back whenever you like.", "Don't leave without your deal. Buy now!"),
    ("The sale runs for a while yet, so think it over.", "The sale ends tonight. Act fast!"),
    ("You can decide later. It stays in your basket.", "Your basket expires in ten minutes. Check out now!"),
    ("If you would like to hear from us, leave your address.", "Sign up today or miss out for good!"),
    ("There is no need to book today.", "Book today before it is too late!"),
    ("Sleep on it, and write if a question comes up.", "What are you waiting for? Order this minute!"),
    ("New colours have come. They stay all season.", "New colours are selling out fast. Grab yours!"),
    ("Membership is open, this month and the next.", "Last chance! Join within the hour or lose your place."),
    ("Try it at home for as long as you want to.", "Stop hesitating and order now while stocks last!"),
    ("Three people have asked about this room.", "Three people want this room right now. Don't lose it!"),
    ("We remind you once, in the spring.", "Final reminder: you must renew today!"),
    ("The lamp costs 49 pounds, this week and all others.", "Only 49 pounds, this week only. Get it now!"),
]
PUSHY = "Hurry, our biggest discount ends at midnight. Order now before everything is gone!"
CALM = "The bench is made of oak. Sit on it for an afternoon before you choose."
WORKSPACE = """\
version: 1
persona: persona.yaml
languages: [en]
rules: {tone.unhurried: error}
channels:
  web:
    files: ["web/**"]
    priorities: {traits: {unhurried: 1}}
    shift: {unhurried: 5}
"""


def persona(**own: object) -> str:
    """A persona whose own trait is learnt from the pairs, but for the changes in `own`."""
    declared = {"poles": ["unhurried", "pushy"], "pairs": [list(pair) for pair in PAIRS], **own}
    present = {key: value for key, value in declared.items() if value is not None}
    band = {"target": 40, "tolerance": 40}
    data = {"brand": "Stilla", "traits": {"unhurried": band}, "own_traits": {"unhurried": present}}
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Path:
    (tmp_path / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "persona.yaml").write_text(persona(), encoding="utf-8")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "buy.md").write_text(f"{CALM}\n\n{PUSHY}\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_cache))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests here, so that the same pairs are learnt once."""
    return tmp_path_factory.mktemp("cache")


# --- the configuration --------------------------------------------------------------------------------


def test_a_persona_with_a_trait_of_its_own_becomes_types(here: Path) -> None:
    workspace = load(here / "samklang.yaml", VOCABULARY)
    (own,) = workspace.persona.own_traits
    assert (own.name, own.poles.named, own.poles.other) == ("unhurried", "unhurried", "pushy")
    assert own.pairs == {"en": tuple(PAIRS)}
    assert own.declared == "persona.yaml:7:3: own_traits.unhurried"
    assert workspace.levels == (LevelSetting(rule="tone.unhurried", level=Level.ERROR),)
    assert workspace.channels[0].bands[0].target == 45
    Draft202012Validator(PersonaForm.model_json_schema()).validate(yaml.safe_load(persona()))


def test_pairs_are_in_the_language_they_declare(here: Path) -> None:
    both = {"sv": ["Ta den tid du behöver.", "Skynda dig, sista chansen!"], "texts": ["No rush.", "Rush!"]}
    more = [
        {"da": [f"Tag dig god tid, {number}.", f"Skynd dig nu, {number}!"]} for number in range(FEWEST_PAIRS)
    ]
    swedish = [
        {"sv": [f"I lugn och ro, {number}.", f"Nu eller aldrig, {number}!"]} for number in range(FEWEST_PAIRS)
    ]
    (here / "persona.yaml").write_text(persona(pairs=[*map(list, PAIRS), both, *more, *swedish]), "utf-8")
    (own,) = load(here / "samklang.yaml", VOCABULARY).persona.own_traits
    counts = {language: len(rows) for language, rows in own.pairs.items()}
    assert counts == {"en": len(PAIRS) + 1, "sv": FEWEST_PAIRS + 1, "da": FEWEST_PAIRS}
    assert own.pairs["sv"][0] == ("Ta den tid du behöver.", "Skynda dig, sista chansen!")


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (
            {"poles": ["unhurried"]},
            ":8:5: own_traits.unhurried.poles: expected two texts, that of +100 first",
        ),
        ({"poles": ["calm", "Calm"]}, "poles: expected two different texts, but both are 'calm'"),
        ({"poles": "unhurried"}, "own_traits.unhurried.poles: expected a list"),
        ({"pairs": None}, ":7:3: own_traits.unhurried: expected either pairs, or approved and rejected"),
        ({"approved": ["good/**"]}, "expected either pairs, or approved and rejected"),
        (
            {"pairs": None, "approved": ["good/**"]},
            ":11:5: own_traits.unhurried.approved: needs rejected copy",
        ),
        (
            {"pairs": PAIRS[:5]},
            "own_traits.unhurried.pairs: only 5 in en; at least 12 are needed, write 7 more",
        ),
        (
            {"pairs": [*PAIRS, PAIRS[3]]},
            "own_traits.unhurried.pairs.13: one of its texts is in an earlier pair",
        ),
        ({"pairs": [*PAIRS, ["Well.", "…"]]}, "expected words in both texts"),
        ({"pairs": [*PAIRS, ["One.", "Two.", "Three."]]}, "expected two texts, that of +100 first, found 3"),
        ({"pairs": [*PAIRS, {"no": ["Ro.", "Skynd deg!"]}]}, "pairs.13.no: unknown key; did you mean en?"),
        ({"pairs": [*PAIRS, {}]}, "pairs.13: expected two texts, or two texts for each of several languages"),
        ({"language": "no"}, "own_traits.unhurried.language: expected 'en', 'sv' or 'da'"),
        ({"pears": []}, "unknown key; did you mean pairs?"),
    ],
)
def test_a_mistake_is_reported_with_its_place(
    here: Path, capsys: Capture, own: dict[str, object], message: str
) -> None:
    (here / "persona.yaml").write_text(persona(**json.loads(json.dumps(own))), encoding="utf-8")
    assert run(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("samklang: persona.yaml:")
    assert message in line


def test_taken_and_malformed_names_are_refused(here: Path) -> None:
    text = persona().replace("unhurried:", "warm:")
    text += '  "un hurried": {poles: [a, b], approved: [x], rejected: [y]}\n'
    (here / "persona.yaml").write_text(
        text.replace("traits:\n", "traits:\n  calm: {target: 0}\n", 1), "utf-8"
    )
    (here / "samklang.yaml").write_text(WORKSPACE.replace("unhurried", "warm"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(here / "samklang.yaml", VOCABULARY)
    unknown, taken, malformed = caught.value.message.splitlines()
    assert "traits.calm: unknown trait" in unknown
    assert "own_traits.warm: samklang already has a trait of this name" in taken
    assert "own_traits.un hurried: expected a name of letters" in malformed


# --- its copy -----------------------------------------------------------------------------------------


def by_copy(here: Path, approved: list[str], rejected: list[str]) -> None:
    own = {"pairs": None, "approved": ["good/**"], "rejected": ["bad/**"]}
    (here / "persona.yaml").write_text(persona(**own), encoding="utf-8")
    for folder, texts in (("good", approved), ("bad", rejected)):
        (here / folder).mkdir()
        (here / folder / "copy.md").write_text("\n\n".join(texts), encoding="utf-8")


def test_missing_copy_is_reported(here: Path, capsys: Capture) -> None:
    by_copy(here, [calm for calm, _ in PAIRS], [])
    (here / "bad" / "copy.md").unlink()
    for command in ("check", "validate", "score", "traits"):
        assert run([command]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.endswith(
            "persona.yaml:7:3: own_traits.unhurried.rejected: no file matches bad/**; fix the glob"
        )


def test_unreadable_copy_is_reported(here: Path, capsys: Capture) -> None:
    by_copy(here, [calm for calm, _ in PAIRS], [])
    (here / "bad" / "copy.md").write_bytes(b"a\0b" * 50)
    assert run(["validate"]) == 2
    assert "own_traits.unhurried.rejected: bad/copy.md: " in capsys.readouterr().err


def test_for_too_little_copy_it_is_said_how_much_more_is_needed(here: Path, capsys: Capture) -> None:
    calm, pushy = zip(*PAIRS, strict=True)
    footer = "We are open all days of the week."
    by_copy(here, [*calm, *calm[:3], footer], [*pushy[:9], footer, "Buy now!"])
    assert run(["validate"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        "samklang: persona.yaml:7:3: own_traits.unhurried: 13 approved and 9 rejected passages in en; "
        f"at least {FEWEST_PASSAGES} of each are needed: add 7 approved and 11 rejected"
    )


# --- learning -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def learnt(scorer: PassageScorer) -> Heads:
    """Formal and casual from a dozen pairs, from twice as much copy, and from nonsense, in English."""
    rows = pairs.load("formal", "en")[::5]
    named, other = [row.named for row in rows], [row.other for row in rows]
    mixed = [(a, b) if index % 2 else (b, a) for index, (a, b) in enumerate(zip(named, other, strict=True))]
    nonsense = tuple(zip(*mixed, strict=True))
    examples = [
        Examples(trait="pairs", paired=True, sides={"en": (tuple(named[:14]), tuple(other[:14]))}),
        Examples(trait="copy", paired=False, sides={"en": (tuple(named[:24]), tuple(other[14:]))}),
        Examples(trait="nonsense", paired=True, sides={"en": (nonsense[0][:14], nonsense[1][:14])}),
    ]
    return own_traits.fit(examples, scorer.heads, scorer.engine)


def test_reliability_is_estimated_on_held_out_examples(learnt: Heads) -> None:
    by_pairs, by_copy, nonsense = learnt.languages["en"].calibrations
    assert (by_pairs.pairs, by_copy.pairs, nonsense.pairs) == (14, 30, 14)
    assert by_pairs.reliability > RELIABLE
    assert by_copy.reliability > RELIABLE
    assert nonsense.reliability < RELIABLE


def test_own_traits_score_beside_the_shipped_ones(learnt: Heads, scorer: PassageScorer) -> None:
    named = [Examples(trait=trait, paired=True, sides={}) for trait in learnt.traits]
    both = PassageScorer("bundled", Silence(), named)
    both.engine, both._heads = scorer.engine, joined(scorer.heads, learnt)
    stiff = "We hereby acknowledge receipt of your application, which will be processed in due course."
    loose = "Got your form, cheers! We'll have a look and get back to you soon."
    texts = [
        Text("1", stiff, "en"),
        Text("2", loose, "en"),
        Text("3", "Vi har tagit emot ditt ärende.", "sv"),
    ]
    formal, casual, swedish = (scored for _, _, scored in both.score(texts) if scored)
    before = [scored for _, _, scored in scorer.score(texts) if scored]
    for trait in ("pairs", "copy"):
        assert formal.traits[trait].score > 20 > -20 > casual.traits[trait].score
    assert formal.traits["nonsense"].abstained
    assert swedish.traits["pairs"].abstained
    assert (swedish.traits["pairs"].score, swedish.traits["pairs"].margin) == (0, 100)
    for with_own, without in zip((formal, casual, swedish), before, strict=True):
        for trait in TRAITS:
            assert with_own.traits[trait].score == pytest.approx(without.traits[trait].score, abs=1e-3)


# --- end to end ---------------------------------------------------------------------------------------


def test_pushy_copy_is_a_finding_and_calm_copy_is_not(here: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(report)
    (finding,) = report["findings"]
    assert (finding["rule"], finding["level"]) == ("tone.unhurried", "error")
    assert finding["message"] == "too pushy for Stilla"
    assert finding["place"]["start"]["line"] == 3
    (profile,) = report["channels"][0]["profile"]
    assert (profile["trait"], profile["other"], profile["named"]) == ("unhurried", "pushy", "unhurried")


def test_score_and_traits_know_the_trait(here: Path, capsys: Capture) -> None:
    assert run(["score", "--format", "jsonl", "web/buy.md"]) == 0
    calm, pushy = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(calm["traits"]) == [*TRAITS, "unhurried"]
    assert calm["traits"]["unhurried"]["score"] > 0 > pushy["traits"]["unhurried"]["score"]
    assert run(["traits"]) == 0
    rows = {tuple(line.split()[:3]): line for line in capsys.readouterr().out.splitlines()}
    english, swedish = rows["unhurried", "pushy", "en"], rows["unhurried", "pushy", "sv"]
    assert english.split()[3] == str(len(PAIRS))
    assert "abstains" not in english
    assert swedish.endswith("abstains")


def test_the_second_run_scores_as_the_first_without_learning_again(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "fresh"))
    assert run(["score", "--format", "jsonl", "web/buy.md"]) == 0
    first = capsys.readouterr().out
    monkeypatch.delattr("samklang.training.own_traits.fit")
    assert run(["score", "--format", "jsonl", "web/buy.md"]) == 0
    assert capsys.readouterr().out == first


def test_without_own_traits_nothing_is_learnt_or_imported(folder: Path) -> None:
    code = (
        "import sys; from samklang.cli.main import run; failed = run(['check']) > 1\n"
        "own = {f'samklang.training.{name}' for name in ('train', 'own_traits', 'own_needs')}\n"
        "learning = {'sklearn.linear_model', *own}\n"
        "sys.exit(','.join(learning & set(sys.modules)) or failed)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_of_the_docs_is_a_persona(here: Path) -> None:
    text = (ROOT / "docs/own-traits.md").read_text(encoding="utf-8")
    for block in _blocks(text):
        PersonaForm.model_validate(
            {"brand": "Test", "traits": {"warm": {"target": 0}}, **yaml.safe_load(block)}
        )


def _blocks(text: str) -> Iterator[str]:
    for part in text.split("```yaml\n")[1:]:
        yield part.split("```")[0]
