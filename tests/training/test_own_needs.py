"""A brand's own needs: from the persona's examples to findings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from jsonschema import Draft202012Validator

from samklang.cli.main import run
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.config.persona import PersonaForm
from samklang.encode.cached import CachedEncoder
from samklang.heads import Heads, dump, joined
from samklang.heads import load as load_heads
from samklang.journey import ANSWERED
from samklang.measure.scorer import PassageScorer, Text
from samklang.model import OwnNeed
from samklang.needs import NEEDS
from samklang.pipeline.vocabulary import VOCABULARY
from samklang.training import few_shot, own_needs
from tests.conftest import ROOT

Capture = pytest.CaptureFixture[str]

QUESTION = {"en": "What do I do with the box afterwards?", "sv": "Vad gör jag med kartongen sen?"}
ANSWERS = {
    "en": [
        "Fold the box flat and put it out with cardboard.",
        "The packaging goes in the paper recycling; peel the tape off first.",
        "Bring the carton back to any of our shops and we use it again.",
        "Keep the box: it is what you send the lamp back in.",
    ],
    "sv": [
        "Vik ihop kartongen och lägg den i pappersåtervinningen.",
        "Riv av tejpen och sortera lådan som pappersförpackning.",
        "Lämna kartongen i butiken, så använder vi den igen.",
    ],
}
MISSES = ["The box is made with care by people who love paper.", "Your parcel comes in a brown box."]
WORKSPACE = """\
version: 1
persona: persona.yaml
languages: [en]
channels:
  web:
    files: ["web/**"]
    priorities: {needs: {box-after: 3, price: 1}}
