"""The people of an article: their fullest names, and where each is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from models.types import Entity, ParsedSentence, Span, Token
from verifier.claims.headlines import is_headline
from verifier.claims.namelike import is_modifier, is_other_name
from verifier.claims.names import Gender, gender_of
from verifier.claims.offices import TITLES_OF_ONE, offices_of
from verifier.claims.words import FEMALE_TITLES, HE, MALE_TITLES, NOT_NAMES, RELATIVES, SHE, TITLES

_NAME = re.compile(r"[A-Z][\w’'-]*\.?|[A-Z]\.(?:[A-Z]\.)*|(?:de|del|la|van|von|der|bin|al)")
_SUFFIXES = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_LONGEST_NAME = 5
_SHORTEST = 2
_HEADING = 4  # words
_NEAR = 2  # sentences
_BESIDE = 5  # words
_SIBLINGS = frozenset({"brother", "sister", "sibling", "twin"})
_AND_A_NAME = 3  # words: "and Erik Karlsen"
_FIRMS = frozenset({"Bloomberg", "Forbes", "Gallup", "Morgan", "Nielsen"})
_ESTIMATING = frozenset({"calculate", "estimate", "list", "peg", "rank", "value"})
_OFFICES = frozenset({"mayor", "governor", "senator", "congressman", "congresswoman", "sheriff", "judge"})


@dataclass(frozen=True, slots=True)
class Person:
    """`full` is the fullest form of the name in the article; `gender` the pronoun, where it is known."""

    full: str
    last: str
    gender: Gender | None

    def may_be(self, pronoun: str) -> bool:
        """Whether "he" or "she" (in any form) can mean this person."""
        if pronoun.lower() in HE:
            return self.gender != "she"
        return pronoun.lower() in SHE and self.gender != "he"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at tokens [first, stop) of a sentence; `whole` where it is more than the last name."""

    person: Person
    sentence: int
    first: int
    stop: int
    span: Span
    whole: bool


