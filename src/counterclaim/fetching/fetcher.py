"""Addresses -> answers: redirects, repeated tries and conditional requests, each hop checked anew."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin

from counterclaim.errors import AddressRefused, FetchFailed
from counterclaim.fetching.addresses import Target, check_addresses, parse_address, resolve
from counterclaim.fetching.exchange import Answer, Deadline, Dial, dial, exchange
from counterclaim.fetching.facts import Fetched, Limits
from counterclaim.fetching.turns import Turns

# (host, port, seconds) -> numeric addresses
Resolver = Callable[[str, int, float], tuple[str, ...]]

_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_NOT_MODIFIED = 304
_DAY_SECONDS = 86_400.0  # no Retry-After is taken for longer: clocks and hosts err
# Why a status gives nothing, where a newcomer would ask.
_MEANINGS = {
    401: "the host asks for a name and password; save the page by hand",
    403: "the host refuses to show it; save the page by hand",
    404: "there is no such page",
    410: "the page was removed for good",
    429: "the host says that it was asked too often",
    451: "the host may not show it, for legal reasons",
}


class Fetcher:
    """Fetches what a user named, one request to a host at a time, and nothing else.

    `contact` is an e-mail address or page of the user's, shown to hosts in the User-Agent where given; some ask for one. `allow_private`
    lets addresses of this machine and of private networks through: for a service of one's own, and for tests. `resolver` turns names
    into numbers and `transport` calls a number that was checked. Without cookies, logins, proxies of the environment and scripts. No
    robots.txt is asked for: every address is one that a person named, and links are not followed.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        contact: str | None = None,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        transport: Dial = dial,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._agent = user_agent(contact)
        self._allow_private = allow_private
        self._resolver = resolver
        self._transport = transport
        self._turns = Turns(delay=self.limits.host_delay, most_wait=self.limits.wait, sleep=sleep)

    def fetch(
        self, url: str, *, accept: str = "*/*", etag: str | None = None, last_modified: str | None = None, most_bytes: int | None = None
    ) -> Fetched:
        """The answer at an address. With `etag` or `last_modified` of the last answer, 304 may come instead of the same bytes again.

        Raises `AddressRefused` before anything is sent where an address, or one that it redirects to, must not be asked; `FetchFailed`
        where nothing came that can be kept. A busy host or a broken line is tried again, after the pause that the host asks for.
        """
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip", "Connection": "close"}
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers |= {name: value for name, value in conditions.items() if value}
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self._follow(parse_address(url), headers, most_bytes or self.limits.bytes)
            except FetchFailed as error:
                if attempt == self.limits.tries or not _worth_trying(error):
                    raise
                back_off = self.limits.back_off * 2 ** (attempt - 1)
                self._turns.postpone(parse_address(error.source).host, max(back_off, error.retry_after or 0.0))
        raise FetchFailed("the limits allow no try at all.", source=url)

    def _follow(self, asked: Target, headers: dict[str, str], most_bytes: int) -> Fetched:
        target, via = asked, list[str]()
        deadline: Deadline | None = None
        for _ in range(self.limits.redirects + 1):
            with self._turns.turn(target.host, url=target.url):
                # The clock starts with the first request, and pauses out of politeness do not count.
                deadline = deadline or Deadline(self.limits.seconds)
                started = time.monotonic()
                answer = self._ask(target, headers, most_bytes, deadline)
            deadline = Deadline(max(0.0, deadline.left() - 0.0)) if started else deadline
            place = answer.header("Location")
            if answer.status not in _MOVED or not place:
                return _kept(asked, target, via, answer, conditional="If-None-Match" in headers or "If-Modified-Since" in headers)
            via.append(target.url)
            target = _next(target, place)
        raise FetchFailed(f"more than {self.limits.redirects} redirects.", source=asked.url)
