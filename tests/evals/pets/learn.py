"""
Learn the words of runbooks/pets/likeness.csv from the corpus: `make learn`.

Two logistic models (SEV0 or SEV1 against the rest, SEV0 against the rest) over the words and pairs of words of the
parts that rules are written against; the others are kept to measure with. Prints what each threshold would catch and
wrongly raise among texts that were left out in turn (five folds): the thresholds in resemblance.py are chosen by that.
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.hear import told
from nightdesk.triage.pets.knowledge.at_hand import rules
from nightdesk.triage.pets.knowledge.resemblance import grams
from tests.evals.pets.report import Case, cases

TABLE = Path(__file__).resolve().parents[3] / "runbooks" / "pets" / "likeness.csv"
LEARNED_FROM = {"dev", "wild"}
RAREST = 2
"""Texts a word must stand in: one text's own words teach nothing."""


def words_of(case: Case) -> list[str]:
    return [gram for gram in grams(told(case.turns, rules())) if is_telling(gram)]


_TELLING = "cant cannot no not never without down off up back front full empty"
_SMALL_TOO = """
im its hes shes theyre dont doesnt didnt isnt wasnt ive id ill u ur r
y o el la los las un una unos de del que en se su mi me le lo les es ha he con por para muy ya como al yo tu esta este
eso
"""
SMALL = (ENGLISH_STOP_WORDS - set(_TELLING.split())) | set(_SMALL_TOO.split())
"""Words that say nothing by themselves, in pairs of their own neither: a text is not grave for its "is" and "the"."""


def is_telling(gram: str) -> bool:
    return not all(word in SMALL or not word.isalpha() for word in gram.split())


def itself(words: list[str]) -> list[str]:
    return words


def model() -> LogisticRegression:
    return LogisticRegression(C=4, max_iter=3000, class_weight="balanced")


def thresholds(name: str, matrix: object, labels: np.ndarray, texts: Sequence[Case]) -> None:
    """What would be caught and wrongly raised at each threshold, each text judged by a model that never saw it."""
    sure = cross_val_predict(model(), matrix, labels, cv=5, method="predict_proba")[:, 1]
    calm = np.array([min(case.accept) >= Severity.SEV2 for case in texts])
    for at in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        caught, raised = np.mean(sure[labels == 1] >= at), np.mean(sure[calm] >= at)
        print(f"{name} from {at:.2f}: catches {caught:.1%}, raises {raised:.1%} of calm")


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    texts = [case for case in cases() if case.split in LEARNED_FROM]
    vectors = TfidfVectorizer(analyzer=itself, min_df=RAREST, sublinear_tf=True)
    matrix = vectors.fit_transform([words_of(case) for case in texts])
    rows = {"": ["", 0.0]} | {gram: [gram, vectors.idf_[at]] for gram, at in vectors.vocabulary_.items()}
    for name, worst in (("urgent", Severity.SEV1), ("grave", Severity.SEV0)):
        labels = np.array([case.expected <= worst for case in texts], dtype=int)
        thresholds(name, matrix, labels, texts)
        learned = model().fit(matrix, labels)
        rows[""].append(learned.intercept_[0])
        for gram, at in vectors.vocabulary_.items():
            rows[gram].append(learned.coef_[0][at])
    with TABLE.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["words", "rarity", "urgent", "grave"])
        out.writerows(
            [gram, *(f"{value:.2f}" for value in numbers)] for gram, *numbers in (rows[k] for k in sorted(rows))
        )
    print(f"{len(rows) - 1} words and pairs from {len(texts)} texts")


if __name__ == "__main__":
    main()