class People:
    """Everybody whose full name the article gives. `mentions` has one list a sentence."""

    def __init__(self, sentences: Sequence[ParsedSentence]) -> None:
        self._sentences = sentences
        self._strangers: dict[int, list[Span]] = {}
        common = {token.text for sentence in sentences for token in sentence.tokens if token.text.islower()}
        forms = _forms(sentences, common, _alone(sentences))
        self._by_form, order = _persons(forms, sentences)
        self._by_last = _last_names(self._by_form, forms, order)
        self._by_first = _first_names(order)
        lasts = Counter(person.last for person in order)
        self._several = {last for last, count in lasts.items() if count > 1}
        self._lasts = frozenset(lasts)
        self._offices = offices_of(sentences, self._by_form)
        self._latest: dict[str, tuple[int, Person]] = {}
        titles = _titles(sentences)
        self._shared = {last for last, genders in titles.items() if len(genders) > 1}
        self._shared |= {one.last for one in order if one.gender and titles.get(one.last, {one.gender}) != {one.gender}}
        self.mentions: list[list[Mention]] = [
            list(self._in_sentence(number, sentence)) for number, sentence in enumerate(sentences)
        ]

    def strangers(self, sentence: int) -> list[Span]:
        """Where a sentence names somebody whom the article does not name in full, or not clearly."""
        if sentence not in self._strangers:
            own = [mention.span for mention in self.mentions[sentence]]
            found: list[Span] = []
            for span in (*_titled_in(self._sentences[sentence]), *_persons_in(self._sentences[sentence])):
                if not any(span.overlaps(other) for other in own):
                    own.append(span)
                    found.append(span)
            self._strangers[sentence] = found
        return self._strangers[sentence]

    def unclear(self, sentence: int) -> list[Span]:
        """Where a sentence has the last name of somebody, and not clearly of whom."""
        return [
            token.span
            for at, token in enumerate(self._sentences[sentence].tokens)
            if token.text in self._lasts and token.pos == "PROPN" and token.dep not in {"compound", "nmod", "amod"}
            if self.at(sentence, at) is None
        ]

    def at(self, sentence: int, token: int) -> Mention | None:
        """The mention that a token of a sentence belongs to."""
        return next((found for found in self.mentions[sentence] if found.first <= token < found.stop), None)

    def named(self, name: str) -> Person | None:
        """The person of a full or a last name, in whatever letters; None where it is not clear."""
        words = name.casefold().split()
        whole = {person for form, person in self._by_form.items() if [word.casefold() for word in form] == words}
        last = {person for key, person in self._by_last.items() if [key.casefold()] == words[-1:]}
        found = whole or last
        return next(iter(found)) if len(found) == 1 else None

    def _in_sentence(self, number: int, sentence: ParsedSentence) -> Iterator[Mention]:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            found = self._whole_at(tokens, at)
            whole = found is not None
            person, stop = found if found is not None else (self._last_at(tokens, at, number), at + 1)
            if person is None:
                person = self._first_at(sentence, at)
            if found is not None:
                self._latest[found[0].last] = number, found[0]
            if person is not None and not is_modifier(tokens, at, stop):
                yield Mention(person, number, at, stop, Span(tokens[at].span.start, tokens[stop - 1].span.end), whole)
            at = stop

    def _whole_at(self, tokens: Sequence[Token], at: int) -> tuple[Person, int] | None:
        if not tokens[at].text[:1].isupper():
            return None
        for stop in range(min(at + _LONGEST_NAME, len(tokens)), at + 1, -1):
            person = self._by_form.get(tuple(token.text for token in tokens[at:stop]))
            if person is not None:
                return person, stop
        return None

    def _last_at(self, tokens: Sequence[Token], at: int, number: int) -> Person | None:
        person = self._by_last.get(tokens[at].text)
        if person is None or is_other_name(tokens, at) or self._is_firm(number, tokens[at]):
            return None
        before = tokens[at - 1] if at else None
        named = before is not None and before.pos == "PROPN" and before.span.end + 1 == tokens[at].span.start
        title = before.text.lower().rstrip(".") if named and before is not None else ""
        if title and title not in TITLES:
            return None  # somebody else of that name
        if title in TITLES_OF_ONE and not self._holds(person, title):
            return None  # the article gives the office to somebody else, or to nobody it names in full
        meant: Gender | None = "he" if title in MALE_TITLES else "she" if title in FEMALE_TITLES else None
        if (meant is None and person.last in self._shared) or (meant and person.gender not in {None, meant}):
            return None
        return None if self._is_overtaken(person, number, meant) else person

    def _is_firm(self, number: int, token: Token) -> bool:
        """Whether a last name that is also that of a firm has a verb of estimating: "Bloomberg pegs his fortune at"."""
        verb = self._sentences[number].tokens[token.head].lemma.lower()
        entities = self._sentences[number].entities
        labelled = any(one.label == "ORG" and one.span.covers(token.span) for one in entities)
        return token.text in _FIRMS and labelled and token.dep == "nsubj" and verb in _ESTIMATING

    def _is_overtaken(self, person: Person, number: int, meant: Gender | None) -> bool:
        """Whether a sentence just before names another of that last name in full whom the title may mean, and since
        then not this one: "Tom Vega left. Vega was tired" is hardly of his wife, of whom the article tells more."""
        since, latest = self._latest.get(person.last, (number, person))
        paragraphs = self._sentences[number].paragraph - self._sentences[since].paragraph
        fits = meant is None or latest.gender in {None, meant}
        return latest != person and fits and number - since <= _NEAR and paragraphs <= 1

    def _holds(self, person: Person, office: str) -> bool:
        """Whether the office before a bare last name is the person's: the article gives it to them, or gives them none
        and names nobody else of that last name. Presidents keep their title when they have left the office, so that
        "President Vega" in an article on the candidate Vega is most likely another one."""
        known = self._offices.get(person, frozenset())
        return office in known or not (known or person.last in self._several or office == "president")

    def _first_at(self, sentence: ParsedSentence, at: int) -> Person | None:
        """The only person of a given name that stands alone."""
        tokens = sentence.tokens
        person = self._by_first.get(tokens[at].text)
        if person is None or tokens[at].pos != "PROPN":
            return None
        beside = [tokens[other] for other in (at - 1, at + 1) if 0 <= other < len(tokens)]
        if any(token.pos == "PROPN" or token.text in {"-", "’", "'", "&"} for token in beside):
            return None
        if at and tokens[at - 1].lemma.lower() in RELATIVES:
            return None  # "his son Tom" may be named after another Tom
        if _shares_last_name(tokens, at, person):
            return None
        labels = {entity.label for entity in sentence.entities if entity.span.covers(tokens[at].span)}
        return person if labels <= {"PERSON"} else None


