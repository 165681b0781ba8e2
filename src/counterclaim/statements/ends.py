"""Where what is said ends: before another cue, a change of subject, a consequence that the report adds, or the full stop."""

from __future__ import annotations

from counterclaim.statements.answers import ANSWERING, answer_follows
from counterclaim.statements.clauses import bare_participle, in_relative
from counterclaim.statements.cues import Cue, Form, irregular, lexicon
from counterclaim.statements.gaps import gap_at
from counterclaim.statements.phrases import list_goes_on
from counterclaim.statements.view import VERBS, Range, View

CONTRAST = frozenset({"while", "although", "though", "whereas", "but", "however", "yet", "despite", "amid", "prompting"})
CONSEQUENCE = frozenset(
    "increasing prompting sparking raising leading escalating drawing triggering marking heightening fuelling fueling ending making "
    "becoming resulting".split()
)
TIME_UNITS = frozenset({"hours", "days", "weeks", "months", "day", "hour", "week", "month", "years", "year", "minutes"})
SUBORDINATE = frozenset({"although", "though", "while", "whereas", "after", "as", "when", "because", "since", "if", "despite"})
BACKGROUND = frozenset({"after", "before", "following", "amid", "as", "when", "while", "during", "despite", "since", "until", "ahead"})
HARM_VERBS = frozenset(
    {"left", "killed", "injured", "wounded", "displaced", "claimed", "saw", "was", "were", "is", "are", "has", "have", "also"}
)
ASIDE = 12  # tokens of an aside between a subject and its verb
OPENERS = frozenset({"but", "however", "and", "meanwhile", "also", "although", "while", ","})


def trim(view: View, first: int, last: int) -> Range:
    """The range without connectives at its beginning and marks at its end."""
    while first < last and (view.lower(first) in OPENERS):
        first += 1
    while last > first and view.lower(last - 1) in (".", ",", ";", ":", "(", "!", "?", "-", "–", "—"):
        last -= 1
    return (first, last)


def content_end(view: View, start: int, cue: Cue, *, clause: bool) -> int:
    """One past the last token of a content that begins at `start`; `clause` tells a that-clause from a noun phrase."""
    quoted = False
    last = len(view.tokens)
    act = view.lower(start) == "to"  # "to open the port but did not …": the main clause goes on
    for k in range(start, last):
        word = view.lower(k)
        if view.tag(k) == "QUOTE" and not quoted and k > start and closes(view, k):
            last = k  # the quotation that the cue itself stands in
            break
        if view.tag(k) == "QUOTE":
            quoted = opens_quote(view, k, quoted)
        elif not quoted and k > start and (stops(view, k, cue, clause) or (act and word == "but" and view.tag(k + 1) == "AUX")):
            last = k
            break
    return trim_end(view, start, last)


def closes(view: View, k: int) -> bool:
    """Whether a quotation mark touches the word before it and not the one after it."""
    token = view.tokens[k]
    after = k + 1 >= len(view.tokens) or view.tokens[k + 1].start > token.end or view.tag(k + 1) == "PUNCT"
    return token.text in "”»" or (token.text == '"' and view.tokens[k - 1].end == token.start and after)


def opens_quote(view: View, k: int, quoted: bool) -> bool:
    """Whether a quotation is open after the mark at `k`, if it ends in this sentence."""
    if view.tokens[k].text in "“„«‘":
        return any(view.tokens[j].text in "”»’“" for j in range(k + 1, len(view.tokens)))
    if quoted or view.tokens[k].text in "”»":
        return False
    return any(view.tag(j) == "QUOTE" for j in range(k + 1, len(view.tokens)))


def trim_end(view: View, start: int, last: int) -> int:
    """The end without full stop, comma or bracket; a bracketed source at the end is no content."""
    while last > start and view.lower(last - 1) in (".", ",", ";", ":", "!", "?", "-", "–", "—", "("):
        last -= 1
    return last


