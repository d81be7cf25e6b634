"""Pieces of sentences: words with a verb that state nothing all the same, because a part of them is missing, and words
that end where their sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from verifier.claims.grammar import FINITE_TAGS, SUBJECTS, Tree

_SUBORDINATING: Final = frozenset({"because", "although", "though", "unless", "whereas"})
_ASKING: Final = frozenset({"WRB", "WP", "WP$", "WDT"})
_GOES_ON: Final = frozenset({"IN", "TO", "DT", "PRP$", "CC"})
_OPENING: Final = frozenset({"“", '"', "``", "''", "‘", "("})
_DASH: Final = re.compile(r"(?:[—–]|--|\s-)(?P<marks>[\s.\"”’')\]]*)$")
_ANNOUNCED: Final = re.compile(
    r"(?:\bthe following(?: \w+){0,2}|\bas follows|\b(?:to say|saying|adding|stating|includes?))[\s.:,\"”’')]*$",
    re.IGNORECASE,
)
_SPEAKING: Final = frozenset({"say", "add", "remark", "tell", "ask", "reply", "respond", "yell", "shout", "exclaim"})
_SAYING: Final = frozenset({"say", "add", "remark"})  # "said of the plan" tells no words
_BESIDE: Final = frozenset({"nsubj", "punct", "prep", "cc", "npadvmod", "dobj"})
_QUOTED: Final = re.compile(r"(?:[“”\"]|'').*(?:[“”\"]|'')|\b(?:same|so|otherwise)\b", re.DOTALL)
_NAMED: Final = 12  # words of a mere name, at the most: in longer ones the parser has more likely lost the verb


def why_no_statement(tree: Tree, head: int, words: Sequence[int], text: str) -> str | None:
    """Why the `words` of a sentence, with the main verb `head` and the text `text`, are a piece; None where they may
    be a statement."""
    if _breaks_off(tree, words, text):
        return "It breaks off before it has stated anything."
    if _ANNOUNCED.search(text) is not None or _says_nothing(tree, head, words, text):
        return "It tells that somebody speaks, and not what is said."
    if _lacks_main_verb(tree, head, words):
        return "It has no main verb."
    if _is_elliptic(tree, head, words):
        return "It leaves out the verb that the sentence before it has."
    if _is_subordinate(tree, head, words[0]):
        return "It is a clause of reason or condition without the statement that it belongs to."
    if _is_asking(tree, head, words[0]):
        return "It is a clause that only names a question."
    if _goes_on(tree, head, words[0]):
        return "It has no subject, as it goes on from the words before it."
    if _only_names(tree, head, words):
        return "It names something and states nothing about it."
    return None


def is_cut(tree: Tree, inside: Collection[int], text: str) -> bool:
    """Whether the tokens `inside` of a sentence, with the text `text`, end inside brackets, or with a word that needs
    the one after it."""
    if not is_closed(text):
        return True
    last = max(inside)
    if last + 1 >= len(tree.tokens) or tree.child(last, {"pobj", "pcomp"}) in inside:
        return False
    tag, follows = tree.tokens[last].tag, tree.tokens[last + 1].text
    if tree.tokens[last].pos in {"NOUN", "PROPN"} and tree.tokens[last + 1].tag in FINITE_TAGS:
        return True  # "which means that by May a campaign | must be ready"
    if tag == "CC" and follows == ",":
        return True  # "quick and, above all, quiet"
    if follows in _OPENING:
        return tag in _GOES_ON | {"RP"}
    return tag in _GOES_ON and any(map(str.isalnum, follows))


def is_closed(text: str) -> bool:
    """Whether every bracket that is opened in the words is closed there, and the other way round."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def is_balanced(words: str) -> bool:
    """Whether every quotation and every bracket that begins in the words ends there."""
    return (
        is_closed(words)
        and words.count('"') % 2 == 0
        and words.count("“") == words.count("”")
        and words.count("''") % 2 == 0
    )


def _breaks_off(tree: Tree, words: Sequence[int], text: str) -> bool:
    """Whether the words end with a dash and a mark after it, or with a dash after a word that needs another one. A dash
    alone may stand between a statement and what the next line adds."""
    dash = _DASH.search(text)
    return dash is not None and (bool(dash["marks"].strip()) or tree.tokens[words[-1]].tag in _GOES_ON)


