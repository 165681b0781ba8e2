"""Over what a figure in prose counts: the words of its own stretch of the sentence, then of the sentence, then of what stands around."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counterclaim.claims.clause import HAVE, Clause, group_start
from counterclaim.claims.figures import Figure
from counterclaim.claims.mention import IDIOM_OF_STATE, LEFT_OVER, STANDS_AT, STATUS_NOUN, Mention
from counterclaim.claims.recent import ABOUT
from counterclaim.claims.scene import Scene
from counterclaim.claims.scopes import HARMED, IN_MONTH, Extent, extent_of, tells_count, tells_occasion
from counterclaim.model import SEEN, Measure, Scope, Span, Stance

# A place stands for an occasion below this figure; among the marked items every event with more victims is told with its occasion.
MANY = 1000
# Below this figure "in March" dates an event: of marked figures with such a date, 32 of 49 small ones are of one event, of 50 larger 20.
FEW = 100
# Of 35 marked counts without day and occasion 27 were of one event and 2 of an unknown time; both of these run and count more.
SEVERAL = 30
CONTEXT = 200  # code points before a sentence in whose paragraphs an occasion is looked for: about two sentences
# beginnings of disasters of nature, each of which is one incident however many it kills
HAZARDS = re.compile(
    r"quake|flood|storm|hurricane|typhoon|cyclone|tsunami|landslide|mudslide|heat ?wave|cold weather|wildfire|volcan|drought|tornado"
    r"|avalanche",
    re.IGNORECASE,
)
DEEDS = frozenset({"killings", "murders"})  # each a deed of its own
HELD = Extent(Scope.STOCK, rule="how many are so at a moment")
TOO_MANY = Extent(Scope.CUMULATIVE, rule="so many have come to harm that no single event is told")
# what displaced people do when they become so
MOVED = re.compile(
    r"\b(?:fle[ed]\w*|flight|flew|left|leav\w+|arriv\w+|reach\w+|cross\w*|enter\w*|came|come|coming|went|gone|going|ran|run|running|walk\w+"
    r"|driv\w+|drove|forc\w+|evacuat\w+|evacuation|new|newly|abandon\w+|escap\w+|mov\w+|return\w*|took in|taken in|poured|streamed|crossing"
    r"|departures?|exodus|expel\w+|deport\w+|been|was|were)\b",
    re.I,
)
ONE = Extent(rule="one person comes to harm once")
UNTOLD = Extent(Scope.UNKNOWN, rule="a count of several without day or occasion")
BRINGING = frozenset({"bringing", "taking", "raising", "pushing", "lifting"})
RUNNING = frozenset({"named after of"})  # rules that find counts which may run over any time
FULL_STOPS = frozenset(".?!…")
COUNTED = frozenset({STANDS_AT, "counted by the noun itself", "phrase before the participle", "phrase before the state"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a sentence with the place it belongs to and the extent that its own words state, else that of one incident."""

    scene: Scene
    mention: Mention
    figure: Figure
    place: Span | None
    own: Extent

    @property
    def size(self) -> int:
        """The larger of the figure's bounds; nought where it has none."""
        return max(self.figure.low or 0, self.figure.high or 0)


def find_extent(scene: Scene, mention: Mention, figure: Figure, place: Span | None) -> Extent:
    """The extent of a figure by the first signal that tells one; `UNKNOWN` where neither a day nor an occasion is told."""
    counted = Counted(scene, mention, figure, place, stretch_extent(scene, mention))
    return next((extent for signal in SIGNALS if (extent := signal(counted)) is not None), counted.own)


def by_idiom(counted: Counted) -> Extent | None:
    """ "12 people are behind bars" tells a moment, whatever times stand around."""
    return HELD if counted.mention.rule == IDIOM_OF_STATE else None


def of_one(counted: Counted) -> Extent | None:
    """A person without a numeral comes to harm once, in whatever stretch of time."""
    one = counted.figure.core is None and counted.figure.low == 1
    return ONE if one and counted.own.scope not in (Scope.INCIDENT, Scope.STOCK) else None


