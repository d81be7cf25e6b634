"""Cutting English text into sentences by rules, without a model: fast enough for whole collections.

A text is cut at blank lines, then at line ends that are no soft wraps, then after full stops, question marks,
exclamation marks and ellipses, where neither an abbreviation nor what follows speaks against it. The rules are in
the manner of Punkt's orthographic and abbreviation heuristics (Kiss and Strunk 2006) with the word lists written out.
"""

from __future__ import annotations

import re
from typing import Final

from models.types import Span

MAX_SENTENCE_CHARACTERS: Final = 2_000  # what runs on for longer is cut at white space: no sentence is that long

OPENERS: Final = "\"'“‘«‹„‚([{`*_"
CLOSERS: Final = "\"'”’»›)]}*_"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SOFT_LINE = 40  # a line shorter than this is no line of wrapped prose
_WRAPPED_LINES = 3
_WRAP_WIDTH = 120
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-–—•*‣◦▪·●]\s|\(?(?:\d{1,3}|[a-z])[.)]\s)")
_TERMINATOR = re.compile(r"[.!?…]+|[。！？｡؟۔।]+")
_WIDE = frozenset("。！？｡؟۔।")
_WORD_BEFORE = re.compile(r"[^\s\"“”‘«»()\[\]{}—–]*$")
_INLINE_BULLET = "•‣◦▪●"

# What stands before a name or a number and therefore never ends a sentence before a capital.
_BEFORE_NAME = _words(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt maj cmdr adm rev hon pres supt det insp "
    "messrs mme mlle fr br msgr amb atty st ste mt ft vs v e.g i.e cf viz approx spc pfc cpl pvt asst assoc"
)
_BEFORE_NUMBER = _words(
    "no nos fig figs eq sec art vol pp p ch pt par ed c ca jan feb mar apr jun jul aug sept sep oct nov dec"
)
# What may end a sentence: it does before a word that commonly begins one.
_MAY_END = _words(
    "inc corp co ltd llc plc bros jr sr esq etc al dept univ assn intl natl ave blvd rd hwy ph.d m.d b.a m.a d.d.s "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "penn tenn tex va vt wash wis wyo vs min max est"
)
_TIME_OF_DAY = frozenset({"a.m", "p.m"})
_AFTER_TIME = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst eastern central "
    "pacific mountain"
)
_STARTERS = _words(
    "the a an this that these those he she it they we you his her its their our my your there here but and or so "
    "yet in on at by for from to with as after before since while when where if because although though however "
    "meanwhile instead still also then now what who why how not no some many most several one two all both each "
    "every another other others according despite during until under over about between among even just only "
    "earlier later last next today yesterday mr mrs ms dr asked"
)
_SPEECH = "said|says|asked|asks|added|replied|responded|wrote|tweeted|shouted|exclaimed|wondered|told|joked|yelled"
_SPEAKER_FOLLOWS = re.compile(
    rf"(?:[A-Z][\w.’'-]*\s+){{1,5}}(?:{_SPEECH})\b(?!\s+(?:that|he|she|it|they|the|his|her|there|if|whether)\b)"
)
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_GLUED = re.compile(r"[a-z]{3,}$")
_GLUED_NEXT = re.compile(r"[A-Z][a-z]+(?![\w.@/])|[AI]\s|[“]")


def split_sentences(text: str) -> list[Span]:
    """Ordered, disjoint spans without surrounding white space that leave out nothing but white space. Never raises."""
    return [span for _, span in split_paragraphs(text)]


def split_paragraphs(text: str) -> list[tuple[int, Span]]:
    """(number of the paragraph, sentence) in order; paragraphs with sentences are counted from 0.

    A line that ends for good (a heading, a list item) is a paragraph of its own.
    """
    found: list[tuple[int, Span]] = []
    number = 0
    for start, end in _paragraphs(text):
        sentences = _sentences(text, start, end)
        found.extend((number, sentence) for sentence in sentences)
        number += bool(sentences)
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """[start, end) of each paragraph: lines, with soft-wrapped lines joined to the line before."""
    paragraphs: list[tuple[int, int]] = []
    for block in _blocks(text):
        wrapped = _is_wrapped(text, block)
        for number, line in enumerate(block):
            if number and (wrapped or _is_soft(text, block[number - 1], line)):
                paragraphs[-1] = (paragraphs[-1][0], line[1])
            else:
                paragraphs.append(line)
    return paragraphs


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Runs of lines that are not blank."""
    blocks: list[list[tuple[int, int]]] = [[]]
    start = 0
    for match in _LINE_END.finditer(text + "\n"):
        if text[start : match.start()].strip():
            blocks[-1].append((start, match.start()))
        elif blocks[-1]:
            blocks.append([])
        start = match.end()
    return blocks


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether the lines are prose that was wrapped at a width: about equally long, many going on in lower case."""
    if len(block) < _WRAPPED_LINES:
        return False
    lines = [text[start:end].strip() for start, end in block]
    widest = max(map(len, lines))
    if widest > _WRAP_WIDTH or min(map(len, lines[:-1])) < max(_SOFT_LINE, 0.6 * widest):
        return False
    if any(_BULLET.match(line) for line in lines):
        return False
    return sum(line[0].islower() for line in lines[1:]) >= 0.4 * (len(lines) - 1)


