"""Addresses -> answers: redirects, repeated tries and conditional requests, each hop checked anew."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urljoin

from counterclaim.errors import AddressRefused, FetchFailed
from counterclaim.fetching.addresses import Target, check_addresses, parse_address, resolve
from counterclaim.fetching.exchange import WITH_BODY, Answer, Deadline, Dial, dial, exchange
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
                if attempt == self.limits.tries or error.retry_after is None or error.retry_after > self.limits.wait:
                    raise
                pause = max(error.retry_after, self.limits.back_off * 2 ** (attempt - 1))
                self._turns.postpone(parse_address(error.source).host, pause)
        raise FetchFailed("the limits allow no try at all.", source=url)

    def send(self, url: str, body: bytes, *, media_type: str, accept: str = "*/*") -> Fetched:
        """The answer of a service to bytes that are sent to it, once; a redirect is not followed. Raises what `fetch` raises."""
        target = parse_address(url)
        headers = {"User-Agent": self._agent, "Accept": accept, "Content-Type": media_type, "Connection": "close"}
        with self._turns.turn(target.host, url=target.url):
            answer = self._ask(target, headers, self.limits.bytes, body)
        return _kept(target, target, [], answer, headers)

    def _follow(self, asked: Target, headers: dict[str, str], most_bytes: int) -> Fetched:
        target, via = asked, list[str]()
        for _ in range(self.limits.redirects + 1):
            with self._turns.turn(target.host, url=target.url):
                answer = self._ask(target, headers, most_bytes)
            place = answer.header("Location")
            if answer.status not in _MOVED or not place:
                return _kept(asked, target, via, answer, headers)
            via.append(target.url)
            target = _next(target, place)
        raise FetchFailed(f"more than {self.limits.redirects} redirects, one to the next.", source=asked.url)

    def _ask(self, target: Target, headers: dict[str, str], most_bytes: int, body: bytes = b"") -> Answer:
        deadline = Deadline(self.limits.seconds)
        try:
            found = self._resolver(target.host, target.port, deadline.left(self.limits.connect_seconds))
        except OSError as error:
            raise FetchFailed(f"{error}. Check the address and the line.", source=target.url, passing=True) from None
        return exchange(
            target,
            check_addresses(found, target, allow_private=self._allow_private),
            headers,
            body=body,
            most_bytes=most_bytes,
            deadline=deadline,
            connect_seconds=self.limits.connect_seconds,
            transport=self._transport,
        )


def user_agent(contact: str | None = None) -> str:
    """Product and version, with the user's contact where one is given."""
    from importlib.metadata import version  # slow to load, and needed only when something is asked

    product = f"Counterclaim/{version('counterclaim')}"
    return f"{product} ({contact})" if contact else product


def _next(target: Target, place: str) -> Target:
    """Where a redirect leads. Raises `AddressRefused` where that may not be asked, or gives up the protection of https."""
    with suppress(UnicodeError):
        place = place.encode("latin-1").decode("utf-8")  # headers arrive as Latin-1; hosts write UTF-8
    try:
        following = parse_address(urljoin(target.url, place.strip()))
    except ValueError as error:
        raise FetchFailed(f"it redirects to what is no address ({error}).", source=target.url) from None
    if target.scheme == "https" and following.scheme == "http":
        reason = f"it redirects from https to {following.url}, where anybody on the way could change the text."
        raise AddressRefused(reason, source=target.url)
    return following


def _kept(asked: Target, target: Target, via: list[str], answer: Answer, headers: dict[str, str]) -> Fetched:
    conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
    if answer.status not in WITH_BODY and not (answer.status == _NOT_MODIFIED and conditional):
        raise _failed(target, answer)
    return Fetched(
        content=answer.content,
        url=asked.url,
        final_url=target.url,
        status=answer.status,
        headers=answer.headers,
        taken_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        address=answer.address,
        via=tuple(via),
    )


def _failed(target: Target, answer: Answer) -> FetchFailed:
    busy = answer.status in _BUSY
    asked_for = retry_after(answer.header("Retry-After"), now=datetime.now(UTC)) if busy else None
    meaning = _MEANINGS.get(answer.status, "the host has a fault" if answer.status >= 500 else "the host gave no page")
    pause = f"; it wants to be asked again in {asked_for:.0f} seconds" if asked_for else ""
    return FetchFailed(
        f"answer {answer.status}: {meaning}{pause}.",
        source=target.url,
        status=answer.status,
        retry_after=(asked_for or 0.0) if busy else None,
        passing=busy,
    )


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as a number or as a moment; none where it is neither."""
    if value is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", value, re.ASCII):
        return min(float(value), _DAY_SECONDS)
    from email.utils import parsedate_to_datetime  # the same

    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), _DAY_SECONDS)
