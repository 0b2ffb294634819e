"""Every rule of cdk-nag that we depart from, and why."""

from aws_cdk import Acknowledgment, Validations
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import IConstruct

from stacks.nightdesk import Nightdesk

STACK = {
    "AwsSolutions-APIG4": (
        "Every route proves its caller inside the function, over the raw body, where no authorizer looks: Twilio's "
        "signature, an alarm source's token, or the console's token."
    ),
    "AwsSolutions-L1": (
        "The functions run on the Python version that made their bytecode and ran the tests; see stacks/bundle.py."
    ),
}


def argue(stack: Nightdesk) -> None:
    """Acknowledge the findings that were looked at and kept."""
    for rule, reason in STACK.items():
        _keep(stack, rule, reason)
    _keep(
        stack.memory.reports,
        "AwsSolutions-S1",
        "Who reads a report is in the console's own log; a log of a log bucket would record one function's key.",
    )
    _keep(stack.doors.lost_errands, "AwsSolutions-SQS3", "It is a dead-letter queue, of the stream instead of a queue.")
    _keep(
        stack.telling.page,
        "AwsSolutions-S1",
        "It holds what everybody may read; a log of its readers would be the only personal data about it.",
    )
    site = stack.telling.distribution
    _keep(site, "AwsSolutions-CFR1", "Customers are everywhere, and so is the page.")
    _keep(site, "AwsSolutions-CFR2", "Three static files, nothing to inject into; CloudFront itself absorbs floods.")
    _keep(site, "AwsSolutions-CFR3", "Who reads a status page is nobody's business; CloudFront's metrics count them.")
    _keep(
        site,
        "AwsSolutions-CFR4",
        "With CloudFront's own certificate the protocol cannot be set; an own domain brings TLS 1.2 (see README).",
    )
    functions, every = stack.functions, "AwsSolutions-IAM5[Resource::*]"
    reports = stack.get_logical_id(stack.memory.reports.node.default_child)  # type: ignore[arg-type]
    for name in ("console", "write_report"):
        _keep(
            _role(functions[name]),
            f"AwsSolutions-IAM5[Resource::<{reports}.Arn>/reports/*]",
            "All reports, and only reports.",
        )
    _keep(
        _role(functions["audit_chains"]),
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:nightdesk-watch:*]",
        "Executions are named after incidents, which nobody can list beforehand; looking at one changes nothing.",
    )
    _keep(_role(functions["deliver"]), every, "dynamodb:ListStreams knows no narrower resource.")
    for name in ("investigate", "check_recovery"):
        _keep(_role(functions[name]), every, "Read only; which service is the cause is what it is there to find out.")
    _keep(
        _role(functions["run_step"]),
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:*]",
        "Narrowed by the tag that a function's owner puts on it, which is the consent that a name could not express.",
    )
    _keep(
        stack.second_way.texts,
        every,
        "A phone has no ARN; the same policy denies publishing to any topic, and it exists only where asked for.",
    )
    _keep(
        stack.second_way.mail,
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
        "An address or its domain may be what was verified; the condition lets mail leave from that address only.",
    )
    for machine in stack.chains.by_name.values():
        _keep(machine, every, "Log delivery and X-Ray know no narrower resource.")


def _role(function: lambda_.Function) -> iam.IRole:
    if function.role is None:
        raise ValueError(f"{function.node.path} has no role")
    return function.role


def _keep(construct: IConstruct, rule: str, reason: str) -> None:
    Validations.of(construct).acknowledge(Acknowledgment(id=rule, reason=reason))
