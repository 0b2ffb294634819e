"""
The GSM-7 alphabet, and what stands in for characters it does not have.

A single character outside it more than halves what fits in a text, so everything we send is folded into it.
Alphabet: 3GPP TS 23.038, default table and its extension table.
"""

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each."""

EXTENDED = frozenset("\f^{}\\[~]|€")
"""Two septets each: an escape and the character. The pair is never split between two parts."""

STAND_INS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02b9\u02bb\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
    **dict.fromkeys("\u2022\u2023\u25cf\u25e6\u00b7\u2219\u25aa", "-"),
    "\u2026": "...",
    "\u2190": "<-",
    "\u2192": "->",
    "\u2194": "<->",
    "\u21d2": "=>",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u2248": "~",
    "\u00d7": "x",
    "\u00f7": "/",
    "\u2044": "/",
    "\u00b1": "+/-",
    "\u2030": "/1000",
    "\u00b0": " deg",
    "\u00b5": "u",
    "\u03bc": "u",
    "\u00a9": "(C)",
    "\u00ae": "(R)",
    "\u2122": "(TM)",
    "\u00a6": "|",
    "\u00aa": "a",
    "\u00ba": "o",
    "\u00a2": "c",
    "\u0153": "oe",
    "\u0152": "OE",
    "\u0142": "l",
    "\u0141": "L",
    "\u0111": "d",
    "\u0110": "D",
    "\u00f0": "d",
    "\u00d0": "D",
    "\u00fe": "th",
    "\u00de": "Th",
    "\u0131": "i",
    "\u0127": "h",
    "\u0126": "H",
    "\u2039": "<",
    "\u203a": ">",
    "\u2020": "+",
}
"""Look-alikes and spellings for what neither table nor Unicode's own decomposition gives."""

POWERS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
"""Superscripts. 10² must not become 102."""

FRACTIONS = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
"""Vulgar fractions. 2½ tablets must not become 21/2 tablets."""

GREEK = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβγδεζηθικλνξοπρστυφχψωςϑ",
    "ABEZHIKMNOPTYXAB\u0393\u0394EZH\u0398IK\u039bN\u039eO\u03a0P\u03a3TY\u03a6X\u03a8\u03a9\u03a3\u0398",
)
"""Greek letters that look Latin, and small ones, which only exist as capitals."""
