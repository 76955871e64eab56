"""How many messages a text is charged and sent as. No database.

The rules are those of 3GPP TS 23.038 (alphabets) and 23.040 (messages in parts): 160 signs of the
GSM alphabet, or 70 of UTF-16, go into one message; in parts there is room for 153 or 67 each,
and neither a sign with its escape nor a pair of surrogates is torn apart.
"""

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Each takes two places: an escape and itself.
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")
GSM_WHOLE, GSM_PART = 160, 153
UNICODE_WHOLE, UNICODE_PART = 70, 67


def fits_gsm(text: str) -> bool:
    """Whether every sign is one of the alphabet that all phones share."""
    return all(sign in GSM_BASIC or sign in GSM_EXTENSION for sign in text)


def count_segments(text: str) -> int:
    """How many messages this text is sent as; none for an empty one."""
    if not text:
        return 0
    if fits_gsm(text):
        sizes = [2 if sign in GSM_EXTENSION else 1 for sign in text]
        whole, part = GSM_WHOLE, GSM_PART
    else:
        sizes = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
        whole, part = UNICODE_WHOLE, UNICODE_PART
    return 1 if sum(sizes) <= whole else _parts(sizes, part)


def _parts(sizes: list[int], room: int) -> int:
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
