"""Schools, addresses and places in a text: found by the words around them, not by a gazetteer."""

import re
from collections.abc import Iterator

from surveys.comments.identifiers import Span
from surveys.comments.names import FUNCTION_WORDS, is_unknown
from surveys.comments.tokens import Words
from surveys.comments.word_lists import listed
from surveys.comments.words import (
    CAPITALISED_WORDS,
    CHAT_WORDS,
    KEPT_WORDS,
    is_very_common,
    is_word,
    misspellings,
    rank,
)

_SCHOOL_TYPES = listed("school_types")
# Words that stand between the name and the type, or after the type ("Fairburn C of E Primary").
_SCHOOL_MIDDLES = listed("school_middles")
# A name of a school never begins with these ("a special school", "my daughters school").
_NO_SCHOOL_NAMES = FUNCTION_WORDS | listed("no_school_names")
# Words that begin names of places and schools ("Upper Bexley", "New Horizons").
_LEADING_WORDS = listed("leading_words")
_CUES_SCHOOL = listed("cues_school")

_STREET_TYPES = (
    r"road|rd|street|avenue|ave|lane|close|crescent|cres|terrace|terr|grove|gardens|gdns|mews|"
    r"court|drive|way|place|walk|row|square|sq|park|hill|rise|green|mount|parade|croft|fold|view|"
    r"bank|vale|wharf|end|side|yard|gate|garth|heights|meadow|meadows|buildings|villas|st|ln|cl|dr|"
    r"ct|pl|crt|boulevard|estate|house|cottages?|quay|drove|broadway|circus|approach|chase|brow"
)
_STRICT_STREET_TYPES = (
    r"road|rd|street|avenue|ave|lane|close|crescent|cres|terrace|grove|gardens|mews|drive|croft|way|"
    r"ln"
)
_NO_STREET = (
    r"(?:minutes?|mins?|hours?|hrs?|miles?|days?|weeks?|wks?|months?|mths?|years?|yrs?|to|of|at|in|"
    r"on|the|a|an|and|or|per|each|one|2|for|by|from|is|was|has|people|kids|children|times?|more|"
    r"year|half|km|metres?|different|my|our|his|her|their|no|not|way|long|old|in|main|other|every|"
    r"stone|steps?|percent|pounds?|quid|th|nd|st|rd|am|pm|staff|pupils|students|families|parents)"
)
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|apt|apartment|unit|room|block)\s*\d*\s?[a-z]?\s*,?\s*(?:(?:\w+\s){{1,2}}"
    rf"(?:court|house|heights|point|tower)\s*,\s*)?)?"
    rf"\d{{1,4}}\s?[a-f]?\s*,?\s+(?!{_NO_STREET}\b)(?:st\.?\s+)?[^\W\d_][\w'-]*\s+"
    rf"(?:(?!{_NO_STREET}\b)[^\W\d_][\w'-]*\s+){{0,2}}?(?:{_STREET_TYPES})\b\.?"
    r"(?:\s+(?:north|south|east|west)\b)?",
    re.I,
)
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt)\s*(?:no\.?\s*)?\d+\s?[a-f]?\b(?:\s*,?\s*(?:[A-Z][\w'-]+\s+){1,2}"
    r"(?:Court|House|Heights|Point|Tower)\b)?"
)
_STREET = re.compile(
    rf"\b(?:(?:[A-Z][\w'-]+)\s+){{1,3}}(?:{_STRICT_STREET_TYPES.title().replace('|', '|')}|"
    r"Rd|Ave|St|Ln|Court|Place|Row|Square)\b"
)
_STREET_LOWER = re.compile(
    rf"\b(?:on|in|at|off|down|up|from|along|opposite|near)\s+(?P<street>(?!(?:{_NO_STREET}|main|busy|"
    rf"same|whole|high|wrong|right|this|that|next|private|country|slow|fast|your|some|any|its|it|"
    rf"across|back|easy|best|only|hard|new|good|bad|big|proper|different|another|first|last|open|"
    rf"such|what|which|either|own|live|close|very)\b)"
    rf"[a-z][\w'-]+(?:\s+[a-z][\w'-]+)?\s+(?:road|rd|street|avenue|ave|lane|crescent|terrace|grove))\b"
)

_BUILDINGS = (
    r"hospital|surgery|clinic|infirmary|centre|center|hub|estate|farm|cottage|hall|library|"
    r"church|mosque|gurdwara|temple|chapel|lodge|ward|respite|unit|medical|health|park|village|"
    r"house|manor|gardens|leisure|theatre|station|common|moor|valley|bridge|green|wood|woods|hill"
)
_STRICT_BUILDINGS = r"hospital|surgery|infirmary|estate|medical centre|health centre|leisure centre"
_BUILDING = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<first>[A-Z][\w'-]+)\s+(?:[A-Z][\w'-]+\s+){{0,2}}?(?:{_BUILDINGS.title()})\b"
    rf"(?:\s+(?:Hospital|Centre|Clinic|Surgery|Estate|Hub))?"
    rf"|\b(?:[Tt]he\s+)?(?P<first_mixed>[A-Z][\w'-]+)\s+(?:[A-Z][\w'-]+\s+)?(?:{_STRICT_BUILDINGS})\b"
)
_BUILDING_LOWER = re.compile(
    rf"\b(?:at|to|in|from|near|on|by)\s+(?P<place>(?:the\s+)?(?P<first>[a-z][\w'-]+)\s+"
    rf"(?:[a-z][\w'-]+\s+)?(?:{_STRICT_BUILDINGS}))\b"
)
_NO_BUILDING_NAMES = _NO_SCHOOL_NAMES | listed("no_building_names")

