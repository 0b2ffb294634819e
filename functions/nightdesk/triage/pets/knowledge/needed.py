"""
Names that the code itself turns on: files of runbooks/pets without them must not load.

A red flag may be renamed at will; these may not, because reading and answering look them up by name.
"""

from collections.abc import Collection

from nightdesk.runbook.strictly import DataFile

WORDS = "adult cant fine ingest kid little not over pet stopped temp wont"
MARKS = (
    "aggressors around articles ate before_product before_unit beside_fears by_mistake corrections determiners did "
    "ends english female fillers hearsay it male named_fears not_amounts not_denials nouns_after outdoors own "
    "packages past past_after people_of_mine pet_names pets said_of_oneself shown signs_of_health sized somebody "
    "spanish states_of_people stops subjects sure_sex takes takes_elsewhere takes_i told_of_before touch vague "
    "weight_changes"
)
FRAMES = (
    "asks_in_general at_present body despair_farewell despair_means despair_plan despair_reason elsewhere "
    "hypothetical long_ago unsure wild worry"
)
SIGNS = (
    "cry_for_help not_self needs_care behaviour habit figure pregnant unspayed diabetic addisons newborn unvaccinated "
    "grass thunder"
)
KINDS = "self-harm violence carbon-monoxide medical child-bite bite poison bat minor-alone"
"""Dangers to people: none of them may fall out of the file."""
STEPS = (
    "poison_now poison_now_keep_down poison_soon poison_soon_keep_down poison_skin poison_skin_soon poison_today "
    "poison_watch reads_grave reads_urgent unclear_urgent unclear info wild greeting unreadable off_topic talk clinic "
    "cost farewell loss missing bot test thanks wrong_number spam abuse instructions stop"
)
INTENTS = "instructions abuse spam stop wrong_number bot test thanks greeting loss farewell cost clinic talk missing"
"""What may be wanted of us by one whose animal shows nothing; `contact` says what it is answered with."""
QUESTIONS = "unclear weight weight_again amount kind strength species unit temperature info when acting now wild"


def check(given: Collection[str], needed: str, file: DataFile, group: str) -> None:
    """Raises Misconfigured with the group's line when a name is missing. needed: names apart by spaces."""
    for name in needed.split():
        if name not in given:
            raise file.wrong((group,), f"{name} is missing")


def check_only(given: Collection[str], known: Collection[str], file: DataFile, group: str) -> None:
    """Raises Misconfigured with the line of a name that nothing looks at, which is a slip of the pen."""
    for name in given:
        if name not in known:
            raise file.wrong((group, name), f"is none of {', '.join(sorted(known))}")
