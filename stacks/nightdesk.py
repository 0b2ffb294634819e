"""The whole of it as one stack."""

from aws_cdk import CfnCondition, CfnOutput, CfnParameter, Fn, Stack, Token
from constructs import Construct

from stacks import chains
from stacks.chains import Chains
from stacks.doors import Doors
from stacks.functions import FUNCTIONS, Functions
from stacks.memory import Memory
from stacks.second_way import SecondWay
from stacks.sentry import Sentry
from stacks.telling import Telling


class Nightdesk(Stack):
    """
    Table, doors, functions, chains and alarms.

    What differs between deployments is a CloudFormation parameter with its production default, so the local run
    deploys this very template and only names other addresses.
    """

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, description="Nightdesk answers emergencies by text and phone.")
        self.memory = Memory(self, "Memory")
        self.doors = Doors(self, "Doors")
        self.telling = Telling(self, "Telling")
        self._status_url = self.telling.url(
            CfnParameter(self, "StatusUrl", default="", description="The status page's own address, when it has one")
        )
        self.second_way = SecondWay(self, "SecondWay")
        self.functions = Functions(self, "Functions", environment=self._environment())
        self.second_way.let(self.functions)
        self._let_remember()
        self.doors.connect(self.functions, self.memory)
        self.telling.connect(self.functions)
        self.chains = Chains(self, "Chains", functions=self.functions)
        self.sentry = Sentry(self, "Sentry", doors=self.doors, functions=self.functions, chains=self.chains)
        self.sentry.watch_notices(self.telling.notices, self.telling.lost)
        CfnOutput(self, "ApiUrl", value=self.doors.api.api_endpoint, description="Base of every route")
        CfnOutput(self, "ApiId", value=self.doors.api.api_id)
        CfnOutput(self, "TableName", value=self.memory.table.table_name)
        CfnOutput(self, "ReportsBucket", value=self.memory.reports.bucket_name)
        CfnOutput(self, "StatusBucket", value=self.telling.page.bucket_name)
        CfnOutput(self, "StatusPageUrl", value=self._status_url, description="Where customers read the status page")
        CfnOutput(self, "AlarmTopicArn", value=self.doors.alarms.topic_arn, description="Point your alarms here")

    def _let_remember(self) -> None:
        for name, function in self.functions.by_name.items():
            needs = FUNCTIONS[name]
            if needs.writes:
                self.memory.may_write(function)
            elif needs.remembers:
                self.memory.may_read(function)
        self.memory.may_keep_reports(self.functions["write_report"])
        self.memory.may_show_reports(self.functions["console"])

    def _environment(self) -> dict[str, str]:
        """NIGHTDESK_* as functions/nightdesk/settings.py reads them."""
        return {
            "NIGHTDESK_TABLE": self.memory.table.table_name,
            "NIGHTDESK_NUMBER": self._parameter("Number", "", "The desk's own telephone number, like +12025550100"),
            "NIGHTDESK_PUBLIC_URL": self._public_url(),
            "NIGHTDESK_SPEED": self._parameter("Speed", "1", "60 makes a policy's minutes pass as seconds"),
            "NIGHTDESK_TWILIO_URL": self._parameter("TwilioUrl", "https://api.twilio.com", "Base of Twilio's REST API"),
            "NIGHTDESK_ANTHROPIC_URL": self._parameter(
                "AnthropicUrl", "https://api.anthropic.com", "Base of Anthropic's API"
            ),
            "NIGHTDESK_MIND": self._parameter("Mind", "anthropic", "The way to the model: anthropic or bedrock"),
            "NIGHTDESK_MODEL": self._parameter("Model", "claude-haiku-5-5", "The model that phrases answers"),
            "NIGHTDESK_HEARTBEAT_URL": self._parameter(
                "HeartbeatUrl", "", "Fetched each minute; whoever watches it calls when it stops. Empty: none"
            ),
            "NIGHTDESK_TURNS_QUEUE_URL": self.doors.turns.queue_url,
            "NIGHTDESK_ALARM_LANE_URL": self.doors.lane.queue_url,
            "NIGHTDESK_WATCH_ARN": chains.arn(self, "watch"),
            "NIGHTDESK_WORK_ARN": chains.arn(self, "work"),
            "NIGHTDESK_REPORTS_BUCKET": self.memory.reports.bucket_name,
            "NIGHTDESK_ALARM_TOPIC_ARNS": self._alarm_topics(),
            **self._told(),
            **self.second_way.environment,
            "POWERTOOLS_SERVICE_NAME": "nightdesk",
            "POWERTOOLS_METRICS_NAMESPACE": "Nightdesk",
        }

    def _told(self) -> dict[str, str]:
        """Who is told how incidents stand, and where they are."""
        return {
            "NIGHTDESK_NOTICES": self._parameter(
                "Notices", "status-page", "Who is told: status-page, subscribers, pagerduty, slack, by commas"
            ),
            "NIGHTDESK_NOTICES_QUEUE_URL": self.telling.notices.queue_url,
            "NIGHTDESK_STATUS_NAME": self._parameter("StatusName", "Our service", "What customers call the whole"),
            "NIGHTDESK_STATUS_BUCKET": self.telling.page.bucket_name,
            "NIGHTDESK_STATUS_URL": self._status_url,
            "NIGHTDESK_PAGERDUTY_URL": self._parameter(
                "PagerDutyUrl", "https://api.pagerduty.com", "Base of PagerDuty's REST API (EU: api.eu.pagerduty.com)"
            ),
            "NIGHTDESK_PAGERDUTY_EVENTS_URL": self._parameter(
                "PagerDutyEventsUrl", "https://events.pagerduty.com", "Base of PagerDuty's Events API"
            ),
            "NIGHTDESK_SLACK_URL": self._parameter("SlackUrl", "https://slack.com/api/", "Base of Slack's Web API"),
            "NIGHTDESK_SLACK_CHANNEL": self._parameter("SlackChannel", "", "The id of the channel, like C0123456789"),
        }

    def _parameter(self, id: str, default: str, description: str) -> str:
        return CfnParameter(self, id, default=default, description=description).value_as_string

    def _alarm_topics(self) -> str:
        """Our own topic, and whichever else may deliver alarms over HTTPS: other accounts', other regions'."""
        others = self._parameter(
            "AlarmTopicArns", "", "Further SNS topics whose alarms are believed over HTTPS: their ARNs, by commas"
        )
        return Fn.join(",", [self.doors.alarms.topic_arn, others])

    def _public_url(self) -> str:
        given = self._parameter("PublicUrl", "", "What Twilio calls, when it is not the API's own address")
        is_given = CfnCondition(self, "HasPublicUrl", expression=Fn.condition_not(Fn.condition_equals(given, "")))
        own = self.doors.api.api_endpoint
        return Token.as_string(Fn.condition_if(is_given.logical_id, given, own))
