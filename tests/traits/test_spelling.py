from __future__ import annotations

import numpy as np
import pytest

from samklang.traits.spelling import SPELLINGS, spelling


def test_each_text_is_a_row_of_unit_length() -> None:
    rows = spelling(["Välkommen hem!", "a", "Vi ses i morgen 😊"])
    assert rows.shape == (3, SPELLINGS)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_a_text_without_words_is_a_row_of_zeros() -> None:
    assert not spelling(["", "   "]).any()


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("Fakturan skickades i går.", "Vi skickar fakturor i dag.", "Tjena, vad händer?"),
        ("Pakken bliver leveret", "leveringen af pakker", "Hej med dig"),
    ],
)
def test_forms_of_a_word_are_similar(text: str, like: str, unlike: str) -> None:
    row, near, far = spelling([text, like, unlike])
    assert row @ near > 2 * (row @ far)


def test_case_and_word_order_change_nothing() -> None:
    assert np.array_equal(*spelling(["Hem Ljuva", "ljuva hem"]))
