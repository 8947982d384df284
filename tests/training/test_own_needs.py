"""A brand's own needs: from the persona's examples to findings."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from jsonschema import Draft202012Validator
from numpy.typing import NDArray

from samklang.cli.main import run
from samklang.cli.progress import Silence
from samklang.config import load
from samklang.config.persona import PersonaForm
from samklang.heads import Heads, dump, joined
from samklang.heads import load as load_heads
from samklang.journey import ANSWERED
from samklang.journey.customers import MET
from samklang.model import FEWEST_ANSWERS, EncounterKind, OwnNeed
from samklang.needs import NEEDS
from samklang.pipeline.check import VOCABULARY, Scorer, Text
from samklang.training import few_shot as teacher
from samklang.training import own_needs
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
    """A persona with a need of its own, as above unless said otherwise."""
    taught = {"question": QUESTION, "answers": ANSWERS, "near_misses": {"en": MISSES}, **own}
    data = {
        "brand": "Stilla",
        "traits": {"warm": {"target": 40}},
        "own_needs": {name: {key: value for key, value in taught.items() if value is not None}},
    }
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def own(name: str = "box-after", **languages: list[str]) -> OwnNeed:
    found = languages or ANSWERS
    return OwnNeed(name=name, question=QUESTION, answers={of: tuple(texts) for of, texts in found.items()})


@pytest.fixture(scope="module")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests here: the same answers are learnt once."""
    return tmp_path_factory.mktemp("cache")


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
    ("changes", "says"),
    [
        (
            {"answers": ANSWERS["en"][:1]},
            ":10:5: own_needs.box-after.answers: 1 in en; 3 are the fewest, write 2",
        ),
        (
            {"answers": {"en": ANSWERS["en"], "sv": ANSWERS["sv"][:2]}},
            "answers: 2 in sv; 3 are the fewest, write 1",
        ),
        ({"answers": None}, ":6:3: own_needs.box-after.answers: is missing"),
        ({"question": None}, "own_needs.box-after.question: is missing"),
        (
            {"question": {}},
            "own_needs.box-after.question: expected a text, or one in each of several languages",
        ),
        ({"question": "…?"}, "expected words, found '…?'"),
        ({"answers": [*ANSWERS["en"], ANSWERS["en"][0].upper()]}, "stands there twice; say another thing"),
        ({"near_misses": [ANSWERS["en"][1]]}, "own_needs.box-after.near_misses: 'The packaging goes"),
        ({"answers": {"no": ["Ja."]}}, "own_needs.box-after.answers.no: unknown key; did you mean"),
        ({"anwsers": []}, "own_needs.box-after.anwsers: unknown key; did you mean answers?"),
    ],
)
def test_a_mistake_says_where_and_what(
    here: Path, capsys: Capture, changes: dict[str, object], says: str
) -> None:
    (here / "persona.yaml").write_text(persona(**json.loads(json.dumps(changes))), encoding="utf-8")
    assert run(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("samklang: persona.yaml:")
    assert says in line


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("price", "persona.yaml:6:3: own_needs.price: samklang has a need of this name; choose another"),
        ("box after", "own_needs.box after: expected a name of letters, figures and hyphens"),
    ],
)
def test_names_that_are_taken_or_no_names_are_refused(
    here: Path, capsys: Capture, name: str, says: str
) -> None:
    (here / "persona.yaml").write_text(persona(name), encoding="utf-8")
    (here / "samklang.yaml").write_text(WORKSPACE.replace("box-after: 3, ", ""), encoding="utf-8")
    assert run(["validate"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"samklang: {says}" or says in line


def test_a_need_weighs_only_where_it_was_taught(here: Path, capsys: Capture) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE.replace("[en]", "[en, sv, da]"), encoding="utf-8")
    assert run(["validate"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "samklang: samklang.yaml:7:26: channels.web.priorities.needs.box-after: the persona"
    )
    assert f"no answers in da; write {FEWEST_ANSWERS} there" in line
    (here / "samklang.yaml").write_text(
        WORKSPACE.replace("[en]", "[en, sv, da]").replace("  web:\n", "  web:\n    language: sv\n"), "utf-8"
    )
    assert run(["validate"]) == 0


def test_a_misspelt_need_is_told_with_the_own_one(here: Path, capsys: Capture) -> None:
    (here / "samklang.yaml").write_text(WORKSPACE.replace("box-after", "box-aftr"), encoding="utf-8")
    assert run(["validate"]) == 2
    assert "needs.box-aftr: unknown need; did you mean box-after?" in capsys.readouterr().err


# --- learning -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def learnt(scorer: Scorer) -> Heads:
    gifts = ["We wrap it as a gift for free.", "Gift paper and a card: 3 pounds.", "Ribbons are on us."]
    return own_needs.fit([own(), own("gift-wrap", en=gifts)], scorer.heads, scorer.engine)


def test_an_answer_scores_over_a_mention_and_over_other_copy(learnt: Heads, scorer: Scorer) -> None:
    both = Scorer("bundled", Silence(), needs=[own(), own("gift-wrap")])
    both.engine, both.heads = scorer.engine, joined(scorer.heads, load_heads(dump(learnt)))
    texts = [
        Text("answer", "Flatten the box and leave it with your cardboard for recycling.", "en"),
        Text("mention", "Each box is signed by the one who packed it.", "en"),
        Text("other", "We are open until six on Sundays.", "en"),
        Text("swedish", "Platta till lådan och lägg den bland pappersförpackningarna.", "sv"),
        Text("swedish other", "Vi har öppet till sex på söndagar.", "sv"),
    ]
    found = {text.id: one.needs for text, _, one in both.score(texts) if one}
    before = {text.id: one.needs for text, _, one in scorer.score(texts) if one}
    boxes = {of: needs["box-after"] for of, needs in found.items()}
    assert boxes["answer"] > ANSWERED > boxes["mention"] > boxes["other"]
    assert boxes["swedish"] > 2 * boxes["swedish other"]
    assert found["answer"]["gift-wrap"] < boxes["answer"]
    assert found["swedish"]["gift-wrap"] < 1e-6
    for of, needs in before.items():
        assert {need: found[of][need] for need in NEEDS} == pytest.approx(needs, abs=1e-6)


def test_heads_are_of_needs_alone_in_every_language(learnt: Heads, scorer: Scorer) -> None:
    assert (learnt.traits, learnt.needs) == ((), ("box-after", "gift-wrap"))
    for language, of in learnt.languages.items():
        shipped = scorer.heads.languages[language].needs[0].weights
        assert [head.weights.shape for head in of.needs] == [shipped.shape] * 2
    assert [head.slope == 0 for head in learnt.languages["sv"].needs] == [False, True]
    assert [head.slope == 0 for head in learnt.languages["da"].needs] == [True, True]


def test_a_name_is_told_from_those_that_differ_in_a_word() -> None:
    names = [["track", "order"], ["cancel", "order"], ["cancel", "my", "plan"], ["refund"]]
    assert teacher._neighbours(names[0], names) == ["cancel order", "refund order"]
    assert teacher._neighbours(names[3], names) == []


def test_a_saying_matches_what_says_the_same_and_not_what_only_speaks_of_it(scorer: Scorer) -> None:
    said = ("We never sell your data to anyone.", "Vi säljer aldrig dina uppgifter.")
    heads = own_needs.fit([], scorer.heads, scorer.engine, said=said)
    assert heads.needs == said
    assert [of.needs[0].slope == 0 for of in heads.languages.values()] == [False, True, True]
    assert [of.needs[1].slope == 0 for of in heads.languages.values()] == [True, False, True]
    both = Scorer("bundled", Silence(), said=said)
    both.engine, both.heads = scorer.engine, joined(scorer.heads, load_heads(dump(heads)))
    texts = [
        Text("same", "This data is never sold or used to show you ads.", "en"),
        Text("topic", "Your data", "en"),
        Text("other", "We are open until six on Sundays.", "en"),
        Text("Swedish", "Dina personuppgifter är inte till salu.", "sv"),
    ]
    found = {text.id: one.needs for text, _, one in both.score(texts) if one}
    english, swedish = said
    same, met = found["same"][english], MET[EncounterKind.SENTENCE]
    assert same > met > found["topic"][english] > found["other"][english]
    assert found["Swedish"][swedish] > found["Swedish"][english]


def test_a_saying_changes_no_need_and_no_other_saying(scorer: Scorer) -> None:
    def weights(*said: str) -> NDArray[np.float32]:
        return own_needs.fit([own()], scorer.heads, scorer.engine, said=said).languages["en"].needs[0].weights

    one = own_needs.fit([], scorer.heads, scorer.engine, said=["It is free.", "It costs nothing."])
    alone = own_needs.fit([], scorer.heads, scorer.engine, said=["It is free."])
    assert np.array_equal(weights(), weights("Fold the box flat, and you are done."))
    assert np.array_equal(one.languages["en"].needs[0].weights, alone.languages["en"].needs[0].weights)


# --- the whole way ------------------------------------------------------------------------------------


def test_an_unanswered_need_is_found_and_an_answered_one_not(here: Path, capsys: Capture) -> None:
    assert run(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(report)
    (finding,) = [one for one in report["findings"] if one.get("need") == "box-after"]
    assert finding["rule"] == "need.unmet"
    assert finding["message"] == f"nothing in web (en) answers “{QUESTION['en']}”"
    (here / "web" / "buy.md").write_text(ANSWERED_COPY, encoding="utf-8")
    run(["check", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "box-after" not in [one.get("need") for one in findings]


def test_the_second_run_learns_nothing_again_and_a_change_does(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["check"])
    asked: list[object] = []

    def fit(own: object, *_: object) -> Heads:
        asked.append(own)
        raise KeyboardInterrupt

    monkeypatch.setattr(own_needs, "fit", fit)
    again = persona().replace("brand: Stilla", "# the same\nbrand: Stilla")
    (here / "persona.yaml").write_text(again.replace(QUESTION["en"], "Where does the box go?"), "utf-8")
    (here / "web" / "buy.md").write_text("Another line.\n", encoding="utf-8")
    assert run(["check"]) == 1
    assert asked == []
    (here / "persona.yaml").write_text(persona(near_misses=None), encoding="utf-8")
    assert run(["check"]) == 130
    assert len(asked) == 1
