"""The order in which things are said."""

import json
from typing import Any

from tests.integration.desk.conftest import Night

OWNER = "+12025550190"


def test_the_first_safe_step_is_handed_out_before_anybody_is_woken(night: Night) -> None:
    saved: list[dict[str, Any]] = []

    def look(params: dict[str, Any], **_: Any) -> None:
        rows = [row["Put"]["Item"] for row in json.loads(params["body"])["TransactItems"] if "Put" in row]
        saved.extend(json.loads(row["doc"]["S"]) for row in rows if row["pk"]["S"].startswith("OUT#"))

    night.client.meta.events.register("before-call.dynamodb.TransactWriteItems", look)

    night.texts(OWNER, "my dog is choking and cannot breathe")

    said = [row["errand"].get("purpose") for row in saved]
    assert said[0] == "reflex"
    assert "page" in said
