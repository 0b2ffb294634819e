"""Turning what the data files write into patterns and words, with a refusal of what they could not mean."""

import re
from collections.abc import Iterable, Mapping, Sequence

from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile
from nightdesk.triage.pets.words.pattern import Pattern, parse
from nightdesk.triage.pets.words.text import stem


class Reader:
    """Parses patterns, remembers the spellings they use, refuses unknown classes."""

    def __init__(self, forms: Mapping[str, str], classes: Iterable[str]) -> None:
        self.forms = dict(forms)
        self.classes = frozenset(classes)
        self.seen: set[str] = set(forms)

    def patterns(self, written: Iterable[str], file: DataFile, loc: Place) -> tuple[Pattern, ...]:
        """Each as a pattern. Raises Misconfigured where one is empty or names no class."""
        return tuple(self._pattern(w, file, (*loc, at)) for at, w in enumerate(written))

    def names(self, written: Sequence[str], file: DataFile, loc: Place) -> tuple[Pattern, ...]:
        """Names, whose words stand directly one after the other."""
        rows = [name.lower().replace("-", " - ").split() for name in written]
        strict = [" ".join(word if not at else f"_{word}" for at, word in enumerate(row)) for row in rows]
        return self.patterns(strict, file, loc)

    def phrase(self, written: str) -> tuple[str, ...]:
        """A phrase of a word class as stems."""
        words = written.lower().split()
        self.seen.update(w.lstrip("=") for w in words)
        return tuple(w if w.startswith("=") else self.forms.get(w) or stem(w) for w in words)

    def known(self, more: Iterable[str]) -> tuple[str, ...]:
        """All spellings seen plus their plain English endings, so that `vommiting` is mended to `vomiting`."""
        plain = {w for w in {*self.seen, *more} if w.isalpha() and len(w) > 2}
        endings = set(plain)
        for word in plain:
            if len(word) > 3 and not word.endswith(("ing", "ed", "s")):
                bare = word.removesuffix("e")
                endings |= {word + "s", bare + "ing", bare + "ed"}
        return tuple(sorted(endings))

    def _pattern(self, written: str, file: DataFile, loc: Place) -> Pattern:
        for word in re.findall(r"[^\s|&]+", written.lower()):
            if word.lstrip("_").startswith("<"):
                if word.strip("_<>") not in self.classes:
                    raise file.wrong(loc, f"{written!r}: there is no class {word}")
            else:
                self.seen.add(word.lstrip("=_"))
        try:
            return parse(written, self.forms)
        except (ValueError, IndexError) as error:
            raise file.wrong(loc, f"{written!r}: {error}") from error
