"""Cuts a sentence into propositions: coordinated statements, relative clauses and appositions with facts of their own.

Every cut leaves words of the sentence in their order, with nothing of ours between them but a form of "be". A cut is
made only where the tree leaves no doubt about what belongs together; else the sentence stays whole. The units are the
verb phrases of clausal open extraction (ClausIE, Del Corro and Gemulla 2013), without its optional adverbials.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from models.types import Span
from verifier.claims.attached import is_of_whole, is_subject_of_next, place_in_front
from verifier.claims.context import Context
from verifier.claims.cuts import (
    clause_with_commas,
    is_interrupted,
    is_narrower,
    own_subject,
    with_whole_name,
    without_tail,
)
from verifier.claims.grammar import FINITE_TAGS, SUBJECTS, Tree
from verifier.claims.kinds import head_verb
from verifier.claims.people import Mention
from verifier.claims.pieces import is_balanced
from verifier.claims.words import TITLES, word_set

Part = Span | str

_NP_LEFT_OUT = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "punct", "conj", "cc", "dep"})
_SUBJECT_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct"})
_LINKS = frozenset({"and", "but"})
_POINTING_BACK = word_set(
    "it its they them their theirs this that these those such one ones he him his she her hers so both each neither"
)
_CONDITIONS = word_set("if when unless because as while although though after before since until once whether")
_FEWEST = 3  # tokens of a statement
_ANYWHERE = word_set(
    "police fire acting deputy chief assistant general chairman interim senior first state city county"
)
_ANYBODY = word_set("retiree voter resident supporter fan attendee neighbor bystander spectator visitor")
_NO_PERSONS = word_set(
    "incident study field event issue case report book race episode scandal poll survey party tragedy"
)
_UNSURE_TITLES = word_set("former ex late then vice candidate nominee first mr mrs ms miss author sir lord lady")


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact told by the way: the `parts` of a sentence of its own, the `span` in which they stand, the `clause` that
    tells it, the tokens `without` which the rest of the sentence is whole, and whether it only says who somebody is."""

    parts: tuple[Part, ...]
    span: Span
    clause: Span
    without: tuple[int, ...] = ()
    names_only: bool = False


def details(context: Context, number: int) -> list[Detail]:
    """Relative clauses after a comma, appositions and titles before names, in the order of the sentence."""
    tree = context.trees[number]
    found: list[Detail] = []
    for at, token in enumerate(tree.tokens):
        if token.dep == "relcl":
            found.extend(_relative(context, number, at))
        elif token.dep == "appos":
            found.extend(_apposition(context, number, at))
    found.extend(_titles(context, number))
    return sorted(found, key=lambda detail: detail.span)


@dataclass(frozen=True, slots=True)
class Statement:
    """The `spans` of the words of a statement, and the span of those that it does not share with another."""

    spans: tuple[Span, ...]
    core: Span


def statements(context: Context, number: int, span: Span, without: Collection[int] = ()) -> list[Statement]:
    """The coordinated statements of a span, without the tokens of details that are told apart. One where nothing is
    coordinated; the span itself where nothing is left out either."""
    tree = context.trees[number]
    inside = tree.inside(span)
    groups = _coordinated(context.text, tree, inside)
    if len(groups) == 1 and not set(without) & set(inside):
        return [Statement((span,), span)]
    found: list[Statement] = []
    for subject, own in groups:
        kept = [at for at in (*subject, *own) if at not in without]
        core = [at for at in own if at not in without]
        if core:
            found.append(Statement(spans_of(tree, kept), tree.span(core)))
    return found


def spans_of(tree: Tree, indices: Sequence[int]) -> tuple[Span, ...]:
    """The runs of the tokens, without punctuation at the ends of the first and the last."""
    indices = list(indices)
    while len(indices) > 1 and tree.tokens[indices[0]].text in {",", ";", ":"}:
        indices.pop(0)
    runs: list[list[int]] = []
    for at in indices:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return tuple(tree.span(run) for run in runs)


# Coordination


