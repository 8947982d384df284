"""The server: what a client tells and asks, joined to the folders that it is about.

All that takes time runs in one thread of its own. A check that waits there is dropped when its draft is
stale; one that runs is let finish, since what it measures is what the next one finds in the cache.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from samklang import __version__
from samklang.errors import Exit, SamklangError
from samklang.frontends.editing import find
from samklang.lsp import answers
from samklang.lsp.draft import Draft, Positions
from samklang.lsp.folder import Folder
from samklang.lsp.handlers import HANDLERS, OPTIONS
from samklang.lsp.progress import EditorProgress

T = TypeVar("T")


def serve(cache: Callable[[Path], Path | None], stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Serves one client until it leaves; 0 where it says goodbye, as the protocol has it.

    Args:
        cache: the folder of measurements for a workspace's folder; None: nothing is kept.
        stdin, stdout: the client's.
    """
    server = Server(cache)
    server.start_io(stdin, stdout)
    server.close()
    return Exit.IN_TUNE if server.ended else Exit.ABANDONED


class _Protocol(LanguageServerProtocol):
    """Without pygls's own documents, where U+2028 and others end a line, which for clients they do not."""

    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Left to `handlers.changed`, since it is not marked as a method of the protocol."""


class Server(LanguageServer):
    """The drafts that are open, and the folders that they are in."""

    def __init__(self, cache: Callable[[Path], Path | None]) -> None:
        """Args are those of `serve`."""
        super().__init__("samklang", __version__, protocol_cls=_Protocol)
        self.drafts: dict[str, Draft] = {}
        self.positions = Positions("utf-16")
        self.ended = False
        """The client has said goodbye."""
        self._cache = cache
        self._folders: dict[Path, Folder] = {}
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._worker = ThreadPoolExecutor(1, "samklang")
        for feature, handler in HANDLERS.items():
            self.feature(feature, OPTIONS.get(feature))(handler)

    def begin(self) -> None:
        """The client is known."""
        self.positions = Positions(self.workspace.position_codec.encoding or "utf-16")
        self._loop = asyncio.get_running_loop()
        self._progress = EditorProgress(self, self._loop)

    def close(self) -> None:
        """Writes down what was measured."""
        for folder in self._folders.values():
            self._worker.submit(folder.close).result()

    # --- checks -----------------------------------------------------------------------------------

    def schedule(self, uris: Iterable[str], pause: float = 0.0) -> None:
        """Checks drafts after a pause, instead of what was scheduled for them before."""
        for uri in uris:
            self.drop(uri)
            self._pending[uri] = self._loop.create_task(self._tell(self.drafts[uri], pause))

    def drop(self, uri: str) -> None:
        """Checks a draft no more."""
        if pending := self._pending.pop(uri, None):
            pending.cancel()

    async def _tell(self, draft: Draft, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            told = await self.ask(draft.uri, answers.diagnosed) or {draft.uri: []}
        except SamklangError as error:
            message = f"{error.message} {error.hint}".strip()
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
        except Exception:  # a bug in one check, from which the next may be free
            self.log(f"a bug in the check of {draft.path}; please report it\n{traceback.format_exc()}")
        else:
            self.publish(draft.uri, told.pop(draft.uri), draft.version)
            for uri, mistakes in told.items():
                if mistakes != self._shown.get(uri, []):
                    self.publish(uri, mistakes)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Shows these in a document, and no others."""
        self._shown[uri] = found
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def log(self, message: str) -> None:
        """Says what nobody has to act on."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    # --- the thread that works --------------------------------------------------------------------

    async def ask(self, uri: str, answer: Callable[..., T], *about: Any) -> T | None:
        """What an answer of `answers` says of a draft; None where there is no such draft, or no workspace."""
        draft = self.drafts.get(uri)
        return await self.work(self._asked, draft, answer, *about) if draft else None

    async def renew(self) -> None:
        """Loads every configuration again when it is next asked for, and checks all drafts."""
        for folder in self._folders.values():
            await self.work(folder.expire)
        self.schedule(list(self.drafts))

    async def work(self, act: Callable[..., T], *arguments: Any) -> T:
        """What an act gives, in the thread that works."""

        def watched() -> T:
            try:
                return act(*arguments)
            finally:
                self._progress.stop()

        return await self._loop.run_in_executor(self._worker, watched)

    def _asked(self, draft: Draft, answer: Callable[..., T], *about: Any) -> T | None:
        folder = self._folder(draft.path)
        return answer(folder, draft, self.positions, *about) if folder else None

    def _folder(self, path: Path) -> Folder | None:
        """The folder that governs a file, made when it is first met."""
        config = find(path)
        if config and config not in self._folders:
            self._folders[config] = Folder(config, self._progress, self._cache(config.parent), self._say)
        return self._folders[config] if config else None

    def _say(self, message: str) -> None:
        """As `log`, from the thread that works."""
        self._loop.call_soon_threadsafe(self.log, message)
