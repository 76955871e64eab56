"""Names that a word before them introduces: a title, kinship, a role, "called", "I am"."""

import re
from collections.abc import Iterator

from surveys.comments.candidates import (
    NAMELIKE,
    PARTICLES,
    RELATIONS,
    ROLES,
    SURNAMES_THAT_ARE_WORDS,
    end_of_name,
    is_candidate,
    is_named_by_cue,
    is_plain_word,
    looks_like_name,
    person_at,
)
from surveys.comments.identifiers import Span
from surveys.comments.names import is_name, is_unknown, may_be_name, name_share
from surveys.comments.tokens import Words
from surveys.comments.word_lists import listed
from surveys.comments.words import CAPITALISED_WORDS, KEPT_WORDS, is_very_common, is_word, rank

TITLES = listed("titles")
# Titles that are also ordinary words: what follows them must look like a name.
_WEAK_TITLES = frozenset({"miss", "dr", "doctor", "pc", "prof", "councillor", "cllr"})
# Titles only before a capital, themselves with a capital.
_CAPITAL_TITLES = listed("capital_titles")
_MISS_AS_VERB = listed("miss_as_verb")
_POSSESSORS = listed("possessors")
# Words that introduce a name outright.
_NAMING = listed("naming")
# Ranks from which a word after "miss" is rather a name, as a title and as a possible verb.
UNCOMMON_WORD = 6000
RARE_WORD = 20_000
_I_AM = re.compile(
    r"\b(?:i'?m|i am|this is|it'?s|its|me is|me llamo|nazywam sie|hi|hello|hiya)\s*,?\s+$", re.I
)


def after_titles(words: Words) -> Iterator[Span]:
    """A title and the name after it, together: "mr dobson", "Prof. A. de Souza"."""
    for index, token in enumerate(words.tokens[:-1]):
        if token.bare not in TITLES and not (
            token.bare in _CAPITAL_TITLES and token.capital and words.tokens[index + 1].capital
        ):
            continue
        following = index + 1
        while words.bare(following) in PARTICLES and words.joined(following):
            following += 1
        gap = words.tokens[index + 1].gap
        if gap.strip() not in {"", "."}:
            continue
        first = words.tokens[following]
        # "mrs k": in lower case too, where the title is no other word.
        is_initial = len(first.text) == 1 and (
            (first.text.isupper() and first.text != "I")
            or (first.text.isalpha() and token.bare in {"mr", "mrs", "ms"})
        )
        if not is_initial and (
            not is_candidate(words, following)
            or not _fits_title(words, title=index, name=following)
        ):
            continue
        last = end_of_name(words, following)
        if is_initial and last == following and following + 1 < len(words.tokens):
            beyond = words.tokens[following + 1]
            if (
                beyond.gap.strip() in {"", "."}
                and is_candidate(words, following + 1)
                and (beyond.capital or not is_very_common(beyond.bare))
            ):
                last += 1
        yield person_at(words, index, last)


def _fits_title(words: Words, *, title: int, name: int) -> bool:
    previous = words.bare(title - 1)
    title, name = words.tokens[title], words.tokens[name]
    if name.capital and name.bare not in CAPITALISED_WORDS:
        return not (name.starts_sentence and not title.text.lower().startswith(("mr", "ms", "dr")))
    if name.bare in SURNAMES_THAT_ARE_WORDS:
        return True
    position = rank(name.bare)
    if title.bare == "miss" and previous in _MISS_AS_VERB:
        # "I miss school", "talk to miss begum".
        return position is None or position > RARE_WORD
    if title.bare == "miss":
        return may_be_name(name.bare) or position is None or position > UNCOMMON_WORD
    if title.bare in _WEAK_TITLES:
        return is_name(name.bare) or is_unknown(name.bare) or name_share(name.bare) > NAMELIKE
    return name.bare not in RELATIONS and not name.text[0].isdigit()