def _is_soft(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether the line goes on with the prose of a long line before it that stops in mid-sentence."""
    head = text[before[0] : before[1]].strip()
    tail = text[line[0] : line[1]].strip()
    if len(head) < _SOFT_LINE or _BULLET.match(tail):
        return False
    return tail[0].islower() and head[-1] not in ".!?…:"


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of one paragraph."""
    spans: list[Span] = []
    begin = start
    for match in _TERMINATOR.finditer(text, start, end):
        if match.start() < begin:
            continue
        cut = _cut_after(text, match, begin, end)
        if cut is not None:
            _append(spans, text, begin, cut)
            begin = cut
    _append(spans, text, begin, end)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE_CHARACTERS:
        cut = _white_space_before(text, start, start + MAX_SENTENCE_CHARACTERS)
        stop = cut
        while text[stop - 1].isspace():
            stop -= 1
        spans.append(Span(start, stop))
        start = cut
        while text[start].isspace():
            start += 1
    if end > start:
        spans.append(Span(start, end))


def _white_space_before(text: str, start: int, limit: int) -> int:
    """The last white space in the second half of [start, limit), or `limit` where there is none."""
    for at in range(limit - 1, start + MAX_SENTENCE_CHARACTERS // 2, -1):
        if text[at].isspace():
            return at
    return limit


def _cut_after(text: str, match: re.Match[str], begin: int, end: int) -> int | None:
    """Where the sentence that began at `begin` ends, if the terminator ends it."""
    stop = match.end()
    if text[match.start()] in _WIDE:
        return _past_closers(text, stop, end)
    cut = _past_closers(text, stop, end)
    if cut >= end:
        return None  # the paragraph's end is a boundary anyway
    if not text[cut].isspace():
        return _cut_glued(text, match, cut, end)
    follows = _next_word_at(text, cut, end)
    if follows is None:
        return None
    quoted = cut > stop
    if not _may_begin(text, follows, end) or _is_list_number(text, match.start(), begin):
        return None
    if quoted and match.group()[-1] in "?!" and _SPEAKER_FOLLOWS.match(text, follows, end):
        return None
    if match.group() == "." and _is_abbreviation(text, match.start(), begin, follows, end, quoted=quoted):
        return None
    return cut


def _past_closers(text: str, at: int, end: int) -> int:
    while at < end and text[at] in CLOSERS:
        at += 1
    return at


def _next_word_at(text: str, at: int, end: int) -> int | None:
    """The first character after white space and opening punctuation; None where the paragraph ends before it."""
    while at < end and (text[at].isspace() or text[at] in OPENERS):
        at += 1
    return at if at < end else None


def _may_begin(text: str, at: int, end: int) -> bool:
    char = text[at]
    if char.islower():
        # iPhone, eBay: lower case with a capital inside
        return at + 1 < end and text[at + 1].isupper()
    return char.isalnum() or char in "$€£@#" or char in _INLINE_BULLET


def _is_list_number(text: str, dot: int, begin: int) -> bool:
    head = text[begin:dot].strip()
    return 0 < len(head) <= 3 and (head.isdigit() or (len(head) == 1 and head.isalpha()))


def _cut_glued(text: str, match: re.Match[str], cut: int, end: int) -> int | None:
    """A boundary without white space: an ellipsis before a capital ("ICE….I do"), a lost space ("left.The")."""
    if cut == match.end() and len(match.group()) == 1 and match.group() in ".!?":
        word = _WORD_BEFORE.search(text, max(match.start() - 40, 0), match.start())
        if word is None or not _GLUED.fullmatch(word.group()) or not _GLUED_NEXT.match(text, cut, end):
            return None
        return cut
    if ("…" in match.group() or len(match.group()) > 3) and text[cut].isupper():
        return cut
    closed = cut > match.end() and text[cut - 1] in "”\"" and text[cut].isupper()  # fmt: skip
    return cut if closed else None


def _is_abbreviation(text: str, dot: int, begin: int, follows: int, end: int, *, quoted: bool) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation and does not end the sentence as well."""
    found = _WORD_BEFORE.search(text, max(begin, dot - 40), dot)
    word = found.group() if found else ""
    plain = word.lower().lstrip("'’")
    following = _word_at(text, follows, end)
    starts = following in _STARTERS and text[follows].isupper()
    if quoted:
        return False
    if plain.removeprefix("then-").removeprefix("ex-") in _BEFORE_NAME:
        return True
    if plain in _BEFORE_NUMBER and text[follows].isdigit():
        return True
    if plain in _TIME_OF_DAY:
        return following.removesuffix("s") in _AFTER_TIME
    if plain in _MAY_END or _ACRONYM.fullmatch(word):
        return not starts
    return len(word) == 1 and word.isupper() and (not starts or following == "a") and word != "I"


def _word_at(text: str, at: int, end: int) -> str:
    stop = at
    while stop < end and text[stop].isalpha():
        stop += 1
    return text[at:stop].lower()