def few_in_month(counted: Counted) -> Extent | None:
    """ "In March" dates an event where few are counted."""
    few = counted.own.rule == IN_MONTH and counted.size < FEW and not tells_count(around_figure(counted))
    return replace(counted.own, scope=Scope.INCIDENT, rule="so few in a month are those of one event") if few else None


def around_figure(counted: Counted) -> str:
    """The words of the sentence that a figure stands in."""
    start, end = told_within(counted.scene.clause, counted.mention.phrase.first)
    return counted.scene.report.text[start:end]


def of_deeds(counted: Counted) -> Extent | None:
    """ "Twelve murders" are as many occasions."""
    deeds = counted.scene.clause.word(counted.mention.harm_at) in DEEDS and counted.figure.core is not None
    return Extent(Scope.CUMULATIVE, rule="several deeds counted together") if deeds and counted.own == Extent() else None


def of_many(counted: Counted) -> Extent | None:
    """So many "have been killed" that a war is counted even where a day stands beside them."""
    total = counted.own.scope is Scope.INCIDENT and is_running_total(counted.scene, counted.mention, counted.figure)
    return TOO_MANY if total else None


def by_words(counted: Counted) -> Extent | None:
    """What the figure's own stretch of the sentence says, else the sentence."""
    return counted.own if counted.own != Extent() else None


def already_so(counted: Counted) -> Extent | None:
    """Displaced people of whom no verb tells that they moved are counted where they are."""
    mention = counted.mention
    told = mention.rule.startswith(SEEN) or mention.rule in (STATUS_NOUN, LEFT_OVER)
    return HELD if told and mention.measure is Measure.DISPLACED and not MOVED.search(around_figure(counted)) else None


def by_line_above(counted: Counted) -> Extent | None:
    """What the line above a bulletin's line says."""
    return counted.scene.above


def of_a_war(counted: Counted) -> Extent | None:
    """A figure too large for any event that is not told."""
    return TOO_MANY if counts_a_war(counted.scene, counted.mention, counted.figure) else None


def untold(counted: Counted) -> Extent | None:
    """A count of several that names neither day nor occasion: what the report tells of before, else one incident; so many unknown."""
    if not is_untold(counted.scene, counted.mention, counted.figure, counted.place):
        return None
    return UNTOLD if runs(counted.scene.clause, counted.mention) and counted.size >= SEVERAL else ABOUT


# nearest first; each says in its own words why it outweighs those behind it
SIGNALS = (by_idiom, of_one, few_in_month, of_deeds, of_many, by_words, already_so, by_line_above, of_a_war, untold)


def is_running_total(scene: Scene, mention: Mention, figure: Figure) -> bool:
    """Whether "1,055 people have been killed in air attacks" counts a war: so many, in the perfect, and no disaster of nature around."""
    lead = {scene.clause.word(k) for k in range(group_start(scene.clause, mention.harm_at), mention.harm_at)}
    many = bool(lead & HAVE) and (figure.low or 0) >= MANY and not tells_hazard(scene)
    return many and (mention.measure in HARMED or not tells_occasion(around(scene)))


def counts_a_war(scene: Scene, mention: Mention, figure: Figure) -> bool:
    """Whether a figure is so large that it counts a war where neither its sentence tells an occasion nor anything around a disaster."""
    words = scene.report.text[scene.clause.sentence.start : scene.clause.sentence.end]
    many = (figure.low or figure.high or 0) >= MANY and mention.measure in HARMED
    return many and not tells_occasion(words) and not tells_hazard(scene)


def tells_hazard(scene: Scene) -> bool:
    """Whether a sentence or what stands before it speaks of a disaster of nature."""
    return bool(HAZARDS.search(around(scene)))


def around(scene: Scene) -> str:
    """A sentence with what stands shortly before it."""
    text = scene.report.text
    return text[text.rfind("\n", 0, max(0, scene.start - CONTEXT)) + 1 : scene.clause.sentence.end]


