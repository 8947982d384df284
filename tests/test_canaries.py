"""Undocumented behaviour of libraries that samklang relies on: each test says what, and where it is used."""

from __future__ import annotations

import inspect
import json
from html.parser import HTMLParser
from json import scanner
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

import pytest

from samklang.languages import LANGUAGES


def test_json_scans_with_the_string_and_object_hooks_of_the_decoder() -> None:
    """readers/json_text: `py_make_scanner` takes `parse_string` and `parse_object` from the decoder."""
    calls: list[tuple[Any, ...]] = []

    class Decoder(json.JSONDecoder):
        def __init__(self) -> None:
            super().__init__()
            self.parse_string = lambda *arguments: (calls.append(arguments), scanstring(*arguments))[1]
            self.parse_object = lambda *arguments: (calls.append(arguments), ({}, len(text)))[1]
            self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]

    for text in ('"a\\n"', '{"b": 1}'):
        Decoder().raw_decode(text)
    string, mapping = calls
    assert string == ('"a\\n"', 1, True)
    assert mapping[:2] == (('{"b": 1}', 1), True) and callable(mapping[2])
    assert scanstring('"a\\n" ', 1, True) == ("a\n", 5)


def test_html_parser_asks_where_comments_end_and_keeps_a_tag_that_is_cut_off() -> None:
    """readers/markup and readers/html: `parse_comment`, `rawdata` after `feed`, and tags as they are written.

    Releases differ in which other methods of `markup` they call; its own tests check the results.
    """
    events: list[Any] = []

    class Parser(HTMLParser):
        def parse_comment(self, i: int, report: bool = True) -> int:
            events.append(("comment", i))
            return i + len("<!--a-->")

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            events.append((tag, self.getpos(), self.get_starttag_text()))

        def handle_data(self, data: str) -> None:
            events.append((data, self.getpos()))

    parser = Parser(convert_charrefs=False)
    parser.feed("<!--a-->\n<p  id=x>b<p")
    assert events == [
        ("comment", 0),
        ("\n", (1, 8)),
        ("p", (2, 0), "<p  id=x>"),
        ("b", (2, 9)),
    ]
    assert parser.rawdata == "<p"


def test_pathspec_has_the_pattern_class_and_the_error_of_gitignore() -> None:
    """config/globs: both are imported from modules that pathspec does not list as public."""
    from pathspec import PathSpec
    from pathspec.patterns.gitignore.base import GitIgnorePatternError
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

    assert GitIgnoreBasicPattern.escape("a*[b]") == r"a\*\[b\]"
    with pytest.raises(GitIgnorePatternError):
        PathSpec.from_lines("gitignore", ["!"])


def test_py3langid_builds_an_identifier_from_the_parts_of_its_model() -> None:
    """text/detector: the packed model's six parts, in this order, and the constructor that takes them."""
    from py3langid import langid
    from py3langid.modelio import load_model

    parameters = list(inspect.signature(langid.LanguageIdentifier.__init__).parameters)
    assert parameters[1:6] == ["nb_ptc", "nb_pc", "nb_classes", "tk_nextmove", "tk_output"], parameters
    assert {"norm_probs", "tk_row"} <= set(parameters)
    likelihoods, priors, languages, _moves, rows, _features = load_model(langid.MODEL_DIR / langid.MODEL_FILE)
    assert likelihoods.shape[1] == len(priors) == len(languages)
    assert set(LANGUAGES) <= set(languages) and len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_simplemma_reads_a_dictionary_of_each_language_where_it_lies(language: str) -> None:
    """text/lemmas: a strategy over streams; nothing of it is unpickled."""
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    dictionary = StreamDictionaryFactory().get_dictionary(language)
    assert len(dictionary) > 10_000 and not isinstance(dictionary, dict)
    assert DefaultStrategy(dictionary_factory=StreamDictionaryFactory()).get_lemma("qzxqzx", language) is None


def test_sentence_transformers_gives_every_layer(small_model: Path) -> None:
    """encode/reference, encode/graph: `preprocess`, `all_layer_embeddings`, and the body's `auto_model`."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(small_model), device="cpu")
    body = model[0].auto_model
    body.config.output_hidden_states = True
    output = model(model.preprocess(["a"]))
    assert len(output["all_layer_embeddings"]) == body.config.num_hidden_layers + 1
    assert {"attention_mask", "sentence_embedding"} <= set(output)
    assert isinstance(body._supports_attention_backend, bool)


def test_transformers_and_torch_accept_a_custom_operator() -> None:
    """encode/graph: the registers of attention functions, and the type of a missing tensor."""
    import torch
    from transformers import AttentionInterface, AttentionMaskInterface

    assert callable(AttentionInterface.register) and callable(AttentionMaskInterface.register)
    assert torch._C.OptionalType.ofTensor()


def test_pygls_leaves_out_methods_that_are_not_marked_as_features() -> None:
    """lsp/server: it keeps the documents, so pygls must not keep them too."""
    from lsprotocol.types import TEXT_DOCUMENT_DID_CHANGE, TEXT_DOCUMENT_DID_OPEN
    from pygls.lsp.server import LanguageServer

    from samklang.lsp.server import Server

    theirs = LanguageServer("a", "1").protocol.fm.builtin_features
    ours = Server(lambda _: None).protocol.fm.builtin_features
    assert TEXT_DOCUMENT_DID_CHANGE in theirs and TEXT_DOCUMENT_DID_CHANGE not in ours
    assert TEXT_DOCUMENT_DID_OPEN in ours


def test_office_libraries_give_access_to_their_xml() -> None:
    """readers of docx, pptx and xlsx: packages, names and error values below the documented objects."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.package import OpcPackage
    from docx.oxml.ns import nsmap, qn
    from docx.oxml.parser import parse_xml
    from openpyxl.cell.cell import ERROR_CODES
    from pptx.oxml import parse_xml as parse_slide
    from pptx.oxml.ns import qn as slide_name

    assert parse_xml(f'<w:p xmlns:w="{nsmap["w"]}"/>').tag == qn("w:p")
    assert parse_slide(f'<a:p xmlns:a="{slide_name("a:p")[1:-2]}"/>').tag == slide_name("a:p")
    assert callable(OpcPackage.open) and RELATIONSHIP_TYPE.FOOTNOTES and "#N/A" in ERROR_CODES
