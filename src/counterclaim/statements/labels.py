"""Speakers named by a label before their words: turns of an interview ("DIRECTOR: …"), posts ("@handle, 06:12 — …"), a list of versions.

The label speaks, the mark after it is the cue, the whole turn is the content. Labels of tables ("Killed: 41") speak not: a report must
have at least two turns, each with a handle, a label that comes back, or a body's name before a clause or a figure of people. Who asks the
questions of an interview says nothing by them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace

from counterclaim.model import Report, Span, Spans, Stance, Statement, Voice, digest
from counterclaim.statements.objects import HARMED
from counterclaim.statements.stance import DENIAL
from counterclaim.statements.words import is_outlet, is_person, name_labels, words_of

TURN = re.compile(
    r"^[ \t]*(?:(?:[-–—•*◆■▪·✔✘►>→]|\(?(?:\d{1,2}|[a-z])[.)/|]|\d{1,2} ?\||[\[(]?"
    r"(?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?\d{1,2}[:.]\d{2}[\])]?,?|(?:[01]\d|2[0-3])[0-5]\d (?=\w)"
    r"|\d{4} ?[/–—-]|(?i:aston|super|sot|sync|soundbite|bite|clip|oov|actuality) ?[–—-])[ \t]*[|–—-]?[ \t]*){0,3}"
    r"(?P<label>[\"“]?(?:@\w|[^\W\d_])[^\n—–]{0,80}?)[ \t]*(?P<mark>:(?=[ \t])|[—–](?= ))[ \t]*(?P<words>\S[^\n]*)$",
    re.MULTILINE,
)
HANGS = re.compile(r"(?<=\w) (?:by|of|for|from|to|on|in|at|seen)\b")
# what a label tells beside who speaks: a time, a way of sending, a side in brackets
BESIDE = re.compile(
    r"\s*(?:\([^()]*\)|,? \d{4}|, (?:first|second|third|last|new|next|later|same)\b.*|, day \d.*"
    r"|,? ?(?:(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)\w* )?\d{1,2}[:.]\d{2}\b.*"
    r"|, (?:in|on|at|via|by|to|from) (?:a|an|the|his|her|its)\b.*"
    r"|,? (?:in|on|at|via|by|to|from|over) (?:(?:an?|the|his|her|its) )?(?:[\w'’]+ ){0,3}"
    r"(?:reply|phone|telephone|video|radio|television|message|post|group|chat|channel)\b.*"
    r"|, (?:replying|voice note|by phone|on \w+|Facebook|Telegram|Instagram|Twitter|X|VK|TikTok|video|audio|post)\b.*)$",
    re.IGNORECASE,
)
STAMP = re.compile(r"\d{1,2}[:.]\d{2}\b|^\s*(?:[01]\d|2[0-3])[0-5]\d\b")
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
PASSED = re.compile(r"^(?:Reply (?:from|by|to)|Repost(?:ed)? (?:from|by)|Forwarded from|RT|Via|From)\s+", re.I)
PLATFORM = re.compile(r"^(?:Facebook|Telegram|Twitter|WhatsApp|Signal|VK|X|TikTok|Weibo|Instagram|YouTube), (?=\w)")
INDEFINITE = re.compile(r"(?:an?|the|same) \w")
LABEL_WORDS = 9  # longer runs before a colon are prose
FEWEST_TURNS = 2
NEAREST = 2  # lines between two turns of one list
QUESTIONS = re.compile(r"(?:Q|Question)\b[^:\n]{0,30}:")
# labels that name nobody: whose question or answer, the report's own voice, and what kind of line follows
NOBODY = frozenset(
    "q|question|a|answer|v/o|vo|voice-over|voiceover|narrator|presenter|anchor|newsreader|studio|intro|commentary|correction"
    "|corrections|clarification|erratum|update|note|editor's note|editors' note|editor’s note|summary|urgent|breaking|alert|advisory|flash"
    "|source|sources|background|context".split("|")
)
BODIES = frozenset({"org", "outlet", "office", "title"})
# what ends a turn before its line ends: the closing mark of a quotation that it opens with, or what the editors put in brackets
CLOSED = re.compile(r"(?P<said>“[^”]*”|\"[^\"]*\")(?=[ ]+[^\W\d_])|(?P<own>\S[^\[\]]*?)\s*\[[^\]]+\]\W*$")
CALLED_SO = re.compile(
    r"(?:no[,.] (?:that|it) |that |it |this )?(?:is |was |are )?(?:false|fake|untrue|not true|nonsense|a lie|lies)\b", re.I
)
CONTRADICTS = re.compile(
    r"[\"“«]?(?:no[,.;]|not (?:that many|so|quite|any more|one|us)\b|none\b|wrong\b|fewer\b|less\b|more than that|it was (?:more|fewer|not)"
    r"|(?:i|we) do not\b"
    r"|(?:[\w-]+ ){0,2}[\w-]+\?+ \w|that is (?:disputed|contested)\b|(?:[\w-]+ ){1,4}[\w-]+, not \w"
    r"|[\w-]+ (?:is|was|are|were) wrong\b|[\w-]+ is an? (?:fantasy|invention|fabrication|fiction|fairy tale)\b"
    r"|there (?:is|are|was|were) no(?:ne)?\b.{0,60}\b(?:invention|lie)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled line: where the label, the part of it that names who speaks, the mark and the words stand."""

    number: int
    label: str
    speaker: tuple[int, int]
    mark: tuple[int, int]
    words: tuple[int, int]
    said: str
    stamped: bool
    posted: bool  # a time stands behind the label: "The Post, Tues 22:04 — …"


