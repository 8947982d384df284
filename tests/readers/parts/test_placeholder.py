from __future__ import annotations

import pytest

from samklang.readers.parts.placeholder import mask
from samklang.readers.parts.template import FILLER


@pytest.mark.parametrize(
    "placeholder",
    [
        "%(name)s", "%s", "%1$@", "%2$lld", "%.2f", "%@", "%d", "{count}", "{0}", "{{ user }}", "${total}",
        "$PRICE$", "$t(common.ok)", "%{amount}", "<b>", "</a>", '<a href="x">',
        "<0>", "</12>", "<1/>", "{n, number}",
        "%#@parcels@", "%1$#@n@", "%arg", "%count%", "%1", "%L2", "%n",
    ],
)  # fmt: skip
def test_a_placeholder_becomes_filler_of_its_length(placeholder: str) -> None:
    assert mask(f"Hej {placeholder}, du") == f"Hej {FILLER * len(placeholder)}, du"


@pytest.mark.parametrize(
    "copy",
    ["50% discount", "100 % säkert", "a < b", "5 $ to 6 $", "{ }", "20%-25%", "5%eller 6%", "50%2"],
)
def test_what_only_looks_like_a_placeholder_is_kept(copy: str) -> None:
    assert mask(copy) == copy


def test_tags_that_break_a_line_are_space() -> None:
    assert mask("Hej.<br /><BR>Vi ses</p><pre>") == f"Hej.{' ' * 10}Vi ses{' ' * 4}{FILLER * 5}"
