"""How many parts a text is cut into, counted as the network counts them."""

from math import ceil

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")


def segments(body: str) -> int:
    """Parts of a text: 160 then 153 septets each in GSM-7, 70 then 67 UTF-16 units each otherwise. Never below 1."""
    if all(letter in BASIC or letter in ESCAPED for letter in body):
        units, alone, joined = len(body) + sum(letter in ESCAPED for letter in body), 160, 153
    else:
        units, alone, joined = len(body.encode("utf-16-le")) // 2, 70, 67
    return 1 if units <= alone else ceil(units / joined)
