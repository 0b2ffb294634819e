"""Photos as the carrier keeps them, over real sockets: healthy, and in every way they go wrong."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import urllib3

from nightdesk.channel.twilio_media import LARGEST, TwilioPictures
from nightdesk.contact.picture import Picture, media_type_of
from nightdesk.errors import PictureUnreadable
from tests.fakes.mind import JPEG

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
PHOTO = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"
Reply = Callable[[BaseHTTPRequestHandler], None]


class Keeper:
    """A media host on a free loopback port. seen: path and login of each request."""

    def __init__(self) -> None:
        self.reply: Reply = image(JPEG)
        self.seen: list[tuple[str, str]] = []
        self.stop = threading.Event()
        self.url = ""


def send(
    request: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, kind: str = "image/jpeg", **headers: str
) -> None:
    request.send_response(status)
    request.send_header("content-type", kind)
    request.send_header("content-length", headers.pop("length", str(len(body))))
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


def image(body: bytes, *, kind: str = "image/jpeg", status: int = 200) -> Reply:
    return lambda request: send(request, body, kind=kind, status=status)


@contextmanager
def keeping() -> Iterator[Keeper]:
    keeper = Keeper()

    class Bound(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keeper.seen.append((self.path, self.headers.get("authorization", "")))
            keeper.reply(self)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
    server.daemon_threads = True
    keeper.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield keeper
    finally:
        keeper.stop.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    with keeping() as keeper:
        yield keeper


def pictures(keeper: Keeper, *, patience_seconds: float = 20) -> TwilioPictures:
    return TwilioPictures(
        account_sid="AC1",
        auth_token="token",
        base_url=keeper.url,
        http=urllib3.PoolManager(),
        patience_seconds=patience_seconds,
    )


@pytest.mark.parametrize(("body", "kind"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_a_photo_is_fetched_with_the_accounts_login(keeper: Keeper, body: bytes, kind: str) -> None:
    keeper.reply = image(body, kind=kind)

    photo = pictures(keeper).fetch(keeper.url + PHOTO)

    assert photo == Picture(kind, body)  # type: ignore[arg-type]  # one of the kinds
    assert keeper.seen == [(PHOTO, "Basic QUMxOnRva2Vu")]


def test_a_redirect_within_the_carrier_is_followed(keeper: Keeper) -> None:
    def reply(request: BaseHTTPRequestHandler) -> None:
        if request.path == PHOTO:
            send(request, b"", status=307, location="/kept/1.jpg")
        else:
            send(request, JPEG)

    keeper.reply = reply

    assert pictures(keeper).fetch(keeper.url + PHOTO).data == JPEG
    assert [path for path, _ in keeper.seen] == [PHOTO, "/kept/1.jpg"]


def test_a_redirect_to_a_stranger_is_not_followed_and_the_login_never_leaves(keeper: Keeper) -> None:
    with keeping() as stranger:
        keeper.reply = lambda request: send(request, b"", status=302, location=f"{stranger.url}/steal")

        with pytest.raises(PictureUnreadable, match="not kept by the carrier"):
            pictures(keeper).fetch(keeper.url + PHOTO)

        assert stranger.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example/a.jpg",
        "https://evil.example/a.jpg",
        "https://api.twilio.com.evil.example/a.jpg",
        "https://eviltwiliocdn.com/a.jpg",
        "http://media.twiliocdn.com/a.jpg",
        "https://media.twiliocdn.com:8443/a.jpg",
        "https://s3-external-1.amazonaws.com/somebody-else/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://api.twilio.com@evil.example/a.jpg",
        "",
        "not a url",
    ],
)
def test_an_address_that_is_not_the_carriers_is_never_asked(keeper: Keeper, url: str) -> None:
    with pytest.raises(PictureUnreadable, match="not kept by the carrier"):
        pictures(keeper).fetch(url)


def test_a_circle_of_redirects_ends(keeper: Keeper) -> None:
    keeper.reply = lambda request: send(request, b"", status=302, location=PHOTO)

    with pytest.raises(PictureUnreadable, match="too often"):
        pictures(keeper).fetch(keeper.url + PHOTO)

    assert len(keeper.seen) == 4


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (image(b"gone", status=404), "404"),
        (image(b"no", status=401), "401"),
        (image(b"%PDF-1.7", kind="application/pdf"), "not an image"),
        (image(b"<html>hello</html>"), "not an image we can read"),
        (image(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 16, kind="image/heic"), "not an image we can read"),
        (image(b""), "not an image we can read"),
        (image(b"<svg xmlns='x'/>", kind="image/svg+xml"), "not an image we can read"),
        (image(JPEG + b"\x00" * (LARGEST * 2)), "too large"),
        (lambda request: send(request, JPEG, length=str(LARGEST + 1)), "too large"),
        (lambda request: send(request, JPEG[:4], length="999"), "could not be fetched"),
    ],
    ids=["404", "401", "pdf", "html", "heic", "empty", "svg", "10 MB", "says too large", "cut off"],
)
def test_what_is_no_photo_is_unreadable(keeper: Keeper, reply: Reply, why: str) -> None:
    keeper.reply = reply

    with pytest.raises(PictureUnreadable, match=why):
        pictures(keeper).fetch(keeper.url + PHOTO)


def test_a_host_that_drips_bytes_is_left_by_the_clock(keeper: Keeper) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("content-type", "image/jpeg")
        request.send_header("content-length", "200000")
        request.end_headers()
        while not keeper.stop.wait(0.05):
            request.wfile.write(b"\x00" * 1000)

    keeper.reply = drip

    with pytest.raises(PictureUnreadable):
        pictures(keeper, patience_seconds=0.5).fetch(keeper.url + PHOTO)


def test_a_host_that_says_nothing_is_left(keeper: Keeper) -> None:
    def wait(_: BaseHTTPRequestHandler) -> None:
        keeper.stop.wait(20)

    keeper.reply = wait

    with pytest.raises(PictureUnreadable, match="could not be fetched"):
        pictures(keeper, patience_seconds=0.3).fetch(keeper.url + PHOTO)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"MZ\x90\x00", None),
    ],
)
def test_the_first_bytes_say_what_it_is(data: bytes, kind: str | None) -> None:
    assert media_type_of(data) == kind
