"""
The durable clocks. The chains themselves are in asl/, whole, because they are the product's promise.

Two and not three: watching (who is woken, and when) must go on whatever becomes of the work, so it is a chain
of its own; but investigating, asking, acting, checking and undoing are one journey that reads better in one file than
split into an incident and a remediation chain that would only call each other.
"""

from collections.abc import Mapping
from pathlib import Path

from aws_cdk import ArnFormat, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.functions import Functions

ASL = Path(__file__).parent / "asl"

CHAINS: Mapping[str, tuple[str, ...]] = {
    "watch": ("watch_incident", "write_report"),
    "work": ("investigate", "ask_approval", "run_step", "check_recovery"),
}
"""Each chain and the tasks it invokes; ${WatchIncident} in the file stands for the function watch_incident."""

FILES = {"watch": "watch.asl.json", "work": "incident.asl.json"}


def arn(scope: Construct, chain: str) -> str:
    """A chain's address from its name alone: functions must know it before the chain, which knows them, exists."""
    return Stack.of(scope).format_arn(
        service="states",
        resource="stateMachine",
        resource_name=f"nightdesk-{chain}",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )


def executions(scope: Construct, chain: str) -> str:
    """All executions of a chain: their names are the incidents', so nobody can list them beforehand."""
    return f"{arn(scope, chain).replace(':stateMachine:', ':execution:')}:*"


class Chains(Construct):
    """The state machines by name, in `by_name`, and the grants of those who start and wake them."""

    def __init__(self, scope: Construct, id: str, *, functions: Functions) -> None:
        super().__init__(scope, id)
        self.by_name = {name: self._chain(name, functions) for name in CHAINS}
        starts, wakes = ["states:StartExecution"], ["states:SendTaskSuccess", "states:SendTaskFailure"]
        arns = [arn(self, name) for name in CHAINS]
        looks = iam.PolicyStatement(actions=["states:DescribeExecution"], resources=[executions(self, "watch")])
        functions["audit_chains"].add_to_role_policy(looks)
        for name in ("deliver", "audit_chains"):
            functions[name].add_to_role_policy(iam.PolicyStatement(actions=starts, resources=arns))
        for name in ("deliver", "audit_chains", "ask_approval"):
            functions[name].add_to_role_policy(iam.PolicyStatement(actions=wakes, resources=arns))

    def _chain(self, name: str, functions: Functions) -> sfn.StateMachine:
        log = logs.LogGroup(
            self,
            f"{name.capitalize()}Log",
            log_group_name=f"/aws/vendedlogs/states/nightdesk-{name}",
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=RemovalPolicy.DESTROY,
        )
        tasks = CHAINS[name]
        machine = sfn.StateMachine(
            self,
            name.capitalize(),
            state_machine_name=f"nightdesk-{name}",
            definition_body=sfn.DefinitionBody.from_file(str(ASL / FILES[name])),
            definition_substitutions={_placeholder(task): functions[task].function_arn for task in tasks},
            # An incident can stay open for weeks; the file itself decides when a chain is over.
            timeout=None,
            tracing_enabled=True,
            # Inputs hold identifiers only, but task tokens pass through them.
            logs=sfn.LogOptions(destination=log, level=sfn.LogLevel.ALL, include_execution_data=False),
        )
        for task in tasks:
            # Not grant_invoke: it would also allow every version and alias, and there are none.
            allowed = iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[functions[task].function_arn])
            machine.add_to_role_policy(allowed)
        return machine


def _placeholder(task: str) -> str:
    return "".join(word.capitalize() for word in task.split("_"))
