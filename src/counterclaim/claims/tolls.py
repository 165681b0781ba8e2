"""Makes a toll of every figure of people to whom something happened, with the words that each value rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims.clause import HAVE, Clause, make_clause
from counterclaim.claims.figures import Figure, figure_of
from counterclaim.claims.lines import LineFigure, find_line_figures
from counterclaim.claims.mention import STANDS_AT, Mention
from counterclaim.claims.places import place_of, places_of
from counterclaim.claims.roles import find_mentions
from counterclaim.claims.scopes import Extent, extent_of, tells_occasion
from counterclaim.claims.standing import bare_figures
from counterclaim.claims.victims import DEMOGRAPHIC, group_of, victim_tokens
from counterclaim.claims.voices import Word, whose_word
from counterclaim.model import (
    Claim,
    DateSpan,
    Evidence,
    Group,
    Layout,
    Name,
    Report,
    Scope,
    Span,
    Spans,
    Statement,
    Toll,
    Unit,
    Voice,
    digest,
    within,
)

HOUSEHOLDS = frozenset({"families", "family", "households", "household"})
# A place stands for an occasion below this figure; among the marked items every event with more victims is told with its occasion.
MANY = 1000
CONTEXT = 200  # code points before a sentence in whose paragraphs an occasion is looked for: about two sentences


def make_tolls(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> list[Claim]:
    """Every toll of a report, in text order."""
    lines = list(find_line_figures(report, spans))
    taken = {f.number.core.start for f in lines}
    claims: list[Claim] = []
    for figure in lines:
        whole = next((c.id for c in reversed(claims) if isinstance(c.body, Toll) and c.body.part_of is None), None) if figure.part else None
        claims.append(line_toll(report, figure, part_of=whole))
    earlier: list[Span] = []
    before: list[Claim] = []
    said = said_in(spans, statements)
    for k, sentence in enumerate(spans.sentences):
        around = tuple(said.get(k, ()))
        clause = make_clause(sentence)
        names = within(spans.names, sentence.start, sentence.end)
        places = places_of(report, clause, names)
        found = list(sentence_tolls(report, spans, around, clause, names, places, earlier, taken))
        if not found and before:
            found = list(answers(report, spans, around, clause, taken, before[-1]))
        before = found or (before if sentence.layout is Layout.PROSE else [])
        claims.extend(found)
        goes_on = "\n" not in report.text[sentence.end : sentence.end + 2]  # a place of another paragraph says nothing here
        earlier = (places or earlier) if goes_on else []
    return sorted(claims, key=lambda c: (c.evidence[0].start, c.id))


def said_in(spans: Spans, statements: tuple[Statement, ...]) -> dict[int, list[Statement]]:
    """The statements whose content reaches into each sentence, by the sentence's number."""
    starts = [s.start for s in spans.sentences]
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        for content in statement.content:
            for k in range(max(0, bisect_right(starts, content.start) - 1), bisect_right(starts, content.end - 1)):
                found.setdefault(k, []).append(statement)
    return found


def sentence_tolls(
    report: Report,
    spans: Spans,
    statements: tuple[Statement, ...],
    clause: Clause,
    names: tuple[Name, ...],
    places: list[Span],
    earlier: list[Span],
    taken: set[int],
) -> Iterator[Claim]:
    """The tolls of one sentence; parts point to the toll that they are counted inside."""
    sentence = clause.sentence
    numbers = tuple(n for n in within(spans.numbers, sentence.start, sentence.end) if n.core.start not in taken)
    ids: dict[tuple[int, str], str] = {}
    shared: tuple[int, int] | None = None
    for mention in find_mentions(clause):
        figure = figure_of(report, clause, mention, numbers, names)
        if figure is None or mention.hypothetical:
            continue
        who = victim_tokens(clause, mention.phrase)
        if who is None and shared is not None and is_ellipsis(clause, mention):
            who = shared
        elif who is not None and mention.parent is None:
            shared = who
        claim = toll(
            report, spans, statements, clause, mention, figure, who, place_of(clause, places, earlier, clause.tokens[mention.harm_at].start)
        )
        parent = ids.get((mention.parent, mention.measure)) if mention.parent is not None else None
        ids[mention.phrase.first, mention.measure] = claim.id
        yield replace(claim, body=replace(claim.body, part_of=parent)) if isinstance(claim.body, Toll) and parent else claim


