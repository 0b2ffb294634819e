"""What is broken at the wire right now."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Seconds = Annotated[float, Field(ge=0, le=3600)]
Times = Annotated[int, Field(ge=1)]
ErrorStatus = Annotated[int, Field(ge=400, le=599)]


class Section(BaseModel):
    """A part of the faults; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TwilioFault(Section):
    """
    Twilio's REST API answers `status` (0 breaks the connection off mid-answer), `times` times or until cleared.

    after_accept: the text or call is taken first, so that the sender cannot know. code: Twilio's error number.
    """

    status: Literal[0] | ErrorStatus | None = None
    times: Times | None = None
    after_accept: bool = False
    code: int | None = None
    latency_s: Seconds = 0.0


class CallbackFault(Section):
    """
    duplicate: every inbound text and receipt is posted again, so many more times, at the same moment.

    reorder: the receipts of one text or call are held until its last and posted last first. delay_s: real seconds.
    lose: receipts that are never posted, by what they tell: "delivered", "completed", "participant-leave".
    """

    duplicate: bool | Annotated[int, Field(ge=0, le=10)] = False
    reorder: bool = False
    delay_s: Seconds = 0.0
    lose: list[str] = []


class ClaudeFault(Section):
    """
    text: what the model says; without it there is no model. status, latency_s and drip_s (seconds between the
    pieces of a dripping answer) hold for `times` requests, or until cleared.
    """

    latency_s: Seconds = 0.0
    status: ErrorStatus | None = None
    times: Times | None = None
    text: str | None = None
    drip_s: Seconds = 0.0


class NoticeFault(Section):
    """
    PagerDuty or Slack answers `status` (0 breaks the connection off), `times` times or until cleared.

    after_accept: it takes it first. retry_after_s: what its 429 asks for. error: Slack's word for what is wrong, in an
    answer of 200 ("token_revoked").
    """

    status: Literal[0] | ErrorStatus = 0
    times: Times | None = None
    after_accept: bool = False
    retry_after_s: Annotated[int, Field(ge=0, le=3600)] | None = None
    error: str | None = None
    latency_s: Seconds = 0.0


class AwsFault(Section):
    """deny: actions such as lambda:UpdateAlias that AWS refuses. latency_s: added to every call."""

    deny: list[str] = []
    latency_s: Seconds = 0.0


class Faults(Section):
    """All of it. What is left out is whole."""

    twilio: TwilioFault | None = None
    callbacks: CallbackFault | None = None
    claude: ClaudeFault | None = None
    pagerduty: NoticeFault | None = None
    slack: NoticeFault | None = None
    aws: AwsFault | None = None


LASTING = ("twilio", "claude", "pagerduty", "slack")
"""Parts whose faults may last for a number of times."""


class Breakage:
    """The faults in force, counting down those that last for a number of times."""

    def __init__(self) -> None:
        self.now = Faults()
        self._left: dict[str, int | None] = {}

    def put(self, faults: Faults) -> None:
        """Replace what is broken."""
        self.now = faults
        self._left = {name: getattr(getattr(faults, name), "times", None) for name in LASTING}

    def twilio(self, *, creates: bool) -> TwilioFault | None:
        """The fault this REST request meets, counted. One after acceptance is met only by requests that create."""
        fault = self.now.twilio
        if fault is None or (fault.after_accept and not creates) or not self._strike("twilio"):
            return None
        return fault

    def claude(self) -> ClaudeFault | None:
        """The fault this request to the model meets, counted."""
        return self.now.claude if self.now.claude is not None and self._strike("claude") else None

    def pagerduty(self) -> NoticeFault | None:
        """The fault this request to PagerDuty meets, counted."""
        return self.now.pagerduty if self.now.pagerduty is not None and self._strike("pagerduty") else None

    def slack(self) -> NoticeFault | None:
        """The fault this request to Slack meets, counted."""
        return self.now.slack if self.now.slack is not None and self._strike("slack") else None

    @property
    def callbacks(self) -> CallbackFault:
        """How posts to the desk are disturbed."""
        return self.now.callbacks or CallbackFault()

    def seen(self) -> dict[str, Any]:
        """As it was put, without what was left out."""
        return self.now.model_dump(exclude_none=True, exclude_defaults=True)

    def _strike(self, name: str) -> bool:
        left = self._left.get(name)
        if left is None:
            return True
        self._left[name] = max(0, left - 1)
        return left > 0
