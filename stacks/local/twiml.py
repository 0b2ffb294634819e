"""TwiML read into verbs."""

from dataclasses import dataclass
from xml.etree import ElementTree

SPOKEN = frozenset({"Say", "Play", "Pause"})


class BadDocument(Exception):
    """Not TwiML. `code` is Twilio's number for what is wrong with it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One element: its name, attributes, own text and children in order."""

    name: str
    attributes: dict[str, str]
    text: str
    children: tuple["Verb", ...]

    def says(self, name: str, default: str = "") -> str:
        """An attribute, or the default."""
        return self.attributes.get(name, default)

    def seconds(self, name: str, default: float) -> float:
        """An attribute in seconds; the default when it is absent, empty or not a number (`auto`)."""
        try:
            return float(self.attributes.get(name, ""))
        except ValueError:
            return default

    def is_set(self, name: str, *, default: bool = False) -> bool:
        """A yes-or-no attribute."""
        return self.attributes.get(name, str(default)).lower() == "true"


def read_document(document: str) -> tuple[Verb, ...]:
    """The verbs of a TwiML document, in order. Raises BadDocument for XML errors (12100) and another root (12102)."""
    if "<!DOCTYPE" in document or "<!ENTITY" in document:
        raise BadDocument(12100, "a document type is not allowed")
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise BadDocument(12100, f"the document is not XML: {error}") from error
    if root.tag != "Response":
        raise BadDocument(12102, f"the document's root is <{root.tag}>, not <Response>")
    return tuple(map(_verb, root))


def _verb(element: ElementTree.Element) -> Verb:
    # SSML inside <Say> is spoken text: its words count, its tags do not.
    spoken = "".join(element.itertext()) if element.tag in {"Say", "Body"} else (element.text or "")
    return Verb(
        name=element.tag,
        attributes=dict(element.attrib),
        text=" ".join(spoken.split()) if element.tag == "Say" else spoken.strip(),
        children=tuple(map(_verb, element)),
    )
