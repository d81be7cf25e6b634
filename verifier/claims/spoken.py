"""What of a saying is the speaker's: whether its content is a statement, whether anything was said at all, and where
the writer goes on in words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.claims.broken import is_piece
from verifier.claims.cues import is_unsaid
from verifier.claims.grammar import SUBJECTS, Tree
from verifier.claims.kinds import CHECKABLE, Judged, head_verb
from verifier.claims.opinions import GENERAL
from verifier.claims.pieces import is_cut
from verifier.claims.unsaid import is_unsaid_by
from verifier.claims.words import BODIES, CUES, DOCUMENTS, HE, HOLDING, HUMANS, SHE, SPEAKING, word_set

if TYPE_CHECKING:
    from verifier.claims.attribution import Saying
    from verifier.claims.context import Context

_FEWEST: Final = 5  # tokens of what the writer goes on with
_KNOWN_BY: Final = 4  # words from which on a quotation tells something
_TOO_FEW: Final = "So few words are quoted that they state nothing on their own."
_SHARES: Final = frozenset({"percent", "%", "majority", "half", "third", "quarter", "plurality", "share"})
_POINTING: Final = word_set("it this that these those which what")
_FIGURES: Final = word_set("figure number statistic count tally total result evidence history fact trend")
_MUTE: Final = word_set("deal preference hunch process instinct habit taste mood custom tradition")
_ANY_PEOPLE: Final = word_set("people some they critics many others opponents supporters")
_LEARNING: Final = word_set("learn discover understand realize realise")
_BY_THE_WAY: Final = frozenset({"relcl", "acl"})
_PROVING: Final = word_set("show prove demonstrate mean")
_SHOWING: Final = word_set("show reveal indicate suggest signal confirm hint prove demonstrate mean")


def is_statement(tree: Tree, saying: Saying, text: str) -> bool:
    """Whether what was said, in the article's `text`, may be so on its own: not where a share of people is the speaker,
    so that the saying is the fact ("66 percent said it made no difference"), nor where its subject stands outside it or
    it is cut off."""
    if _is_of_share(tree, saying):
        return False
    content = saying.content[0]
    inside = tree.inside(content)
    ended = tree.inside(Span(content.start, content.end + 1))  # the stop of "U.S." is no part of the content
    if not saying.verbatim and is_cut(tree, ended, content.of(text)):
        return False
    head = head_verb(tree, inside)
    if head is None or tree.subject(head) in inside:
        return True
    opening = tree.tokens[inside[0]]
    return opening.tag not in {"VBD", "VBZ", "VBP"} or (head != inside[0] and opening.head != head)


def _is_of_share(tree: Tree, saying: Saying) -> bool:
    """Whether a share of people is the speaker: "62 percent of voters"."""
    subject = _teller(tree, saying)
    if subject is None:
        return False
    alone = tree.child(subject, {"prep"}) is None
    return tree.tokens[subject].lemma.lower() in _SHARES or (tree.tokens[subject].pos == "NUM" and alone)


def _teller(tree: Tree, saying: Saying) -> int | None:
    """The noun of the speaker beside the cue."""
    if saying.cue_token is None:
        return None
    inside = tree.inside(saying.source) if saying.source is not None else []
    heads = (at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at)
    subject = tree.subject(saying.cue_token)
    return subject if subject is not None else next(heads, None)


def tells_besides(tree: Tree, saying: Saying) -> bool:
    """Whether the sentence has a main verb that is neither the cue nor said by the speaker: "As she told the board,
    two ships were lost, “which is a lot”."."""
    head = head_verb(tree, range(len(tree.tokens)))
    if head is None or saying.cue_token is None:
        return False
    said = any(part.covers(tree.tokens[head].span) for part in saying.content)
    return not said and head != saying.cue_token and saying.cue_token in tree.subtree(head)


def is_silent(tree: Tree, saying: Saying) -> bool:
    """Whether the sentence tells that nothing was said ("could not explain why"), which is the writer's statement."""
    return saying.cue_token is not None and not saying.verbatim and is_unsaid(tree, saying.cue_token)


def is_shown(tree: Tree, saying: Saying) -> bool:
    """Whether "it" or "this" only shows what follows, so that nobody is named who says it and the writer does."""
    if saying.cue_token is None or saying.verbatim or saying.person is not None:
        return False
    return saying.speaker.lower() in _POINTING and tree.tokens[saying.cue_token].lemma.lower() in _SHOWING


