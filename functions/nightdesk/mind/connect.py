"""
Two ways to Claude: Anthropic's own API with a key, and Amazon Bedrock with the role the function runs under.

Retries are off on both: the deadline is ours, and the SDK would honour a `Retry-After` of any length.
"""

from collections.abc import Callable

from nightdesk.mind.client import Client


def anthropic_api(api_key: str, base_url: str) -> Callable[[], Client]:
    """Anthropic's API."""

    def connect() -> Client:
        from anthropic import Anthropic

        return Anthropic(api_key=api_key, base_url=base_url, max_retries=0)

    return connect


def bedrock(region: str, base_url: str = "") -> Callable[[], Client]:
    """
    Bedrock's runtime in a region. Requests are signed with what credentials botocore finds: in a function, its role's.

    base_url: another endpoint, such as a VPC's; empty for the region's own.
    """

    def connect() -> Client:
        from anthropic import AnthropicBedrock

        return AnthropicBedrock(aws_region=region, base_url=base_url or None, max_retries=0)

    return connect


def bedrock_name(model: str) -> str:
    """A model as Bedrock names it: its maker in front, unless the name, or an ARN, says where it is from already."""
    return model if "." in model or model.startswith("arn:") else f"anthropic.{model}"
