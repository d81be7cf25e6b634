"""The content of indirect speech: what a clause with a cue attributes."""

from __future__ import annotations

from models.types import Span
from verifier.claims.according import find_according
from verifier.claims.context import PLURAL, Context
from verifier.claims.cues import Cue
from verifier.claims.cuts import DASHES
from verifier.claims.direct import clean
from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.tellers import is_day_after
from verifier.claims.words import CUES, POINTED_AT

_TELLING = frozenset({"tell", "inform", "warn", "remind", "assure", "notify", "advise", "caution", "show", "ask"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ACTING = frozenset({"complain", "warn", "boast", "announce", "claim", "testify", "reveal", "disclose"})
_OPENS_CLAUSE = frozenset(
    {"PRP", "PRP$", "DT", "EX", "NNP", "NNPS"}
)  # after "that", which then joins and points at nothing
_SUMMING = frozenset({"point", "charge", "claim", "accusation", "allegation", "assertion", "argument", "contention"})
_PLEDGING = frozenset({"vow", "pledge", "urge", "criticize", "criticise", "praise", "downplay"})
_REASONS = frozenset({"because", "if", "although", "though", "unless", "even"})


def indirect_content(context: Context, number: int, cue: Cue) -> tuple[Span, ...]:
    """The content of a cue in indirect speech; empty where nothing hangs on the cue."""
    tree = context.trees[number]
    clause = _clause(tree, cue.verb)
    if clause is not None and _tells_of_thing(tree, cue.verb, clause):
        return ()
    if clause is not None and clause > cue.verb:
        return _after(context, number, cue, clause)
    if clause is not None or tree.tokens[cue.verb].dep in {"parataxis", "ccomp"}:
        return _before(context, number, cue)
    if tree.tokens[cue.verb].lemma.lower() == "say":
        return _rest(context, number, cue)
    return ()


def _clause(tree: Tree, verb: int) -> int | None:
    """The clause that is the object of the verb, and is a statement."""
    for child in tree.children[verb]:
        if tree.tokens[child].dep != "ccomp" or _is_apart(tree, child, verb) or _is_aside(tree, child, verb):
            continue
        if tree.is_finite(tree.subtree(child)) or tree.subject(child) is not None:
            of_noun = _tells_of_object(tree, verb, child) or _is_after_preposition(tree, child)
            return None if of_noun else child
    return None


def _is_apart(tree: Tree, clause: int, verb: int) -> bool:
    """Whether a semicolon parts the verb from a clause before it, so that the writer states the clause."""
    return any(tree.tokens[at].text == ";" for at in range(clause, verb))


def _is_aside(tree: Tree, clause: int, verb: int) -> bool:
    """Whether it is a clause with "while" or the like, one that a preposition or a participle opens, or any clause,
    before a verb that has its statement after it, with "that" if it is another one: "while she praised the plan, Ode
    noted that ..."."""
    later = [child for child in tree.children[verb] if child > verb and tree.tokens[child].dep == "ccomp"]
    if clause > verb or not later:
        return False
    links = {tree.tokens[at].text.lower() for at in tree.children[later[0]] if tree.tokens[at].dep == "mark"}
    opening = tree.tokens[min(tree.subtree(clause))]
    opened = opening.dep in {"mark", "prep"} or opening.tag == "VBG"
    return opened or "that" in links or tree.child(clause, SUBJECTS) is None


def _is_after_preposition(tree: Tree, clause: int) -> bool:
    """Whether the parser took the noun of "based on the present vessel count" for a clause."""
    first = min(tree.subtree(clause))
    if first == 0 or tree.tokens[first - 1].dep != "prep" or tree.tokens[first].tag not in {"DT", "JJ", "NN", "NNS"}:
        return False
    return tree.child(first - 1, {"pobj", "pcomp"}) is None


def _tells_of_object(tree: Tree, verb: int, clause: int) -> bool:
    """Whether the clause belongs to the object right before it: "mentioned remarks the mayor had made". Who is told
    something is no such object."""
    first = min(tree.subtree(clause))
    if first <= verb + 1 or tree.tokens[verb].lemma.lower() in _TELLING or tree.tokens[first].dep == "mark":
        return False
    return tree.tokens[first - 1].dep == "dobj" and tree.tokens[first - 1].head == verb


def _tells_of_thing(tree: Tree, verb: int, clause: int) -> bool:
    """Whether the verb has what it tells beside the clause, which the writer states then: "P, sailors complain of Q",
    "announced its name, and P"; and whether it only tells how somebody found another: "found them unwilling to go"."""
    if tree.tokens[verb].lemma.lower() == "find" and clause > verb:
        return not tree.is_finite(
            [clause, *(at for at in tree.children[clause] if tree.tokens[at].dep in _AUXILIARIES)]
        )
    if tree.tokens[verb].lemma.lower() not in _ACTING:
        return False
    for child in tree.children[verb]:
        of_thing = tree.tokens[child].text.lower() in {"of", "about"} and tree.child(child, {"pobj"}) is not None
        if of_thing and clause < verb < child:
            return True
        if tree.tokens[child].dep == "dobj" and verb < child < clause:
            return tree.tokens[verb].lemma.lower() != "warn"
    return False


def _after(context: Context, number: int, cue: Cue, clause: int) -> tuple[Span, ...]:
    """ "X said (that) CONTENT": the clause to the right of the cue."""
    tree = context.trees[number]
    indices = tree.subtree(clause)
    if indices[0] < cue.verb:  # "which he said could": the subject stands outside
        return ()
    first, last = indices[0], indices[-1]
    first = _opening(tree, first)
    cut = find_according(tree, first, last + 1)
    if cut is not None:
        last = cut - 1
    last = _without_joined(tree, cue.verb, clause, first, last)
    last = _without_remark(tree, first, last)
    last = _with_reason(tree, cue.verb, last)
    last = _with_quotation(context, number, last)
    if last < first or _is_condition_only(tree, first, last):
        return ()
    span = clean(context, number, Span(tree.tokens[first].span.start, tree.tokens[last].span.end))
    return (span,) if span is not None else ()


def _is_condition_only(tree: Tree, first: int, last: int) -> bool:
    """Whether the words are a condition whose statement follows outside them: "reported, if Ode wins, Falk will go"."""
    if tree.tokens[first].dep != "mark" or tree.tokens[first].text.lower() not in _REASONS:
        return False
    goes_on = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text == ","
    return goes_on and tree.is_finite(range(last + 1, len(tree.tokens)))


def _opening(tree: Tree, first: int) -> int:
    """The first token of the content, past "that" and punctuation."""
    while first < len(tree.tokens) - 1 and tree.tokens[first].text.lower() in {"that", ",", ":"}:
        if tree.tokens[first].text.lower() == "that" and _points(tree, first):
            break
        first += 1
    return first


def _points(tree: Tree, that: int) -> bool:
    """Whether "that" points at a noun ("said that claim was false") and does not open the clause."""
    follows = tree.tokens[that + 1]
    if follows.tag in PLURAL | _OPENS_CLAUSE:
        return False  # "that concerns were overblown", "that she supported the plan"
    return tree.tokens[that].dep != "mark" or (follows.tag == "NN" and follows.lemma in POINTED_AT)


def _without_joined(tree: Tree, cue: int, clause: int, first: int, last: int) -> int:
    """The content without a second verb of the speaker that the parser hung on the first verb of the content:
    "X has said that P, and on Thursday thanked Q". Such a verb has no subject of its own and a comma before "and". Nor
    is what happened "the following day" part of what was revealed the day before."""
    at = clause
    while (joined := tree.child(at, {"conj"})) is not None and first < joined <= last:
        link = next((k for k in range(at, joined) if tree.tokens[k].dep == "cc" and tree.tokens[k].head == at), None)
        dash = tree.tokens[joined].lemma.lower() in CUES and link is not None and tree.tokens[link - 1].text in DASHES
        apart = link is not None and link > first and (tree.tokens[link - 1].text == "," or dash)
        finite = tree.tokens[joined].tag in {"VBD", "VBZ", "VBP"}
        own = tree.child(joined, SUBJECTS) is not None and not (link is not None and is_day_after(tree, link + 1))
        if link is not None and _is_gerund_of_speaker(tree, cue, at, joined):
            return link - (2 if tree.tokens[link - 1].text == "," or tree.tokens[link - 1].text in DASHES else 1)
        if link is not None and first < link and _is_told_of_speaker(tree, cue, at, joined):
            return link - (2 if tree.tokens[link - 1].text == "," else 1)
        if link is not None and apart and finite and not own and tree.tokens[link].text.lower() in {"and", "but"}:
            return link - 2
        at = joined
    return last


def _is_told_of_speaker(tree: Tree, cue: int, verb: int, joined: int) -> bool:
    """Whether a past verb of pledging or judging after "and" or "but" tells what the speaker did besides saying that P:
    "announced that he was leaving and vowed to come back". Another verb may as well be part of P, and so may any beside
    a plain past: "said he is a captain and sold 40 boats", "said she read the report and praised it"."""
    if {tree.tokens[joined].tag, tree.tokens[cue].tag} != {"VBD"} or tree.child(joined, SUBJECTS) is not None:
        return False
    subject = tree.child(verb, SUBJECTS)
    if subject is None or tree.tokens[subject].text.lower() not in {"he", "she", "they"} or tree.auxiliaries(joined):
        return False
    plain = tree.tokens[verb].tag == "VBD" and not tree.auxiliaries(verb)
    past = plain and tree.tokens[verb].lemma.lower() != "be"
    return tree.tokens[joined].lemma.lower() in _PLEDGING and not past


def _is_gerund_of_speaker(tree: Tree, cue: int, verb: int, joined: int) -> bool:
    """Whether "and questioning" goes on from "telling reporters that P", and not from the verb of P."""
    if tree.tokens[joined].tag != "VBG" or tree.tokens[cue].tag != "VBG" or tree.tokens[verb].tag == "VBG":
        return False
    return not tree.auxiliaries(joined) and tree.child(joined, SUBJECTS) is None


def _without_remark(tree: Tree, first: int, last: int) -> int:
    """The content up to the comma and the mark of a quotation after which the writer goes on with a participle:
    "stressed that “the port is safe,” suggesting that ...", or sums up what was said ("a charge that ...")."""
    for at in range(first + 1, last):
        if _sums_up(tree, at):
            return at - 1
        ended = tree.tokens[at].text in {"”", '"', "''"} and tree.tokens[at - 1].text == ","
        if ended and tree.tokens[at + 1].tag == "VBG":
            return at
    return last


def _sums_up(tree: Tree, comma: int) -> bool:
    """Whether a comma opens what the writer tells of the saying itself: ", a point she made too", ", something ..."."""
    if tree.tokens[comma].text != "," or comma + 2 >= len(tree.tokens):
        return False
    follows, noun = tree.tokens[comma + 1], tree.tokens[comma + 2]
    summed = follows.text.lower() == "a" and noun.lemma.lower() in _SUMMING
    words = [child for child in tree.children[comma + 2 if summed else comma + 1] if child > comma + 1]
    return (summed or follows.text.lower() == "something") and any(tree.tokens[at].dep == "relcl" for at in words)


def _with_reason(tree: Tree, cue: int, last: int) -> int:
    """The content with a clause of reason or condition right after it that the parser hung on the cue."""
    for child in tree.children[cue]:
        if tree.tokens[child].dep != "advcl":
            continue
        clause = tree.subtree(child)
        first = clause[0]
        gap = [at for at in range(last + 1, first) if tree.tokens[at].text != ","]
        if first > last and not gap and tree.tokens[first].text.lower() in _REASONS:
            last = clause[-1]
    return last


def _with_quotation(context: Context, number: int, last: int) -> int:
    """The content with the mark of a quotation that its last word needs: "for harping on “this and that”"."""
    tree = context.trees[number]
    if last + 1 >= len(tree.tokens) or tree.tokens[last].tag not in {"IN", "RP"}:
        return last
    mark = tree.tokens[last + 1].span
    return last + 1 if any(quote.outer.start == mark.start for quote in context.quotes_in(mark)) else last


def _before(context: Context, number: int, cue: Cue) -> tuple[Span, ...]:
    """ "CONTENT, X said": what stands before the clause of the cue, and after it where that alone is no statement."""
    tree = context.trees[number]
    subject = tree.subtree(cue.speaker, without=frozenset({"relcl", "appos"}))
    first = min([*subject, cue.verb])
    sentence = context.sentences[number].span
    lead = Span(sentence.start, tree.tokens[first].span.start)
    before = clean(context, number, lead)
    if before is None or not lead.of(context.text).rstrip(" ”\"'’").endswith((",", "—", "–", "-")):
        return ()
    if tree.is_finite(tree.inside(before)):
        return (before,)
    last = max([*subject, cue.verb])
    after = clean(context, number, Span(tree.tokens[last].span.end, sentence.end))
    if after is None or context.text[tree.tokens[last].span.end] != ",":
        return ()
    has_verb = any(tree.tokens[at].pos in {"VERB", "AUX"} for at in tree.inside(after))
    return (before, after) if has_verb else ()


def _rest(context: Context, number: int, cue: Cue) -> tuple[Span, ...]:
    """The rest of the sentence after "said", where the parser saw no clause in it."""
    tree = context.trees[number]
    first = cue.verb + 1
    if first >= len(tree.tokens) or tree.tokens[first].text in {",", "."} or not cue.asserted:
        return ()
    if tree.tokens[first].text.lower() == "that":
        first += 1
    elif tree.tokens[first].pos not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
        return ()
    if tree.tokens[first].tag == "PRP" and tree.tokens[min(first + 1, len(tree.tokens) - 1)].pos in {"ADP", "PUNCT"}:
        return ()  # "said it on Tuesday"
    span = Span(tree.tokens[min(first, len(tree.tokens) - 1)].span.start, context.sentences[number].span.end)
    told = clean(context, number, span)
    if told is None or len(inside := tree.inside(told)) < 4:
        return ()
    if not any(tree.tokens[at].pos in {"VERB", "AUX"} for at in inside):
        return ()
    return (told,)


def without_link(tree: Tree, span: Span) -> Span:
    """The clause without the "that" by which it hangs on the cue ("told reporters on Friday that the port closed")."""
    first, *rest = tree.inside(span) or [0]
    links = tree.tokens[first].text.lower() == "that" and tree.tokens[first].dep == "mark"
    links = links or (
        tree.tokens[first].text == "that" and bool(rest) and tree.tokens[rest[0]].tag in PLURAL | _OPENS_CLAUSE
    )
    if not links or not rest or tree.tokens[rest[0]].tag == "NN":  # "that claim was false" is read alike
        return span
    return Span(tree.tokens[rest[0]].span.start, span.end)
