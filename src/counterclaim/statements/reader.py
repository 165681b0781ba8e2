"""Reads a report sentence by sentence: cue → subject → content → stance."""

from __future__ import annotations

from counterclaim.model import Report, Spans, Stance, Statement, Unread, Voice
from counterclaim.statements.answers import counters_by, object_relative
from counterclaim.statements.checks import (
    IMPERATIVE,
    NOBODY,
    first_match,
    is_bare_quantity,
    is_consequence,
    is_erratum,
    is_naming,
    is_permit,
    is_question,
    is_reduced,
    unreal,
)
from counterclaim.statements.clauses import subject_of
from counterclaim.statements.contents import back_content, find_match, inverted
from counterclaim.statements.cues import Cue, Form, find_cues
from counterclaim.statements.footnotes import find_noted
from counterclaim.statements.frames import Match, after_adverbials
from counterclaim.statements.fronted import opens_relative
from counterclaim.statements.issuer import issuer_of
from counterclaim.statements.labels import find_turns, in_turn
from counterclaim.statements.nesting import nest
from counterclaim.statements.quotes import QUOTATION, follow_quotes
from counterclaim.statements.record import Record, Whose
from counterclaim.statements.repair import mend
from counterclaim.statements.rulings import declining, negated
from counterclaim.statements.sources import match_source, match_tally, source_at
from counterclaim.statements.speakers import light_subject, maker_of, right_speaker
from counterclaim.statements.stance import is_court
from counterclaim.statements.view import Range, View, skip_back, view_of

MARKS = frozenset({",", "”", '"', "-", "–", "—", "»"})  # one of them stands before a speaker who follows what is said
GERUND_AFTER = frozenset({"by", "without", "of", "for", "from", "to", "with", "about", "on", "against"})
SURE_FRAMES = frozenset({"that", "quote", "A+that", "A+quote"})  # a clause is somebody's word even where the rules do not see whose
JOINING = frozenset({",", "and", "but", "or", "then", "also", "while", "by", "when"})


