"""Telephone numbers as people write them, brought into one form (E.164). No database.

A number is never tested with the library's ``is_valid_number``: that refuses the numbers set aside
for drama, with which the portal is shown and tested. What is a mobile is said by Ofcom's National
Telephone Numbering Plan: 07, but not 070 (personal numbers) nor 076 (pagers), save for the Isle of
Man's 07624.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

REGION = "GB"
UK = 44
#: More than anybody writes, spaces and dashes included.
LONGEST = 40
#: Ringing these costs the caller more than a call, which is a known way to steal.
DEAR = (
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.PAGER,
)
#: How the dear numbers of the UK begin, for those that the library does not know one by one.
DEAR_BEGINNINGS = ("70", "76", "84", "87", "9", "118")
ISLE_OF_MAN = "7624"
_BETWEEN = frozenset("+()-./ ")


class NumberKind(Enum):
    UK_MOBILE = "uk_mobile"
    UK_OTHER = "uk_other"
    ABROAD = "abroad"
    DEAR = "dear"


class NotANumber(ValueError):
    """What was typed cannot be a telephone number."""


@dataclass(frozen=True)
class Number:
    """``e164`` is how it is stored and sent to: ``+447700900123``."""

    e164: str
    kind: NumberKind


def parse_number(typed: str) -> Number:
    """The number that was typed, in whatever usual way: spaces, dashes, +44, (0), Urdu digits.

    Raises:
        NotANumber: it has letters, or too few or too many digits.
    """
    plain = _plain(typed)
    try:
        parsed = phonenumbers.parse(plain, REGION)
    except NumberParseException as error:
        raise NotANumber from error
    shape = phonenumbers.is_possible_number_with_reason(parsed)
    if shape != phonenumbers.ValidationResult.IS_POSSIBLE or parsed.extension:
        raise NotANumber
    e164 = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return Number(e164, _kind_of(parsed))


def _plain(typed: str) -> str:
    """Digits as 0 to 9 and plain signs between them.

    Raises:
        NotANumber: there is something else in it, or it is too long.
    """
    if len(typed) > LONGEST:
        raise NotANumber
    signs = []
    for sign in unicodedata.normalize("NFKC", typed):
        category = unicodedata.category(sign)
        if category == "Nd":
            signs.append(str(unicodedata.digit(sign)))
        elif category in ("Zs", "Pd") or sign == "\t":
            signs.append(" ")
        elif sign in _BETWEEN:
            signs.append(sign)
        elif category != "Cf":  # marks of direction come along when numbers are pasted
            raise NotANumber
    return "".join(signs)


def _kind_of(parsed: phonenumbers.PhoneNumber) -> NumberKind:
    national = phonenumbers.national_significant_number(parsed)
    known = phonenumbers.number_type(parsed)
    if parsed.country_code != UK:
        return NumberKind.DEAR if known in DEAR else NumberKind.ABROAD
    if national.startswith(ISLE_OF_MAN):
        return NumberKind.UK_MOBILE
    if known in DEAR or national.startswith(DEAR_BEGINNINGS):
        return NumberKind.DEAR
    if national.startswith("7") and len(national) == 10:
        return NumberKind.UK_MOBILE
    return NumberKind.UK_OTHER


def read_aloud(e164: str) -> str:
    """The number as people in the UK write it: ``07700 900123``; abroad with its country's code."""
    parsed = phonenumbers.parse(e164)
    at_home = parsed.country_code == UK
    wanted = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, wanted)
