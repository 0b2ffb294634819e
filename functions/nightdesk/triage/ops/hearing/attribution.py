"""Which service of the catalogue an alarm is about, when the alarm itself says it in its own words or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.triage.ops.hearing.naming import bare, forms, letters, of_machine, words

_NAMING = (
    "service", "app", "application", "deployment", "workload", "container", "job", "functionname", "function_name",
    "app_kubernetes_io_name", "kubernetes_io_app", "k8s_app", "targetgroup", "target_group", "loadbalancer",
    "servicename", "service_name", "dbinstanceidentifier", "queuename", "tablename", "statefulset", "component",
)  # fmt: skip
"""Labels that may name the service, in any spelling of their own."""
_MACHINE = frozenset({"host", "hostname", "instance", "node", "pod", "server", "machine", "vm"})


@dataclass(frozen=True, slots=True)
class _Index:
    """
    The catalogue as attribution looks at it. spelled: letters of a name or an alias -> its service; "" where two
    services share them. mentioned: a name's words -> its service, the longest first.
    """

    names: frozenset[str]
    spelled: Mapping[str, str]
    mentioned: tuple[tuple[str, str], ...]


def attribute(alarm: Alarm, catalogue: Catalogue) -> Alarm:
    """
    The same alarm with the catalogue's name for its service, and the reason; unchanged when nothing fits or two do.

    Tried in order: the name it gives, as the catalogue or an alias has it; its signals (function, dimensions); the name
    without what monitoring puts around it; a label that names it; the machine, when that is called after its service;
    the one service whose name stands in the alarm.
    What states its service is believed: one that the catalogue does not know ("payments-fraud") is no other one
    ("payments") because a label, a machine or a sentence mentions that. It is only freed of environment, replica and
    domain, so that it is called the same by every alarm.
    """
    index = _index_of(catalogue)
    if alarm.service in index.names:
        return alarm
    for find, why in _STATED if is_stated(alarm) else _WAYS:
        service = find(alarm, catalogue, index)
        if service:
            return _named(alarm, service, f"service {service} from the catalogue by its {why}")
    plain = bare(alarm.service)
    if plain and plain != alarm.service and letters(plain) != letters(alarm.service):
        return _named(alarm, plain, f"service {alarm.service!r} is not in the catalogue; called {plain} here")
    return alarm


def _named(alarm: Alarm, service: str, why: str) -> Alarm:
    reasons = tuple(reason for reason in alarm.reasons if not reason.startswith("service unknown"))
    return replace(alarm, service=service, reasons=(*reasons, why))


def _by_alias(alarm: Alarm, _: Catalogue, index: _Index) -> str:
    return index.spelled.get(letters(alarm.service), "") if alarm.service else ""


def _by_spelling(alarm: Alarm, _: Catalogue, index: _Index) -> str:
    return _first(forms(alarm.service), index)


def _first(spellings: Iterable[str], index: _Index) -> str:
    return next((found for form in spellings if (found := index.spelled.get(letters(form), ""))), "")


def _by_signals(alarm: Alarm, catalogue: Catalogue, _: _Index) -> str:
    told = {*alarm.labels.values(), alarm.resource, alarm.service} - {""}
    functions = [
        service for service in catalogue.services if service.signals.function and service.signals.function in told
    ]
    if functions:
        return _only(functions)
    return _only(
        [s for s in catalogue.services if s.signals.dimensions and s.signals.dimensions.items() <= alarm.labels.items()]
    )


def _by_own_function(alarm: Alarm, catalogue: Catalogue, _: _Index) -> str:
    return _only([service for service in catalogue.services if service.signals.function == alarm.service])


def _by_label(alarm: Alarm, _: Catalogue, index: _Index) -> str:
    named = {
        key.lower().replace(".", "_").replace("/", "_").replace("-", "_"): value for key, value in alarm.labels.items()
    }
    found = {service for key in _NAMING if key in named and (service := _first(forms(named[key]), index))}
    return found.pop() if len(found) == 1 else ""


def _by_machine(alarm: Alarm, _: Catalogue, index: _Index) -> str:
    """ "walletapi07.use1.corp" runs wallet-api, and so does "wallet-api-2:9100": machines are named for their work."""
    machines = {value for key, value in alarm.labels.items() if key.lower() in _MACHINE} | {alarm.resource}
    found = {service for one in machines if one and (service := _first(of_machine(one), index))}
    return found.pop() if len(found) == 1 else ""


def _by_mention(alarm: Alarm, _: Catalogue, index: _Index) -> str:
    """The longest service name that stands as whole words in the alarm's name, resource or machine, if only one is."""
    machines = (value for key, value in alarm.labels.items() if key.lower() in _MACHINE and not alarm.service)
    said = "  ".join(f" {' '.join(words(told))} " for told in (alarm.name, alarm.resource, alarm.service, *machines))
    named = [(spoken, service) for spoken, service in index.mentioned if f" {spoken} " in said]
    if not named:
        return ""
    longest = len(named[0][0])
    kept = [(spoken, service) for spoken, service in named if len(spoken) == longest]
    outer = [
        spoken for spoken, service in named if service != kept[0][1] and not any(spoken in other for other, _ in kept)
    ]
    return kept[0][1] if len({service for _, service in kept}) == 1 and not outer else ""


_STATED = ((_by_alias, "alias"), (_by_own_function, "signals"), (_by_spelling, "spelling"))
_WAYS = (
    (_by_alias, "alias"),
    (_by_signals, "signals"),
    (_by_spelling, "spelling"),
    (_by_label, "labels"),
    (_by_machine, "machine"),
    (_by_mention, "name in the alarm"),
)
_WEAK = frozenset(
    {"job", "exportedjob", "container", "containername", "kubernetescontainername", "k8scontainername", "component"}
)
"""Labels that as often name a part or who measured: another label that names a service counts for more."""


def is_stated(alarm: Alarm) -> bool:
    """Whether the alarm itself says which service it is of, and not merely what some part or monitor is called."""
    if not alarm.service or alarm.is_service_inferred:
        return False
    telling = [letters(key) for key, value in alarm.labels.items() if value == alarm.service]
    return not telling or any(key not in _WEAK for key in telling)


def _only(found: Iterable[Service]) -> str:
    names = [service.name for service in found]
    return names[0] if len(names) == 1 else ""


def _index_of(catalogue: Catalogue) -> _Index:
    """The catalogue's index. The last one is remembered: in a storm every alarm asks with the same catalogue."""
    if not _last or _last[0][0] is not catalogue:
        _last[:] = [(catalogue, _build(catalogue))]
    return _last[0][1]


_last: list[tuple[Catalogue, _Index]] = []


def _build(catalogue: Catalogue) -> _Index:
    listed = {service.name: (service.name, *service.aliases) for service in catalogue.services}
    # A thing that others lean on exists, whether or not it has an entry of its own.
    for service in catalogue.services:
        for name in service.depends_on:
            listed.setdefault(name, (name,))
    spelled: dict[str, str] = {}
    for service_name, called in listed.items():
        for one in called:
            shape = letters(one)
            spelled[shape] = service_name if spelled.get(shape, service_name) == service_name else ""
    mentioned = {(" ".join(words(one)), name) for name, called in listed.items() for one in called if words(one)}
    return _Index(
        names=frozenset(listed),
        spelled=spelled,
        mentioned=tuple(sorted(mentioned, key=lambda pair: (-len(pair[0]), pair))),
    )
