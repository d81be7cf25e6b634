"""Who somebody is, as a sentence tells by the way: appositions, and titles before a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.types import Span
from verifier.claims.attached import is_subject_of_next
from verifier.claims.context import Context
from verifier.claims.cuts import is_narrower, with_whole_name
from verifier.claims.grammar import Tree
from verifier.claims.parts import Detail, Part, noun_phrase
from verifier.claims.people import Mention
from verifier.claims.roles import breaks_off, is_bare, is_dead, is_known_office, is_of_another_time, to_its_end
from verifier.claims.words import TITLES, word_set

_ANYWHERE = word_set(
    "police fire acting deputy chief assistant general chairman interim senior first state city county"
)
_NO_PERSONS = word_set(
    "incident study field event issue case report book race episode scandal poll survey party tragedy"
)
_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct", "conj", "cc", "dep"})
_RELATIVE = frozenset({"WP", "WP$", "WDT"})  # "a strategist for causes whose agency | made the ads"
_UNSURE = word_set("late then his her their its")
_UNSURE_TITLES = word_set("former ex late then vice candidate nominee first mr mrs ms miss author sir lord lady")


def apposition(context: Context, number: int, at: int) -> Iterator[Detail]:
    """ "Ann Ode, the mayor of Oslo" and "The mayor of Oslo, Ann Ode"."""
    tree = context.trees[number]
    head = tree.tokens[at].head
    pair = ((head, at), (at, head))
    for name, noun in pair:
        mention = context.people.at(number, name)
        if mention is None or tree.tokens[noun].tag != "NN" or context.people.at(number, noun) is not None:
            continue
        run = noun_phrase(tree, noun, without=_LEFT_OUT)
        phrase: list[int] | None = run if noun < name else with_whole_name(tree, run)
        if phrase is not None and noun > name:
            phrase = None if is_narrower(tree, noun, phrase) else to_its_end(tree, phrase)
        if phrase is None or is_dead(tree, name, noun):
            return
        text = tree.span(phrase).of(context.text)
        known = is_known_office(tree, text)
        if not _is_told(tree, noun, phrase, known=known, before=noun < name):
            return
        between = range(min(mention.stop, phrase[-1] + 1), max(mention.first, phrase[0]))
        if [tree.tokens[index].text for index in between] != [","]:
            return
        if noun == at and is_subject_of_next(tree, at):
            return
        span = Span(
            min(mention.span.start, tree.tokens[phrase[0]].span.start),
            max(mention.span.end, tree.tokens[phrase[-1]].span.end),
        )
        article, rest = tree.tokens[phrase[0]], tree.span(phrase[1:]) if phrase[1:] else None
        words: list[Part] = [article.text.lower(), *([rest] if rest is not None else [])]
        yield Detail((mention.span, "is", *words), span, tree.span(phrase), names_only=True, known=known)
        return


def _is_told(tree: Tree, noun: int, phrase: Sequence[int], *, known: bool, before: bool) -> bool:
    """Whether the description, which stands `before` the name or after it, is whole and tells who somebody is now;
    an office that is `known` to everybody need not say of what."""
    words = {tree.tokens[at].text.lower() for at in phrase}
    if tree.tokens[phrase[0]].text.lower() not in {"a", "an", "the"} or words & _UNSURE:
        return False
    if tree.tokens[noun].lemma.lower() in _NO_PERSONS or is_narrower(tree, noun, phrase):
        return False
    bare = is_bare(tree, noun, phrase) and not known
    if bare or is_of_another_time(tree, noun, phrase) or any(tree.tokens[at].tag in _RELATIVE for at in phrase):
        return False
    return before or not breaks_off(tree, phrase)


def titles(context: Context, number: int) -> Iterator[Detail]:
    """ "ICE Acting Director Mark Morgan": what stands in capitals before a full name and ends with an office."""
    tree = context.trees[number]
    tokens = tree.tokens
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
        if is_dead(tree, *range(mention.first, mention.stop)):
            continue
        title = Span(tokens[first].span.start, tokens[mention.first - 1].span.end)
        span = Span(title.start, mention.span.end)
        known = is_known_office(tree, title.of(context.text))
        yield Detail((mention.span, "is", title), span, title, names_only=True, known=known)


def _is_title_word(text: str, word: str, span: Span, following: Span) -> bool:
    return word[:1].isupper() and word.lower() not in {"the", "a", "an"} and text[span.end : following.start] == " "


def _is_quoted(quotes: Sequence[Span], mention: Mention) -> bool:
    return any(quote.covers(mention.span) for quote in quotes)