def stops(view: View, k: int, cue: Cue, clause: bool) -> bool:
    """Whether what is said ends before token `k`."""
    word, after_comma = view.lower(k), view.lower(k - 1) == ","
    if word == ";" or (word == "." and k + 1 < len(view.tokens)) or (word == "according" and view.lower(k + 1) == "to"):
        return True
    if (
        cue.form is Form.NOUN
        and not clause
        and not any(view.lower(j) == "whether" for j in range(cue.last, k))
        and (view.tag(k) in ("VERB", "AUX") and view.lower(k) not in ("being", "be", "been", "having") and view.tag(k - 1) != "TO")
    ):
        return True
    if cue.form is Form.NOUN and not clause and word == "," and not list_goes_on(view, k):
        return True
    if word in ("whereas", "although") or (word == "while" and view.tag(k + 1) == "VING" and (after_comma or is_cue(view, k + 1))):
        return True
    if view.tag(k) == "CC" and new_teller(view, k + 1):
        return True
    if view.tag(k) == "CC" and (same_form(view, k + 1, cue, cues_only=clause) or (not clause and new_clause(view, k + 1))):
        return True
    if view.tag(k) == "CC" and not clause and cue.form is not Form.NOUN and goes_on(view, k + 1):
        return not any(
            view.lower(j) == view.lower(k + 1) in ("must", "shall") for j in range(cue.last, k)
        )  # "under which X must … and must …"
    if word == ":" and not clause and tells_version(view, k, cue):
        return True
    if (after_comma or word == ";") and gap_at(view, k) is not None:
        return True
    if after_comma:
        return stops_after_comma(view, k, cue) or (not clause and opens_aside(view, k))
    return not clause and word in BACKGROUND and view.tag(k - 1) != "PUNCT" and background(view, k)


def background(view: View, k: int) -> bool:
    """Whether "after", "as" … opens a clause or phrase that tells when, behind a noun phrase."""
    if view.lower(k) == "as" and view.tag(k + 1) == "NUM":
        return False  # "gave its losses as one man"
    if view.lower(k) == "as":
        return view.over_at(k + 1) is not None and any(view.tag(j) in VERBS for j in range(k + 2, min(k + 9, len(view.tokens))))
    if view.lower(k) == "ahead":
        return view.lower(k + 1) == "of"
    return view.lower(k) in ("after", "before", "following", "amid", "despite", "when") and view.lower(k + 1) not in (".", "", ",")


def stops_after_comma(view: View, k: int, cue: Cue) -> bool:
    """Whether a comma before token `k` ends what is said."""
    word = view.lower(k)
    if word == "then" and same_form(view, k + 1, cue, cues_only=True):
        return True
    if word in CONTRAST or word in CONSEQUENCE:
        return view.lower(k + 1) != "that"
    if k > cue.last and view.lower(view.body) in SUBORDINATE and cue.form is not Form.PREPOSITION and first_comma(view, cue) == k - 1:
        return True
    if word in ("as", "after", "following", "when", "until") and view.tag(k) in ("PREP", "SUB"):
        return word != "when" and (view.over_at(k + 1) is not None or view.tag(k + 1) in ("VING", "ADV"))
    if answer_follows(view, k):
        return True
    if view.tag(k) in VERBS and cue.form is Form.ACTIVE and in_relative(view, cue.first):
        return True  # "the crew, who deny the charge, left"
    if word in ("thereby", "thus") and view.tag(k + 1) == "VING" and is_cue(view, k + 1):
        return True
    if word in ("stopping", "falling") and view.lower(k + 1) == "short":
        return True
    if view.tag(view.body) in ("VED", "VING") and cue.form is Form.NOUN and new_clause(view, k):
        return True  # "Asked about claims that …, the mayor said"
    if view.tag(k) == "VING" and is_cue(view, k) and not (word == "counting" and view.tag(k + 1) not in ("NUM", "SUB")):
        return True
    if (word == "with" or view.tag(k) == "CC") and any(
        view.tag(j) == "VING" and is_cue(view, j) for j in range(k + 2, min(k + 14, len(view.tokens)))
    ):
        return True
    if (
        word in ("which", "who")
        and cue.form is not Form.NOUN
        and view.lower(k + 1) in HARM_VERBS
        and view.lower(k + 1) in ("left", "killed", "injured", "wounded", "displaced")
    ):
        return True
    if any(view.lower(j) in TIME_UNITS and view.lower(j + 1) in ("after", "before") for j in range(k, min(k + 4, len(view.tokens)))):
        return True
    return view.tag(k) in ("DET", "PRON", "PROPN", "NOUN", "ADJ") and own_cue_clause(view, k)


def first_comma(view: View, cue: Cue) -> int | None:
    """The first comma behind a cue in the clause that opens a sentence."""
    if any(view.lower(k) == "," for k in range(view.body, cue.first)):
        return None
    return next((k for k in range(cue.last, len(view.tokens)) if view.lower(k) == ","), None)


def opens_aside(view: View, k: int) -> bool:
    """Whether ", who is …" or ", suspected of …" begins at `k`: the report's own words about a noun phrase."""
    if view.lower(k) in ("who", "which", "whose", "where") or relative_within(view, k):
        return True
    if view.tag(k) in ("AUX", "VERB") or (view.tag(k) == "VED" and k + 1 == len(view.tokens) - 1):
        return True  # the main verb goes on: "the crews, who deny the charge, left"
    return view.tag(k) == "VED" and any(entry.form == "passive" for entry in lexicon().get(view.lower(k), ()))


