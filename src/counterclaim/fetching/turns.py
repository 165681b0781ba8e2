"""Manners: one request to a host at a time, and a pause before the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from counterclaim.errors import FetchFailed


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turns:
    """Whose turn it is at each host. Threads that share one `Turns` wait for each other."""

    def __init__(self, *, delay: float, most_wait: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._delay = delay
        self._most_wait = most_wait
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, *, url: str) -> Iterator[None]:
        """Waits until the host may be asked, and keeps everybody else waiting while it is being asked.

        Raises `FetchFailed` where the host itself asked for a longer pause than is waited for.
        """
        place = self._hosts.setdefault(host, _Host())
        with place.lock:
            wait = place.free_at - time.monotonic()
            if wait > self._most_wait:
                reason = f"the host wants to be left alone for {wait:.0f} more seconds. Ask again then."
                raise FetchFailed(reason, source=url, retry_after=wait, passing=True)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                place.free_at = max(place.free_at, time.monotonic() + self._delay)

    def postpone(self, host: str, seconds: float) -> None:
        """Asks this host nothing for so long."""
        place = self._hosts.setdefault(host, _Host())
        place.free_at = max(place.free_at, time.monotonic() + seconds)
