"""The carrier refuses the desk itself, or is away: what must be said goes out another way, once, and says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from nightdesk.channel.second_way import SecondWay
from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.rounds.deliver import deliver, recover
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.errand.errand import Outbox, OutboxState, Purpose, Ring, Text
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import PageState
from nightdesk.store.store import Change
from tests.fakes.crash import Wired
from tests.fakes.network import FakeChannel
from tests.fakes.second import FakeMail, FakeSecondCarrier
from tests.integration.desk.acts import ANA, BEN, BOOKS, CHOCOLATE, MAYA, OWNER, raises
from tests.integration.desk.dying import play, points
from tests.integration.desk.world import World

CLEO = "+12025550123"
SUSPENDED = ChannelUnavailable("twilio said 401, 20003", code=20003)
NOT_REACHED = ChannelUnavailable("twilio could not be reached")
ERRS = ChannelUnavailable("twilio said 503, 20503", code=20503, may_have_sent=True)
SILENT = ChannelUnavailable("twilio did not answer in time", may_have_sent=True)
FOR_EVER = 500


class CutOff(World):
    """A night with a second way, and Ana's address."""

    def __init__(self, *, ways: tuple[str, ...] = ("sms", "email"), notices: tuple[Place, ...] = ()) -> None:
        people = tuple(replace(p, email="ana@example.com") if p.id == "ana" else p for p in BOOKS.roster.people)
        super().__init__(replace(BOOKS, roster=replace(BOOKS.roster, people=people)))
        self.second, self.mail = FakeSecondCarrier(), FakeMail()
        wired: dict[str, object] = {
            "carrier": Wired(self.second, self.fuse, "second"),
            "mail": Wired(self.mail, self.fuse, "mail"),
        }
        self.doors = replace(
            self.doors,
            second=lambda: SecondWay(**wired),  # type: ignore[arg-type]  # wires have every method
            pause=lambda _: None,
        )
        settings = replace(self.kit.settings, second_way=ways, notices=notices)
        self.kit = replace(self.kit, settings=settings)

    def refuses(self, error: ChannelUnavailable, *, times: int = FOR_EVER) -> None:
        self.channel.refusals[:] = [error] * times

    def page_row(self) -> Outbox:
        """Of the first text that woke somebody for the newest incident."""
        row = self.store.errand(next(page.outbox for page in self.incident().pages if page.channel == "sms"))
        assert row is not None
        return row

    def paged(self, phone: str) -> list[str]:
        """Texts of the second way to this phone that stand for no call."""
        return [said for said in self.second.texts_to(phone) if not said.startswith("CALL NOT POSSIBLE")]

    def notes(self) -> list[str]:
        return [e.text for e in self.store.entries(self.incident().id) if "second carrier" in e.text]

    def puts(self, errand: Text | Ring, *, outbox: str = "01ROW") -> None:
        """An errand about the newest incident, not delivered yet."""
        about = self.incident().id if self.store.incidents() else None
        lasts = self.now + timedelta(minutes=10)
        self.store.commit(Change(errands=(Outbox(id=outbox, at=self.now, errand=errand, incident=about, until=lasts),)))


@pytest.fixture
def world() -> CutOff:
    return CutOff()


def test_a_page_that_a_suspended_carrier_refuses_goes_out_the_second_way_and_says_that_no_reply_comes_back(
    world: CutOff,
) -> None:
    world.refuses(SUSPENDED)

    raises(world)

    (said,) = world.paged(ANA)
    assert "checkout" in said
    assert "INC-7001" in said
    assert "REPLIES DON'T REACH US" in said
    assert "https://desk.example/console" in said
    assert "reply ack" not in said.lower()
    assert world.channel.sent == []


def test_its_end_says_by_which_way_it_went_on_the_row_the_page_and_the_timeline(world: CutOff) -> None:
    world.refuses(SUSPENDED)

    raises(world)

    row = world.page_row()
    assert (row.state, row.way, row.sid) == (OutboxState.DIVERTED, "second", "text:second-1 e-mail:mail-1")
    assert {row.state.value, *(page.state.value for page in world.incident().pages)} == {"sent by the second carrier"}
    assert world.notes() == [
        f"the {what} to Ana Duarte went out by the second carrier (text, e-mail), the first takes nothing: "
        "our credentials are refused, or the account is suspended"
        for what in ("page", "call")
    ]


def test_where_pagerduty_is_told_the_words_send_them_there(world: CutOff) -> None:
    world = CutOff(notices=("pagerduty",))
    world.refuses(SUSPENDED)

    raises(world)

    assert "Ack in PagerDuty" in world.second.texts_to(ANA)[0]


