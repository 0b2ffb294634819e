"""The small graph of failing services and who leans on them."""

from dataclasses import replace

from nightdesk.console.graph import graph
from nightdesk.console.services import services, signs
from nightdesk.incident.incident import AlarmSeen, Status
from nightdesk.runbook.service import Catalogue, Service
from tests.unit.console.incidents import CATALOGUE, OPENED, asking_incident, open_incident


def test_arrows_point_the_way_that_trouble_travels() -> None:
    drawn = graph(open_incident(), CATALOGUE)

    assert drawn["edges"] == [{"from": "checkout", "to": "storefront"}]
    assert {node["name"]: node["is_failing"] for node in drawn["nodes"]} == {"checkout": True, "storefront": False}


def test_a_suspected_service_is_drawn_although_it_raised_no_alarm() -> None:
    incident = asking_incident()
    assert incident.hypothesis is not None
    incident = replace(incident, hypothesis=replace(incident.hypothesis, origin="payments"))

    drawn = graph(incident, CATALOGUE)

    assert drawn["nodes"][0] == {
        "name": "payments",
        "is_failing": False,
        "is_origin": True,
        "is_customer_facing": False,
    }
    assert {"from": "payments", "to": "checkout"} in drawn["edges"]


def test_an_abstained_hypothesis_points_at_nobody() -> None:
    incident = asking_incident()
    assert incident.hypothesis is not None
    incident = replace(incident, hypothesis=replace(incident.hypothesis, is_abstained=True))

    assert not any(node["is_origin"] for node in graph(incident, CATALOGUE)["nodes"])


def test_a_service_that_the_catalogue_does_not_know_stands_alone() -> None:
    drawn = graph(open_incident(services=("unheard-of",), blast_radius=()), CATALOGUE)

    assert [node["name"] for node in drawn["nodes"]] == ["unheard-of"]
    assert drawn["edges"] == []


def test_the_whole_graph_marks_what_alarms_now_and_who_leans_on_it() -> None:
    drawn = services(CATALOGUE, (open_incident(),))

    nodes = {node["name"]: node for node in drawn["nodes"]}
    assert (nodes["checkout"]["is_failing"], nodes["checkout"]["incident"]) == (True, "INC-000001")
    assert (nodes["storefront"]["is_failing"], nodes["storefront"]["is_affected"]) == (False, True)
    assert not nodes["payments"]["is_failing"] and not nodes["payments"]["is_affected"]
    assert {"from": "payments", "to": "checkout"} in drawn["edges"]


def test_what_is_over_alarms_no_more() -> None:
    over = open_incident(status=Status.RESOLVED, resolved_at=OPENED)

    assert not any(node["is_failing"] for node in services(CATALOGUE, (over,))["nodes"])


def test_an_alarming_service_that_nobody_listed_is_drawn_too() -> None:
    incident = open_incident()
    stranger = replace(incident, services=("ghost",))

    (ghost,) = [node for node in services(CATALOGUE, (stranger,))["nodes"] if node["name"] == "ghost"]

    assert ghost["is_failing"] and ghost["tier"] is None


def test_a_service_whose_alarms_have_ended_is_not_marked() -> None:
    alarms = tuple(
        AlarmSeen(
            fingerprint=name, source="x", service=name, name="Errors", is_firing=name == "payments",
            first_at=OPENED, last_at=OPENED,
        )
        for name in ("checkout", "payments")
    )  # fmt: skip

    nodes = services(CATALOGUE, (open_incident(alarms=alarms),))["nodes"]

    assert [node["name"] for node in nodes if node["is_failing"]] == ["payments"]
    assert [node["name"] for node in nodes if node["is_affected"]] == ["storefront", "checkout"]


def test_an_incident_shows_where_to_look_and_what_to_look_for() -> None:
    shop = Service(
        name="shop", owner="us", tier=1, criticality="high", health_checks=("answers",), dashboards=("https://g/1",)
    )
    bare = Service(name="bare", owner="us", tier=1, criticality="high")

    told = signs(Catalogue(services=(shop, bare)), ("shop", "bare", "unknown", "shop"))

    assert told == [{"service": "shop", "health_checks": ["answers"], "dashboards": ["https://g/1"]}]
