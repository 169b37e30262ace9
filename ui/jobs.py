"""Long work on a thread of its own, told about on the window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from studio.errors import Cancelled, StudioError

Progress = Callable[[float], None]
Stopped = Callable[[], bool]
Work = Callable[[Progress, Stopped], object]
"""What is done: told where to report its share 0…1 and whom to ask whether to stop."""

_log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work. `share` may be read at any time; exactly one of the signals comes, on the window's thread."""

    done = Signal(object)
    """What the work gave back."""
    failed = Signal(StudioError)
    cancelled = Signal()
    _ended = Signal(object)

    def __init__(self, kind: str, work: Work, parent: QObject | None = None) -> None:
        """`kind` names the text beside the progress, `job-<kind>`. Begins at `start`."""
        super().__init__(parent)
        self.kind = kind
        self.share = 0.0
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"job-{kind}", daemon=True)
        self._ended.connect(self._tell)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop and leave nothing behind."""
        self._stop.set()

    def wait(self) -> None:
        """Stay until the thread has ended; its signal may still be on the way."""
        self._thread.join()

    def _run(self) -> None:
        outcome: object
        try:
            outcome = (True, self._work(self._report, self._stop.is_set))
        except Cancelled:
            outcome = (False, None)
        except StudioError as error:
            outcome = (False, error)
        except Exception as error:
            _log.exception("work %s ended early", self.kind)
            outcome = (False, StudioError("unexpected", what=type(error).__name__))
        self._ended.emit(outcome)

    def _report(self, share: float) -> None:
        self.share = share

    def _tell(self, outcome: tuple[bool, object]) -> None:
        worked, value = outcome
        if worked:
            self.done.emit(value)
        elif isinstance(value, StudioError):
            self.failed.emit(value)
        else:
            self.cancelled.emit()
