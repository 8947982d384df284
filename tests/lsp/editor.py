"""An editor without a window: a real client of the real server, over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import LanguageServerProtocol, default_converter

from tests.conftest import ROOT

TIMEOUT = 120.0
"""Seconds to wait for an answer: the first check exports the engine, on a machine that may be busy."""
SERVER = ("-m", "samklang", "lsp")
_UNTIMED = (types.PROGRESS, types.WINDOW_WORK_DONE_PROGRESS_CREATE, types.CLIENT_REGISTER_CAPABILITY)
"""Messages that come at no fixed time."""


class Editor:
    """Opens, types and saves; keeps the diagnostics it receives. Counts characters in UTF-16, by default."""

    def __init__(self, *roots: Path, command: tuple[str, ...] = SERVER, encodings: Any = None) -> None:
        self.texts: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self.published: defaultdict[str, list[types.PublishDiagnosticsParams]] = defaultdict(list)
        self.messages: list[str] = []
        self.progress: list[Any] = []
        self.registered: list[types.Registration] = []
        self._loop = asyncio.new_event_loop()
        self.transcript: list[str] = []
        """The messages, shortened, without those that depend on timing."""
        self._client = LanguageClient("editor", "1", protocol_cls=_recorded(self.transcript))
        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda params: self.published[params.uri].append(params)
        )
        for method in (types.WINDOW_LOG_MESSAGE, types.WINDOW_SHOW_MESSAGE):
            self._client.feature(method)(lambda params: self.messages.append(params.message))
        self._client.feature(types.PROGRESS)(lambda params: self.progress.append(params.value))
        self._client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)(lambda _params: None)
        self._client.feature(types.CLIENT_REGISTER_CAPABILITY)(
            lambda params: self.registered.extend(params.registrations)
        )
        path = f"{ROOT}{os.pathsep}{ROOT / 'src'}"
        env = {**os.environ, "PYTHONPATH": path}
        self._run(self._client.start_io(sys.executable, *command, env=env, cwd=roots[0]))
        self.offers = self._run(self._client.initialize_async(_hello(roots, encodings))).capabilities
        self._client.initialized(types.InitializedParams())

    # --- typing -----------------------------------------------------------------------------------

    def open(self, path: Path, language: str = "markdown") -> list[types.Diagnostic]:
        self.send_open(path, language)
        return self.diagnostics(path)

    def send_open(self, path: Path, language: str = "markdown") -> None:
        self.texts[path], self.versions[path] = path.read_bytes().decode(), 1
        item = types.TextDocumentItem(path.as_uri(), language, 1, self.texts[path])
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def replace(self, path: Path, old: str, new: str) -> list[types.Diagnostic]:
        """Selects a text and types another in its place."""
        start = self.texts[path].index(old)
        return self.edit(path, [types.TextEdit(self.range(path, start, start + len(old)), new)])

    def edit(self, path: Path, edits: list[types.TextEdit]) -> list[types.Diagnostic]:
        """Sends edits in one message and waits for the diagnostics."""
        self.send(path, edits)
        return self.diagnostics(path)

    def send(self, path: Path, edits: list[types.TextEdit]) -> None:
        for edit in edits:
            start, end = self.offset(path, edit.range.start), self.offset(path, edit.range.end)
            self.texts[path] = self.texts[path][:start] + edit.new_text + self.texts[path][end:]
        self.versions[path] += 1
        identity = types.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri())
        changes = [types.TextDocumentContentChangePartial(edit.range, edit.new_text) for edit in edits]
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(identity, changes))

    def apply(self, action: types.CodeAction) -> list[types.Diagnostic]:
        """Applies the edit of an action, which must be for the version that is open."""
        assert action.edit
        assert action.edit.document_changes
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        path = next(path for path in self.texts if path.as_uri() == change.text_document.uri)
        assert change.text_document.version == self.versions[path]
        return self.edit(path, [edit for edit in change.edits if isinstance(edit, types.TextEdit)])

    def save(self, path: Path, text: str | None = None) -> None:
        path.write_text(self.texts[path] if text is None else text, encoding="utf-8")
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(path.as_uri()))
        self._client.text_document_did_save(saved)

    def close(self, path: Path) -> None:
        closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(path.as_uri()))
        self._client.text_document_did_close(closed)

    # --- what it receives -------------------------------------------------------------------------

    def diagnostics(self, path: Path, version: int | None = 0) -> list[types.Diagnostic]:
        """Those of the version that is open; with None as version, the next without a version."""
        expected = self.versions[path] if version == 0 else version
        published = self.published[path.as_uri()]
        self.wait(lambda: any(params.version == expected for params in published))
        return list(next(params for params in reversed(published) if params.version == expected).diagnostics)

    def wait(self, until: Any) -> None:
        async def waiting() -> None:
            while not until():
                await asyncio.sleep(0.002)

        try:
            self._run(asyncio.wait_for(waiting(), TIMEOUT))
        except TimeoutError as error:
            raise AssertionError(f"timed out; messages of the server: {self.messages}") from error

    def hover(self, path: Path, word: str) -> types.Hover | None:
        place = self.position(path, self.texts[path].index(word))
        params = types.HoverParams(types.TextDocumentIdentifier(path.as_uri()), place)
        return self._run(self._client.text_document_hover_async(params))

    def actions(self, path: Path, diagnostic: types.Diagnostic) -> dict[str, types.CodeAction]:
        """The code actions for a diagnostic, by title."""
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(path.as_uri()),
            diagnostic.range,
            types.CodeActionContext([diagnostic]),
        )
        answer = self._run(self._client.text_document_code_action_async(params))
        return {action.title: action for action in answer or [] if isinstance(action, types.CodeAction)}

    def text(self, path: Path, range_: types.Range) -> str:
        return self.texts[path][self.offset(path, range_.start) : self.offset(path, range_.end)]

    def processor(self) -> float:
        """Processor seconds that the server has used; 0 where the system does not say."""
        assert self._client._server
        stat = Path(f"/proc/{self._client._server.pid}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    # --- the end ----------------------------------------------------------------------------------

    def leave(self) -> int | None:
        """Shuts the server down and returns its exit status."""
        self._run(self._client.shutdown_async(None))
        self._client.exit(None)
        server = self._client._server
        assert server
        status = self._run(asyncio.wait_for(server.wait(), TIMEOUT))
        self._run(self._client.stop())
        self._loop.close()
        return status

    def _run(self, coroutine: Any) -> Any:
        return self._loop.run_until_complete(coroutine)

    # --- positions, counted in UTF-16 without any code of the server's --------------------------------

    def range(self, path: Path, start: int, end: int) -> types.Range:
        return types.Range(self.position(path, start), self.position(path, end))

    def position(self, path: Path, offset: int) -> types.Position:
        before = re.split("\r\n|\n|\r", self.texts[path][:offset])
        return types.Position(len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)

    def offset(self, path: Path, place: types.Position) -> int:
        offset = 0
        for _ in range(place.line):
            line_end = re.compile("\r\n|\n|\r").search(self.texts[path], offset)
            offset = line_end.end() if line_end else len(self.texts[path])
        units = 0
        while units < place.character:
            units += len(self.texts[path][offset].encode("utf-16-le")) // 2
            offset += 1
        return offset


def _hello(roots: tuple[Path, ...], encodings: Any) -> types.InitializeParams:
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        ),
        window=types.WindowClientCapabilities(work_done_progress=True),
        general=types.GeneralClientCapabilities(position_encodings=encodings),
    )
    folders = [types.WorkspaceFolder(root.as_uri(), root.name) for root in roots]
    return types.InitializeParams(capabilities, workspace_folders=folders, process_id=os.getpid())


def _recorded(transcript: list[str]) -> type[LanguageServerProtocol]:
    """A protocol that records all messages in a transcript."""
    methods: dict[Any, str] = {}
    converter = default_converter()

    def record(mark: str, message: Any) -> None:
        method = getattr(message, "method", None)
        if method:
            content = message.params
            methods[getattr(message, "id", None)] = method
        else:
            content = getattr(message, "result", None)
            method = methods.pop(message.id)
            mark = f"{mark} the answer to"
        if method not in _UNTIMED:
            plain = _shortened(json.loads(json.dumps(converter.unstructure(content))))
            text = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
            transcript.append(f"{mark} {method}\n{indent(text, '    ') if plain else ''}")

    class Recorded(LanguageServerProtocol):
        def _send_data(self, data: Any) -> None:
            record("-->", data)
            super()._send_data(data)

        def handle_message(self, message: Any) -> Any:
            record("<--", message)
            return super().handle_message(message)

    return Recorded


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""

    def represent_str(self, text: str) -> yaml.Node:
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


def _shortened(data: Any) -> Any:
    """Without empty values; ranges as short texts, and diagnostics published before by their codes only."""
    if isinstance(data, list):
        return [_shortened(item) for item in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == {"start", "end"}:
        return " to ".join(f"{end['line']}:{end['character']}" for end in (data["start"], data["end"]))
    short = {
        key: _shortened(value) for key, value in data.items() if value is not None and key != "processId"
    }
    if "diagnostics" in short and "uri" not in short:
        short["diagnostics"] = [diagnostic["code"] for diagnostic in short["diagnostics"]]
    return short
