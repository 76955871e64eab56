"""Postal addresses of the UK as people write them. No database."""

import re
import unicodedata

LONGEST_LINE, MOST_LINES = 80, 8
#: The shape that Royal Mail gives postcodes; which ones exist is not looked up.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")


def tidy_address(typed: str) -> str:
    """One line below the other: no empty ones, no spaces around, no control signs."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tidied = (" ".join(_without_control(line).split()) for line in lines)
    return "\n".join(line for line in tidied if line)


def _without_control(line: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in line)


def has_postcode(address: str) -> bool:
    return bool(_POSTCODE.search(address.upper()))


def is_too_long(address: str) -> bool:
    """More than a label holds."""
    lines = address.split("\n")
    return len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines)


def same_address_key(address: str) -> str:
    """Equal for two ways of writing one address: case, commas, spaces and lines do not matter."""
    return "".join(sign for sign in address.casefold() if sign.isalnum())
