"""Who is said to have said it: a claim "X said P" beside evidence in which another one says P, or nobody does.

- The evidence names another speaker, and X is nowhere in it: a veto.
- The evidence states P and nobody says it, and X is nowhere in it: support is lowered, because that P is so does not
  show that X said it.

A speaker who is only a pronoun or a plain noun may be anybody. What was denied is a matter of modality
(`verifier.checks.modality`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from verifier.checks.content import STOP, WORD, stems
from verifier.checks.made import made
from verifier.checks.naming import speaks_of
from verifier.checks.reader import Reader, Sentence
from verifier.claims.cues import find_cues
from verifier.claims.grammar import Tree
from verifier.types import Check

if TYPE_CHECKING:
    from verifier.types import Attribution

_MOST: Final = 0.6
_ACCORDING: Final = re.compile(r"\baccording to (?:the )?(?P<name>[A-Z][\w'-]*(?:\.? [A-Z][\w'-]*)*)")


def compare_attribution(reader: Reader) -> list[Check]:
    """At most one check, of the evidence sentence that has most of what is said to have been said."""
    said = reader.claim.attribution
    if said is None or not _states_saying(reader, said) or not _is_name(said.speaker):
        return []
    frame = stems(said.speaker) | stems(said.cue)
    ranked = sorted(reader.sentences, key=lambda one: -reader.share(one, without=frame))
    near = [one for one in ranked if reader.share(one, without=frame) >= _MOST]
    if not near or any(speaks_of(text, said.speaker) for text in reader.all_texts):
        return []
    text = reader.claim.text
    at = text.index(said.speaker)
    claimed = reader.claimed_in_text(at, at + len(said.speaker))
    speakers = [_speakers(one) for one in near]
    if not any(speakers):
        detail = f"claim says that {said.speaker} said so, evidence does not say who did"
        return [made("attribution", "not_comparable", claimed, None, detail, effect="lower")]
    for sentence, found in zip(near, speakers, strict=True):
        for start, end in found:
            place = sentence.place(start, end)
            if _is_name(place.text):
                detail = f"claim says that {said.speaker} said so, evidence says that {place.text} did"
                return [made("attribution", "not_comparable", claimed, place, detail, effect="veto")]
    return []


def _is_name(speaker: str) -> bool:
    """Whether a speaker is told by name: a capitalised word that is not "The", "He" or a number."""
    return any(word[0].isupper() and word.lower() not in STOP for word in WORD.findall(speaker))


def _states_saying(reader: Reader, said: Attribution) -> bool:
    """Whether the claim's own text says who said it; a claim about what was said does not."""
    return said.speaker in reader.claim.text and said.cue in reader.claim.text


def _speakers(sentence: Sentence) -> list[tuple[int, int]]:
    """Where the speakers of a sentence stand in it."""
    tree = Tree(sentence.parsed)
    start = sentence.parsed.span.start
    found: list[tuple[int, int]] = []
    for cue in find_cues(tree):
        span = tree.span(tree.subtree(cue.speaker, without=frozenset({"relcl", "acl", "appos", "punct"})))
        found.append((span.start - start, span.end - start))
    found += [match.span("name") for match in _ACCORDING.finditer(sentence.surface.text)]
    return found
