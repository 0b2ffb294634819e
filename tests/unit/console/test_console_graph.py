"""The small graph of failing services and who leans on them."""

from dataclasses import replace

from nightdesk.console.graph import graph
from tests.unit.console.incidents import CATALOGUE, asking_incident, open_incident


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