_LIVE_CUE = re.compile(
    r"\b(?:(?:live|lives|lived|living|liv|based|born|raised|grew up|stay|stays|staying|reside|"
    r"resides|house|home|flat|family|nan|dad|mum|village|town|area|estate|parents?|families|people|"
    r"carers?|mums|kids|children|us|we are|we're|im|i'm|i am|are|is)\s+"
    r"(?:out\s+|over\s+|up\s+|down\s+)?(?:in|near|nr|at|from|outside|around|by)|"
    r"moved?(?:\s+here)?(?:\s+out)?\s+(?:from|to|2|into|in)|moving\s+(?:from|to|2|into)|"
    r"(?:come|came|comes|travel|travels|bus|taxi|train|drive|drives|driving|miles|mins|minutes|"
    r"way|transport|journey|hours?|all the way)\s+(?:over\s+|away\s+)?(?:to|from|2|into|in)|"
    r"relocated\s+(?:to|from)|transferred\s+(?:to|from)|village\s+(?:of|called)|"
    r"town\s+(?:of|called)|place\s+called|area\s+called|outskirts\s+of|side\s+of|"
    r"part\s+of|centre\s+of|nothing\s+in|over\s+in|here\s+in|up\s+in|down\s+in|out\s+in|"
    r"postcode\s+is|nearest\s+(?:one|school|hospital|place)\s+is\s+in)\s+",
    re.I,
)
_STRONG_LIVE_CUE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)?\s+(?:in|near|nr|at|outside)|moved?\s+(?:from|to|2)|"
    r"(?:village|place|town|area)\s+called|moving\s+(?:from|to|2)|relocated\s+(?:to|from))\s+$",
    re.I,
)
_NO_PLACES = listed("no_places")
_SETTLEMENT = re.compile(
    r"(?:ton|ham|ford|field|worth|wick|thorpe|clough|bury|by|ley|dale|burn|mouth|port|minster|"
    r"cester|chester|caster|shire|stead|well|wood|hurst|bourne|bridge|gate|don|combe|low|side|"
    r"forth|haven|sea|pool|head|moor|shaw|holme|beck|den|hill|croft)$"
)

