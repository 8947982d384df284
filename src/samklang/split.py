"""Split: a document's blocks into passages and their sentences, by spaCy's tokenizers and rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from samklang.language import detect, seems
from samklang.model import LANGUAGES, Block, Document, Passage, Sentence, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STOP = re.compile(r"[.!?…]+")
_NUMBER = re.compile(r"\d+\.")
_CLOSER = re.compile(r"""["'”’»)\]]+""")
_BEFORE_NUMBER = frozenset(
    "ca kl nr no approx min max fig tel tlf kap s p pp art vol pr st dr incl inkl ekskl".split()
)
"""What an abbreviation's point does not end before a number or a name."""
_MAY_END = frozenset(
    "kr. etc. osv. m.m. o.s.v. m.fl. mfl. m.v. mv. o.l. a.m. p.m. inc. ltd. dkk. sek. st. stk. mm.".split()
)
"""Abbreviations that spaCy keeps whole, and that end a sentence when a capital follows."""

_LETTERED = frozenset("size storlek størrelse strl plan vitamin class klass klasse".split())
"""Words after which a single capital is no initial."""


class Splitter:
    """Holds one blank pipeline a language, made when first asked for."""

    def __init__(self) -> None:
        self._tokenizers: dict[str, Any] = {}
        self._tables: dict[str, dict[str, str]] = {}
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}

    def passages(self, document: Document, language: str) -> Iterator[Passage]:
        """The document's passages in order.

        Args:
            language: of blocks that are given none, and are too short or too mixed to show their own.

        Copy in a language without heads is split as English; neither it nor copy that is surely in another
        language than it is meant to be is scored.
        """
        for block, meant in zip(document.blocks, _meant(document), strict=True):
            own = meant or detect(block.text) or language
            seen = seems(block.text, own)
            sentences = tuple(self.sentences(block, own if own in LANGUAGES else "en"))
            if any(sentence.words for sentence in sentences):
                yield Passage(
                    source=document.source,
                    language=own,
                    block=block,
                    sentences=sentences,
                    scorable=own in LANGUAGES and seen in (None, own),
                    seems=seen,
                )

    def sentences(self, block: Block, language: str) -> Iterator[Sentence]:
        """The sentences of one block, each with its words and its place in the file."""
        doc = self._tokenizer(language)(block.text)
        start = 0
        for stop in _boundaries(doc):
            tokens = doc[start:stop]
            begin, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
            yield Sentence(
                text=block.text[begin:end],
                language=language,
                words=tuple(_words(tokens)),
                span=block.span(begin, end),
            )
            start = stop

    def lemmas(self, text: str, language: str) -> tuple[str, ...]:
        """The dictionary form of each of a text's words, in lower case; a word unknown is itself."""
        known = self._known.setdefault(language, {})
        if text not in known:
            if language not in self._tables:
                self._tables[language] = _lemma_table(language)
            table = self._tables[language]
            known[text] = tuple(
                _lemma(word.text.lower(), table) for word in _words(self._tokenizer(language)(text))
            )
        return known[text]

    def _tokenizer(self, language: str) -> Any:
        if language not in self._tokenizers:
            import spacy

            self._tokenizers[language] = spacy.blank(language).tokenizer
        return self._tokenizers[language]


def _meant(document: Document) -> Iterator[str | None]:
    """The language that each block is said to be in: by the workspace, the file's path, the file itself.

    A file that tells its blocks apart goes before its path; one `lang` for all is often the template's.
    """
    source = document.source
    apart = len({block.language for block in document.blocks}) > 1
    for block in document.blocks:
        if source.copy.languages:
            said = (block.language, source.declared, source.language)
        elif apart:
            said = (source.declared, block.language, source.language)
        else:
            said = (source.declared, source.language, block.language)
        yield next(filter(None, said), None)


def _words(tokens: Any) -> Iterator[Word]:
    for token in tokens:
        text = token.text
        if any(map(str.isalnum, text)):
            yield Word(text, token.idx, token.idx + len(text))


def _boundaries(doc: Doc) -> Iterator[int]:
    """Token indices where a sentence ends, the end of the text last.

    A number or an emoji makes no sentence of its own: "1. Open the box." is one.
    """
    at, size, letters = 0, len(doc), False
    last_word = max((token.i for token in doc if any(map(str.isalnum, token.text))), default=0)
    while at < size:
        token = doc[at]
        at += 1
        letters = letters or any(map(str.isalpha, token.text))
        if not letters or not _ends(doc, token):
            continue
        while at < size and _attaches(doc, at):
            at += 1
        if at <= last_word and _opens(token, doc[at]):
            yield at
            letters = False
    if size:
        yield size


def _ends(doc: Doc, token: Token) -> bool:
    text = token.text
    if not _STOP.fullmatch(text):
        lettered = len(text) == 2 and text[0].isupper() and text[1] == "." and not _is_initial(doc, token.i)
        return lettered or text.lower() in _MAY_END or bool(_NUMBER.fullmatch(text)) or _is_emoji(text)
    if text != "." or token.i == 0 or not token.whitespace_:
        return True
    before = doc[token.i - 1].text
    following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
    return not (
        _is_initial(doc, token.i - 1) or (before.lower() in _BEFORE_NUMBER and following[:1].isalnum())
    )


def _is_initial(doc: Doc, at: int) -> bool:
    """Whether a token, with its point or without, is one capital that stands for a name."""
    letter = doc[at].text.removesuffix(".")
    lettered = at > 0 and doc[at - 1].lower_ in _LETTERED
    return len(letter) == 1 and letter.isupper() and not lettered and (letter != "I" or doc.lang_ != "en")


def _attaches(doc: Doc, at: int) -> bool:
    """Whether a token after a full stop still belongs to the sentence: quotes, more stops, emoji."""
    text = doc[at].text
    if _STOP.fullmatch(text):
        return True
    if _CLOSER.fullmatch(text):
        return not doc[at - 1].whitespace_
    return _is_emoji(text)


def _is_emoji(text: str) -> bool:
    return text[0] in "\u200d\ufe0f" or (
        text[0] >= "\u2600" and unicodedata.category(text[0]) in ("So", "Sk")
    )


def _opens(stop: Token, token: Token) -> bool:
    """Whether a token can begin a sentence after this stop."""
    if not stop.doc[token.i - 1].whitespace_:
        return False
    first = next((char for char in token.text if char.isalnum()), "")
    if stop.text in ("!", "?"):
        return not (first.islower() and _CLOSER.fullmatch(stop.doc[token.i - 1].text))
    return not first.islower()


def _lemma(word: str, table: dict[str, str]) -> str:
    """By the table; a Nordic or English genitive that it lacks is looked up without its s."""
    return table.get(word) or table.get(word.removesuffix("s").rstrip("'’")) or word


def _lemma_table(language: str) -> dict[str, str]:
    import spacy_lookups_data
    import srsly

    path = getattr(spacy_lookups_data, language)["lemma_lookup"]
    table: dict[str, str] = srsly.read_gzip_json(f"{path}.gz")
    return table