"""
UNANSWERED = "The lamp costs 49 pounds.\n\nIt stands on a foot of oak.\n"
ANSWERED_COPY = f"{UNANSWERED}\nFlatten the box and leave it with your cardboard for recycling.\n"


def persona(name: str = "box-after", **own: object) -> str:
    """A persona with a need of its own, as above but for the changes in `own`."""
    declared = {"question": QUESTION, "answers": ANSWERS, "near_misses": {"en": MISSES}, **own}
    data = {
        "brand": "Stilla",
        "traits": {"warm": {"target": 40}},
        "own_needs": {name: {key: value for key, value in declared.items() if value is not None}},
    }
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def own(name: str = "box-after", **languages: list[str]) -> OwnNeed:
    answers = {language: tuple(texts) for language, texts in (languages or ANSWERS).items()}
    return OwnNeed(name=name, question=QUESTION, answers=answers)


@pytest.fixture(scope="module")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests here, so that the same answers are learnt once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def encoder(scorer: PassageScorer) -> CachedEncoder:
    """Encodes the examples of the shipped needs once, however often a head is fitted against them."""
    return CachedEncoder(scorer.engine, capacity=20_000)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> Path:
    (tmp_path / "samklang.yaml").write_text(WORKSPACE, encoding="utf-8")
    (tmp_path / "persona.yaml").write_text(persona(), encoding="utf-8")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "buy.md").write_text(UNANSWERED, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_cache))
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- the configuration --------------------------------------------------------------------------------


def test_a_persona_with_a_need_of_its_own_becomes_types(here: Path) -> None:
    workspace = load(here / "samklang.yaml", VOCABULARY)
    (need,) = workspace.persona.own_needs
    assert need.answers == {language: tuple(texts) for language, texts in ANSWERS.items()}
    assert need.near_misses == {"en": tuple(MISSES)}
    assert [need.asked(language) for language in ("en", "sv", "da")] == [*QUESTION.values(), QUESTION["en"]]
    assert workspace.channels[0].priority("any").needs == {"box-after": 0.75, "price": 0.25}
    Draft202012Validator(PersonaForm.model_json_schema()).validate(yaml.safe_load(persona()))


def test_plain_texts_are_in_the_first_language(here: Path) -> None:
    (here / "persona.yaml").write_text(
        persona(question="Vart med lådan?", answers=ANSWERS["sv"], near_misses=["Lådan är brun."]), "utf-8"
    )
    (here / "samklang.yaml").write_text(WORKSPACE.replace("[en]", "[sv]"), "utf-8")
    (need,) = load(here / "samklang.yaml", VOCABULARY).persona.own_needs
    assert (need.question, need.near_misses) == ({"sv": "Vart med lådan?"}, {"sv": ("Lådan är brun.",)})
    assert need.answers == {"sv": tuple(ANSWERS["sv"])}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"answers": ANSWERS["en"][:1]},
            ":10:5: own_needs.box-after.answers: only 1 in en; at least 3 are needed, write 2",
        ),
        (
            {"answers": {"en": ANSWERS["en"], "sv": ANSWERS["sv"][:2]}},
            "answers: only 2 in sv; at least 3 are needed, write 1",
        ),
        ({"answers": None}, ":6:3: own_needs.box-after.answers: is missing"),
        ({"question": None}, "own_needs.box-after.question: is missing"),
        (
            {"question": {}},
            "own_needs.box-after.question: expected a text, or a text for each of several languages",
        ),
        ({"question": "…?"}, "expected words, found '…?'"),
        ({"answers": [*ANSWERS["en"], ANSWERS["en"][0].upper()]}, "is there twice; replace one of them"),
        ({"near_misses": [ANSWERS["en"][1]]}, "own_needs.box-after.near_misses: 'The packaging goes"),
        ({"answers": {"no": ["Ja."]}}, "own_needs.box-after.answers.no: unknown key; did you mean"),
        ({"anwsers": []}, "own_needs.box-after.anwsers: unknown key; did you mean answers?"),
    ],
)
def test_a_mistake_is_reported_with_its_place(
    here: Path, capsys: Capture, changes: dict[str, object], message: str
) -> None:
    (here / "persona.yaml").write_text(persona(**json.loads(json.dumps(changes))), encoding="utf-8")
    assert run(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("samklang: persona.yaml:")
    assert message in line


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "price",
            "persona.yaml:6:3: own_needs.price: samklang already has a need of this name; choose another",
        ),
        ("box after", "own_needs.box after: expected a name of letters, digits and hyphens"),
    ],
)
def test_taken_and_malformed_names_are_refused(here: Path, capsys: Capture, name: str, message: str) -> None:
    (here / "persona.yaml").write_text(persona(name), encoding="utf-8")
    (here / "samklang.yaml").write_text(WORKSPACE.replace("box-after: 3, ", ""), encoding="utf-8")
    assert run(["validate"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"samklang: {message}" or message in line


def test_a_need_has_a_weight_in_languages_without_answers_too(here: Path) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE.replace("[en]", "[en, sv, da]"), encoding="utf-8")
    assert run(["validate"]) == 0


def test_for_a_misspelt_need_the_own_one_is_suggested(here: Path, capsys: Capture) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE.replace("box-after", "box-aftr"), encoding="utf-8")
    assert run(["validate"]) == 2
    assert "needs.box-aftr: unknown need; did you mean box-after?" in capsys.readouterr().err


# --- learning -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def learnt(scorer: PassageScorer, encoder: CachedEncoder) -> Heads:
    gifts = ["We wrap it as a gift for free.", "Gift paper and a card: 3 pounds.", "Ribbons are on us."]
    return own_needs.fit([own(), own("gift-wrap", en=gifts)], scorer.heads, encoder)


def test_an_answer_scores_over_a_mention_and_over_other_copy(learnt: Heads, scorer: PassageScorer) -> None:
    both = PassageScorer("bundled", Silence(), own_needs=[own(), own("gift-wrap")])
    both.engine, both._heads = scorer.engine, joined(scorer.heads, load_heads(dump(learnt)))
    texts = [
        Text("answer", "Flatten the box and leave it with your cardboard for recycling.", "en"),
        Text("mention", "Each box is signed by the one who packed it.", "en"),
        Text("other", "We are open until six on Sundays.", "en"),
        Text("swedish", "Platta till lådan och lägg den bland pappersförpackningarna.", "sv"),
        Text("swedish other", "Vi har öppet till sex på söndagar.", "sv"),
    ]
    with_own = {text.id: scored.needs for text, _, scored in both.score(texts) if scored}
    without = {text.id: scored.needs for text, _, scored in scorer.score(texts) if scored}
    boxes = {text: needs["box-after"] for text, needs in with_own.items()}
    assert boxes["answer"] > ANSWERED > boxes["mention"] > boxes["other"]
    assert boxes["swedish"] > 2 * boxes["swedish other"]
    assert with_own["answer"]["gift-wrap"] < boxes["answer"]
    for text, needs in without.items():
        assert {need: with_own[text][need] for need in NEEDS} == pytest.approx(needs, abs=1e-6)


def test_own_heads_hold_needs_only_in_every_language(learnt: Heads, scorer: PassageScorer) -> None:
    assert (learnt.traits, learnt.needs) == ((), ("box-after", "gift-wrap"))
    for language, heads in learnt.languages.items():
        shipped = scorer.heads.languages[language].needs[0].weights
        assert [head.weights.shape for head in heads.needs] == [shipped.shape] * 2


def test_a_language_without_answers_has_the_head_of_the_first_that_has_some(learnt: Heads) -> None:
    box, gifts = (
        {language: heads.needs[index].weights for language, heads in learnt.languages.items()}
        for index in (0, 1)
    )
    assert not np.array_equal(box["sv"], box["en"])
    assert np.array_equal(box["da"], box["en"])
    assert np.array_equal(gifts["sv"], gifts["en"])
    assert np.array_equal(gifts["da"], gifts["en"])


def test_answers_in_another_language_teach_too(
    learnt: Heads, scorer: PassageScorer, encoder: CachedEncoder
) -> None:
    swedish = own_needs.fit([own(sv=ANSWERS["sv"])], scorer.heads, encoder)
    alone, taught_by_both = (heads.languages["sv"].needs[0].weights for heads in (swedish, learnt))
    assert not np.array_equal(alone, taught_by_both)
    assert np.array_equal(swedish.languages["en"].needs[0].weights, alone)


def test_names_that_differ_in_one_word_are_negative_examples() -> None:
    names = [["track", "order"], ["cancel", "order"], ["cancel", "my", "plan"], ["refund"]]
    assert few_shot._similar_names(names[0], names) == ["cancel order", "refund order"]
    assert few_shot._similar_names(names[3], names) == []


# --- end to end ---------------------------------------------------------------------------------------


def test_an_unanswered_need_is_a_finding_and_an_answered_one_is_not(here: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(report)
    (finding,) = [finding for finding in report["findings"] if finding.get("need") == "box-after"]
    assert finding["rule"] == "need.unmet"
    assert finding["message"] == f"nothing in web (en) answers “{QUESTION['en']}”"
    (here / "web" / "buy.md").write_text(ANSWERED_COPY, encoding="utf-8")
    run(["check", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "box-after" not in [finding.get("need") for finding in findings]


def test_the_second_run_learns_nothing_again_and_a_change_does(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["check"])
    fits: list[object] = []

    def fit(own: object, *_: object) -> Heads:
        fits.append(own)
        raise KeyboardInterrupt

    monkeypatch.setattr(own_needs, "fit", fit)
    again = persona().replace("brand: Stilla", "# the same\nbrand: Stilla")
    (here / "persona.yaml").write_text(again.replace(QUESTION["en"], "Where does the box go?"), "utf-8")
    (here / "web" / "buy.md").write_text("Another line.\n", encoding="utf-8")
    assert run(["check"]) == 1
    assert fits == []
    (here / "persona.yaml").write_text(persona(near_misses=None), encoding="utf-8")
    assert run(["check"]) == 130
    assert len(fits) == 1
