"""What must not leave: numbers, addresses and secrets are cut down before a text is logged, reported or quoted."""

import re

SECRET = "[secret]"
EMAIL = "[email]"

_KEY_BLOCK = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_TOKEN = re.compile(
    r"""
    \b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b                      # AWS access key and principal ids
    | \bsk-ant-[\w-]{8,} | \bsk_(?:live|test)_\w{8,}             # Anthropic, Stripe
    | \bgh[pousr]_\w{20,} | \bgithub_pat_\w{20,}                 # GitHub
    | \bxox[abeprs]-[\w-]{8,} | \bAIza[\w-]{20,}                 # Slack, Google
    | \b(?:AC|SK|AP)[0-9a-f]{32}\b | \b[0-9a-f]{32}\b            # Twilio ids; a bare auth token has no prefix
    | \beyJ[\w-]+\.[\w-]+\.[\w-]*                                # JSON web tokens
    | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)                            # user:password@ in a URL
    """,
    re.VERBOSE,
)
_SCHEME = re.compile(r"\b(Bearer|Basic)\s+(?!\[secret\])[\w.~+/=-]{6,}", re.IGNORECASE)
_NAMED = re.compile(
    r"""
    ( (?: [\w-]{0,40}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key
            |credential|signature)[\w-]{0,40}
        | authorization | pwd ) ["']? \s*[:=]\s* | \b(?:password|passcode|pin)\s+is\s+ )
    (?: "[^"\n]*" | '[^'\n]*' | [^\s,;&"')}\]]+\]? )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(r"\b(go|no)(\s+)[BCDFGHJKMNPQRSTVWXYZ2-9]{6}\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_CARD = re.compile(r"(?<!\d)(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|3\d{3}[ -]\d{6}[ -]\d{5})(?!\d)")
_PHONE = re.compile(
    r"""
    \+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,5}(?!\d)                  # +1 (202) 555-0142, +33 6 12 34 56 78
    | (?<![\d.-])(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)  # 202-555-0142
    | (?<![\d.-])0\d{1,4}[ -]\d{3,4}[ -]\d{3,4}(?!\d)            # 020 7946 0958
    | (?<![\d.-])\d{3}-\d{4}(?![\d-])                            # 555-0142
    """,
    re.VERBOSE,
)
_DECIMAL = re.compile(r"(?<![\d.])(\d{1,6}\.\d{2})\d{3,}(?![\d.])")
"""A measurement with more digits than anybody reads; cut short before it can look like a number to call."""
_PUBLIC = re.compile(r"1?8(?:00|33|44|55|66|77|88)\d{7}")
"""Toll-free lines belong to poison centres and companies, not to people, and a page without them is no help."""
_LONG_RUN = re.compile(r"\d{7,}")
_ARN = re.compile(r"\barn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:[^\s,;\"')]+")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")


def last4(phone: str) -> str:
    """A number as logs and reports may show it: +12025550142 -> ***0142. Fewer than seven digits show nothing."""
    digits = re.sub(r"\D", "", phone)
    return f"***{digits[-4:]}" if len(digits) >= 7 else "***"


def redact(text: str, *, ips: bool = False, keep_arns: bool = False) -> str:
    """
    The text without personal data and secrets.

    Telephone and card numbers, and any run of seven or more digits, shrink to their last four; addresses, tokens,
    named secrets (`password=...`) and approval codes go. Dates, times and short numbers stay. Redacting twice
    is the same as once. ips also removes IPv4 addresses. keep_arns leaves AWS resource names readable, account
    number included, for reports that must say which object they mean.
    """
    if not keep_arns:
        return _until_stable(text, ips=ips)
    kept = [match.group() for match in _ARN.finditer(text)]
    between = [_until_stable(part, ips=ips) for part in _ARN.split(text)]
    return "".join(part + arn for part, arn in zip(between, [*kept, ""], strict=True))


def _until_stable(text: str, *, ips: bool) -> str:
    """One replacement can complete the pattern of another; every replacement removes something, so this ends."""
    while (shorter := _once(text, ips=ips)) != text:
        text = shorter
    return text


def _once(text: str, *, ips: bool) -> str:
    text = _KEY_BLOCK.sub(SECRET, text)
    text = _TOKEN.sub(SECRET, text)
    text = _SCHEME.sub(rf"\1 {SECRET}", text)
    text = _NAMED.sub(rf"\1{SECRET}", text)
    text = _CODE.sub(r"\1\2[code]", text)
    text = _EMAIL.sub(EMAIL, text)
    text = _DECIMAL.sub(r"\1", text)
    for numbers in (_CARD, _PHONE, _LONG_RUN):
        text = numbers.sub(lambda match: _tail(match.group()), text)
    return _IPV4.sub("[address]", text) if ips else text


def _tail(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if number != digits and _PUBLIC.fullmatch(digits):
        return number
    return f"***{digits[-4:]}" if len(digits) >= 7 else number
