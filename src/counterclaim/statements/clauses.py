"""Where the things around a cue end: the subject before a verb, the noun phrase after it, the clause that is said."""

from __future__ import annotations

from counterclaim.model import Phrase
from counterclaim.statements.cues import lexicon, verb_cues
from counterclaim.statements.phrases import PLACE_LINKS, phrase_from
from counterclaim.statements.view import DASHES, VERBS, Range, View, skip_on
from counterclaim.statements.words import is_person, is_teller, name_labels, words_of

# ---------------------------------------------------------------- noun phrases, leftwards

LINKS = frozenset("of for in at by from to on with near against between within under inside outside close".split())
GATHERINGS = frozenset({"rally", "rallies", "march", "marches", "protest", "protests", "demonstration", "demonstrations", "vigil"})
FLOATING = frozenset({"both", "all", "each", "themselves", "himself", "herself", "itself"})
INSERTED = frozenset(
    tuple(words.split())
    for words in (
        "so far|at first|to date|in turn|in return|for now|at last|of late|at once|once more|once again|in reply|in response|in the end"
        "|for its part|for his part|for her part|for their part|on its part|on his part|on her part|on their part"
        "|in its turn|in his turn|in her turn|in their turn|at the time|at this stage|on the contrary|on the other hand"
    ).split("|")
)
DATING = frozenset({"on", "in", "at", "during", "for", "since", "by", "until", "from", "within", "throughout", "over"})
BOUNDARY_TAGS = frozenset({"SUB", "CC", "QUOTE", "DATE", ""})
BOUNDARY_WORDS = frozenset(
    {",", ";", ".", ":", "(", "as", "after", "before", "since", "until", "than", "that", "however", "meanwhile", "also", "later"} | DASHES
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
ASIDE_TAGS = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PREP", "ADV", "VED", "VING", "NUM", "PRON", "SUB", "DATE", "CC"})


def is_boundary(view: View, k: int) -> bool:
    """Whether a clause may begin right after token `k`."""
    if k < view.body:
        return True
    verb = view.tag(k) in VERBS and view.lower(k) in verb_cues()
    return verb or view.tag(k) in BOUNDARY_TAGS or view.lower(k) in BOUNDARY_WORDS


def linked_before(view: View, first: int, joined: bool) -> int | None:
    """The start of the noun phrase that the one at `first` hangs on ("a spokesman for …", "Syria and …"), if any.

    `joined` says that an "and" was crossed, so that a comma goes on with a list.
    """
    b = first - 1
    word = view.lower(b)
    if word in LINKS and view.tag(b) in ("PREP", "TO"):
        end = b - 2 if view.tag(b - 1) == "CC" else b - 1  # "support to the port and to its crews"
        if view.tag(end) in ("ADJ", "ADV", "DATE") and not view.ends_phrase(end):
            end -= 1  # "forces loyal to", "a general now in"
    elif view.tag(b) == "CC" and word in ("and", "or", "&"):
        end = b - 2 if view.lower(b - 1) == "," else b - 1
    elif (word == "," and (joined or is_place_after(view, first))) or (view.tag(b) == "VING" and view.lower(b - 1) != ","):
        end = b - 1
    else:
        return None
    if view.lower(end) == ")" and (opened := opening(view, end)) is not None:
        end = opened - 1
    phrase = view.over[end] if end >= view.body and view.ends_phrase(end) else None
    return phrase.first if phrase else None


def is_place_after(view: View, first: int) -> bool:
    """Whether a lone name after a comma goes on with a place: "in Phoenix, Arizona"."""
    phrase = view.over[first]
    before = view.over[first - 2] if first >= 2 else None
    if phrase is None or before is None or phrase.last - phrase.first > 2 or view.tag(phrase.head) != "PROPN":
        return False
    return view.tag(before.head) == "PROPN" and view.lower(before.first - 1) in ("in", "of", "near", "at", "from")


def phrase_ending(view: View, end: int, *, participle: bool = False) -> Range | None:
    """The longest noun phrase that ends with token `end` and stands where a clause may begin.

    Before a participle "with" begins one: "with the mayor saying".
    """
    phrase = view.over[end] if end >= view.body else None
    if phrase is None:
        return None
    first, joined = phrase.first, False
    best = first if is_boundary(view, first - 1) else None
    while not (participle and view.lower(first - 1) == "with") and (link := linked_before(view, first, joined)) is not None:
        joined = joined or view.tag(first - 1) == "CC"
        first = link
        if is_boundary(view, first - 1) and not (joined and view.tag(first - 1) in ("VERB", "VED")):
            best = first
    if best is None and not participle:
        found = past_relative(view, first) or leading_subject(view, phrase.first)
        if found is not None or view.tag(first - 1) in ("PREP", "TO"):
            return found
    if joined and best is not None and view.lower(best - 1) in ("as", "than"):
        best = phrase.first  # "attacked it as a party paper and his office said": a new clause
    return (phrase.first if best is None else best, end + 1)


def leading_subject(view: View, before: int) -> Range | None:
    """The phrase that opens a clause whose verb comes late: "[Delegates to a congress that is held in the port] today said"."""
    start = clause_start(view, before)
    if view.tag(start) in ("PREP", "VING", "ADV", "SUB", "DATE"):
        comma = next((k for k in range(start, before) if view.lower(k) == ","), None)
        start = before if comma is None else comma + 1
    if start >= before or not view.opens_phrase(start):
        return None
    end = phrase_from(view, start)
    late = view.lower(end) in RELATIVE or view.lower(end) in (",", "(") or view.tag(end) in ("VED", "VING", "PREP", "TO", "ADJ")
    return (start, end) if late and end <= before else None


def past_relative(view: View, first: int) -> Range | None:
    """The subject before a reduced relative clause: "[A man] held in the port in May has been charged"; no finite verb between."""
    k, relative = first - 1, False
    while (
        k >= view.body
        and (view.tag(k) in ("VED", "VING", "PREP", "TO", "DATE", "ADV", "NUM") or view.over_at(k) is not None)
        and (view.tag(k) == "VED" or not is_boundary(view, k))
    ):
        relative = relative or view.tag(k) == "VED"
        k -= 1
    if not relative or not (k < view.body or is_boundary(view, k)) or view.over_at(k + 1) is None:
        return None
    start = k + 1
    phrase = view.over_at(start)
    if phrase is None or phrase.first != start or view.tag(phrase.head) == "PRON":
        return None
    if view.lower(k) == "," and view.ends_phrase(k - 1) and (named := view.over_at(k - 1)) is not None and view.tag(named.head) == "PROPN":
        return (named.first, named.last) if is_boundary(view, named.first - 1) else None
    return (start, phrase_from(view, start))


def skip_to_subject(view: View, k: int) -> int:
    """The index where the subject of the verb at `k` should end: auxiliaries, adverbs, dates and asides are passed over."""
    i = k - 1
    while i >= view.body:
        if (inserted := insertion(view, i)) is not None:
            i -= inserted
        elif (
            view.tag(i) in ("AUX", "ADV", "NEG", "DATE")
            or view.lower(i) in FLOATING
            or (view.lower(i) in DATING and view.tag(i + 1) == "DATE")
        ) or (view.lower(i) in ("first", "initially") and view.tag(i - 1) in ("AUX", "NOUN", "PROPN", "PRON")):
            i -= 1
        elif view.lower(i) in ("since", "once") and view.tag(i + 1) in ("VERB", "VED"):
            i -= 1  # "has since accepted": an adverb, no conjunction
        elif view.lower(i) == ")" and (opened := opening(view, i)) is not None:
            i = opened - 1
        elif (occasion := before_occasion(view, i)) is not None:
            i = occasion
        else:
            break
    return i


def insertion(view: View, i: int) -> int | None:
    """How many tokens an adverbial of several words takes that ends with token `i`: "so far", "for its part"."""
    return next((n for n in (2, 3, 4) if tuple(view.lower(k) for k in range(i - n + 1, i + 1)) in INSERTED), None)


def opening(view: View, k: int) -> int | None:
    """The bracket that the one at `k` closes."""
    return next((j for j in range(k - 1, view.body - 1, -1) if view.lower(j) == "("), None)


def before_occasion(view: View, i: int) -> int | None:
    """The index before "in a statement", "at a news conference" where such a phrase ends with token `i`."""
    phrase = view.over[i]
    if phrase is None or not view.ends_phrase(i) or view.lower(phrase.head) not in words_of("occasion"):
        return None
    return phrase.first - 2 if view.lower(phrase.first - 1) in ("in", "at", "on", "during", "through", "via") else None


# ---------------------------------------------------------------- the subject


def subject_of(view: View, k: int) -> Range | None:
    """The tokens of the subject of the verb at `k`, or `None` where the rules do not see one."""
    i = skip_to_subject(view, k)
    if i < view.body:
        floating = next((j for j in range(view.body, k) if view.lower(j) in ("both", "all", "each")), None)
        return None if floating is None else (floating, floating + 1)
    word = view.lower(i)
    if view.tag(k) == "VING" and view.lower(k - 1) not in ("is", "are", "was", "were", "been"):
        return participle_subject(view, i, k)
    if word in ("after", "before", "since", "while") and view.lower(k - 1) in ("being", "having"):
        return earlier_subject(view, i, k)
    if word in RELATIVE and (antecedent := before_relative(view, i)) is not None:
        return antecedent
    if word == "," and bare_participle(view, k) and view.ends_phrase(i - 1):
        return nearest_phrase(view, i - 1) or earlier_subject(view, i, k)
    if bare_participle(view, k) and view.ends_phrase(i):
        return nearest_phrase(view, i) or earlier_subject(view, i, k)
    if word == ",":
        return before_aside(view, i) or earlier_subject(view, i, k)
    if view.tag(i) == "CC" or word in ("while", "thereby", "then"):
        return earlier_subject(view, i, k)
    if view.ends_phrase(i):
        relative = before_adverbial(view, i)
        return phrase_ending(view, i) if relative is None else before_relative(view, relative)
    if view.tag(i) == "ADJ" and view.ends_phrase(i - 1):
        found = phrase_ending(view, i - 1)
        return (found[0], i + 1) if found else None
    if view.tag(i) in ("VERB", "VED") and view.tag(k) != "VING":
        return past_relative(view, i + 1) or leading_subject(
            view, i + 1
        )  # "the mayor installed there reports", "a crew that camped near told us"
    return None


def before_adverbial(view: View, i: int) -> int | None:
    """The relative pronoun before an adverbial that ends with token `i`: "[which] for two years denied"."""
    phrase = view.over_at(i)
    if phrase is None or view.tag(phrase.first - 1) != "PREP" or view.lower(phrase.first - 2) not in RELATIVE:
        return None
    return phrase.first - 2


def participle_subject(view: View, i: int, k: int) -> Range | None:
    """Who does the participle at `k`: the phrase after "with", the phrase before it if a subject or a person, else the clause's."""
    if not view.ends_phrase(i):
        return with_subject(view, i) or earlier_subject(view, i, k)
    found = phrase_ending(view, i, participle=True)
    if found is None:
        return None
    before = found[0] - 1
    nearest = view.over[i]
    if view.lower(i) in GATHERINGS and nearest is not None and view.tag(nearest.first) in ("DET", "ADJ"):
        return None  # "a rally protesting the closure": nobody speaks
    heads = (view.over_at(found[0]), view.over_at(i))  # "thousands of demonstrators": either may tell that people speak
    person = any(p is not None and is_teller(view.lower(p.head), "") for p in heads)
    if view.lower(before) == "with" or before < view.body or (is_boundary(view, before) and view.tag(before) not in VERBS):
        return found
    if view.tag(before) in ("VERB", "VED", "VING", "PREP", "TO") and not person:
        shared = earlier_subject(view, i, k)
        return shared if writes(view, i, k) or view.tag(before) in ("PREP", "TO") else found if shared is None else shared
    return found


def with_subject(view: View, i: int) -> Range | None:
    """The subject in "with the envoy, Ali Example, saying" where the aside ends with the comma at `i`; also after "and"."""
    for k in range(i - 1, max(view.body, i - 16) - 1, -1):
        if view.tag(k) in VERBS or view.lower(k) in (";", "that"):
            return None
        if view.lower(k) == "with" or (view.tag(k) == "CC" and view.lower(k - 1) == ","):
            return (k + 1, i) if view.opens_phrase(k + 1) and view.ends_phrase(i - 1) and i - k > 3 else None
    return None


def writes(view: View, i: int, k: int) -> bool:
    """Whether a statement, a video, a letter stands shortly before: "sends a letter to the union saying"."""
    return any(view.lower(j) in words_of("occasion") for j in range(max(view.body, k - 9), i + 1))


def bare_participle(view: View, k: int) -> bool:
    """Whether a past form without auxiliary says something of the phrase before: "the men accused of …", ", suspected to …"."""
    if view.tag(k) != "VED" or view.tag(k - 1) in ("AUX", "ADV", "NEG", "CC"):
        return False
    entries = lexicon().get(view.lower(k), ())
    active = {frame for entry in entries if entry.form == "verb" for frame in entry.frames}
    passive = {frame.partition("+")[2] for entry in entries if entry.form == "passive" for frame in entry.frames}
    return view.lower(k + 1) in passive - active - {"", "that"}


def nearest_phrase(view: View, end: int) -> Range | None:
    """The bare phrase that ends at `end`, unless it tells a place."""
    phrase = view.over_at(end)
    if phrase is None or view.lower(phrase.first - 1) in PLACE_LINKS:
        return None
    first = phrase.first
    if view.lower(first - 1) == "and" and (pair := view.over_at(first - 2)) is not None:
        first = pair.first  # "six nurses and a doctor accused of"
    return (first, phrase.last)


def in_relative(view: View, k: int) -> bool:
    """Whether the verb at `k` stands right behind a relative pronoun, so that the main clause goes on after it."""
    return view.lower(skip_to_subject(view, k)) in RELATIVE


def before_relative(view: View, i: int) -> Range | None:
    """The noun phrase that the relative pronoun at `i` stands for."""
    if view.tag(i - 1) == "CC":  # "a nurse who left and who says": both stand for the same
        earlier = next((k for k in range(i - 2, view.body, -1) if view.lower(k) == view.lower(i)), None)
        return None if earlier is None else before_relative(view, earlier)
    end = i - 2 if view.lower(i - 1) == "," else i - 1
    if end >= view.body and view.ends_phrase(end):
        phrase = view.over[end]
        found = phrase_ending(view, end)
        if phrase and found and found[1] <= phrase.first:
            return linked_body(view, phrase) or found  # "papers that relied on a guard, who said": not the papers
        if phrase and view.lower(phrase.head) in words_of("occasion"):
            return (phrase.first, phrase.last)
        whole = view.over_at(found[0]) if found else None
        placed = phrase is not None and view.lower(phrase.first - 1) in PLACE_LINKS
        if view.lower(i) == "who" and placed and found and view.tag(found[0]) != "PREP":
            return found  # "protesters in the port who": the port does not speak
        if view.lower(i) == "who" and phrase and whole and not is_person(view.lower(whole.head)) and view.tag(whole.head) != "PROPN":
            return (phrase.first, phrase.last)
        if phrase and whole and view.lower(i) == "which" and is_body(view, phrase) and not is_body(view, whole):
            return (phrase.first, phrase.last)  # "appealed the decision to the court, which said"
        if found and phrase and not is_boundary(view, found[0] - 1):
            return (phrase.first, phrase.last)
        return linked_body(view, phrase) if found is None and phrase is not None else found
    return None


def linked_body(view: View, phrase: Phrase) -> Range | None:
    """Who a relative pronoun stands for behind a preposition: "according to [the army], which", "with [the Office on Ports], which"."""
    first: int | None = phrase.first
    while first is not None and (held := view.over_at(first)) is not None:
        if is_body(view, held):
            return (held.first, phrase.last)
        first = linked_before(view, first, joined=False) if view.lower(first - 1) in ("of", "for", "on", "at", "in") else None
    return None


def is_body(view: View, phrase: Phrase) -> bool:
    """Whether a noun phrase names somebody: a person, or a body by one of its words."""
    words = [view.lower(k) for k in range(phrase.first, phrase.last)]
    return any(name_labels().get(w) in ("org", "outlet", "office") for w in words) or is_person(view.lower(phrase.head))


def before_aside(view: View, i: int) -> Range | None:
    """The subject before ", who leads the group," where the aside ends with the comma at `i`."""
    best = None
    for j in range(i - 1, view.body, -1):
        if (view.tag(j) == "SUB" and view.lower(j) not in ("that", "once")) or view.lower(j) in (";", "."):
            break
        opened = opening(view, j - 1) if view.lower(j - 1) == ")" else None
        last = j - 1 if opened is None else opened - 1  # "the Coast Front (CF), which holds the port, said"
        if view.lower(j) != "," or not view.ends_phrase(last) or view.tag(j + 1) not in ASIDE_TAGS:
            continue
        found = phrase_ending(view, last)
        if found is None or not is_boundary(view, found[0] - 1):
            continue
        best = found
        if view.lower(found[0] - 1) != ",":
            break
    return best


def earlier_subject(view: View, i: int, verb: int) -> Range | None:
    """The subject that the later verb at `verb` shares ("X closed the road and said", "X left, saying").

    A finite verb shares that of the nearest earlier verb in its own form, a participle that of the clause's first verb.
    """
    order = range(clause_start(view, i), i)
    shape = verb_shape(view, verb)
    if shape is not None:
        alike = [k for k in reversed(order) if verb_shape(view, k) == shape]
        found = first_subject(view, alike)
        if found is not None:
            return found
    return first_subject(view, list(order))


def verb_shape(view: View, k: int) -> str | None:
    """The form that coordinated verbs share: base, third person, past; `None` for participles."""
    if view.tag(k) == "VERB":
        return "third" if view.lower(k).endswith("s") else "base"
    return "past" if view.tag(k) == "VED" and view.tag(k - 1) != "AUX" else None


def first_subject(view: View, verbs: list[int]) -> Range | None:
    """The subject of the first of these verbs that has one of its own."""
    for k in verbs:
        finite = view.tag(k) in ("VERB", "VED") or (view.tag(k) == "AUX" and view.tag(k - 1) not in ("AUX", "TO"))
        if not finite or view.lower(skip_to_subject(view, k)) in RELATIVE or view.tag(k - 1) == "TO":
            continue
        end = skip_to_subject(view, k)
        if end < view.body:
            continue
        if view.lower(end) == "," and (found := before_aside(view, end)) is not None:
            return found
        if view.ends_phrase(end) and (found := phrase_ending(view, end)) is not None and is_boundary(view, found[0] - 1):
            return found
    return None


def clause_start(view: View, i: int) -> int:
    """The first token of the stretch of main clauses that token `i` lies in: after ";", "while", "but" with a subject of its own."""
    for k in range(i - 1, view.body - 1, -1):
        if view.lower(k) in (";", ".", "while", "although", "though", "whereas"):
            return k + 1
        if view.tag(k) == "CC" and view.lower(k - 1) == "," and view.over[k + 1] is not None and has_verb(view, k + 1, i):
            return k + 1
    return view.body


def has_verb(view: View, first: int, last: int) -> bool:
    """Whether a finite verb stands right after the noun phrase that begins at `first`."""
    end = phrase_from(view, first)
    end = skip_on(view, end, frozenset({"ADV", "NEG"}))
    return end < last and view.tag(end) in VERBS
