"""
Alarms on ourselves, wired to the same topic as everybody's: the desk opens an incident about the desk.

When the desk is too broken to do that, the dead-man switch outside (NIGHTDESK_HEARTBEAT_URL, beaten by the minute
auditor) is what calls.
"""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from stacks.chains import Chains
from stacks.doors import Doors
from stacks.functions import Functions

MINUTE = Duration.minutes(1)
AUDITED = {"write_report"}
"""
The minute auditor raises what these leave undone, once and by name (desk/rounds/unreported.py), and lets them try for
days: an alarm on each try would ring for hours.
"""


class Sentry(Construct):
    """The alarms, each named nightdesk-<what is wrong>."""

    def __init__(self, scope: Construct, id: str, *, doors: Doors, functions: Functions, chains: Chains) -> None:
        super().__init__(scope, id)
        self._topic = actions.SnsAction(doors.alarms)
        for name, function in functions.by_name.items():
            said = name.replace("_", "-")
            if name not in AUDITED:
                self._alarm(f"errors-{said}", function.metric_errors(period=MINUTE, statistic="Sum"), above=0)
            self._alarm(f"throttles-{said}", function.metric_throttles(period=MINUTE, statistic="Sum"), above=0)
        for name, queue in doors.dead_letters.items():
            waiting = queue.metric_approximate_number_of_messages_visible(period=MINUTE, statistic="Maximum")
            self._alarm(f"lost-{name}", waiting, above=0)
        for name, queue in {"alarms": doors.alarm_queue, "lane": doors.lane, "turns": doors.turns}.items():
            oldest = queue.metric_approximate_age_of_oldest_message(period=MINUTE, statistic="Maximum")
            self._alarm(f"slow-{name}", oldest, above=60)
        for name, machine in chains.by_name.items():
            for outcome in ("failed", "timed_out", "aborted"):
                count = getattr(machine, f"metric_{outcome}")(period=MINUTE, statistic="Sum")
                self._alarm(f"{name}-chain-{outcome.replace('_', '-')}", count, above=0)
        # What the minute auditor found and could not mend at once: people who were not told, watches that overslept.
        for what, found in {"unsent-messages": "StuckErrands", "overslept-watches": "OversleptIncidents"}.items():
            self._alarm(what, _audited(found), above=0, minutes=3)
        # A place outside that takes nothing: nobody was kept from being woken, but somebody waits to hear.
        self._alarm("untold-notices", _audited("UntoldNotices"), above=0, minutes=5)
        # Twilio, or somebody else, still signs with the token of before the last rotation.
        self._alarm("old-token", _audited("OldTokenUsed"), above=0)
        self._alarm("stale-schedules", _audited("StaleSchedules"), above=0)

    def watch_notices(self, waiting: sqs.Queue, lost: sqs.Queue) -> None:
        """The queue of notices: it must not grow old, and nothing in it may get lost."""
        count = lost.metric_approximate_number_of_messages_visible(period=MINUTE, statistic="Maximum")
        self._alarm("lost-notices", count, above=0)
        oldest = waiting.metric_approximate_age_of_oldest_message(period=MINUTE, statistic="Maximum")
        self._alarm("slow-notices", oldest, above=300)

    def _alarm(self, what: str, metric: cloudwatch.Metric, *, above: float, minutes: int = 1) -> None:
        alarm = cloudwatch.Alarm(
            self,
            "".join(word.capitalize() for word in what.split("-")),
            alarm_name=f"nightdesk-{what}",
            metric=metric,
            threshold=above,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=minutes,
            # No invocation, no message, no execution: nothing is wrong.
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._topic)
        alarm.add_ok_action(self._topic)


def _audited(metric_name: str) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace="Nightdesk",
        metric_name=metric_name,
        dimensions_map={"service": "nightdesk"},
        period=MINUTE,
        statistic="Maximum",
    )