def is_of_nobody(context: Context, saying: Saying) -> bool:
    """Whether nobody is the speaker and the writer states the sentence: "it" that shows something, a thing that can
    say nothing ("according to their taste"), a "you" that is somebody's own word, a person who only learned what
    follows; or what is said is only a piece of the sentence."""
    tree = context.trees[saying.origin]
    if is_piece(context, saying) or is_unsaid_by(tree, saying):
        return True
    if saying.cue_token is not None and is_shown(tree, saying):
        return True
    if saying.speaker.lower() == "you" or _head_lemma(tree, saying) in _MUTE:
        return True
    if saying.cue_token is None or saying.verbatim:
        return False
    if _is_seen(tree, saying):
        return True
    lemma = tree.tokens[saying.cue_token].lemma.lower()
    learnt = lemma in _LEARNING or (lemma == "find" and bool(tree.auxiliaries(saying.cue_token)))
    pronoun = saying.source.of(context.text).lower() if saying.source is not None else ""
    return learnt and (saying.person is not None or pronoun in HE | SHE | {"they", "we"})


def judged_speech(context: Context, saying: Saying, judged: Judged) -> Judged:
    """The kind of what was said; so few quoted words that they tell nothing ("There is today") are a fragment,
    and what some people say is no fact of the speaker's."""
    words = " ".join(part.of(context.text) for part in saying.content)
    if _tells_of_others(context, saying):
        return Judged("opinion", GENERAL)
    few = len(words.split()) < _KNOWN_BY and not any(map(str.isdigit, words)) and not _has_noun(context, saying)
    return Judged("fragment", _TOO_FEW) if saying.verbatim and few and judged.kind in CHECKABLE else judged


def _has_noun(context: Context, saying: Saying) -> bool:
    """Whether the subject of what was said is a noun: "Taxes rose", and not "There is today"."""
    tree = context.trees[saying.sentence]
    head = head_verb(tree, tree.inside(saying.content[0]))
    subject = tree.child(head, SUBJECTS) if head is not None else None
    return subject is not None and tree.tokens[subject].pos in {"NOUN", "PROPN"}


def _tells_of_others(context: Context, saying: Saying) -> bool:
    """Whether somebody's own words only tell what people who are not named say: “Critics say that P”."""
    tree = context.trees[saying.sentence]
    inside = tree.inside(saying.content[0])
    head = head_verb(tree, inside) if saying.verbatim else None
    if head is None or tree.tokens[head].lemma.lower() != "say" or tree.tokens[head].tag not in {"VBP", "VBZ"}:
        return False
    subject = tree.child(head, SUBJECTS)
    goes_on = tree.child(head, {"conj"}) is not None  # “critics say P, but the port lost 40 boats”
    if goes_on or subject is None or tree.tokens[subject].text.lower() not in _ANY_PEOPLE:
        return False
    return tree.child(subject, {"prep", "relcl", "amod", "compound", "det", "poss", "nummod"}) is None


def _is_seen(tree: Tree, saying: Saying) -> bool:
    """Whether something that says nothing lets the writer see it: "a list of donors that shows"."""
    noun = _head_lemma(tree, saying)
    cue = saying.cue_token
    if not noun or cue is None or noun in DOCUMENTS | HUMANS | BODIES:
        return False
    if tree.tokens[cue].lemma.lower() == "suggest":  # "the visit suggests that"
        return tree.tokens[cue].tag == "VBZ"
    return tree.tokens[cue].lemma.lower() in _PROVING


def is_figures(context: Context, saying: Saying) -> bool:
    """Whether only figures tell it, of whom the sentence does not say: what they tell the writer states. "Figures of
    the Census Bureau" are a source."""
    tree = context.trees[saying.origin]
    if saying.source is None or _head_lemma(tree, saying) not in _FIGURES:
        return False
    days = [found.span for found in tree.sentence.entities if found.label in {"DATE", "TIME"}]
    named = [tree.tokens[at].span for at in tree.inside(saying.source) if tree.tokens[at].pos == "PROPN"]
    return all(any(day.covers(name) for day in days) for name in named)


