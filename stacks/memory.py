"""What is remembered: one table for everything that changes, one bucket for what is finished."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
WRITE = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem")
"""Nobody may delete or scan: what happened stays, and only the table's own clock removes what carries `expires`."""


class Memory(Construct):
    """The table and the reports bucket, both kept when the stack is deleted."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_text("pk"),
            sort_key=_text("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute="expires",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            removal_policy=RemovalPolicy.RETAIN,
        )
        self.table.add_global_secondary_index(
            index_name="gsi1", partition_key=_text("gsi1pk"), sort_key=_text("gsi1sk")
        )
        self.reports = s3.Bucket(
            self,
            "Reports",
            versioned=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            # A record is written again without its owner when they ask to be forgotten; then the old one goes too, as
            # late as the table's own backups do.
            lifecycle_rules=[s3.LifecycleRule(noncurrent_version_expiration=Duration.days(35))],
            removal_policy=RemovalPolicy.RETAIN,
        )

    def may_read(self, function: iam.IGrantable) -> None:
        """Read rows and the index, and nothing else."""
        self._allow(function, *READ)

    def may_write(self, function: iam.IGrantable) -> None:
        """Read and write rows."""
        self._allow(function, *READ, *WRITE)

    def may_keep_reports(self, function: iam.IGrantable) -> None:
        """Put reports into the bucket; versions keep what they replace."""
        self._allow_reports(function, "s3:PutObject")

    def may_show_reports(self, function: iam.IGrantable) -> None:
        """Fetch reports. Listing too: without it S3 answers a missing report with "denied" instead of "not there"."""
        self._allow_reports(function, "s3:GetObject")
        iam.Grant.add_to_principal(grantee=function, actions=["s3:ListBucket"], resource_arns=[self.reports.bucket_arn])

    def _allow_reports(self, function: iam.IGrantable, action: str) -> None:
        resource = self.reports.arn_for_objects("reports/*")
        iam.Grant.add_to_principal(grantee=function, actions=[action], resource_arns=[resource])

    def _allow(self, function: iam.IGrantable, *actions: str) -> None:
        resources = [self.table.table_arn, f"{self.table.table_arn}/index/gsi1"]
        iam.Grant.add_to_principal(grantee=function, actions=list(actions), resource_arns=resources)


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