_SAINT = re.compile(
    r"\b(?:st|saint|ss)\b\.?\s+(?P<saint>[^\W\d_][\w'-]{2,})"
    r"(?:\s+(?:and|&|n)\s+st\.?\s+[^\W\d_][\w'-]+|\s+(?:of|the|more|vianney|fisher|xavier|magdalene|"
    r"baptist|apostle|evangelist)\b(?:\s+(?:siena|assisi|arc|lourdes|baptist|evangelist|martyr)\b)?)?"
    r"(?:'s)?",
    re.I,
)
_HOLY = re.compile(
    r"\b(?:our lady(?:'?s)?(?: of \w+| and st\.? \w+)?|sacred heart|holy (?:trinity|family|cross|"
    r"rosary|name|rood|spirit)|all (?:saints|hallows|souls)|christ the king|corpus christi|"
    r"blessed \w+|immaculate \w+)\b",
    re.I,
)


def find_addresses(words: Words) -> Iterator[Span]:
    """Streets with or without a number, flats and the place that follows them."""
    text = words.text
    for match in _ADDRESS.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS")
        yield from _place_after(words, match.end())
    for pattern in (_FLAT, _STREET):
        for match in pattern.finditer(text):
            if match.group().split()[0].lower() not in _NO_SCHOOL_NAMES | {"main", "road", "flat"}:
                yield Span(match.start(), match.end(), "ADDRESS")
                yield from _place_after(words, match.end())
            elif pattern is _FLAT:
                yield Span(match.start(), match.end(), "ADDRESS")
    for match in _STREET_LOWER.finditer(text):
        yield Span(match.start("street"), match.end("street"), "ADDRESS")


_AFTER_ADDRESS = re.compile(
    r"\s*,\s*(?P<place>[^\W\d_][\w'-]+(?:\s+[^\W\d_][\w'-]+)?)(?=\s*(?:[,.]|$))"
)


def _place_after(words: Words, end: int) -> Iterator[Span]:
    match = _AFTER_ADDRESS.match(words.text, end)
    if match and match.group("place").split()[0].lower() not in FUNCTION_WORDS:
        yield Span(match.start("place"), match.end("place"), "LOCATION")


def find_schools(words: Words) -> Iterator[Span]:
    """Schools by their type and the words before it, by a saint, and by where somebody goes."""
    yield from _schools_by_type(words)
    for match in _SAINT.finditer(words.text):
        saint = match.group("saint").lower()
        follows_street = re.search(r"[A-Z][\w'-]+\s$", words.text[: match.start()])
        if saint in FUNCTION_WORDS or (follows_street and not match.group("saint")[0].isupper()):
            continue
        yield Span(match.start(), _end_of_school(words, match.end()), "SCHOOL")
    for match in _HOLY.finditer(words.text):
        if match.group()[0].isupper() or re.search(
            r"\b(?:at|to|from|attends)\s$", words.text[: match.start()]
        ):
            yield Span(match.start(), _end_of_school(words, match.end()), "SCHOOL")
    yield from _schools_called(words)


def _end_of_school(words: Words, end: int) -> int:
    """Where a school's name ends that begins before `end`: after its middles and its type."""
    reached = end
    for index, token in enumerate(words.tokens):
        if token.start < end:
            continue
        if token.gap.strip(" .'&") or token.bare not in _SCHOOL_TYPES | _SCHOOL_MIDDLES:
            break
        if token.bare in _SCHOOL_TYPES | {"catholic", "rc", "ce", "cofe", "e"}:
            reached = token.end
        if index > 0 and token.bare == "and":
            break
    return reached


