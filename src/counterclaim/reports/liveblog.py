"""A saved live blog -> one draft a post, each with its own day and time.

A page is a live blog where it says so itself (schema.org's `LiveBlogPosting`), or where most of its words stand in blocks of one kind
that each bear their own `<time datetime=…>`. Comments and lists of other articles are laid out like that too and are passed over.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import html as lxml_html
from lxml.etree import ParserError

from counterclaim.errors import InputError, UnreadableFile
from counterclaim.reports.html import SYNTHETIC, decode_page
from counterclaim.reports.normalise import one_line
from counterclaim.reports.records import Draft

# The longest live blogs that were seen have some 300 posts.
MAX_POSTS = 5_000
# Fewer dated blocks are an article with a box beside it.
LEAST_POSTS = 3
LEAST_CHARACTERS = 40  # of a post; shorter blocks are links and buttons
_STAMPS_A_POST = 3  # when it was written, changed, and how long ago that was
_DEEPEST = 60  # blocks in blocks; browsers' own pages have some twenty
MOST_OF_PAGE = 0.5  # of the page's words stand in its posts

_REMEDY = 'The post does not say on which day it was published: give it `<time datetime="2024-01-27T14:05:00+02:00">`'
_PASSED_OVER = re.compile(r"comment|repl(?:y|ies)|related|teaser|promo|recommend|most-?read|sidebar|share|social|newsletter", re.IGNORECASE)
_DROPPED = frozenset("script style template noscript button form svg nav time iframe select footer".split())
_BLOCKS = frozenset("p div section article header li ul ol h1 h2 h3 h4 h5 h6 blockquote figure figcaption table tr br dl dt dd pre".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Post:
    text: str
    at: str | None
    title: str | None = None
    anchor: str | None = None
    url: str | None = None


def read_posts(raw: bytes, *, source: str) -> list[Draft | InputError]:
    """The posts of a live blog, in the order of the page; none where the page is no live blog. Raises `UnreadableFile`.

    `part_of` is the page's address, else the hash of its bytes. A post's address is the page's with the post's own name in it.
    """
    if b"LiveBlogPosting" not in raw and raw.count(b"<time") < LEAST_POSTS:
        return []
    page = decode_page(raw, source)
    try:
        tree = lxml_html.document_fromstring(page)
    except (ParserError, ValueError):
        return []
    posts = list(_declared(tree)) or list(_dated_blocks(tree))
    if len(posts) > MAX_POSTS:
        raise UnreadableFile(f"{len(posts):,} posts on one page, and a live blog may have {MAX_POSTS:,}. Split it up.", source=source)
    address = _address(tree)
    drafts: list[Draft | InputError] = []
    for number, post in enumerate(posts, 1):
        drafts.append(
            Draft(
                text=post.text,
                title=post.title,
                published=post.at if post.at and re.match(r"\d{4}-\d{2}-\d{2}", post.at) else None,
                published_at=post.at if post.at and len(post.at) > len("2024-01-27") else None,
                publisher=_meta(tree, "og:site_name"),
                url=_post_address(address, post),
                part_of=address or f"sha256:{hashlib.sha256(raw).hexdigest()}",
                synthetic=SYNTHETIC.search(page) is not None,
                source=source,
                place=f"post {number}",
                remedy=_REMEDY,
            )
        )
    return drafts


# ---------------------------------------------------------------- pages that say so


def _declared(tree: Any) -> Iterator[_Post]:
    """The posts that the page lists as data, with the words that it prints for them where they are longer."""
    named: dict[str, Any] = {node.get("id"): node for node in tree.iter() if node.get("id")}
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(loaded):
            kinds = item.get("@type")
            if "LiveBlogPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                yield from _updates(item, named)


def _items(loaded: Any) -> Iterator[dict[str, Any]]:
    for item in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _updates(item: dict[str, Any], named: dict[str, Any]) -> Iterator[_Post]:
    updates = item.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if not isinstance(update, dict):
            continue
        url = _string(update, "url") or _string(update, "@id")
        anchor = urldefrag(url).fragment if url else ""
        text = _string(update, "articleBody") or _string(update, "description") or ""
        shown = _text(named.get(anchor))
        text = shown if len(shown) > len(text) else text
        if text.strip():
            title = one_line(_string(update, "headline") or "") or None
            yield _Post(text, _string(update, "datePublished"), title, anchor or None, url)


def _string(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) else None


# ---------------------------------------------------------------- pages that look so


def _dated_blocks(tree: Any) -> Iterator[_Post]:
    """Blocks of one kind under one parent, each with a time of its own."""
    groups: dict[tuple[Any, str], list[Any]] = {}
    stamps: dict[Any, Any] = {}
    for stamp in islice(tree.iter("time"), _STAMPS_A_POST * MAX_POSTS):
        stamps.setdefault(stamp.getparent(), stamp)  # of the times side by side the first: when it was written, not when it was changed
    counts = Counter(parent for stamp in stamps.values() for parent in _around(stamp))
    for stamp in stamps.values():
        block = _block_around(stamp, counts)
        if block is not None:
            groups.setdefault((block.getparent(), block.tag), []).append(block)
    blocks = max(groups.values(), key=lambda found: sum(len(_text(block)) for block in found), default=[])
    blocks = list(dict.fromkeys(blocks))
    posts = [post for post in map(_post, blocks) if len(post.text) >= LEAST_CHARACTERS]
    if len(posts) >= LEAST_POSTS and sum(len(post.text) for post in posts) >= MOST_OF_PAGE * len(_text(tree.find("body"))):
        yield from posts


def _around(stamp: Any) -> Iterator[Any]:
    return islice(stamp.iterancestors(), _DEEPEST)


def _block_around(stamp: Any, counts: Counter[Any]) -> Any:
    """The largest block that holds this time and no other; `None` inside comments and lists of links."""
    block = stamp
    for parent in _around(stamp):
        if _PASSED_OVER.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return None
        if parent.tag == "body" or counts[parent] > 1:
            break
        block = parent
    return block if block is not stamp and block.getparent() is not None else None


def _post(block: Any) -> _Post:
    stamp = next(block.iter("time"))
    heading = next((node for node in block.iter() if node.tag in _HEADINGS), None)
    text, links = _text(block), sum(len(_flat(link)) for link in block.iter("a"))
    named = block.get("id") or next((node.get("id") for node in block.iter() if node.get("id")), None)
    title = one_line(_flat(heading)) if heading is not None else None
    return _Post(text if links < MOST_OF_PAGE * len(text) else "", stamp.get("datetime"), title or None, named)


def _flat(node: Any) -> str:
    return _WHITE.sub(" ", "".join(node.itertext()))


def _text(node: Any) -> str:
    """The words of a block, paragraphs apart; times, buttons, scripts and what is there for sharing are left out."""
    if node is None:
        return ""
    pieces: list[str] = []
    dropped: list[Any] = []
    events = lxml_html.etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, at in events:
        tag = at.tag if isinstance(at.tag, str) else ""
        if event == "start":
            if tag in _DROPPED or (at is not node and _PASSED_OVER.search(at.get("class") or "")):
                dropped.append(at)
            elif not dropped:
                pieces.extend(["\n\n" if tag in _BLOCKS else "", _WHITE.sub(" ", at.text or "")])
            continue
        if event == "end" and dropped and at is dropped[-1]:
            dropped.pop()
        elif event == "end" and not dropped and tag in _BLOCKS:
            pieces.append("\n\n")
        if not dropped and at is not node:
            pieces.append(_WHITE.sub(" ", at.tail or ""))
    lines = (one_line(line) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


# ---------------------------------------------------------------- the page


def _meta(tree: Any, name: str) -> str | None:
    found = next((node for node in tree.iter("meta") if name in (node.get("property"), node.get("name"))), None)
    return (found.get("content") or None) if found is not None else None


def _address(tree: Any) -> str | None:
    links = (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical")
    return next(filter(None, links), None) or _meta(tree, "og:url")


def _post_address(address: str | None, post: _Post) -> str | None:
    """The address of one post: its own where it is given whole, else the page's with the post's name."""
    if post.url:
        return urljoin(address or "", post.url)
    return f"{urldefrag(address).url}#{post.anchor}" if address and post.anchor else None
