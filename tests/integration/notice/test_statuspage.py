"""The status page's files in S3: whoever comes last, the newest edition stays."""

import threading
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from nightdesk.errors import NoticeUnavailable
from nightdesk.notice.statuspage import S3Files
from tests.integration.made_up import made_up_aws

BUCKET = "status"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with made_up_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield client


def body(s3: Any, name: str = "index.html") -> str:
    return str(s3.get_object(Bucket=BUCKET, Key=name)["Body"].read().decode())


def put(files: S3Files, edition: int) -> bool:
    return files.put_newer("index.html", f"edition {edition}", content_type="text/html", edition=edition)


def test_an_older_edition_never_replaces_a_newer_one(s3: Any) -> None:
    files = S3Files(s3, BUCKET)

    assert [put(files, edition) for edition in (2, 1, 2, 3)] == [True, False, False, True]
    assert body(s3) == "edition 3"


def test_it_says_what_it_is_and_for_how_long_it_is_fresh(s3: Any) -> None:
    put(S3Files(s3, BUCKET), 1)

    found = s3.head_object(Bucket=BUCKET, Key="index.html")
    assert found["ContentType"] == "text/html"
    assert found["CacheControl"] == "public, max-age=30"


class Racing:
    """S3 in which somebody else writes between each look and each put, some times."""

    def __init__(self, client: Any, editions: list[int]) -> None:
        self._client, self._editions = client, editions

    def head_object(self, **request: Any) -> Any:
        return self._client.head_object(**request)

    def put_object(self, **request: Any) -> Any:
        if self._editions:
            edition = self._editions.pop(0)
            self._client.put_object(
                Bucket=BUCKET, Key=request["Key"], Body=f"edition {edition}", Metadata={"edition": str(edition)}
            )
        return self._client.put_object(**request)


def test_one_who_was_overtaken_looks_again_before_it_writes(s3: Any) -> None:
    put(S3Files(s3, BUCKET), 1)

    assert put(S3Files(Racing(s3, [2]), BUCKET), 5)
    assert body(s3) == "edition 5"
    assert not put(S3Files(Racing(s3, [9]), BUCKET), 6)
    assert body(s3) == "edition 9"


def test_many_at_once_leave_the_newest(s3: Any) -> None:
    files = S3Files(s3, BUCKET)
    writers = [threading.Thread(target=put, args=(files, edition)) for edition in range(1, 5)]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    put(files, 4)

    assert body(s3) == "edition 4"


def test_a_bucket_that_is_gone_is_said_so(s3: Any) -> None:
    with pytest.raises(NoticeUnavailable) as refused:
        S3Files(s3, "nobody-has-this").put_newer("x", "", content_type="text/plain", edition=1)

    assert "bucket" in str(refused.value)


def test_what_s3_refuses_is_final_when_waiting_does_not_help() -> None:
    class Denied:
        def head_object(self, **_: Any) -> Any:
            raise ClientError({"Error": {"Code": "403", "Message": ""}}, "HeadObject")

        def put_object(self, **_: Any) -> Any:
            raise AssertionError

    with pytest.raises(NoticeUnavailable, match="403") as refused:
        put(S3Files(Denied(), BUCKET), 1)

    assert refused.value.is_final
