"""Words for how far a failure reaches: one of several, some kind of customers, everything. Of plain words (`kind`)."""

import re

_ONE_OF_SEVERAL = re.compile(
    r"\b(?:one|an?|single|1 of \d+|instance|node|host|pod|replica|worker|shard|osd|broker|member|target|server|task|"
    r"container|az|zone|standby|some|partial\w*|unhealthy ?hosts?|\w+ of (?:\d+|two|three|four|five|six|nine|"
    r"ten|twelve))\b"
)
_SEGMENT = re.compile(
    r"\b(?:some|many|several|certain|a few|new|returning|existing|free|premium|enterprise|business|ios|android|mobile|"
    r"desktop|iphone|safari|chrome|firefox|apac|emea|latam|eu|us|uk|european|american|asian|german|french|british|"
    r"spanish|italian|dutch|polish|nordic|indian|japanese|chinese|brazilian|mexican|canadian|australian|swiss|"
    r"austrian) "
    r"(?:\w+ )?(?:customers?|users?|clients?|visitors?|tenants?|stores?|shops?|merchants?|traffic|app)\b|"
    r"\b(?:customers?|users?|clients?|visitors?|stores?) (?:in|from|on|with) (?!production|prod\b|all\b|every)\w+"
)
_SHORT = re.compile(r"\bfail ?over\b(?! (?:failed|fails|did not|stuck|impossible|not))")
"""A move to the standby: everybody is hit, but for a moment."""
_REST_STANDS = re.compile(
    r"\b(?:1|one|a single) of (?!1\b)(?:\d+|two|three|four|five|six|several|many)\b|\b\d+ others? (?:are |is "
    r")?(?:healthy|fine|up|ok)|"
    r"\bothers? (?:\w+ )?(?:are |is )?(?:healthy|fine|serving|unaffected|up)\b|\bremaining (?:\w+ )?(?:are |is "
    r")?(?:healthy|fine|"
    r"serving|up)|\bredundan\w+|\btraffic (?:was |is |has been )?(?:shifted|moved|drained|rerouted)|"
    r"\bfail(?:s|ed)? over to\b|\b(?:shop|site|app|checkout|cards?|everything else|the rest) (?:still )?works?\b"
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
    return bool(_ONE_OF_SEVERAL.search(said)) and not _ALL.search(said)


def is_segment(said: str) -> bool:
    """Some kind of customers is named, and nothing says that it is all of them; or all of them, but for a moment."""
    if _SHORT.search(said):
        return True
    return bool(_SEGMENT.search(said)) and not _ALL.search(said.replace("only", ""))


def rest_stands(said: str) -> bool:
    """What is struck is one of several, or the rest is said to work."""
    return bool(_REST_STANDS.search(said)) and not _ALL_BUT.search(said)
