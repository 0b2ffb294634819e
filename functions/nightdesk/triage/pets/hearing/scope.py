"""Who says what of whom: denial and its reach, what is over, what is only asked, long ago, or somebody else's."""

from collections.abc import Mapping, Sequence, Set

from nightdesk.triage.pets.hearing.taking_back import withdrawn_at
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

ASKING = frozenset({"hypothetical", "asks_in_general"})
"""Frames in which something is asked about rather than told."""

_PAST = frozenset({"long_ago", "a_while_ago"})
"""Frames in which something is told of another time."""


def is_told_of(frames: Set[str]) -> bool:
    """Is all of it a question, a story or the past, so that nothing of it need be happening now?"""
    return bool(frames & (ASKING | {"elsewhere"})) or (bool(frames & _PAST) and "at_present" not in frames)


TAKEN_BACK_WITHIN = 6
"""Words between saying a thing and taking it back."""

_OWN_DENIALS = frozenset({"<not>", "<cant>", "<wont>"})


_AFTER_GONE = frozenset({"now", "by", "today", "since", "already", "after", "again", "and", "so", "but", "completely"})
"""After a "gone" that says that something is over."""

_WISHES = frozenset({"to", "how", "can", "could", "do", "i", "we", "make", "get", "help", "please", "will", "need"})


