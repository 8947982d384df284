"""Progress, shown in the client's own progress bar."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import uuid4

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

_BAR_AFTER = 1.0
"""Seconds of work before the bar appears."""


class EditorProgress:
    """Takes progress from the worker thread, and from the event loop's thread shows it to the client."""

    def __init__(self, server: LanguageServer, loop: asyncio.AbstractEventLoop) -> None:
        self._server, self._loop = server, loop
        self._what, self._total, self._done, self._percent = "", 0.0, 0.0, 0
        self._task: asyncio.Task[None] | None = None
        self._token = ""

    # --- in the worker thread -----------------------------------------------------------------

    def start(self, what: str, total: float) -> None:
        """As `Progress.start`."""
        self._what, self._total, self._done, self._percent = what, total, 0.0, 0
        self._loop.call_soon_threadsafe(self._on_start)

    def advance(self, done: float, passages: int = 0) -> None:  # noqa: ARG002 (as in `Progress`)
        """As `Progress.advance`."""
        self._done += done
        percent = min(100, int(100 * self._done / self._total)) if self._total else 0
        if percent != self._percent:
            self._percent = percent
            self._loop.call_soon_threadsafe(self._on_advance)

    def stop(self) -> None:
        """The work is done."""
        self._loop.call_soon_threadsafe(self._on_end)

    # --- in the event loop ------------------------------------------------------------------------------

    def _on_start(self) -> None:
        self._on_end()
        if self._shows():
            self._task = self._loop.create_task(self._show())

    def _shows(self) -> bool:
        window = self._server.client_capabilities.window
        return bool(window and window.work_done_progress)

    async def _show(self) -> None:
        await asyncio.sleep(_BAR_AFTER)
        token = str(uuid4())
        await self._server.work_done_progress.create_async(token)
        self._token = token
        begin = types.WorkDoneProgressBegin(title="samklang", message=self._what, percentage=self._percent)
        self._server.work_done_progress.begin(token, begin)

    def _on_advance(self) -> None:
        if self._token:
            report = types.WorkDoneProgressReport(message=self._what, percentage=self._percent)
            self._server.work_done_progress.report(self._token, report)

    def _on_end(self) -> None:
        if self._task:
            self._task.cancel()
        if self._token:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
        self._task, self._token = None, ""
