from __future__ import annotations

import numpy as np
import pytest

from samklang.traits.spelling import SPELLINGS, spelling


def test_each_text_is_a_row_of_unit_length() -> None:
    found = spelling(["Välkommen hem!", "a", "Vi ses i morgen 😊"])
    assert found.shape == (3, SPELLINGS)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)


def test_a_text_without_letters_is_a_row_of_nothing() -> None:
    assert not spelling(["", "   "]).any()


@pytest.mark.parametrize(
    ("one", "like", "unlike"),
    [
        ("Fakturan skickades i går.", "Vi skickar fakturor i dag.", "Tjena, vad händer?"),
        ("Pakken bliver leveret", "leveringen af pakker", "Hej med dig"),
    ],
)
def test_forms_of_a_word_are_spelt_alike(one: str, like: str, unlike: str) -> None:
    of, near, far = spelling([one, like, unlike])
    assert of @ near > 2 * (of @ far)


def test_case_and_the_order_of_words_say_nothing() -> None:
    assert np.array_equal(*spelling(["Hem Ljuva", "ljuva hem"]))
