"""Which incident a reply is about."""

from dataclasses import dataclass

from nightdesk.incident.desk import IncidentId, incident_id, short_code


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRef:
    """
    An incident the sender may mean. code: what a thumb types for it, their number or else its name. also: further
    numbers of theirs that lead to it.
    """

    code: str
    incident: IncidentId
    title: str = ""
    state: str = "open"
    also: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.state.lower() == "resolved"

    def is_called(self, code: str) -> bool:
        """Whether this number is one of theirs for it."""
        return code.lower() in {one.lstrip("0").lower() for one in (self.code, *self.also)}


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
    several since they last answered. late: incidents that are over, newest first, whose numbers still mean them.

    chosen: the one they named themselves a short while ago, or quoted. nudged: those of theirs about which "Still on
    it?" waits for an answer on this phone.
    """

    open: tuple[OpenRef, ...] = ()
    last_paged: IncidentId | None = None
    asks: tuple[AskRef, ...] = ()
    late: tuple[OpenRef, ...] = ()
    chosen: IncidentId | None = None
    nudged: tuple[IncidentId, ...] = ()

    @property
    def waiting(self) -> tuple[OpenRef, ...]:
        """What is not over yet."""
        return tuple(ref for ref in self.open if not ref.is_over)

    @property
    def codes(self) -> tuple[str, ...]:
        """The numbers that may be said for everything that may be meant: the sender's, and the incidents' own."""
        own = (code for ref in self.open for code in (ref.code, *ref.also))
        return tuple(dict.fromkeys((*map(str.lower, own), *(_number(ref.incident) for ref in self.open))))

    def named(self, code: str, *, is_name: bool = False) -> IncidentId:
        """
        The incident a typed number means: an open one by the sender's number for it, else one that is over by the
        number it had, else the incident of that number. is_name: written INC-..., which means that one alone.
        """
        refs = sorted((*self.open, *self.late), key=lambda ref: ref.is_over)
        own = next((ref.incident for ref in refs if ref.is_called(code)), None)
        return own if own and not is_name else incident_id(int(code))

    def is_open(self, code: str) -> bool:
        """Is this one of the open incidents, by the sender's number or its own?"""
        return self.named(code) in {ref.incident for ref in self.open}

    def last_page(self) -> IncidentId | None:
        """The last page, or the only one open."""
        waiting = [ref.incident for ref in self.waiting]
        return self.last_paged or (waiting[0] if len(waiting) == 1 else None)

    def unnamed(self, *, is_heavy: bool = False) -> IncidentId | None:
        """
        The incident meant by a command without a number: the one they named just now, else the last page, or the only
        one open. None: ambiguous. is_heavy: of several, the last page is not sure enough.
        """
        waiting = [ref.incident for ref in self.waiting]
        if self.chosen is not None and (len(waiting) < 2 or self.chosen in waiting):
            return self.chosen
        return None if is_heavy and len(waiting) > 1 else self.last_page()

    def choices(self, verb: str, *, tail: str = "") -> str:
        """What to type, spelled out for at most three open incidents: "ack 42 or ack 43"."""
        codes = [ref.code for ref in self.open][:3] or ["<number>"]
        return " or ".join(f"{verb} {code}{tail}" for code in codes)


def _number(incident: IncidentId) -> str:
    """The digits of its name; none where the caller calls it by something else."""
    return short_code(incident) if incident.removeprefix("INC-").isdecimal() else ""