def is_untold(scene: Scene, mention: Mention, figure: Figure, place: Span | None) -> bool:
    """Whether nothing tells on what occasion several people came to harm: neither the sentence nor what stood before it.

    "Israel has reported the deaths of 220 soldiers" may count one day or a whole war.
    """
    several = (figure.low or figure.high or 0) > 1 or figure.vague
    clause, text = scene.clause, scene.report.text
    start = clause.sentence.start
    running = runs(clause, mention)
    around = start if running else text.rfind("\n", 0, max(0, start - CONTEXT)) + 1
    here = place is not None and start <= place.start and (figure.low or 0) < MANY
    counted = several and (running or mention.rule in COUNTED) and not here
    return counted and not tells_occasion(text[around : clause.sentence.end]) and not tells_hazard(scene)


def runs(clause: Clause, mention: Mention) -> bool:
    """Whether a count may run over any time: "has executed two", "the deaths of 220"."""
    return clause.word(clause.skip(mention.harm_at - 1, -1)) in HAVE or mention.rule in RUNNING


def stretch_extent(scene: Scene, mention: Mention) -> Extent:
    """The extent that the words of the figure's own stretch of the sentence state, else those of the whole sentence.

    "341 deaths in the past 24 hours, bringing the nationwide toll to 36,267" has two stretches.
    """
    start, end = stretch(scene.clause, mention.phrase.first)
    at = scene.clause.tokens[mention.phrase.first].start
    start = max(start, said_from(scene, at))
    near = extent_within(scene, mention.measure, at, start, end)
    if near.scope is not Scope.INCIDENT:
        return near
    first, stop = told_within(scene.clause, mention.phrase.first)
    reach = min(stop, before_total(scene.clause, mention.phrase.first))
    whole = extent_within(scene, mention.measure, at, max(scene.start, first, said_from(scene, at)), reach)
    return near if near.start and whole.scope is Scope.INCIDENT else whole


def said_from(scene: Scene, at: int) -> int:
    """Where the words begin that somebody says with "that …" and that hold code point `at`: what stands before dates the saying."""
    text = scene.report.text
    told = (s for s in scene.statements if s.stance is not Stance.CONFIRMS)  # "has so far confirmed that 12 died" counts
    contents = (c for s in told for c in s.content if c.start <= at < c.end)
    return max((c.start for c in contents if text.endswith("that ", 0, c.start) or c.text.startswith("that ")), default=0)


def extent_within(scene: Scene, measure: Measure, at: int, start: int, end: int) -> Extent:
    """The extent that the words between two code points state for a figure at code point `at`."""
    dates = [d for d in scene.dates if start <= d.span.start < end]
    return extent_of(scene.report.text[start:end], dates, measure, at - start)


def before_total(clause: Clause, at: int) -> int:
    """Up to which code point a sentence speaks of the figure at token `at`: the time of "…, bringing the toll to nine" is the toll's."""
    for k in range(at, len(clause.tokens) - 1):
        if clause.word(k) == "," and clause.word(clause.skip(k + 1, 1)) in BRINGING:
            return clause.tokens[k].start
    return clause.sentence.end


def told_within(clause: Clause, at: int) -> tuple[int, int]:
    """Code points of the sentence around token `at`: a quotation that is kept whole may hold several."""
    return between(clause, at, [k for k in range(1, len(clause.tokens) - 1) if ends_sentence(clause, k)])


def ends_sentence(clause: Clause, k: int) -> bool:
    """Whether a full stop stands at token `k` and a capital after it."""
    return clause.tokens[k].text in FULL_STOPS and clause.tokens[k + 1].text[:1].isupper()


def stretch(clause: Clause, at: int) -> tuple[int, int]:
    """Code points of the stretch between "…, bringing", "; " and "while" that holds token `at`."""
    tokens = clause.tokens
    cuts = [
        k
        for k in range(1, len(tokens) - 1)
        if tokens[k].text == ";"
        or ends_sentence(clause, k)
        or (tokens[k].text == "," and tokens[clause.skip(k + 1, 1, ("ADV",)) % len(tokens)].tag == "VING")
        or tokens[k].lower in ("while", "whereas")
    ]
    return between(clause, at, cuts)


def between(clause: Clause, at: int, cuts: list[int]) -> tuple[int, int]:
    """Code points from the last cut up to token `at` to the first one behind it."""
    first = max((k for k in cuts if k <= at), default=0)
    last = min((k for k in cuts if k > at), default=len(clause.tokens))
    return clause.tokens[first].start, clause.tokens[last - 1].end
