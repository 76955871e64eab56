"""Numbers, codes and addresses on line that point at one person: found by their shape.

A mistyped number still points at somebody, so the shape decides and never the check digit; a check
digit only chooses the label. Ranges that the regulator sets aside for drama count like any other.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from surveys.comments.names import name_share
from surveys.comments.word_lists import listed
from surveys.comments.words import is_word

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|s)?,?\s+(?:the\s+)?)?"
)
_ORDINAL_WORDS = (
    r"(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth)|twentieth|thirtieth"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

# https://www.ons.gov.uk/methodology/geography : the letters a British postcode may begin with.
_POSTCODE_AREAS = listed("postcode_areas")
# Two letters and a digit that mean something else to these writers.
_NO_DISTRICTS = frozenset({"co2", "ta1", "ta2", "la1", "la2", "pe1", "ep1", "dt1", "so1", "me2"})

_TLD = (
    r"(?:com|co\.uk|org\.uk|org|net|gov\.uk|nhs\.uk|sch\.uk|ac\.uk|uk|io|info|edu|tv|app|blog|"
    r"wales|scot|london|example(?:\.\w+)*)"
)

_UPN_WEIGHTS = range(2, 14)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True)
class Span:
    """A stretch of a text, as offsets into the text as it was given, and what it is."""

    start: int
    end: int
    kind: str


def is_valid_upn(upn: str) -> bool:
    """Whether the check letter of a unique pupil number is right (Department for Education)."""
    if not re.fullmatch(r"[A-Z]\d{11}[\dA-Z]", upn.upper()):
        return False
    upn = upn.upper()
    digits = [_UPN_LETTERS.find(c) if c.isalpha() else int(c) for c in upn[1:]]
    total = sum(weight * digit for weight, digit in zip(_UPN_WEIGHTS, digits, strict=True))
    return _UPN_LETTERS[total % 23] == upn[0]


def is_valid_nhs_number(number: str) -> bool:
    """Whether the last digit of an NHS number is right (NHS Data Dictionary, modulus 11)."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 10:
        return False
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return (11 - total % 11) % 11 == digits[9]


@dataclass(frozen=True)
class _Shape:
    kind: str
    pattern: re.Pattern[str]
    # Looks at the match and may refuse it (None) or choose another label.
    label: Callable[[re.Match[str]], str | None] | None = None


def _before(match: re.Match[str], length: int = 40) -> str:
    return match.string[max(0, match.start() - length) : match.start()].lower()


_ALLOWED_SITES = re.compile(r"(?:www\.)?(?:gov\.uk|nhs\.uk)\W*$", re.I)


def _url(match: re.Match[str]) -> str | None:
    return None if _ALLOWED_SITES.fullmatch(match.group()) else "URL"


def _handle(match: re.Match[str]) -> str | None:
    token = match.group("name")
    letters = re.match(r"[^\W\d_]+", token)
    if re.search(r"[\d_]|\w\.\w", token):
        return None if letters and letters.group() == token and is_word(token.lower()) else "HANDLE"
    word = token.lower()
    return "HANDLE" if not is_word(word) or name_share(word) > 20_000 else None


def _number_in_name(match: re.Match[str]) -> str | None:
    letters = match.group("letters").lower().strip("._")
    return None if is_word(letters) or letters in {"year", "yr", "ks", "covid"} else "HANDLE"


def _ten_digits(match: re.Match[str]) -> str | None:
    before = _before(match)
    if re.search(r"nhs\W*(?:no|num\w*|number)?\W*(?:is|:)?\W*$|nhs\b.{0,25}$", before):
        return "NHS"
    if re.search(r"\b(?:ring|call|phone|mob\w*|tel\w*|txt|text)\b.{0,20}$", before):
        return "PHONE"
    if is_valid_nhs_number(match.group()) or not match.group().isdigit():
        return "NHS"
    # A mobile number whose first nought was lost.
    return "PHONE" if match.group().startswith("7") else "CASE_REF"


