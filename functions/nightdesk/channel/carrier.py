"""What the carrier's error numbers mean for us. Source: https://www.twilio.com/docs/api/errors"""

from dataclasses import dataclass
from typing import Literal

Remedy = Literal["retry", "next channel", "ask again", "configuration", "bug"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    One error number. is_final: sending the same thing again the same way cannot work.

    remedy: "retry" here with patience, wake the person by the "next channel" now, "ask again" (the sender must repeat),
    "configuration" of ours or of the account (alarm somebody), or a "bug" of ours.
    """

    meaning: str
    is_final: bool
    remedy: Remedy


_RETRY: dict[int, str] = {
    20404: "not found here yet",
    20429: "too many requests at once",
    20500: "the carrier failed",
    20503: "the carrier is overloaded",
    21611: "the sender's queue is full",
    30001: "the queue overflowed",
    30022: "over the campaign's rate",
    30410: "the next carrier timed out; it may have been delivered",
}
_NEXT_CHANNEL: dict[int, str] = {
    13223: "the dialled number has the wrong format",
    13224: "the dialled number is not valid",
    13225: "the dialled number is blocked",
    13226: "the dialled country is not valid",
    13227: "the dialled country is not permitted",
    13248: "the caller id is not valid",
    14107: "too many answers in a row between two numbers",
    21211: "the number is not valid",
    21214: "the number cannot be called",
    21217: "the number does not look real",
    21266: "a number cannot write to itself",
    21610: "they opted out of texts",
    21612: "no carrier can reach the number",
    21614: "not a mobile number",
    30003: "the phone is off or out of reach",
    30004: "the message was blocked",
    30005: "the phone is unknown to its carrier",
    30006: "a landline or unreachable carrier",
    30007: "filtered by the carrier",
    30008: "lost for an unknown reason",
    30023: "over the carrier's daily cap",
    30036: "not delivered while it was still worth it",
    30450: "blocked by the carrier",
}
_CONFIGURATION_NOW: dict[int, str] = {
    21219: "a trial account may only call verified numbers",
    21408: "texts to this country are switched off",
    21608: "a trial account may only text verified numbers",
    30032: "the toll-free number is not verified",
    30034: "the number is not registered for texting",
}
OF_THE_ACCOUNT: dict[int, str] = {
    10001: "the account is not active",
    20003: "our credentials are refused, or the account is suspended",
    20005: "the account is not active",
    20403: "the account may not use the API: suspended or closed",
    30002: "the account was suspended before the text was sent",
    90010: "the account is not active",
}
"""
The carrier refuses us, whatever we say and to whom. Mending these lets the same message through, so it is kept for
another try, or goes another way. Everything else is about one message, one number or one moment, 20429 included: the
account is well, and patience cures it.
"""
_BUG: dict[int, str] = {
    11750: "our TwiML is too long",
    11770: "our TwiML is empty",
    12100: "our TwiML is not XML",
    12200: "our TwiML has a mistake",
    12300: "our TwiML has the wrong content type",
    21602: "the body is empty",
    21617: "the body is too long",
}
_FETCH: dict[int, str] = {
    11200: "our webhook failed",
    11205: "our webhook did not answer in time",
    11206: "our webhook broke the protocol",
    11210: "our webhook's name does not resolve",
    11220: "our webhook's TLS failed",
    11235: "our webhook's certificate has the wrong name",
    11236: "our webhook's certificate has expired",
    11237: "our webhook's certificate is not trusted",
}

TROUBLES: dict[int, Trouble] = {
    **{code: Trouble(meaning, False, "retry") for code, meaning in _RETRY.items()},
    **{code: Trouble(meaning, True, "next channel") for code, meaning in _NEXT_CHANNEL.items()},
    **{code: Trouble(meaning, True, "configuration") for code, meaning in _CONFIGURATION_NOW.items()},
    **{code: Trouble(meaning, False, "configuration") for code, meaning in (OF_THE_ACCOUNT | _FETCH).items()},
    **{code: Trouble(meaning, True, "bug") for code, meaning in _BUG.items()},
    30009: Trouble("a part of what they wrote is missing", True, "ask again"),
}

_UNKNOWN = Trouble("unknown to us", True, "next channel")


def trouble(code: int) -> Trouble:
    """What this number means; an unknown one is final, so that the person is reached some other way."""
    return TROUBLES.get(code, _UNKNOWN)
