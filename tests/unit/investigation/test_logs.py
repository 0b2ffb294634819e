import json
from datetime import timedelta

from nightdesk.evidence.evidence import LogLine
from nightdesk.investigation import logline
from nightdesk.investigation.logline import Entry
from nightdesk.investigation.novelty import novelties
from nightdesk.investigation.template import Miner
from nightdesk.investigation.trace import fold_trace
from tests.unit.investigation.shop import ONSET

PYTHON = """Traceback (most recent call last):
  File "/var/task/checkout.py", line 19, in handler
    total = total_cents(order)
  File "/var/task/checkout.py", line 30, in loyalty_percent
    return tiers[name]
  File "/var/lang/lib/python3.12/site-packages/frozen/tiers.py", line 3, in __getitem__
    raise KeyError(name)
KeyError: 'loyalty'"""
JAVA = """java.lang.RuntimeException: order failed
\tat org.springframework.web.Servlet.service(Servlet.java:12)
\tat com.shop.Orders.place(Orders.java:88)
Caused by: java.lang.IllegalStateException: no price for item
\tat java.util.Optional.orElseThrow(Optional.java:403)
\tat com.shop.pricing.Prices.of(Prices.java:21)
\t... 12 more"""
NODE = """TypeError: Cannot read properties of undefined (reading 'tier')
    at Object.get (node:internal/util:3:9)
    at discount (/var/task/index.js:14:20)
    at Runtime.handler (/var/task/index.js:40:5)"""


def said(*messages: str) -> tuple[Entry, ...]:
    step = timedelta(milliseconds=1)
    return logline.read(
        LogLine(service="checkout", at=ONSET + i * step, message=text) for i, text in enumerate(messages)
    )


def test_a_python_trace_folds_to_the_exception_and_our_innermost_frame() -> None:
    assert fold_trace(PYTHON) == "KeyError: 'loyalty' in loyalty_percent"


def test_a_java_trace_folds_to_its_deepest_cause() -> None:
    assert fold_trace(JAVA) == "java.lang.IllegalStateException: no price for item in Prices.of"


def test_a_node_trace_folds_past_the_runtime() -> None:
    assert fold_trace(NODE) == "TypeError: Cannot read properties of undefined (reading 'tier') in discount"


def test_lambdas_own_form_with_the_exception_first_is_understood() -> None:
    text = (
        "[ERROR] KeyError: 'loyalty'\rTraceback (most recent call last):\r\xa0\xa0File \"/var/task/a.py\", line 2, in f"
    )

    assert said(text)[0].text == "KeyError: 'loyalty' in f"


def test_a_trace_printed_line_by_line_is_one_entry() -> None:
    entries = said("INFO before", *PYTHON.splitlines(), "INFO after")

    assert [entry.text for entry in entries] == ["INFO before", "KeyError: 'loyalty' in loyalty_percent", "INFO after"]
    assert [entry.is_exception for entry in entries] == [False, True, False]


def test_a_json_line_is_opened() -> None:
    text = json.dumps({"level": "ERROR", "message": "order failed", "exception": PYTHON, "at": 1.5})

    entry = said(text)[0]

    assert entry.is_trouble
    assert entry.text == "KeyError: 'loyalty' in loyalty_percent"


def test_an_information_line_that_mentions_errors_is_not_trouble() -> None:
    entries = said("INFO 0 errors found", '{"level": "INFO", "message": "error budget is fine"}')

    assert [entry.is_trouble for entry in entries] == [False, False]


def test_broken_json_and_deep_json_are_read_as_text() -> None:
    entries = said('{"level": "ERROR", "mess', "[" * 10_000, '{"a":' * 5_000, "")

    assert len(entries) == 4


def test_lines_that_differ_in_values_share_a_template() -> None:
    miner = Miner()

    ids = {miner.add(text) for text in ("order a1 failed for Ann", "order b7 failed for Bob", "order c3 failed for Cy")}

    assert len(ids) == 1
    assert miner.template(0) == "order <*> failed for <*>"


def test_lines_about_different_things_do_not() -> None:
    miner = Miner()

    assert miner.add("payment refused by bank") != miner.add("stock empty in store five")


def entries(text: str, *seconds: float) -> tuple[Entry, ...]:
    return tuple(
        Entry(service="checkout", at=ONSET + timedelta(seconds=s), is_trouble=True, is_exception=False, text=text)
        for s in seconds
    )


def test_an_error_never_seen_before_is_new() -> None:
    found = novelties(
        entries("boom", *range(10)),
        pivot=ONSET,
        start=ONSET - timedelta(minutes=10),
        end=ONSET + timedelta(minutes=1),
    )

    assert [(one.template, one.count, one.is_new) for one in found] == [("boom", 10, True)]


def test_an_error_that_comes_as_often_as_ever_is_neither_new_nor_surged() -> None:
    found = novelties(
        entries("nag", *range(-600, 60, 5)),
        pivot=ONSET,
        start=ONSET - timedelta(minutes=10),
        end=ONSET + timedelta(minutes=1),
    )

    assert found == ()


def test_an_error_ten_times_as_frequent_surged() -> None:
    found = novelties(
        entries("nag", *range(-600, 0, 10), *range(60)),
        pivot=ONSET,
        start=ONSET - timedelta(minutes=10),
        end=ONSET + timedelta(minutes=1),
    )

    assert [(one.is_new, one.before, one.count) for one in found] == [(False, 60, 60)]


def test_without_an_earlier_window_nothing_is_called_new() -> None:
    assert novelties(entries("boom", 1, 2, 3), pivot=ONSET, start=ONSET, end=ONSET + timedelta(minutes=1)) == ()


def test_a_new_error_may_begin_a_little_before_anybody_noticed() -> None:
    found = novelties(
        entries("boom", *range(-40, 10)),
        pivot=ONSET,
        start=ONSET - timedelta(minutes=10),
        end=ONSET + timedelta(minutes=1),
    )

    assert [(one.is_new, one.count, one.first_at) for one in found] == [(True, 50, ONSET - timedelta(seconds=40))]


def test_the_same_error_of_an_incident_a_minute_ago_does_not_blur_when_this_one_began() -> None:
    found = novelties(
        entries("boom", *range(-100, -60), *range(-1, 20)),
        pivot=ONSET,
        start=ONSET - timedelta(minutes=60),
        end=ONSET + timedelta(seconds=20),
    )

    assert [(one.is_new, one.count, one.first_at) for one in found] == [(False, 21, ONSET - timedelta(seconds=1))]
