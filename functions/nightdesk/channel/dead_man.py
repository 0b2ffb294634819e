"""The dead-man switch: a service elsewhere that raises an alarm when it no longer hears from us."""

import threading

PATIENCE_SECONDS = 4.0
"""For one beat, however slowly it is answered: all that matters has been done before."""


def beat(url: str, *, patience_seconds: float = PATIENCE_SECONDS) -> str:
    """
    Tell it that all is well; returns what went wrong, empty when it was heard. Never raises.

    A beat that is not heard needs no second try: the next comes in a minute, and one that is missing is its purpose.
    """
    heard: list[str] = []

    def post() -> None:
        import urllib3

        try:
            timeout = urllib3.Timeout(total=patience_seconds)
            answer = urllib3.request("POST", url, timeout=timeout, retries=False, redirect=False, preload_content=False)
            answer.release_conn()
            heard.append("" if answer.status < 400 else f"the heartbeat was answered with {answer.status}")
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            heard.append(f"the heartbeat was not heard: {type(error).__name__}")

    beating = threading.Thread(target=post, daemon=True, name="heartbeat")
    beating.start()
    beating.join(patience_seconds)
    return heard[0] if heard else "the heartbeat was not answered in time"
