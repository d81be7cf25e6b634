"""What of a saying is the speaker's: whether its content is a statement, whether anything was said at all, and where
the writer goes on in words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from models.types import Span
from verifier.claims.cues import is_unsaid
from verifier.claims.grammar import Tree
from verifier.claims.kinds import head_verb
from verifier.claims.pieces import is_cut
from verifier.claims.words import word_set

if TYPE_CHECKING:
    from verifier.claims.attribution import Saying
    from verifier.claims.context import Context

_SHARES: Final = frozenset({"percent", "%", "majority", "half", "third", "quarter", "plurality", "share"})
_POINTING: Final = word_set("it this that these those which what")
_SHOWING: Final = word_set("show reveal indicate suggest signal confirm hint prove demonstrate mean")


def is_statement(tree: Tree, saying: Saying, text: str) -> bool:
    """Whether what was said, in the article's `text`, may be so on its own: not where a share of people is the speaker,
    so that the saying is the fact ("66 percent said it made no difference"), nor where its subject stands outside it or
    it is cut off."""
    cue = saying.cue_token
    subject = tree.subject(cue) if cue is not None else None
    if subject is not None:
        token = tree.tokens[subject]
        alone = tree.child(subject, {"prep"}) is None
        if token.lemma.lower() in _SHARES or (token.pos == "NUM" and alone):
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
    if cue is not None and context.trees[number].tokens[cue].dep not in {"advcl", "relcl", "acl"}:
        return None
    if sentence.start >= saying.span.start:
        return None
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
