"""
The one place that chooses vendors. Everything is made once per worker, when it is first needed.

Vendor modules are imported inside the functions, so that a webhook never pays for what only a chain task uses.
"""

import json
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from nightdesk.channel import webhook
from nightdesk.desk.kit import Kit
from nightdesk.desk.telling.announcing import announcing
from nightdesk.errors import BadSignature, Misconfigured, Unavailable
from nightdesk.settings import Settings, from_environment
from nightdesk.shelf import Shelf, shelf
from nightdesk.store.dynamo import DynamoStore
from nightdesk.store.store import Store

if TYPE_CHECKING:
    from nightdesk.action.action import Registry
    from nightdesk.alarm.sns.trust import SnsGate
    from nightdesk.channel.aws_email import AwsEmail
    from nightdesk.channel.aws_sms import AwsSmsCarrier
    from nightdesk.channel.ledger import Ledger
    from nightdesk.channel.pictures import Pictures
    from nightdesk.channel.second_way import SecondWay
    from nightdesk.channel.twilio_rest import TwilioRest
    from nightdesk.desk.alarms.intake import Intake
    from nightdesk.desk.repair.workshop import Workshop
    from nightdesk.desk.rounds.deliver import Doors
    from nightdesk.evidence.evidence import Evidence
    from nightdesk.mind.mind import Mind

# botocore waits 60 s by default, which is longer than a frightened person does. A table that hangs must be given up
# while there is still time to say so: the carrier hangs up at 15 s, the function ends at 10.
_FAST = Config(connect_timeout=1, read_timeout=1, retries={"max_attempts": 2, "mode": "standard"})
_SLOW = Config(connect_timeout=2, read_timeout=10, retries={"max_attempts": 3, "mode": "standard"})
# What has no idempotency key is not tried again behind the outbox's back.
_ONCE = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1, "mode": "standard"})
_SECRETS_FOR_SECONDS = 300.0
_ROTATED_AFTER_SECONDS = 10.0
"""A signature that fails may mean a rotated token, so the secret is read again, but not for every forger."""
_secrets: dict[str, tuple[float, dict[str, str]]] = {}


@cache
def settings() -> Settings:
    return from_environment()


@cache
def kit() -> Kit:
    """What every duty needs."""
    books: Shelf = shelf()
    now = partial(datetime.now, UTC)
    store: Store = DynamoStore(client("dynamodb"), settings().table)
    return Kit(
        store=announcing(store, to=settings().notices, catalogue=books.catalogue, now=now, new_id=_new_id),
        roster=books.roster,
        policies=books.policies,
        protocols=books.protocols,
        catalogue=books.catalogue,
        windows=books.windows,
        settings=settings(),
        now=now,
        new_id=_new_id,
    )


@cache
def client(service: str, *, is_slow: bool = False) -> Any:
    """A boto3 client with short timeouts (`is_slow`: for reading evidence)."""
    return boto3.client(service, config=_SLOW if is_slow else _FAST)  # type: ignore[call-overload]


def secret(name: str, *, is_fresh: bool = False) -> dict[str, str]:
    """A secret's JSON, cached five minutes per worker. `is_fresh` reads it again (after a rotation)."""
    read_at, value = _secrets.get(name, (0.0, {}))
    if value and not is_fresh and time.monotonic() - read_at < _SECRETS_FOR_SECONDS:
        return value
    try:
        text = client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
        fresh = {str(k): str(v) for k, v in json.loads(text).items()}
    except (ValueError, AttributeError) as error:
        raise Misconfigured(f"secret {name} is not a JSON object") from error
    except Exception as error:
        if value:  # an old secret beats none while Secrets Manager is throttling
            return value
        raise Unavailable(f"secret {name} could not be read: {type(error).__name__}") from error
    _secrets[name] = (time.monotonic(), fresh)
    return fresh


def was_read_just_now(name: str) -> bool:
    """Whether a secret is so fresh that a signature which fails with it is forged."""
    return time.monotonic() - _secrets.get(name, (0.0, {}))[0] < _ROTATED_AFTER_SECONDS


def twilio_tokens(*, is_fresh: bool = False) -> tuple[str, ...]:
    """The tokens that may sign a webhook: the current one and, during a rotation, the one before."""
    kept = secret(settings().twilio_secret, is_fresh=is_fresh)
    return tuple(filter(None, (kept.get("auth_token"), kept.get("previous_auth_token"))))


