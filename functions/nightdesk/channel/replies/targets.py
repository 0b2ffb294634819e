"""Which incident a reply is about."""

from dataclasses import dataclass

from nightdesk.incident.desk import IncidentId, incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRef:
    """An incident the sender may mean. code: what a thumb types for it."""

    code: str
    incident: IncidentId
    title: str = ""
    state: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRef:
    """A request for permission that waits for the sender's answer."""

    code: str
    incident: IncidentId | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """
    What a reply can refer to. last_paged: the incident a bare "ack" means, None when the sender was paged about
    several since they last answered.
    """

    open: tuple[OpenRef, ...] = ()
    last_paged: IncidentId | None = None
    asks: tuple[AskRef, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of everything that may be meant."""
        return tuple(ref.code.lower() for ref in self.open)

    def named(self, code: str) -> IncidentId:
        """The incident a typed number means: an open one by its code, otherwise the incident of that number."""
        for ref in self.open:
            if ref.code.lstrip("0").lower() == code.lower():
                return ref.incident
        return incident_id(int(code))

    def is_open(self, code: str) -> bool:
        """Is this one of the open incidents, by its code or its number?"""
        return self.named(code) in {ref.incident for ref in self.open}

    def unnamed(self) -> IncidentId | None:
        """The incident meant by a command without a number: the last page, or the only one open. None: ambiguous."""
        if self.last_paged is not None:
            return self.last_paged
        waiting = [ref.incident for ref in self.open if ref.state.lower() != "resolved"]
        return waiting[0] if len(waiting) == 1 else None

    def choices(self, verb: str, *, tail: str = "") -> str:
        """What to type, spelled out for at most three open incidents: "ack 42 or ack 43"."""
        codes = [ref.code for ref in self.open][:3] or ["<number>"]
        return " or ".join(f"{verb} {code}{tail}" for code in codes)
