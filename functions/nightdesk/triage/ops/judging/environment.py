"""Whether an environment serves customers, by its name. Unsure, it does."""

import re
from itertools import pairwise

_SERVES_NOBODY = re.compile(
    r"(?:dev(?:el|elop\w*)?|test(?:s|ing|env|bed|stage)?|devtest|stag(?:e|ing)|stg|qa|uat|sit|sandbox|sbx|demo|labs?|"
    r"local(?:host)?|ci|integration|integ|preview|perf(?:ormance)?|load ?test\w*|loadtest|load|training|experiment\w*|"
    r"non ?prod\w*|pre ?prod\w*|e2e|scratch|playground|sandboxes)\d*"
)
_SERVES_SOMEBODY = re.compile(r"(?:prod(?:uction)?|prd|live|customers?|public)\d*")
_NOT_YET = frozenset({"non", "pre", "not", "np"})


def serves_nobody(environment: str) -> bool:
    """
    "staging", "Non-Prod", "qa2", "dev-eu"; not "latest", and not "prod/staging" or "prod-test", which may be either.
    """
    words = re.findall(r"[a-z]+\d*", environment.lower())
    if not words:
        return False
    for before, word in zip(("", *words), words, strict=False):
        if _SERVES_SOMEBODY.fullmatch(word) and before not in _NOT_YET:
            return False
    return any(_SERVES_NOBODY.fullmatch(word) for word in words) or any(
        before in _NOT_YET and _SERVES_SOMEBODY.fullmatch(word) for before, word in pairwise(words)
    )