def test_whoever_has_an_address_is_written_to_as_well(world: CutOff) -> None:
    world.refuses(SUSPENDED)

    raises(world)

    to, subject, body = world.mail.sent[0]
    assert to == "ana@example.com"
    assert subject.startswith("[Nightdesk] SEV1 INC-7001: checkout")
    assert body == world.second.texts_to(ANA)[0]


def test_one_of_the_two_is_enough(world: CutOff) -> None:
    world.refuses(SUSPENDED)
    world.second.refusals = [ChannelUnavailable("aws sms said 403, AuthorizationError")]

    raises(world)

    assert len(world.mail.sent) == 2
    assert world.page_row().state is OutboxState.DIVERTED
    assert "(e-mail)" in world.notes()[0]


def test_the_clock_goes_on_as_for_a_page_without_a_receipt_and_calls_become_texts(world: CutOff) -> None:
    world.refuses(SUSPENDED)

    raises(world)
    world.passes(minutes=3)

    page, *calls = world.second.texts_to(ANA)
    assert page.startswith("SEV1 INC-7001")
    assert [call.split(":")[0] for call in calls] == ["CALL NOT POSSIBLE. SEV1 INC-7001"] * 2
    assert world.channel.sent == []

    world.passes(minutes=11)
    assert world.second.texts_to(BEN)
    assert world.second.texts_to(CLEO)


@pytest.mark.parametrize("code", [10001, 20003, 20005, 20403, 30002, 90010])
def test_every_word_of_the_carrier_on_the_account_counts(world: CutOff, code: int) -> None:
    world.refuses(ChannelUnavailable(f"twilio said 403, {code}", code=code))

    raises(world)

    assert len(world.paged(ANA)) == 1


@pytest.mark.parametrize("code", [21610, 21211, 21614, 21408, 30034, 21611, 20429, 30003, 30006, 99999])
def test_what_is_about_one_message_one_number_or_one_moment_does_not(world: CutOff, code: int) -> None:
    is_final = code not in {21611, 20429}
    world.refuses(ChannelUnavailable(f"twilio said 400, {code}", code=code, is_final=is_final), times=3)

    raises(world)

    assert world.second.sent == []
    assert world.mail.sent == []


def test_a_carrier_that_cannot_be_reached_is_away_after_the_quick_tries_of_one_round(world: CutOff) -> None:
    world.refuses(NOT_REACHED, times=2)
    raises(world)
    assert len(world.channel.texts_to(ANA)) == 1

    world.refuses(NOT_REACHED, times=3)
    world.puts(Text(to=Phone(ANA), body="Ben has it.", purpose="update"))
    world.settle()

    assert [said.split(" REPLIES")[0] for said in world.second.texts_to(ANA)] == ["Ben has it."]


def test_whoever_takes_long_to_be_not_reached_is_not_asked_again_at_once(world: CutOff) -> None:
    seconds = iter(range(0, 100, 4))
    world.doors = replace(world.doors, clock=lambda: float(next(seconds)))
    world.refuses(NOT_REACHED, times=1)

    raises(world)

    assert len(world.second.texts_to(ANA)) == 1


def test_a_login_that_was_changed_is_tried_before_the_carrier_counts_as_lost(world: CutOff) -> None:
    renewed: list[str] = []

    def renew() -> bool:
        renewed.append("read anew")
        return True

    world.doors = replace(world.doors, renew=renew)
    world.refuses(SUSPENDED, times=1)

    raises(world)

    assert renewed == ["read anew"]
    assert len(world.channel.texts_to(ANA)) == 1
    assert world.second.sent == []


def test_a_text_that_the_carrier_took_and_lost_with_the_account_goes_out_again_once(world: CutOff) -> None:
    raises(world)
    page = world.incident().pages[0]
    world.refuses(SUSPENDED)

    for _ in range(3):
        take_receipt(world.kit, page.outbox, status="failed", error=30002)
        world.settle()

    assert len(world.channel.texts_to(ANA)) == len(world.paged(ANA)) == 1
    assert world.page_row().state is OutboxState.DIVERTED
    assert "the account was suspended before the text was sent" in world.notes()[0]
    assert len(world.notes()) == 1


@pytest.mark.parametrize("late", ["queued", "sent", "delivered", "failed"])
def test_what_the_first_carrier_still_tells_of_it_changes_nothing(world: CutOff, late: str) -> None:
    raises(world)
    page = world.incident().pages[0]
    world.refuses(SUSPENDED)
    take_receipt(world.kit, page.outbox, status="failed", error=30002)

    take_receipt(world.kit, page.outbox, status=late)
    world.settle()
    take_receipt(world.kit, page.outbox, status=late)

    assert len(world.paged(ANA)) == 1
    assert world.incident().pages[0].state is PageState.DIVERTED