def answers(
    report: Report, spans: Spans, statements: tuple[Statement, ...], clause: Clause, taken: set[int], before: Claim
) -> Iterator[Claim]:
    """Figures without a word of their own that answer the last toll: they count what that one counted."""
    if not isinstance(before.body, Toll):
        return
    for phrase in bare_figures(clause):
        at = clause.tokens[phrase.first].start
        number = next((n for n in within(spans.numbers, at, clause.tokens[phrase.last - 1].end) if n.share is None), None)
        if number is None or number.core.start in taken:
            continue
        word = whose_word(clause, number.core, phrase.first, statements)
        body = replace(
            before.body,
            number=number.span,
            low=number.low,
            high=number.high,
            quantifier=number.quantifier,
            approx=number.approx,
            vague=number.vague,
            part_of=None,
            person=False,
        )
        evidence = (Evidence("number", number.span.start, number.span.end), *(e for e in before.evidence if e.field == "measure"))
        yield claim_of(report, body, word, evidence, (("measure", "counts what the figure before counted"), ("voice", word.rule)))


def is_ellipsis(clause: Clause, mention: Mention) -> bool:
    """Whether a bare number leaves its noun out: "3 people killed and 7 wounded"; not so after "toll" or with "deaths"."""
    return mention.rule not in (STANDS_AT, "counted by the noun itself") and clause.tag(mention.phrase.last - 1) == "NUM"


def toll(
    report: Report,
    spans: Spans,
    statements: tuple[Statement, ...],
    clause: Clause,
    mention: Mention,
    figure: Figure,
    who: tuple[int, int] | None,
    place: Span | None,
) -> Claim:
    """One toll of a sentence with its words as evidence."""
    sentence = clause.sentence
    victims = report.span(clause.tokens[who[0]].start, clause.tokens[who[1] - 1].end) if who else None
    group = group_of(clause, *who) if who else Group.UNSPECIFIED
    dates = list(within(spans.dates, sentence.start, sentence.end))
    word = whose_word(clause, figure.core or figure.span, mention.harm_at, statements)
    extent = stretch_extent(report, clause, mention, dates)
    if extent == Extent() and is_untold(report, clause, mention, figure, place):
        extent, place = (
            Extent(Scope.UNKNOWN, rule="a count of several without day or occasion"),
            place if place and sentence.start <= place.start else None,
        )
    harm = clause.tokens[mention.harm_at]
    body = Toll(
        number=figure.span,
        low=figure.low,
        high=figure.high,
        quantifier=figure.quantifier,
        measure=mention.measure,
        approx=figure.approx,
        vague=figure.vague,
        unit=Unit.HOUSEHOLD if victims and victims.text.lower() in HOUSEHOLDS else Unit.PERSON,
        victims=victims,
        group=group,
        demographic=(DEMOGRAPHIC[group],) if group in DEMOGRAPHIC else (),
        scope=extent.scope,
        since=extent.since,
        date_start=extent.start,
        date_end=extent.end,
        place=place,
        person=figure.person,
    )
    evidence = [Evidence("number", figure.span.start, figure.span.end), Evidence("measure", harm.start, harm.end)]
    evidence += [Evidence(f, s.start, s.end) for f, s in (("victims", victims), ("place", place), ("speaker", word.speaker)) if s]
    rules = (
        ("number", "number grammar" if figure.core else "article or name counted as one"),
        ("measure", mention.rule),
        ("scope", extent.rule),
        ("voice", word.rule),
    )
    return claim_of(report, body, word, tuple(evidence), rules)


