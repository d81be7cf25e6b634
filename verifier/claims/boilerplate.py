"""Sentences that belong to the page and not to the report: bylines, credits, corrections, appeals to subscribe, links
to other stories, headings and captions. Each pattern has the reason that is given where it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from models.types import ParsedSentence
from verifier.claims.context import Context
from verifier.claims.grammar import FINITE_TAGS
from verifier.claims.layout import Layout
from verifier.claims.runin import is_titled
from verifier.types import SentenceKind

NO_ANSWER: Final = "It tells that somebody did not answer the reporters."
_LONGEST = 400  # characters: no line of a page's furniture is longer
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|al)){1,4}"
_STORY = r"(?:story|article|post|report|piece|column|page|blog|version)"
_TAIL = 0.25  # of the sentences, where credits of reporters stand
_HEADING_WORDS = 22
_TITLED = 5  # words with a capital, from which on a paragraph of one sentence is a title
_CAPTION = 4  # sentences in the paragraph of a photograph's credit, at the most
_ECHO = 6  # sentences after a heading in which its words come again


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_ALWAYS: Final = (
    (
        "It names the author or those who helped with the report.",
        _compiled(
            rf"(?:By|BY) {_NAME}(?:(?:,| and|, and| \|) {_NAME})*(?:[,|/] ?[^.]{{1,60}})?\.?$",
            r"\(?(?:Additional reporting|Reporting|Writing|Editing|Compiled|Written|Edited|Produced|Research) by\b",
            r"Contributing(?: to this report)?: ",
            rf".{{2,200}}\b(?:contributed to (?:this|the) {_STORY}|contributed reporting|contributed research)\b",
            rf"{_NAME},? (?:is|are) (?:an? |the )?(?:[\w-]+ ){{0,4}}(?:reporter|columnist|writer|correspondent|editor"
            r"|contributor|producer|blogger)s? (?:for|at|with|covering|based) ",
        ),
    ),
    (
        "It is a note of the editors.",
        _compiled(
            r"(?:Corrections?|Clarifications?|CORRECTIONS?|CLARIFICATIONS?|Editor[’']s [Nn]ote|EDITOR[’']S NOTE"
            r"|Updated?|UPDATED?)"
            r"\b ?[:—–-]",
            rf"(?:An? (?:earlier|previous|original)|The original) (?:version|headline) of this {_STORY}",
            r"Because of an? (?:editing|production|reporting|typographical) error, an? (?:[\w’'-]+ ){0,5}?"
            r"(?:story|article|column)\b",
            rf"This {_STORY} (?:has been|was|is being|will be|originally|first) "
            r"(?:updated|corrected|edited|amended|published|originally|first|appeared|revised|republished)",
        ),
    ),
    (
        "It is a credit or a caption.",
        _compiled(
            r"(?:Photo|Image|Picture|Video|Credit|Caption|Photograph|Illustration|Graphic|File photo|PHOTO|VIDEO)s?"
            r"(?: credit)?(?::| by | courtesy of |/)",
            r"\(?(?:AP Photo|Getty Images|Shutterstock|REUTERS/|Reuters/|AFP/|EPA/)[^)]{0,80}\)?\.?$",
            r".{0,80}/ ?(?:AP|Getty Images|Reuters|AFP|EPA|Bloomberg)\)?\.?$",
        ),
    ),
    (
        "It asks the reader to subscribe, to follow or to read on.",
        _compiled(
            r"(?i:sign up|subscribe|click|tap|swipe|continue reading|scroll down|read more|see also|share this|log in"
            r"|register|download|donate|newsletter|tune in)\b(?=.{0,160}$)(?!\w*ed\b)",
            r"(?i:(?:for (?:more|the latest|other|further|updates|details|tips)|to (?:learn|follow|read|see|get|find"
            r"|subscribe|contact|watch|hear))\b[^.,:]{0,60}, (?:please |just )?(?:sign up|subscribe|click|tap|visit"
            r"|follow|download|read|see|check out|tune in|go to|log on|log in)\b).{0,160}$",
            r"(?i:(?:on twitter,? )?follow (?:us|me|him|her|them|@|on |[A-Z][\w.’'-]+ .{0,60}(?:on |@|twitter)))"
            r".{0,200}$",
            r"(?i:(?:reach|contact|e-?mail|write to) (?:him|her|them|us|me|the (?:author|reporter|writer))\b).{0,160}$",
            r"(?i:like us on|join us on|find us on|send (?:us )?(?:tips|your)|have a (?:news )?tip|don[’']t miss our)"
            r"\b",
            r"(?:Watch|WATCH|Listen|LISTEN)\b.{0,120}(?:above|below|here|clip|video|podcast)\b.{0,40}$",
        ),
    ),
    (
        "It leads to other stories or other parts of the page.",
        _compiled(
            r"(?:Related|RELATED|More|MORE|Also|ALSO|Read|READ|See|Recommended|Most [Rr]ead|Trending|You may also like"
            r"|Advertisement|ADVERTISEMENT|Story continues below|Sponsored|Comments?|Tags?|Topics?|Filed under|Loading"
            r"|ABSTRACT|FULL TEXT)"
            r"(?: (?:[Ss]tories|STORIES|[Aa]rticles|[Cc]overage|COVERAGE|[Ll]inks|on this|advertisement))?(?::.*|\.?)$",
            r"(?:[Mm]ore|MORE) (?:on|from|in) [^.,:]{1,60}:?$",
            r"Here(?:[’']s| is| are) (?:how|why|what|who|when|where|everything|a look|our)\b[^:“\"]{0,300}$",
        ),
    ),
    (
        NO_ANSWER,
        _compiled(
            r"[^,;:]{2,120}\b(?:did not|didn[’']t|has not|hasn[’']t|have not|haven[’']t|had not) (?:immediately |yet )?"
            r"(?:respond(?:ed)? to|return(?:ed)?|answer(?:ed)?|repl(?:y|ied) to) [^,;:]{0,60}"
            r"\b(?:comments?|calls?|requests?|inquir(?:y|ies)|messages?|e-?mails?)\b[^,;:]{0,40}$",
            r"[^,;:]{2,120}\b(?:could not (?:immediately )?be reached\b(?! by\b)"
            r"|(?:was|were)(?: not|n[’']t) (?:immediately )?(?:available|reachable) (?:for|to) comment"
            r"|had no (?:immediate |further )?(?:comment|response))"
            r"[^,;:]{0,40}$",
        ),
    ),
    (
        "It is a form with the particulars of somebody.",
        _compiled(r"(?:[A-Z][a-z]{2,10}: ?[^:.]{1,40}?(?=[A-Z][a-z]{2,10}:)){2,}[A-Z][a-z]{2,10}: "),
    ),
    (
        "It is a notice of rights.",
        _compiled(
            r"(?:©|\(c\) ?[12][0-9]{3}|Copyright\b).{0,300}$",
            r".{0,200}(?:[Aa]ll rights reserved|may not be (?:published|reproduced)|[Tt]erms of (?:[Uu]se|[Ss]ervice))",
        ),
    ),
    (
        "It belongs to the frame of a press release.",
        _compiled(
            r"(?:FOR IMMEDIATE RELEASE|For [Ii]mmediate [Rr]elease)\b.*$",
            r"(?:Media|Press|MEDIA|PRESS)? ?(?:[Cc]ontacts?|CONTACTS?|[Ii]nquiries)(?: [Ii]nformation)?:.*$",
            r"(?:Notes? to [Ee]ditors|For (?:more|further) information)\b.*$",
            r"About (?:the )?[A-Z][^.]{0,60}$",
            r"[-–—# ]*(?:###?|-30-|ENDS?|- ?30 ?-)[-–—# ]*\.?$",
        ),
    ),
)
_AT_THE_END: Final = re.compile(
    rf"(?:The )?(?:Associated Press |AP |Reuters |staff |Staff )?(?:[\w/]+ ){{0,3}}(?:{_NAME}|[A-Z]\w+)"
    rf"(?:(?:,| and|, and) {_NAME})*,?(?: in [A-Z][\w. ]{{2,40}})? (?:reported|contributed)"
    r"(?: (?:to this \w+|from [A-Z][\w., ]{2,60}(?:; [A-Z][\w.’' -]{2,40},? from [A-Z][\w., ]{2,40}){0,4}))?\.?$"
)
_AUTHOR: Final = re.compile(rf"(?P<name>{_NAME})(?:, [^.“”\"]{{3,120}},)? is (?:an? |the |[A-Z])[^“”\"]*$")
_WRITING: Final = re.compile(
    r"\b(?:fellow|author of|contributor|columnist|professor|writer|editor|director|founder|researcher|scholar|analyst"
    r"|former (?:adviser|advisor|mayor|governor|senator|ambassador|secretary|member))\b"
)
_RELATED: Final = re.compile(r"(?i:related|more (?:on|from)|read more|recommended|see also|most read)\b[^.]{0,40}:?$")
_PHOTO: Final = re.compile(r"\((?:AP )?(?:Photo|Image|Picture)\b[^)]*\)|\bGetty Images\b|/(?:AP|Reuters|AFP|EPA)\)")
_TERMINAL = ".!?…\"”’')]:;"


def left_out(context: Context, layout: Layout, *, lead: int | None = None) -> dict[int, tuple[SentenceKind, str]]:
    """(kind, reason) by the number of each sentence that is no part of the report.

    `lead` is the first sentence after a dateline: what stands before it are headings.
    """
    found: dict[int, tuple[SentenceKind, str]] = {}
    related = False
    count = len(context.sentences)
    photos = _photographed(context)
    for number, sentence in enumerate(context.sentences):
        words = sentence.span.of(context.text)
        late = number >= count - max(3, _TAIL * count)
        reason = furniture(words, late=late)
        if reason is None and related and not _ends(words):
            reason = "It leads to other stories or other parts of the page."
        elif reason is None:
            related = False
        if reason is None and sentence.paragraph in photos:
            reason = "It is a credit or a caption."
        if reason is not None:
            related = related or _RELATED.match(words) is not None
            found[number] = ("boilerplate", reason)
    if (author := _author_at_the_end(context)) is not None:
        found.setdefault(author, ("boilerplate", _ALWAYS[0][0]))
    for number in _headings(context, layout, lead, found):
        found[number] = ("fragment", "It is a heading, which repeats what the text says.")
    return found


def _author_at_the_end(context: Context) -> int | None:
    """The last sentence where it is a paragraph of its own that tells what the author of the byline does, of whom the
    text does not speak elsewhere: "Ann Ode, a captain, is a fellow of the Harbour School"."""
    last = len(context.sentences) - 1
    if last not in _alone(context.sentences) or last < _ECHO:
        return None
    match = _AUTHOR.match(context.sentences[last].span.of(context.text))
    if match is None or _WRITING.search(match[0]) is None or any(map(str.isdigit, match[0])):
        return None
    bylines = len(re.findall(rf"(?im)^\W*by (?:[^\n]{{0,60}} )?{re.escape(match['name'])}\b.{{0,40}}$", context.text))
    named = len(re.findall(rf"(?i)\b{re.escape(match['name'].split()[-1])}\b", context.text))
    return last if bylines and named - bylines == 1 else None


def furniture(words: str, *, late: bool) -> str | None:
    """Why a sentence belongs to the page, None where it does not; `late`: it stands at the end of the text."""
    if len(words) > _LONGEST:
        return None
    for reason, pattern in _ALWAYS:
        if pattern.match(words):
            return reason
    if late and _AT_THE_END.fullmatch(words):
        return _ALWAYS[0][0]
    return None


def _photographed(context: Context) -> set[int]:
    """Short paragraphs that hold the credit of a photograph."""
    sizes: dict[int, int] = {}
    credited: set[int] = set()
    for sentence in context.sentences:
        sizes[sentence.paragraph] = sizes.get(sentence.paragraph, 0) + 1
        if _PHOTO.search(sentence.span.of(context.text)):
            credited.add(sentence.paragraph)
    return {paragraph for paragraph in credited if sizes[paragraph] <= _CAPTION}


def _headings(
    context: Context, layout: Layout, lead: int | None, out: dict[int, tuple[SentenceKind, str]]
) -> list[int]:
    """Sentences above the text: all before the lead, or a first paragraph in the manner of a headline; and lines
    without an end mark among paragraphs with one."""
    sentences = context.sentences
    found = set(range(lead) if lead is not None else _headline(context, out)) - out.keys()
    ended = sum(_ends(sentence.span.of(context.text)) for sentence in sentences)
    if ended < max(3, len(sentences) / 2):
        return sorted(found)
    alone = _alone(sentences)
    found |= {number for number in alone - out.keys() if _is_shown_as_heading(sentences[number].span.of(context.text))}
    return sorted(found) + [
        number
        for number, sentence in enumerate(sentences)
        if number not in out and number not in found and number in alone
        if not _ends(words := sentence.span.of(context.text)) and len(words.split()) <= _HEADING_WORDS
        if not layout.is_item(sentence.span) and not any(char in '@#“"' for char in words)
    ]


def _is_shown_as_heading(words: str) -> bool:
    """Whether a paragraph is written in the manner of a title, whatever its end mark, or in capitals without one."""
    if len(words.split()) > _HEADING_WORDS or any(char in '@#“":' for char in words):
        return False
    return is_titled(words, fewest=_TITLED) or (words.isupper() and not _ends(words) and len(words.split()) >= _TITLED)


def _alone(sentences: Sequence[ParsedSentence]) -> set[int]:
    """Sentences that are a paragraph of their own."""
    return {
        number
        for number, sentence in enumerate(sentences)
        if not (number and sentences[number - 1].paragraph == sentence.paragraph)
        and not (number + 1 < len(sentences) and sentences[number + 1].paragraph == sentence.paragraph)
    }


def _headline(context: Context, out: dict[int, tuple[SentenceKind, str]]) -> list[int]:
    """The first paragraph where it is short, has no past tense and its words come again right after it."""
    sentences = context.sentences
    first = [number for number, sentence in enumerate(sentences) if not sentence.paragraph]
    if first and len(sentences) > (deck := first[-1] + 1) and deck in _alone(sentences):
        between = context.text[sentences[deck - 1].span.end : sentences[deck].span.start]
        first += [deck] if between.count("\n") == 1 else []
    rest = [number for number in range(len(first), len(sentences)) if number not in out]
    if not first or len(first) > 2 or len(rest) < _ECHO or first[0] in out:
        return []
    if any(len(sentences[number].tokens) > _HEADING_WORDS for number in first):
        return []
    tags = {token.tag for number in first for token in sentences[number].tokens if token.tag in FINITE_TAGS}
    if tags & {"VBD"} and not _is_titled(sentences[first[0]]):
        return []
    words = _content(sentences, first)
    echo = _content(sentences, rest[:_ECHO])
    return first if words and 2 * len(words & echo) >= len(words) else []


def _content(sentences: Sequence[ParsedSentence], numbers: Sequence[int]) -> set[str]:
    return {
        token.lemma.lower()
        for number in numbers
        for token in sentences[number].tokens
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    }


def _is_titled(sentence: ParsedSentence) -> bool:
    """Whether its verbs are capitalised, as in headings."""
    verbs = [token.text for token in sentence.tokens[1:] if token.pos in {"VERB", "AUX"}]
    return bool(verbs) and all(verb[:1].isupper() for verb in verbs)


def _ends(words: str) -> bool:
    return words.rstrip().endswith(tuple(_TERMINAL))
