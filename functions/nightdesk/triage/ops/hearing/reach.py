"""
Words for how far a failure reaches: one of several, some kind of customers, everything. Of plain words
(`kind`).
"""

import re

_ONE = (
    r"(?:instance|node|host|machine|vm|pod|replica|worker|shard|osd|broker|member|target|task|container|az|zone|"
    r"standby|follower|secondary|sensor|runner)"
)
_GONE = (
    r"(?:(?:is|was|has|have|went|gone|goes|in|a|not|been|become|unexpectedly|status|check|health|state) )*(?:down|"
    r"unreachable|unavailab\w+|off ?line|not ?ready|ready|not (?:responding|healthy|running|available|reachable|"
    r"ready)|non ready|lost|missing|failed|failure|unhealthy|dead|crashed|absent|disappeared|rebooted|evicted|stopped|"
    r"terminated|gone)"
)
_CALLED = (  # "web-3", "7", "ip-10-0-0-1"; no status code, no measure
    r"(?!(?:return\w*|is|was|for|with|at|since|has|gave|gives|down|errors?|exceed\w*|threshold|than|limit|in|of|after|"
    r"over|sent|sends|respond\w*|answer\w*) )(?:[a-z]{1,14} )?(?![45]\d\d\b)[a-z.]*\d[\w.]*(?! ?(?:%|ms\b|s\b|sec|min|"
    r"hours?|days?|errors?|times|requests?|percent|gb|mb))"
)
_ONE_OF_SEVERAL = re.compile(
    # "node-7 down", "InstanceDown", "one instance", "a target", "2 of 5": the thing struck is one of its kind.
    rf"\b{_ONE}s? (?:[\w.]*\d[\w.]* (?:\w+ )?)?{_GONE}\b|\b(?:unreachable|unhealthy|lost|failed|dead|missing|"
    rf"not ready) {_ONE}s?\b|\b(?:server|{_ONE}) {_CALLED}|(?<!from )(?<!by )(?<!behind )(?<!via )\b(?:an?|one|"
    rf"another|single|1) (?:\w+ )?(?:server|{_ONE})\b|"
    r"(?<!no )(?<!every )(?<!any )\bone\b(?! (?:minute|hour|second|day|week|knows|can|is able|gets|could))|"
    r"\ba single\b|\bstandby\b|\bsome\b|\bpartial\w*|\bun ?healthy ?hosts?\b|"
    rf"\b(?:host|node|instance|pod|broker|machine|vm) (?!group|pool|count|fleet|cluster|header|"
    rf"set\b)(?:(?!(?:and|or) )[\w.]*\w ){{1,3}}?{_GONE}\b|"
    r"\b(?!100 )\w+ of (?:\d+|two|three|four|five|six|nine|ten|twelve)\b"
)
_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|a single) (?:out )?of (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve)\b|"
    rf"\b(?:one|a single|1) (?:\w+ )?(?:server|{_ONE})\b|\bpartial\w*|\bsome (?:pods|nodes|hosts|instances|"
    rf"replicas)\b"
)
_REST_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|a single) (?:out )?of (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve)\b|\b\d+ (?:\w+ )?others?\b|\b(?:other|remaining) \d+\b|\btraffic (?:is |was |has been |now )*(?:on|via|"
    r"over|shifted to|moved to) (?:the )?(?:circuit|link|path|backup|secondary|standby|other|second|redundant)\b"
)
_NONE_STANDS = re.compile(
    r"\b(?:no|zero|0|without|not a single|not one) (?:\w+ )?(?:healthy|available|running|ready|active|live|"
    r"in service)\b|(?<!un)(?<!un )healthy ?(?:host|target|instance)s?(?: count)? ?(?:is |are |= ?|at |now |"
    r"dropped to |fell to |equals )*(?:< ?1\b|0\b|zero|below 1\b|less than 1\b|under 1\b)|\bnone (?:\w+ )?(?:healthy|"
    r"left|available|ready|running)\b|\b0 of \d+\b"
)
_COUNTS_STANDING = re.compile(r"(?<!un)(?<!un )healthy ?host ?count", re.IGNORECASE)
_SEGMENT = re.compile(
    r"\b(?:some|many|several|certain|a few|new|returning|existing|free|premium|enterprise|business|ios|android|mobile|"
    r"desktop|iphone|safari|chrome|firefox|apac|emea|latam|eu|us|uk|european|american|asian|german|french|british|"
    r"spanish|italian|dutch|polish|nordic|indian|japanese|chinese|brazilian|mexican|canadian|australian|swiss|"
    r"austrian) (?:\w+ )?(?:customers?|users?|clients?|visitors?|tenants?|stores?|shops?|merchants?|traffic|app)\b|"
    r"\b(?:customers?|users?|clients?|visitors?|stores?) (?:in|from|on|with) (?!production|prod\b|all\b|every)\w+"
)
_SHORT = re.compile(r"\bfail ?over\b(?! (?:failed|fails|did not|stuck|impossible|not))")
"""A move to the standby: everybody is hit, but for a moment."""
_REST_STANDS = re.compile(
    r"\b(?:1|one|a single) of (?!1\b)(?:\d+|two|three|four|five|six|several|many)\b|\b\d+ others? (?:are |"
    r"is )?(?:healthy|fine|up|ok)|\bothers? (?:\w+ )?(?:are |is )?(?:healthy|fine|serving|unaffected|up)\b|"
    r"\bremaining (?:\w+ )?(?:are |is )?(?:healthy|fine|serving|up)|\b(?:still|n|fully|remains?) redundan\w+|"
    r"\bredundan\w+ (?:holds?|intact|remains?|works?|covers?|kept)|\btraffic (?:was |is |has been )?(?:shifted|moved|"
    r"drained|rerouted)|\bfail(?:s|ed)? over to\b|\b(?:shop|site|app|checkout|cards?|everything else|"
    r"the rest) (?:still )?works?\b"
)
_ALL = re.compile(
    r"\b(?:all|every\w*|complete\w*|total\w*|entire|full|whole|hard|only|0 of \d+|(\d+) of \1|both|nobody|quorum)\b"
)
_ALL_BUT = re.compile(
    r"\b(?:no (?:redundan\w+|other)|lost redundan\w+|redundan\w+ (?:is |was )?(?:lost|gone)|loss of redundan\w+|"
    r"all but|nothing)\b"
)


