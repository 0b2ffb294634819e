"""An owner texts a photo: it is really fetched, shown to the model, and can only make things more urgent."""

import base64
import json

from stacks.local.night import Night

# The smallest that begins as a JPEG does; nobody looks at more than its beginning and its size.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 64
ASK_IN_WORDS = "Tell me in words"


def photo(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def sees(night: Night, *signs: str) -> None:
    night.disturbs(claude={"text": json.dumps({"shows_animal": True, "signs": signs})})


def test_a_photo_of_pale_gums_opens_a_case_and_wakes_the_vet(night: Night) -> None:
    owner, maya = night.owner(), night.phone("Maya")
    sees(night, "pale_gums")

    owner.texts("is it normal that my dog sleeps a lot on hot days?", media=(photo(JPEG),))

    owner.expects("within the hour", "pale or white?")
    maya.expects("SEV1", "photo may show pale gums")
    asked = night.ask("GET", "/sim/claude")["requests"]
    shown = [block for one in asked for block in one["messages"][0]["content"] if isinstance(block, dict)]
    assert any(
        block["type"] == "image" and block["source"]["data"] == base64.b64encode(JPEG).decode() for block in shown
    )


def test_in_an_emergency_the_order_comes_first_and_a_photo_that_shows_less_changes_nothing(night: Night) -> None:
    owner = night.owner()
    night.phone("Maya").sleeps()
    sees(night)

    owner.texts("my dog is choking and cannot breathe", media=(photo(JPEG),))

    owner.expects("vet now")
    owner.expects("Thanks for the photo")
    case = night.incident("pets")
    assert case["severity"] == "SEV0"
    night.tells(case["id"], "heard", "the owner's photo")


def test_photos_that_cannot_be_opened_are_asked_about_in_words_and_nothing_else_is_lost(
    night: Night, stack: str
) -> None:
    sees(night, "pale_gums")
    sent = {
        "not an image": photo(b"this is a letter, not a photo"),
        "a document": photo(b"%PDF-1.7", "application/pdf"),
        "10 MB": photo(JPEG * 150_000),
        "404": f"{stack}/mms/gone",
    }
    owners = {what: night.owner(what) for what in sent}

    for what, owner in owners.items():
        owner.texts("my dog has been a bit quiet since lunch", media=(sent[what],))

    for owner in owners.values():
        owner.expects("see a vet today")
        owner.expects("can't open that photo", ASK_IN_WORDS)
    assert not [one for one in night.incidents() if one["severity"] in {"SEV0", "SEV1"}]