_VEHICLE_CUE = re.compile(
    r"\b(?:reg(?:istration)?|plates?|number ?plate|vrm|taxi|mini ?bus|car|van|bus|vehicle|cab)\b"
    r".{0,25}$"
)


def _vehicle(match: re.Match[str]) -> str | None:
    mark = match.group()
    if re.match(r"(?:yr|ks|gp|in|at|on|by|of)\s*\d", mark, re.I) and not _VEHICLE_CUE.search(
        _before(match)
    ):
        return None
    if re.fullmatch(r"[A-Za-z]{2}\d{2}[A-Za-z]{3}", mark) or mark.isupper():
        return "VRM"
    return "VRM" if _VEHICLE_CUE.search(_before(match)) else None


def _vehicle_by_cue(match: re.Match[str]) -> str | None:
    return "VRM" if _VEHICLE_CUE.search(_before(match)) else None


def _postcode(match: re.Match[str]) -> str | None:
    area = re.match(r"[A-Za-z]+", match.group())
    known = area is not None and area.group().lower() in _POSTCODE_AREAS
    return "POSTCODE" if known or match.group().isupper() else None


_DISTRICT_CUE = re.compile(
    r"(?:post ?codes?(?: is)?|live in|lives in|living in|lived in|area|moved to|moved from)\W*$"
)


def _district(match: re.Match[str]) -> str | None:
    district = match.group().lower()
    area = re.match(r"[a-z]+", district)
    if area is None or area.group() not in _POSTCODE_AREAS or district in _NO_DISTRICTS:
        return None
    if _DISTRICT_CUE.search(_before(match)):
        return "POSTCODE"
    return "POSTCODE" if len(area.group()) == 2 and match.group().isupper() else None


_NUMERIC_DATE_CUE = re.compile(
    r"\b(?:on|dob|born|birthday|since|from|until|till|by|dated|date|letter of|before|after|"
    r"mon|tues?|wed|thurs?|fri|sat|sun|\w+day)\W*$"
)


def _short_date(match: re.Match[str]) -> str | None:
    if match.group() == "24/7":
        return None
    return "DATE" if _NUMERIC_DATE_CUE.search(_before(match, 20)) else None


_NOT_A_DAY = re.compile(
    r"\s+(?:be|have|not|need|get|well|help|want|times?|weeks?|months?|years?|days?|hours?|people|"
    r"children|kids|schools?|different|meetings?|yr|yrs|of|more|lots?|appointments?)\b",
    re.I,
)


def _day_and_month(match: re.Match[str]) -> str | None:
    # "of the 3 may be", "in march 2 people": only the months that are also words, bare numbers.
    if re.search(r"\d(?:st|nd|rd|th)|\d{4}", match.group(), re.I):
        return "DATE"
    return None if _NOT_A_DAY.match(match.string, match.end()) else "DATE"


def _reference_by_cue(match: re.Match[str]) -> str | None:
    code = match.group("code")
    digits = sum(c.isdigit() for c in code)
    if re.fullmatch(r"(?:19|20)\d\d(?:[/-]\d{2,4})?", code):
        return None
    return "CASE_REF" if digits >= 3 or (digits >= 2 and len(code) >= 5) else None


def _long_number(match: re.Match[str]) -> str | None:
    before = _before(match)
    if before.endswith(("£", "$", "€")):
        return None
    if re.search(r"\b(?:dob|born|birth)\W*(?:is|on)?\W*$", before):
        return "DATE"
    if re.search(r"\bupn\W*(?:is|no|number|:)?\W*$", before):
        return "UPN"
    if re.search(r"\b(?:ring|call|phone|mob\w*|tel\w*|txt|text|ext)\b.{0,20}$", before):
        return "PHONE"
    return "CASE_REF"