def _says_nothing(tree: Tree, head: int, words: Sequence[int], text: str) -> bool:
    """Whether the main verb tells that somebody spoke, and nothing tells what they said: "Ode told reporters."."""
    lemma = tree.tokens[head].lemma.lower()
    if lemma not in _SPEAKING or tree.tokens[head].tag != "VBD" or _QUOTED.search(text) is not None:
        return False
    if tree.child(head, SUBJECTS) not in words:
        return False
    source = next((at for at in tree.children[head] if tree.tokens[at].text.lower() == "according"), None)
    words = words if source is None else [at for at in words if at not in tree.subtree(source)]
    hanging = [at for at in tree.children[head] if at in words]
    others = any(tree.tokens[at].pos in {"VERB", "AUX"} for at in words if at != head)
    if others or tree.tokens[head].head != head or any(tree.tokens[at].dep not in _BESIDE for at in hanging):
        return False
    objects = [at for at in hanging if tree.tokens[at].dep in {"dobj", "npadvmod"}]
    dated = {at for one in tree.sentence.entities if one.label in {"DATE", "TIME"} for at in tree.inside(one.span)}
    if any(at not in dated and not (lemma == "tell" and tree.tokens[at].tag == "NNS") for at in objects):
        return False
    preps = [at for at in hanging if tree.tokens[at].dep == "prep"]
    return lemma in _SAYING or all(dated.intersection(tree.subtree(at)) for at in preps)


def _lacks_main_verb(tree: Tree, head: int, words: Sequence[int]) -> bool:
    """Whether the highest verb is a participle with a subject, as in captions: "Ode telling people that they won"."""
    root = tree.root
    if root is None or root == head or root not in words or tree.tokens[root].tag != "VBG" or tree.auxiliaries(root):
        return False
    subject = tree.child(root, SUBJECTS)
    below = root in tree.ancestors(head) and tree.tokens[head].dep in {"ccomp", "advcl", "relcl", "acl"}
    opens = root == words[0] and subject is None and tree.tokens[head].dep == "relcl"  # "Passing a law that hurt many"
    return below and (opens or subject in words)


def _is_elliptic(tree: Tree, head: int, words: Sequence[int]) -> bool:
    """Whether an auxiliary stands for the verb of another sentence: "The reforms have.", "He was not.", "Nor would
    Ode."."""
    if tree.tokens[words[0]].text.lower() == "nor" and not any(_carries_statement(tree, at) for at in words):
        return True
    if tree.tokens[head].lemma.lower() not in {"be", "have", "do"}:
        return False
    return all(tree.tokens[at].text.lower() in {"not", "n’t", "n't", "too", "also"} for at in words if at > head)


def _carries_statement(tree: Tree, at: int) -> bool:
    """Whether a word is a verb, or a form of "be" that has more than its subject: "is there any evidence"."""
    if tree.tokens[at].pos == "VERB":
        return True
    return tree.tokens[at].lemma.lower() == "be" and tree.child(at, {"expl", "attr", "acomp", "prep"}) is not None


def _is_subordinate(tree: Tree, head: int, first: int) -> bool:
    """Whether the main verb itself hangs on the "because" that opens the sentence."""
    opening = tree.tokens[first]
    if opening.text.lower() not in _SUBORDINATING or opening.head != head:
        return False
    return opening.dep in {"mark", "advmod"} and tree.tokens[head].head == head


def _is_asking(tree: Tree, head: int, first: int) -> bool:
    """Whether the main verb is that of the question word that opens the words: "how the port was lost". "What the city
    needs is money" has another one."""
    opening = tree.tokens[first]
    if opening.text.lower() == "whether":
        return opening.head == head and tree.tokens[head].head == head
    if opening.tag not in _ASKING or opening.text.lower() in {"however", "whatever", "that"}:
        return False
    verb = next((at for at in tree.ancestors(first) if tree.tokens[at].pos in {"VERB", "AUX"}), None)
    return verb == head


def _goes_on(tree: Tree, head: int, first: int) -> bool:
    """Whether a sentence begins with a small letter and has a verb without a subject, as an entry of a list has."""
    opening = tree.tokens[first]
    begins = not any(any(map(str.isalnum, token.text)) for token in tree.tokens[:first])
    finite = any(token.tag in FINITE_TAGS for token in (tree.tokens[head], *tree.auxiliaries(head)))
    return begins and opening.text[:1].islower() and finite and tree.subject(head) is None


def _only_names(tree: Tree, head: int, words: Sequence[int]) -> bool:
    """Whether the highest verb is that of a relative clause: "the years that followed"."""
    clause = set(tree.subtree(head))
    if tree.tokens[head].dep != "relcl" or tree.tokens[head].head not in words or len(words) > _NAMED:
        return False
    return not any(tree.tokens[at].pos in {"VERB", "AUX"} for at in words if at not in clause)