def relative_within(view: View, k: int) -> bool:
    """Whether "in which", "of whom 12", "one of whom", "some of which" begins at `k`."""
    at = (
        k + 1
        if view.tag(k) == "PREP"
        else k + 2
        if view.tag(k) in ("NUM", "DET", "ADJ", "ADV", "NOUN") and view.lower(k + 1) == "of"
        else k
    )
    return at > k and view.lower(at) in ("which", "whom")


def own_cue_clause(view: View, k: int) -> bool:
    """Whether ", police say." begins at `k`: a short subject and a cue that close the sentence."""
    phrase = view.over_at(k)
    if phrase is None:
        return False
    end = phrase.last
    cue = view.tag(end) in ("VERB", "VED") and is_cue(view, end)
    closing = view.lower(end + 1) in (".", "") and end >= len(view.tokens) - 2
    return cue and (closing or view.lower(end + 1) == "that")  # "where the office estimated …, generals maintained that …"


def is_cue(view: View, k: int) -> bool:
    """Whether token `k` is a verb form of the vocabulary; "bringing the toll to 40" tells what follows, and is none."""
    return any(e.form == "verb" and not e.court and e.frames != ("change",) for e in lexicon().get(view.lower(k), ()))


def same_form(view: View, k: int, cue: Cue, *, cues_only: bool) -> bool:
    """Whether a verb in the cue's own form stands at `k` (adverbs aside): "denies X and says Y" share their subject."""
    if view.lower(k) == ",":  # "and, in turn, accuses"
        k = next((j + 1 for j in range(k + 1, min(k + ASIDE, len(view.tokens))) if view.lower(j) == ","), k)
    while view.tag(k) == "ADV":
        k += 1
    if view.tag(k) not in ("VERB", "VED", "VING", "NOUN") or cue.form in (Form.NOUN, Form.PREPOSITION):
        return False
    first = view.lower(cue.first)
    third = first.endswith("s") and cue.tag == "VERB"
    past = first == irregular().get(cue.entries[0].words[0], ("", ""))[0]  # "put the toll at 40 and blamed": the past looks like the base
    if past and view.tag(k) == "VED" and any(e.form == "verb" for e in lexicon().get(view.lower(k), ())):
        return True
    entries = [e for e in lexicon().get(view.lower(k), ()) if e.form == "verb"]
    if entries and entries[0].tag == cue.tag and (cue.tag != "VERB" or view.lower(k).endswith("s") == third):
        return view.tag(k) != "NOUN" or third
    return not cues_only and view.tag(k) == cue.tag and (cue.tag != "VERB" or view.lower(k).endswith("s") == third)


def tells_version(view: View, colon: int, cue: Cue) -> bool:
    """Whether a clause of its own follows a colon: "mocks the number: it says …"; "a toll: 4 dead, 5 wounded" is a list."""
    listed = view.tag(colon + 1) == "NUM" and cue.entries[0].stance not in ANSWERING
    return view.tag(colon) == "PUNCT" and not listed and any(view.tag(k) in VERBS for k in range(colon + 1, len(view.tokens)))


def goes_on(view: View, k: int) -> bool:
    """Whether the subject of a noun-phrase content goes on at `k` with another verb: "stands by its figures and [has] asked …"."""
    k += view.tag(k) == "ADV"
    return view.tag(k) == "AUX" or (view.tag(k) in ("VERB", "VED") and is_cue(view, k))


def new_clause(view: View, k: int) -> bool:
    """Whether a subject with a verb of its own follows "and": "denies the charges and the union said …"."""
    phrase = view.over_at(k)
    if phrase is None or phrase.first != k:
        return False
    end = phrase.last
    while view.tag(end) == "ADV":
        end += 1
    return view.tag(end) in ("VERB", "AUX") or (view.tag(end) == "VED" and is_cue(view, end) and not bare_participle(view, end))


def new_teller(view: View, k: int) -> bool:
    """Whether a subject with an aside and a cue of its own stands at `k`: "and the envoy, back from the port, said"."""
    phrase = view.over_at(k)
    if phrase is None or phrase.first != k or view.lower(phrase.last) != ",":
        return False
    closing = next((j for j in range(phrase.last + 1, min(phrase.last + ASIDE, len(view.tokens))) if view.lower(j) == ","), None)
    return closing is not None and view.tag(closing + 1) in VERBS and is_cue(view, closing + 1)


def quote_end(view: View, start: int) -> int:
    """One past the end of a content that goes on after its cue, to the sentence's end."""
    return trim_end(view, start, len(view.tokens))
