"""What the functions that hand errands out may do when the carrier takes nothing: text by SNS, mail by SES."""

from aws_cdk import ArnFormat, CfnCondition, CfnParameter, Fn, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from stacks.functions import FUNCTIONS, Functions


class SecondWay(Construct):
    """
    Two policies that exist only where the parameter names their way.

    Off by default: an AWS account begins in a sandbox that reaches nobody, and a way that was never tried takes a page
    and loses it. `nightdesk doctor` says when it can be switched on.
    """

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        stack = Stack.of(self)
        self._way = self._parameter("SecondWay", "What goes out when Twilio takes nothing: sms, email or sms,email")
        self._mail_from = self._parameter("MailFrom", "The verified address that such e-mail comes from")
        topics = stack.format_arn(
            service="sns", region="*", account="*", resource="*", arn_format=ArnFormat.NO_RESOURCE_NAME
        )
        identities = stack.format_arn(service="ses", resource="identity", resource_name="*")
        # A phone is not a resource to IAM: allowed is everything, and then everything that is one is denied.
        self.texts = self._policy(
            "Texts",
            iam.PolicyStatement(actions=["sns:Publish"], resources=["*"]),
            iam.PolicyStatement(effect=iam.Effect.DENY, actions=["sns:Publish"], resources=[topics]),
        )
        self.mail = self._policy(
            "Mail",
            iam.PolicyStatement(
                actions=["ses:SendEmail"],
                resources=[identities],
                conditions={"StringEquals": {"ses:FromAddress": self._mail_from}},
            ),
        )
        self._only_where_named(self.texts, "sms", "sms,email", "email,sms")
        self._only_where_named(self.mail, "email", "sms,email", "email,sms")

    @property
    def environment(self) -> dict[str, str]:
        """NIGHTDESK_* as functions/nightdesk/settings.py reads them."""
        return {"NIGHTDESK_SECOND_WAY": self._way, "NIGHTDESK_MAIL_FROM": self._mail_from}

    def let(self, functions: Functions) -> None:
        """Those who hand errands out may, and nobody else."""
        for name, needs in FUNCTIONS.items():
            if needs.speaks and (role := functions[name].role):
                self.texts.attach_to_role(role)
                self.mail.attach_to_role(role)

    def _parameter(self, id: str, description: str) -> str:
        parameter = CfnParameter(self, id, default="", description=f"{description}. Empty: none")
        parameter.override_logical_id(id)
        if id == "SecondWay":
            parameter.allowed_values = ["", "sms", "email", "sms,email", "email,sms"]
        return parameter.value_as_string

    def _policy(self, id: str, *statements: iam.PolicyStatement) -> iam.Policy:
        return iam.Policy(self, id, statements=list(statements))

    def _only_where_named(self, policy: iam.Policy, *values: str) -> None:
        named = Fn.condition_or(*(Fn.condition_equals(self._way, value) for value in values))
        condition = CfnCondition(policy, "Named", expression=named)
        made = policy.node.default_child
        if isinstance(made, iam.CfnPolicy):
            made.cfn_options.condition = condition