def test_a_receipt_faster_than_our_own_note_still_sends_it_the_second_way(world: CutOff) -> None:
    def overtakes() -> None:
        world.channel.after = lambda: None
        outbox = world.channel.sent[-1].receipt.rsplit("/", 1)[-1]
        take_receipt(world.kit, outbox, status="failed", error=30002)

    world.channel.after = overtakes

    raises(world)

    assert len(world.paged(ANA)) == 1
    assert world.page_row().state is OutboxState.DIVERTED


def test_a_receipt_that_comes_when_it_is_no_longer_worth_it_makes_the_phone_ring_instead(world: CutOff) -> None:
    raises(world)
    page = world.incident().pages[0]
    world.now += timedelta(hours=2)

    take_receipt(world.kit, page.outbox, status="failed", error=30002)
    world.settle()

    assert world.page_row().state is OutboxState.FAILED
    assert world.second.sent == []
    assert world.incident().pages[0].state is PageState.FAILED


@pytest.mark.parametrize("code", [30003, 30005, 30006, 30007, 30008, 21610])
def test_a_text_that_its_phone_did_not_get_makes_the_phone_ring_as_ever(world: CutOff, code: int) -> None:
    raises(world)
    page = world.incident().pages[0]

    take_receipt(world.kit, page.outbox, status="undelivered", error=code)
    world.settle()

    assert world.second.sent == []
    assert world.page_row().state is OutboxState.FAILED


@pytest.mark.parametrize("error", [ERRS, SILENT], ids=["an error of its servers", "no answer in time"])
def test_a_text_the_carrier_may_have_taken_never_goes_the_second_way_while_its_books_are_not_read(
    world: CutOff, error: ChannelUnavailable
) -> None:
    world.puts(Text(to=Phone(ANA), body="Ben has it.", purpose="update"))
    world.refuses(error)
    deliver(world.kit, world.doors, "01ROW")
    closed = replace(world.doors, channel=ClosedBooks)

    for _ in range(5):
        world.now += timedelta(minutes=1)
        (row,) = world.store.unsettled(before=world.now)
        with pytest.raises(ChannelUnavailable):
            recover(world.kit, closed, row)

    assert world.second.sent == []
    assert row.state is OutboxState.UNCERTAIN


def test_a_text_that_the_books_know_is_out(world: CutOff) -> None:
    world.puts(Text(to=Phone(ANA), body="Ben has it.", purpose="update"))
    world.refuses(ERRS, times=2)
    deliver(world.kit, world.doors, "01ROW")
    world.channel.refusals.clear()
    world.channel.text(to=Phone(ANA), body="Ben has it.", receipt="", valid_seconds=60)  # it had taken it all the same

    world.passes(minutes=3)

    assert world.second.sent == []
    assert len(world.channel.texts_to(ANA)) == 1


def test_a_text_that_the_books_never_knew_goes_the_second_way_after_the_second_round(world: CutOff) -> None:
    world.puts(Text(to=Phone(ANA), body="Ben has it.", purpose="update"))
    world.refuses(ERRS)
    deliver(world.kit, world.doors, "01ROW")

    world.passes(minutes=1)
    assert world.second.sent == []
    world.passes(minutes=1)

    assert len(world.second.texts_to(ANA)) == 1


@pytest.mark.parametrize("error", [ERRS, SILENT], ids=["an error of its servers", "no answer in time"])
def test_a_call_that_cannot_be_placed_in_two_rounds_becomes_a_text(world: CutOff, error: ChannelUnavailable) -> None:
    raises(world)
    world.puts(Ring(to=Phone(ANA), script=f"page/{world.incident().id}/ana", purpose="page"))
    world.refuses(error)
    deliver(world.kit, world.doors, "01ROW")

    world.passes(minutes=2)

    assert [said for said in world.second.texts_to(ANA) if said.startswith("CALL NOT POSSIBLE")]


def test_when_neither_way_takes_it_the_next_round_begins_with_the_carrier_again(world: CutOff) -> None:
    world.refuses(SUSPENDED, times=1)
    world.second.refusals = [ChannelUnavailable("aws sms said 429, Throttled")] * 3
    world.mail.refusals = [ChannelUnavailable("aws email said 400, MessageRejected")] * 3

    raises(world)
    assert (world.page_row().state, world.page_row().way) == (OutboxState.CLAIMED, "neither")
    world.passes(minutes=1)

    assert len(world.channel.texts_to(ANA)) == 1
    assert world.second.sent == []
    assert world.page_row().state is OutboxState.ACCEPTED


