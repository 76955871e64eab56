"""Names under a message, and names that stand before a phone number or an e-mail address."""

import re
from collections.abc import Iterator

from surveys.comments.candidates import RELATIONS, ROLES, is_candidate, person_at
from surveys.comments.identifiers import Span
from surveys.comments.names import FUNCTION_WORDS, is_name, may_be_name, name_share
from surveys.comments.tokens import Words
from surveys.comments.word_lists import listed
from surveys.comments.words import CHAT_WORDS, KEPT_WORDS, is_very_common

_SIGN_OFF = re.compile(
    r"(?:(?:kind(?:est)?|best|warm(?:est)?|many|with|yours|lots of|all the|all my)\s+)?"
    r"\b(?:regards|rgds|wishes|thanks|thx|thank (?:you|u)|thankyou|cheers|sincerely|faithfully|"
    r"truly|"
    r"love|from|signed|gratefully|respectfully|best|ta|yours|hugs|diolch|pozdrawiam)\b"
    r"[\s,.!:;x\-–—]*$",
    re.I,
)
_CONTACT_WORDS = listed("contact_words")
_END_OF_MESSAGE = re.compile(
    r"\s*(?:x+|\W)*\s*(?:$|\n|\(|,\s*(?:parent|mum|dad|carer|mother|father|nan)|[,.]?\s*(?:\+|0)\d|"
    r"(?:mum|dad|parent|carer)\b|and family\b|"
    r"[,.]\s)",
    re.I,
)
_NUMBER_FOLLOWS = re.compile(
    r"\s*[,:;.\-–(]*\s*(?:\+|0)\d[\d\s().-]{7,}|\s*[,:;\-–(]*\s*[\w.+-]+@\w"
)


def signed(words: Words) -> Iterator[Span]:
    """Names under a message, and names that stand before a phone number or an address on line."""
    tokens = words.tokens
    for index, token in enumerate(tokens):
        if not token.text[0].isalpha():
            continue
        before = words.text[: token.start]
        if len(token.text) == 1 and not token.text.isupper():
            continue
        sign_off = _SIGN_OFF.search(before[-60:])
        if sign_off is None:
            continue
        if _ends_message(words, index):
            last = index
            while (
                last + 1 < len(tokens)
                and not tokens[last + 1].gap.strip(" .")
                and (tokens[last + 1].bare.strip("x") and last - index < 2)
                and tokens[last + 1].bare not in FUNCTION_WORDS
            ):
                last += 1
            if _may_sign(words, index, last):
                yield person_at(words, index, last)
    yield from _before_number(words)


def _ends_message(words: Words, index: int) -> bool:
    """Whether no more than three words and some kisses stand between here and the line's end."""
    end = words.tokens[index].end
    for reach in range(index, min(index + 3, len(words.tokens))):
        if reach > index and words.tokens[reach].gap.strip(" .&"):
            return False
        end = words.tokens[reach].end
        if _END_OF_MESSAGE.match(words.text[end:]):
            return True
    return False


def _may_sign(words: Words, first: int, last: int) -> bool:
    tokens = words.tokens[first : last + 1]
    head = tokens[0]
    if head.bare in FUNCTION_WORDS | KEPT_WORDS | CHAT_WORDS and len(head.text) > 1:
        return False
    if name_share(head.bare) >= 1000 and head.bare != "love":
        return True
    if head.capital or any(is_name(t.bare) for t in tokens):
        return not is_very_common(head.bare) or name_share(head.bare) > 20
    return may_be_name(head.bare) and head.bare not in ROLES | RELATIONS


def _before_number(words: Words) -> Iterator[Span]:
    tokens = words.tokens
    for index, token in enumerate(tokens):
        if not token.text[0].isalpha() or not _NUMBER_FOLLOWS.match(words.text, token.end):
            continue
        first = index
        while (
            first > 0
            and not tokens[first].starts_sentence
            and not tokens[first].gap.strip(" ")
            and (index - first < 2)
        ):
            first -= 1
        stretch = range(first, index + 1)
        if not tokens[first].starts_sentence and first > 0 and not tokens[first].gap.strip(" "):
            continue
        if all(
            is_candidate(words, i) and words.bare(i) not in _CONTACT_WORDS | RELATIONS | ROLES
            for i in stretch
        ) and any(tokens[i].capital or may_be_name(tokens[i].bare) for i in stretch):
            yield person_at(words, first, index)