def _schools_by_type(words: Words) -> Iterator[Span]:
    tokens = words.tokens
    for index, token in enumerate(tokens):
        church = token.bare == "e" and [words.bare(index - 2), words.bare(index - 1)] == ["c", "of"]
        if token.bare not in _SCHOOL_TYPES and not church and token.bare not in {"rc", "cofe"}:
            continue
        first = index - 2 if church else index
        while (
            first > 0
            and not tokens[first].gap.strip(" '&.")
            and (tokens[first - 1].bare in _SCHOOL_MIDDLES)
            and tokens[first - 1].bare not in {"and", "of"}
        ):
            first -= 1
        begin = _start_of_name(words, first)
        if begin < first:
            yield Span(tokens[begin].start, _end_of_school(words, tokens[index].end), "SCHOOL")


def _start_of_name(words: Words, first: int) -> int:
    """The index where a school's own name begins, given where its type begins; the same if none."""
    tokens = words.tokens
    begin = first
    while begin > 0 and first - begin < 4:
        gap = tokens[begin].gap
        before = tokens[begin - 1]
        if gap.strip(" ."):
            break
        leads = before.bare in _LEADING_WORDS and begin < first
        if before.text[0].isdigit() or (
            not leads and before.bare in _NO_SCHOOL_NAMES | KEPT_WORDS | CHAT_WORDS
        ):
            break
        if tokens[first].capital and not before.capital and not words.shouting:
            break
        if (
            before.starts_sentence
            and before.capital
            and begin == first
            and not (tokens[first].capital or not is_word(before.bare))
        ):
            break
        begin -= 1
    if begin == first:
        return first
    if tokens[begin].capital and not tokens[begin].starts_sentence:
        return begin
    if tokens[begin].capital and tokens[first].capital:
        return begin
    # In lower case: an unknown word names a school by itself; known words need "at", "to", …
    while begin < first:
        name = [t.bare for t in tokens[begin:first]]
        cue = words.bare(begin - 1)
        loose = tokens[first].bare == "high" and cue not in {"at", "to", "from", "2"}
        if cue in _CUES_SCHOOL and not loose and any(not _is_filler(word) for word in name):
            return begin
        if cue == "the" and words.bare(begin - 2) in _CUES_SCHOOL and all(map(_is_rare, name)):
            return begin
        if all(is_unknown(word) or _SETTLEMENT.search(word) for word in name) and not any(
            _is_filler(word) for word in name
        ):
            return begin
        begin += 1
    return first


def _is_rare(word: str) -> bool:
    position = rank(word)
    return is_unknown(word) or (position is not None and position > 8000)


def _is_filler(word: str) -> bool:
    position = rank(word)
    return (
        word in CAPITALISED_WORDS
        or (position is not None and position < 400)
        or (position is None and not misspellings(word).isdisjoint(_NO_SCHOOL_NAMES))
    )


_CALLED = re.compile(
    r"\b(?:school|college|nursery|academy|provision|setting|pru|unit|base)\s+"
    r"(?:is\s+called|was\s+called|called|named|is)\s+"
    r"(?P<name>(?:the\s+)?[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,3})"
)
_GOES = re.compile(
    r"\b(?:goes|go|went|going|attends|attended|attend|started|starts|starting|start|excluded|"
    r"expelled|place|pupil|school|skool|college|nursery|student|head|teacher|ta|senco|"
    r"governor|year \d+|yr \d+|reception|"
    r"sixth form|moved|transferred|staff|parent|everyone|all|everybody|they)\s+"
    r"(?:(?:to|2|at|from|in|by)\s+)?(?P<name>[^\W\d_][\w'-]{3,})",
    re.I,
)


_OWNED = re.compile(r"\b(?:my|our|his|her|their|sons?|daughters?)\s$", re.I)


def _schools_called(words: Words) -> Iterator[Span]:
    for match in _CALLED.finditer(words.text):
        if words.shouting or match.group("name").split()[0].lower() in {"a", "an"}:
            continue
        yield Span(match.start("name"), _end_of_school(words, match.end()), "SCHOOL")
    for match in _GOES.finditer(words.text):
        name = match.group("name")
        middle = words.text[match.start() : match.start("name")].lower()
        if not re.search(r"\b(?:to|2|at|from|attend\w*)\s+$", middle) and not (
            middle.startswith(("school", "skool", "college", "nursery"))
            and _OWNED.search(words.text[: match.start()])
        ):
            continue
        if is_unknown(name.lower().removesuffix("'s")) and name.lower() not in _NO_SCHOOL_NAMES:
            yield Span(match.start("name"), match.end("name"), "SCHOOL")


