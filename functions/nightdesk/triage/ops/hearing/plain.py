"""An alarm's text as plain words, however its source writes names."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 2000
"""Characters that are read: a reader keeps a name and a summary shorter; a hostile one costs no more than that."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """
    CamelCase, snake_case and kebab-case as words: "KubePodCrashLooping" -> "kube pod crash looping"; "0/2" as "0 of 2".

    What nobody sees (zero-width and bidirectional marks) does not keep words apart.
    """
    visible = "".join(c for c in text[:LONGEST] if unicodedata.category(c) != "Cf")
    counted = re.sub(r"(?<![\w/.])(\d{1,4})/(\d{1,4})(?![\w/.])", r"\1 of \2", visible)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", counted)
    split = re.sub(r"[_/:\-\[\]()\"]+", " ", split)
    return re.sub(r"\s+", " ", split).strip().lower()
