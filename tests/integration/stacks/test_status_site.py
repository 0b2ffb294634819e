"""The status page as it is deployed: a private bucket that one distribution reads and one function writes."""

import json

from stacks.functions import FUNCTIONS
from tests.integration.stacks.template_reading import Template, allowed, of_type


def test_only_the_distribution_can_read_the_page_and_only_over_tls(template: Template) -> None:
    (distribution,) = of_type(template, "AWS::CloudFront::Distribution").values()
    config = distribution["Properties"]["DistributionConfig"]
    (origin,) = config["Origins"]
    bucket = origin["DomainName"]["Fn::GetAtt"][0]
    properties = template["Resources"][bucket]["Properties"]
    (policy,) = [
        one["Properties"]["PolicyDocument"]["Statement"]
        for one in of_type(template, "AWS::S3::BucketPolicy").values()
        if one["Properties"]["Bucket"] == {"Ref": bucket}
    ]
    allows = [one for one in policy if one["Effect"] == "Allow"]

    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert "WebsiteConfiguration" not in properties
    assert origin["OriginAccessControlId"]
    assert [one["Principal"] for one in allows] == [{"Service": "cloudfront.amazonaws.com"}]
    assert allows[0]["Action"] == "s3:GetObject"
    assert "AWS:SourceArn" in json.dumps(allows[0]["Condition"])
    assert config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"
    assert config["DefaultRootObject"] == "index.html"


def test_only_who_tells_writes_the_page_and_nothing_but_its_files(template: Template) -> None:
    writers = {
        name: allowed(template, name)["s3:PutObject"] for name in FUNCTIONS if "s3:PutObject" in allowed(template, name)
    }

    assert set(writers) == {"tell", "write_report"}
    assert len(writers["tell"]) == 3
    assert all(any(file in one for file in ("index.html", "feed.xml", "status.json")) for one in writers["tell"])


def test_what_goes_untold_and_what_gets_lost_raises_an_alarm(template: Template) -> None:
    alarms = {one["Properties"]["AlarmName"] for one in of_type(template, "AWS::CloudWatch::Alarm").values()}

    assert {
        f"nightdesk-{what}" for what in ("untold-notices", "lost-notices", "slow-notices", "stale-schedules")
    } <= alarms