def signed_form(event: Mapping[str, Any]) -> dict[str, str]:
    """
    The form of a webhook that Twilio signed, also right after its token was rotated. Raises BadSignature.

    One that the previous token signed is believed and counted: once a rotation is over, nobody should use it.
    """
    url, name = settings().public_url, settings().twilio_secret
    for is_fresh in (False, True):
        tokens = twilio_tokens(is_fresh=is_fresh)
        current, previous = tokens[:1], tokens[1:]
        try:
            return webhook.signed_form(event, public_url=url, tokens=current)
        except BadSignature:
            if previous:
                with suppress(BadSignature):
                    form = webhook.signed_form(event, public_url=url, tokens=previous)
                    _count_old_token()
                    return form
            if is_fresh or time.monotonic() - _secrets[name][0] < _ROTATED_AFTER_SECONDS:
                raise
    raise AssertionError("the second try answers or raises")


def _count_old_token() -> None:
    measure("OldTokenUsed", 1, "Count", message="signed with the previous token")


def measure(name: str, value: float, unit: str, **told: object) -> None:
    """One metric in CloudWatch's embedded format, by hand: a webhook must not import what writes it elsewhere."""
    metric = {"Namespace": "Nightdesk", "Dimensions": [["service"]], "Metrics": [{"Name": name, "Unit": unit}]}
    said = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [metric]}
    sys.stdout.write(json.dumps({"_aws": said, "service": "nightdesk", name: value, **told}) + "\n")


@cache
def doors() -> "Doors":
    """The ways out: carrier, turn queue, chains."""
    from nightdesk.desk.rounds.deliver import Doors

    return Doors(
        channel=_channel,
        turns=_turns,
        chain=_chain,
        war_room=_war_room,
        notices=_notices,
        second=second_way,
        renew=_renew_login,
    )


@cache
def mind() -> "Mind | None":
    """Claude, by Bedrock when set so, else by Anthropic's own API when there is a key; else nobody."""
    from nightdesk.mind.claude import ClaudeMind
    from nightdesk.mind.connect import anthropic_api, bedrock, bedrock_name

    if settings().mind == "bedrock":
        connect = bedrock(settings().bedrock_region, settings().bedrock_url)
        claude = ClaudeMind(connect, bedrock_name(settings().model))
    elif key := secret(settings().anthropic_secret).get("api_key", ""):
        claude = ClaudeMind(anthropic_api(key, settings().anthropic_url), settings().model)
    else:
        return None
    claude.warm()  # importing the SDK takes a second that nobody's deadline should pay for
    return claude


@cache
def pictures() -> "Pictures":
    """Photos, as the carrier kept them."""
    import urllib3

    from nightdesk.channel.twilio_media import TwilioPictures

    kept = secret(settings().twilio_secret)
    return TwilioPictures(
        account_sid=kept["account_sid"],
        auth_token=kept["auth_token"],
        base_url=settings().twilio_url,
        http=urllib3.PoolManager(),
    )


def ledger() -> "Ledger":
    """What the carrier itself knows of texts and calls."""
    from nightdesk.channel.twilio_ledger import TwilioLedger

    kept = secret(settings().twilio_secret)
    return TwilioLedger(_rest(kept["account_sid"], kept["auth_token"]), number=settings().number)


@cache
def _rest(account_sid: str, auth_token: str) -> "TwilioRest":
    """Twilio's REST API for this login."""
    import urllib3

    from nightdesk.channel.twilio_rest import TwilioRest

    url = settings().twilio_url
    return TwilioRest(account_sid=account_sid, auth_token=auth_token, base_url=url, http=urllib3.PoolManager())


@cache
def evidence() -> "Evidence":
    from nightdesk.evidence.cloudwatch import CloudWatchEvidence

    return CloudWatchEvidence(
        client("cloudwatch", is_slow=True), client("logs", is_slow=True), client("lambda", is_slow=True)
    )


@cache
def actions() -> "Registry":
    from nightdesk.action.aws_lambda import RollBackAlias
    from nightdesk.action.registry import registry

    return registry(RollBackAlias(client("lambda", is_slow=True)))


@cache
def workshop() -> "Workshop":
    """What investigation and remediation work with."""
    from nightdesk.desk.repair.workshop import Workshop

    books = shelf()
    return Workshop(catalogue=books.catalogue, evidence=evidence(), runbooks=books.runbooks, actions=actions())


@cache
def sns_gate() -> "SnsGate":
    """Lets through alarms that SNS delivers over HTTP, by the signature of a topic of ours."""
    import urllib3

    from nightdesk.alarm.sns.fetch import fetcher
    from nightdesk.alarm.sns.trust import SnsGate

    return SnsGate(
        topics=settings().alarm_topic_arns,
        fetch=fetcher(urllib3.PoolManager()),
        now=lambda: datetime.now(UTC),
        origins=settings().sns_origins,
    )