def _head_lemma(tree: Tree, saying: Saying) -> str:
    """The noun of the words that name the speaker, who is no person; empty where there is none."""
    inside = tree.inside(saying.source) if saying.source is not None and saying.person is None else []
    head = next((at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at), None)
    return tree.tokens[head].lemma.lower() if head is not None and tree.tokens[head].pos == "NOUN" else ""


def is_told_by_writer(tree: Tree, saying: Saying) -> bool:
    """Whether the whole sentence is the writer's, not the saying of a speaker: nothing was said, or it is told by the
    way, in a clause of time or a relative clause of a sentence about something else, as a belief, or of a share of
    people."""
    if is_silent(tree, saying):
        return True
    cue = saying.cue_token
    if cue is None or saying.verbatim or not tells_besides(tree, saying):
        return False
    if _is_of_share(tree, saying) or (tree.tokens[cue].dep == "advcl" and tree.tokens[cue].lemma.lower() in HOLDING):
        return True
    chain = [cue, *tree.ancestors(cue)]
    return any(tree.tokens[at].dep in _BY_THE_WAY or _is_clause_of_time(tree, at) for at in chain)


def _is_clause_of_time(tree: Tree, at: int) -> bool:
    """Whether a verb is that of "as he left" or "when he left"."""
    if tree.tokens[at].dep != "advcl":
        return False
    when = any(tree.tokens[child].text.lower() == "when" for child in tree.children[at])
    return when or tree.child(at, {"mark"}) is not None


def is_added(tree: Tree, saying: Saying, clause: Span) -> bool:
    """Whether the writer may have added a clause to what is told indirectly: it tells something by the way, for the
    reader. A clause in which the speaker is told to say it is no such clause: "met Ode, who says that P", "the search,
    which she said could fail"."""
    if saying.verbatim or clause.covers(saying.cue_span):
        return False
    head = head_verb(tree, tree.inside(clause))
    subject = tree.child(head, SUBJECTS) if head is not None else None
    own = head is not None and tree.tokens[head].lemma.lower() in CUES and subject in tree.inside(clause)
    return not own


def stands_beside_quote(context: Context, saying: Saying, clause: Span) -> bool:
    """Whether the speaker's own words stand in marks and the clause outside them, so that it is the writer's."""
    quotes = context.quotes_in(saying.span)
    return bool(quotes) and not any(quote.outer.overlaps(clause) for quote in quotes)


def after_source(context: Context, number: int, saying: Saying) -> Span | None:
    """What the writer goes on with after "according to" and a source: ", but Z has not given up"."""
    tree, end = context.trees[number], context.sentences[number].span.end
    if not saying.cue.startswith("according") or saying.cue_span.start < saying.span.end or saying.source is None:
        return None
    rest = tree.inside(Span(max(saying.source.end, saying.cue_span.end), end))
    while rest and tree.tokens[rest[0]].text in {",", ";"}:
        rest.pop(0)
    joint = bool(rest) and tree.tokens[rest[0]].text.lower() in {"but", "and", "yet"}
    if not joint or len(rest) < _FEWEST or not _has_subject(tree, rest[1:]):
        return None
    return tree.span(rest[1:])


def before_semicolon(context: Context, number: int, saying: Saying) -> int | None:
    """The end of what the writer states before a semicolon and the clause of the cue: "P; X said Q"."""
    cue, tokens = saying.cue_token, context.trees[number].tokens
    if cue is None or saying.span.start < tokens[cue].span.start or tokens[cue].head != cue:
        return None
    marks = [at for at in range(1, cue) if tokens[at].text == ";"]
    return tokens[marks[-1] - 1].span.end if marks and tokens[marks[-1] - 1].dep != "punct" else None


def before_speech(context: Context, number: int, saying: Saying) -> int | None:
    """The end of what the writer states before the speech."""
    if saying.verbatim or saying.cue.startswith("according"):
        return before_colon(context, number, saying)
    joint = before_joint(context, number, saying)
    return joint if joint is not None else before_semicolon(context, number, saying)


