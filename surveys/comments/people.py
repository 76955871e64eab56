"""People's names in a text: by title, by kinship, role and other cues, and by the lists.

Each rule takes the words of a text and gives the stretches that it claims. A cue lowers what is
asked of the word beside it: after "Mrs" any word that is not a function word is a name, after "my
son" an unknown word is, and without a cue only the lists and a capital inside a sentence count.
"""

import re
from collections.abc import Iterator

from surveys.comments.identifiers import Span
from surveys.comments.names import (
    ADDED_NAMES,
    FUNCTION_WORDS,
    WORDS_FIRST,
    is_name,
    is_unknown,
    may_be_name,
    name_share,
)
from surveys.comments.tokens import Token, Words
from surveys.comments.words import (
    CAPITALISED_WORDS,
    CHAT_WORDS,
    KEPT_WORDS,
    is_very_common,
    is_word,
    misspellings,
    rank,
)

_TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor rev reverend cllr councillor councilor mister missus
    sgt pc dc
    """.split()
)
# Titles that are also ordinary words: what follows them must look like a name.
_WEAK_TITLES = frozenset({"miss", "dr", "doctor", "pc", "prof", "councillor", "cllr"})
# Titles only before a capital, themselves with a capital.
_CAPITAL_TITLES = frozenset("sister brother father nurse lady lord sir dame pastor imam".split())
_PARTICLES = frozenset("de da del della di du van von der den la le el al bin ibn abu st san dos".split())
_MISS_AS_VERB = frozenset(
    "i we they you he she it to will would wont won't dont don't didnt didn't did not never always "
    "kids children can could might may who often n and also really still people families us".split()
)
# Common English words that are common surnames here; a title before them makes them one.
_SURNAMES_THAT_ARE_WORDS = frozenset(
    """
    brown green white black gray grey young king hill wood woods bell cook baker walker long short
    rose west north moore reed read day may gold cross field fields stone rivers lake banks brooks
    price rich law lord bishop pope page knight prince cox fox wolf bird swan bull lamb fisher
    hunter shepherd miller mason carter porter potter smith taylor turner cooper butler parker
    gardener gardner barber carpenter weaver wheeler ward church marsh forest hall house park ford
    bridges mills street lane flowers bush berry may summers winter frost snow rain storm power
    wise sharp smart hope love joy grace best good noble small little hardy strong armstrong self
    child bond cash penny pound nicholls steel steele iron coal wells pool brook beck heath moss
    sand sands clay flint pearl ruby diamond silver head hand foot legge booth barr bolt chance
    pickles peacock bacon bean rice onions curry ham pepper salt sugar honey dear early late
    holiday christmas easter guest friend case court judge major marshall page squire cant bent
    weeks days case drew mark duke earl abbott abbot monk nunn dean deacon palmer pilgrim archer
    """.split()
)

_RELATIONS = frozenset(
    """
    son sons daughter daughters child children boy boys girl girls lad lads lass lassie brother
    brothers sister sisters bro sis mum mam mom mother dad father husband wife hubby partner nan
    nana nanny gran granny grandma grandmother grandad grandpa grandfather uncle aunt auntie aunty
    cousin cousins nephew nephews niece nieces friend friends mate mates bestie bff twin twins
    triplets grandson granddaughter grandchild grandchildren stepson stepdaughter stepdad stepmum
    baby toddler teenager teen kid kids eldest oldest youngest middle neighbour bf gf boyfriend
    girlfriend fiance ex godson goddaughter law ds dd dh ls yp carer foster hijo hija syn corka
    syna corki beta beti fiul fiica bhai behen brat siostra
    """.split()
)
_ROLES = frozenset(
    """
    caseworker casework worker officer coordinator co-ordinator teacher teachers headteacher head
    deputy ta tas lsa hlta assistant senco sendco sencos therapist psychologist psychiatrist driver
    escort doctor consultant paediatrician pediatrician nurse visitor manager tutor mentor keyworker
    advisor adviser councillor governor physio physiotherapist ot salt slt slp ep carer counsellor
    chair chairman chairwoman chairperson practitioner specialist solicitor advocate clerk
    receptionist secretary director lead leader supervisor administrator admin coach pa chaperone
    guide helper volunteer mediator inspector gp clinician audiologist dietitian dietician optician
    dentist midwife lady bloke woman man guy colleague professional staff principal dinnerlady
    librarian caretaker childminder playworker instructor matron key-worker case-worker sen-officer
    assessor planner representative rep navigator intervenor interpreter one-to-one 1:1 121
    """.split()
)
_POSSESSORS = frozenset(
    "my our his her their your the a this that me mine moja moj mi meu mea mera meri mere mój".split()
)
# Words that introduce a name outright.
_NAMING = frozenset("called named name's names aka nicknamed".split())
# Words after which an unknown word is probably a person.
_ADDRESSING = frozenset(
    """
    ask asked asking thank thanks thanking thx tell told telling call called ring rang ringing phone
    phoned email emailed emailing contact contacted text texted message messaged spoke speak
    speaking spoken talk talked talking met meet meeting seeing saw with by from for about to and n
    & like than hi hello hey dear love shoutout credit miss missing know knows helped loves hate
    hates bullied hit bit kicked excluded diagnosed assessed failed supported cares behalf of
    allocated assigned got let lets help give gave thanku @ both until since when because while
    after before but so if where that says said think thinks make makes made keep kept get
    """.split()
)
_SURE_ADDRESSING = frozenset(
    """
    ask asked thank thanks thx tell told ring rang emailed email contact contacted spoke speak
    speaking talk talked talking met bless poor hi hello hey dear @ 4 to with by
    """.split()
)
# What people do: a capital or unknown word at the start of a sentence before these is a person.
_PERSON_VERBS = frozenset(
    """
    goes go went said says sed told tells loves loved hates hated struggles struggled attends
    attended thinks wants wanted likes liked cries cried comes came asked gets got gettin needs
    needed has had was is isn't isnt wasn't wasnt hasn't hasnt doesn't doesnt dont don't didn't
    didnt can can't cant cnt couldn't couldnt could should shud shouldn't would wouldn't wouldnt won't
    wont will never always just still also used started starts stopped left lost missed turned
    finally does did been being deserves deserved knows knew feels felt lives lived sits sat ran
    runs kicked hit bit bites hits helped helps rang phoned explained promised refused came's
    became suffers suffered masks masked stims stimmed enjoys enjoyed cannot might must keeps kept
    n and & r both only even now wasn doesn didn works worked teaches taught
    """.split()
)
_AFTER_WILL = _PERSON_VERBS - frozenset(
    "n and & r both only even now never always just still also finally go will can could should "
    "would might must come been has had does did dont don't didn't didnt doesn't doesnt".split()
)
# Verbs and the like that take a person even where the word is first a word ("ring grace").
_CALLING = frozenset("ring rang ask asked told tell email emailed met phoned thank".split())
# Words after which one that no list holds is rather a person than anything else.
_BEFORE_PERSONS = _SURE_ADDRESSING | frozenset(
    """
    for with about by and n to from is than like help helped of let think thinks that when since
    because why how does did has was if but so
    """.split()
)
_THINGS_OF_A_PERSON = frozenset(
    """
    mum mam dad nan gran mother father parents school teacher teachers plan ehcp ehc review
    diagnosis social case brother sister needs support ta ot ep senco annual behaviour anxiety
    autism adhd class year transport taxi bus placement reports report paediatrician therapist
    therapy speech physio assessment health carer friend friends family situation story education
    age birthday room key case worker place medication
    """.split()
)
_BEFORE_OFFICE = frozenset("transport office finance team department council panel school hub".split())

_SIGN_OFF = re.compile(
    r"(?:(?:kind(?:est)?|best|warm(?:est)?|many|with|yours|lots of|all the|all my)\s+)?"
    r"\b(?:regards|rgds|wishes|thanks|thx|thank (?:you|u)|thankyou|cheers|sincerely|faithfully|truly|"
    r"love|from|signed|gratefully|respectfully|best|ta|yours|hugs|diolch|pozdrawiam)\b"
    r"[\s,.!:;x\-–—]*$",
    re.I,
)
_CONTACT_WORDS = frozenset(
    """
    phone mobile mob number no tel telephone ring call text txt me my on is at or contact home work
    email the and please pls plz fax day evening evenings us our his her whatsapp number's back
    us asap up out address iphone
    """.split()
)


def find_people(words: Words) -> Iterator[Span]:
    """Each stretch that names a person, by the rules in their order; they may overlap."""
    yield from _after_titles(words)
    yield from _after_kin_or_role(words)
    yield from _introduced(words)
    yield from _signed(words)
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
        if index and index - 1 not in claimed and _is_initial(words, index - 1):
            claimed.add(index - 1)
            yield _span(words, index - 1, index)
    for _ in range(3):
        before = len(claimed)
        for index, token in enumerate(words.tokens):
            if index in claimed or not _is_candidate(words, index):
                continue
            if _stands_beside(words, index, claimed):
                claimed.add(index)
                yield Span(token.start, token.end, "PERSON")
        if len(claimed) == before:
            return


def _is_initial(words: Words, index: int) -> bool:
    token = words.tokens[index]
    return (
        len(token.text) == 1
        and token.text.isupper()
        and token.text not in "IA"
        and words.tokens[index + 1].gap in {" ", ". ", "."}
    )


def _stands_beside(words: Words, index: int, claimed: set[int]) -> bool:
    token = words.tokens[index]
    joining = {"and", "n", "&", "or", "plus"}
    if token.capital and token.bare in CAPITALISED_WORDS:
        return False
    possible = token.capital or name_share(token.bare) > 20 or is_unknown(token.bare)
    if index - 1 in claimed:
        if token.gap in {" ", "-"} and not words.tokens[index - 1].text.endswith("'s"):
            return _is_surname_after(words, index)
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


def _is_surname_after(words: Words, index: int) -> bool:
    token = words.tokens[index]
    if token.capital:
        return token.bare not in CAPITALISED_WORDS and not token.starts_sentence
    if words.tokens[index - 1].capital:
        return False
    if is_unknown(token.bare):
        return True
    position = rank(token.bare)
    return (
        name_share(token.bare) > 20_000
        or token.bare in _SURNAMES_THAT_ARE_WORDS
        and (position is None or position > VERY_COMMON_SURNAME)
    )


VERY_COMMON_SURNAME = 6000
NAMELIKE = 300
UNCOMMON_WORD = 6000
RARE_WORD = 20_000


def _is_candidate(words: Words, index: int) -> bool:
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
        and not _is_acronym(words, words.tokens[index])
    )


def _is_acronym(words: Words, token: Token) -> bool:
    """Whether capitals make it the initials of something ("QMC") rather than a loud name."""
    return (
        not words.shouting
        and token.text.isupper()
        and 1 < len(token.text) < 5
        and not (is_name(token.bare) and (len(token.text) > 3 or not is_word(token.bare)))
    )


def _is_named_by_cue(words: Words, index: int) -> bool:
    """Whether the word after a cue is a name: by its capital, by the lists, or being unknown."""
    if not _is_candidate(words, index):
        return False
    token = words.tokens[index]
    if token.capital:
        return token.bare not in CAPITALISED_WORDS or name_share(token.bare) > 500
    if token.bare in WORDS_FIRST and name_share(token.bare) >= NAMELIKE:
        # "my daughter summer is nine", but not "my son summer clubs".
        return words.bare(index + 1) in _AFTER_WILL | {"has", "had", "who", "whos"}
    return may_be_name(token.bare) or _possessed_name(token.bare) or _has_name_part(token)


def _possessed_name(bare: str) -> bool:
    """Whether the word is a name with a possessive ending but no apostrophe ("dannys mum")."""
    return bare.endswith("s") and rank(bare) is None and is_name(bare[:-1])


def _has_name_part(token: Token) -> bool:
    parts = token.bare.split("-")
    if len(parts) > 1 and any(part in FUNCTION_WORDS for part in parts):
        return False
    if len(parts) == 1:
        parts = [] if is_word(token.bare) else token.bare.split("'")
    return any(len(part) > 2 and is_name(part) for part in parts)


def _span(words: Words, first: int, last: int) -> Span:
    return Span(words.tokens[first].start, words.tokens[last].end, "PERSON")


def _end_of_name(words: Words, first: int, *, most: int = 3) -> int:
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
        if following.bare in _PARTICLES and words.joined(last + 1) and _is_candidate(words, last + 2) and (
            words.tokens[last + 2].capital
        ):
            last += 2
            continue
        if not _is_candidate(words, last + 1):
            break
        if following.capital or initial:
            if following.bare in CAPITALISED_WORDS:
                break
        elif current.capital or not _is_surname_after(words, last + 1):
            break
        last += 1
    # "Steve B": the initial alone belongs to the name.
    return last


def _after_titles(words: Words) -> Iterator[Span]:
    for index, token in enumerate(words.tokens[:-1]):
        if token.bare not in _TITLES and not (
            token.bare in _CAPITAL_TITLES and token.capital and words.tokens[index + 1].capital
        ):
            continue
        following = index + 1
        while words.bare(following) in _PARTICLES and words.joined(following):
            following += 1
        gap = words.tokens[index + 1].gap
        if gap.strip() not in {"", "."}:
            continue
        first = words.tokens[following]
        # "mrs k": in lower case too, where the title is no other word.
        is_initial = len(first.text) == 1 and (
            (first.text.isupper() and first.text != "I") or (first.text.isalpha() and token.bare in {"mr", "mrs", "ms"})
        )
        if not is_initial and (
            not _is_candidate(words, following)
            or not _fits_title(words, title=index, name=following)
        ):
            continue
        last = _end_of_name(words, following)
        if is_initial and last == following and following + 1 < len(words.tokens):
            beyond = words.tokens[following + 1]
            if beyond.gap.strip() in {"", "."} and _is_candidate(words, following + 1) and (
                beyond.capital or not is_very_common(beyond.bare)
            ):
                last += 1
        yield _span(words, index, last)


def _fits_title(words: Words, *, title: int, name: int) -> bool:
    previous = words.bare(title - 1)
    title, name = words.tokens[title], words.tokens[name]
    if name.capital and name.bare not in CAPITALISED_WORDS:
        return not (name.starts_sentence and not title.text.lower().startswith(("mr", "ms", "dr")))
    if name.bare in _SURNAMES_THAT_ARE_WORDS:
        return True
    position = rank(name.bare)
    if title.bare == "miss" and previous in _MISS_AS_VERB:
        # "I miss school", "talk to miss begum".
        return position is None or position > RARE_WORD
    if title.bare == "miss":
        return may_be_name(name.bare) or position is None or position > UNCOMMON_WORD
    if title.bare in _WEAK_TITLES:
        return is_name(name.bare) or is_unknown(name.bare) or name_share(name.bare) > NAMELIKE
    return name.bare not in _RELATIONS and not name.text[0].isdigit()


def _after_kin_or_role(words: Words) -> Iterator[Span]:
    for index, token in enumerate(words.tokens[:-1]):
        kin = token.bare in _RELATIONS
        if not kin and token.bare not in _ROLES:
            continue
        gap = words.tokens[index + 1].gap
        if gap.strip(" ,:-–(\"'") or token.text.lower().endswith("'s"):
            continue
        following = index + 1
        if "," in gap and not words.tokens[following].capital and not (
            is_name(words.bare(following)) or is_unknown(words.bare(following))
        ):
            continue
        if words.bare(following) in _NAMING | {"is"} and following + 1 < len(words.tokens):
            if words.bare(following) == "is" and not _strong(words, following + 1):
                continue
            following += 1
        if not _is_named_by_cue(words, following):
            continue
        name = words.tokens[following]
        possessed = _has_possessor(words, index)
        if not name.capital and not is_name(name.bare) and not possessed and not (
            is_unknown(name.bare)
        ):
            continue
        if name.starts_sentence and not _strong(words, following):
            continue
        if name.bare in _RELATIONS | _ROLES and not name.capital:
            continue
        yield _span(words, following, _end_of_name(words, following))


def _has_possessor(words: Words, index: int) -> bool:
    return any(
        words.bare(index - back) in _POSSESSORS or words.tokens[index - back].text.endswith("'s")
        for back in range(1, 5)
        if index - back >= 0
    )


def _strong(words: Words, index: int) -> bool:
    token = words.tokens[index]
    return is_name(token.bare) or (token.capital and not is_word(token.bare))


_I_AM = re.compile(r"\b(?:i'?m|i am|this is|it'?s|its|me is|me llamo|nazywam sie|hi|hello|hiya)\s*,?\s+$", re.I)


def _introduced(words: Words) -> Iterator[Span]:
    """Names after "called", "my name is", "I'm" and "mum of"."""
    for index, token in enumerate(words.tokens):
        before = words.text[max(0, token.start - 40) : token.start]
        previous = words.bare(index - 1)
        if not token.text[0].isalpha():
            continue
        initial = len(token.text) == 1 and token.text.isupper() and token.text != "I"
        if previous in _NAMING and not token.gap.strip(" :\"'"):
            if _is_called(words, index):
                yield _span(words, index, _end_of_name(words, index))
        elif re.search(
            r"\bname(?:'?s|\s+is|\s+was|\s*[:=-])\s*$|\b(?:known|goes)\s+(?:as|by)\s+$|"
            r"\b(?:fao|attn|re|child|pupil|student|patient|parent|mother|father|carer)\s*:\s*$",
            before,
            re.I,
        ):
            if initial or (_is_candidate(words, index) and not _is_plain_word(token)):
                last = _end_of_name(words, index)
                yield _span(words, index, last)
        elif re.search(
            r"\b(?:mum|mom|mam|mummy|mother|dad|daddy|father|parents?|guardian|carer|carers|nan|gran|"
            r"aunt|auntie|uncle|grandmother|grandad|advocate|behalf|sister|brother|friend|friends|"
            r"photo|photos|picture|proud|case|needs)\s+(?:of|to|for|2)\s+$",
            before,
            re.I,
        ):
            if _is_named_by_cue(words, index) and not _is_plain_word(token):
                yield _span(words, index, _end_of_name(words, index))
        elif _I_AM.search(before) and _is_candidate(words, index):
            if _introduces_self(words, index, before):
                yield _span(words, index, _end_of_name(words, index))


def _is_plain_word(token: Token) -> bool:
    """Whether a word in lower case is ordinary English, so that no cue makes it a name."""
    return not token.capital and is_word(token.bare) and not may_be_name(token.bare)


def _is_called(words: Words, index: int) -> bool:
    if not _is_candidate(words, index):
        return False
    token = words.tokens[index]
    if token.capital:
        return token.bare not in KEPT_WORDS
    return may_be_name(token.bare)


def _introduces_self(words: Words, index: int, before: str) -> bool:
    token = words.tokens[index]
    followed_by_age = re.match(
        r"(?:,?\s*(?:and|n|&)?\s*(?:i'?m|im|i am|age|aged)?\s*,?\s*\(?\d{1,2}\b|\s*$|\s*[,.]\s*(?:i|im)\b|"
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
    if followed_by_age and name_share(token.bare) >= POSSIBLE_WITH_AGE:
        return True
    return bool(followed_by_age) and is_unknown(token.bare)


POSSIBLE_WITH_AGE = 300


def _signed(words: Words) -> Iterator[Span]:
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
            while last + 1 < len(tokens) and not tokens[last + 1].gap.strip(" .") and (
                tokens[last + 1].bare.strip("x") and last - index < 2
            ) and tokens[last + 1].bare not in FUNCTION_WORDS:
                last += 1
            if _may_sign(words, index, last):
                yield _span(words, index, last)
    yield from _before_number(words)


_END_OF_MESSAGE = re.compile(
    r"\s*(?:x+|\W)*\s*(?:$|\n|\(|,\s*(?:parent|mum|dad|carer|mother|father|nan)|[,.]?\s*(?:\+|0)\d|"
    r"(?:mum|dad|parent|carer)\b|and family\b|"
    r"[,.]\s)",
    re.I,
)


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
    if name_share(head.bare) >= 1000 and not (head.bare == "love"):
        return True
    if head.capital or any(is_name(t.bare) for t in tokens):
        return not is_very_common(head.bare) or name_share(head.bare) > 20
    return may_be_name(head.bare) and not (head.bare in _ROLES | _RELATIONS)


_NUMBER_FOLLOWS = re.compile(r"\s*[,:;.\-–(]*\s*(?:\+|0)\d[\d\s().-]{7,}|\s*[,:;\-–(]*\s*[\w.+-]+@\w")


def _before_number(words: Words) -> Iterator[Span]:
    tokens = words.tokens
    for index, token in enumerate(tokens):
        if not token.text[0].isalpha() or not _NUMBER_FOLLOWS.match(words.text, token.end):
            continue
        first = index
        while first > 0 and not tokens[first].starts_sentence and not tokens[first].gap.strip(" ") and (
            index - first < 2
        ):
            first -= 1
        stretch = range(first, index + 1)
        if not tokens[first].starts_sentence and first > 0 and not tokens[first].gap.strip(" "):
            continue
        if all(
            _is_candidate(words, i) and words.bare(i) not in _CONTACT_WORDS | _RELATIONS | _ROLES
            for i in stretch
        ) and any(tokens[i].capital or may_be_name(tokens[i].bare) for i in stretch):
            yield _span(words, first, index)


_AGE_FOLLOWS = re.compile(
    r"(?:,\s*|\s+)?(?:\(\s*(?:aged?\s*)?\d{1,2}\b|(?:who is|who's|whos|is|aged?|age)\s+(?:nearly\s+)?"
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


def _before_cues(words: Words) -> Iterator[Span]:
    """Names that what follows gives away: an age, a role, an office, a verb, "'s mum"."""
    for index, token in enumerate(words.tokens):
        if token.text == "Will" and words.joined(index) and words.bare(index + 1) in _AFTER_WILL:
            yield _span(words, index, index)
        if not _is_candidate(words, index):
            continue
        if token.capital and not token.starts_sentence and token.bare in CAPITALISED_WORDS:
            continue
        unknown = is_unknown(token.bare) or _possessed_unknown(words, index)
        possible = unknown or _possesses(words, index) or name_share(token.bare) >= POSSIBLE_WITH_CUE or (
            token.capital and name_share(token.bare) > 0
        )
        if not possible or (token.bare in _RELATIONS | _ROLES):
            continue
        common = is_very_common(token.bare) or token.bare in WORDS_FIRST
        starts = token.starts_sentence or words.bare(index - 1) in _CLAUSE_STARTS
        after = words.text[token.end : token.end + 60]
        role = _ROLE_FOLLOWS.match(after)
        if (
            (not common or token.capital)
            and (
                (role and _any_role(role.group().lower()))
                or (_OFFICE_FOLLOWS.match(after) and (token.capital or not is_word(token.bare)))
                or _OFFICE_FOLLOWS.match(after)
                and words.bare(index - 1) in _SURE_ADDRESSING
            )
            or (_AGE_FOLLOWS.match(after) and (not common or token.capital or starts))
            or (common and words.bare(index - 1) in _CALLING and name_share(token.bare) >= 1000)
            or _possesses(words, index)
            or _acts(words, index, unknown=unknown)
            or (
                (unknown and words.bare(index - 1) in _BEFORE_PERSONS)
                or (may_be_name(token.bare) and not common)
                and words.bare(index - 1) in _SURE_ADDRESSING
            )
            and not token.gap.strip(" ,")
        ):
            yield _span(words, index, _end_of_name(words, index))


POSSIBLE_WITH_CUE = 300
RARE_NAME = 4000


def _any_role(stretch: str) -> bool:
    return any(word in _ROLES or word in _RELATIONS for word in re.findall(r"[\w-]+", stretch))


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
        _possessed_name(token.bare)
        or _possessed_unknown(words, index)
        or (
            token.bare[:-1] in WORDS_FIRST
            and name_share(token.bare[:-1]) >= 1000
            and words.bare(index - 1) not in {"the", "a", "his", "her", "my", "our", "their", "of"}
        )
    )


_PERSON_STATE = re.compile(
    r"\s+(?:was|is|has been|had been|got|gets|wasn't|isn't|being|were|are)\s+(?:not\s+|now\s+|never\s+)?"
    r"(?:told|excluded|sent|diagnosed|refused|left|autistic|non[- ]?verbal|in (?:year|yr|reception)|"
    r"at (?:home|school)|\d|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|bullied|"
    r"restrained|assessed|struggling|lovely|brilliant|amazing|so|very|our|my|his|her|restrained|"
    r"suspended|dyslexic|deaf|blind|disabled|off|out of|permanently|moved|given|put|seen|fine|happy|scared|anxious)\b",
    re.I,
)


_CLAUSE_STARTS = frozenset(
    "think because cos coz bc since when that if but and so why said says until while as".split()
)
_SURE_PERSON_VERBS = frozenset("goes went loves hates struggles attends cries cried said says".split())
_ONLY_PERSON_VERBS = _SURE_PERSON_VERBS | frozenset(
    "needs started got gets wont cant doesnt isnt didnt hasnt wants deserves has was told had".split()
)


def _acts(words: Words, index: int, *, unknown: bool) -> bool:
    """Whether the word does what people do, where nothing but its list value speaks against it."""
    token = words.tokens[index]
    following = words.bare(index + 1)
    if not words.joined(index):
        return False
    if unknown:
        begins = token.starts_sentence or words.bare(index - 1) in _ADDRESSING
        return begins and following in _PERSON_VERBS
    if words.bare(index - 1) in {"my", "our"} and name_share(token.bare) > 5000:
        return following in _PERSON_VERBS
    share = name_share(token.bare)
    begins = token.starts_sentence or words.bare(index - 1) in _CLAUSE_STARTS
    if begins and following in _ONLY_PERSON_VERBS and share > NAMELIKE:
        return share > 5000 or following in _SURE_PERSON_VERBS
    if token.capital and share >= 1000 and following == "and":
        return words.bare(index + 2) in {"i", "me", "his", "her", "my", "both"}
    if token.capital and name_share(token.bare) >= POSSIBLE_WITH_CUE:
        position = rank(token.bare)
        if position is not None and position > RARE_NAME and name_share(token.bare) > 1000:
            return following in _PERSON_VERBS
        return _PERSON_STATE.match(words.text, token.end) is not None or following in {
            "goes", "went", "said", "says", "told", "loves", "hates", "struggles", "attends",
            "cried", "cries", "wants", "deserves", "sed", "rang", "phoned",
        }
    return False


_SHORT_NAMES = frozenset("Mo Jo Al Ed Di Vi Bo Li Ty Cy Oz Yu".split())


def _from_lists(words: Words) -> Iterator[Span]:
    """Names of the lists, and capitalised words inside a sentence that no dictionary holds."""
    for index, token in enumerate(words.tokens):
        if not _is_candidate(words, index):
            continue
        if len(token.text) == 2 and token.text in _SHORT_NAMES:
            if not token.starts_sentence or words.bare(index + 1) in _PERSON_VERBS | {"and"}:
                yield _span(words, index, _end_of_name(words, index))
        elif token.capital and not token.starts_sentence:
            if _is_capital_name(words, index):
                yield _span(words, index, _end_of_name(words, index))
        elif is_name(token.bare) or _possessed_name(token.bare) or _has_name_part(token):
            yield _span(words, index, _end_of_name(words, index))
        elif token.capital and _is_unknown_start(words, index):
            yield _span(words, index, _end_of_name(words, index))


def _is_capital_name(words: Words, index: int) -> bool:
    token = words.tokens[index]
    bare = token.bare
    if "-" in bare and _has_name_part(token):
        return True
    if bare in CAPITALISED_WORDS or (token.text.isupper() and len(token.text) < 6):
        return token.text.isupper() and len(token.text) > 3 and is_name(bare) and not is_word(bare)
    if bare.endswith("s") and name_share(bare[:-1]) >= POSSIBLE_WITH_CUE and rank(bare) is None:
        return True
    if not is_word(bare):
        # Whoever mistypes a common word rarely gives it a capital; the field's own words excepted.
        return name_share(bare) > 0 or misspellings(bare).isdisjoint(CAPITALISED_WORDS | KEPT_WORDS)
    share = name_share(bare)
    if share >= POSSIBLE_WITH_CUE:
        return True
    # An initial or a name before it makes a word a surname ("J. Banks", "Amelia Wood").
    previous = words.tokens[index - 1]
    return len(previous.text) == 1 and previous.text.isupper() and previous.text not in "IA"


def _is_unknown_start(words: Words, index: int) -> bool:
    token = words.tokens[index]
    if not is_unknown(token.bare) or token.text.isupper() and len(token.text) < 6:
        return False
    return token.bare in ADDED_NAMES or len(token.bare) > 2


def find_doubtful_words(words: Words, found: list[Span]) -> Iterator[Span]:
    """Words that a person should look at: capitalised words inside a sentence, names that are words
    at its start, and words of no list that are not misspellings."""
    for index, token in enumerate(words.tokens):
        if not _is_candidate(words, index):
            continue
        if any(span.start < token.end and token.start < span.end for span in found):
            continue
        bare = token.bare
        if token.capital and not token.starts_sentence:
            doubtful = bare not in CAPITALISED_WORDS and not (
                token.text.isupper() and (is_word(bare) or len(token.text) < 5)
            )
        elif token.capital:
            doubtful = name_share(bare) >= POSSIBLE_WITH_CUE
        else:
            doubtful = is_unknown(bare) and len(bare) > 3
        if doubtful:
            yield _span(words, index, index)
