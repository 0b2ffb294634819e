"""What owners write: the labelled corpus, and what nobody should."""

import json
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "evals" / "pets" / "corpus.jsonl"
LONG = 10_000


def owners_texts() -> list[str]:
    """Every turn of the corpus, in order."""
    rows = (json.loads(line) for line in CORPUS.read_text().splitlines())
    return [turn for row in rows for turn in row.get("turns") or [row["text"]]]


def hostile_texts() -> dict[str, str]:
    """Ten thousand characters each, of the kinds that make a reader of words slow."""
    pieces = {
        "an owner's words, over and over": "my dog ate chocolate and is shaking, he cant breathe. ",
        "no sentence ends": "my dog ate chocolate and is shaking and he cant breathe and ",
        "denials": "not never no without isnt ",
        "numbers and units": "30 kg 12 lb 200g 3 1/2 oz ",
        "one poison": "chocolate ",
        "every sign at once": "vomit blood seizure collapse bloat pale gums ",
        "misspelt": "choclate vomitting siezure brething ",
        "digits": "1",
        "one endless word": "a",
        "nearly a word": "vomitvomit",
        "punctuation": "?!.,;:-/()'\"",
        "spaces": " ",
        "emoji": "\N{DOG FACE}\N{LOUDLY CRYING FACE}",
        "combining marks": "a\u0301\u0302\u0303",
        "joined and invisible": "\u200d\u200b\ufeff\u202e",
        "another script": "\u0441\u043e\u0431\u0430\u043a\u0430 ",
        "lines": "a\n",
    }
    texts = {name: (piece * (LONG // len(piece) + 1))[:LONG] for name, piece in pieces.items()}
    texts["no word twice"] = " ".join(f"{number:x}zq" for number in range(LONG))[:LONG]
    return texts