def test_both_ways_are_tried_each_minute_and_then_the_errand_has_failed(world: CutOff) -> None:
    world.refuses(SUSPENDED)
    world.second.refusals = [ChannelUnavailable("aws sms said 403, AuthorizationError")] * FOR_EVER
    world.puts(Text(to=Phone(BEN), body="Ana has it.", purpose="update"))
    world.settle()

    world.passes(minutes=5)

    row = world.store.errand("01ROW")
    assert row is not None
    assert (row.state, row.attempts) == (OutboxState.FAILED, 4)


def test_what_may_be_out_by_the_second_way_is_repeated_by_it_and_never_by_the_carrier(world: CutOff) -> None:
    world.refuses(SUSPENDED, times=1)
    world.second.refusals = [ChannelUnavailable("aws sms did not answer: ReadTimeoutError", may_have_sent=True)]
    world.puts(Text(to=Phone(BEN), body="Ana has it.", purpose="update"))

    world.settle()
    world.passes(minutes=1)

    assert len(world.second.texts_to(BEN)) == 1
    assert world.channel.texts_to(BEN) == []


@pytest.mark.parametrize(
    ("purpose", "body", "said"),
    [
        ("update", "Stand down, INC-7001: Ben has it. Nothing for you to do.", "Stand down, INC-7001: Ben has it."),
        ("update", "Still on INC-7001? Reply ack 7001 to keep it.", "Still on INC-7001?"),
        ("reply", "INC-7001 is yours, Ana. Reply status 7001 or more 7001.", "INC-7001 is yours, Ana."),
        ("update", "No answer to a text: no update. go 7KQ4XM runs it.", "No answer to a text: no update. REPLIES"),
        ("ask", "HIGH: roll back checkout. go 7KQ4XM runs it, no 7KQ4XM does not.", "INC-7001 waits for a decision"),
    ],
)
def test_nothing_that_goes_this_way_asks_for_a_reply_or_tells_a_code(
    world: CutOff, purpose: Purpose, body: str, said: str
) -> None:
    raises(world)
    world.refuses(SUSPENDED)
    world.puts(Text(to=Phone(ANA), body=body, purpose=purpose))

    world.settle()

    (text,) = world.second.texts_to(ANA)
    assert text.startswith(said)
    assert "7KQ4XM" not in text
    assert "reply " not in text.lower()
    assert "REPLIES DON'T REACH US" in text


def test_an_owner_reads_the_first_step_and_whom_to_call(world: CutOff) -> None:
    world.refuses(SUSPENDED)

    world.texts(OWNER, CHOCOLATE)

    said = world.second.texts_to(OWNER)[0]
    case = world.incident()
    assert said.startswith(case.first_step.split(".")[0])
    assert "we can't read replies to this text" in said
    assert "waking" not in said
    assert "?" not in said
    assert case.clinic in said
    assert world.second.texts_to(MAYA)


def test_an_owner_without_a_case_is_told_whom_to_call(world: CutOff) -> None:
    world.refuses(SUSPENDED)

    world.texts(OWNER, "how often should I brush my dog")

    assert "call your vet or the nearest emergency vet" in world.second.texts_to(OWNER)[0]


def test_stop_holds_for_the_second_number_too(world: CutOff) -> None:
    world.texts(OWNER, CHOCOLATE)
    world.texts(OWNER, "STOP", sid="SMstop")
    world.refuses(SUSPENDED)
    world.puts(Ring(to=Phone(OWNER), script=f"check/{world.incident().id}", purpose="check-in"))
    world.puts(Text(to=Phone(OWNER), body="Keep him warm.", purpose="update"), outbox="01TEXT")

    world.settle()
    world.passes(minutes=5)

    assert world.second.texts_to(OWNER) == []


def test_a_responder_who_said_stop_gets_the_e_mail_only(world: CutOff) -> None:
    world.texts(ANA, "STOP", sid="SMstop")
    world.refuses(SUSPENDED)

    raises(world)

    assert world.second.texts_to(ANA) == []
    assert [to for to, _, _ in world.mail.sent][:1] == ["ana@example.com"]


def test_customers_on_the_list_are_no_emergency(world: CutOff) -> None:
    world.refuses(SUSPENDED)
    world.puts(Text(to=Phone("+12025550190"), body="We are looking into it.", purpose="news"))

    world.settle()

    assert world.second.sent == []


