"""Photos that came with a text, as the desk needs them."""

from typing import Protocol

from nightdesk.contact.picture import Picture


class Pictures(Protocol):
    """Fetches what the carrier kept. Never called in a webhook: a photo may take seconds."""

    def fetch(self, url: str) -> Picture:
        """Download one photo. Raises PictureUnreadable for anything but an image of a fair size, in time."""
        ...
