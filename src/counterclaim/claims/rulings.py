"""Makes a ruling of what a court or council of states is said to decide: who decides, on whom, what is ordered and what is declined.

It rests on the statements whose stance is `rules`. Those of one body in one sentence are one ruling: "ordered the navy to open the port
but stopped short of a truce"; what it stopped short of may stand in the next sentence. An order is what the body requires or forbids; a
sentence, a verdict and an annulled decree are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

from counterclaim.inflect import verb_forms
from counterclaim.model import Actor, Claim, Evidence, Polarity, Report, Ruling, Sentence, Span, Spans, Stance, Statement, digest, within
from counterclaim.vocabulary import load_vocabulary

ORDERING = frozenset({"order", "require", "demand", "mandate", "instruct", "compel", "oblige", "direct", "command", "bind", "tell", "rule"})
FORBIDDING = frozenset({"bar", "ban", "block", "prohibit", "forbid", "stop"})
ISSUING = frozenset({"issue", "indicate", "deliver", "enact", "adopt", "approve", "grant", "impose", "pass", "vote", "hand"})
DECLINING = re.compile(
    r"(?:declin|refus|refrain|omit|(?:left|leav\w+) out|stop\w* short|fall\w* short|fell short)|.*\b(?:not|n.t|never)\b", re.IGNORECASE
)
DUTY = re.compile(r"\b(?:must|shall|should|has to|have to|needs? to)\b", re.I)
# what is issued says whom it binds to what: "a decision that obliges Chad to …", "a resolution under which Chad must …"
ISSUED_TO = re.compile(
    r"\b(?:(?:requir|order|oblig|compell|instruct|direct|bind|command|mandat)ing|call(?:ing|s) (?:on|upon)"
    r"|(?:which|that) (?:requires|orders|obliges|compels|instructs|directs|binds|commands|mandates)) "
    r"(?P<who>(?:[\w.’'-]+ ){1,8}?)(?P<what>to (?!the |an? |its |their |his |her )\w.*)",
    re.IGNORECASE | re.DOTALL,
)
ISSUED_DUTY = re.compile(
    r"\b(?:under|by) which (?P<who>[^,;]{2,80}?) (?:must|shall|has to|have to) (?P<what>.*)", re.IGNORECASE | re.DOTALL
)
BOUND = re.compile(r"(?:(?:must|shall) )?")
PROHIBITED = re.compile(r"\s+from\s")
# "orders the extradition of X to stand trial": an act is ordered, of nobody in particular
ACT = re.compile(
    r"(?:the|an?|\S+['’]s) (?:\w+ )?(?:\w+(?:tion|sion|ment|ance|[sv]al|sure)|arrest|release|return|retrial|trial|halt|end)\b", re.I
)
# who decided, where the verb is passive: "was sentenced to death by a Northern court"
BODY = re.compile(
    r"\b(?:by|in) (?P<body>(?:an?|the) (?:[\w’'.-]+ ){0,6}?(?:court|tribunal|judge|jury|magistrate)\b"
    r"(?: (?:in|of|for) (?:the )?[A-Z][\w’'-]*)*)"
)
CHARGE = re.compile(r" (?:of (?:the |all )?charges?|for \w+ing)\b")
NO_BODY = re.compile(r"\bcourt-\w+", re.I)  # "a court-appointed inquiry" is no court
BOUNDARY = re.compile(r"[,;:]|\b(?:which|who|that|after|before|for)\b")
JOINED = re.compile(r"[\s,;]*(?:\b(?:but|and|while|though|although|yet)\b)?(?:\s(?:it|also))*\s*$")  # what joins the next decision
GOES_ON = re.compile(r",? and (?=that |must |shall )")


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a ruling as it adds to it."""

    statement: Statement
    orders: tuple[Span, ...] = ()
    declines: tuple[Span, ...] = ()