def test_where_no_second_way_is_set_up_a_page_waits_for_the_carrier_as_ever() -> None:
    world = CutOff(ways=())
    world.refuses(SUSPENDED, times=1)

    raises(world)
    assert world.second.sent == []
    world.passes(minutes=1)

    assert len(world.channel.texts_to(ANA)) == 1


def test_while_pages_go_the_second_way_there_is_no_beat_and_the_unsent_alarm_has_something_to_count(
    world: CutOff,
) -> None:
    beats: list[str] = []
    world.refuses(SUSPENDED)
    raises(world)

    found = audit_chains(world.kit, world.doors, beat=lambda: beats.append("beat"))

    assert (found.diverted, found.stuck, found.all_is_well) == (2, 0, False)
    assert beats == []


def test_a_carrier_that_stays_lost_becomes_an_incident_of_its_own_and_ends_with_it(world: CutOff) -> None:
    world.refuses(SUSPENDED)
    raises(world)
    world.passes(minutes=8)
    own = [one for one in world.store.incidents() if "nightdesk-audit" in one.services]
    assert len(own) == 1
    assert "the phone carrier takes nothing" in own[0].title
    assert [said for said in world.second.texts_to(CLEO) if "the phone carrier takes nothing" in said]

    world.channel.refusals.clear()
    world.texts(ANA, "ack all", sid="SMack")
    world.passes(minutes=14)

    own = [one for one in world.store.incidents() if "nightdesk-audit" in one.services]
    assert not any(alarm.is_firing for alarm in own[0].alarms)


REFUSED: dict[str, Callable[[CutOff], None]] = {
    "a page is refused": lambda w: raises(w),
    "an owner's words are answered": lambda w: w.texts(OWNER, CHOCOLATE),
    "a call is refused": lambda w: _rings(w),
}


@pytest.mark.parametrize("name", REFUSED)
def test_dying_anywhere_sends_nothing_by_both_ways_and_loses_nothing(name: str) -> None:
    def make() -> World:
        cut_off = CutOff()
        cut_off.refuses(SUSPENDED)
        return cut_off

    journey = (lambda w: None, lambda w: REFUSED[name](w))
    whole, expected = play(journey, make=make)
    assert isinstance(whole, CutOff)
    told = {to: len(whole.second.texts_to(to)) for to, _ in whole.second.sent}

    for at, side in points(whole):
        world, picture = play(journey, at, side, make=make)
        assert isinstance(world, CutOff)
        where = f"{at} {world.fuse.burst_at}"
        more = sum(len(world.second.texts_to(to)) - count for to, count in told.items())
        may_repeat = world.fuse.burst_at.startswith("after second") or "mail" in world.fuse.burst_at or _is_table(world)
        assert world.channel.sent == [], where
        assert 0 <= more <= (1 if may_repeat else 0), where
        assert picture.incidents == expected.incidents, where
        assert (picture.unsettled, picture.broken_chains) == (0, 0), where
        assert picture.timeline == expected.timeline, where


@pytest.mark.parametrize("name", ["after the receipt", "as it came twice"])
def test_dying_after_the_account_was_lost_under_way_sends_it_again_once(name: str) -> None:
    def loses(world: World) -> None:
        assert isinstance(world, CutOff)
        world.refuses(SUSPENDED)
        outbox = world.incident().pages[0].outbox
        for _ in range(2 if name == "as it came twice" else 1):
            world.tries(lambda: take_receipt(world.kit, outbox, status="failed", error=30002))
        world.settle()

    whole, expected = play((raises, loses), make=CutOff)
    for at, side in points(whole):
        world, picture = play((raises, loses), at, side, make=CutOff)
        assert isinstance(world, CutOff)
        pages = [said for said in world.second.texts_to(ANA) if not said.startswith("CALL")]
        assert 1 <= len(pages) <= 2, world.fuse.burst_at
        assert len(world.channel.texts_to(ANA)) == 1
        assert picture.timeline == expected.timeline, world.fuse.burst_at
        assert picture.unsettled == 0


def _rings(world: CutOff) -> None:
    incident = IncidentId("INC-007001")
    raises(world)
    world.puts(Ring(to=Phone(BEN), script=f"page/{incident}/ben", purpose="page"))
    world.settle()


def _is_table(world: World) -> bool:
    """Right after a text was taken, what says so may die before it is saved."""
    return "table" in world.fuse.burst_at


class ClosedBooks(FakeChannel):
    """A carrier that cannot even be asked what it has taken."""

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        raise ChannelUnavailable("twilio said 503, 20503", code=20503)
