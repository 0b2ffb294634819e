"""nightdesk doctor: is every external need configured, reachable and permitted?"""

import argparse
from collections.abc import Callable
from typing import Any

from nightdesk.errors import NightdeskError


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("doctor", help="check settings, data files, table, secrets, carrier and model")
    parser.set_defaults(run=_doctor)


def _doctor(_chosen: argparse.Namespace) -> int:
    wrong = 0
    for name, check, mend in _checks():
        try:
            print(f"ok    {name}: {check()}")
        except NightdeskError as error:
            wrong = 1
            print(f"WRONG {name}: {error}\n      {mend}")
        except Exception as error:  # a doctor must not die of the disease
            wrong = 1
            print(f"WRONG {name}: {type(error).__name__}: {error}\n      {mend}")
    return wrong


def _checks() -> list[tuple[str, Callable[[], str], str]]:
    from nightdesk import wiring
    from nightdesk.incident.desk import Desk
    from nightdesk.settings import library
    from nightdesk.shelf import load

    def data_files() -> str:
        books = load(library() / "runbooks")
        people, services = len(books.roster.people), len(books.catalogue.services)
        return f"{people} people, {services} services, {len(books.runbooks)} runbooks"

    def settings() -> str:
        return f"number {wiring.settings().number}, webhooks at {wiring.settings().public_url}"

    def table() -> str:
        board = wiring.kit().store.board(Desk.OPS)
        return f"{wiring.settings().table} answers; {len(board.open)} incidents on the board"

    def tokens() -> str:
        return f"{len(wiring.twilio_tokens())} token(s) may sign webhooks"

    def carrier() -> str:
        return wiring.carrier_account()

    def model() -> str:
        return (
            f"{wiring.settings().model} at {wiring.settings().anthropic_url}"
            if wiring.mind()
            else "none: the desk's own words are used"
        )

    def sources() -> str:
        kept = wiring.secret(wiring.settings().alarm_tokens_secret)
        return f"alarms may be posted by {', '.join(sorted(kept)) or 'nobody'}"

    from nightdesk.cli import doctor_outside

    return [
        ("data files", data_files, "Mend the file and field named above, then run `nightdesk runbooks check`."),
        ("settings", settings, "Set the variables named above; stacks/functions.py shows what a deployment sets."),
        ("table", table, "Deploy the stack, and check the table's name, the region and the credentials in use."),
        ("Twilio secret", tokens, "Put {account_sid, auth_token} into Secrets Manager under the name in settings."),
        ("Twilio account", carrier, "Check account_sid and auth_token in the console of your Twilio account."),
        ("alarm tokens", sources, "Put {source: token} into Secrets Manager under the name in settings."),
        ("model", model, "Put {api_key} into Secrets Manager, or leave it empty to go without."),
        *doctor_outside.checks(),
    ]
