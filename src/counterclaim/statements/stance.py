"""How a speaker stands to what is said: the cue decides, unless the content itself demands, blames or foretells (codebook, "stance")."""

from __future__ import annotations

import re

from counterclaim.model import Span, Stance
from counterclaim.statements.cues import Cue
from counterclaim.statements.ends import content_end
from counterclaim.statements.frames import JUDGING, Match
from counterclaim.statements.verdicts import is_claimed, is_counted, verdict
from counterclaim.statements.view import VERBS, Range, View, skip_on
from counterclaim.statements.words import is_teller, words_of

COURT = frozenset({"court", "courts", "tribunal", "judge", "judges", "jury", "inquest", "icj", "magistrate", "justices"})
COUNCIL = frozenset({"security council", "general assembly", "human rights council", "world court", "court of justice"})
NEUTRAL = frozenset({Stance.REPORTS, Stance.ALLEGES, Stance.CONFIRMS})
DESCRIBED = 3  # tokens before a noun in which its adjectives stand
DUTY = frozenset({"should", "must", "ought"})
FUTURE = frozenset({"will", "would", "shall"})
BE = r"(?:is|are|was|were|be)"
BLAME = re.compile(
    rf"\b(?:(?:{BE}|bears?|bore|bear|held) (?:\w+ )?(?:responsible|responsibility|criminal responsibility)|"
    rf"{BE} to blame|{BE} behind|{BE} guilty of)\b",
    re.IGNORECASE,
)
FORETELLS = re.compile(
    r"\b(?:will|would|could|may|might) (?:\w+ ){0,2}"
    r"(?:retaliate|respond|strike back|avenge|pay|die|starve|collapse|run out|worsen|escalate|face|suffer)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\bno truth\b|\b(?:is|are|was|were|as) (?:\w+ ){0,2}"
    r"(?:false|untrue|not true|baseless|unfounded|groundless|fabricated|fabrications?|lies?)\b|"
    r"\bnot involved\b|\bno involvement\b|\bnothing to do with\b|\bha[ds] no (?:role|part|hand) in\b|"
    r"\bnever (?:happened|took place|occurred)\b|\bdid not (?:happen|take place|occur)\b|\bthere (?:is|was|were|are) no such\b|"
    r"^\W*(?:false|untrue|not true|absurd|nonsense|rubbish|lies|all lies|a lie|fake|not us|not ours|ridiculous|never)\b(?! alarm)",
    re.IGNORECASE,
)
NEGATES = re.compile(r"\b(?:no|not|none|nobody|nothing|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)
PARTS = frozenset(
    {"first", "second", "third", "last", "latest", "latter", "all", "most", "some", "many", "both", "none", "any", "part", "rest"}
)
CALLED_WRONG = re.compile(
    r"^(?:[\w-]+ ){1,5}(?:is|are|was|were) (?:all |far |much |grossly )?(?:wrong|too (?:low|high)"
    r"|inflated|exaggerated|overstated|understated|inaccurate|incorrect)\b",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(r"\b(?:confirm|verify|comment|exclude|rule out|say|know)\b", re.IGNORECASE)  # "could not confirm it": no answer
REPLYING = frozenset({"reply", "answer", "respond"})
CONFIRMED = re.compile(r"\bconfirmed (?:dead|deaths?|killed|fatalities|fatality|casualties)\b", re.IGNORECASE)
HEDGES = re.compile(r"\b(?:reportedly|unconfirmed|unverified|unsubstantiated|so-called|purportedly)\b", re.IGNORECASE)
DOUBTED = re.compile(
    r"\b(?:controversial|contentious|disputed|contested|questionable|questioned|dubious|doubtful|unverified|unconfirmed|unsubstantiated|so-called"
    r"|unproven|unproved)\b",
    re.IGNORECASE,
)
NOT_CHECKED = re.compile(
    r"(?:could|can|has|have)(?: ?not|n.t) (?:yet )?(?:be(?:en)? )?(?:immediately |independently )*(?:verif|confirm)|"
    r"no independent (?:confirmation|verification)|not (?:been )?(?:immediately |independently )+(?:verified|confirmed)",
    re.IGNORECASE,
)


def is_court(speaker: str) -> bool:
    """Whether a speaker's words name a court, tribunal or council of states."""
    text = speaker.lower()
    head = re.split(r"\b(?:of|for|in|from)\b", text)[0]
    return bool(set(re.findall(r"\w+", head)) & COURT) or any(name in text for name in COUNCIL)


def is_hedged(view: View, cue: Cue, match: Match, content: tuple[Span, ...], who: Span | None, *, unnamed: bool) -> bool:
    """Whether the report adds its own doubt: in the words said, in the speaker's name, before a noun as cue, or behind it."""
    said = " ".join(c.text for c in content)
    after = view.report.text[view.tokens[cue.first].start : view.sentence.end]
    if HEDGES.search(said) or (who and HEDGES.search(who.text)) or NOT_CHECKED.search(after):
        return True
    if match.entry.form == "noun":
        return DOUBTED.search(view.span(max(view.body, cue.first - DESCRIBED), cue.last).text) is not None
    return unnamed and match.entry.words[0] in ("report", "fear") and match.frame == "whole"


def stance_of(view: View, cue: Cue, match: Match) -> Stance:
    """The stance of one reading of a cue."""
    stance = match.entry.stance
    if not match.content:
        return stance
    first, last = match.content[0]
    if (
        match.entry.words == ("claim",)
        and match.frame == "np"
        and (head := view.over_at(first)) is not None
        and view.lower(head.head) in words_of("attack")
    ):
        return Stance.ADMITS
    if match.entry.words == ("boast",) and owns_deed(view, first):
        return Stance.ADMITS
    if match.frame == "X+to" and view.tag(first) == "NUM" and not is_party(view, match.target):
        return Stance.REPORTS  # "attribute 40 deaths to the cold": a cause, nobody to blame
    if match.frame == JUDGING:
        calls = JUDGING in match.entry.frames  # "calls it naive"; who rejects it as naive denies it
        judged = verdict(view, cue.last, max(last, content_end(view, cue.last, cue, clause=False))) if calls else None
        return Stance.DISPUTES if is_counted(view, match.content[0]) else judged or Stance.DENIES
    if match.frame == "that" and match.entry.words in (("reject",), ("rule", "out")):
        return stance if any(view.lower(k) in DUTY | FUTURE for k in range(first, last)) else Stance.DENIES
    if (
        match.entry.words[0] in ("reject", "deny", "refuse", "dismiss")
        and match.frame in ("np", "by", "relative")
        and stance in (Stance.DENIES, Stance.REFUSES)
    ):
        return rejected(view, first, last, stance)
    if (stance in NEUTRAL and match.entry.form != "noun" and match.frame in ("that", "back", "quote")) or (
        match.entry.words[0] in ("tell", "inform") and stance is Stance.REPORTS
    ):
        return by_content(view, first, last, stance, to=match.frame.endswith("+to"), replies=match.entry.words[0] in REPLYING)
    return stance


def no_attack(view: View, first: int) -> bool:
    """Whether a clause says that there was no attack: "that there has been no raid on the port"; "no casualties" is a count."""
    at = skip_on(view, first + (view.lower(first) == "that"), frozenset({"QUOTE"}))
    no = skip_on(view, at + 1, frozenset({"AUX", "VERB", "VED", "ADV"}))
    named = view.over_at(no) if view.lower(at) == "there" and view.lower(no) == "no" else None
    return named is not None and view.lower(named.head) in words_of("attack")


def owns_deed(view: View, first: int) -> bool:
    """Whether somebody boasts of an act of their own: "of having sunk two boats", "of it"; a bare figure is only alleged."""
    named = view.over_at(first)
    attack = named is not None and view.lower(named.head) in words_of("attack")
    return attack or view.tag(first) == "VING" or view.lower(first) in ("having", "it", "this", "that", "them")


def is_party(view: View, target: Range | None) -> bool:
    """Whether what harm is put down to is somebody: a name, a person, a body."""
    named = view.over_at(target[0]) if target else None
    if named is None:
        return False
    return view.tag(named.head) == "PROPN" or is_teller(view.lower(named.head), "") or view.lower(named.head) in words_of("voice")


def rejected(view: View, first: int, last: int, stance: Stance) -> Stance:
    """A claim is denied, an offer refused: the head noun tells; "deny" stays a denial unless it is leave that is denied."""
    phrase = view.over_at(first) or (view.over_at(first + 1) if view.lower(first) == "that" else None)  # "that account"
    if phrase and view.lower(phrase.last) == "of" and view.lower(phrase.last - 1) in PARTS:
        phrase = view.over_at(phrase.last + 1) or phrase  # "the first of these findings"
    head = view.lower(phrase.head) if phrase else view.lower(first)
    if head in words_of("figure") and view.lower(first) not in ("any", "no"):
        return Stance.DISPUTES
    if stance is Stance.DENIES and head in words_of("request"):
        return Stance.REFUSES
    if stance is Stance.REFUSES and (is_claimed(view, first) or verdict(view, first, last)):
        return Stance.DENIES
    return stance


def by_content(view: View, first: int, last: int, stance: Stance, *, to: bool, replies: bool) -> Stance:
    """`demands`, `denies`, `disputes`, `accuses` or `warns` where the clause itself says so."""
    text = view.span(first, last).text
    if to:
        return Stance.DEMANDS
    if (replies and NEGATES.search(text) and not LEFT_OPEN.search(text)) or CALLED_WRONG.search(text):
        return Stance.DISPUTES
    verb = next((k for k in range(first, last) if view.tag(k) in VERBS), None)
    if verb is not None and view.lower(verb) in DUTY and view.lower(first) not in ("i", "we"):
        return Stance.DEMANDS
    if DENIAL.search(text) or (stance is Stance.REPORTS and no_attack(view, first)):
        return Stance.DENIES
    if BLAME.search(text) and view.lower(first) not in ("it", "they", "he", "she"):
        return Stance.ACCUSES
    if FORETELLS.search(text) and stance is Stance.REPORTS:
        return Stance.WARNS
    return stance