def _shares_last_name(tokens: Sequence[Token], at: int, person: Person) -> bool:
    """Whether a given name stands beside another one whose last name it may share, and which is not the person's: "Tom
    and Erik Karlsen", "the Karlsen brothers, Tom and Erik"."""
    after = tokens[at + 1 : at + 4]
    if len(after) == _AND_A_NAME and after[0].lemma in {"and", "&"} and after[1].pos == after[2].pos == "PROPN":
        return after[2].text != person.last and gender_of(after[1].text) is not None
    return any(token.lemma.lower() in _SIBLINGS for token in tokens[max(at - _BESIDE, 0) : at])


def _alone(sentences: Sequence[ParsedSentence]) -> frozenset[str]:
    """The proper nouns that stand twice or more with no other before them, as last names do."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if token.pos == "PROPN" and (at == 0 or sentence.tokens[at - 1].pos != "PROPN"):
                counts[token.text] += 1
    return frozenset(word for word, count in counts.items() if count > 1)


def _forms(
    sentences: Sequence[ParsedSentence], common: Container[str], alone: Container[str]
) -> Counter[tuple[str, ...]]:
    """How often each form of a name is written. What is a name only in a headline counts as one of two words after a
    given name: "Mara Vega Slams" is none."""
    told = {name for one in sentences if not is_headline(one) for name in _names(one, common, alone)}
    forms: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:  # in order, as a bare last name is of whom the article names first
        for name in _names(sentence, common, alone):
            if name in told or (len(name) == _SHORTEST and gender_of(name[0]) is not None):
                forms[name] += 1
    return forms


def _names(sentence: ParsedSentence, common: Container[str], alone: Container[str]) -> Iterator[tuple[str, ...]]:
    """The names of two or more words in a sentence, without titles. In a heading, words that the article has in small
    letters too (`common`) are none. What was taken for a body is a person where it begins with a given name and the
    article has its last word `alone`: "Keith Lamont Scott", then "Scott"."""
    heading = _is_heading(sentence)
    for entity in sentence.entities:
        if entity.label not in {"PERSON", "ORG"}:
            continue
        name = _name(entity, sentence.tokens)
        if name and (entity.label == "PERSON" or (gender_of(name[0]) is not None and name[-1] in alone)):
            if heading and all(part.lower() in common for part in name):
                continue
            if name and not _is_place_of_office(entity, sentence.tokens):
                yield name
    yield from _after_office(sentence)


def _is_heading(sentence: ParsedSentence) -> bool:
    """Whether it is a few words without a verb, such as stand above a section: what looks like a name there may be
    none."""
    words = [token for token in sentence.tokens if any(map(str.isalnum, token.text))]
    return len(words) <= _HEADING and not any(token.pos in {"VERB", "AUX"} for token in words)


def _is_place_of_office(entity: Entity, tokens: Sequence[Token]) -> bool:
    """Whether an office in capitals follows at once: "Harrow Falls Mayor Ines Calloway" is mayor of Harrow Falls."""
    after = bisect_left(tokens, entity.span.end, key=lambda token: token.span.start)
    if after + 1 >= len(tokens) or tokens[after].span.start != entity.span.end + 1:
        return False
    office, name = tokens[after].text, tokens[after + 1]
    return office[:1].isupper() and office.lower() in _OFFICES and name.text[:1].isupper() and name.pos == "PROPN"


def _after_office(sentence: ParsedSentence) -> Iterator[tuple[str, ...]]:
    """Names of two words after an office, where no entity was seen in them: "Mayor Ines Calloway"."""
    tokens = sentence.tokens
    known = [entity.span for entity in sentence.entities if entity.label == "PERSON"]
    for at, token in enumerate(tokens[:-2]):
        if token.text.lower() not in _OFFICES or not token.text[:1].isupper():
            continue
        first, last = tokens[at + 1], tokens[at + 2]
        more = at + 3 < len(tokens) and tokens[at + 3].pos == "PROPN"
        span = Span(first.span.start, last.span.end)
        plain = all(part.pos == "PROPN" and _NAME.fullmatch(part.text) for part in (first, last))
        if not plain or more or any(found.overlaps(span) and not found.covers(token.span) for found in known):
            continue
        if not {first.text.lower(), last.text.lower()} & (NOT_NAMES | TITLES) and last.text[:1].isupper():
            yield first.text, last.text


def _name(entity: Entity, tokens: Sequence[Token]) -> tuple[str, ...]:
    own = [token for token in tokens if entity.span.covers(token.span)]
    parts = [token.text for token in (own[1:] if _opens_with_verb(own) else own)]
    while parts and parts[0].lower().rstrip(".") in TITLES | {"the", "u.s"}:
        parts.pop(0)
    while parts and parts[-1] in {"’s", "'s", "’", "'", ","}:
        parts.pop()
    proper = [part for part in parts if part not in _SUFFIXES]
    if not 2 <= len(proper) <= _LONGEST_NAME - 1 or not all(_NAME.fullmatch(part) for part in proper):
        return ()
    given = gender_of(proper[0]) is not None  # "Bill Clinton" and "April Ryan" are people
    if any(part.lower() in NOT_NAMES for part in (proper[1:] if given else proper)):
        return ()
    if proper[-1].isupper() or not proper[-1][0].isupper():
        return ()
    return tuple(parts)


def _opens_with_verb(words: Sequence[Token]) -> bool:
    """Whether a sentence that begins with a verb lent its capital to a name: "Entrusting Mara Vega would be a risk"."""
    return len(words) > 2 and words[0].tag == "VBG" and gender_of(words[1].text) is not None


def _persons(
    forms: Counter[tuple[str, ...]], sentences: Sequence[ParsedSentence]
) -> tuple[dict[tuple[str, ...], Person], list[Person]]:
    """Each form of a name with its person; forms with the same first and last word are one person, but for "Jr." where
    the article has the name without it too: a father is not his son."""
    groups: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    plain = {(form[0], _last(form)) for form in forms if form[-1] not in _SUFFIXES}
    for form in forms:
        named = _without_lead(form, forms)
        both = (named[0], _last(named)) in plain and named[-1] in _SUFFIXES
        groups.setdefault((named[0], _last(named), named[-1] if both else ""), []).append(form)
    titles = _titles(sentences)
    by_form: dict[tuple[str, ...], Person] = {}
    order: list[Person] = []
    for (first, last, _), names in groups.items():
        fullest = max((_without_lead(form, forms) for form in names), key=len)
        told = titles.get(last, set())
        gender = gender_of(first) or (next(iter(told)) if len(told) == 1 else None)
        person = Person(" ".join(fullest), last, gender)
        order.append(person)
        by_form.update(dict.fromkeys(names, person))
    return by_form, order


def _without_lead(form: tuple[str, ...], forms: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """The name without a word of a headline beside it: "Rip Mara Vega" or "Mara Vega Sold" where the article has "Mara
    Vega" too, and more often where the word follows."""
    if form[1:] in forms and gender_of(form[1]) is not None:
        return form[1:]
    short = form[:-1]
    return short if len(short) > 1 and forms[short] > forms[form] and gender_of(form[0]) is not None else form