def find_turns(report: Report, spans: Spans) -> list[Statement]:
    """A statement for each labelled turn of a report; none where labels are those of a table."""
    turns = [t for m in TURN.finditer(report.text) if (t := turn_of(report, m)) is not None]
    by_label: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_label[turn.label.lower()].append(turn)
    sure = {t.number for t in turns if t.posted or speaks(t.label, len(by_label[t.label.lower()]))}
    spoken = [t for t in turns if (t.number in sure or is_beside(t, sure)) and ("@" in t.label or has_words(spans, *t.words))]
    asking = {label for label, said in by_label.items() if asks(report, label, said)}
    if len(spoken) + sum(QUESTIONS.match(line) is not None for line in report.text.split("\n")) < FEWEST_TURNS:
        return []
    return [statement_of(report, t) for t in spoken if t.label.lower() not in asking]


def turn_of(report: Report, match: re.Match[str]) -> Turn | None:
    """The turn of a labelled line, or `None` where the label is too long or names nobody."""
    start, end = match.span("label")
    label = match["label"]
    end = start + len(BESIDE.sub("", BESIDE.sub("", BESIDE.sub("", label))).rstrip(" ,"))
    for lead in (PASSED, PLATFORM):
        if found := lead.match(report.text[start:end]):
            start += found.end()
    named = report.text[start:end]
    opens = named[:1].isupper() or "@" in named or INDEFINITE.match(named)  # "Tue 06:45, a nurse: …"
    if not opens or len(named.split()) > LABEL_WORDS or named.lower() in NOBODY:
        return None
    number = report.text.count("\n", 0, start)
    closed = CLOSED.match(match["words"])
    said = (closed["said"] or closed["own"] if closed else match["words"]).rstrip(" .")
    stamped = STAMP.search(report.text[match.start() : match.end("mark")]) is not None
    posted = STAMP.search(label) is not None and named[0].isupper()
    return Turn(
        number,
        named,
        (start, end),
        match.span("mark"),
        (match.start("words"), match.start("words") + len(said)),
        said,
        stamped,
        posted,
    )


def speaks(label: str, times: int) -> bool:
    """Whether a label can be a speaker: a handle, a name that comes back in capitals, or an office or body by its last word."""
    bare = QUOTED.sub("", label.lower())  # 'channel "Name"'
    head = HANGS.split(bare.split(",")[0])[0].strip(" \"“”'")  # "Note by the editors" is a note
    last = head.split()[-1] if head else ""
    words = [w.strip(".,") for w in head.split()]
    titled = not HARMED & set(words) and any(is_person(w) or name_labels().get(w) == "title" for w in words)
    known = titled or name_labels().get(last) in BODIES or is_outlet(last) or last in words_of("voice")
    return "@" in label or (times >= FEWEST_TURNS and label.isupper()) or known


def is_beside(turn: Turn, sure: set[int]) -> bool:
    """Whether a label in capitals ("JNIM") or with a time stands in a list of speakers: one that surely speaks is next to it."""
    near = any(turn.number + step in sure for step in range(-NEAREST, NEAREST + 1) if step)
    return near and ((turn.label.isupper() and turn.label.isalpha()) or turn.stamped)


def asks(report: Report, label: str, said: list[Turn]) -> bool:
    """Whether a label is that of who asks: the paper itself, or one whose turns are mostly questions."""
    questions = sum(t.said.rstrip(" \"”'").endswith("?") for t in said)
    return label == (report.publisher or "").lower() or (len(said) >= FEWEST_TURNS and questions * 2 >= len(said))


def has_words(spans: Spans, start: int, end: int) -> bool:
    """Whether the words of a turn hold a finite verb, a quotation, or a figure of people harmed; figures alone are a table."""
    first = max(0, bisect_right(spans.sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(spans.sentences, end, key=lambda s: s.start)
    tokens = [t for s in spans.sentences[first:last] for t in s.tokens if start <= t.start < end]
    return any(t.tag in ("VERB", "VED", "AUX", "QUOTE") or t.lower in HARMED for t in tokens)


def statement_of(report: Report, turn: Turn) -> Statement:
    """The statement that one labelled turn makes."""
    return Statement(
        id=digest("st", report.key, *turn.mark, 0),
        report=report.id,
        voice=Voice.NAMED,
        speaker=report.span(*turn.speaker),
        cue=report.span(*turn.mark),
        content=(report.span(*turn.words),),
        stance=stance_of_turn(turn.said),
        carried_by=tuple(dict.fromkeys(p for p in (report.publisher, *report.carried_by) if p)),
        rule="label:turn",
    )


def stance_of_turn(said: str) -> Stance:
    """A turn that opens by calling something false denies; one that opens by contradicting disputes; others report."""
    if CALLED_SO.match(said) or DENIAL.search(said[:120]):
        return Stance.DENIES
    return Stance.DISPUTES if CONTRADICTS.match(said) else Stance.REPORTS


def in_turn(statement: Statement, turns: list[Statement], issuer: Span | None = None) -> Statement:
    """A statement made by "I" or "we" inside a turn is the turn's speaker's, not that of the body that issues the report."""
    open_ = statement.voice is Voice.UNRESOLVED or statement.speaker == issuer
    if not open_ or not statement.rule.endswith(":self"):
        return statement
    turn = next((t for t in turns if t.content[0].covers(statement.cue)), None)
    if turn is None:
        return statement
    disputed = turn.stance is Stance.DISPUTES and statement.stance is Stance.REPORTS  # "Thirty is wrong, I counted 41"
    return replace(statement, speaker=turn.speaker, voice=Voice.NAMED, stance=turn.stance if disputed else statement.stance)
