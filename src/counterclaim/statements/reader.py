"""Reads a report sentence by sentence: cue → subject → content → stance, and keeps what later sentences need."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Report, Span, Spans, Stance, Statement, Unread, Voice, digest
from counterclaim.statements.answers import counters_by, object_relative
from counterclaim.statements.clauses import subject_of
from counterclaim.statements.contents import back_content, find_match, inverted
from counterclaim.statements.cues import Cue, Entry, Form, find_cues
from counterclaim.statements.ends import CONSEQUENCE, content_end
from counterclaim.statements.frames import Match, after_adverbials
from counterclaim.statements.labels import find_turns
from counterclaim.statements.quotes import SELF, follow_quotes
from counterclaim.statements.repair import mend
from counterclaim.statements.speakers import PERSONAL, Candidate, candidates_of, cut_speaker, is_pronoun, maker_of, resolve, right_speaker
from counterclaim.statements.stance import CONFIRMED, HEDGES, NOT_CHECKED, is_court, stance_of
from counterclaim.statements.targets import ASSERTING, answered, names_an_act, target_range
from counterclaim.statements.view import VERBS, Range, View, skip_on, view_of
from counterclaim.statements.words import words_of

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
HYPOTHETICAL = frozenset({"would", "could", "may", "might", "should", "must", "will", "shall", "can", "cannot"})
GERUND_AFTER = frozenset({"by", "without", "of", "for", "from", "to", "with", "about", "on", "against"})
OUTLET_WORDS = frozenset(
    {
        "news",
        "times",
        "post",
        "agency",
        "tv",
        "television",
        "radio",
        "newspaper",
        "magazine",
        "channel",
        "daily",
        "herald",
        "reuters",
        "afp",
        "ap",
        "bbc",
        "cnn",
    }
)
SURE_FRAMES = frozenset({"that", "quote", "A+that", "A+quote"})  # a clause is somebody's word even where the rules do not see whose
NOBODY = frozenset({"no", "nobody", "none", "neither"})


class Reader:
    """The state of reading one report; nothing outlives it."""

    def __init__(self, report: Report, spans: Spans) -> None:
        self.report = report
        self.spans = spans
        self.statements: list[Statement] = []
        self.unread: list[Unread] = []
        self.known: list[Candidate] = []
        self.subjects: list[tuple[int, int, Span | None, Voice]] = []  # sentence, cue token, speaker, voice

    def finished(self) -> tuple[tuple[Statement, ...], tuple[Unread, ...]]:
        """Everything that was found, in text order, with each statement's place inside another."""
        ordered = sorted(
            follow_quotes(self.report, self.spans, [*self.statements, *find_turns(self.report, self.spans)]),
            key=lambda s: (s.cue.start, s.content[0].start if s.content else 0),
        )
        return tuple(nest(ordered)), tuple(self.unread)

    def read_sentence(self, number: int) -> None:
        """The statements of one sentence, in order."""
        sentence = self.spans.sentences[number]
        view = view_of(self.report, sentence, *mend(sentence))
        self.known.extend(candidates_of(view, number))
        for cue in find_cues(view):
            reason = self.read_cue(view, number, cue)
            if reason is not None:
                self.unread.append(Unread(self.report.id, view.span(cue.first, cue.last), reason))

    def read_cue(self, view: View, number: int, cue: Cue) -> str | None:
        """Make the statement of a cue, or say why there is none."""
        if cue.form is Form.PREPOSITION:
            return self.read_source(view, number, cue)
        if cue.form is Form.NOUN:
            return self.read_noun(view, number, cue)
        if cue.form is Form.INFINITIVE:
            return "infinitive"
        if (reason := unreal(view, cue)) is not None:
            return reason
        return self.read_verb(view, number, cue)

    # ------------------------------------------------------------ the kinds of cue

    def read_verb(self, view: View, number: int, cue: Cue) -> str | None:
        """A verb: its subject speaks, or is spoken about where the verb is passive."""
        subject = subject_of(view, cue.first)
        if subject is not None and view.lower(subject[0]) in NOBODY:
            return "nobody"
        if cue.form is Form.PARTICIPLE and is_consequence(view, cue):
            return "consequence"
        if cue.form is Form.PARTICIPLE and view.lower(cue.first - 1) in GERUND_AFTER:
            if not counters_by(view, cue.first):
                return "gerund"
            relative = object_relative(view, cue.first - 2)  # "a claim that X counters by alleging"
            subject = relative.subject if relative else subject_of(view, cue.first - 2)
            match = first_match(view, cue, subject)
            return self.keep(view, number, cue, match, subject) if match and subject else "gerund"
        if (
            subject is not None
            and all(view.tag(k) in ("ADJ", "DET", "ADV") for k in range(*subject))
            and view.lower(subject[0]) not in ("both", "all", "some", "others", "many")
        ):
            subject = None
        passive = cue.form is Form.PASSIVE
        match = first_match(view, cue, subject)
        if match is None and counters_by(view, cue.last + 1):
            return None  # the participle that follows is the cue
        if match is None and not passive:
            return self.read_back(view, number, cue, subject)
        if match is None:
            return "no_content"
        if is_permit(view, match):
            return "permit"  # permits refused are no statement (codebook, "Rulings on hard cases")
        if match.entry.form == "passive" or match.speaker is not None:
            return self.keep(view, number, cue, match, match.speaker)
        shared = self.shared_speaker(view, number, cue, subject)
        if subject is None and shared is None:
            if match.frame not in SURE_FRAMES or cue.form is Form.PARTICIPLE:
                return "no_speaker"
            shared = None, Voice.UNRESOLVED
        return self.keep(view, number, cue, match, subject, shared=shared)

    def shared_speaker(self, view: View, number: int, cue: Cue, subject: Range | None) -> tuple[Span | None, Voice] | None:
        """The speaker of the cue before in this sentence, where a later verb has no subject of its own."""
        before = view.lower(cue.first - 1)
        own = subject is not None and view.ends_phrase(cue.first - 1)
        if own or not self.subjects or self.subjects[-1][0] != number:
            return None
        joined = before in (",", "and", "but", "or", "then", "also", "while", "by", "when") or view.tag(cue.first - 1) in (
            "CC",
            "ADV",
            "VING",
        )
        if not joined:
            return None
        return self.subjects[-1][2], self.subjects[-1][3]

    def read_back(self, view: View, number: int, cue: Cue, subject: Range | None) -> str | None:
        """A cue behind what is said: "…, police say.", "…," said the mayor."""
        entry = next((e for e in cue.entries if "back" in e.frames and not e.court), None)
        if entry is None or cue.form is not Form.ACTIVE:
            return "no_content"
        q = after_adverbials(view, cue.last)
        if inverted(view, cue, q):
            end = right_speaker(view, q)
            content = back_content(view, cue.first, end)
            return self.keep(view, number, cue, Match(entry, "back", content), (q, end)) if content else "no_content"
        if subject is None or subject[0] <= view.body or view.lower(subject[0] - 1) not in (",", "”", '"', "-", "–", "—", "»"):
            return "no_content"
        content = back_content(view, subject[0], q)
        return self.keep(view, number, cue, Match(entry, "back", content), subject) if content else "no_content"

    def read_source(self, view: View, number: int, cue: Cue) -> str | None:
        """ "According to X, …" and "…, according to X"."""
        who = skip_on(view, cue.last, frozenset({"VING", "ADJ", "QUOTE", "VED"}))
        if view.over_at(who) is None:
            return "no_speaker"
        end = right_speaker(view, who)
        entry = cue.entries[0]
        joined = cue.first - (2 if view.lower(cue.first - 1) == "," else 1)
        leads = (
            cue.first <= view.body + 1
            or view.tag(joined) in ("CC", "SUB")
            or not any(view.tag(k) in VERBS for k in range(view.body, cue.first))
        )
        if leads:
            start = end + (view.lower(end) == ",")
            content: tuple[Range, ...] = ((start, content_end(view, start, cue, clause=True)),) if start < len(view.tokens) else ()
            content = tuple(r for r in content if r[1] > r[0])
        else:
            content = back_content(view, cue.first, end)
        return self.keep(view, number, cue, Match(entry, "back", content), (cue.last, end)) if content else "no_content"

    def read_noun(self, view: View, number: int, cue: Cue) -> str | None:
        """A noun: "claims that …", "India's promise to …"."""
        match = next((m for e in cue.entries if (m := find_match(view, cue, e, None)) is not None), None)
        if match is None:
            return None  # most nouns of this kind bring in nothing
        if view.lower(cue.first - 1) in NOBODY:
            return "nobody"
        start = view.tokens[match.content[0][0]].start
        if any(c.start == start for s in self.statements[-1:] for c in s.content):
            return "same_content"  # "said in a statement that": one statement, by the verb
        owner, word = maker_of(view, cue.first)
        speaker = match.speaker or owner
        shared = None
        if speaker is None and word is not None:
            found = resolve(word, view.tokens[cue.first].start, number, self.known, self.statements)
            shared = (found, Voice.NAMED if found else Voice.UNRESOLVED)
        return self.keep(view, number, cue, match, speaker, shared=shared)

    # ------------------------------------------------------------ keeping

    def keep(
        self, view: View, number: int, cue: Cue, match: Match, speaker: Range | None, *, shared: tuple[Span | None, Voice] | None = None
    ) -> str | None:
        """Add the statement of one reading."""
        who, voice = self.voice_of(view, number, speaker) if shared is None else shared
        content = tuple(view.span(*unquoted(view, r)) for r in match.content if r[1] > r[0])
        cue_span = view.span(cue.first, cue.last)
        stance = self.answer(view, match, stance_of(view, cue, match))
        whole = " ".join(c.text for c in content)
        if stance is Stance.REPORTS and content and (figure := CONFIRMED.search(content[0].text)):
            start = content[0].start + figure.start()  # a cue about the figure beats a general one
            stance, cue_span = Stance.CONFIRMS, self.report.span(start, start + len("confirmed"))
        speakerless = who is None and voice is Voice.UNNAMED
        hedged = bool(HEDGES.search(whole) or (who and HEDGES.search(who.text)) or NOT_CHECKED.search(self.after(view, cue)))
        hedged = hedged or (
            speakerless and match.entry.words[0] in ("report", "fear") and match.entry.form != "noun" and match.frame == "whole"
        )
        target = self.target_of(view, number, match, stance, who, cue_span)
        own = speaker is not None and view.lower(speaker[0]) in SELF
        self.statements.append(
            Statement(
                id=digest("st", self.report.key, cue_span.start, cue_span.end, 0),
                report=self.report.id,
                voice=voice,
                speaker=who,
                cue=cue_span,
                content=content,
                stance=stance,
                target=target,
                hedged=hedged,
                carried_by=self.carriers(view, match),
                rule=f"{match.entry.form}:{' '.join(match.entry.words)}:{match.frame}{':self' if own else ''}",
            )
        )
        if match.entry.form in ("verb", "preposition"):
            self.subjects.append((number, cue.first, who, voice))
        return None

    def target_of(self, view: View, number: int, match: Match, stance: Stance, who: Span | None, cue: Span) -> Span | None:
        """The target in the sentence, a pronoun by its name; for a denial else whoever was answered."""
        tokens = target_range(view, match, stance)
        if tokens is None and names_an_act(view, match, stance):
            return self.doer_before(number, cue)
        if tokens is None and match.entry.form == "noun" and stance in (Stance.ALLEGES, Stance.ACCUSES):
            return next((s.speaker for s in self.statements if s.stance is Stance.DENIES and any(c.covers(cue) for c in s.content)), None)
        if tokens is None or tokens[1] <= tokens[0]:
            return answered(self.statements, cue.start, who, stance)
        if is_pronoun(view, tokens):
            return resolve(view.lower(tokens[0]), view.tokens[tokens[0]].start, number, self.known, self.statements)
        return view.span(*tokens)

    def answer(self, view: View, match: Match, stance: Stance) -> Stance:
        """ "Rejects this" denies where an assertion stands just before, and refuses where a demand or an offer does."""
        if stance is not Stance.REFUSES or match.entry.words != ("reject",) or not match.content or not self.statements:
            return stance
        first, last = match.content[0]
        pronoun = last - first <= 2 and view.lower(first) in ("this", "it", "that", "these", "them")
        return Stance.DENIES if pronoun and self.statements[-1].stance in ASSERTING else stance

    def doer_before(self, number: int, cue: Span) -> Span | None:
        """The first subject of this sentence before a cue, or of the sentence before."""
        own = self.statements[-1].speaker if self.statements and self.statements[-1].cue.end > cue.start else None
        for back in (0, 1):
            firsts = [c for c in self.known if c.sentence == number - back and c.subject and c.start < cue.start and c.span != own]
            if firsts and (back or firsts[0].span.end < cue.start - 40):
                return firsts[0].span
        return None

    def carriers(self, view: View, match: Match) -> tuple[str, ...]:
        """The outlets that pass a statement on, nearest first: whom it was told to, then who prints the report."""
        told = () if match.told is None else (view.span(*match.told),)
        outlets = [
            n.span.text
            for span in told
            for n in self.spans.names
            if span.covers(n.span) and (n.label == "outlet" or is_outlet(n.span.text))
        ]
        printed = [p for p in (self.report.publisher, *self.report.carried_by) if p]
        return tuple(dict.fromkeys([*outlets, *printed]))

    def after(self, view: View, cue: Cue) -> str:
        """The rest of the sentence after the cue, where the report's doubt may stand."""
        return self.report.text[view.tokens[cue.first].start : view.sentence.end]

    def voice_of(self, view: View, number: int, speaker: Range | None) -> tuple[Span | None, Voice]:
        """The speaker's span with the voice it gives: a pronoun is resolved or left unresolved."""
        if speaker is None:
            return None, Voice.UNNAMED
        speaker = cut_speaker(view, speaker)
        if is_pronoun(view, speaker):
            word = view.lower(speaker[0])
            found = resolve(word, view.tokens[speaker[0]].start, number, self.known, self.statements) if word in PERSONAL else None
            return found, Voice.NAMED if found else Voice.UNRESOLVED
        return view.span(*speaker), Voice.NAMED