def is_partial(said: str) -> bool:
    """One instance of several, and nothing says that it is all of them."""
    return bool(_ONE_OF_SEVERAL.search(said)) and not is_all(said)


def is_counted(said: str) -> bool:
    """The same, but only where it is counted or called one: prose names hosts and pods without meaning any."""
    return bool(_COUNTED.search(said) or _REST_COUNTED.search(said)) and not is_all(said)


def is_rest_counted(said: str) -> bool:
    """What still stands is counted or named, and not only wished for: "11 others healthy", "traffic on circuit B"."""
    return bool(_REST_COUNTED.search(said)) and not is_all(said)


def is_all(said: str) -> bool:
    """Whether something says that none is left, or that it is everything."""
    return bool(_ALL.search(said) or _NONE_STANDS.search(said))


def counts_standing(words: str) -> bool:
    """Whether these words name the count of what still stands, which is at its worst at nought."""
    return bool(_COUNTS_STANDING.search(words))


def is_short(said: str, words: str) -> bool:
    """What was recognised is itself a move to the standby: it hits everybody, but for a moment."""
    return "fail" in words and bool(_SHORT.search(said))


def is_segment(said: str) -> bool:
    """Some kind of customers is named, and nothing says that it is all of them."""
    return bool(_SEGMENT.search(said)) and not _ALL.search(said.replace("only", ""))


def rest_stands(said: str) -> bool:
    """What is struck is one of several, or the rest is said to work."""
    return bool(_REST_STANDS.search(said)) and not _ALL_BUT.search(said)