class Scope:
    """Reads the words around a mention. mentions: all signs, so that a "not" inside one of them denies nothing else."""

    def __init__(
        self,
        row: Sequence[Token],
        mentions: Sequence[Mention],
        frames: Sequence[Mention],
        marks: Mapping[str, frozenset[str]],
    ) -> None:
        self._row = row
        self._marks = marks
        self._inside = {
            at
            for m in mentions
            for at in m.at
            if "<not>" in row[at].classes and not m.name.endswith(("_fine", "_calm"))
        }
        self._starts = {m.start for m in mentions}
        self._sentence = _numbered(row, 2)
        self._clause = _numbered(row, 1)
        self._frames: dict[int, set[str]] = {}
        self._clauses: dict[int, set[str]] = {}
        for frame in frames:
            self._frames.setdefault(self._sentence[frame.start], set()).add(frame.name)
            self._clauses.setdefault(self._clause[frame.start], set()).add(frame.name)
        self.frames = frozenset(f.name for f in frames)
        self._asking = {at for f in frames if f.name in ASKING for at in f.at}
        self._withdrawn_at = withdrawn_at(row, frames)

    def frames_of(self, at: int) -> set[str]:
        """The kinds of talk in the sentence of position `at`."""
        return self._frames.get(self._sentence[at], set())

    def is_denied(self, mention: Mention) -> bool:
        """Is it said not to be so ("no blood", "not throwing up or coughing")?"""
        has_own = any(not _OWN_DENIALS.isdisjoint(self._row[at].classes) for at in mention.at)
        inner = range(mention.start + 1, mention.end)
        if any(self._denies(at) for at in inner if at not in mention.at and not (has_own and self._joins(at))):
            return True
        if not has_own and (self._denied_after(mention.end) or self._is_taken_back(mention)):
            return True
        if mention.name.endswith(("_fine", "_calm")) and self._is_beyond(mention.start):
            return True
        return self._denied_before(mention.start, is_listed=not has_own)

    def is_withdrawn(self, mention: Mention) -> bool:
        """Is it taken back afterwards as a mistake ("false alarm", "never mind", "no sorry it's paint")?"""
        return mention.end < self._withdrawn_at

    def _is_beyond(self, start: int) -> bool:
        """Can it not do what is called fine ("hasn't been able to breathe well")?"""
        before = self._row[max(0, start - 3) : start]
        return any("<cant>" in t.classes or "<wont>" in t.classes for t in before)

    def _denied_after(self, end: int) -> bool:
        """Is it looked for and not there ("fleas? none", "vomiting no, diarrhea no")?"""
        row, at = self._row, end + 1
        if at >= len(row) or row[at].gap >= 3:
            return False
        is_last = at + 1 >= len(row) or row[at + 1].gap > 0
        if row[at].gap and row[at].raw in _NOS and " ".join(t.raw for t in row[at + 1 : at + 3]) in _IT_WAS:
            return True  # "blood? no it was from the strawberry"
        return row[at].raw in {"none", "nope", "negative"} or (row[at].raw == "no" and is_last)

    def _is_taken_back(self, mention: Mention) -> bool:
        """Is it answered with no and then denied ("eye popped?? no not popped out")?"""
        row, stems = self._row, {self._row[at].stem for at in mention.at}
        after = range(mention.end + 1, min(len(row) - 1, mention.end + 1 + TAKEN_BACK_WITHIN))
        buts = [at for at in after if row[at].raw in {"but", "pero"}]
        if any(at - buts[0] <= 2 and row[at].raw in _IS_NOT and _ends_clause(row, at) for at in after if buts):
            return True  # "sounds like he's choking but he isn't"
        answers = [at for at in after if row[at].raw == "no"]
        return any(at > answers[0] and row[at].raw == "not" and row[at + 1].stem in stems for at in after if answers)

    def _denies(self, at: int) -> bool:
        token = self._row[at]
        if "<not>" not in token.classes or at in self._inside:
            return False
        if at + 1 >= len(self._row):
            return True
        following = self._row[at + 1]
        goes_on = "<stopped>" in following.classes  # "hasn't stopped shaking"
        is_weakened = token.raw == "not" and following.raw == "really"
        return is_weakened or (not goes_on and following.raw not in self._marks["not_denials"])

    def _joins(self, at: int) -> bool:
        """Does it carry a denial on ("won't play nor eat") instead of making one?"""
        return self._row[at].raw in {"nor", "ni", "neither", "tampoco"}

    def _denied_before(self, start: int, *, is_listed: bool) -> bool:
        """Does a denial before `start` reach it? is_listed: it may come over a comma, in a list joined by "or"."""
        row, listed = self._row, False
        for at in range(start - 1, max(-1, start - 8), -1):
            after = row[at + 1]
            if after.gap >= 2 or (after.gap == 1 and not (is_listed and (listed or self._is_list(at + 1, start)))):
                return False
            if self._denies(at):
                return not (at > 0 and row[at - 1].stem in {"why", "if"} and row[at].raw == "dont")
            if (
                row[at].raw in self._marks["subjects"]
                or (listed and "<pet>" in row[at].classes)
                or (row[at].raw in {"and", "y"} and not self._is_list(at, start))
            ):
                return False
            listed = listed or row[at].raw in {"or", "nor", "ni", "o"}
        return False

    def _is_list(self, at: int, start: int) -> bool:
        """Does a list joined by "or" go on after the mention ("no vomiting, diarrhea or blood")?"""
        for i in range(at, min(len(self._row), start + 6)):
            if self._row[i].gap >= 2 and i > at:
                return False
            if self._row[i].raw in {"or", "nor", "ni"}:
                return True
        return False

    def is_over(self, mention: Mention) -> bool:
        """Is it said to have stopped ("stopped shaking", "the bleeding stopped")?"""
        row = self._row
        for at in range(mention.start - 1, max(-1, mention.start - 3), -1):
            if row[at + 1].gap >= 2:
                break
            if "<stopped>" in row[at].classes and at not in mention.at:
                before = row[max(0, at - 3) : at]
                if row[at].raw == "stop" and any(t.raw in _WISHES for t in before):
                    return False  # "how do I stop the bleeding"
                return not any(c in t.classes for t in before for c in ("<not>", "<cant>", "<wont>"))
        for at in range(mention.end + 1, min(len(row), mention.end + 6)):
            if row[at].gap >= 2 or (row[at].raw in {"when", "if", "until", "and"} and row[at].gap):
                return False
            if any(c in row[at].classes for c in ("<not>", "<cant>", "<wont>")) or row[at].raw in {
                "hasnt",
                "keep",
                "keeps",
            }:
                return False
            if "<over>" in row[at].classes and self._ends_there(at):
                return True
            if at in self._starts:
                return False
        return bool(self.frames_of(mention.start) & {"long_ago"}) and not self.is_now(mention)

    def _ends_there(self, at: int) -> bool:
        """Is it what came before that is over, and not what follows ("stopped pushing", "gone very quiet")?"""
        if at + 1 >= len(self._row) or self._row[at + 1].gap:
            return True
        after = self._row[at + 1]
        return not after.raw.endswith("ing") and (self._row[at].raw != "gone" or after.raw in _AFTER_GONE)

    def is_now(self, mention: Mention) -> bool:
        """Is it going on as they write: present tense or a word like "now"?"""
        first = self._row[mention.start]
        near = self._row[max(0, mention.start - 4) : mention.end + 1]
        if any(t.raw in self._marks["past"] for t in near):
            return False
        after = self._clause_after(mention.end, 6)
        if any(t.raw in self._marks["past_after"] or "<fine>" in t.classes for t in after):
            return False
        if any(t.raw in {"now", "ahora", "still"} or "<wont>" in t.classes for t in (*near, *after)):
            return True
        return first.raw.endswith(("ing", "ando", "iendo")) or any(
            t.raw in {"is", "are", "having", "esta", "keeps"} for t in near
        )

    def may_go_on(self, mention: Mention) -> bool:
        """Is nothing in its sentence said of before ("dog stiff, legs paddling"), so that it may be going on?"""
        number = self._sentence[mention.start]
        return not any(
            t.raw in self._marks["told_of_before"] or t.raw.endswith("ed")
            for t, sentence in zip(self._row, self._sentence, strict=True)
            if sentence == number
        )

    def _clause_after(self, end: int, most: int) -> Sequence[Token]:
        """The words after a position, up to the end of its sentence."""
        for at in range(end + 1, min(len(self._row), end + 1 + most)):
            if self._row[at].gap >= 2:
                return self._row[end + 1 : at]
        return self._row[end + 1 : end + 1 + most]

    def is_shown(self, mention: Mention) -> bool:
        """Does an animal show it now, inside a sentence that asks something in general?"""
        frames = self.frames_of(mention.start)
        return bool(frames & ASKING) and self.is_asserted(mention) and not self.is_denied(mention)

    def is_elsewhere(self, mention: Mention, *, asked_counts: bool = False) -> bool:
        """
        Is it a story, a film, long ago, a question in general or a worry about the future?

        asked_counts: an animal shows something else now, so that what is asked about counts too.
        """
        frames = self.frames_of(mention.start)
        if "elsewhere" in frames:
            return True
        if frames & ASKING and not asked_counts and not self.is_asserted(mention):
            return True
        near = self._clauses.get(self._clause[mention.start], set())
        was = bool(near & _PAST) or ("long_ago" in frames and "at_present" not in frames)
        return was and "at_present" not in near and not self.is_now(mention)

    def is_asserted(self, mention: Mention) -> bool:
        """Does somebody in particular show it ("can I give benadryl he is having trouble breathing")?"""
        row, near = self._row, range(mention.start - 1, max(-1, mention.start - 7), -1)
        words: list[str] = []
        for at in near:
            if at not in self._asking:
                words.append(row[at].raw)
            if row[at + 1].gap >= 2:
                break
        if {"if", "when", "ever", "si"} & set(words):
            return False
        is_doing = row[mention.start].raw.endswith(("ing", "ando", "iendo"))
        is_done = any(row[at].raw in self._marks["did"] for at in mention.at)
        is_ours = bool(self._marks["own"] & set(words))
        return bool(self._marks["shown"] & set(words)) or ((is_doing or is_done) and is_ours)

    def is_of_others(self, mention: Mention) -> bool:
        """Is it what somebody who is no vet, or a search, says of it ("my son thinks he's dying")?"""
        number = self._sentence[mention.start]
        before = {t.raw for t, s in zip(self._row[: mention.end], self._sentence, strict=False) if s == number}
        return bool(before & _OPINIONS) and not before & _WHO_KNOWS

    def is_hearsay(self, mention: Mention) -> bool:
        """Is it somebody's opinion rather than something seen ("my friend says he's fine", "I read it's normal")?"""
        for at in range(mention.start - 1, max(-1, mention.start - 8), -1):
            if self._row[at + 1].gap >= 2:
                return False
            if self._row[at].raw in self._marks["hearsay"]:
                return True
        return False


_OPINIONS = frozenset({"says", "say", "telling", "tells", "dice", "dicen", "thinks", "reckons", "google", "internet"})
_WHO_KNOWS = frozenset({"i", "vet", "vets", "doctor", "veterinario", "veterinaria"})


_NOS = frozenset({"no", "nope", "nah"})
_IT_WAS = frozenset({"it was", "that was", "era solo", "fue solo", "era de", "fue de"})
_IS_NOT = frozenset({"isnt", "wasnt", "aint", "hasnt", "didnt", "doesnt"})


def _ends_clause(row: Sequence[Token], at: int) -> bool:
    return at + 1 >= len(row) or row[at + 1].gap > 0


def _numbered(row: Sequence[Token], gap: int) -> list[int]:
    """The number of each token's clause (from a comma on) or sentence (from its end on)."""
    out, number = [], 0
    for token in row:
        number += token.gap >= gap
        out.append(number)
    return out