class Reader:
    """The state of reading one report; nothing outlives it."""

    def __init__(self, report: Report, spans: Spans) -> None:
        self.report = report
        self.spans = spans
        quotations = [m.span() for m in QUOTATION.finditer(report.text)]
        self.record = Record(report, spans, issuer=issuer_of(report, spans), quotations=quotations)
        self.unread: list[Unread] = []

    def finished(self) -> tuple[tuple[Statement, ...], tuple[Unread, ...]]:
        """Everything that was found, in text order, with each statement's place inside another."""
        turns = find_turns(self.report, self.spans)
        own = [in_turn(s, turns, self.record.issuer) for s in self.record.statements]
        ordered = sorted(
            follow_quotes(self.report, self.spans, [*own, *turns, *find_noted(self.report)]),
            key=lambda s: (s.cue.start, s.content[0].start if s.content else 0),
        )
        return tuple(nest(ordered)), tuple(self.unread)

    def read_sentence(self, number: int) -> None:
        """The statements of one sentence, in order."""
        sentence = self.spans.sentences[number]
        view = view_of(self.report, sentence, *mend(sentence))
        self.record.look_at(view, number)
        for cue in find_cues(view):
            before = self.record.statements[-1] if self.record.statements else None
            reason = self.read_cue(view, number, cue)
            span = view.span(cue.first, cue.last)
            if reason is not None and not (before is not None and before.cue.overlaps(span)):
                self.unread.append(Unread(self.report.id, span, reason))

    def read_cue(self, view: View, number: int, cue: Cue) -> str | None:
        """Make the statement of a cue, or say why there is none."""
        if cue.form is Form.PREPOSITION:
            return self.read_source(view, number, cue)
        if cue.form is Form.NOUN:
            return self.read_noun(view, number, cue)
        if cue.form is Form.INFINITIVE:
            return "infinitive"
        if is_question(view, cue):
            return "question"
        reason = unreal(view, cue)
        return self.read_verb(view, number, cue) if reason is None else self.read_negated(view, number, cue, reason)

    # ------------------------------------------------------------ the kinds of cue

    def read_negated(self, view: View, number: int, cue: Cue, reason: str) -> str | None:
        """What a court did not order is part of its ruling; any other negated cue states nothing."""
        subject = subject_of(view, cue.first)
        whole = negated(view, cue) if reason == "negated" else None
        if whole is None or subject is None or not self.is_court(view, number, subject):
            return reason
        match = first_match(view, whole, subject, court=True)
        if match is None:
            return reason
        self.record.keep(view, number, whole, match, subject)
        return None

    def read_verb(self, view: View, number: int, cue: Cue) -> str | None:
        """A verb: its subject speaks, or is spoken about where the verb is passive."""
        subject = subject_of(view, cue.first)
        if subject is not None and view.lower(subject[0]) in NOBODY | IMPERATIVE:
            return "nobody"
        if cue.form is Form.PARTICIPLE and is_consequence(view, cue):
            return "consequence"
        if cue.form is Form.PARTICIPLE and view.lower(cue.first - 1) == "as" and view.lower(cue.first - 2) != "such":
            return "as_participle"  # "quoted a guard as saying" is read at "quoted"
        if cue.form is Form.PARTICIPLE and view.lower(skip_back(view, cue.first - 1, frozenset({"ADV"}))) in GERUND_AFTER:
            return self.read_countering(view, number, cue)
        if subject is not None and not any(view.lower(k)[0].isalpha() for k in range(*subject)):
            if view.lower(subject[0] - 2) == "our":
                return "own"  # "Our Report 7 said": the report speaks of itself
            named = (
                subject[0] > view.body and view.tokens[subject[0] - 1].text[0].isupper() and view.lower(subject[0] - 1) not in ("no", "no.")
            )
            subject = (subject[0] - 1, subject[1]) if named else None  # "Report 7 said"; "Bulletin No. | 8 gave 40" is nobody
        if subject is not None and is_bare_quantity(view, subject):
            subject = None
        if is_erratum(view, cue):
            return "erratum"
        if is_naming(view, cue, subject):
            return "naming"
        if cue.form is Form.ACTIVE and is_reduced(view, cue):
            return "reduced"
        if self.record.is_issued(view, cue, subject):
            return "issued"  # "handed down measures ordering …": part of the ruling
        court = self.is_court(view, number, subject)
        cue = declining(view, cue) or cue if court else cue
        match = first_match(view, cue, subject, court=court)
        if match is None:
            return self.read_back(view, number, cue, subject)
        if is_permit(view, match):
            return "permit"  # permits refused are no statement (codebook, "Rulings on hard cases")
        if match.entry.form == "passive" or match.speaker is not None:
            self.record.keep(view, number, cue, match, match.speaker)
            return None
        whose = self.shared_speaker(view, number, cue, subject)
        if subject is None and whose is None:
            if match.frame not in SURE_FRAMES or cue.form is Form.PARTICIPLE:
                return "no_speaker"
            whose = None, Voice.UNRESOLVED
        self.record.keep(view, number, cue, match, subject, whose=whose)
        return None

    def is_court(self, view: View, number: int, subject: Range | None) -> bool:
        """Whether a subject, or the name that its pronoun stands for, is a court or a council of states."""
        who, _ = self.record.voice_of(view, number, subject)
        if who is None or is_court(who.text):
            return who is not None
        short = who.text.lower()  # "the council" behind "the Peace and Security Council"
        deciding = {s.speaker.text.lower() for s in self.record.statements if s.stance is Stance.RULES and s.speaker}
        return short.startswith("the ") and any(name.endswith(short.removeprefix("the")) for name in deciding)

    def read_countering(self, view: View, number: int, cue: Cue) -> str | None:
        """ "Highland counters by alleging …", "a claim that Highland counters by alleging …": the answer is the content."""
        if not counters_by(view, cue.first):
            return "gerund"
        relative = object_relative(view, cue.first - 2)
        subject = relative.subject if relative else subject_of(view, cue.first - 2)
        match = first_match(view, cue, subject)
        if match is None or subject is None:
            return "gerund"
        self.record.keep(view, number, cue, match, subject)
        return None

    def shared_speaker(self, view: View, number: int, cue: Cue, subject: Range | None) -> Whose | None:
        """The speaker of the cue before in this sentence, where a later verb has no subject of its own."""
        own = subject is not None and view.ends_phrase(cue.first - 1)
        subjects = self.record.subjects
        if own or not subjects or subjects[-1][0] != number:
            return None
        if subject is not None and view.lower(cue.first - 1) == "," and opens_relative(view, subject[1], subjects[-1][1]):
            return None  # "the Front, to which survivors attribute the raid, denied it"
        later = subject is not None and subject[0] > subjects[-1][1]
        said = self.record.statements[-1].content
        if later and subject is not None and not any(c.covers(view.span(*subject)) for c in said):
            return None  # a subject of its own, outside what the speaker before said
        joined = view.lower(cue.first - 1) in JOINING or view.tag(cue.first - 1) in ("CC", "ADV", "VING")
        named = subjects[-1][2][0] is not None or subject is None
        return subjects[-1][2] if joined and named else None

    def read_back(self, view: View, number: int, cue: Cue, subject: Range | None) -> str | None:
        """A cue behind what is said: "…, police say.", "…," said the mayor."""
        if counters_by(view, cue.last + 1):
            return None  # the participle that follows is the cue
        entry = next((e for e in cue.entries if "back" in e.frames and not e.court), None)
        if entry is None or cue.form is not Form.ACTIVE:
            return "no_content"
        q = after_adverbials(view, cue.last)
        if inverted(view, cue, q):
            end = right_speaker(view, q)
            content, subject = back_content(view, cue.first, past_relative_clause(view, end)), (q, end)
        else:
            first = opening_of(view, subject)
            if subject is None or first is None:
                return "no_content"
            content = back_content(view, first, q)
        if not content:
            return "no_content"
        self.record.keep(view, number, cue, Match(entry, "back", content), subject)
        return None

    def read_source(self, view: View, number: int, cue: Cue) -> str | None:
        """ "According to X, …", "…, by X's count", "X's tally stands at …"."""
        tally = match_tally(view, cue)
        if tally is not None:
            self.record.keep(view, number, cue, *tally)
            return None
        source = source_at(view, cue)
        match = match_source(view, cue, source) if source else None
        if source is None or match is None:
            return "no_content" if source else "no_speaker"
        self.record.keep(view, number, cue, match, source.who)
        return None

    def read_noun(self, view: View, number: int, cue: Cue) -> str | None:
        """A noun: "claims that …", "India's promise to …", "made the claim that …"."""
        match = next((m for e in cue.entries if (m := find_match(view, cue, e, None)) is not None), None)
        if match is None:
            return None  # most nouns of this kind bring in nothing
        if view.lower(cue.first - 1) in NOBODY:
            return "nobody"
        start = view.tokens[match.content[0][0]].start
        if any(c.start == start for s in self.record.statements[-1:] for c in s.content):
            return "same_content"  # "said in a statement that": one statement, by the verb
        owner, word = maker_of(view, cue.first)
        speaker = match.speaker or owner or light_subject(view, cue.first)
        whose = self.record.meant(word, view.tokens[cue.first].start, number) if speaker is None and word is not None else None
        self.record.keep(view, number, cue, match, speaker, whose=whose)
        return None


def opening_of(view: View, subject: Range | None) -> int | None:
    """Where a speaker begins who follows what is said: "…, police say", "Of these, so it noted, …"; `None` where no mark stands before."""
    if subject is None or subject[0] <= view.body:
        return None
    first = subject[0] - (view.lower(subject[0] - 1) == "so")
    return first if first > view.body and view.lower(first - 1) in MARKS else None


def past_relative_clause(view: View, end: int) -> int:
    """The comma that closes a relative clause about a speaker: "…, says a committee [which reads the lists], …"; else `end` itself."""
    if view.lower(end) not in ("who", "which", "that"):
        return end
    return next((k for k in range(end, len(view.tokens)) if view.lower(k) in (",", ";")), end)
