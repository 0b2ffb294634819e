"""The service catalogue loads strictly and says where it is wrong."""

from pathlib import Path

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.runbook.catalogue import load
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.settings import library

ENTRY = "owner: us, tier: 1, criticality: high"


def _file(folder: Path, text: str) -> Path:
    path = folder / "runbooks" / "services.yaml"
    path.parent.mkdir()
    path.write_text(text)
    return path


def test_our_own_catalogue_loads_and_knows_its_blast_radius() -> None:
    catalogue = load(library() / "runbooks" / "services.yaml")

    assert catalogue.dependents("ledger-db") == ("payments", "checkout", "storefront")
    assert catalogue.get("nightdesk-pets") is not None


def test_services_may_lean_on_each_other_in_a_circle(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        f"services: [{{name: a, {ENTRY}, depends_on: [b]}}, {{name: b, {ENTRY}, depends_on: [a]}}]",
    )

    assert load(path).dependents("a") == ("b",)


@pytest.mark.parametrize(
    ("services", "complaint"),
    [
        (f"[{{name: a, {ENTRY}, depends_on: [x]}}]", r"services\[0\]\.depends_on\[0\]: no service named 'x'"),
        (f"[{{name: a, {ENTRY}, depends_on: [a]}}]", r"services\[0\]\.depends_on\[0\]: 'a' cannot lean on itself"),
        (f"[{{name: a, {ENTRY}}}, {{name: a, {ENTRY}}}]", r"services\[1\]\.name: 'a' is used twice"),
        (f"[{{name: a, {ENTRY}, colour: red}}]", r"services\[0\]\.colour: "),
        ("[{name: a, owner: us, tier: 7, criticality: high}]", r"services\[0\]\.tier: "),
        (f"[{{name: a, {ENTRY}, customers: -1}}]", r"services\[0\]\.customers: "),
        (f"[{{name: a, {ENTRY}, signals: {{metrics: {{errors: Errors}}}}}}]", r"signals\.metrics\.errors"),
        (
            f"[{{name: a, {ENTRY}, objectives: [{{name: fast, measures: latency, target: 99}}]}}]",
            r"services\[0\]\.objectives\[0\]: .*at_most_ms",
        ),
        (
            f"[{{name: a, {ENTRY}, objectives: [{{name: up, measures: availability, target: 101}}]}}]",
            r"services\[0\]\.objectives\[0\]\.target",
        ),
        (f"[{{name: a, {ENTRY}}}, {{name: b, {ENTRY}, aliases: [a]}}]", r"services\[1\]\.aliases\[0\]: 'a' is"),
        ("[{name: a, [}", "is not YAML"),
        ("3", "services: "),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(tmp_path: Path, services: str, complaint: str) -> None:
    path = _file(tmp_path, f"services: {services}")

    with pytest.raises(Misconfigured, match=rf"^runbooks/services\.yaml:\d+: .*{complaint}"):
        load(path)


@pytest.mark.parametrize("text", ["", "[]", "services:", "just words"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Misconfigured, match=r"^runbooks/services\.yaml:\d+: "):
        load(_file(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"gone\.yaml: cannot be read"):
        load(tmp_path / "gone.yaml")


def test_somebody_elses_catalogue_may_say_more_and_lean_on_what_it_does_not_list(tmp_path: Path) -> None:
    path = _file(tmp_path, f"version: 3\nservices: [{{name: a, {ENTRY}, colour: red, depends_on: [x]}}]")

    assert load(path, is_ours=False).services[0].depends_on == ("x",)


def test_circles_are_told_each_once() -> None:
    def lean(name: str, *on: str) -> Service:
        return Service(name=name, owner="us", tier=1, criticality="high", depends_on=on)

    services = (lean("a", "b"), lean("b", "c"), lean("c", "a"), lean("d", "a"), lean("x", "y"), lean("y", "x"))

    assert Catalogue(services=services).circles() == (("a", "b", "c"), ("x", "y"))
    assert Catalogue(services=(lean("p", "q"), lean("q"))).circles() == ()


def test_our_own_services_have_objectives_and_other_names() -> None:
    catalogue = load(library() / "runbooks" / "services.yaml")

    objectives = [objective for service in catalogue.services for objective in service.objectives]
    assert {objective.measures for objective in objectives} >= {"availability", "latency"}
    assert any(service.aliases for service in catalogue.services)


def test_a_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    entry = (
        "  - name: b\n    owner: us\n    tier: 1\n    criticality: high\n    depends_on:\n      - a\n      - nobody\n"
    )
    text = f"currency: EUR\nservices:\n  - {{name: a, {ENTRY}}}\n{entry}"

    with pytest.raises(Misconfigured, match=r"services\.yaml:10: services\[1\]\.depends_on\[1\]: no service"):
        load(_file(tmp_path, text))


@pytest.mark.parametrize(
    ("told", "health", "boards"),
    [
        ("health_checks: [answers, prices], dashboards: [Shop, 'https://g.example/d/1']", 2, 2),
        ("health_check: answers, dashboard: Shop", 1, 1),
        ("health_check: '', dashboard: ''", 0, 0),
    ],
)
def test_a_service_may_have_several_checks_and_dashboards_or_one(
    tmp_path: Path, told: str, health: int, boards: int
) -> None:
    service = load(_file(tmp_path, f"services: [{{name: a, {ENTRY}, {told}}}]")).get("a")

    assert service is not None
    assert (len(service.health_checks), len(service.dashboards)) == (health, boards)


@pytest.mark.parametrize(
    "told",
    [
        "dashboards: Shop",
        "dashboards: ['']",
        "health_checks: [3]",
        "health_check: a, health_checks: [b]",
        "dashboard: [a]",
    ],
)
def test_checks_and_dashboards_of_another_shape_do_not_load(tmp_path: Path, told: str) -> None:
    with pytest.raises(Misconfigured, match=r"services\.0|dashboard|health_check"):
        load(_file(tmp_path, f"services: [{{name: a, {ENTRY}, {told}}}]"))


def test_a_bare_name_of_a_dashboard_becomes_an_address() -> None:
    service = Service(
        name="a",
        owner="us",
        tier=1,
        criticality="high",
        regions=("eu-west-1",),
        dashboards=("Shop A", "https://g.example/d/1"),
    )

    assert service.dashboard_links() == (
        "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards:name=Shop%20A",
        "https://g.example/d/1",
    )