def _coordinated(text: str, tree: Tree, inside: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """(shared subject, own tokens) of each statement."""
    whole: list[tuple[list[int], list[int]]] = [([], list(inside))]
    head = head_verb(tree, inside)
    if head is None or len(inside) < 2 * _FEWEST:
        return whole
    joined = tree.child(head, {"conj"})
    link = _link(tree, head, joined)
    if (
        joined is None
        or link is None
        or joined not in inside
        or not _can_part(text, tree, inside, (head, link, joined))
    ):
        return whole
    subject = tree.child(head, SUBJECTS)
    first = [at for at in inside if at < link]
    while first and tree.tokens[first[-1]].text in {",", ";"}:
        first.pop()
    rest = [at for at in inside if at > link]
    if tree.tokens[rest[0]].text.lower() == "that" and tree.tokens[rest[0]].dep == "mark":
        rest.pop(0)
    if own_subject(tree, joined, link) is not None:
        return [([], first), *_coordinated(text, tree, rest)]
    if subject is None or subject not in inside or tree.tokens[subject].dep == "expl":
        return whole
    shared = [*place_in_front(tree, head, subject, inside), *tree.subtree(subject, without=_SUBJECT_LEFT_OUT)]
    return [([], first), (shared, rest)]


def _link(tree: Tree, head: int, joined: int | None) -> int | None:
    """The "and" or "but" between two verbs that stand beside each other."""
    if joined is None:
        return None
    return next(
        (at for at in tree.children[head] if head < at < joined and tree.tokens[at].text.lower() in _LINKS), None
    )


def _can_part(text: str, tree: Tree, inside: Sequence[int], verbs: tuple[int, int, int]) -> bool:
    head, link, joined = verbs
    rest = [at for at in inside if at > link]
    own = own_subject(tree, joined, link)
    finite = tree.tokens[joined].tag in FINITE_TAGS or any(aux.tag in FINITE_TAGS for aux in tree.auxiliaries(joined))
    if not finite or len(rest) < _FEWEST or len([at for at in inside if at < link]) < _FEWEST:
        return False
    if own is not None and (own < link or tree.tokens[own].pos == "PRON"):
        return False
    if own is None and min(tree.subtree(joined)) <= link:
        return False
    if any(tree.tokens[at].text.lower() in {"both", "either", "only"} for at in inside if at < link):
        return False
    if _points_back(tree, rest) or _is_conditional(tree, head) or _is_conditional(tree, joined):
        return False
    return is_balanced(text[tree.tokens[inside[0]].span.start : tree.tokens[link].span.start])


def _points_back(tree: Tree, rest: Sequence[int]) -> bool:
    """Whether the second statement has a pronoun before any noun of its own."""
    for at in rest:
        token = tree.tokens[at]
        if token.pos in {"NOUN", "PROPN"}:
            return False
        if token.text.lower() in _POINTING_BACK and token.dep not in {"mark", "det"}:
            return True
    return False


def _is_conditional(tree: Tree, verb: int) -> bool:
    """Whether a clause of condition, reason or time holds for the verb, so that it is not stated on its own."""
    clauses = [at for at in tree.children[verb] if tree.tokens[at].dep == "advcl"]
    marks = {
        tree.tokens[at].text.lower()
        for clause in clauses
        for at in tree.children[clause]
        if tree.tokens[at].dep in {"mark", "advmod"}
    }
    own = {tree.tokens[at].text.lower() for at in tree.children[verb] if tree.tokens[at].dep == "mark"}
    return bool((marks | own) & _CONDITIONS)


# Relative clauses


def _relative(context: Context, number: int, verb: int) -> Iterator[Detail]:
    """ ", which closed in May": what the clause says of the noun before it."""
    tree = context.trees[number]
    clause = tree.subtree(verb)
    first = clause[0]
    pronoun = tree.tokens[first]
    noun = tree.tokens[verb].head
    if pronoun.text.lower() not in {"who", "which"} or pronoun.dep not in {"nsubj", "nsubjpass"}:
        return
    clause = without_tail(tree, clause)
    if clause != list(range(first, clause[-1] + 1)) or first < 2 or tree.tokens[first - 1].text != ",":
        return
    phrase = _phrase(tree, noun)
    if phrase[-1] != first - 2 or not _is_clear(context, number, noun, phrase):
        return
    if is_interrupted(tree, clause) or is_of_whole(tree, noun, verb):
        return
    if any(at < phrase[0] and tree.tokens[at].dep != "punct" for at in tree.children[noun]):
        return  # the run breaks off at a mark: "the “law and order” issue"
    if context.text[tree.tokens[phrase[0]].span.start - 1 : tree.tokens[phrase[0]].span.start] in {"-", "–", "/"}:
        return  # a part of a longer word: "straight-ticket voting"
    inner = tree.tokens[first].head
    start = min(set(tree.subtree(inner)) - {first}) if inner != verb else first + 1
    if inner != verb and (tree.tokens[inner].dep != "ccomp" or inner not in clause or start <= first + 1):
        return
    lead = tuple(range(first + 1, start))
    rest = tuple(range(start, clause[-1] + 1))
    if len(rest) < 2:
        return
    opening = (*spans_of(tree, lead), tree.span(phrase)) if lead else (tree.span(phrase),)
    span = Span(tree.tokens[phrase[0]].span.start, tree.tokens[clause[-1]].span.end)
    told = tree.span(clause[1:])
    if not is_balanced(span.of(context.text)) or not is_balanced(told.of(context.text)):
        return
    yield Detail((*opening, *spans_of(tree, rest)), span, told, without=clause_with_commas(tree, first - 1, clause[-1]))


def _phrase(tree: Tree, noun: int) -> list[int]:
    """The run of a noun and what stands with it, without clauses and appositions."""
    indices = set(tree.subtree(noun, without=_NP_LEFT_OUT))
    run = [noun]
    while run[0] - 1 in indices:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in indices:
        run.append(run[-1] + 1)
    return run


def _is_clear(context: Context, number: int, noun: int, phrase: Sequence[int]) -> bool:
    """Whether the clause can only belong to that noun, and not to one before it or to the whole sentence."""
    tree = context.trees[number]
    token = tree.tokens[noun]
    if any(tree.tokens[at].tag in {"PRP", "PRP$", "WP$"} for at in phrase) or token.pos not in {"NOUN", "PROPN"}:
        return False
    if tree.tokens[phrase[-1] + 2].text.lower() == "who":
        return context.people.at(number, noun) is not None or token.dep in {"nsubj", "nsubjpass"}
    if token.dep in {"nsubj", "nsubjpass"}:
        return True
    above = tree.tokens[token.head]
    if token.dep == "pobj" and tree.tokens[above.head].pos in {"NOUN", "PROPN"}:
        return False
    rivals = (at for at in range(phrase[0]) if tree.tokens[at].dep in {"dobj", "attr"})
    return not any(tree.tokens[child].text.lower() in {"a", "an"} for rival in rivals for child in tree.children[rival])


# Appositions and titles


def _apposition(context: Context, number: int, at: int) -> Iterator[Detail]:
    """ "Ann Ode, the mayor of Oslo" and "The mayor of Oslo, Ann Ode"."""
    tree = context.trees[number]
    head = tree.tokens[at].head
    pair = ((head, at), (at, head))
    for name, noun in pair:
        mention = context.people.at(number, name)
        if mention is None or tree.tokens[noun].tag != "NN" or context.people.at(number, noun) is not None:
            continue
        phrase = _described(tree, noun) if noun < name else with_whole_name(tree, _described(tree, noun))
        if phrase is None:
            return
        between = range(min(mention.stop, phrase[-1] + 1), max(mention.first, phrase[0]))
        if [tree.tokens[index].text for index in between] != [","] or not _is_description(tree, phrase):
            return
        if tree.tokens[noun].lemma.lower() in _NO_PERSONS or is_narrower(tree, noun, phrase):
            return
        if noun == at and is_subject_of_next(tree, at):
            return
        span = Span(
            min(mention.span.start, tree.tokens[phrase[0]].span.start),
            max(mention.span.end, tree.tokens[phrase[-1]].span.end),
        )
        article, rest = tree.tokens[phrase[0]], tree.span(phrase[1:]) if phrase[1:] else None
        words: list[Part] = [article.text.lower(), *([rest] if rest is not None else [])]
        yield Detail((mention.span, "is", *words), span, tree.span(phrase), names_only=True)
        return


def _described(tree: Tree, noun: int) -> list[int]:
    """The noun phrase of an apposition, what hangs on it by prepositions included."""
    indices = set(tree.subtree(noun, without=frozenset({"relcl", "appos", "acl", "punct", "conj", "cc", "dep"})))
    run = [noun]
    while run[0] - 1 in indices:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in indices:
        run.append(run[-1] + 1)
    return run


def _is_description(tree: Tree, phrase: Sequence[int]) -> bool:
    words = {tree.tokens[at].text.lower() for at in phrase}
    first = tree.tokens[phrase[0]]
    if len(phrase) == 2 and words & _ANYBODY:
        return False
    return first.text.lower() in {"a", "an", "the"} and not words & {"late", "then", "his", "her", "their", "its"}


def _titles(context: Context, number: int) -> Iterator[Detail]:
    """ "ICE Acting Director Mark Morgan": what stands in capitals before a full name and ends with an office."""
    tokens = context.trees[number].tokens
    quoted = [quote.inner for quote in context.quotes_in(context.sentences[number].span)]
    for mention in context.people.mentions[number]:
        first = mention.first
        while first and _is_title_word(
            context.text, tokens[first - 1].text, tokens[first - 1].span, tokens[first].span
        ):
            first -= 1
        while first < mention.first and tokens[first].pos in {"ADP", "SCONJ", "CCONJ"}:
            first += 1  # "As House Speaker Ann Ode" opens a sentence
        run = range(first, mention.first)
        words = [tokens[at].text.lower().rstrip(".") for at in run]
        if len(run) < 2 or not mention.whole or words[-1] not in TITLES or set(words) & _UNSURE_TITLES:
            continue
        if set(words) <= TITLES | _ANYWHERE:
            continue  # of what, the title does not say
        before = tokens[first - 1].text.lower() if first else ""
        if "." in tokens[run[-1]].text or before in _UNSURE_TITLES | {"-", "’s", "'s"} or _is_quoted(quoted, mention):
            continue
        if first and tokens[first - 1].dep in {"compound", "amod", "nmod"} and tokens[first - 1].head >= first:
            continue  # "state House Speaker Ann Ode" is no House Speaker
        title = Span(tokens[first].span.start, tokens[mention.first - 1].span.end)
        yield Detail((mention.span, "is", title), Span(title.start, mention.span.end), title, names_only=True)


def _is_title_word(text: str, word: str, span: Span, following: Span) -> bool:
    return word[:1].isupper() and word.lower() not in {"the", "a", "an"} and text[span.end : following.start] == " "


def _is_quoted(quotes: Sequence[Span], mention: Mention) -> bool:
    return any(quote.covers(mention.span) for quote in quotes)
