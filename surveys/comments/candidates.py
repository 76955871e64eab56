"""Whether a word could be a name where it stands, and how far the name goes on from there."""

from surveys.comments.identifiers import Span
from surveys.comments.names import (
    FUNCTION_WORDS,
    WORDS_FIRST,
    is_name,
    is_unknown,
    may_be_name,
    name_share,
)
from surveys.comments.tokens import Token, Words
from surveys.comments.word_lists import listed
from surveys.comments.words import CAPITALISED_WORDS, CHAT_WORDS, KEPT_WORDS, is_word, rank

PARTICLES = listed("particles")
# Common English words that are common surnames here; a title before them makes them one.
SURNAMES_THAT_ARE_WORDS = listed("surnames_that_are_words")
RELATIONS = listed("relations")
ROLES = listed("roles")
# What people do: a capital or unknown word at the start of a sentence before these is a person.
PERSON_VERBS = listed("person_verbs")
# After these "Will" is a person: the auxiliary takes no finite verb.
AFTER_WILL = PERSON_VERBS - listed("not_after_will")
# Births for each million of occurrences that make a word a name where a cue stands beside it.
NAMELIKE = 300
# A word more common than this rank is no surname in lower case ("amelia said").
VERY_COMMON_SURNAME = 6000


def is_candidate(words: Words, index: int) -> bool:
    """Whether the word could name a person at all."""
    if not 0 <= index < len(words.tokens):
        return False
    bare = words.tokens[index].bare
    return (
        bare[:1].isalpha()
        and len(bare) > 1
        and bare not in FUNCTION_WORDS
        and bare not in KEPT_WORDS
        and bare not in CHAT_WORDS
        and bare.strip("x")
        and not is_acronym(words, words.tokens[index])
    )


def is_acronym(words: Words, token: Token) -> bool:
    """Whether capitals make it the initials of something ("QMC") rather than a loud name."""
    return (
        not words.shouting
        and token.text.isupper()
        and 1 < len(token.text) < 5
        and not (is_name(token.bare) and (len(token.text) > 3 or not is_word(token.bare)))
    )


def is_named_by_cue(words: Words, index: int) -> bool:
    """Whether the word after a cue is a name: by its capital, by the lists, or being unknown."""
    if not is_candidate(words, index):
        return False
    token = words.tokens[index]
    if token.capital:
        return token.bare not in CAPITALISED_WORDS or name_share(token.bare) > 500
    if token.bare in WORDS_FIRST and name_share(token.bare) >= NAMELIKE:
        # "my daughter summer is nine", but not "my son summer clubs".
        return words.bare(index + 1) in AFTER_WILL | {"has", "had", "who", "whos"}
    return may_be_name(token.bare) or is_possessed_name(token.bare) or has_name_part(token)


def is_plain_word(token: Token) -> bool:
    """Whether a word in lower case is ordinary English, so that no cue makes it a name."""
    return not token.capital and is_word(token.bare) and not may_be_name(token.bare)


def is_possessed_name(bare: str) -> bool:
    """Whether the word is a name with a possessive ending but no apostrophe ("dannys mum")."""
    return bare.endswith("s") and rank(bare) is None and is_name(bare[:-1])


def has_name_part(token: Token) -> bool:
    parts = token.bare.split("-")
    if len(parts) > 1 and any(part in FUNCTION_WORDS for part in parts):
        return False
    if len(parts) == 1:
        parts = [] if is_word(token.bare) else token.bare.split("'")
    return any(len(part) > 2 and is_name(part) for part in parts)


def looks_like_name(words: Words, index: int) -> bool:
    token = words.tokens[index]
    return is_name(token.bare) or (token.capital and not is_word(token.bare))


def is_initial(words: Words, index: int) -> bool:
    token = words.tokens[index]
    return (
        len(token.text) == 1
        and token.text.isupper()
        and token.text not in "IA"
        and words.tokens[index + 1].gap in {" ", ". ", "."}
    )


def is_surname_after(words: Words, index: int) -> bool:
    token = words.tokens[index]
    if token.capital:
        return token.bare not in CAPITALISED_WORDS and not token.starts_sentence
    if words.tokens[index - 1].capital:
        return False
    if is_unknown(token.bare):
        return True
    position = rank(token.bare)
    return name_share(token.bare) > 20_000 or (
        token.bare in SURNAMES_THAT_ARE_WORDS
        and (position is None or position > VERY_COMMON_SURNAME)
    )


def end_of_name(words: Words, first: int, *, most: int = 3) -> int:
    """The index of the last word of a name that begins at `first`."""
    last = first
    while last - first + 1 < most and last + 1 < len(words.tokens):
        following = words.tokens[last + 1]
        current = words.tokens[last]
        initial = len(current.text) == 1
        gap = following.gap.strip()
        if gap not in ({"", "."} if initial else {""}) or current.text.lower().endswith("'s"):
            break
        if (
            len(following.text) == 1
            and following.text.isupper()
            and following.text not in "IA"
            and not words.text[following.end : following.end + 1].isdigit()
        ):
            last += 1
            continue
        if (
            following.bare in PARTICLES
            and words.joined(last + 1)
            and is_candidate(words, last + 2)
            and (words.tokens[last + 2].capital)
        ):
            last += 2
            continue
        if not is_candidate(words, last + 1):
            break
        if following.capital or initial:
            if following.bare in CAPITALISED_WORDS:
                break
        elif current.capital or not is_surname_after(words, last + 1):
            break
        last += 1
    # "Steve B": the initial alone belongs to the name.
    return last


def person_at(words: Words, first: int, last: int) -> Span:
    return Span(words.tokens[first].start, words.tokens[last].end, "PERSON")
