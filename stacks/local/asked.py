"""The bodies of the simulator's API. A field nobody knows is refused."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from stacks.local.phones import TEXT_BEHAVIOUR, CallBehaviour, is_e164


def _number(value: str) -> str:
    if not is_e164(value):
        raise ValueError(f"'{value}' is not a telephone number like +12025550121")
    return value


def _takes_texts(value: str) -> str:
    if TEXT_BEHAVIOUR.fullmatch(value) is None:
        raise ValueError(f"'{value}' is none of delivered, undelivered, failed:<code>, silent, stuck")
    return value


Number = Annotated[str, AfterValidator(_number)]


class Body(BaseModel):
    """What a call takes."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TextAsked(Body):
    """
    media: pictures, each `data:image/jpeg;base64,...` or an address. An empty body is allowed, as on a real phone.
    """

    sender: Number = Field(alias="from")
    to: Number
    body: str
    media: list[str] = []


class CallAsked(Body):
    """A phone calls. hidden: it keeps its number to itself, and the desk is shown what carriers show instead."""

    sender: Number = Field(alias="from")
    to: Number
    hidden: bool = False


class DigitsAsked(Body):
    """Keys, in order."""

    digits: Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,32}$")]


class SpeechAsked(Body):
    """What is said, and how sure the recogniser is of it."""

    text: Annotated[str, StringConstraints(min_length=1)]
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.92


class BehaviourAsked(Body):
    """How a phone takes outbound traffic."""

    calls: CallBehaviour | None = None
    texts: Annotated[str, AfterValidator(_takes_texts)] | None = None


class FaultAsked(Body):
    """A fault of the demo shop. sticky: no action heals it."""

    fault: str
    sticky: bool = False


class AlarmAsked(Body):
    """A CloudWatch alarm on the desk's topic. service becomes a dimension of its metric when given."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    state: Literal["ALARM", "OK", "INSUFFICIENT_DATA"] = "ALARM"
    service: str = ""
    description: str = ""
    namespace: str = "Shop"
    metric: str = "Errors"
    threshold: float = 1.0
    reason: str = "Threshold Crossed: 1 datapoint was greater than or equal to the threshold."
