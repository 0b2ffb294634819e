"""The functions: one per module in functions/handlers, each with what it may do and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import ArnFormat, CfnCondition, CfnParameter, Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from stacks import bundle


@dataclass(frozen=True, kw_only=True)
class Needs:
    """
    What one function takes.

    A function with memory_mb 1769 has one whole processor. secrets: names below nightdesk/. speaks: it hands errands
    out (starts and wakes chains, queues turns). thinks: carries the model's SDK. verifies: carries what checks the
    signatures of SNS. tells: carries the clients of those who are told. remembers: may look into the table at all.
    """

    seconds: int
    memory_mb: int = 1024
    secrets: tuple[str, ...] = ()
    writes: bool = True
    speaks: bool = False
    thinks: bool = False
    verifies: bool = False
    tells: bool = False
    remembers: bool = True


FUNCTIONS: Mapping[str, Needs] = {
    # Webhooks: Twilio hangs up at 15 s, and the person is waiting.
    "inbound_sms": Needs(seconds=10, secrets=("twilio",)),
    "inbound_voice": Needs(seconds=10, secrets=("twilio",)),
    "delivery_status": Needs(seconds=10, secrets=("twilio",)),
    "alarm_posted": Needs(seconds=10, secrets=("alarm-tokens",), verifies=True),
    "console": Needs(seconds=10, secrets=("console",), writes=False),
    # Anybody may fetch a sound, so what serves it can reach nothing.
    "sound": Needs(seconds=5, memory_mb=256, writes=False, remembers=False),
    # Consumers.
    "alarm_raised": Needs(seconds=15),
    "alarm_waited": Needs(seconds=30),
    "take_turn": Needs(seconds=30, memory_mb=1769, secrets=("anthropic", "twilio"), thinks=True),
    # One minute: a batch of ten, each of which a carrier may keep waiting before another takes it.
    "deliver": Needs(seconds=60, secrets=("twilio",), speaks=True),
    # Chain tasks.
    "watch_incident": Needs(seconds=60),
    "investigate": Needs(seconds=60),
    "ask_approval": Needs(seconds=60),
    "run_step": Needs(seconds=60),
    "check_recovery": Needs(seconds=60),
    "write_report": Needs(seconds=60),
    # Those outside. The one that is posted to checks a signature and carries no client.
    "tell": Needs(seconds=60, secrets=("pagerduty", "slack"), tells=True),
    "pagerduty_said": Needs(seconds=10, secrets=("pagerduty",)),
    "read_schedules": Needs(seconds=50, secrets=("pagerduty",), tells=True),
    # Every minute.
    "audit_chains": Needs(seconds=50, secrets=("twilio",), speaks=True),
}

EVIDENCE = (
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "lambda:GetAlias",
    "lambda:GetFunction",
    "lambda:GetFunctionConfiguration",
    "lambda:GetProvisionedConcurrencyConfig",
    "lambda:ListAliases",
    "lambda:ListTags",
    "lambda:ListVersionsByFunction",
    "logs:DescribeLogGroups",
    "logs:FilterLogEvents",
)
"""Read only, and of every service in the account: which one is the cause is what the investigation is there to find."""

CHANGES = ("lambda:UpdateAlias",)
LOOKS = (
    "lambda:GetAlias",
    "lambda:GetFunction",
    "lambda:GetFunctionConfiguration",
    "lambda:ListAliases",
    "lambda:ListTags",
    "lambda:ListVersionsByFunction",
)
"""What a step does to a managed function, and what it reads of it right before and after."""

MANAGED_TAG = ("nightdesk", "managed")
"""A function may be changed only when its owner has put this tag on it: opting in is a pull request on their side."""


class Functions(Construct):
    """All functions by handler name, in `by_name`."""

    def __init__(self, scope: Construct, id: str, *, environment: Mapping[str, str]) -> None:
        super().__init__(scope, id)
        core = self._layer("Core", bundle.core_layer())
        mind = self._layer("Mind", bundle.mind_layer())
        sns = self._layer("Sns", bundle.sns_layer())
        notice = self._layer("Notice", bundle.notice_layer())
        code = bundle.code()
        self.by_name: dict[str, lambda_.Function] = {}
        for name, needs in FUNCTIONS.items():
            layers = [core, *([mind] if needs.thinks else []), *([sns] if needs.verifies else [])]
            layers += [notice] if needs.tells else []
            self.by_name[name] = self._function(name, needs, code=code, layers=layers, environment=environment)
        self._let_investigate()
        self._let_act()
        self._let_ask_bedrock()

    def __getitem__(self, name: str) -> lambda_.Function:
        return self.by_name[name]

    def _layer(self, id: str, code: lambda_.Code) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            id,
            code=code,
            compatible_runtimes=[bundle.RUNTIME],
            compatible_architectures=[bundle.ARCHITECTURE],
        )

    def _function(
        self,
        name: str,
        needs: Needs,
        *,
        code: lambda_.Code,
        layers: list[lambda_.LayerVersion],
        environment: Mapping[str, str],
    ) -> lambda_.Function:
        id = "".join(word.capitalize() for word in name.split("_"))
        full_name = f"nightdesk-{name.replace('_', '-')}"
        log_group = logs.LogGroup(
            self,
            f"{id}Log",
            log_group_name=f"/aws/lambda/{full_name}",
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        role = iam.Role(self, f"{id}Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(role)
        for secret in needs.secrets:
            # By name and never created here: a template that makes a secret has seen its value.
            secretsmanager.Secret.from_secret_name_v2(self, f"{id}{secret}", f"nightdesk/{secret}").grant_read(role)
        return lambda_.Function(
            self,
            id,
            function_name=full_name,
            runtime=bundle.RUNTIME,
            architecture=bundle.ARCHITECTURE,
            handler=f"handlers.{name}.handler",
            code=code,
            layers=layers,
            role=role,
            log_group=log_group,
            memory_size=needs.memory_mb,
            timeout=Duration.seconds(needs.seconds),
            environment=dict(environment),
        )

    def _let_investigate(self) -> None:
        for name in ("investigate", "check_recovery"):
            self.by_name[name].add_to_role_policy(iam.PolicyStatement(actions=list(EVIDENCE), resources=["*"]))

    def _let_ask_bedrock(self) -> None:
        """Only the function that thinks, only the one model that is named, and nothing at all when none is."""
        arn = CfnParameter(
            self,
            "BedrockModelArn",
            default="",
            description="The Bedrock model or inference profile that may be asked, when Mind is bedrock. Empty: none",
        )
        arn.override_logical_id("BedrockModelArn")
        is_named = CfnCondition(
            self, "HasBedrock", expression=Fn.condition_not(Fn.condition_equals(arn.value_as_string, ""))
        )
        policy = iam.Policy(
            self,
            "AskBedrock",
            statements=[iam.PolicyStatement(actions=["bedrock:InvokeModel"], resources=[arn.value_as_string])],
        )
        for name, needs in FUNCTIONS.items():
            if needs.thinks and (role := self.by_name[name].role):
                policy.attach_to_role(role)
        made = policy.node.default_child
        if isinstance(made, iam.CfnPolicy):
            made.cfn_options.condition = is_named

    def _let_act(self) -> None:
        stack = Stack.of(self)
        anywhere = [
            stack.format_arn(
                service="lambda", resource="function", resource_name="*", arn_format=ArnFormat.COLON_RESOURCE_NAME
            )
        ]
        tag, value = MANAGED_TAG
        only_managed = {"StringEquals": {f"aws:ResourceTag/{tag}": value}}
        self.by_name["run_step"].add_to_role_policy(
            iam.PolicyStatement(
                actions=[*CHANGES, *LOOKS],
                resources=anywhere,
                conditions=only_managed,
            )
        )
