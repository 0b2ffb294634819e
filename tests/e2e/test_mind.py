"""A model may say it better. When it is wrong, slow or gone, the owner still gets the right answer."""

from typing import Any

import pytest

from stacks.local.handset import Phone
from stacks.local.night import Night
from stacks.local.stories import CRY

GOOD = (
    "Go to the emergency vet now and bring the packet. I know this is scary; you noticed early, and that helps him. "
    "Keep him calm in the car."
)
DETERMINISTIC = "Nothing by mouth, and no home remedy"


def test_what_a_model_says_well_is_sent(night: Night) -> None:
    night.disturbs(claude={"text": GOOD})

    owner = _cries(night)

    owner.expects(GOOD)


@pytest.mark.parametrize(
    "said",
    [
        "Go to the emergency vet now and bring the packet. Give him 10 ml of hydrogen peroxide to make him vomit.",
        "Go to the emergency vet now and bring the packet. Don't worry, help is on the way to you.",
        "He will be fine. Keep an eye on him tonight and call your vet in the morning.",
    ],
    ids=["a dose", "help on the way", "softened"],
)
def test_what_a_model_must_not_say_is_not_sent(night: Night, said: str) -> None:
    night.disturbs(claude={"text": said})

    owner = _cries(night)

    owner.expects(DETERMINISTIC)
    assert said not in night.transcript()


@pytest.mark.parametrize(
    "trouble",
    [{"text": GOOD, "latency_s": 300}, {"text": GOOD, "drip_s": 30}, {"status": 529}, {"status": 500}],
    ids=["silent", "dripping", "overloaded", "broken"],
)
def test_a_model_in_trouble_keeps_nobody_waiting(night: Night, trouble: dict[str, Any]) -> None:
    night.disturbs(claude=trouble)

    owner = _cries(night)

    owner.expects(DETERMINISTIC)


def _cries(night: Night) -> Phone:
    for name in ("Maya", "Omar", "Dana", "Iris", "Paul", "Gus"):
        night.phone(name).sleeps()
    return night.owner().texts(CRY).expects("waking our vet")
