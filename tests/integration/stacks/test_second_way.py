"""What may leave when the carrier takes nothing: nothing unless asked for, then only texts to phones and own mail."""

import json
from typing import Any

import pytest

from stacks.functions import FUNCTIONS
from tests.integration.stacks.template_reading import Template, function, of_type

SPEAKING = {name for name, needs in FUNCTIONS.items() if needs.speaks}


def policy(template: Template, action: str) -> dict[str, Any]:
    """The one policy that lets somebody do this to whatever is outside."""
    policies = of_type(template, "AWS::IAM::Policy").values()
    (found,) = [one for one in policies if action in json.dumps(one["Properties"]) and "Condition" in one]
    return found


def test_only_who_hands_errands_out_may_text_phones_and_nobody_may_publish_to_a_topic_with_it(
    template: Template,
) -> None:
    found = policy(template, "sns:Publish")

    allow, deny = found["Properties"]["PolicyDocument"]["Statement"]
    assert (allow["Effect"], allow["Action"], allow["Resource"]) == ("Allow", "sns:Publish", "*")
    assert (deny["Effect"], deny["Action"]) == ("Deny", "sns:Publish")
    assert deny["Resource"] == {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":sns:*:*:*"]]}
    assert found["Properties"]["Roles"] == roles(template)


def test_mail_leaves_only_from_the_one_address(template: Template) -> None:
    found = policy(template, "ses:SendEmail")

    (statement,) = found["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == "ses:SendEmail"
    assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}
    assert found["Properties"]["Roles"] == roles(template)


@pytest.mark.parametrize(
    ("action", "ways"),
    [("sns:Publish", {"sms", "sms,email", "email,sms"}), ("ses:SendEmail", {"email", "sms,email", "email,sms"})],
)
def test_neither_permission_exists_unless_its_way_is_named(template: Template, action: str, ways: set[str]) -> None:
    condition = template["Conditions"][policy(template, action)["Condition"]]

    assert {json.dumps(one) for one in condition["Fn::Or"]} == {
        json.dumps({"Fn::Equals": [{"Ref": "SecondWay"}, way]}) for way in ways
    }
    assert template["Parameters"]["SecondWay"]["Default"] == ""
    assert ways <= set(template["Parameters"]["SecondWay"]["AllowedValues"])


def test_every_function_knows_whether_there_is_one(template: Template) -> None:
    for name in SPEAKING | {"delivery_status"}:
        variables = function(template, name)["Properties"]["Environment"]["Variables"]
        assert variables["NIGHTDESK_SECOND_WAY"] == {"Ref": "SecondWay"}
        assert variables["NIGHTDESK_MAIL_FROM"] == {"Ref": "MailFrom"}


def test_a_batch_of_ten_has_time_for_a_carrier_that_keeps_each_waiting(template: Template) -> None:
    assert function(template, "deliver")["Properties"]["Timeout"] >= 60


def roles(template: Template) -> list[dict[str, str]]:
    return [
        {"Ref": function(template, name)["Properties"]["Role"]["Fn::GetAtt"][0]}
        for name in FUNCTIONS
        if name in SPEAKING
    ]