def unquoted(view: View, tokens: Range) -> Range:
    """A content that is one quotation, without its marks and the comma before the closing one."""
    first, last = tokens
    marks = [k for k in range(first, last) if view.tag(k) == "QUOTE"]
    if marks[:1] == [first] and (len(marks) == 1 or marks[1:] == [last - 1]) and last - first > 2:
        first += 1
        last -= view.tag(last - 1) == "QUOTE"
        while last - 1 > first and view.lower(last - 1) in (",", "."):
            last -= 1
    return first, last


def is_permit(view: View, match: Match) -> bool:
    """Whether "denied" and "refused" are about leave to enter, to stay, to see: "denied the convoy entry"."""
    if match.entry.words not in (("deny",), ("refuse",)) or match.entry.court or match.frame != "np" or not match.content:
        return False
    first, last = match.content[0]
    return any(view.lower(k) in words_of("permit") for k in range(first, min(last, first + 6)))


def is_outlet(name: str) -> bool:
    """Whether a name says by itself that it is a newspaper, an agency or a station."""
    return bool(OUTLET_WORDS & set(name.lower().split()))


def first_match(view: View, cue: Cue, subject: Range | None) -> Match | None:
    """The first row of a cue whose frames fit; rows for courts only where a court is the subject."""
    court = is_court(view, subject)
    entries: list[Entry] = [e for e in cue.entries if e.court] if court else []
    entries += [e for e in cue.entries if not e.court]
    q = after_adverbials(view, cue.last)
    active = {frame for e in entries if e.form == "verb" for frame in e.frames}
    marked = [
        e
        for e in entries
        if e.form == "passive" and view.lower(q) not in active | {"that"} and any(f.partition("+")[2] == view.lower(q) for f in e.frames)
    ]
    for entry in (*marked, *sorted(entries, key=lambda e: e.form == "passive")):
        match = find_match(view, cue, entry, subject)
        if match is not None:
            return match
    return None


def is_consequence(view: View, cue: Cue) -> bool:
    """Whether a participle goes on with what the report sees follow: ", increasing tensions and threatening the truce"."""
    if view.tag(cue.first - 1) != "CC":
        return False
    return any(view.lower(k) in CONSEQUENCE for k in range(max(0, cue.first - 10), cue.first))


def unreal(view: View, cue: Cue) -> str | None:
    """Why a verb states nothing here: negated, or only possible."""
    k = cue.first - 1
    while k >= view.body and view.tag(k) in ("AUX", "ADV", "NEG"):
        if view.lower(k) in NEGATIONS:
            return "negated"
        if view.lower(k) in HYPOTHETICAL:
            return "hypothetical"
        k -= 1
    return None


def nest(ordered: list[Statement]) -> list[Statement]:
    """Give each statement the innermost other one whose content holds its cue."""
    nested = []
    for inner in ordered:
        around = [
            o
            for o in ordered
            if o is not inner and any(c.covers(inner.cue) for c in o.content) and not any(c.covers(o.cue) for c in inner.content)
        ]
        around.sort(key=lambda o: sum(c.end - c.start for c in o.content))
        nested.append(replace(inner, inside=around[0].id if around else None))
    return nested
