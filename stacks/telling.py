"""
Those outside: the queue of notices, and the status page with the address at which customers read it.

The page is files in a private bucket behind CloudFront, because it must answer when nothing of ours does, and everybody
looks at once. Only this distribution may read the bucket (origin access control); nobody else can, signed in or not.
"""

from aws_cdk import CfnCondition, CfnParameter, Duration, Fn, RemovalPolicy, Token
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from stacks.functions import Functions
from stacks.queues import queue

TELL_SECONDS = 60
READ_SCHEDULES_MINUTES = 5
FILES = ("index.html", "feed.xml", "status.json")
"""All there is on the page."""


class Telling(Construct):
    """The queue and the page; `connect` hangs the functions behind them."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.lost = queue(self, "LostNotices", fifo=True, keep=Duration.days(14))
        self.notices = queue(
            self,
            "Notices",
            fifo=True,
            visibility_timeout=Duration.seconds(TELL_SECONDS * 2),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.lost, max_receive_count=3),
        )
        self.page = s3.Bucket(
            self,
            "StatusPage",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            # Every minute makes new files from the table: there is nothing in it to keep.
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.distribution = cloudfront.Distribution(
            self,
            "StatusSite",
            comment="Nightdesk's status page",
            default_root_object="index.html",
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.page),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
                # The files say themselves for how long they are fresh.
                cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
                response_headers_policy=cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
            ),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
        )

    def url(self, given: CfnParameter) -> str:
        """Where customers read it: an address of one's own in front of the distribution, or the distribution's."""
        named = given.value_as_string
        is_given = CfnCondition(self, "HasUrl", expression=Fn.condition_not(Fn.condition_equals(named, "")))
        is_given.override_logical_id("HasStatusUrl")
        own = Fn.join("", ["https://", self.distribution.distribution_domain_name])
        return Token.as_string(Fn.condition_if(is_given.logical_id, named, own))

    def connect(self, functions: Functions) -> None:
        """Hang the functions behind the queue and the clock, with what they may do."""
        functions["tell"].add_event_source(sources.SqsEventSource(self.notices, batch_size=1))
        for name in ("deliver", "audit_chains"):
            self.notices.grant_send_messages(functions[name])
        # Listing too: without it S3 answers a missing file with "denied" instead of "not there".
        self._allow(functions, "s3:ListBucket", self.page.bucket_arn)
        for action in ("s3:GetObject", "s3:PutObject"):
            self._allow(functions, action, *(self.page.arn_for_objects(name) for name in FILES))
        events.Rule(
            self,
            "ReadSchedules",
            schedule=events.Schedule.rate(Duration.minutes(READ_SCHEDULES_MINUTES)),
            targets=[targets.LambdaFunction(functions["read_schedules"], retry_attempts=0)],
        )

    def _allow(self, functions: Functions, action: str, *resources: str) -> None:
        functions["tell"].add_to_role_policy(iam.PolicyStatement(actions=[action], resources=list(resources)))
