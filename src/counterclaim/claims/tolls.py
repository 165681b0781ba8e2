"""Makes a toll of every figure of people to whom something happened, with the words that each value rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from counterclaim.claims.answering import bare_figures
from counterclaim.claims.carrying import carried_on, counted_over, goes_on_counting, is_told_again, shared_victims
from counterclaim.claims.clause import Clause
from counterclaim.claims.extents import UNTOLD, find_extent, stretch_extent
from counterclaim.claims.figures import Figure, figure_of
from counterclaim.claims.harms import find_harms
from counterclaim.claims.leftover import left_over
from counterclaim.claims.lines import LineFigure, find_line_figures
from counterclaim.claims.mention import AS_BEFORE, PART, STANDS_AT, Mention
from counterclaim.claims.owners import owner_group
from counterclaim.claims.portions import portions
from counterclaim.claims.recent import ABOUT, Recent
from counterclaim.claims.roles import find_mentions
from counterclaim.claims.scene import Scene, find_scenes
from counterclaim.claims.scopes import Extent
from counterclaim.claims.topics import topic_group
from counterclaim.claims.trained import is_doubted, seen_mentions
from counterclaim.claims.victims import (
    ARMED,
    DEMOGRAPHIC,
    HOUSEHOLDS,
    age_group,
    before_toll,
    described_as,
    ends_in_name,
    group_of,
    part_group,
    said_to_be,
    victim_tokens,
)
from counterclaim.claims.voices import Word, whose_word, word_over
from counterclaim.claims.whereabouts import place_of
from counterclaim.model import (
    Claim,
    Evidence,
    Group,
    Layout,
    Measure,
    Number,
    Phrase,
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

BRINGING = ("bring", "brought", "tak", "took", "rais", "push", "lift")  # beginnings of the verbs
NESTED = 6  # contents that may begin before a figure's line and still hold it: a turn and what is said inside it
Rules = tuple[tuple[str, str], ...]


def make_tolls(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> list[Claim]:
    """Every toll of a report, in text order."""
    lines, above = find_line_figures(report, spans)
    claims = line_tolls(report, lines, statements)
    tellers = tuple(s.speaker for s in statements if s.speaker)
    before: list[Claim] = []
    recent = Recent()
    for scene in find_scenes(report, spans, statements, frozenset(f.number.core.start for f in lines), above):
        mentions = find_mentions(scene.clause)
        told = scene_tolls(scene, mentions)
        told += told_parts(scene, told, recent)
        told += believed(scene, answers(scene, told, recent))
        found = carried_on(scene, [*told, *loose_tolls(scene, mentions, told, tellers)])
        found = [recent.over_what(goes_on_counting(c, before)) for c in found if not is_told_again(c, claims)]
        before = found or (before if scene.clause.sentence.layout is Layout.PROSE else [])
        recent = recent.then(found or told_in(claims[: len(lines)], scene))
        claims.extend(found)
    return sorted(claims, key=lambda c: (c.evidence[0].start, c.id))


def believed(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """The tolls of bare figures that the network, where it was asked, does not hold for something else."""
    bodies = ((claim, claim.body) for claim in claims)
    return [
        claim
        for claim, toll in bodies
        if isinstance(toll, Toll) and not is_doubted(scene.scored, toll.measure, toll.number.start, toll.number.end)
    ]


def told_in(claims: list[Claim], scene: Scene) -> list[Claim]:
    """The tolls of bulletin lines that stand in a sentence."""
    start, end = scene.clause.sentence.start, scene.clause.sentence.end
    return [c for c in claims if isinstance(c.body, Toll) and start <= c.body.number.start < end]


def scene_tolls(scene: Scene, mentions: list[Mention]) -> list[Claim]:
    """The tolls of one sentence; parts point to the toll that they are counted inside."""
    claims: list[Claim] = []
    ids: dict[tuple[int, str], str] = {}
    groups: dict[int, Group] = {}
    shared: tuple[int, int] | None = None
    whole: Figure | None = None
    for mention in mentions:
        figure = figure_of(scene.report, scene.clause, mention, scene.numbers, scene.names)
        if figure is None or mention.hypothetical:
            continue
        who = who_is(scene.clause, mention.phrase, figure)
        if who is None and mention.rule == STANDS_AT:
            who = before_toll(scene.clause, mention.harm_at)
        if who is None:
            who = said_to_be(scene.clause, mention.phrase)
        if who is None and shared is not None and is_ellipsis(scene.clause, mention):
            who = shared if are_shared(scene.clause, mention, shared, whole, figure) else None
        elif who is not None and mention.parent is None:
            shared, whole = who, figure
        group = named_group(scene.clause, who)
        if group is Group.UNSPECIFIED and (described := said_to_be(scene.clause, mention.phrase)) is not None:
            who, group = described, named_group(scene.clause, described)  # "two of the slain were [farmers]"
        part_of = None
        if mention.parent is not None:
            part_of = ids.get((mention.parent, mention.measure))
            group = part_group(scene.clause, mention.phrase, who, group, groups.get(mention.parent, Group.UNSPECIFIED))
        groups[mention.phrase.first] = group
        claim = toll(scene, mention, figure, who, group, part_of)
        ids[mention.phrase.first, mention.measure] = claim.id
        if is_brought(scene.clause, mention):
            claims = [counted_in(earlier, claim) for earlier in claims]
        claims.append(claim)
    return claims


def are_shared(clause: Clause, mention: Mention, who: tuple[int, int], of: Figure | None, figure: Figure) -> bool:
    """Whether a bare figure counts people like those before: "a farmer died and [31] were hurt" does not say that the 31 were farmers."""
    few = of is not None and of.high is not None and of.high <= 1 and (figure.high is None or figure.high > 1)
    own_verb = clause.tag(clause.skip(mention.phrase.last, 1)) == "AUX"
    return not few or not (own_verb or (of is not None and of.high == 0)) or group_of(clause, *who) in ARMED


def named_group(clause: Clause, who: tuple[int, int] | None) -> Group:
    """The group that the words for the people name, an age before them included."""
    return age_group(clause, who, group_of(clause, *who)) if who else Group.UNSPECIFIED


def loose_tolls(scene: Scene, mentions: list[Mention], told: list[Claim], tellers: tuple[Span, ...]) -> Iterator[Claim]:
    """The tolls of figures that neither a rule of grammar nor a count before has placed; of a bare one the people are those before."""
    phrases = [m.phrase for m in mentions]
    taken = {n.span.start for n in scene.numbers if any(is_inside(scene.clause, n, p) for p in phrases)}
    taken |= {c.body.number.start for c in told if isinstance(c.body, Toll)}
    near = tuple(t for t in tellers if t.start < scene.clause.sentence.end and scene.clause.sentence.start < t.end)
    found = left_over(scene.clause, scene.numbers, taken, near)
    loose = [m for m in found if not is_doubted(scene.scored, m.measure, *scene.clause.edges(m.phrase))]
    taken |= {scene.clause.tokens[m.phrase.first].start for m in (*loose, *mentions)}
    for mention in (*loose, *seen_mentions(scene.clause, scene.numbers, scene.scored, taken)):
        figure = figure_of(scene.report, scene.clause, mention, scene.numbers, scene.names)
        if figure is not None:
            who = victim_tokens(scene.clause, mention.phrase) or said_to_be(scene.clause, mention.phrase)
            group = named_group(scene.clause, who)
            yield shared_victims(scene, toll(scene, mention, figure, who, group, None), told)


def is_inside(clause: Clause, number: Number, phrase: Phrase) -> bool:
    """Whether a number stands in a phrase."""
    return clause.tokens[phrase.first].start <= number.core.start < clause.tokens[phrase.last - 1].end


def who_is(clause: Clause, phrase: Phrase, figure: Figure) -> tuple[int, int] | None:
    """The tokens that say who: of a named person the description alone."""
    return described_as(clause, phrase) if figure.core is None and ends_in_name(clause, phrase) else victim_tokens(clause, phrase)


def is_brought(clause: Clause, mention: Mention) -> bool:
    """Whether new victims bring a toll to its figure: "…, bringing the toll to two"."""
    return mention.rule == STANDS_AT and any(
        clause.word(k).startswith(BRINGING) for k in range(max(0, mention.harm_at - 5), mention.harm_at)
    )


def counted_in(earlier: Claim, total: Claim) -> Claim:
    """The earlier toll as part of the total that it brings about, where both count the same and the total is no smaller."""
    part, whole = earlier.body, total.body
    if not (isinstance(part, Toll) and isinstance(whole, Toll)) or part.part_of or part.measure is not whole.measure:
        return earlier
    return replace(earlier, body=replace(part, part_of=total.id)) if (part.low or 0) <= (whole.low or 0) else earlier


def is_ellipsis(clause: Clause, mention: Mention) -> bool:
    """Whether a bare number leaves its noun out: "3 people killed and 7 wounded"; not so after "toll" or with "deaths"."""
    last = mention.phrase.last - 1
    bare = clause.tag(last) == "NUM" or (mention.phrase.first == last and clause.word(last) in ("one", "another"))
    return mention.rule not in (STANDS_AT, "counted by the noun itself") and bare


def unit_of(clause: Clause, mention: Mention, figure: Figure) -> Unit:
    """What a figure counts: the noun of its phrase, or the one behind "of" where the figure is all there is ("thousands of families")."""
    phrase = mention.phrase
    if figure.core and clause.tokens[phrase.head].start < figure.core.end and clause.word(phrase.last) == "of":
        phrase = clause.begins.get(clause.skip(phrase.last + 1, 1), phrase)
    return Unit.HOUSEHOLD if clause.word(phrase.head) in HOUSEHOLDS else Unit.PERSON


def toll(scene: Scene, mention: Mention, figure: Figure, who: tuple[int, int] | None, group: Group, part_of: str | None) -> Claim:
    """One toll of a sentence with its words as evidence; `who` are the tokens that say who."""
    clause = scene.clause
    harm = clause.tokens[mention.harm_at]
    victims = scene.report.span(clause.tokens[who[0]].start, clause.tokens[who[1] - 1].end) if who else None
    word = whose_word(clause, figure.core or figure.span, mention.harm_at, scene.statements)
    place = place_of(clause, mention.phrase, scene.places, scene.earlier, harm.start)
    extent = find_extent(scene, mention, figure, place)
    if extent in (UNTOLD, ABOUT) and place and place.start < clause.sentence.start:
        place = None  # a count of any time has no place in the sentence before
    if group is Group.UNSPECIFIED:
        group = owner_group(scene, mention, word) or (topic_group(scene, mention.phrase) if who is None else None) or group
    body = Toll(
        number=figure.span,
        low=figure.low,
        high=figure.high,
        quantifier=figure.quantifier,
        measure=mention.measure,
        approx=figure.approx,
        vague=figure.vague,
        unit=unit_of(clause, mention, figure),
        victims=victims,
        group=group,
        demographic=(DEMOGRAPHIC[group],) if group in DEMOGRAPHIC else (),
        scope=extent.scope,
        since=extent.since,
        date_start=extent.start,
        date_end=extent.end,
        place=place,
        part_of=part_of,
        person=figure.person,
    )
    rules = (
        ("number", "number grammar" if figure.core else "article or name counted as one"),
        ("measure", mention.rule),
        ("scope", extent.rule),
        ("voice", word.rule),
    )
    spans = (("number", figure.span), ("measure", harm), ("victims", victims), ("place", place), ("speaker", word.speaker))
    return claim_of(scene.report, body, word, tuple(Evidence(field, s.start, s.end) for field, s in spans if s), rules)


def answers(scene: Scene, told: list[Claim], recent: Recent) -> Iterator[Claim]:
    """Figures without a word of their own that answer a count, here or in a sentence before: they count what that one counted."""
    said = frozenset(c.start for s in scene.statements for c in s.content)
    taken = {c.body.number.start for c in told if isinstance(c.body, Toll)}
    here = list(told)
    for phrase in bare_figures(scene.clause, said):
        start, end = scene.clause.tokens[phrase.first].start, scene.clause.tokens[phrase.last - 1].end
        number = next((n for n in within(scene.numbers, start, end) if n.share is None), None)
        if number is None or number.span.start in taken:
            continue
        answered = recent.then([c for c in here if c.evidence[0].start < start]).answered(number, named_harms(scene.clause, phrase))
        if answered is not None:
            here.append(answer(scene, phrase, number, answered))
            yield here[-1]


def told_parts(scene: Scene, told: list[Claim], recent: Recent) -> Iterator[Claim]:
    """The parts of a count before the sentence: they count what it counted, with people of their own."""
    taken = {c.body.number.start for c in told if isinstance(c.body, Toll)}
    for portion in portions(scene.clause):
        phrase = portion.phrase
        mention = Mention(phrase, Measure.KILLED, phrase.first, PART)
        figure = figure_of(scene.report, scene.clause, mention, scene.numbers, scene.names)
        before = recent.then([c for c in told if c.evidence[0].start < scene.clause.tokens[phrase.first].start])
        of = next((n.low for n in scene.numbers if portion.of is not None and is_inside(scene.clause, n, portion.of)), None)
        whole = before.whole(figure.high if figure else None, portion.harms, of)
        if figure is None or whole is None or figure.span.start in taken or not isinstance(whole.body, Toll):
            continue
        who = said_to_be(scene.clause, phrase) or victim_tokens(scene.clause, phrase)
        group = part_group(scene.clause, phrase, who, named_group(scene.clause, who), whole.body.group)
        part = toll(scene, replace(mention, measure=whole.body.measure), figure, who, group, whole.id)
        yield counted_over(part, whole)


def named_harms(clause: Clause, phrase: Phrase) -> frozenset[Measure]:
    """What the sentence says before a bare figure that happened to people: "the number detained this month was [11]"."""
    return frozenset(h.measure for h in find_harms(clause) if h.at < phrase.first)


def answer(scene: Scene, phrase: Phrase, number: Number, before: Claim) -> Claim:
    """The toll of a bare figure: it counts what the one before counted, over what its own words tell or the one before."""
    earlier = before.body
    assert isinstance(earlier, Toll)
    word = whose_word(scene.clause, number.core, phrase.first, scene.statements)
    own = stretch_extent(scene, Mention(phrase, earlier.measure, phrase.first, STANDS_AT))
    kept = own.scope is Scope.INCIDENT or earlier.scope is Scope.STOCK
    extent = own if not kept else Extent(earlier.scope, earlier.since, earlier.date_start, earlier.date_end)
    who = said_to_be(scene.clause, phrase)
    single = earlier.high is not None and earlier.high <= 1 < (number.low or number.high or 2)
    if who is None and single and earlier.group not in ARMED:
        earlier = replace(earlier, victims=None, group=Group.UNSPECIFIED)  # "no trader died"; "residents say 40"
    if who is not None:
        victims = scene.report.span(scene.clause.tokens[who[0]].start, scene.clause.tokens[who[1] - 1].end)
        earlier = replace(earlier, victims=victims, group=group_of(scene.clause, *who))
    body = replace(
        earlier,
        number=number.span,
        low=number.low,
        high=number.high,
        quantifier=number.quantifier,
        approx=number.approx,
        vague=number.vague,
        scope=extent.scope,
        since=extent.since,
        date_start=extent.start,
        date_end=extent.end,
        part_of=None,
        person=False,
    )
    evidence = (Evidence("number", number.span.start, number.span.end), *(e for e in before.evidence if e.field == "measure"))
    return claim_of(scene.report, body, word, evidence, (("measure", AS_BEFORE), ("voice", word.rule)))


def line_tolls(report: Report, lines: tuple[LineFigure, ...], statements: tuple[Statement, ...]) -> list[Claim]:
    """The tolls of bulletin lines; a part belongs to the last whole figure of its measure before it."""
    contents = sorted(((c, s) for s in statements for c in s.content), key=lambda pair: pair[0].start)
    starts = [c.start for c, _ in contents]
    claims: list[Claim] = []
    wholes: dict[Measure, str] = {}
    for figure in lines:
        at = figure.number.core.start
        over = [s for c, s in contents[max(0, bisect_right(starts, at) - NESTED) : bisect_right(starts, at)] if at < c.end]
        claims.append(line_toll(report, figure, wholes.get(figure.measure) if figure.part else None, word_over(tuple(over))))
        if not figure.part:
            wholes[figure.measure] = claims[-1].id
    return claims


def line_toll(report: Report, figure: LineFigure, part_of: str | None, word: Word) -> Claim:
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
        place=figure.place,
        part_of=part_of,
    )
    spans: tuple[tuple[str, Span | None], ...] = (("number", number.span), ("victims", figure.victims), ("place", figure.place))
    evidence = tuple(Evidence(field, s.start, s.end) for field, s in spans if s)
    return claim_of(report, body, word, evidence, (("measure", "label of the line"), ("scope", extent.rule)))


def claim_of(report: Report, body: Toll, word: Word, evidence: tuple[Evidence, ...], rules: Rules) -> Claim:
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
