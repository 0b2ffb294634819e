"""
Processor time of one text: the whole webhook on what a function carries, and the judgement of an owner's words alone.

Excluded: the network and the table's own time (answers come from memory, botocore runs whole), API Gateway, the cold
start. Included: signature, form, judging, wording, sealing, encoding, botocore's signing and parsing, the log line.
"""

import json
import subprocess
import time
from pathlib import Path
from statistics import median

from nightdesk.triage.pets.judging.judge import judge
from stacks.local.emulator import INTERPRETER
from tests.benchmarks.table import p95, show
from tests.benchmarks.test_import_cost import ENVIRONMENT
from tests.benchmarks.texts import LONG, hostile_texts, owners_texts

PROGRAM = Path(__file__).with_name("reflex_program.py")
NAMES = {
    "webhook": "inbound_sms, whole",
    "judge": "of it: judging the words",
    "bare": "bare: signature, JSON, 2 calls",
    "yardstick": "signature + JSON of the event",
}


def test_processor_time_of_a_text(code_asset: Path, core_layer: Path) -> None:
    texts = owners_texts()

    done = subprocess.run(
        [str(INTERPRETER), "-P", str(PROGRAM)],
        env={**ENVIRONMENT, "PYTHONPATH": f"{code_asset}:{core_layer}"},
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    spent: dict[str, list[float]] = json.loads(done.stdout)
    bare, yardstick = (median(spent[name]) for name in ("bare", "yardstick"))
    show(
        f"Processor time per text, {len(texts)} texts of the pets corpus, as deployed",
        ("part", "/ bare", "/ signature", "median ms", "p95 ms", "max ms"),
        (
            (told, median(ms) / bare, median(ms) / yardstick, median(ms), p95(ms), max(ms))
            for told, ms in ((told, spent[name]) for name, told in NAMES.items())
        ),
        notes=("Network and table excluded: AWS answers from memory. No moto.",),
    )


def test_processor_time_of_judging_an_owners_words() -> None:
    texts = owners_texts()
    _judged(texts[0])  # reads the rules

    usual = [_judged(text) for text in texts]
    hostile = {name: _judged(text) for name, text in hostile_texts().items()}

    middle = median(usual)
    per_character = sum(usual) / sum(map(len, texts))
    show(
        f"Pets triage, {len(texts)} texts of the corpus",
        ("", "/ median", "ms"),
        (("median", 1.0, middle), ("p95", p95(usual) / middle, p95(usual)), ("max", max(usual) / middle, max(usual))),
    )
    show(
        f"Pets triage, hostile texts of {LONG} characters (a carrier lets 1,600 through, a call's speech 2,000)",
        ("text", "/ corpus median", "per character / corpus", "ms"),
        (
            (name, ms / middle, ms / LONG / per_character, ms)
            for name, ms in sorted(hostile.items(), key=lambda pair: -pair[1])
        ),
    )


def _judged(text: str) -> float:
    started = time.process_time_ns()
    judge([text])
    return (time.process_time_ns() - started) / 1e6
