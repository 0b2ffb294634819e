"""The demo shop as a test sees it, past the desk: what its alias really serves, and an engineer who was asked."""

from dataclasses import dataclass

from stacks.local.deploy import client
from stacks.local.handset import Phone
from stacks.local.night import Night
from stacks.local.run import Run

OTHERS = ("Ben", "Cleo", "Dev", "Eve", "Finn", "Gus")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A bad deployment that Ana has and was asked about: the code she was given, and the version that is to blame."""

    ana: Phone
    code: str
    incident: str
    bad: str


def serving(run: Run) -> str:
    """The version behind the alias `live` of checkout, read from AWS itself."""
    alias = client("lambda", run.wiring.aws_url).get_alias(FunctionName="shop-checkout", Name="live")
    return str(alias["FunctionVersion"])


def asks_ana(night: Night, run: Run, *, sticky: bool = False, asleep: tuple[str, ...] = OTHERS) -> Asked:
    """Break checkout; Ana takes it and gets the request for approval. Everybody named in `asleep` is silent."""
    ana = night.phone("Ana").is_only_read()
    for name in asleep:
        night.phone(name).sleeps()
    night.tolerates("still on inc")
    night.tolerates("INC-", "so far")
    good = serving(run)
    night.breaks("bad-deploy", sticky=sticky)
    bad = serving(run)
    assert bad != good
    ana.expects("Reply ack")
    ana.replies("ack {code}").expects("yours")
    incident = night.incident("ops")["id"]
    ana.expects("needs your OK", "Roll back", "go ")
    return Asked(ana=ana, code=ana.code("go"), incident=incident, bad=bad)