def _last(form: tuple[str, ...]) -> str:
    return next(part for part in reversed(form) if part not in _SUFFIXES)


def _titles(sentences: Sequence[ParsedSentence]) -> dict[str, set[Gender]]:
    """Last names that the article writes with "Mr." or "Mrs.", with the pronouns of these."""
    found: dict[str, set[Gender]] = {}
    for sentence in sentences:
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            title = before.text.lower().rstrip(".")
            if title in MALE_TITLES:
                found.setdefault(token.text, set()).add("he")
            elif title in FEMALE_TITLES:
                found.setdefault(token.text, set()).add("she")
    return found


def _last_names(
    by_form: dict[tuple[str, ...], Person], forms: Counter[tuple[str, ...]], order: list[Person]
) -> dict[str, Person]:
    """The person that a bare last name means: the only one of that name, or the one who is both named first and
    named in full most often. Otherwise the name stays unresolved."""
    count: Counter[Person] = Counter()
    for form, times in forms.items():
        count[by_form[form]] += times
    by_last: dict[str, list[Person]] = {}
    for person in order:
        by_last.setdefault(person.last, []).append(person)
    clear = {}
    for last, persons in by_last.items():
        if all(count[persons[0]] > count[other] for other in persons[1:]):
            clear[last] = persons[0]
    return clear


def _first_names(order: Sequence[Person]) -> dict[str, Person]:
    """The person that a given name means where the article has only one of that name."""
    count = Counter(person.full.split()[0] for person in order)
    return {
        first: person
        for person in order
        if count[first := person.full.split()[0]] == 1 and first.isalpha() and first.lower() not in NOT_NAMES
    }


def _persons_in(sentence: ParsedSentence) -> Iterator[Span]:
    return (entity.span for entity in sentence.entities if entity.label == "PERSON" and entity.text[:1].isupper())


def _titled_in(sentence: ParsedSentence) -> Iterator[Span]:
    """Names after "Mr." or "Mrs."."""
    for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if before.text.lower().rstrip(".") in MALE_TITLES | FEMALE_TITLES and token.pos == "PROPN":
            yield Span(before.span.start, token.span.end)
