"""A picture on a phone: kept by the network, named in the webhook, and fetched as the desk really fetches it."""

import base64

import httpx
import pytest
import urllib3

from nightdesk.channel.twilio_media import LARGEST, TwilioPictures
from nightdesk.contact.picture import Picture
from nightdesk.errors import PictureUnreadable
from tests.fakes.mind import JPEG
from tests.integration.local.conftest import Opens
from tests.integration.local.desk import ACCOUNT, DESK, PUBLIC, TOKEN, Desk, Network

ANA = "+12025550121"


def address(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def texts(network: Network, *media: str) -> httpx.Response:
    return network.sim("POST", "/texts", **{"from": ANA, "to": DESK, "body": "look", "media": list(media)})


def named(desk: Desk, network: Network) -> str:
    """The address in the webhook, as it is where this network listens."""
    return desk.posted[-1].form["MediaUrl0"].replace(PUBLIC, network.serving.url)


def pictures(network: Network, token: str = TOKEN) -> TwilioPictures:
    return TwilioPictures(
        account_sid=ACCOUNT, auth_token=token, base_url=network.serving.url, http=urllib3.PoolManager()
    )


def test_a_texted_picture_is_named_signed_and_fetched_by_way_of_a_redirect(desk: Desk, network: Network) -> None:
    texts(network, address(JPEG), address(b"GIF89a" + b"\x00" * 9, "image/gif"))

    [posted] = desk.posted
    form = posted.form
    assert posted.is_signed
    assert (form["NumMedia"], form["MediaContentType0"], form["MediaContentType1"]) == ("2", "image/jpeg", "image/gif")
    assert form["MediaUrl0"].startswith(
        f"{PUBLIC}/2010-04-01/Accounts/{ACCOUNT}/Messages/{form['MessageSid']}/Media/ME"
    )
    assert pictures(network).fetch(named(desk, network)) == Picture("image/jpeg", JPEG)
    first = network.client.get(named(desk, network), auth=(ACCOUNT, TOKEN))
    assert first.status_code == 307


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"GET OUT", "image/jpeg", "not an image we can read"),
        (b"%PDF-1.7", "application/pdf", "not an image"),
        (JPEG + b"\x00" * (10 * 1024 * 1024), "image/jpeg", "too large"),
        (JPEG + b"\x00" * LARGEST, "image/jpeg", "too large"),
    ],
)
def test_what_is_no_picture_for_the_desk_travels_all_the_same(
    desk: Desk, network: Network, data: bytes, kind: str, why: str
) -> None:
    assert texts(network, address(data, kind)).json()["status"] == 200

    with pytest.raises(PictureUnreadable, match=why):
        pictures(network).fetch(named(desk, network))


def test_without_the_key_there_is_no_picture(desk: Desk, network: Network) -> None:
    texts(network, address(JPEG))

    with pytest.raises(PictureUnreadable, match="401"):
        pictures(network, token="stolen").fetch(named(desk, network))


def test_a_deleted_picture_is_gone_and_says_404(desk: Desk, network: Network) -> None:
    texts(network, address(JPEG))
    where = named(desk, network)
    about = network.client.get(f"{where}.json", auth=(ACCOUNT, TOKEN)).json()
    listed = network.client.get(f"{where.rpartition('/')[0]}.json", auth=(ACCOUNT, TOKEN)).json()

    gone = network.client.delete(f"{where}.json", auth=(ACCOUNT, TOKEN))

    assert (about["content_type"], about["parent_sid"]) == ("image/jpeg", desk.posted[-1].form["MessageSid"])
    assert [one["sid"] for one in listed["media_list"]] == [about["sid"]]
    assert gone.status_code == 204
    with pytest.raises(PictureUnreadable, match="404"):
        pictures(network).fetch(where)


def test_a_picture_of_another_message_is_not_found_under_this_one(desk: Desk, network: Network) -> None:
    texts(network, address(JPEG))
    one = named(desk, network)
    texts(network, address(JPEG))
    other = named(desk, network)

    crossed = f"{one.rpartition('/')[0]}/{other.rpartition('/')[2]}"

    assert network.client.get(crossed, auth=(ACCOUNT, TOKEN)).status_code == 404


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ("paw.jpg", "an http address or data:"),
        ("data:image/jpeg;base64,@@@", "not base64"),
        ("data:image/jpeg,plain", "an http address or data:"),
        ("file:///etc/passwd", "an http address or data:"),
    ],
)
def test_a_picture_that_is_none_is_refused_in_one_sentence(desk: Desk, network: Network, media: str, why: str) -> None:
    refused = texts(network, address(JPEG), media)

    assert refused.status_code == 400
    assert why in refused.json()["error"]
    assert desk.posted == []


def test_pictures_outlive_a_restart_and_are_shown_on_the_phone(desk: Desk, opens: Opens) -> None:
    first = opens()
    texts(first, address(JPEG))
    first.serving.stop()

    second = opens()

    sid = second.sim("GET", f"/phones/{ANA}").json()["texts"][0]["media"][0].rpartition("/")[2]
    shown = second.client.get(f"/sim/media/{sid}")
    assert (shown.content, shown.headers["content-type"]) == (JPEG, "image/jpeg")
    assert second.client.get("/sim/media/ME..").status_code == 404
    assert pictures(second).fetch(named(desk, second)).data == JPEG
