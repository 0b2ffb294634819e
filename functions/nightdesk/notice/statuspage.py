"""The status page's files in S3. A newer edition is never replaced by an older one, whoever comes last."""

from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.errors import NoticeUnavailable

_MISSING = {"404", "NoSuchKey", "NotFound"}
_RACED = {"412", "409", "PreconditionFailed", "ConditionalRequestConflict"}
TRIES = 6
FRESH_SECONDS = 30


class S3Client(Protocol):
    """The two calls we need of a boto3 S3 client."""

    def head_object(self, **request: Any) -> Any: ...

    def put_object(self, **request: Any) -> Any: ...


class S3Files:
    """Files over one bucket; each carries its edition, and is replaced only as it was read (If-Match)."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put_newer(self, name: str, body: str, *, content_type: str, edition: int) -> bool:
        for _ in range(TRIES):
            found = self._head(name)
            if found and int(found.get("Metadata", {}).get("edition", "0")) >= edition:
                return False
            condition = {"IfMatch": found["ETag"]} if found else {"IfNoneMatch": "*"}
            try:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=name,
                    Body=body.encode(),
                    ContentType=content_type,
                    CacheControl=f"public, max-age={FRESH_SECONDS}",
                    Metadata={"edition": str(edition)},
                    **condition,
                )
            except ClientError as error:
                if error.response["Error"]["Code"] in _RACED:
                    continue
                raise _unavailable(error) from error
            except BotoCoreError as error:
                raise NoticeUnavailable(f"the page's bucket did not answer: {type(error).__name__}") from error
            return True
        raise NoticeUnavailable("others kept writing the page")

    def _head(self, name: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self._client.head_object(Bucket=self._bucket, Key=name)
        except ClientError as error:
            if error.response["Error"]["Code"] in _MISSING:
                return None
            raise _unavailable(error) from error
        except BotoCoreError as error:
            raise NoticeUnavailable(f"the page's bucket did not answer: {type(error).__name__}") from error
        return found


def _unavailable(error: ClientError) -> NoticeUnavailable:
    code = error.response["Error"]["Code"]
    return NoticeUnavailable(
        f"the page's bucket refused: {code}", is_final=code in {"403", "AccessDenied", "NoSuchBucket"}
    )
