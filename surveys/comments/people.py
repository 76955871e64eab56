"""People's names in a text: by title, by kinship, role and other cues, and by the lists.

Each rule takes the words of a text and gives the stretches that it claims. A cue lowers what is
asked of the word beside it: after "Mrs" any word that is not a function word is a name, after "my
son" an unknown word is, and without a cue only the lists and a capital inside a sentence count.
"""

import re
from collections.abc import Iterator

from surveys.comments.candidates import (
    AFTER_WILL,
    NAMELIKE,
    PERSON_VERBS,
    RELATIONS,
    ROLES,
    end_of_name,
    has_name_part,
    is_candidate,
    is_initial,
    is_possessed_name,
    is_surname_after,
    person_at,
)
from surveys.comments.identifiers import Span
from surveys.comments.introductions import TITLES, after_kin_or_role, after_titles, introduced
from surveys.comments.names import (
    ADDED_NAMES,
    WORDS_FIRST,
    is_name,
    is_unknown,
    may_be_name,
    name_share,
)
from surveys.comments.signatures import signed
from surveys.comments.tokens import Words
from surveys.comments.word_lists import listed
from surveys.comments.words import (
    CAPITALISED_WORDS,
    KEPT_WORDS,
    is_very_common,
    is_word,
    misspellings,
    rank,
)

# Words after which an unknown word is probably a person.
_ADDRESSING = listed("addressing")
_SURE_ADDRESSING = listed("sure_addressing")
# Verbs and the like that take a person even where the word is first a word ("ring grace").
_CALLING = listed("calling")
# Words after which one that no list holds is rather a person than anything else.
_BEFORE_PERSONS = _SURE_ADDRESSING | listed("before_persons")
_THINGS_OF_A_PERSON = listed("things_of_a_person")
_AGE_FOLLOWS = re.compile(
    r"(?:,\s*|\s+)?(?:\(\s*(?:aged?\s*)?\d{1,2}\b|(?:who is|who's|whos|is|aged?|age)\s+"
    r"(?:nearly\s+)?"
    r"\d{1,2}\b(?!\s*(?:weeks?|months?|hours?|miles?|mins?|minutes?|days?|times?|people|%))|"
    r"\(?(?:dob|d\.o\.b|born)\b|\(?(?:yr|year)\s*\d|,\s*\d{1,2}\s*,|\s+is in (?:yr|year)\b)",
    re.I,
)
_ROLE_FOLLOWS = re.compile(
    r"(?:,?\s+(?:is\s+)?(?:the|our|my|his|her|their|a)\s+|\s*\(\s*(?:the|our|my|his|her|their)?\s*)"
    r"(?:[\w-]+\s+){0,2}?(?P<role>[\w-]+)",
    re.I,
)
_OFFICE_FOLLOWS = re.compile(
    r"\s+(?:in|from|at|on|of)\s+(?:the\s+|da\s+)?(?:[\w-]+\s+)?(?:transport|office|finance|team|"
    r"department|dept|council|panel|hub|reception|send|sen|camhs|admissions|salt|school|portage|"
    r"sendiass|social)\b",
    re.I,
)
# A name that is a rarer word than this rank is a name at the start of a sentence ("Wren is").
RARE_NAME = 4000
_PERSON_STATE = re.compile(
    r"\s+(?:was|is|has been|had been|got|gets|wasn't|isn't|being|were|are)\s+"
    r"(?:not\s+|now\s+|never\s+)?"
    r"(?:told|excluded|sent|diagnosed|refused|left|autistic|non[- ]?verbal|"
    r"in (?:year|yr|reception)|"
    r"at (?:home|school)|\d|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|bullied|"
    r"restrained|assessed|struggling|lovely|brilliant|amazing|so|very|our|my|his|her|restrained|"
    r"suspended|dyslexic|deaf|blind|disabled|off|out of|permanently|"
    r"moved|given|put|seen|fine|happy|scared|anxious)\b",
    re.I,
)
_CLAUSE_STARTS = listed("clause_starts")
_SURE_PERSON_VERBS = listed("sure_person_verbs")
_ONLY_PERSON_VERBS = _SURE_PERSON_VERBS | listed("only_person_verbs")
_SHORT_NAMES = listed("short_names")


def find_people(words: Words) -> Iterator[Span]:
    """Each stretch that names a person, by the rules in their order; they may overlap."""
    yield from after_titles(words)
    yield from after_kin_or_role(words)
    yield from introduced(words)
    yield from signed(words)
    yield from _before_cues(words)
    yield from _from_lists(words)


def extend_lists(words: Words, found: list[Span]) -> Iterator[Span]:
    """Names beside names already found: "Tom, Zbysz and Ela", a surname after a first name."""
    claimed = {
        index
        for index, token in enumerate(words.tokens)
        if any(span.start <= token.start < span.end for span in found)
    }
    for index in sorted(claimed):
        if index and index - 1 not in claimed and is_initial(words, index - 1):
            claimed.add(index - 1)
            yield person_at(words, index - 1, index)
    for _ in range(3):
        before = len(claimed)
        for index, token in enumerate(words.tokens):
            if index in claimed or not is_candidate(words, index):
                continue
            if _stands_beside(words, index, claimed):
                claimed.add(index)
                yield Span(token.start, token.end, "PERSON")
        if len(claimed) == before:
            return


