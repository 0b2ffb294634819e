"""What somebody on call is told when a text of theirs was not obeyed: that nothing was done, why, and what to type."""

from nightdesk.channel.fitting import fit
from nightdesk.channel.replies.command import Command
from nightdesk.channel.replies.targets import Context
from nightdesk.persona.responder.ops import help_text


def not_done(command: Command, context: Context) -> str:
    """
    Never the bare order: "ack 1" alone reads as if it had been done. Where nothing is open, the words that are known.
    """
    if not command.hint:
        return help_text(context)
    why = command.reason.rstrip(".")
    why = why if why.endswith("?") else f"{why}."
    return fit(f"Nothing was done: {why}", segments=2, keep=f"Reply {command.hint}.")


def last_answer(context: Context) -> str:
    """Before silence: why there will be no more answers, and what ends that. Pages come all the same."""
    number = context.waiting[0].code if context.waiting else "42"
    answers = "".join(f" go {ask.code} or no {ask.code}," for ask in context.asks[:1])
    again = f"Any word I know ends that:{answers} ack {number}, pass {number}, status. New pages still come."
    return f"Nothing was done. I can't read these, and may be talking to a machine, so I stop answering them. {again}"
