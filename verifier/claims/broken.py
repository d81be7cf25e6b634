"""What is told indirectly and is only a piece of its sentence: then the whole of it is the claim, and nobody's words.

The parser may hang a part of a sentence on the verb that tells, and leave the statement itself outside; or there is no
statement, as in a demand ("insisted that the board resign"), or no speaker ("no group said ...").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.claims.grammar import Tree
from verifier.claims.kinds import head_verb
from verifier.claims.words import CUES, word_set

if TYPE_CHECKING:
    from verifier.claims.attribution import Saying
    from verifier.claims.context import Context

_NO_SPEAKER: Final = word_set("no none nobody neither whose which")
_FINDING: Final = word_set("show indicate suggest find reveal")
_DEMANDING: Final = word_set("insist demand ask urge recommend require request propose suggest move order plead")
_SINGULAR: Final = word_set("he she it this that")
_MARKS: Final = word_set(
    "if while as whether when whenever because although though until till unless after before once since where even"
)
_ADDED: Final = frozenset({"relcl", "acl"})


def is_piece(context: Context, saying: Saying) -> bool:
    """Whether the words of a saying are no statement of a speaker, so that its sentence is to be read whole."""
    first, _, rest = saying.speaker.partition(" ")
    if first.lower() in _NO_SPEAKER and not rest[:1].isupper():  # "No Labels" is a name
        return True
    if saying.verbatim or len(saying.content) > 1:
        return False
    tree, content = context.trees[saying.sentence], saying.content[0]
    inside = tree.inside(Span(content.start, content.end + 1))
    words = content.of(context.text)
    if not inside or words.count("”") > words.count("“"):
        return bool(inside)  # it begins inside a quotation
    if _loses_time(context, saying) or _is_demand(tree, saying) or _goes_on(tree, saying, inside[-1]):
        return True
    if _others_speak(tree, saying):
        return True
    return (
        _has_no_main_verb(tree, inside)
        or _opens_before_link(tree, inside)
        or _has_subject_outside(tree, saying, inside)
    )


def _loses_time(context: Context, saying: Saying) -> bool:
    """Whether a time stands between the name of a thing and a verb of finding, where neither the speaker nor the
    content has it: "surveys of voters late last week showed that ..."."""
    if saying.person is not None or saying.source is None or saying.cue_span.start < saying.source.end:
        return False
    if saying.cue_token is None or context.trees[saying.origin].tokens[saying.cue_token].lemma.lower() not in _FINDING:
        return False
    between = Span(saying.source.end, saying.cue_span.start)
    words = between.of(context.text)
    if "," in words or words.split()[:1] == ["on"] or saying.origin != saying.sentence:
        return False
    return any(one.label == "DATE" and between.covers(one.span) for one in context.sentences[saying.origin].entities)


def _others_speak(tree: Tree, saying: Saying) -> bool:
    """Whether the parser hung what others say themselves on what the speaker said: "Ode stressed that P, and sailors
    warned that Q"."""
    clause = tree.child(saying.cue_token, {"ccomp"}) if saying.cue_token is not None else None
    joined = tree.child(clause, {"conj"}) if clause is not None else None
    if joined is None or tree.tokens[joined].lemma.lower() not in CUES:
        return False
    return tree.child(joined, {"nsubj"}) is not None and tree.child(joined, {"ccomp"}) is not None


def _is_demand(tree: Tree, saying: Saying) -> bool:
    """Whether the verb of the content is a subjunctive, which says what is to be: "that any plan include a bridge"."""
    cue = saying.cue_token
    if cue is None or tree.tokens[cue].lemma.lower() not in _DEMANDING:
        return False
    clause = tree.child(cue, {"ccomp"})
    subject = tree.child(clause, {"nsubj", "nsubjpass"}) if clause is not None else None
    if clause is None or subject is None:
        return False
    if tree.tokens[subject].tag not in {"NN", "NNP"} and tree.tokens[subject].text.lower() not in _SINGULAR:
        return False
    carriers = [*tree.auxiliaries(clause), tree.tokens[clause]]
    return carriers[0].tag in {"VB", "VBP"} and carriers[0].text.lower() not in {"do", "have", "are"}


def _goes_on(tree: Tree, saying: Saying, last: int) -> bool:
    """Whether a verb follows at once on the words, which is then cut off from them: "the plan she would call | was"."""
    follows = last + 1
    if follows >= len(tree.tokens) or follows == saying.cue_token:
        return False
    token = tree.tokens[follows]
    if tree.tokens[last].dep == "punct" or token.pos not in {"VERB", "AUX"} or token.tag == "VBG":
        return False
    return token.head != saying.cue_token or token.dep not in {"aux", "auxpass"}


def _has_no_main_verb(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the highest verb of the words is that of a clause by the way: "if the board agrees", "inside the hall -
    which holds nine - "."""
    head = head_verb(tree, inside)
    if head is None:
        return False
    token = tree.tokens[head]
    if token.dep in _ADDED:
        return token.head in inside
    marks = [at for at in tree.children[head] if tree.tokens[at].dep in {"mark", "advmod"} and at < head]
    return token.dep == "advcl" and any(at in inside and tree.tokens[at].text.lower() in _MARKS for at in marks)


def _opens_before_link(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the words begin with a clause of time that belongs to the verb before: "while on leave, that ..."."""
    head = head_verb(tree, inside)
    if head is None or tree.tokens[inside[0]].text.lower() not in _MARKS:
        return False
    link = next((at for at in tree.children[head] if tree.tokens[at].dep == "mark"), None)
    return link in inside[1:] and link is not None and tree.tokens[link].text.lower() == "that"


def _has_subject_outside(tree: Tree, saying: Saying, inside: Sequence[int]) -> bool:
    """Whether the main verb has its subject before the words: "“scores” of letters | in fact had not been sent"."""
    head = head_verb(tree, inside)
    subject = tree.subject(head) if head is not None else None
    if head is not None and subject is None and tree.tokens[head].dep == "ccomp" and saying.cue_token is not None:
        between = range(saying.cue_token + 1, inside[0])
        return any(tree.tokens[at].dep == "dobj" for at in between)  # "told of" another thing, or a subject misread
    return subject is not None and subject < inside[0] and tree.tokens[subject].dep != "expl"
