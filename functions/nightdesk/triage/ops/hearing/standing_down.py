"""
What calls an alarm off: a source's own test, a drill announced as such, a sentence that it is over, "no impact".

Words are only heard here; whether they are believed is for `judging.calling_off`, which weighs them against everything
else that the alarm tells. A name or a description alone never silences a failure.
"""

import re

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.plain import plain

_TEST_TALK = re.compile(
    r"(?:(?:this|is|it|an?|the|of|only|just|from|for|by|with|please|ignore|test\w*|alerts?|alarms?|notifications?|"
    r"messages?|incidents?|events?|problems?|pages?|monitors?|check|sample|example|dummy|hello|world|my|your|new|"
    r"someone|subject|within|we|are|was|sent|grafana|datadog|zabbix|pagerduty|opsgenie|sentry|new ?relic|prometheus|"
    r"alertmanager|uptime ?kuma|cloudwatch|nightdesk|webhook|integration|channel|contact|point|policy|workflow|"
    r"connection|setup|prueba|alerta|mensaje|de|esto|es|una|testmeldung|testalarm|probealarm|bitte|ignorieren|dies|"
    r"ist|ein|eine)\b[\s.,!#\d]*)+"
)
_SAYS_TEST = re.compile(r"\btest|\bsample\b|\bprueba\b|\bprobealarm\b")
_TAG = re.compile(r"^\W{0,3}\[(?:test|testing|drill|game ?day|exercise)\]", re.IGNORECASE)
# A reader takes tags off a title; the payload still has them.
_TAGGED = re.compile(r'"[a-z_]*title"\s*:\s*"(?:\[P\d\] ?)?\[TEST\]')
LONGEST_RAW = 20_000
_TAGGERS = frozenset({"datadog"})
"""Sources that mark the notifications of their own test button so. Elsewhere brackets hold a monitor's name."""
_MARKS = frozenset({
    "test", "is_test", "istest", "test_alert", "drill", "is_drill", "gameday", "game_day", "exercise", "simulated",
    "simulation", "dry_run",
})  # fmt: skip
_YES = frozenset({"true", "yes", "1", "on"})

_DRILL = (
    r"(?:fire ?|dr |outage |failover |disaster recovery |recovery |incident )?(?:drill|game ?day|rehearsal|"
    r"chaos (?:test|experiment|day)|failover (?:test|exercise)|dr (?:test|exercise))(?: (?:exercise|today|tonight|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day))?"
)
_ANNOUNCED = (
    r"(?:(?:this is )?(?:an? |the |only )*(?:announced|scheduled|planned) (?:\w+ ){0,2}(?:drill|exercise|rehearsal|"
    r"game ?day|experiment|(?:failover|chaos|load|dr) test))"
)
_IS_DRILL = re.compile(rf"{_DRILL}(?: (?:started|begins|in progress))?")
_DRILL_TALK = re.compile(rf"{_ANNOUNCED}|^(?:{_DRILL})(?=$| ?[.,:;]| we\b| on\b| today| now)")
_OVER = re.compile(
    r"^(?:alarm (?:-?> |to )?ok\b|(?:up|ok|resolved|recovered|false alarm|false positive)\b|(?:it |this |"
    r"the (?:problem|issue|incident|error) )?(?:has |is |was )?(?:resolved|recovered|healed|back to normal)\b|"
    r"(?:\w+ )?(?:is |was )?an? false (?:alarm|positive)\b)"
)
_TAKEN_BACK = re.compile(
    r"\bnot (?:\w+ )?(?:recovered|resolved|over|an? (?:drill|test|false))|\bno (?:drill|test)\b|\bagain\b|\bstill\b|"
    r"\bexcept\b|\bbut\b|\b(?:drill|test|exercise|rehearsal|experiment|game ?day)\b[^.;,]{0,30}\b(?:fail\w*|broke|"
    r"out of control|went wrong|cancel\w*|over|postponed)|\bif\b|\bonce\b|\bwhen\b|\bcan be\b|\bmay be\b|\bunlikely\b|"
    r"\brule out\b"
)
_NO_IMPACT = re.compile(
    r"\bno (?:(?:customer|user|client|visible|service|business|external|production|"
    r"known customer) )+impact\b(?! (?:known|assessment|yet|on \w+ (?:but|except)))|(?:^|[.;,] ?)no impact(?=$|"
    r" ?[.;,]| (?:on|to|for) (?:customers?|users?|clients?|traffic|production))|\bnot (?:\w+ )?customer (?:facing|"
    r"visible)|\bno (?:customers?|users?) (?:are |is |were )?(?:affected|impacted)|\bbefore any traffic\b|"
    r"(?<!not )(?<!go )(?<!went )\bas planned\b"
)
_WAS_SO = re.compile(r"\b(?:yesterday|last (?:night|week|time)|so far|until|earlier|before|usually|normally)\b|\bbut\b")


def is_sources_test(alarm: Alarm) -> bool:
    """
    Marked as a test where a monitoring system marks it: a label of its own, or a name and a text that say nothing else.

    Grafana's "TestAlert", "[TEST] ..." of Datadog's test button, `test="true"`, "This is a test notification".
    """
    if any(key.lower() in _MARKS and value.lower() in _YES for key, value in alarm.labels.items()):
        return True
    if alarm.source in _TAGGERS and (_TAG.match(alarm.name) or _TAGGED.search(alarm.raw[:LONGEST_RAW])):
        return True
    name, summary = plain(alarm.name), plain(alarm.summary)
    return _is_only_test(name) and (not summary or _is_only_test(summary))


def _is_only_test(said: str) -> bool:
    return bool(_SAYS_TEST.search(said) and _TEST_TALK.fullmatch(said))


def is_announced_drill(alarm: Alarm) -> bool:
    """Its name is that of a drill, or its text opens by announcing one, and nothing takes that back."""
    name, summary = plain(alarm.name), plain(alarm.summary)
    if _TAKEN_BACK.search(f"{name} . {summary}"):
        return False
    return bool(_IS_DRILL.fullmatch(name) or _DRILL_TALK.match(name) or _DRILL_TALK.match(summary))


def without_drill(text: str) -> str:
    """The same in plain words without the drill's own: what is left tells whether anything fails."""
    return re.sub(rf"{_ANNOUNCED}|\b{_DRILL}\b", " ", plain(text)).strip()


def says_over(text: str) -> bool:
    """Whether a sentence opens by saying that it is over or never was: "resolved by itself", "false alarm: ..."."""
    said = plain(text)
    return bool(_OVER.match(said)) and not _TAKEN_BACK.search(said)


def calls_off(text: str) -> bool:
    """
    Whether words anywhere would like it to be over, a drill, a test or without harm: worth a reason when not
    believed.
    """
    return bool(_LIKES_IT_OVER.search(plain(text))) or says_no_impact(text)


_LIKES_IT_OVER = re.compile(
    r"\bfalse (?:alarm|positive)|\btest (?:notification|alert|message|alarm)\b|\ba test\b|\bgame ?day\b|"
    r"\bdrill\b|\brehearsal\b|\bchaos\b|\bback to normal|\brecovered\b|\bhealed\b|\bresolved\b|\bignore\b|"
    r"\bno longer\b"
)


def says_no_impact(text: str) -> bool:
    """Whether the words say that nobody is hurt, now."""
    said = plain(text)
    return bool(_NO_IMPACT.search(said)) and not _WAS_SO.search(said)
