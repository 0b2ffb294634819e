"""Two texts that belong together, whichever the carrier brings first: one case, as grave as the graver."""

from itertools import permutations

import pytest

from tests.integration.desk.acts import BOOKS, OWNER
from tests.integration.desk.world import World

PAIRS = (
    ("my dog ate something in the kitchen", "he is not breathing"),
    ("my cat has been vomiting since noon", "now she has collapsed and does not wake up"),
    ("my lab 30kg ate chocolate", "200 g of dark chocolate, 20 min ago, he is shaking"),
)


@pytest.mark.parametrize("pair", PAIRS, ids=[first for first, _ in PAIRS])
def test_two_texts_in_either_order_are_one_case_as_grave_as_the_graver(pair: tuple[str, str]) -> None:
    found = []
    for texts in permutations(pair):
        world = World(BOOKS)
        for number, text in enumerate(texts):
            world.texts(OWNER, text, sid=f"SM{number}")
        incidents = world.store.incidents()
        found.append((len(incidents), incidents[0].severity, world.picture().unwatched))

    assert found[0] == found[1]
    assert found[0][0] == 1