def repeat_names(words: Words, found: list[Span]) -> Iterator[Span]:
    """The other places where a name stands that was found once, with fewer cues or no capital."""
    people = [span for span in found if span.kind == "PERSON"]
    names = {
        token.bare
        for index, token in enumerate(words.tokens)
        if len(token.bare) > 2
        and is_candidate(words, index)
        and token.bare not in TITLES | RELATIONS | ROLES
        and any(span.start <= token.start < span.end for span in people)
    }
    for index, token in enumerate(words.tokens):
        known = token.bare in names or (token.bare.endswith("s") and token.bare[:-1] in names)
        if known and (token.capital or not is_word(token.bare.removesuffix("s"))):
            yield person_at(words, index, index)


def _stands_beside(words: Words, index: int, claimed: set[int]) -> bool:
    token = words.tokens[index]
    joining = {"and", "n", "&", "or", "plus"}
    if token.capital and token.bare in CAPITALISED_WORDS:
        return False
    possible = token.capital or name_share(token.bare) > 20 or is_unknown(token.bare)
    if index - 1 in claimed:
        if token.gap in {" ", "-"} and not words.tokens[index - 1].text.endswith("'s"):
            return is_surname_after(words, index)
        if token.gap.strip() in {",", "&", "/", "+"}:
            return possible and (not token.capital or not is_very_common(token.bare))
    if index - 2 in claimed and words.bare(index - 1) in joining:
        return possible and words.joined(index - 1)
    if index + 2 in claimed and words.bare(index + 1) in joining:
        return possible and words.joined(index) and words.joined(index + 1)
    if index + 1 in claimed and words.tokens[index + 1].gap.strip() in {"&", "/", "+"}:
        return possible
    return (
        index + 1 in claimed
        and words.tokens[index + 1].gap == " "
        and is_unknown(token.bare)
        and token.capital == words.tokens[index + 1].capital
    )


def _before_cues(words: Words) -> Iterator[Span]:
    """Names that what follows gives away: an age, a role, an office, a verb, "'s mum"."""
    for index, token in enumerate(words.tokens):
        if token.text == "Will" and words.joined(index) and words.bare(index + 1) in AFTER_WILL:
            yield person_at(words, index, index)
        if not is_candidate(words, index):
            continue
        if token.capital and not token.starts_sentence and token.bare in CAPITALISED_WORDS:
            continue
        unknown = is_unknown(token.bare) or _possessed_unknown(words, index)
        possible = (
            unknown
            or _possesses(words, index)
            or name_share(token.bare) >= NAMELIKE
            or (token.capital and name_share(token.bare) > 0)
        )
        if not possible or (token.bare in RELATIONS | ROLES):
            continue
        common = is_very_common(token.bare) or token.bare in WORDS_FIRST
        starts = token.starts_sentence or words.bare(index - 1) in _CLAUSE_STARTS
        after = words.text[token.end : token.end + 60]
        role = _ROLE_FOLLOWS.match(after)
        if (
            (
                (not common or token.capital)
                and (
                    (role and _any_role(role.group().lower()))
                    or (_OFFICE_FOLLOWS.match(after) and (token.capital or not is_word(token.bare)))
                    or (_OFFICE_FOLLOWS.match(after) and words.bare(index - 1) in _SURE_ADDRESSING)
                )
            )
            or (_AGE_FOLLOWS.match(after) and (not common or token.capital or starts))
            or (common and words.bare(index - 1) in _CALLING and name_share(token.bare) >= 1000)
            or _possesses(words, index)
            or _acts(words, index, unknown=unknown)
            or (
                (
                    (unknown and words.bare(index - 1) in _BEFORE_PERSONS)
                    or (
                        (may_be_name(token.bare) and not common)
                        and words.bare(index - 1) in _SURE_ADDRESSING
                    )
                )
                and not token.gap.strip(" ,")
            )
        ):
            yield person_at(words, index, end_of_name(words, index))


def _any_role(stretch: str) -> bool:
    return any(word in ROLES or word in RELATIONS for word in re.findall(r"[\w-]+", stretch))


def _possessed_unknown(words: Words, index: int) -> bool:
    bare = words.bare(index)
    return (
        bare.endswith("s")
        and not is_word(bare)
        and is_unknown(bare[:-1])
        and words.bare(index + 1) in _THINGS_OF_A_PERSON
    )