def without_lead(tree: Tree, span: Span) -> Span:
    """The span without a clause at its end that only leads to the words after it: "the board met, where Ode said:"."""
    inside = tree.inside(span)
    last = inside[-1] if inside else 0
    if tree.tokens[last].dep != "relcl" or tree.tokens[last].lemma.lower() not in SPEAKING:
        return span
    opening = min(tree.subtree(last))
    led = any(tree.tokens[at].text.lower() in {"where", "which"} for at in range(opening, min(opening + 2, last)))
    if not led or tree.tokens[min(last + 1, len(tree.tokens) - 1)].text not in {":", ",", "“", '"', "``", "''"}:
        return span
    kept = [at for at in inside if at < opening]
    while kept and tree.tokens[kept[-1]].text in {",", "-", "–", "—"}:
        kept.pop()
    return tree.span(kept) if kept else span


def is_by_the_way(tree: Tree, span: Span) -> bool:
    """Whether the highest verb of the words is that of a clause on a noun, so that they state nothing: "the fact that
    the port closed"."""
    head = head_verb(tree, tree.inside(span))
    return head is not None and tree.tokens[head].dep in _BY_THE_WAY


def own_part(context: Context, number: int, saying: Saying) -> Span:
    """The sentence without what the writer states before a semicolon."""
    sentence = context.sentences[number].span
    end = None if saying.verbatim else before_semicolon(context, number, saying)
    words = (
        context.trees[number].inside(Span(context.text.index(";", end) + 1, sentence.end)) if end is not None else []
    )
    return context.trees[number].span(words) if words else sentence


def _has_subject(tree: Tree, words: Sequence[int]) -> bool:
    head = head_verb(tree, words)
    return head is not None and tree.child(head, SUBJECTS) in words


def opens_with_speaker(tree: Tree, span: Span) -> bool:
    """Whether the words begin with a pronoun that may be who says them."""
    inside = tree.inside(span)
    first = tree.tokens[inside[0]].text.lower() if inside else ""
    return first in {"he", "she", "his", "her", "their", "i", "we", "my", "our"}


def is_of_writer(saying: Saying, core: Span, text: str) -> bool:
    """Whether the writer goes on after what a source tells: "According to the polls he led, but lost the election"."""
    between = text[saying.cue_span.end : core.start].rstrip()
    return saying.cue.startswith("according") and between.endswith((", but", "; but"))


def before_joint(context: Context, number: int, saying: Saying) -> int | None:
    """The end of the clause that the cue is coordinated with."""
    cue, tokens = saying.cue_token, context.trees[number].tokens
    if cue is None or tokens[cue].dep not in {"conj", "advcl"} or tokens[cue].head > cue:
        return None
    if tokens[cue].dep == "advcl":
        lead = tokens[cue - 1].text == "," and tokens[cue].tag == "VBG" and cue > 1
        return tokens[cue - 2].span.end if lead else None
    head = tokens[cue].head
    joint = next((at for at in range(head, cue) if tokens[at].dep == "cc" and tokens[at].head == head), None)
    if joint is None or joint < head + 2:
        return None
    return tokens[joint - 2 if tokens[joint - 1].text == "," else joint - 1].span.end


def before_colon(context: Context, number: int, saying: Saying) -> int | None:
    """The end of the writer's own statement before a quotation after a colon, where its verb is not the cue."""
    cue, sentence = saying.cue_token, context.sentences[number].span
    tokens = context.trees[number].tokens
    if cue is not None and tokens[cue].dep not in {"advcl", "relcl", "acl"}:
        return None
    if sentence.start >= saying.span.start:
        return None
    if cue is not None and cue > 1 and tokens[cue].tag == "VBG" and tokens[cue - 1].text == ",":
        return tokens[cue - 2].span.end if tokens[cue].span.end <= saying.span.start else None
    lead = context.text[sentence.start : saying.span.start].rstrip(" \t\u00a0\"'“”‘«")
    return sentence.start + len(lead) - 1 if len(lead) > 1 and lead.endswith(":") else None


def speaking_body(context: Context, number: int, saying: Saying) -> str | None:
    """The organisation that speaks, where it is named beside the cue."""
    tree = context.trees[number]
    subject = tree.subject(saying.cue_token) if saying.cue_token is not None else None
    if saying.person is not None or subject is None or tree.tokens[subject].tag not in {"NN", "NNP"}:
        return None
    token = tree.tokens[subject].span
    named = any(one.label == "ORG" and one.span.covers(token) for one in context.sentences[number].entities)
    return saying.speaker if named else None
