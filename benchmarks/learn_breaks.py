"""Learn thaibook/thai/data/: the dictionary and the weights of the break model.

    python benchmarks/learn_breaks.py TRAIN.conllu CORPUS [DEV.conllu]

TRAIN: UD Thai TUD (CC BY-SA 4.0). CORPUS: the folder pythainlp/corpus of PyThaiNLP, of which
words_th.txt and tnc_freq.txt (CC0) are the dictionary, and TITLES the names and titles.
Needs scikit-learn, which nothing else here needs, so it is in no lock.
With DEV, prints how many of the chosen breaks are wrong and how many are found.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thaibook.thai import break_model as model
from thaibook.thai.break_model import DATA, RUN, SHAPES, TEMPLATES, places, shapes
from thaibook.thai.dictionary import (
    LONGEST_TITLE,
    Numbers,
    read_titles,
    title_steps,
    words_of,
)

LEAST_SEEN = 2  # a feature seen once is noise
STRENGTH = 0.5  # inverse of the regularisation, chosen on a part of TRAIN by genre
LEAST_WEIGHT = 0.04  # below it a weight changes nothing
SHORTEST_TITLE = 4  # letters; what is shorter is in other words by chance
TITLES = (
    "wikipedia_titles_th", "volubilis_words_th", "tnc_freq", "ttc_freq", "icubrk_th",
    "countries_th", "family_names_th", "person_names_female_th", "person_names_male_th",
)  # fmt: skip


def sentences(path: Path) -> Iterator[tuple[str, set[int]]]:
    """(text, offsets at which a hand-segmented word begins or ends) of each sentence."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text, ends = "", set()
        for line in block.split("\n"):
            fields = line.split("\t")
            if line.startswith("#") or not fields[0].isdigit():
                continue
            text += fields[1]
            ends.add(len(text))
            if "SpaceAfter=No" not in fields[9]:
                text += " "
                ends.add(len(text))
        yield text, ends


def dictionary(words: Path, frequencies: Path) -> dict[str, int]:
    """Word -> class of frequency: 0 not in the corpus, else 1 + the power of ten."""
    often = {}
    for line in frequencies.read_text("utf-8-sig").splitlines():
        word, _, count = line.partition("\t")
        often[word] = 1 + int(math.log10(int(count)))
    listed = (line.strip() for line in words.read_text("utf-8").splitlines())
    return {w: often.get(w, 0) for w in sorted(set(listed)) if len(w) > 1 and RUN.fullmatch(w)}


def titles(known: dict[str, int], folder: Path) -> list[str]:
    """What TITLES hold and `known` does not: names, titles and compounds in Thai letters."""
    listed = {
        spelling
        for name in TITLES
        for line in (folder / f"{name}.txt").read_text("utf-8-sig").splitlines()
        for word in (line.partition("\t")[0].strip(),)
        for spelling in (word, word.replace(" ", ""))
    }
    return sorted(
        word
        for word in listed
        if SHORTEST_TITLE <= len(word) <= LONGEST_TITLE
        and word not in known
        and RUN.fullmatch(word)
    )


def examples(path: Path, words: dict[str, int], steps: Numbers) -> Iterator[tuple[list[Any], bool]]:
    """The features of each place, and whether a word ends there. steps: of the titles."""
    known = words_of(words)
    named = read_titles(steps, known)
    for text, ends in sentences(path):
        codes, found = places(text, known, named)
        letters = "".join(map(chr, codes))
        rows = zip(*(table.tolist() for table in shapes(found, known)), strict=True)
        for at, here, before, left, after, right, row in zip(
            *(column.tolist() for column in found[:6]), rows, strict=True
        ):
            features: list[Any] = [
                ("around", number, letters[here + a : here + b])
                for number, (a, b) in enumerate(TEMPLATES)
            ]
            features += [("shapes", number, key) for number, key in enumerate(row)]
            features += [("before", letters[here - left : here] if before else "")]
            features += [("after", letters[here : here + right] if after else "")]
            yield features, at in ends


def learn(path: Path, words: dict[str, int], steps: Numbers) -> dict[str, Any]:
    """The weights, as breaks-th.json holds them."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = list(examples(path, words, steps))
    seen = Counter(feature for features, _ in rows for feature in features)
    kept = sorted((f for f, n in seen.items() if n >= LEAST_SEEN), key=repr)
    column = {feature: number for number, feature in enumerate(kept)}
    indices, pointers = [], [0]
    for features, _ in rows:
        indices += [column[f] for f in features if f in column]
        pointers.append(len(indices))
    matrix = csr_matrix(([1.0] * len(indices), indices, pointers), (len(rows), len(kept)))
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
    fitted.fit(matrix, [label for _, label in rows])
    result: dict[str, Any] = {
        "bias": round(float(fitted.intercept_[0]), 3),
        "around": [{} for _ in TEMPLATES], "shapes": [{} for _ in SHAPES],
        "before": {}, "after": {},
    }  # fmt: skip
    for (kind, *number, key), weight in zip(kept, fitted.coef_[0], strict=True):
        if abs(weight) >= LEAST_WEIGHT:
            table = result[kind][number[0]] if number else result[kind]
            table[str(key)] = round(float(weight), 2)
    return result


def main() -> None:
    """Learn, write, and measure."""
    train, folder, *rest = map(Path, sys.argv[1:])
    words = dictionary(folder / "words_th.txt", folder / "tnc_freq.txt")
    steps = title_steps(titles(words, folder))
    weights = learn(train, words, steps)
    by_class: dict[int, list[str]] = {}
    for word, often in words.items():
        by_class.setdefault(often, []).append(word)
    lines = [f"{often} {' '.join(found)}" for often, found in sorted(by_class.items())]
    DATA.mkdir(exist_ok=True)
    (DATA / "words-th.txt").write_text("\n".join(lines) + "\n", "utf-8")
    text = json.dumps(weights, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    np.save(DATA / "titles-th.npy", steps)
    (DATA / "breaks-th.json").write_text(text + "\n", "utf-8")
    model.load.cache_clear()
    for path in rest:
        measure(path)


def measure(path: Path) -> None:
    """Print the share of wrong and of found breaks at several thresholds."""
    judged = []
    for text, ends in sentences(path):
        for at, likely, *_ in zip(*model.probabilities(text), strict=True):
            judged.append((likely, at in ends))
    there = sum(right for _, right in judged)
    for least in (0.5, 0.7, 0.9, 0.95, 0.97):
        chosen = [right for likely, right in judged if likely >= least]
        wrong = 100 * chosen.count(False) / len(chosen)
        print(
            f"{path.stem} p >= {least}: wrong {wrong:.2f} %, "
            f"found {100 * sum(chosen) / there:.1f} %"
        )


if __name__ == "__main__":
    main()
