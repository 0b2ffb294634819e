"""
Every journey, with the worker killed at every call that leaves it, one at a time.

After each crash the world goes on as it would (carriers, queues, streams and chains deliver again, the auditor looks
each minute), and what is left must be what is left without a crash.
"""

import pytest

from tests.integration.desk.acts import (
    ANA,
    BEN,
    CHOCOLATE,
    GRAPES,
    MAYA,
    OWNER,
    Act,
    advice_code,
    ask,
    asks,
    asks_to_be_forgotten,
    calls,
    code,
    confers,
    grants,
    hangs_up,
    looks,
    nothing,
    plans,
    raises,
    receipt,
    runs,
    sends_photo,
    then,
    undoes,
)
from tests.integration.desk.dying import dies_everywhere

JOURNEYS: dict[str, tuple[Act, Act]] = {
    "a cover is arranged in the middle of an emergency": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(lambda w: w.texts("+12025550112", "cover maya until 6am", sid="SMcover"), lambda w: w.passes(minutes=1)),
    ),
    "an owner's text opens an emergency": (nothing, lambda w: w.texts(OWNER, CHOCOLATE)),
    "an owner's text is answered without an incident": (
        nothing,
        lambda w: w.texts(OWNER, "how often should I brush my dog"),
    ),
    "the persona answers": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.thinks()),
    "a photo opens a case": (
        lambda w: sends_photo(w, "how often should I brush my dog"),
        lambda w: looks(w, "pale_gums"),
    ),
    "a photo makes it worse": (
        lambda w: sends_photo(w, "my dog vomited twice today but drinks water"),
        lambda w: looks(w, "swollen_belly"),
    ),
    "an owner says where they are": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(OWNER, "62565")),
    "what was told is learned, and asked about at the end": (
        then(
            lambda w: w.texts(OWNER, "what food is best for my cat Mia? she is 4 kg"),
            lambda w: w.texts(OWNER, "thanks", sid="SMthanks"),
        ),
        lambda w: w.thinks(),
    ),
    "an owner is forgotten": (asks_to_be_forgotten, lambda w: w.texts(OWNER, "forget", sid="SMforget")),
    "a follow-up makes it worse": (
        lambda w: w.texts(OWNER, "my dog has been limping since yesterday and will not put weight on his leg"),
        lambda w: w.texts(OWNER, "now he collapsed and is not breathing", sid="SMworse"),
    ),
    "an owner asks to talk": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(OWNER, "please call me", sid="SMtalk"),
    ),
    "an owner opts out in an emergency": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(OWNER, "STOP", sid="SMstop"),
    ),
    "an owner calls and tells it": (
        nothing,
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
    ),
    "an owner asks for the next step of first aid": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(lambda w: w.texts(OWNER, "next", sid="SMnext"), lambda w: w.texts(OWNER, "done", sid="SMdone")),
    ),
    "an owner is led to CPR from another protocol": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(OWNER, "next", sid="SMnext")),
        lambda w: w.texts(OWNER, "he stopped breathing", sid="SMbreath"),
    ),
    "an owner is led by phone": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, OWNER, "said", "1", "0", "en-0-0-0-0-c", digits="2"),
    ),
    "a caller hangs up and is rung back": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        then(hangs_up, lambda w: w.passes(minutes=3)),
    ),
    "a call back is taken": (
        then(
            lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
            hangs_up,
            lambda w: w.passes(minutes=1),
        ),
        lambda w: calls(w, OWNER, "callback", w.incident().id, "key", digits="2"),
    ),
    "a caller's vet takes the call": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, MAYA, "whisper", w.incident().id, "key", digits="1"),
    ),
    "nobody takes a caller's call": (
        lambda w: calls(w, OWNER, "said", "0", "0", said="my dog is not breathing"),
        lambda w: calls(w, OWNER, "dialled", w.incident().id, "1", "0"),
    ),
    "a vet closes by key": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        then(
            lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", digits="4"),
            lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", "sure", digits="6"),
        ),
    ),
    "an owner calls and presses 1": (nothing, lambda w: calls(w, OWNER, "said", "0", "0", digits="1")),
    "a vet acknowledges by text": (lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
    "a vet acknowledges by key": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: calls(w, MAYA, "page", w.incident().id, "maya", "key", digits="4"),
    ),
    "an owner asks what only a vet may answer": (nothing, lambda w: w.texts(OWNER, GRAPES)),
    "a vet approves the very words": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"go {advice_code(w)}", sid="SMgo"),
    ),
    "a vet answers in her own words": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"say {advice_code(w)} No. Bring him in.", sid="SMsay"),
    ),
    "a vet says no": (
        lambda w: w.texts(OWNER, GRAPES),
        lambda w: w.texts(MAYA, f"no {advice_code(w)}", sid="SMno"),
    ),
    "no vet answers in time": (
        then(lambda w: w.texts(OWNER, GRAPES), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.passes(minutes=12),
    ),
    "a draft is withdrawn": (
        then(lambda w: w.texts(OWNER, GRAPES), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.texts(OWNER, "now he is weak and wobbly", sid="SMweak"),
    ),
    "a vet writes to the owner": (
        lambda w: w.texts(OWNER, CHOCOLATE),
        lambda w: w.texts(MAYA, "say 7001 Keep him warm.", sid="SMsay"),
    ),
    "an owner answers a vet, in pieces": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "say 7001 Is he awake?")),
        then(
            lambda w: w.texts(OWNER, "he is lying down", sid="SM1"),
            lambda w: w.texts(OWNER, "we leave now", sid="SM2"),
            lambda w: w.passes(minutes=1),
        ),
    ),
    "a check-in is asked and answered worse": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack"), lambda w: w.passes(minutes=11)),
        lambda w: w.texts(OWNER, "worse", sid="SMworse"),
    ),
    "an emergency goes silent": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack"), lambda w: w.passes(minutes=9)),
        lambda w: w.passes(minutes=13),
    ),
    "a vet opts out while she has a case": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
        lambda w: w.texts(MAYA, "STOP", sid="SMstop"),
    ),
    "an alarm opens an incident": (nothing, lambda w: raises(w)),
    "an alarm joins": (lambda w: raises(w), lambda w: raises(w, "storefront")),
    "an alarm ends and it closes": (
        lambda w: raises(w),
        then(lambda w: raises(w, ended=True), lambda w: w.passes(minutes=11)),
    ),
    "silence climbs": (lambda w: raises(w), lambda w: w.passes(minutes=11)),
    "a page is delivered": (lambda w: raises(w), lambda w: receipt(w, "delivered")),
    "a page cannot be delivered": (lambda w: raises(w), lambda w: receipt(w, "undelivered", 30003)),
    "permission is asked": (plans, ask),
    "permission is granted": (asks, lambda w: w.texts(ANA, f"go {code(w)}")),
    "permission is refused": (asks, lambda w: w.texts(ANA, f"no {code(w)}")),
    "a wrong code is tried": (asks, lambda w: w.texts(ANA, "go BBBBBB" if code(w) != "BBBBBB" else "go CCCCCC")),
    "permission runs out": (asks, lambda w: w.passes(minutes=17)),
    "a step runs": (grants, runs),
    "a step is undone": (then(grants, runs), undoes),
    "a responder asks to join the call": (
        lambda w: raises(w),
        lambda w: w.texts(ANA, "join", sid="SMjoin"),
    ),
    "a responder joins by key, leaves, and it is over": (
        then(lambda w: raises(w), lambda w: w.texts(BEN, "ack 7001")),
        then(
            lambda w: calls(w, ANA, "room", w.incident().id, "ana", "key", digits="1"),
            lambda w: confers(w, "joined", 0),
            lambda w: w.passes(minutes=1),  # what is said of it is not worth saying any more once it is over
            lambda w: confers(w, "left", 2),
            lambda w: confers(w, "ended", 3),
            lambda w: w.texts(BEN, "resolve 7001", sid="SMresolve"),
        ),
    ),
    "somebody comes into the room as it is over": (
        then(
            lambda w: raises(w),
            lambda w: calls(w, ANA, "room", w.incident().id, "ana", "key", digits="1"),
            lambda w: w.texts(ANA, "resolve 7001"),
        ),
        lambda w: confers(w, "joined", 0),
    ),
    "a case is handed to a colleague, who takes it": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack 7001")),
        then(
            lambda w: w.texts(MAYA, "pass 7001 to omar", sid="SMpass"),
            lambda w: w.texts("+12025550112", "ack 7001", sid="SMtake"),
        ),
    ),
    "everybody is told in one text": (
        then(lambda w: raises(w), lambda w: w.passes(minutes=11)),
        lambda w: w.texts(ANA, "say 7001 Rolling back checkout now.", sid="SMsay"),
    ),
    "a responder resolves and the report is written": (
        then(raises, lambda w: w.texts(ANA, "ack")),
        then(lambda w: w.texts(ANA, "resolve", sid="SMresolve"), lambda w: w.report()),
    ),
    "a vet closes and the owner gets a summary": (
        then(lambda w: w.texts(OWNER, CHOCOLATE), lambda w: w.texts(MAYA, "ack")),
        then(lambda w: w.texts(MAYA, "resolve", sid="SMresolve"), lambda w: w.report()),
    ),
}

SWEPT: dict[str, int] = {}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_leaves_what_would_have_been(name: str) -> None:
    SWEPT[name] = dies_everywhere(JOURNEYS[name])
    print(f"{SWEPT[name]} crash points: {name}; {sum(SWEPT.values())} so far")
