"""
Everything that can go wrong, named for who must act.

    NightdeskError
    +-- Refused            the caller sent something we will not do; tell them what and why
    |   +-- BadSignature, UnknownSource, Malformed, ImplausibleWeight, WrongSpecies
    +-- Unavailable        try again later; nothing is wrong with the request
    |   +-- StoreUnavailable, ChannelUnavailable, MindUnavailable, EvidenceUnavailable, ActionUnavailable
    |   +-- LaneUnavailable, NoticeUnavailable
    +-- Unclear            no trustworthy answer; fall back to the deterministic one
    |   +-- MindGarbled, PictureUnreadable
    +-- Misconfigured      ours to mend: a setting, a data file, a roster
    +-- Conflict           somebody else wrote first: read again and decide again
    |   +-- Stale, Repeated
    +-- ActionFailed       a registered action did not do what it promised

Step Functions catches errors by class name, so the names used in stacks/asl are part of a contract
that a test compares with this module.
"""


class NightdeskError(Exception):
    """Root of every error Nightdesk raises on purpose. The message never holds a token, a secret or a full number."""


class Refused(NightdeskError):
    """The caller must change the request."""


class BadSignature(Refused):
    """A webhook or message does not carry a signature we can verify."""


class UnknownSource(Refused):
    """No alarm reader, or no token, for this source."""


class Malformed(Refused):
    """The input cannot be read. The message names the field and what was wrong with it."""


class ImplausibleWeight(Refused):
    """A body weight outside 0.02-150 kg."""


class Unavailable(NightdeskError):
    """Something we depend on did not answer; trying later may work."""


class StoreUnavailable(Unavailable):
    """The table did not answer in time."""


class ChannelUnavailable(Unavailable):
    """The phone carrier's API did not take the message. `code` is the carrier's error number, 0 when unknown."""

    def __init__(self, message: str, *, code: int = 0, is_final: bool = False, may_have_sent: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.is_final = is_final
        self.may_have_sent = may_have_sent


class LaneUnavailable(Unavailable):
    """Where alarms of a crowd wait did not answer."""


class NoticeUnavailable(Unavailable):
    """
    A place that is told about incidents did not take it. is_final: only somebody who mends a setting can help.

    may_have_sent: it may have it all the same. retry_seconds: when it asked to be tried again, None when it did not.
    """

    def __init__(
        self, message: str, *, is_final: bool = False, may_have_sent: bool = False, retry_seconds: float | None = None
    ) -> None:
        super().__init__(message)
        self.is_final = is_final
        self.may_have_sent = may_have_sent
        self.retry_seconds = retry_seconds


class MindUnavailable(Unavailable):
    """The model is absent, slow or failing."""


class EvidenceUnavailable(Unavailable):
    """Metrics, logs or deployments could not be read."""


class ActionUnavailable(Unavailable):
    """A vendor API refused or did not answer before anything was changed."""


class Unclear(NightdeskError):
    """There is no trustworthy answer."""


class MindGarbled(Unclear):
    """The model answered with something that is not an answer: refusal, empty, cut off, wrong shape."""


class PictureUnreadable(Unclear):
    """A photo that came with a text could not be fetched, or is no image."""


class Misconfigured(NightdeskError):
    """A setting or data file is wrong. The message names the file, the field and why."""


class Conflict(NightdeskError):
    """Somebody else wrote first."""


class Stale(Conflict):
    """The incident has moved on since it was read."""


class Repeated(Conflict):
    """This inbound id was handled before; answer the same and do nothing."""


class ActionFailed(NightdeskError):
    """A registered action was refused by its precondition, failed, or did not verify."""