def is_untold(report: Report, clause: Clause, mention: Mention, figure: Figure, place: Span | None) -> bool:
    """Whether nothing tells on what occasion several people came to harm: neither the sentence nor what its paragraph said before.

    "Israel has reported the deaths of 220 soldiers" may count one day or a whole war.
    """
    several = (figure.low or figure.high or 0) > 1 or figure.vague
    sentence = clause.sentence
    paragraph = report.text.rfind("\n", 0, max(0, sentence.start - CONTEXT)) + 1
    perfect = clause.word(clause.skip(mention.harm_at - 1, -1)) in HAVE or mention.rule in ("named after of", STANDS_AT)
    counted = mention.rule in ("counted by the noun itself", "phrase before the participle", "phrase before the state")
    context = report.text[sentence.start if perfect else paragraph : sentence.end]
    here = place is not None and sentence.start <= place.start and (figure.low or 0) < MANY
    return several and (perfect or counted) and not here and not tells_occasion(context)


def stretch_extent(report: Report, clause: Clause, mention: Mention, dates: list[DateSpan]) -> Extent:
    """The extent that the words of the figure's own stretch of the sentence state, else those of the whole sentence.

    "341 deaths in the past 24 hours, bringing the nationwide toll to 36,267" has two stretches.
    """
    start, end = stretch(clause, mention.phrase.first)
    at = clause.tokens[mention.phrase.first].start
    near = extent_of(report.text[start:end], [d for d in dates if start <= d.span.start < end], mention.measure, at - start)
    if near.scope is not Scope.INCIDENT:
        return near
    whole = extent_of(report.text[clause.sentence.start : clause.sentence.end], dates, mention.measure, at - clause.sentence.start)
    return near if near.start and whole.scope is Scope.INCIDENT else whole


def stretch(clause: Clause, at: int) -> tuple[int, int]:
    """Code points of the stretch between "…, bringing", "; " and "while" that holds token `at`."""
    tokens = clause.tokens
    cuts = [
        k
        for k in range(1, len(tokens) - 1)
        if tokens[k].text == ";"
        or (tokens[k].text == "," and tokens[clause.skip(k + 1, 1, ("ADV",)) % len(tokens)].tag == "VING")
        or tokens[k].lower in ("while", "whereas")
    ]
    first = max((k for k in cuts if k <= at), default=0)
    last = min((k for k in cuts if k > at), default=len(tokens))
    return tokens[first].start, tokens[last - 1].end


def claim_of(report: Report, body: Toll, word: Word, evidence: tuple[Evidence, ...], rules: tuple[tuple[str, str], ...]) -> Claim:
    """The claim around a toll; its id hashes report, kind, the number's place and the measure, never a value."""
    return Claim(
        id=digest("cl", report.key, "toll", body.number.start, body.number.end, body.measure),
        report=report.id,
        statement=word.statement.id if word.statement else None,
        voice=word.voice,
        speaker=word.speaker,
        cue=word.statement.cue if word.statement and word.voice is not Voice.UNRESOLVED else None,
        stance=word.stance,
        body=body,
        evidence=evidence,
        hedged=word.hedged,
        polarity=word.polarity,
        carried_by=(word.statement.carried_by if word.statement else ()) or ((report.publisher,) if report.publisher else ()),
        rules=rules,
    )


def line_toll(report: Report, figure: LineFigure, *, part_of: str | None) -> Claim:
    """A toll of a bulletin line."""
    number, extent = figure.number, figure.extent
    body = Toll(
        number=number.span,
        low=number.low,
        high=number.high,
        quantifier=number.quantifier,
        measure=figure.measure,
        approx=number.approx,
        vague=number.vague,
        unit=Unit.HOUSEHOLD if figure.households else Unit.PERSON,
        victims=figure.victims,
        group=figure.group,
        demographic=(DEMOGRAPHIC[figure.group],) if figure.group in DEMOGRAPHIC else (),
        scope=extent.scope,
        since=extent.since,
        date_start=extent.start,
        date_end=extent.end,
        part_of=part_of,
    )
    evidence: tuple[Evidence, ...] = (Evidence("number", number.span.start, number.span.end),)
    if figure.victims:
        evidence += (Evidence("victims", figure.victims.start, figure.victims.end),)
    return claim_of(report, body, Word(), evidence, (("measure", "label of the line"), ("scope", extent.rule)))
