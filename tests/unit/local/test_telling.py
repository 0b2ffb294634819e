from stacks.local.moments import Moment
from stacks.local.night import Promise
from stacks.local.telling import WIDTH, table, transcript

CRY = "omg my lab ate a whole bar of dark chocolate " * 4


def test_a_long_text_is_wrapped_below_itself_and_names_line_up() -> None:
    told = transcript(
        [
            Moment(at="2026-11-23T03:00:00+00:00", who="Owner", is_sent=True, text=CRY),
            Moment(at="2026-11-23T03:00:01+00:00", who="Dr. Maya Lind", is_sent=False, text="Press 4", by="desk"),
        ]
    )

    lines = told.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[0].startswith("03:00:00  Owner          sends  omg my lab")
    assert lines[1].startswith(" " * lines[0].index("omg"))
    assert lines[-1] == "03:00:01  Dr. Maya Lind  hears  Press 4"


def test_every_promise_is_listed_under_its_story_and_a_broken_one_says_why() -> None:
    told = table(
        [
            ("pets", Promise(what="the owner is answered", is_kept=True)),
            ("ops", Promise(what="the engineer is paged", is_kept=False, why="Ana's phone did not ring")),
        ]
    )

    assert told.splitlines() == [
        "pets",
        "  kept    the owner is answered",
        "",
        "ops",
        "  BROKEN  the engineer is paged",
        "          because Ana's phone did not ring",
    ]
