"""What real systems send, as others wrote it down: how much of it is read right."""

from pathlib import Path

import pytest

from tests.evals.ops.payload_report import CORPORA, checks


@pytest.mark.parametrize("corpus", CORPORA, ids=[corpus.stem for corpus in CORPORA])
def test_nearly_every_field_of_the_corpus_is_read_right(corpus: Path) -> None:
    found = checks(corpus)

    assert len({check.id for check in found}) >= 50
    assert sum(check.is_right for check in found) / len(found) >= 0.97


def test_what_fires_is_never_read_as_over_or_as_nothing() -> None:
    found = [check for corpus in CORPORA for check in checks(corpus)]
    firing = [check for check in found if check.field == "state" and check.expected == "firing"]

    assert len(firing) >= 100
    assert [check.id for check in firing if check.told != "firing"] == []
