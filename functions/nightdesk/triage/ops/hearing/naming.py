"""How monitoring writes a service's name: with an environment, a replica's hash, a domain, an ARN around it."""

import re
from collections.abc import Iterator

_PLACES = re.compile(
    r"function:(?P<function>[^:/]+)|targetgroup/(?P<group>[^/]+)|(?:loadbalancer/)?(?:app|net)/(?P<balancer>[^/]+)/|"
    r":service/(?:[^/]+/)?(?P<ecs>[^/:]+)|:(?:db|cluster):(?P<db>[^:/]+)|log-group:/?(?:aws/[a-z-]+/)?(?P<log>[^:]+)|"
    r"(?:deployments?|statefulsets?|daemonsets?|pods?|services?|svc)/(?P<k8s>[^/:]+)"
)
_DOMAIN = re.compile(r"^([a-z0-9][a-z0-9-]*)(?:\.[a-z0-9-]+)+(?::\d+)?$")
_POD = re.compile(r"-(?:[a-f0-9]{8,10}|[bcdfghjklmnpqrstvwxz2456789]{8,10})-[bcdfghjklmnpqrstvwxz2456789]{5}$")
_REPLICA_SET = re.compile(r"-(?=[a-f0-9]*\d)[a-f0-9]{8,10}$")
_NUMBERED = re.compile(r"(?<=[a-z])[-_]?\d{1,3}$")
_RANDOM = re.compile(r"-(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{10,17}$")
_REGION = re.compile(r"(?:us|eu|ap|sa|ca|me|af)[-_](?:gov[-_])?(?:north|south|east|west|central)[a-z]*[-_]\d[a-z]?")
_AROUND = (
    "prod production live prd staging stage stg dev test qa uat svc service app deployment deploy fn func function "
    "lambda handler tg elb alb nlb lb asg ecs eks pod task instance node host server srv use1 usw2 euw1 euc1 ap1 eu us "
    "blue green canary primary main"
)
_DRESSING = frozenset(_AROUND.split())
"""Words around a name that say where or how it runs, not what it is."""


def words(name: str) -> tuple[str, ...]:
    """ "prodCheckout_svc" -> prod, checkout, svc."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return tuple(re.findall(r"[a-z0-9]+", split.lower()))


def letters(name: str) -> str:
    """Only its letters and digits, small."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def forms(said: str) -> Iterator[str]:
    """The same name with ever less around it, each form once, what was said first."""
    yield from dict.fromkeys(form for form in _undressed(said.strip()) if form)


def _undressed(said: str) -> Iterator[str]:
    yield said
    if found := _PLACES.search(said):
        said = next(part for part in found.groups() if part)
        yield said
    if domain := _DOMAIN.match(said.lower()):
        said = domain[1]
        yield said
    for tail in (_POD, _REPLICA_SET, _RANDOM):
        if found := tail.search(said.lower()):
            said = said[: found.start()]
            yield said
    left = list(words(_REGION.sub(" ", said)))
    while len(left) > 1 and (left[-1] in _DRESSING or left[-1].isdigit()):
        left.pop()
    while len(left) > 1 and left[0] in _DRESSING:
        left.pop(0)
    yield "-".join(left)


def of_machine(said: str) -> Iterator[str]:
    """What may run on a machine of this name: "walletapi07.use1.corp:9100" -> ..., "walletapi07", "walletapi"."""
    for form in forms(said.partition(":")[0]):
        yield form
        yield _NUMBERED.sub("", form)


def bare(said: str) -> str:
    """The name with nothing around it."""
    return list(forms(said))[-1] if said.strip() else ""
