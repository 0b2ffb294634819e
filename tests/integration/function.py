"""A Lambda function of its own for one test, with as many published versions as it needs."""

import io
import zipfile
from typing import Any
from uuid import uuid4

ROLE = "arn:aws:iam::000000000000:role/tests"


def bundle(marker: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", f"def handler(event, context):\n    return {marker!r}\n")
    return buffer.getvalue()


def make_function(client: Any, *, alias: str = "live") -> str:
    """A function with version 1 published behind the alias. Returns its name."""
    name = f"shop-{uuid4().hex[:8]}"
    client.create_function(
        FunctionName=name, Runtime="python3.12", Role=ROLE, Handler="index.handler", Code={"ZipFile": bundle("1")}
    )
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    first = client.publish_version(FunctionName=name, Description="first")["Version"]
    client.create_alias(FunctionName=name, Name=alias, FunctionVersion=first)
    return name


def release(client: Any, name: str, description: str, *, alias: str = "live") -> str:
    """Publish new code and point the alias at it. Returns the version."""
    client.update_function_code(FunctionName=name, ZipFile=bundle(description))
    client.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    version: str = client.publish_version(FunctionName=name, Description=description)["Version"]
    client.update_alias(FunctionName=name, Name=alias, FunctionVersion=version)
    return version
