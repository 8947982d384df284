"""What can be done about a finding at a click. An edit is offered when the document, read again with it in
place, proves to say what it should: formats have more ways to break than any rule about them could list."""

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
"""What stands before all comments of a page or of XML."""
_SUPPRESS = re.compile(r"^suppress:[ \t]*(?:#.*)?\n(?P<indent>[ \t]*)(?=-[ \t])", re.M)
_GLOBBED = re.compile(r"[*?\[\]{}!\\]")


class Edit(NamedTuple):
    """Other characters in the place of a span."""

    span: Span
    text: str

    def applied(self, text: str) -> str:
        return text[: self.span.start] + self.text + text[self.span.end :]


class Offer(NamedTuple):
    """An edit that would settle a finding."""

    title: str
    path: Path
    file: FileText
    edit: Edit
    preferred: bool = False
    """It is most likely what is wanted."""


def offers(checked: Checked, finding: Finding, example: Example | None) -> Iterator[Offer]:
    """What can be done about a finding: the better word, the approved sentence, or to leave it alone."""
    document = checked.read(checked.draft.file.text)
    if isinstance(document, Skipped) or not document.file.lined:
        return
    yield from _replaced(checked, document, finding)
    yield from _approved(checked, document, finding, example)
    yield from _left_here(checked, document, finding)
    yield from _left_in_file(checked, document, finding)


def _replaced(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    if finding.replacement is not None:
        used = checked.draft.file.text[slice(*finding.place.span)]
        edit = Edit(finding.place.span, finding.replacement)
        if _says(checked, document, edit):
            yield _offer(f"Replace “{used}” with “{finding.replacement}”", checked, edit, preferred=True)


def _approved(
    checked: Checked, document: Document, finding: Finding, example: Example | None
) -> Iterator[Offer]:
    """The sentence that pulls most makes way."""
    one = checked.measured(finding.place.span.start)
    if one is None or example is None:
        return
    pulling = one.passage.sentences[one.traits[finding.rule.removeprefix("tone.")].sentence]
    edit = Edit(pulling.span, example.text)
    if _says(checked, document, edit):
        yield _offer(f"Take the approved sentence “{example.text}”", checked, edit)


def _left_here(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    """A comment before the passage; one about a word names the word."""
    text, at = checked.draft.file.text, _passage(checked, finding)
    used = text[slice(*finding.place.span)]
    phrase = f' "{used}"' if finding.rule.startswith("term.") and '"' not in used else ""
    said = f"ignore-next {finding.rule}{phrase} {_BECAUSE}"
    line = text.rfind("\n", 0, at) + 1
    indent = text[line : at - len(text[line:at].lstrip(" \t"))]
    syntax = by_name(document.format).comments
    if syntax.above_entry:
        gaps = [gap.end() for gap in re.finditer(r"(?:\r?\n){2}", text[:at])]
        line = gaps[-1] if gaps else 0
    edits = []
    for form in syntax.written:
        comment = form.format(said)
        edits += [_inserted(checked, line, f"{indent}{comment}\n"), _inserted(checked, at, comment)]
    if edit := next((edit for edit in edits if _hides(checked, document, edit, finding)), None):
        yield _offer(f"Leave this alone here ({finding.rule})", checked, edit)


def _left_in_file(checked: Checked, document: Document, finding: Finding) -> Iterator[Offer]:
    """A comment at the top of the file; where its format has none, an entry in samklang.yaml."""
    text, said = checked.draft.file.text, f"off {finding.rule} {_BECAUSE}"
    title = f"Leave {finding.rule} off in this file"
    top = FRONT_MATTER.match(text) or _DECLARED.match(text)
    at = top.end() if top else 0
    begin = "\n" if text[at - 1 : at] not in ("", "\n") else ""
    forms = by_name(document.format).comments.written
    edits = [_inserted(checked, at, f"{begin}{form.format(said)}\n") for form in forms]
    if edit := next((edit for edit in edits if _hides(checked, document, edit, finding)), None):
        yield _offer(title, checked, edit)
    elif not forms and (stated := _stated(checked, finding)):
        workspace = checked.workspace
        path = workspace.root / workspace.name
        yield Offer(f"{title}, in {workspace.name}", path, FileText(workspace.text), stated)


def _stated(checked: Checked, finding: Finding) -> Edit | None:
    """The entry that a workspace would have for it; None where it cannot be put in safely."""
    name, text = checked.source.name, checked.workspace.text
    if _GLOBBED.search(name):
        return None
    files = json.dumps([name], ensure_ascii=False)
    entry = f"- {{files: {files}, rules: [{finding.rule}], because: …}}\n"
    if found := _SUPPRESS.search(text):
        return Edit(Span(found.end(), found.end()), f"{entry}{found['indent']}")
    if re.search(r"^suppress:", text, re.M):
        return None
    begin = "" if text.endswith("\n") else "\n"
    return Edit(Span(len(text), len(text)), f"{begin}suppress:\n  {entry}")


def _offer(title: str, checked: Checked, edit: Edit, *, preferred: bool = False) -> Offer:
    return Offer(title, checked.draft.path, checked.draft.file, edit, preferred)


def _inserted(checked: Checked, at: int, text: str) -> Edit:
    """A text put in at an offset, with the line ends of the draft."""
    line_end = "\r\n" if "\r\n" in checked.draft.file.text else "\n"
    return Edit(Span(at, at), text.replace("\n", line_end))


def _passage(checked: Checked, finding: Finding) -> int:
    """Where the passage of a finding begins."""
    one = checked.measured(finding.place.span.start)
    return one.passage.place().span.start if one else finding.place.span.start


def _says(checked: Checked, document: Document, edit: Edit) -> bool:
    """Whether one block, and no more, comes to hold the new words as they are meant."""
    after = checked.read(edit.applied(checked.draft.file.text))
    if isinstance(after, Skipped) or len(after.blocks) != len(document.blocks):
        return False
    both = zip(document.blocks, after.blocks, strict=True)
    changed = [new.text for old, new in both if old.text != new.text]
    return len(changed) == 1 and edit.text in changed[0]


def _hides(checked: Checked, document: Document, edit: Edit, finding: Finding) -> bool:
    """Whether the copy stays what it was, and the comment speaks of the finding."""
    text, (at, _) = checked.draft.file.text, edit.span
    after = checked.read(edit.applied(text))
    if isinstance(after, Skipped) or _within_a_tag(text[:at]):
        return False
    if [block.text for block in after.blocks] != [block.text for block in document.blocks]:
        return False
    stated = suppressions(after, checked.workspace, [rule.id for rule in checked.report.rules])
    longer = len(edit.text)
    start, end = finding.place.span
    return any(
        span.start <= start + longer and end + longer <= span.end
        for one in stated
        if one.place.name == checked.source.name and at <= one.place.span.start < at + longer
        for span in one.spans[checked.source.name]
    )


def _within_a_tag(before: str) -> bool:
    """Whether a comment of a page could not stand there: in a tag, or in a script."""
    return before.rfind("<") > before.rfind(">") or before.rfind("<script") > before.rfind("</script")
