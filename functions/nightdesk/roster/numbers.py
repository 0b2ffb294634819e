"""Telephone numbers of people: refused where nobody could ever be reached, or texted, at them."""

from unicodedata import normalize

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from nightdesk.incident.desk import Phone

_NOBODYS = {
    PhoneNumberType.PREMIUM_RATE: "a premium-rate number",
    PhoneNumberType.SHARED_COST: "a shared-cost number",
    PhoneNumberType.PAGER: "a pager",
    PhoneNumberType.VOICEMAIL: "a voicemail box",
}
"""Carriers refuse to call them, or no person answers there."""
_UNTEXTED = {
    PhoneNumberType.FIXED_LINE: "a landline",
    PhoneNumberType.TOLL_FREE: "a toll-free number",
    PhoneNumberType.UAN: "a company's number",
}
"""
Texts to them are lost. In North America nobody can tell a landline from a mobile by its number: there, receipts will.
"""


def read_number(raw: str) -> PhoneNumber | None:
    """What was written, in E.164; None when it is no telephone number at all, or not of one alone."""
    if not normalize("NFKC", raw).strip().startswith(("+", "tel:+")):
        return None  # whatsapp:+1..., or words around a number: what is meant besides would be lost
    try:
        return phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException:
        return None


def as_phone(number: PhoneNumber) -> Phone:
    """As the carrier spells it. An extension is lost, which `why_nobody` refuses."""
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def why_nobody(number: PhoneNumber, *, is_landline: bool = False) -> str:
    """
    Why nobody can be woken by it, for people; empty when somebody can.

    is_landline: it is marked as one, so that it is only called. The numbers of the demonstration, 202-555-0100 to
    0199, are valid as they stand: that range is kept for stories, and no real number is let through by an exception.
    """
    if not phonenumbers.is_possible_number(number):
        return "no such telephone number is possible"
    if not phonenumbers.is_valid_number(number):
        return "no such telephone number exists in its country's plan"
    kind = phonenumbers.number_type(number)
    if kind in _NOBODYS:
        return f"is {_NOBODYS[kind]}: nobody is woken there"
    if number.extension:
        return "has an extension, which neither texts nor calls can reach"
    if kind in _UNTEXTED and not is_landline:
        return f"is {_UNTEXTED[kind]}, which takes no texts; mark it landline: true, and it is only called"
    return ""
