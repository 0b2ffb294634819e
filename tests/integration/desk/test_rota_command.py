"""nightdesk rota: covers, swaps and vacations from the command line, kept in the table."""

import argparse
import json
from datetime import timedelta

import pytest

from nightdesk.cli.rota import add_to, change_rota
from nightdesk.errors import Malformed
from tests.integration.desk.conftest import Night

ANA, CLEO = "+12025550121", "+12025550123"
UNTIL = ["--until", "2026-11-23T03:00:00+00:00"]


def types(night: Night, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())
    return change_rota(night.kit, parser.parse_args(["rota", *arguments]))


def on_call(night: Night, role: str = "on-call engineer") -> str:
    return night.kit.roster.holder(role, night.now).id


def test_a_cover_lasts_as_long_as_it_says(night: Night) -> None:
    types(night, "cover", "cleo", "ana", *UNTIL)

    assert on_call(night) == "cleo"
    night.now += timedelta(days=1)
    assert on_call(night) == "ana"


def test_a_swap_of_one_role_leaves_the_others(night: Night) -> None:
    types(night, "swap", "ana", "ben", "--role", "on-call engineer", *UNTIL)

    assert (on_call(night), on_call(night, "senior on-call")) == ("ben", "ben")


def test_a_swap_of_everything_gives_each_the_others_turns(night: Night) -> None:
    types(night, "swap", "ana", "ben", *UNTIL)

    assert (on_call(night), on_call(night, "senior on-call")) == ("ben", "ana")


def test_while_the_only_one_is_away_the_catch_all_is_woken(night: Night) -> None:
    types(night, "away", "ana", *UNTIL)

    assert night.kit.roster.holding("on-call engineer", night.now).is_gap
    assert on_call(night) == "gus"


def test_what_was_made_is_listed_and_can_be_dropped(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    types(night, "swap", "ana", "ben", *UNTIL)
    made = capsys.readouterr().out.strip()

    types(night, "list")
    listed = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["what"], listed["who"], listed["for"]) == (made, "swap", "ana", "ben")
    types(night, "drop", made)
    assert on_call(night) == "ana"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["cover", "cleo", "ana"],
            {
                CLEO: "Arranged by your lead: You are on call for Ana Duarte from Sat 21 Nov 22:00 EST to Sun 22 Nov 22:00 EST.",  # noqa: E501
                ANA: "Arranged by your lead: Cleo Marsh covers you from Sun 22 Nov 03:00 WET to Mon 23 Nov 03:00 WET.",
            },
        ),
        (
            ["swap", "ana", "cleo"],
            {
                CLEO: "Arranged by your lead: You and Ana Duarte have each other's turns from Sat 21 Nov 22:00 EST to Sun 22 Nov 22:00 EST.",  # noqa: E501
                ANA: "Arranged by your lead: You and Cleo Marsh have each other's turns from Sun 22 Nov 03:00 WET to Mon 23 Nov 03:00 WET.",  # noqa: E501
            },
        ),
        (
            ["away", "ana"],
            {
                ANA: "Arranged by your lead: You are marked away from Sun 22 Nov 03:00 WET to Mon 23 Nov 03:00 WET: your turns go to whoever is next."  # noqa: E501
            },
        ),
    ],
)  # fmt: skip
def test_whom_it_concerns_is_told_and_told_again_when_it_is_taken_back(
    night: Night, arguments: list[str], told: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    types(night, *arguments, *UNTIL)
    made = capsys.readouterr().out.strip()
    night.settle()
    assert {sent.to: sent.what for sent in night.channel.sent} == {
        to: f"{what} Text my shifts for yours." for to, what in told.items()
    }

    types(night, "drop", made)
    night.settle()

    back = [sent for sent in night.channel.sent if sent.what.startswith("Taken back: ")]
    assert {sent.to for sent in back} == set(told)
    assert len(night.channel.sent) == 2 * len(told)


def test_everything_is_ended_at_once(night: Night) -> None:
    types(night, "cover", "cleo", "ana", *UNTIL)
    types(night, "away", "ben", *UNTIL)

    types(night, "clear")

    assert (on_call(night), on_call(night, "senior on-call")) == ("ana", "ben")
    assert night.kit.store.read_rota().overrides == ()


def test_a_test_page_goes_to_whom_it_was_meant_for(night: Night) -> None:
    types(night, "test", "ana")
    night.settle()

    assert [sent.to for sent in night.channel.sent] == ["+12025550121"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cover", "zoe", "ana", *UNTIL], "nobody is called 'zoe'"),
        (["cover", "ana", "ana", *UNTIL], "ana cannot cover themselves"),
        (["cover", "ben", "ana", "--until", "2026-11-21T03:00:00+00:00"], "--until: "),
        (["cover", "ben", "ana", "--until", "6am"], "--until: '6am' is not a time"),
        (["swap", "ana", "ben", "--role", "boss", *UNTIL], "--role: no schedule named 'boss'"),
        (["swap", "ana", "ben", "--from", "2026-11-24T00:00:00+00:00", *UNTIL], "--until: "),
        (["cover", "maya", "ana", *UNTIL], "maya is not of the desk ops, and could not answer as on-call engineer"),
        (["swap", "ana", "maya", *UNTIL], "ana is not of the desk pets"),
        (["cover", "paul", "maya", *UNTIL], "paul is no vet"),
        (["drop", "nothing"], "nothing has the id 'nothing'"),
    ],
)
def test_what_makes_no_sense_changes_nothing(night: Night, arguments: list[str], told: str) -> None:
    with pytest.raises(Malformed, match=told):
        types(night, *arguments)

    assert night.kit.store.read_rota().version == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cover", "ben", "cleo", "--role", "on-call engineer", *UNTIL], "in that time cleo has no turn there"),
        (["swap", "cleo", "dev", "--role", "on-call engineer", *UNTIL], "in that time cleo and dev have no turn there"),
        (["cover", "ben", "ana", "--until", "2036-11-23T03:00:00+00:00"], "--until: .* more than a year after --from"),
    ],
)
def test_what_would_change_nobodys_turn_or_last_for_years_is_not_told_to_anybody(
    night: Night, arguments: list[str], told: str
) -> None:
    with pytest.raises(Malformed, match=told):
        types(night, *arguments)

    assert night.channel.sent == []


def test_people_may_be_called_by_their_names(night: Night) -> None:
    types(night, "cover", "Cleo Marsh", "Ana", *UNTIL)

    assert on_call(night) == "cleo"


def test_whoever_arranges_a_hole_is_told_of_it(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    types(night, "away", "ana", *UNTIL)

    assert capsys.readouterr().err.splitlines() == [
        "! nobody is on call from 03:00 Sunday 22 November to 03:00 Monday 23 November as on-call engineer (UTC); Gus "
        "Weber is woken"
    ]
    types(night, "cover", "cleo", "ana", *UNTIL)
    assert on_call(night) == "cleo"
    assert capsys.readouterr().err == ""
