"""Learn thaibook/thai/data/ends-th.xz, and the weights of proofreading/continuing.py.

    PYTHONPATH=tests:. python benchmarks/learn_continuing.py TEXT[/*EVERY] … -- TEXT …

From the first texts, which are those of learn_proofreading.py, come the words at the ends of
paragraphs; the others, which nothing else has learnt from, weigh them: each is read by what the
others taught, and the weights of all are printed. The same input gives the same file.
"""

from __future__ import annotations

import lzma
import math
import random
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.learn_proofreading import is_held_out, paragraphs, sentences_of
from benchmarks.weigh_proofreading import learnt
from thaibook.thai import segment
from thaibook.thai.break_model import DATA
from thaibook.thai.proofreading.continuing import features_of, keys_of_words

SHORTEST, LEAST_WORDS = 60, 12  # letters and words of a paragraph
MOST_PARAGRAPHS = 30_000  # of a text
CUTS = 3  # of each paragraph
LEAST_SEEN, LEAST_VALUE = 8, 0.4  # of words, to be kept
SMOOTH = 2.0
SHARES = (0.01, 0.03, 0.05)  # of the ends of paragraphs that are taken for none


def words_of_ends(texts: list[list[str]]) -> dict[str, float]:
    """What ends-th.xz says."""
    chance = random.Random(5)
    ends, elsewhere = Counter[str](), Counter[str]()
    many = 0
    for lines in texts:
        chance.shuffle(lines)
        for line in lines[:MOST_PARAGRAPHS]:
            words = segment(line)
            if len(words) < LEAST_WORDS:
                continue
            many += 1
            ends.update(keys_of_words(words, words))
            for place in chance.sample(range(5, len(words) - 4), CUTS):
                elsewhere.update(keys_of_words(words[:place], words[place:]))
    return {
        key: value
        for key in sorted(ends | elsewhere)
        if ends[key] + elsewhere[key] >= LEAST_SEEN
        and abs(value := value_of(ends[key] / many, elsewhere[key] / many / CUTS, many))
        >= LEAST_VALUE
    }


def value_of(at_ends: float, elsewhere: float, many: int) -> float:
    """The logarithm of how much likelier it is at an end."""
    return math.log((at_ends + SMOOTH / many) / (elsewhere + SMOOTH / many))


def cut(line: str, chance: random.Random) -> tuple[str, str]:
    """A paragraph cut where a word ends."""
    least, end = chance.randrange(SHORTEST // 3, len(line) - SHORTEST // 3), 0
    for word in segment(line):
        if end >= least:
            break
        end += len(word)
    return line[:end], line[end:]


def lines_of(path: Path) -> list[str]:
    """Paragraphs, or sentences of a treebank that were not learnt from."""
    text = path.read_text("utf-8")
    lines = text.split("\n")
    if path.suffix == ".conllu":
        kept = "train" not in path.name
        lines = [line for name, line in sentences_of(text) if kept or is_held_out(name)]
    return [line.strip() for line in lines if len(line.strip()) > SHORTEST][:1000]


def main() -> None:
    """Learn and write the words, then print figures and weights."""
    middle = sys.argv.index("--")
    given = [each.partition("/*")[::2] for each in sys.argv[1:middle]]
    table = words_of_ends([paragraphs(Path(path), int(every or 1)) for path, every in given])
    rows = "".join(f"{key}\t{round(10 * value)}\n" for key, value in table.items())
    packed = lzma.compress(rows.encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / "ends-th.xz").write_bytes(packed)
    print(len(table), "words,", len(packed), "bytes")
    weigh([Path(name) for name in sys.argv[middle + 1 :]])


def weigh(texts: list[Path]) -> None:
    """Say how well each text is read by what the others taught, and the weights of all."""
    chance = random.Random(3)
    examples = {}
    for path in texts:
        lines = lines_of(path)
        ends = features_of(list(pairwise(lines)))[0]
        cuts = features_of([cut(line, chance) for line in lines * 2])[0]
        examples[path] = [
            (ends, np.zeros(len(ends)), len(cuts) / len(ends)),
            (cuts, np.ones(len(cuts)), 1.0),
        ]
    for path, ((ends, *_), (cuts, *_)) in examples.items():
        weights = learnt([one for other in examples if other != path for one in examples[other]])
        odds, scores = np.sort(ends @ weights)[::-1], cuts @ weights
        at = [(share, odds[int(share * len(odds))]) for share in SHARES]
        found = (f"{share:.0%}: {np.mean(scores > least):.0%} ({least:.1f})" for share, least in at)
        print(path.name, "cuts found where so many ends are false:", *found)
    weights = learnt([one for each in examples.values() for one in each])
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in weights))


if __name__ == "__main__":
    main()