def make_rulings(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> list[Claim]:
    """Every ruling of a report, in text order."""
    told = {s.id: s for s in statements}
    decided = [s for s in statements if s.stance is Stance.RULES and not (s.speaker and NO_BODY.search(s.speaker.text))]
    together = groupby(decided, key=lambda s: (sentence_at(spans, s.cue.start), told_by(told, s), who_decides(s)))
    rulings: list[Claim] = []
    last = -1  # the sentence of the ruling before
    for (at, teller, _), group in together:
        claim = ruling(report, spans.sentences[at], spans, parts_of(report, spans.sentences[at], list(group)), told.get(teller or ""))
        if rulings and at - last <= 1 and declines_more(rulings[-1], claim):
            rulings[-1] = with_declined(rulings[-1], claim)
        else:
            rulings.append(claim)
        last = at
    return rulings


def declines_more(ruling: Claim, after: Claim) -> bool:
    """Whether the next sentence only tells what the same body stopped short of: "However, the court stopped short of …"."""
    told, more = ruling.body, after.body
    if not isinstance(told, Ruling) or not isinstance(more, Ruling) or not told.orders or more.orders or not more.declines:
        return False
    bodies = {actor.span.text.casefold().removeprefix("the ") for actor in (told.body, more.body) if actor.span}
    return len(bodies) == 1 and (ruling.speaker is None) == (after.speaker is None)


def with_declined(ruling: Claim, after: Claim) -> Claim:
    """A ruling with what the next sentence says it stopped short of."""
    assert isinstance(ruling.body, Ruling)
    assert isinstance(after.body, Ruling)
    more = tuple(mark for mark in after.evidence if mark.field in ("ruling", "declines"))
    return replace(
        ruling, body=replace(ruling.body, declines=(*ruling.body.declines, *after.body.declines)), evidence=(*ruling.evidence, *more)
    )


def told_by(told: dict[str, Statement], statement: Statement) -> str | None:
    """The statement in which somebody else tells of a ruling: a part that hangs on another part of the same ruling has that one's."""
    holder = told.get(statement.inside or "")
    while holder is not None and holder.stance is Stance.RULES and holder.speaker == statement.speaker:
        holder = told.get(holder.inside or "")
    return holder.id if holder else None


def parts_of(report: Report, sentence: Sentence, group: list[Statement]) -> list[Part]:
    """The parts of a ruling; what one decides ends where the next begins."""
    following = [*(s.cue.start for s in group[1:]), sentence.end]
    return [part(report, sentence, cut(report, s, end)) for s, end in zip(group, following, strict=True)]


def cut(report: Report, statement: Statement, end: int) -> Statement:
    """A statement whose content stops before a place."""
    if not statement.content or statement.content[0].end <= end or statement.content[0].start >= end:
        return statement
    start = statement.content[0].start
    words = JOINED.sub("", report.text[start:end])
    return replace(statement, content=(report.span(start, start + len(words)),)) if words else statement


def sentence_at(spans: Spans, at: int) -> int:
    """The number of the sentence that holds a code point."""
    return max(0, bisect_right(spans.sentences, at, key=lambda sentence: sentence.start) - 1)


def who_decides(statement: Statement) -> object:
    """What two statements share that are one ruling: the body, or the addressee where no body is named."""
    return (statement.speaker, None) if statement.speaker else (None, statement.target)


def ruling(report: Report, sentence: Sentence, spans: Spans, parts: list[Part], teller: Statement | None) -> Claim:
    """The claim of one ruling; its word is that of whoever tells of it, where that is not the body itself."""
    first = parts[0].statement
    said = teller or first
    body = first.speaker or named_behind(report, sentence, first)
    addressee = next((a for p in parts if (a := addressee_of(report, p, spans)) is not None), None)
    orders, declines = (tuple(span for p in parts for span in getattr(p, field)) for field in ("orders", "declines"))
    day = day_of(sentence, spans, parts)
    found: list[tuple[str, Span | None]] = [("ruling", first.cue), ("body", body), ("addressee", addressee), ("date", day and day[0])]
    found += [("orders", span) for span in orders] + [("declines", span) for span in declines] + [("speaker", said.speaker)]
    return Claim(
        id=digest("cl", report.key, "ruling", first.id),
        report=report.id,
        statement=said.id,
        voice=said.voice,
        speaker=said.speaker,
        cue=said.cue,
        stance=said.stance,
        body=Ruling(
            body=Actor(body),
            instrument=next((name for p in parts if (name := instrument(p.statement))), None),
            addressee=Actor(addressee) if addressee else None,
            orders=orders,
            declines=declines,
            date=day[1] if day else None,
        ),
        evidence=tuple(Evidence(field, span.start, span.end) for field, span in found if span),
        hedged=said.hedged,
        polarity=Polarity.REJECTS if said.stance is Stance.DENIES else Polarity.ASSERTS,
        carried_by=said.carried_by,
        rules=(("ruling", first.rule),),
    )


# ---------------------------------------------------------------- what is ordered, what is declined


def part(report: Report, sentence: Sentence, statement: Statement) -> Part:
    """A statement with what it orders or declines."""
    bases = cue_verbs(statement)
    if DECLINING.match(statement.cue.text):
        return Part(statement, declines=statement.content)
    if bases & FORBIDDING:
        last = statement.content[-1].end if statement.content else statement.cue.end
        whole = report.span(statement.cue.start, last)
        return Part(statement, orders=(whole,) if PROHIBITED.search(whole.text) else ())
    if not statement.content:
        return Part(statement)
    content = statement.content[0]
    if bases & ISSUING and not bases & ORDERING:
        return issued(report, sentence, statement, content)
    if not bases & ORDERING:
        return Part(statement)
    if statement.target and ACT.match(statement.target.text):
        act = report.span(statement.target.start, max(content.end, statement.target.end))
        return Part(replace(statement, target=None), orders=(act,))
    if bases & ORDERING == {"rule"} and not DUTY.search(content.text):
        return Part(statement)
    return Part(statement, orders=tuple(obligations(report, sentence, content)))


def issued(report: Report, sentence: Sentence, statement: Statement, content: Span) -> Part:
    """What an instrument requires of whom, where its own words say so."""
    found = ISSUED_TO.search(content.text) or ISSUED_DUTY.search(content.text)
    if found is None:
        return Part(statement)
    who, what = (
        report.span(content.start + found.start(f), content.start + found.start(f) + len(found[f].rstrip())) for f in ("who", "what")
    )
    return Part(replace(statement, target=who), orders=tuple(obligations(report, sentence, what)))


def cue_verbs(statement: Statement) -> frozenset[str]:
    """The verbs of a cue in their base forms."""
    base = verb_forms().base
    return frozenset(base.get(word, word) for word in statement.cue.text.lower().split())


def obligations(report: Report, sentence: Sentence, content: Span) -> Iterator[Span]:
    """The obligations of one content, cut where "to" and a verb, a bare verb beside them, "and that" or "and must" goes on."""
    cuts = {content.start + match.end() for match in GOES_ON.finditer(content.text)}
    if content.text.startswith("to "):
        cuts |= set(goes_on_at(sentence, content))
    edges = [content.start, *sorted(cuts), content.end]
    for start, end in pairwise(edges):
        start += len(BOUND.match(report.text[start:end]).group())  # type: ignore[union-attr]
        words = report.text[start:end].rstrip(" ,;")
        words = re.sub(r",? and$", "", words).rstrip(" ,;")
        if words:
            yield report.span(start, start + len(words))


def goes_on_at(sentence: Sentence, content: Span) -> Iterator[int]:
    """Where in "to prevent …, to punish … and allow …" the next verb begins."""
    tokens = [t for t in sentence.tokens if content.start <= t.start < content.end]
    base = verb_forms().base
    for before, k in zip(tokens, range(1, len(tokens)), strict=False):
        token = tokens[k]
        if before.lower not in ("and", ",") or (token.lower == "and" and before.lower == ","):
            continue
        if token.lower == "to" or (token.tag == "VERB" and base.get(token.lower) == token.lower):
            yield token.start


# ---------------------------------------------------------------- who, by what, when


def addressee_of(report: Report, part: Part, spans: Spans) -> Span | None:
    """Whom a statement addresses, without the charge and the day behind it."""
    target = part.statement.target
    if target is None or target.text.lower().startswith(("no ", "any ")):
        return None
    days = [d.span.start - target.start for d in within(spans.dates, target.start + 1, target.end)]
    charge = CHARGE.search(target.text)
    words = target.text[: min([*days, charge.start() if charge else len(target.text)])]
    words = re.sub(r"\s(?:on|in|by|of)\s*$", "", words).rstrip(" ,")
    return report.span(target.start, target.start + len(words)) if words else None


def named_behind(report: Report, sentence: Sentence, statement: Statement) -> Span | None:
    """The court behind a passive verb; `None` where it is not named in the same clause."""
    after = report.text[statement.cue.end : sentence.end]
    found = BODY.search(after)
    if found is None or BOUNDARY.search(after[: found.start()]):
        return None
    return report.span(statement.cue.end + found.start("body"), statement.cue.end + found.end("body"))


@cache
def instruments() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The lines of `data/rulings.tsv` as patterns."""
    return tuple((row["where"], re.compile(row["pattern"], re.I), row["instrument"]) for row in load_vocabulary("rulings"))


def instrument(statement: Statement) -> str | None:
    """What the decision is called: by its verb, by a word of guilt, or by what is issued."""
    content = statement.content[0].text if statement.content else ""
    issuing = bool(cue_verbs(statement) & ISSUING)
    for where, pattern, name in instruments():
        if where == "cue" and any(pattern.fullmatch(word) for word in statement.cue.text.lower().split()):
            return name
        if where == "said" and pattern.match(content):
            return name
        named = statement.cue.text.partition(" ")[2]  # "issued [a ruling requiring]" is one cue
        if where == "issued" and issuing and (pattern.match(content) or pattern.match(named)):
            return name
    return None


def day_of(sentence: Sentence, spans: Spans, parts: list[Part]) -> tuple[Span, str] | None:
    """The one day that the sentence gives outside what is decided."""
    said = [content for p in parts for content in p.statement.content]
    days = [d for d in within(spans.dates, sentence.start, sentence.end) if d.start and not any(c.covers(d.span) for c in said)]
    return (days[0].span, days[0].start) if len(days) == 1 and days[0].start == days[0].end and days[0].start else None