# In the order of the rules; where two shapes claim the same characters the first one names them.
_SHAPES: tuple[_Shape, ...] = (
    _Shape(
        "EMAIL",
        re.compile(
            rf"(?<![\w.+'-])[\w.+'-]{{1,64}}(?:@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}|"
            rf"\s@\s?(?:[\w-]{{1,63}}\.){{1,8}}{_TLD}\b)"
        ),
    ),
    _Shape(
        "EMAIL",
        re.compile(
            r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:\bat\b|\(at\)|\[at\])\s?(?:gmail|hotmail|yahoo|outlook|icloud|"
            r"live|"
            r"btinternet|aol|\w+)\s?(?:\bdot\b|\(dot\)|\[dot\])\s?(?:com|co\s?(?:dot|\.)\s?uk|org|"
            r"net|uk)\b|(?<![\w.+-])[\w.+-]{1,64}\s+at\s+(?:gmail|hotmail|yahoo|outlook|"
            r"icloud)\.(?:com|co\.uk)\b",
            re.I,
        ),
    ),
    _Shape("URL", re.compile(r"(?:https?://|www\.)\S*[\w/=]", re.I), _url),
    _Shape(
        "URL",
        re.compile(rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,8}}{_TLD}\b(?:/\S*[\w/=])?", re.I),
        _url,
    ),
    _Shape("HANDLE", re.compile(r"(?<![\w.])@\s?[\w][\w.]*\w")),
    _Shape(
        "HANDLE",
        re.compile(
            r"\b(?:insta(?:gram)?|ig|tik ?tok|twitter|snap(?:chat)?|facebook|fb|discord|youtube|yt|"
            r"whatsapp|x box|xbox|psn|reddit|threads|bluesky|user ?name|gamer ?tag|handle)\b"
            r"(?:\s+(?:is|name|handle|user|account|as|at|page|me|im|under)|\s*[:=-])*\s+"
            r"(?P<name>\w[\w.]*\w)",
            re.I,
        ),
        _handle,
    ),
    _Shape("HANDLE", re.compile(r"(?<![\w@./])\w{0,30}[^\W\d_]\w{0,30}_[\w.]{0,40}\w")),
    _Shape("HANDLE", re.compile(r"(?<![\w@./])[^\W\d_]{1,40}\.\w{0,40}_\w*")),
    _Shape("UPN", re.compile(r"\b[A-Z]\s?\d(?:[ -]?\d){9,12}[A-Z]?\b", re.I)),
    _Shape(
        "NINO",
        re.compile(r"\b[A-Z]{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[A-Z]\b", re.I),
    ),
    _Shape("NINO", re.compile(r"\b[A-Z]{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}\b(?![/-])")),
    _Shape(
        "PHONE",
        re.compile(
            r"(?<![\w/])(?:\+|\b00|\b(?=44\d{10}\b))\d{1,3}[\s().-]{0,3}(?:\(?0\)?[\s.-]*)?\d(?:[\s().-]{0,2}\d){6,11}"
            r"\b"
        ),
    ),
    _Shape(
        "PHONE",
        re.compile(r"(?<![\w/.+-])\(?0(?:[\s().-]{0,2}\d){8,11}(?![/\d])"),
    ),
    _Shape("NHS", re.compile(r"(?<![\w/.+-])\d{3}([ .-]?)\d{3}\1\d{4}\b"), _ten_digits),
    _Shape("PHONE", re.compile(r"(?<![\w/.+-])7\d{3}[\s-]?\d{3}[\s-]?\d{3}\b")),
    _Shape("VRM", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b", re.I), _vehicle),
    _Shape("VRM", re.compile(r"\b[A-Z]\d{2,3}\s?[A-Z]{3}\b", re.I), _vehicle),
    _Shape("VRM", re.compile(r"\b[A-Z]{3}\s?\d{2,3}[A-Z]\b", re.I), _vehicle),
    _Shape(
        "VRM",
        re.compile(r"\b(?:[A-Z]{1,3}\s?\d{2,4}|\d{1,4}\s?[A-Z]{2,3}|[A-Z]\d\s?[A-Z]{3})\b"),
        _vehicle_by_cue,
    ),
    _Shape(
        "POSTCODE",
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}(?!1st\b|2nd\b|3rd\b|\dth\b)\d[A-Z]{2}\b", re.I),
        _postcode,
    ),
    _Shape("POSTCODE", re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\b", re.I), _district),
    _Shape(
        "DATE",
        re.compile(
            rf"\b{_WEEKDAY}(?<!\d[.:/])\d{{1,2}}\s?(?:st|nd|rd|th)?(?:\s+of)?[\s/.-]*"
            rf"\b{_MONTH}\b(?:[\s,/.'-]*(?:19|20)\d\d\b|[\s/-]?'?\d\d\b(?!\s*(?:%|kids|people|week)))?",
            re.I,
        ),
        _day_and_month,
    ),
    _Shape(
        "DATE",
        re.compile(
            rf"\b{_WEEKDAY}\d{{1,2}}\s?(?:st|nd|rd|th)?(?:\s+of)?{_MONTH}\b(?:\s?\d{{4}})?",
            re.I,
        ),
    ),
    _Shape(
        "DATE",
        re.compile(
            rf"\b{_WEEKDAY}{_MONTH}\.?\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th)?\b(?![:.]\d)"
            r"(?:,?\s+(?:19|20)\d\d\b)?(?!\d|\s?(?:%|am\b|pm\b))",
            re.I,
        ),
        _day_and_month,
    ),
    _Shape(
        "DATE",
        re.compile(
            rf"\b{_WEEKDAY}(?:{_ORDINAL_WORDS})\s+(?:of\s+)?{_MONTH}\b(?:,?\s+(?:19|20)\d\d\b)?",
            re.I,
        ),
    ),
    _Shape(
        "DATE",
        re.compile(
            r"(?<![\w/])(?:\d{1,2}\s?([/.\\-])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})|"
            r"(?:19|20)\d\d([/.-])\d{1,2}\2\d{1,2}|(?:0?[1-9]|[12]\d|3[01])\s(?:0?[1-9]|1[0-2])\s"
            r"(?:19|20)\d\d)(?![\d/])"
        ),
    ),
    _Shape("DATE", re.compile(rf"(?<![\w/.]){_DAY}/(?:1[0-2]|0?[1-9])(?![\w/])"), _short_date),
    _Shape(
        "CASE_REF",
        re.compile(
            r"\b(?:ref(?:erence)?|case|file|claim|complaint|ticket|invoice|application|appeal|"
            r"tribunal|plan|ehcp?|pupil|student|client|record|liquid ?logic|mosaic|id|ehm)\b"
            r"(?:\s*(?:ref(?:erence)?|no|num(?:ber)?|id|code|is|was|number is|:|#|=|\.|-))*\s*"
            r"#?(?P<code>(?=[\w/-]*\d)[A-Z\d]+(?:[/-][A-Z\d]+)*)\b",
            re.I,
        ),
        _reference_by_cue,
    ),
    _Shape("CASE_REF", re.compile(r"\b[A-Z]{1,6}[/-]?\d{1,4}[/-]\d{2,4}[/-]?\d*\b")),
    _Shape("CASE_REF", re.compile(r"\b[A-Z]{2,6}(?:[/-][A-Z]{1,4})?[/-]\d{2,4}[/-]\d{2,}\b", re.I)),
    _Shape("CASE_REF", re.compile(r"\b[A-Z]{2,6}[/-]?\d{4,}\b", re.I)),
    _Shape(
        "HANDLE",
        re.compile(r"(?<![\w@./-])(?P<letters>[a-z][a-z._]{3,40})\d{2,}\b(?!/)"),
        _number_in_name,
    ),
    _Shape("CASE_REF", re.compile(r"(?<![\w,.])\d{6,}(?!\w)"), _long_number),
)

_GROUPED = {"HANDLE": "name", "CASE_REF": "code"}


def find_identifiers(text: str) -> Iterator[Span]:
    """Each identifier in a normalised text, in the order of the rules; they may overlap."""
    for shape in _SHAPES:
        for match in shape.pattern.finditer(text):
            kind = shape.label(match) if shape.label else shape.kind
            if kind is None:
                continue
            group = _GROUPED.get(shape.kind)
            if group and group in shape.pattern.groupindex:
                yield Span(match.start(group), match.end(group), kind)
            else:
                yield Span(match.start(), match.end(), kind)