def _possesses(words: Words, index: int) -> bool:
    """Whether the word owns what only a person owns ("Rose's mum", "ibbys plan")."""
    token = words.tokens[index]
    if words.bare(index + 1) not in _THINGS_OF_A_PERSON or not words.joined(index):
        return False
    if token.text.lower().endswith("'s"):
        return token.capital or not is_very_common(token.bare)
    if not token.bare.endswith("s"):
        return False
    # "graces plan": a name that is a word first, and an ending that no such word takes here.
    return (
        is_possessed_name(token.bare)
        or _possessed_unknown(words, index)
        or (
            token.bare[:-1] in WORDS_FIRST
            and name_share(token.bare[:-1]) >= NAMELIKE
            and words.bare(index - 1) not in {"the", "a", "his", "her", "my", "our", "their", "of"}
        )
    )


def _acts(words: Words, index: int, *, unknown: bool) -> bool:
    """Whether the word does what people do, where nothing but its list value speaks against it."""
    token = words.tokens[index]
    following = words.bare(index + 1)
    if not words.joined(index):
        return False
    if unknown:
        begins = token.starts_sentence or words.bare(index - 1) in _ADDRESSING
        return begins and following in PERSON_VERBS
    if words.bare(index - 1) in {"my", "our"} and name_share(token.bare) > 5000:
        return following in PERSON_VERBS
    share = name_share(token.bare)
    begins = token.starts_sentence or words.bare(index - 1) in _CLAUSE_STARTS
    if begins and following in _ONLY_PERSON_VERBS and share > NAMELIKE:
        return share > 5000 or following in _SURE_PERSON_VERBS
    if token.capital and share >= 1000 and following == "and":
        return words.bare(index + 2) in {"i", "me", "his", "her", "my", "both"}
    if token.capital and name_share(token.bare) >= NAMELIKE:
        position = rank(token.bare)
        if position is not None and position > RARE_NAME and name_share(token.bare) > 1000:
            return following in PERSON_VERBS
        return _PERSON_STATE.match(words.text, token.end) is not None or following in {
            "goes",
            "went",
            "said",
            "says",
            "told",
            "loves",
            "hates",
            "struggles",
            "attends",
            "cried",
            "cries",
            "wants",
            "deserves",
            "sed",
            "rang",
            "phoned",
        }
    return False


def _from_lists(words: Words) -> Iterator[Span]:
    """Names of the lists, and capitalised words inside a sentence that no dictionary holds."""
    for index, token in enumerate(words.tokens):
        if not is_candidate(words, index):
            continue
        if len(token.text) == 2 and token.text in _SHORT_NAMES:
            if not token.starts_sentence or words.bare(index + 1) in PERSON_VERBS | {"and"}:
                yield person_at(words, index, end_of_name(words, index))
        elif token.capital and not token.starts_sentence:
            if _is_capital_name(words, index):
                yield person_at(words, index, end_of_name(words, index))
        elif (
            is_name(token.bare)
            or is_possessed_name(token.bare)
            or has_name_part(token)
            or (token.capital and _is_unknown_start(words, index))
        ):
            yield person_at(words, index, end_of_name(words, index))


def _is_capital_name(words: Words, index: int) -> bool:
    token = words.tokens[index]
    bare = token.bare
    if "-" in bare and has_name_part(token):
        return True
    if bare in CAPITALISED_WORDS or (token.text.isupper() and len(token.text) < 6):
        return token.text.isupper() and len(token.text) > 3 and is_name(bare) and not is_word(bare)
    if bare.endswith("s") and name_share(bare[:-1]) >= NAMELIKE and rank(bare) is None:
        return True
    if not is_word(bare):
        # Whoever mistypes a common word rarely gives it a capital; the field's own words excepted.
        return name_share(bare) > 0 or misspellings(bare).isdisjoint(CAPITALISED_WORDS | KEPT_WORDS)
    share = name_share(bare)
    if share >= NAMELIKE:
        return True
    # An initial or a name before it makes a word a surname ("J. Banks", "Amelia Wood").
    previous = words.tokens[index - 1]
    return len(previous.text) == 1 and previous.text.isupper() and previous.text not in "IA"


def _is_unknown_start(words: Words, index: int) -> bool:
    token = words.tokens[index]
    if not is_unknown(token.bare) or (token.text.isupper() and len(token.text) < 6):
        return False
    return token.bare in ADDED_NAMES or len(token.bare) > 2


def find_doubtful_words(words: Words, found: list[Span]) -> Iterator[Span]:
    """Words that a person should look at: capitalised words inside a sentence, names that are words
    at its start, and words of no list that are not misspellings."""
    for index, token in enumerate(words.tokens):
        if not is_candidate(words, index):
            continue
        if any(span.start < token.end and token.start < span.end for span in found):
            continue
        bare = token.bare
        if token.capital and not token.starts_sentence:
            doubtful = bare not in CAPITALISED_WORDS and not (
                token.text.isupper() and (is_word(bare) or len(token.text) < 5)
            )
        elif token.capital:
            doubtful = name_share(bare) >= NAMELIKE
        else:
            doubtful = is_unknown(bare) and len(bare) > 3
        if doubtful:
            yield person_at(words, index, index)
