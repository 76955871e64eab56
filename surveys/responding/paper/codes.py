"""Codes on paper: of a form, and of a place. No database.

They use the letters of receipt codes and end with a check sign, so that a slip of the hand is
noticed at once: every single wrong sign, and every two signs that changed places.
"""

import re
import secrets
import unicodedata

from django.utils.translation import gettext as _

from portal.encryption import CODE_ALPHABET, keyed_hash

# For staff only.

FORM_CODE_LENGTH = 8
PLACE_CODE_LENGTH = 6
#: One form in so many is keyed twice, by two people.
ONE_IN = 10
#: A prime above the number of letters: that is what catches two signs that changed places.
_PRIME = 23
_IN_ADDRESS = re.compile(r"/p/([^/?#]+)")


def make_form_code() -> str:
    """A new code of a paper form: 8 signs, the last of them the check sign."""
    return _make(FORM_CODE_LENGTH)


def make_place_code() -> str:
    """A new code of a place: 6 signs, short enough to be typed off a poster."""
    return _make(PLACE_CODE_LENGTH)


def _make(length: int) -> str:
    while True:
        signs = "".join(secrets.choice(CODE_ALPHABET) for _number in range(length - 1))
        check = check_sign(signs)
        if check:
            return signs + check


def check_sign(signs: str) -> str:
    """The sign that makes these a code; "" if there is none, and other signs must be drawn."""
    total = sum(
        weight * CODE_ALPHABET.index(sign)
        for weight, sign in zip(range(len(signs) + 1, 1, -1), signs, strict=True)
    )
    value = -total % _PRIME
    return CODE_ALPHABET[value] if value < len(CODE_ALPHABET) else ""


def only_signs(typed: str) -> str:
    """What was typed or scanned, in capitals, without spaces, dashes and the address around it."""
    found = _IN_ADDRESS.search(typed)
    plain = unicodedata.normalize("NFKC", found[1] if found else typed).upper()
    return "".join(sign for sign in plain if sign.isalnum())


def tidy_code(typed: str, length: int = FORM_CODE_LENGTH) -> str:
    """A code as it was meant; "" if it is none. Nothing is guessed: O is not read as 0."""
    code = only_signs(typed)
    whole = len(code) == length and set(code) <= set(CODE_ALPHABET)
    return code if whole and check_sign(code[:-1]) == code[-1] else ""


def what_is_wrong(typed: str) -> str:
    """Why this is no code of a form, in a sentence that helps to find the slip."""
    signs = only_signs(typed)
    never = sorted(set(signs) - set(CODE_ALPHABET))
    if never:
        return _(
            "A paper code never has %(signs)s in it. Letters that look alike are left out: there "
            "is no O or 0, no I, L or 1, no S or 5, no Z or 2, no B or 8. Please look again."
        ) % {"signs": ", ".join(never[:5])}
    if len(signs) == FORM_CODE_LENGTH + 4:
        return _(
            "This looks like a receipt code: it has 12 signs. The paper code has 8 and stands at "
            "the foot of every page."
        )
    if len(signs) != FORM_CODE_LENGTH:
        return _("A paper code has 8 letters and numbers. Please look whether one is missing.")
    return _("One of these signs is not right. Please compare them with the paper, one by one.")


def in_fours(code: str) -> str:
    """As it is printed and read out: 7K3P 9XQW."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def lookup_of(code: str) -> str:
    """The keyed hash by which a form is found: all that is kept of its code."""
    return keyed_hash(code, purpose="paper-form")


def web_code_of(code: str) -> str:
    """What a response on the web carries in the place of a paper code, as its `place_code`.

    It comes from the code, but the code does not come from it.
    """
    return _signs_from(keyed_hash(code, purpose="paper-form-on-the-web"), FORM_CODE_LENGTH)


def receipt_from(entry: str) -> str:
    """The receipt code of a form that has none of its own: the same for one entry, always."""
    return _signs_from(keyed_hash(entry, purpose="paper-entry-receipt"), 12)


def _signs_from(digest: str, length: int) -> str:
    number = int(digest, 16)
    signs = []
    for _place in range(length):
        number, value = divmod(number, len(CODE_ALPHABET))
        signs.append(CODE_ALPHABET[value])
    return "".join(signs)


def is_keyed_twice(code: str) -> bool:
    """Whether two people key this form. Nobody can tell from the code, and nobody can choose."""
    return int(keyed_hash(code, purpose="paper-double-entry"), 16) % ONE_IN == 0
