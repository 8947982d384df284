"""The language server: passes notifications and requests of a client to the folders concerned.

All slow work runs in one worker thread. A check that waits for the thread is dropped when its draft changes;
one that runs may finish, since the next check finds what it measured in the cache.
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
    """Serves one client until it leaves.

    Args:
        cache: gives the cache folder for a workspace's folder; None keeps no cache on disk.
        stdin: the stream of messages from the client.
        stdout: the stream of messages to the client.

    Returns:
        The exit status: 0 if the client asked to shut down first, as the protocol requires.
    """
    server = Server(cache)
    server.start_io(stdin, stdout)
    server.close()
    return Exit.IN_TUNE if server.ended else Exit.ABANDONED


class _Protocol(LanguageServerProtocol):
    """The protocol without pygls's own documents, which end lines at U+2028 and others, as clients do not."""

    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Does nothing: `handlers.changed` handles the message."""


class Server(LanguageServer):
    """The open drafts, and the folders of their workspaces."""

    def __init__(self, cache: Callable[[Path], Path | None]) -> None:
        """Takes the arguments of `serve`."""
        super().__init__("samklang", __version__, protocol_cls=_Protocol)
        self.drafts: dict[str, Draft] = {}
        self.positions = Positions("utf-16")
        self.ended = False
        """Whether the client has asked to shut down."""
        self._cache = cache
        self._folders: dict[Path, Folder] = {}
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._worker = ThreadPoolExecutor(1, "samklang")
        for feature, handler in HANDLERS.items():
            self.feature(feature, OPTIONS.get(feature))(handler)

    def begin(self) -> None:
        """Prepares for a client, once it has said how it counts characters."""
        self.positions = Positions(self.workspace.position_codec.encoding or "utf-16")
        self._loop = asyncio.get_running_loop()
        self._progress = EditorProgress(self, self._loop)

    def close(self) -> None:
        """Writes what was measured to the caches."""
        for folder in self._folders.values():
            self._worker.submit(folder.close).result()

    # --- checks -----------------------------------------------------------------------------------

    def schedule(self, uris: Iterable[str], pause: float = 0.0) -> None:
        """Checks drafts after a pause in seconds; this replaces a check that was scheduled before."""
        for uri in uris:
            self.drop(uri)
            self._pending[uri] = self._loop.create_task(self._check(self.drafts[uri], pause))

    def drop(self, uri: str) -> None:
        """Cancels the scheduled check of a draft."""
        if pending := self._pending.pop(uri, None):
            pending.cancel()

    async def _check(self, draft: Draft, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            diagnosed = await self.ask(draft.uri, answers.diagnosed) or {draft.uri: []}
        except SamklangError as error:
            message = f"{error.message} {error.hint}".strip()
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
        except Exception:  # a bug in one check need not affect the next
            self.log(f"a bug in the check of {draft.path}; please report it\n{traceback.format_exc()}")
        else:
            self.publish(draft.uri, diagnosed.pop(draft.uri), draft.version)
            for uri, mistakes in diagnosed.items():
                if mistakes != self._shown.get(uri, []):
                    self.publish(uri, mistakes)

    def publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None = None) -> None:
        """Shows these diagnostics in a document, in place of those before."""
        self._shown[uri] = diagnostics
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def log(self, message: str) -> None:
        """Sends the client a log message, which needs no action."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    # --- the worker thread ------------------------------------------------------------------------

    async def ask(self, uri: str, answer: Callable[..., T], *arguments: Any) -> T | None:
        """Runs a function of `answers` on a draft; None where there is no such draft, or no workspace."""
        draft = self.drafts.get(uri)
        return await self.work(self._answer, draft, answer, *arguments) if draft else None

    async def renew(self) -> None:
        """Makes every configuration load again at its next use, and checks all open drafts."""
        for folder in self._folders.values():
            await self.work(folder.expire)
        self.schedule(list(self.drafts))

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Runs a function in the worker thread and returns its result."""

        def run() -> T:
            try:
                return function(*arguments)
            finally:
                self._progress.stop()

        return await self._loop.run_in_executor(self._worker, run)

    def _answer(self, draft: Draft, answer: Callable[..., T], *arguments: Any) -> T | None:
        folder = self._folder(draft.path)
        return answer(folder, draft, self.positions, *arguments) if folder else None

    def _folder(self, path: Path) -> Folder | None:
        """The folder of the workspace that a file belongs to, opened at first use."""
        config = find(path)
        if config and config not in self._folders:
            self._folders[config] = Folder(
                config, self._progress, self._cache(config.parent), self._log_threadsafe
            )
        return self._folders[config] if config else None

    def _log_threadsafe(self, message: str) -> None:
        """Like `log`, from the worker thread."""
        self._loop.call_soon_threadsafe(self.log, message)