def find_places(words: Words) -> Iterator[Span]:
    """Places by what people do there, and hospitals, estates and centres by their type."""
    for match in _LIVE_CUE.finditer(words.text):
        yield from _place_at(words, match)
    for match in _BUILDING.finditer(words.text):
        first = (match.group("first") or match.group("first_mixed")).lower()
        if first not in _NO_BUILDING_NAMES and first not in KEPT_WORDS | CAPITALISED_WORDS:
            yield Span(match.start(), match.end(), "LOCATION")
    for match in _BUILDING_LOWER.finditer(words.text):
        first = match.group("first")
        if first not in _NO_BUILDING_NAMES and is_unknown(first):
            yield Span(match.start("place"), match.end("place"), "LOCATION")
    yield from _places_listed_after(words)


def _place_at(words: Words, match: re.Match[str]) -> Iterator[Span]:
    strong = _STRONG_LIVE_CUE.search(match.group()) is not None
    tokens = [t for t in words.tokens if t.start >= match.end()][:4]
    if not tokens or tokens[0].start != match.end():
        return
    if tokens[0].bare == "the" and len(tokens) > 2 and tokens[1].capital:
        tokens = tokens[1:]
    taken: list[int] = []
    for position, token in enumerate(tokens[:3]):
        if position and token.gap.strip(" "):
            break
        if not _is_place_word(words, token, strong=strong, first=position == 0, taken=len(taken)):
            break
        if position and token.capital != tokens[0].capital:
            break
        taken.append(position)
    if taken:
        yield Span(tokens[0].start, tokens[taken[-1]].end, "LOCATION")


def _is_place_word(words: Words, token, *, strong: bool, first: bool, taken: int) -> bool:
    bare = token.bare
    if bare in _NO_PLACES | KEPT_WORDS | CHAT_WORDS or not bare.isalpha():
        return False
    if bare in FUNCTION_WORDS and bare not in _LEADING_WORDS:
        return False
    if (token.capital and bare in CAPITALISED_WORDS) or (token.text.isupper() and len(bare) < 5):
        return False
    if token.capital:
        return strong or not first or not is_word(bare) or not is_very_common(bare)
    if is_unknown(bare):
        return True
    if not strong or bare in CAPITALISED_WORDS or not is_word(bare):
        return False
    position = rank(bare)
    if first:
        following = [t.bare for t in words.tokens if t.start > token.end][:1]
        compound = bool(following) and (
            is_unknown(following[0])
            or (bare in _LEADING_WORDS and not is_very_common(following[0]))
        )
        return compound or (
            position is not None
            and position > 4000
            and (_SETTLEMENT.search(bare) is not None or position > 12_000)
        )
    return _SETTLEMENT.search(bare) is not None or bare in {
        "park",
        "green",
        "hill",
        "end",
        "cross",
        "bridge",
        "road",
        "valley",
        "common",
        "estate",
        "village",
        "heath",
        "moor",
        "town",
        "bay",
        "regis",
        "magna",
        "parva",
    }


_FROM_TO = re.compile(
    r"\bfrom\s+(?P<origin>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)\s+to\s+"
    r"(?P<target>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)"
)


def _places_listed_after(words: Words) -> Iterator[Span]:
    if words.shouting:
        return
    for match in _FROM_TO.finditer(words.text):
        for group in ("origin", "target"):
            first = match.group(group).split()[0].lower()
            if first not in CAPITALISED_WORDS | KEPT_WORDS | FUNCTION_WORDS:
                yield Span(match.start(group), match.end(group), "LOCATION")
