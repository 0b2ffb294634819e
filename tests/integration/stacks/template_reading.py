"""Finding things in a CloudFormation template."""

import json
from typing import Any

Template = dict[str, Any]
Resource = dict[str, Any]


def of_type(template: Template, kind: str) -> dict[str, Resource]:
    """Resources of a type, by logical id."""
    return {id: found for id, found in template["Resources"].items() if found["Type"] == kind}


def function(template: Template, name: str) -> Resource:
    """The function of handlers/<name>.py."""
    return _function(template, name)[1]


def allowed(template: Template, name: str) -> dict[str, list[str]]:
    """What a function's role may do: each action with the resources it may do it to, as JSON text."""
    role = _function(template, name)[1]["Properties"]["Role"]["Fn::GetAtt"][0]
    actions: dict[str, list[str]] = {}
    for policy in of_type(template, "AWS::IAM::Policy").values():
        if {"Ref": role} not in policy["Properties"]["Roles"]:
            continue
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            for action in _listed(statement["Action"]):
                actions.setdefault(action, []).extend(json.dumps(one) for one in _listed(statement["Resource"]))
    return actions


def sends_to(template: Template, name: str) -> set[str]:
    """The queues that a function may put messages into, by logical id."""
    resources = " ".join(allowed(template, name).get("sqs:SendMessage", []))
    return {queue for queue in of_type(template, "AWS::SQS::Queue") if f'"{queue}"' in resources}


def mapping_of(template: Template, name: str) -> Resource:
    """The event source mapping of a function."""
    id = _function(template, name)[0]
    mappings = of_type(template, "AWS::Lambda::EventSourceMapping").values()
    return next(one["Properties"] for one in mappings if one["Properties"]["FunctionName"] == {"Ref": id})


def _function(template: Template, name: str) -> tuple[str, Resource]:
    functions = of_type(template, "AWS::Lambda::Function").items()
    return next(one for one in functions if one[1]["Properties"]["Handler"] == f"handlers.{name}.handler")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
