from importlib import import_module
from pathlib import Path

import pytest

from samklang import model
from samklang.model import Band, Block, FileText, Level, Piece, Span


def test_a_block_maps_its_text_to_the_file() -> None:
    # the file: "a &amp; <b>b</b>", the copy: "a & b"
    pieces = (Piece(0, 2, 0, 2), Piece(2, 3, 2, 7), Piece(3, 4, 7, 8), Piece(4, 5, 11, 12))
    block = Block(text="a & b", pieces=pieces)
    assert block.span(0, 5) == Span(0, 12)
    assert block.span(2, 3) == Span(2, 7)
    assert block.span(4, 5) == Span(11, 12)


def test_lines_and_columns_count_from_one_over_every_line_end() -> None:
    file = FileText("ab\r\ncd\rå\U0001f600e\n")
    assert [file.position(at) for at in (0, 1, 4, 7, 9)] == [(1, 1), (1, 2), (2, 1), (3, 1), (3, 3)]
    assert [file.line(number) for number in (1, 2, 3, 4)] == ["ab", "cd", "å\U0001f600e", ""]


def test_a_form_feed_does_not_end_a_line() -> None:
    assert FileText("a\fb\u2028c").position(4) == (1, 5)


def test_overshoot_is_signed_and_zero_inside() -> None:
    band = Band(trait="warm", target=40, tolerance=45)
    assert (band.low, band.high) == (-5, 85)
    assert [band.overshoot(score) for score in (-20, -5, 40, 85, 95)] == [-15, 0, 0, 0, 10]


def test_levels_are_ranked() -> None:
    assert Level.SUGGESTION.rank < Level.WARNING.rank < Level.ERROR.rank


@pytest.mark.parametrize("file", [path.stem for path in Path(model.__file__).parent.glob("[a-z]*.py")])
def test_the_package_exports_every_public_name_of_its_files(file: str) -> None:
    module = import_module(f"samklang.model.{file}")
    defined = {
        name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__
    }
    assert {name for name in defined if not name.startswith("_")} <= set(model.__all__)
