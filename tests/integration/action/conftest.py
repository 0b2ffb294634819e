from tests.integration.aws import aws_url

__all__ = ["aws_url"]