def keep_report(key: str, content_type: str, body: str) -> str:
    """Keep a report in the bucket; returns its s3:// URI."""
    bucket = settings().reports_bucket
    client("s3", is_slow=True).put_object(
        Bucket=bucket, Key=key, Body=body.encode(), ContentType=content_type, ServerSideEncryption="AES256"
    )
    return f"s3://{bucket}/{key}"


def kept_report(key: str) -> str:
    """A kept report's text, empty when there is none."""
    s3 = client("s3", is_slow=True)
    try:
        body: bytes = s3.get_object(Bucket=settings().reports_bucket, Key=key)["Body"].read()
    except s3.exceptions.NoSuchKey:
        return ""
    return body.decode()


def forget() -> None:
    """Drop everything that was made, as if this were a new worker with a new environment."""
    for made in (settings, kit, client, doors, mind, pictures, evidence, actions, workshop, sns_gate):
        made.cache_clear()
    for made in (_channel_with, _rest, second_way, _turns, _notices, _chain, intake):
        made.cache_clear()
    _secrets.clear()


def _new_id() -> str:
    from ulid import ULID

    return str(ULID())


def _channel() -> Any:
    kept = secret(settings().twilio_secret)
    return _channel_with(kept["account_sid"], kept["auth_token"])


@cache
def _channel_with(account_sid: str, auth_token: str) -> Any:
    """A rotated token makes a new channel; an old one would be refused until the worker dies."""
    import urllib3

    from nightdesk.channel.twilio import TwilioChannel

    return TwilioChannel(
        account_sid=account_sid,
        auth_token=auth_token,
        base_url=settings().twilio_url,
        public_url=settings().public_url,
        number=settings().number,
        http=urllib3.PoolManager(),
    )


def _renew_login() -> bool:
    """Read our login at the carrier anew; whether it has changed. Seldom: who is suspended is refused all night."""
    name = settings().twilio_secret
    if was_read_just_now(name):
        return False
    before = secret(name)
    return secret(name, is_fresh=True) != before


@cache
def second_way() -> "SecondWay":
    """What stands in for the carrier, as far as it is set up."""
    from nightdesk.channel.second_way import SecondWay

    ways = settings().second_way
    return SecondWay(carrier=aws_sms() if "sms" in ways else None, mail=aws_email() if "email" in ways else None)


def aws_sms() -> "AwsSmsCarrier":
    """AWS's own texts; also for `nightdesk doctor`, which asks how far the account is."""
    from nightdesk.channel.aws_sms import AwsSmsCarrier

    return AwsSmsCarrier(boto3.client("sns", config=_ONCE))


def aws_email() -> "AwsEmail":
    """Amazon SES, from one address."""
    from nightdesk.channel.aws_email import AwsEmail

    return AwsEmail(boto3.client("sesv2", config=_ONCE), sender=settings().mail_from)


def _war_room() -> Any:
    from nightdesk.notice.twilio_conference import TwilioWarRoom

    kept = secret(settings().twilio_secret)
    return TwilioWarRoom(_rest(kept["account_sid"], kept["auth_token"]).exchange)


def carrier_account() -> str:
    """The carrier's own word on our account: its name and status. For `nightdesk doctor`."""
    import urllib3

    kept = secret(settings().twilio_secret)
    url = f"{settings().twilio_url}/2010-04-01/Accounts/{kept['account_sid']}.json"
    login = urllib3.make_headers(basic_auth=f"{kept['account_sid']}:{kept['auth_token']}")
    answer = urllib3.request("GET", url, headers=login, timeout=urllib3.Timeout(total=5), retries=False)
    if answer.status != 200:
        raise Unavailable(f"Twilio answered {answer.status}")
    account = answer.json()
    return f"{account.get('friendly_name', 'account')} is {account.get('status', 'of unknown status')}"


@cache
def _turns() -> Any:
    from nightdesk.channel.sqs import SqsTurns

    return SqsTurns(client("sqs"), settings().turns_queue_url)


@cache
def _notices() -> Any:
    from nightdesk.notice.sqs import SqsNotices

    return SqsNotices(client("sqs"), settings().notices_queue_url)


@cache
def _chain() -> Any:
    from nightdesk.chain.stepfunctions import StepFunctionsChain

    return StepFunctionsChain(client("stepfunctions"), watch_arn=settings().watch_arn, work_arn=settings().work_arn)


@cache
def intake() -> "Intake":
    """How alarms come in; it remembers for a few seconds that many do."""
    from nightdesk.alarm.sqs_lane import SqsLane
    from nightdesk.desk.alarms.intake import Intake

    return Intake(SqsLane(client("sqs"), settings().alarm_lane_url))