def after_kin_or_role(words: Words) -> Iterator[Span]:
    """The name after a relation or a role: "my son haroon", "our caseworker, Bev"."""
    for index, token in enumerate(words.tokens[:-1]):
        kin = token.bare in RELATIONS
        if not kin and token.bare not in ROLES:
            continue
        gap = words.tokens[index + 1].gap
        if gap.strip(" ,:-–(\"'") or token.text.lower().endswith("'s"):
            continue
        following = index + 1
        if (
            "," in gap
            and not words.tokens[following].capital
            and not (is_name(words.bare(following)) or is_unknown(words.bare(following)))
        ):
            continue
        if words.bare(following) in _NAMING | {"is"} and following + 1 < len(words.tokens):
            if words.bare(following) == "is" and not looks_like_name(words, following + 1):
                continue
            following += 1
        if not is_named_by_cue(words, following):
            continue
        name = words.tokens[following]
        possessed = _has_possessor(words, index)
        if (
            not name.capital
            and not is_name(name.bare)
            and not possessed
            and not (is_unknown(name.bare))
        ):
            continue
        if name.starts_sentence and not looks_like_name(words, following):
            continue
        if name.bare in RELATIONS | ROLES and not name.capital:
            continue
        yield person_at(words, following, end_of_name(words, following))


def _has_possessor(words: Words, index: int) -> bool:
    return any(
        words.bare(index - back) in _POSSESSORS or words.tokens[index - back].text.endswith("'s")
        for back in range(1, 5)
        if index - back >= 0
    )


def introduced(words: Words) -> Iterator[Span]:
    """Names after "called", "my name is", "I'm" and "mum of"."""
    for index, token in enumerate(words.tokens):
        before = words.text[max(0, token.start - 40) : token.start]
        previous = words.bare(index - 1)
        if not token.text[0].isalpha():
            continue
        initial = len(token.text) == 1 and token.text.isupper() and token.text != "I"
        if previous in _NAMING and not token.gap.strip(" :\"'"):
            if _is_called(words, index):
                yield person_at(words, index, end_of_name(words, index))
        elif re.search(
            r"\bname(?:'?s|\s+is|\s+was|\s*[:=-])\s*$|\b(?:known|goes)\s+(?:as|by)\s+$|"
            r"\b(?:fao|attn|re|child|pupil|student|patient|parent|mother|father|carer)\s*:\s*$",
            before,
            re.I,
        ):
            if initial or (is_candidate(words, index) and not is_plain_word(token)):
                last = end_of_name(words, index)
                yield person_at(words, index, last)
        elif re.search(
            r"\b(?:mum|mom|mam|mummy|mother|dad|daddy|father|parents?|guardian|carer|carers|nan|gran|"
            r"aunt|auntie|uncle|grandmother|grandad|advocate|behalf|sister|brother|friend|friends|"
            r"photo|photos|picture|proud|case|needs)\s+(?:of|to|for|2)\s+$",
            before,
            re.I,
        ):
            if is_named_by_cue(words, index) and not is_plain_word(token):
                yield person_at(words, index, end_of_name(words, index))
        elif _I_AM.search(before) and is_candidate(words, index) and _introduces_self(words, index):
            yield person_at(words, index, end_of_name(words, index))


def _is_called(words: Words, index: int) -> bool:
    if not is_candidate(words, index):
        return False
    token = words.tokens[index]
    if token.capital:
        return token.bare not in KEPT_WORDS
    return may_be_name(token.bare)


def _introduces_self(words: Words, index: int) -> bool:
    token = words.tokens[index]
    followed_by_age = re.match(
        r"(?:,?\s*(?:and|n|&)?\s*(?:i'?m|im|i am|age|aged)?\s*,?\s*\(?\d{1,2}\b|\s*$|"
        r"\s*[,.]\s*(?:i|im)\b|"
        r"\s+(?:and|n|&)\s+(?:i|im|i'm)\b|'?s\s+(?:mum|dad|mother|father|nan|carer))",
        words.text[token.end :],
        re.I,
    )
    if token.capital and followed_by_age:
        return token.bare not in CAPITALISED_WORDS
    if token.capital:
        return not is_word(token.bare) or (
            name_share(token.bare) >= 20 and token.bare not in CAPITALISED_WORDS
        )
    if is_name(token.bare):
        return True
    if followed_by_age and name_share(token.bare) >= NAMELIKE:
        return True
    return bool(followed_by_age) and is_unknown(token.bare)
