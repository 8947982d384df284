from __future__ import annotations

import pytest

from samklang import heads
from samklang.traits import TRAITS
from tests.conftest import ROOT


@pytest.mark.parametrize("trait", TRAITS)
def test_the_page_of_a_trait_describes_the_shipped_heads(trait: str) -> None:
    page = (ROOT / "docs" / "traits" / f"{trait}.md").read_text(encoding="utf-8")
    assert heads.load(heads.bundled()).taught_by in page, "stale: run make docs"
