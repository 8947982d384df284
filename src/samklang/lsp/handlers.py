"""What the server does for each message of a client, by the name of the message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.uris import to_fs_path

from samklang.lsp import answers
from samklang.lsp.actions import Offer
from samklang.lsp.diagnostics import uri_of
from samklang.lsp.draft import Draft, edited
from samklang.model import FileText

if TYPE_CHECKING:
    from samklang.lsp.server import Server

PAUSE = 0.15
"""Seconds without a change after which a draft is checked."""
_YAML = (".yaml", ".yml")


def begin(ls: Server, _params: types.InitializeParams) -> None:
    """Starts up, once the client has said how it counts characters."""
    ls.begin()


async def watch(ls: Server, _params: types.InitializedParams) -> None:
    """Asks the client, if it can, to report configuration files that change on disk."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        files = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*.{yaml,yml}")])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.RegistrationParams([types.Registration("samklang", method, files)])
        await ls.client_register_capability_async(registration)


def end(ls: Server, _params: None) -> None:
    """Notes that the client asked to shut down."""
    ls.ended = True


def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Keeps an opened document and checks it, unless it is not a file: then it belongs to no channel."""
    document = params.text_document
    if document.uri.startswith("file:") and (name := to_fs_path(document.uri)):
        path = Path(name).parent.resolve() / Path(name).name
        ls.drafts[document.uri] = Draft(
            uri=document.uri, path=path, version=document.version, file=FileText(document.text)
        )
        ls.schedule([document.uri])


def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Keeps the changed text, and checks it once the typing pauses."""
    uri = params.text_document.uri
    if draft := ls.drafts.get(uri):
        ls.drafts[uri] = edited(draft, params.text_document.version, params.content_changes, ls.positions)
        ls.schedule([uri], PAUSE)


async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Checks a saved document again; if it is a configuration file, loads it and checks all open drafts."""
    uri = params.text_document.uri
    if uri.endswith(_YAML):
        await ls.renew()
    elif uri in ls.drafts:
        ls.schedule([uri])


async def changed_on_disk(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    """Loads the changed configuration and checks all open drafts."""
    await ls.renew()


def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Forgets a closed document and removes its diagnostics."""
    uri = params.text_document.uri
    ls.drop(uri)
    if ls.drafts.pop(uri, None):
        ls.publish(uri, [])


async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The explanation of the passage at a position."""
    return await ls.ask(params.text_document.uri, answers.hovered, params.position)


async def acted(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The code actions for the findings in a range."""
    only = params.context.only
    if only and types.CodeActionKind.QuickFix not in only and types.CodeActionKind.Empty not in only:
        return []
    offered = await ls.ask(params.text_document.uri, answers.offered, params.range) or {}
    actions = [_action(ls, offer, diagnostic) for offer, diagnostic in offered.items()]
    return [action for action in actions if action]


def _action(ls: Server, offer: Offer, diagnostic: types.Diagnostic) -> types.CodeAction | None:
    """An offer as a code action; None where the client has changed the text of that file since."""
    draft = next((open_ for open_ in ls.drafts.values() if open_.path == offer.path), None)
    if draft and draft.file.text != offer.file.text:
        return None
    uri, version = (draft.uri, draft.version) if draft else (uri_of(offer.path), None)
    edit = types.TextEdit(ls.positions.range(offer.file, offer.edit.span), offer.edit.text)
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.CodeAction(
        title=offer.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        is_preferred=offer.preferred or None,
        edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [edit])]),
    )


HANDLERS: Mapping[str, Callable[..., Any]] = {
    types.INITIALIZE: begin,
    types.INITIALIZED: watch,
    types.SHUTDOWN: end,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: changed_on_disk,
    types.TEXT_DOCUMENT_HOVER: hovered,
    types.TEXT_DOCUMENT_CODE_ACTION: acted,
}
OPTIONS: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions([types.CodeActionKind.QuickFix]),
}
"""Options that are announced to the client, by message."""
