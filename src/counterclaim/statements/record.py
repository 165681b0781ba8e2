"""What a report has said so far: keeps each statement with its speaker, stance and target, and what later pronouns may stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterclaim.model import Report, Span, Spans, Stance, Statement, Voice, digest, within
from counterclaim.statements.checks import unquoted
from counterclaim.statements.cues import Cue, verb_cues
from counterclaim.statements.ends import trim_end
from counterclaim.statements.frames import Match
from counterclaim.statements.gaps import gaps_from
from counterclaim.statements.quotes import SELF
from counterclaim.statements.rulings import INSTRUMENTS, issued_with
from counterclaim.statements.speakers import PERSONAL, Candidate, candidates_of, cut_speaker, is_pronoun, may_mean, resolve
from counterclaim.statements.stance import CONFIRMED, is_hedged, stance_of
from counterclaim.statements.targets import ANSWERING, ASSERTING, answered, names_an_act, target_range
from counterclaim.statements.view import VERBS, Range, View
from counterclaim.statements.words import is_outlet

Whose = tuple[Span | None, Voice]  # a speaker with the voice that it gives

FIGURE_FRAMES = frozenset({"num", "figure", "toll", "np", "that"})  # a teller without a verb may go on with the figure of such a cue
REJECTING = frozenset({("reject",), ("rule", "out"), ("rebuff",)})
POINTING = frozenset({"this", "that", "it", "these", "those", "both"})
FIGURES = re.compile(r"\b(?:\d[\d,.]*|figures?|numbers?|tolls?|counts?|totals?|tally|estimates?|sum)\b", re.IGNORECASE)
OURS = frozenset({"we", "our", "us"})
LAST = 3  # sentences back in which whoever spoke last is meant by a pronoun that nothing nearer explains
RECENT = 40  # statements back in which a denial inside which a noun stands is sought: one sentence never holds as many


@dataclass(slots=True)
class Record:
    """The statements of one report in the order of their cues, and the phrases of each sentence."""

    report: Report
    spans: Spans
    statements: list[Statement] = field(default_factory=list)
    known: dict[int, list[Candidate]] = field(default_factory=dict)
    issuer: Span | None = None
    quotations: list[tuple[int, int]] = field(default_factory=list)
    subjects: list[tuple[int, int, Whose]] = field(default_factory=list)  # sentence and token of a verb or source, and who speaks

    def look_at(self, view: View, number: int) -> None:
        """Note the phrases of a sentence."""
        self.known[number] = [replace(c, quoted=self.quoted_at(c.start)) for c in candidates_of(view, number)]

    def quoted_at(self, start: int) -> int:
        """The number of the quotation over a code point, or -1."""
        at = bisect_right(self.quotations, start, key=lambda q: q[0]) - 1
        return at if at >= 0 and start < self.quotations[at][1] else -1

    def keep(self, view: View, number: int, cue: Cue, match: Match, speaker: Range | None, *, whose: Whose | None = None) -> None:
        """Add the statement of one reading, and those of tellers who go on with its verb."""
        inside = match.content[0][0] if match.frame == "back" and match.content else None
        who, voice = whose or self.voice_of(view, number, speaker, inside)
        content = tuple(view.span(*unquoted(view, r)) for r in match.content if r[1] > r[0])
        cue_span = view.span(cue.first, cue.last)
        stance = self.answer(view, match, stance_of(view, cue, match))
        if stance is Stance.REPORTS and self.goes_on_disputing(view, match, who):
            stance = Stance.DISPUTES
        if stance is Stance.REPORTS and content and (figure := CONFIRMED.search(content[0].text)):
            start = content[0].start + figure.start()  # a cue about the figure beats a general one
            stance, cue_span = Stance.CONFIRMS, self.report.span(start, start + len("confirmed"))
        if issued_with(self.statements[-1] if self.statements else None, match.entry, cue_span):
            cue_span = self.report.span(self.statements.pop().cue.start, cue_span.end)
        own = speaker is not None and view.lower(speaker[0]) in SELF
        statement = Statement(
            id=digest("st", self.report.key, cue_span.start, cue_span.end, 0),
            report=self.report.id,
            voice=voice,
            speaker=who,
            cue=cue_span,
            content=content,
            stance=stance,
            target=self.target_of(view, number, match, stance, who, cue_span),
            hedged=is_hedged(view, cue, match, content, who, unnamed=who is None and voice is Voice.UNNAMED),
            carried_by=self.carriers(view, match),
            rule=f"{match.entry.form}:{' '.join(match.entry.words)}:{match.frame}{':self' if own else ''}",
        )
        self.statements += [statement, *self.gapped(view, number, match, statement), *self.own_version(view, match, statement)]
        if match.entry.form in ("verb", "preposition"):
            self.subjects.append((number, cue.first, (who, voice)))

    def goes_on_disputing(self, view: View, match: Match, who: Span | None) -> bool:
        """Whether a figure is set against one that its speaker has just contested: "disputes both numbers and gives 40"."""
        before = self.statements[-1] if self.statements else None
        if before is None or who is None or before.stance is not Stance.DISPUTES or before.speaker is None:
            return False
        same = before.speaker.text == who.text and before.cue.start >= view.sentence.start
        contested = any(c.text.lower() in POINTING or FIGURES.search(c.text) for c in before.content)
        return same and contested and any(view.tag(k) == "NUM" for r in match.content for k in range(*r))

    def is_issued(self, view: View, cue: Cue, subject: Range | None) -> bool:
        """Whether the subject of a verb is what a court has just issued, inside the words of that ruling."""
        before = self.statements[-1] if self.statements else None
        if subject is None or before is None or before.stance is not Stance.RULES or view.lower(subject[1] - 1) not in INSTRUMENTS:
            return False
        return any(c.covers(view.span(cue.first, cue.last)) and c.start <= view.tokens[subject[0]].start for c in before.content)

    def gapped(self, view: View, number: int, match: Match, said: Statement) -> Iterator[Statement]:
        """The statements of tellers whose verb is left out: they share the cue."""
        figure = said.content and any(view.tag(k) == "NUM" for k in range(*match.content[0]))
        if not figure or match.entry.form != "verb" or said.stance not in ASSERTING or not FIGURE_FRAMES & set(match.entry.frames):
            return
        for order, (teller, content) in enumerate(gaps_from(view, match.content[0][1]), start=1):
            who, voice = self.voice_of(view, number, teller)
            yield replace(
                said,
                id=digest("st", self.report.key, said.cue.start, said.cue.end, order),
                voice=voice,
                speaker=who,
                content=(view.span(*content),),
                target=None,
                rule=f"{said.rule}:gap",
            )

    def own_version(self, view: View, match: Match, said: Statement) -> Iterator[Statement]:
        """What somebody sets against a claim behind a colon, without a cue of its own: "contests this: only three men died there"."""
        colon = match.content[-1][1] if match.content and match.entry.form == "verb" else len(view.tokens)
        clause = range(colon + 1, len(view.tokens))
        told = any(view.lower(k) in verb_cues() and view.tag(k) in VERBS for k in clause) or view.tag(colon + 1) == "QUOTE"
        if view.lower(colon) != ":" or said.stance not in ANSWERING or told or not any(view.tag(k) in VERBS for k in clause):
            return
        content = view.span(colon + 1, trim_end(view, colon + 1, len(view.tokens)))
        yield replace(
            said,
            id=digest("st", self.report.key, said.cue.start, said.cue.end, content.start),
            content=(content,),
            rule=f"{said.rule}:version",
        )

    # ------------------------------------------------------------ who speaks

    def voice_of(self, view: View, number: int, speaker: Range | None, inside: int | None = None) -> Whose:
        """The speaker's span with the voice it gives: a pronoun is resolved or left unresolved.

        `inside` is where what is said begins, if it comes first: "No soldier slept there, he said" is no soldier's word.
        """
        if speaker is None:
            return None, Voice.UNNAMED
        speaker = cut_speaker(view, speaker)
        if is_pronoun(view, speaker):
            first = speaker[0] if inside is None else min(inside, speaker[0])
            return self.meant(view.lower(speaker[0]), view.tokens[first].start, number)
        return view.span(*speaker), Voice.NAMED

    def meant(self, word: str, start: int, number: int) -> Whose:
        """Whom a pronoun stands for."""
        found = resolve(word, start, number, self.known, self.statements, self.quoted_at(start)) if word in PERSONAL else None
        found = found or self.spoke_last(word, number) or (self.issuer if word in OURS else None)
        return found, Voice.NAMED if found else Voice.UNRESOLVED

    def spoke_last(self, word: str, number: int) -> Span | None:
        """Who spoke last, at most `LAST` sentences back, where a pronoun can stand for them: "he" for no body, "it" for no person."""
        for spoken_at, _, (who, _) in reversed(self.subjects[-LAST * 4 :]):
            if number - spoken_at > LAST:
                return None
            if who is not None and (may_mean(word, who.text) or (PERSONAL.get(word) == "person" and self.is_surname(who.text))):
                return who
        return None

    def is_surname(self, name: str) -> bool:
        """Whether a lone name ends a longer one in the report: "Ana [Example]"."""
        return name.isalpha() and re.search(rf"\b[A-Z][\w-]+ {re.escape(name)}\b", self.report.text) is not None

    def carriers(self, view: View, match: Match) -> tuple[str, ...]:
        """The outlets that pass a statement on, nearest first: whom it was told to, then who prints the report."""
        told = () if match.told is None else (view.span(*match.told),)
        outlets = [
            n.span.text
            for span in told
            for n in within(self.spans.names, span.start, span.end)
            if span.covers(n.span) and (n.label == "outlet" or is_outlet(n.span.text))
        ]
        printed = [p for p in (self.report.publisher, *self.report.carried_by) if p]
        return tuple(dict.fromkeys([*outlets, *printed]))

    # ------------------------------------------------------------ whom it is aimed at

    def target_of(self, view: View, number: int, match: Match, stance: Stance, who: Span | None, cue: Span) -> Span | None:
        """The target in the sentence, a pronoun by its name; for a denial else whoever was answered."""
        tokens = target_range(view, match, stance)
        if tokens is None and names_an_act(view, match, stance):
            return self.doer_before(number, cue)
        if tokens is None and match.entry.form == "noun" and stance in (Stance.ALLEGES, Stance.ACCUSES):
            holders = [s for s in self.statements[-RECENT:] if s.stance is Stance.DENIES and any(c.covers(cue) for c in s.content)]
            return holders[0].speaker if holders else None
        if tokens is None or tokens[1] <= tokens[0]:
            return answered(self.statements, cue.start, who, stance)
        if is_pronoun(view, tokens):
            return self.meant(view.lower(tokens[0]), view.tokens[tokens[0]].start, number)[0]
        return view.span(*tokens)

    def answer(self, view: View, match: Match, stance: Stance) -> Stance:
        """ "Rejects this" denies, but refuses where a demand or an offer stands just before."""
        if stance is not Stance.REFUSES or match.entry.words not in REJECTING or not match.content:
            return stance
        first, last = match.content[0]
        pronoun = view.lower(first) in ("this", "it", "that", "these", "them", "which") and (
            last - first <= 2 or view.lower(first + 1) == "as"
        )
        before = self.statements[-1] if self.statements else None
        if view.lower(first) == "which" and (before is None or before.cue.start < view.sentence.start):
            return stance
        offered = before is not None and (
            before.stance is Stance.DEMANDS or before.rule.split(":")[1].startswith(("offer", "propos", "pledg", "promis"))
        )
        return Stance.DENIES if pronoun and not offered else stance

    def doer_before(self, number: int, cue: Span) -> Span | None:
        """The first subject of this sentence before a cue, or of the sentence before."""
        own = self.statements[-1].speaker if self.statements and self.statements[-1].cue.end > cue.start else None
        for back in (0, 1):
            firsts = [c for c in self.known.get(number - back, ()) if c.subject and c.start < cue.start and c.span != own]
            if firsts and (back or firsts[0].span.end < cue.start - 40):
                return firsts[0].span
        return None
