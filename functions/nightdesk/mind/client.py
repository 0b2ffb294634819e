"""The part of the SDK that is used, so that either of its clients will do."""

from typing import Any, Protocol


class Client(Protocol):
    """What is used of the SDK's clients, of Anthropic's own and of Bedrock's alike."""

    @property
    def messages(self) -> Any:
        """The resource whose `create` asks."""
        ...

    def close(self) -> None:
        """Close its connections."""
        ...
