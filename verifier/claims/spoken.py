"""The words of a sentence that are somebody's: whether they state something, and where what the writer states before
them ends."""

from __future__ import annotations

from verifier.claims.attribution import Saying
from verifier.claims.context import Context
from verifier.claims.grammar import Tree
from verifier.claims.kinds import head_verb

_SHARES = frozenset({"percent", "%", "majority", "half", "third", "quarter", "plurality", "share"})


def is_statement(tree: Tree, saying: Saying) -> bool:
    """Whether what was said may be so on its own: not where a share of people is the speaker, so that the saying
    is the fact ("66 percent said it made no difference"), nor where its subject stands outside it."""
    cue = saying.cue_token
    subject = tree.subject(cue) if cue is not None else None
    if subject is not None:
        token = tree.tokens[subject]
        alone = tree.child(subject, {"prep"}) is None
        if token.lemma.lower() in _SHARES or (token.pos == "NUM" and alone):
            return False
    inside = tree.inside(saying.content[0])
    head = head_verb(tree, inside)
    if head is None or tree.subject(head) in inside:
        return True
    opening = tree.tokens[inside[0]]
    return opening.tag not in {"VBD", "VBZ", "VBP"} or (head != inside[0] and opening.head != head)


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
