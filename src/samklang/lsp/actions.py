"""Code actions for a finding. An edit is offered only if the edited document, read again, says what it
should: the ways in which an edit can break a format are too many to list as rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from samklang.frontends.editing import FRONT_MATTER, Example, by_name, suppressions
from samklang.lsp.folder import Checked
from samklang.model import Document, FileText, Finding, Skipped, Span

_BECAUSE = "because …"
_DECLARED = re.compile(r"(?:<[?!][^>]*>\s*)*")
"""What comes before any comment in a page or in XML."""
_SUPPRESS = re.compile(r"^suppress:[ \t]*(?:#.*)?\n(?P<indent>[ \t]*)(?=-[ \t])", re.M)
_GLOBBED = re.compile(r"[*?\[\]{}!\\]")


class Edit(NamedTuple):
    """A text that replaces a span."""

    span: Span
    text: str

    def applied(self, text: str) -> str:
        return text[: self.span.start] + self.text + text[self.span.end :]


class Offer(NamedTuple):
    """An edit that would resolve a finding."""

    title: str
    path: Path
    file: FileText
    edit: Edit
    preferred: bool = False
    """Whether this is most likely the edit that the user wants."""


def offers(checked: Checked, finding: Finding, example: Example | None) -> Iterator[Offer]:
    """The edits for a finding: the better word, the approved sentence, or a suppression."""
    document = checked.read(checked.draft.file.text)
    if isinstance(document, Skipped) or not document.file.lined:
        return
    yield from _replaced(checked, document, finding)
    yield from _approved(checked, document, finding, example)
    yield from _suppressed_here(checked, document, finding)
    yield from _suppressed_in_file(checked, document, finding)


def _replaced(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    if finding.replacement is not None:
        used = checked.draft.file.text[slice(*finding.place.span)]
        edit = Edit(finding.place.span, finding.replacement)
        if _reads_as_meant(checked, document, edit):
            yield _offer(f"Replace “{used}” with “{finding.replacement}”", checked, edit, preferred=True)


def _approved(
    checked: Checked, document: Document, finding: Finding, example: Example | None
) -> Iterator[Offer]:
    """Replaces the sentence that contributes most to a finding on tone by the approved one, if that is in
    the same language."""
    measurement = checked.measured(finding.place.span.start)
    if measurement is None or example is None:
        return
    score = measurement.traits[finding.rule.removeprefix("tone.")]
    sentence = measurement.passage.sentences[score.sentence]
    if example.language != sentence.language:
        return
    edit = Edit(sentence.span, example.text)
    if _reads_as_meant(checked, document, edit):
        yield _offer(f"Use the approved sentence “{example.text}”", checked, edit)


def _suppressed_here(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    """A comment before the passage; for a finding about a word, it names the word."""
    text, start = checked.draft.file.text, _passage_start(checked, finding)
    used = text[slice(*finding.place.span)]
    phrase = f' "{used}"' if finding.rule.startswith("term.") and '"' not in used else ""
    directive = f"ignore-next {finding.rule}{phrase} {_BECAUSE}"
    line = text.rfind("\n", 0, start) + 1
    indent = text[line : start - len(text[line:start].lstrip(" \t"))]
    syntax = by_name(document.format).comments
    if syntax.above_entry:
        gaps = [gap.end() for gap in re.finditer(r"(?:\r?\n){2}", text[:start])]
        line = gaps[-1] if gaps else 0
    edits = []
    for form in syntax.written:
        comment = form.format(directive)
        edits += [_inserted(checked, line, f"{indent}{comment}\n"), _inserted(checked, start, comment)]
    if edit := next((edit for edit in edits if _hides(checked, document, edit, finding)), None):
        yield _offer(f"Suppress this here ({finding.rule})", checked, edit)


def _suppressed_in_file(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    """A comment at the top of the file; where its format has none, an entry in samklang.yaml."""
    text, directive = checked.draft.file.text, f"off {finding.rule} {_BECAUSE}"
    title = f"Turn {finding.rule} off in this file"
    top = FRONT_MATTER.match(text) or _DECLARED.match(text)
    start = top.end() if top else 0
    prefix = "\n" if text[start - 1 : start] not in ("", "\n") else ""
    forms = by_name(document.format).comments.written
    edits = [_inserted(checked, start, f"{prefix}{form.format(directive)}\n") for form in forms]
    if edit := next((edit for edit in edits if _hides(checked, document, edit, finding)), None):
        yield _offer(title, checked, edit)
    elif not forms and (entry := _workspace_entry(checked, finding)):
        workspace = checked.workspace
        path = workspace.root / workspace.name
        yield Offer(f"{title}, in {workspace.name}", path, FileText(workspace.text), entry)


def _workspace_entry(checked: Checked, finding: Finding) -> Edit | None:
    """An entry under `suppress` in samklang.yaml; None where it cannot be inserted safely."""
    name, text = checked.source.name, checked.workspace.text
    if _GLOBBED.search(name):
        return None
    files = json.dumps([name], ensure_ascii=False)
    entry = f"- {{files: {files}, rules: [{finding.rule}], because: …}}\n"
    if match := _SUPPRESS.search(text):
        return Edit(Span(match.end(), match.end()), f"{entry}{match['indent']}")
    if re.search(r"^suppress:", text, re.M):
        return None
    prefix = "" if text.endswith("\n") else "\n"
    return Edit(Span(len(text), len(text)), f"{prefix}suppress:\n  {entry}")


def _offer(title: str, checked: Checked, edit: Edit, *, preferred: bool = False) -> Offer:
    return Offer(title, checked.draft.path, checked.draft.file, edit, preferred)


def _inserted(checked: Checked, offset: int, text: str) -> Edit:
    """The insertion of a text at an offset, with the line ends of the draft."""
    line_end = "\r\n" if "\r\n" in checked.draft.file.text else "\n"
    return Edit(Span(offset, offset), text.replace("\n", line_end))


def _passage_start(checked: Checked, finding: Finding) -> int:
    """The offset at which the passage of a finding begins."""
    measurement = checked.measured(finding.place.span.start)
    return measurement.passage.place().span.start if measurement else finding.place.span.start


def _reads_as_meant(checked: Checked, document: Document, edit: Edit) -> bool:
    """Whether the edit changes exactly one block, and that block then holds the new words unaltered."""
    after = checked.read(edit.applied(checked.draft.file.text))
    if isinstance(after, Skipped) or len(after.blocks) != len(document.blocks):
        return False
    pairs = zip(document.blocks, after.blocks, strict=True)
    changed = [new.text for old, new in pairs if old.text != new.text]
    return len(changed) == 1 and edit.text in changed[0]


def _hides(checked: Checked, document: Document, edit: Edit, finding: Finding) -> bool:
    """Whether the edit leaves the copy unchanged, and its comment suppresses the finding."""
    text, offset = checked.draft.file.text, edit.span.start
    after = checked.read(edit.applied(text))
    if isinstance(after, Skipped) or _within_a_tag(text[:offset]):
        return False
    if [block.text for block in after.blocks] != [block.text for block in document.blocks]:
        return False
    stated = suppressions(after, checked.workspace, [rule.id for rule in checked.report.rules])
    added = len(edit.text)
    start, end = finding.place.span
    return any(
        span.start <= start + added and end + added <= span.end
        for suppression in stated
        if suppression.place.name == checked.source.name
        and offset <= suppression.place.span.start < offset + added
        for span in suppression.spans[checked.source.name]
    )


def _within_a_tag(before: str) -> bool:
    """Whether an HTML comment is impossible after this text: inside a tag, or inside a script."""
    return before.rfind("<") > before.rfind(">") or before.rfind("<script") > before.rfind("</script")
