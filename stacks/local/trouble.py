"""What stops a local run before it starts."""


class CannotRun(Exception):
    """Said to the person as one sentence, without a traceback. The message says what to do."""
