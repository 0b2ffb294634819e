"""
Deploys the synthesized cloud assembly to the emulator, the way `cdk deploy` does on AWS.

The very same template and assets: the assets go to the bootstrap bucket that the template names, the stack is made
or updated through CloudFormation, and only parameters say that this is a local run.
"""

import json
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from stacks.local.emulator import ACCOUNT, REGION
from stacks.local.trouble import CannotRun

STACK = "Nightdesk"
EPOCH = (1980, 1, 1, 0, 0, 0)
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
BROKEN_FROM_BIRTH = {"CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"}


@dataclass(frozen=True)
class Deployed:
    """The stack's outputs. changed: whether anything had to be done."""

    outputs: Mapping[str, str]
    changed: bool

    def api_url(self, aws_url: str) -> str:
        """Where the HTTP API listens, without a trailing slash: by path, as *.localhost does not resolve everywhere."""
        return f"{aws_url}/_aws/execute-api/{self.outputs['ApiId']}/$default"


def client(service: str, aws_url: str) -> Any:
    """A boto3 client for the emulator that fails soon rather than late."""
    quick = Config(retries={"max_attempts": 3, "mode": "standard"}, connect_timeout=5, read_timeout=60, proxies={})
    # Nothing here checks the keys, and nothing real is ever meant.
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)
    make: Callable[..., Any] = session.client
    return make(service, endpoint_url=aws_url, config=quick)


def deploy(assembly: Path, *, aws_url: str, parameters: Mapping[str, str]) -> Deployed:
    """
    Create or update the stack. Nothing is done when template and parameters are what they were.

    Raises CannotRun with the first resource that failed and why.
    """
    manifest = json.loads((assembly / f"{STACK}.assets.json").read_text())
    bootstrap(aws_url)
    template_url = _upload(assembly, manifest, aws_url)
    cloudformation = client("cloudformation", aws_url)
    request = {
        "StackName": STACK,
        "TemplateURL": template_url,
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in sorted(parameters.items())],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
    }
    status = _status(cloudformation)
    if status in BROKEN_FROM_BIRTH:
        cloudformation.delete_stack(StackName=STACK)
        _wait(cloudformation, until={"", "DELETE_COMPLETE"})
        status = ""
    changed = _apply(cloudformation, request, exists=bool(status))
    _wait(cloudformation, until=DONE)
    described = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    return Deployed({output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}, changed)


def put_secrets(aws_url: str, secrets: Mapping[str, Mapping[str, Any]]) -> None:
    """Give each secret, by full name, its value; a value that is already there is left alone."""
    manager = client("secretsmanager", aws_url)
    for name, value in secrets.items():
        text = json.dumps(value, sort_keys=True)
        try:
            if manager.get_secret_value(SecretId=name)["SecretString"] != text:
                manager.put_secret_value(SecretId=name, SecretString=text)
        except manager.exceptions.ResourceNotFoundException:
            manager.create_secret(Name=name, SecretString=text)


def bootstrap(aws_url: str) -> None:
    """What `cdk bootstrap` leaves in an account, as far as the template looks at it."""
    storage, parameters = client("s3", aws_url), client("ssm", aws_url)
    try:
        storage.head_bucket(Bucket=_here("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"))
    except ClientError:
        storage.create_bucket(Bucket=_here("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"))
    # Not inside: buckets outlive an emulator that was killed, parameters do not.
    parameters.put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="29", Type="String", Overwrite=True)


def _upload(assembly: Path, manifest: Mapping[str, Any], aws_url: str) -> str:
    """Put the assets that are not there yet, and say where the template is. Their names are their content's hash."""
    storage = client("s3", aws_url)
    template_url = ""
    for asset in manifest["files"].values():
        source = assembly / asset["source"]["path"]
        for destination in asset["destinations"].values():
            bucket, key = _here(destination["bucketName"]), destination["objectKey"]
            if source.name == f"{STACK}.template.json":
                template_url = f"{aws_url}/{bucket}/{key}"
            try:
                storage.head_object(Bucket=bucket, Key=key)
            except ClientError:
                body = _zip(source) if asset["source"]["packaging"] == "zip" else source.read_bytes()
                storage.put_object(Bucket=bucket, Key=key, Body=body)
    return template_url


def _apply(cloudformation: Any, request: dict[str, Any], *, exists: bool) -> bool:
    if not exists:
        cloudformation.create_stack(**request)
        return True
    try:
        cloudformation.update_stack(**request)
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return False
        raise
    return True


def _wait(cloudformation: Any, *, until: set[str], patience_seconds: float = 180) -> None:
    deadline = time.monotonic() + patience_seconds
    while (status := _status(cloudformation)) not in until:
        if not status.endswith("_IN_PROGRESS") or time.monotonic() > deadline:
            raise CannotRun(f"The stack did not deploy ({status}): {_first_failure(cloudformation)}")
        time.sleep(0.1)


def _status(cloudformation: Any) -> str:
    try:
        status = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
    except ClientError:
        return ""
    return "" if status == "DELETE_COMPLETE" else str(status)


def _first_failure(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
    if not failed:
        return "no resource says why"
    return f"{failed[-1]['LogicalResourceId']}: {failed[-1].get('ResourceStatusReason', '')}"


def _zip(folder: Path) -> bytes:
    """The folder as a zip whose bytes follow from its content alone."""
    packed = BytesIO()
    # Barely compressed: every Lambda worker unpacks it, and it never leaves this machine.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return packed.getvalue()


def _here(text: str) -> str:
    return text.replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)
