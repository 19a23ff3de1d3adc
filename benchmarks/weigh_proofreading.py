"""Weigh the features of misread_words.py against one another: print its WEIGHTS.

    PYTHONPATH=tests:. python benchmarks/weigh_proofreading.py TEXT …

Each text (a plain one with a paragraph in each line, or a treebank in CoNLL-U, of which the
documents are taken that the letter model has not seen) is spoilt twice by each of tests/faults.py
and tests/second_faults.py. A logistic regression learns which edits are right; the figures said of
a text are those of weights that were learnt without it. The shipped weights come from the
development and training part of the treebank and from texts of government news, law, manuals, an
essay and blogs.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from faults import Fault, misread
from second_faults import mistaken

from benchmarks.learn_proofreading import is_held_out, sentences_of
from thaibook.thai.proofreading.misread_words import APART, Judged, judged

MOST_LETTERS = 45_000  # of a text
NEVER_LEARNT = -9.0  # a score that no edit is told with
FAULTS_OF = 0.25  # of the weight of a clean text: each text is spoilt four times
PENALTY, STEPS = 1e-4, 25
AROUND = 12  # letters that have to be right on either side


class Spoilt(NamedTuple):
    """A text with faults: each edit's features, the fault it is at (-1: none), whether it is
    right; and how many faults there are."""

    at: list[int]
    features: Any
    fault: list[int]
    right: Any
    faults: int


def text_of(path: Path) -> str:
    """Paragraphs with an empty line between them."""
    text = path.read_text("utf-8")
    if path.suffix == ".conllu":
        kept = "train" not in path.name  # of the training part only what was not learnt
        lines = [line for name, line in sentences_of(text) if kept or is_held_out(name)]
        lines = [" ".join(lines[n : n + 3]) for n in range(0, len(lines), 3)]
    else:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n\n".join(lines)[:MOST_LETTERS] + "\n"


def spoilt(bad: str, faults: list[Fault]) -> Spoilt:
    """The edits of a text, each held against the faults."""
    near = {
        place: fault
        for fault in faults
        for place in range(fault.start - APART, fault.start + len(fault.bad) + APART + 1)
    }
    edits = judged(bad)
    right = [each.at in near and is_right(bad, near[each.at], each) for each in edits]
    which = [near[each.at].start if each.at in near else -1 for each in edits]
    features = np.array([each.features for each in edits], float)
    return Spoilt([e.at for e in edits], features, which, np.array(right, float), len(faults))


def is_right(bad: str, fault: Fault, edit: Judged) -> bool:
    """Whether the edit makes what stood there before the fault."""
    low, high = max(0, fault.start - AROUND), fault.start + 5 * AROUND
    got = bad[low : edit.at] + edit.put + bad[edit.after : high]
    want = bad[low : fault.start] + fault.good + bad[fault.start + len(fault.bad) : high]
    return got[: 2 * AROUND] == want[: 2 * AROUND]


def learnt(examples: list[tuple[Any, Any, float]]) -> Any:
    """Weights of a logistic regression. examples: (features, whether right, weight)."""
    features, right = (np.concatenate([each[n] for each in examples]) for n in (0, 1))
    share = np.concatenate([np.full(len(each[1]), each[2]) for each in examples])
    spread = features.std(0)
    spread[spread == 0] = 1
    features = features / spread
    weights, least = np.zeros(features.shape[1]), PENALTY * len(right)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (share * (right - likely)) - least * weights
        curve = (features * (share * likely * (1 - likely))[:, None]).T @ features
        weights += np.linalg.solve(curve + least * np.eye(len(weights)), slope)
    return weights / spread


def best_places(at: list[int], scores: Any) -> list[int]:
    """The best edit of each place, the likeliest first."""
    used: set[int] = set()
    chosen = []
    for number in np.argsort(-scores, kind="stable").tolist():
        if scores[number] < NEVER_LEARNT:
            break
        if at[number] not in used:
            used.update(range(at[number] - APART, at[number] + APART + 1))
            chosen.append(number)
    return chosen


def report(name: str, weights: Any, clean: Spoilt, letters: int, bad: list[Spoilt]) -> None:
    """Say how many faults are named where clean text has one alarm in 2000 letters."""
    scores = clean.features @ weights
    alarms = sorted((scores[n] for n in best_places(clean.at, scores)), reverse=True)
    most = letters // 2000
    least = alarms[most] if len(alarms) > most else NEVER_LEARNT
    named = right = 0
    for text in bad:
        scores = text.features @ weights
        seen: dict[int, bool] = {}
        for number in best_places(text.at, scores):
            if scores[number] > least and text.fault[number] >= 0:
                fault = text.fault[number]
                seen[fault] = seen.get(fault, False) or bool(text.right[number])
        named, right = named + len(seen), right + sum(seen.values())
    faults = sum(text.faults for text in bad)
    print(f"{name}: at one alarm in 2000 letters {named / faults:.1%} of {faults} named,", end=" ")
    print(f"{right / faults:.1%} right first", flush=True)


def main() -> None:
    """Learn from all texts, and say how well each is read by what the others taught."""
    texts: dict[str, tuple[Spoilt, int, list[Spoilt]]] = {}
    for name in sys.argv[1:]:
        text = text_of(Path(name))
        bad = []
        for seed in (1, 3):
            bad.append(spoilt(*misread(text, random.Random(seed))))
            bad.append(spoilt(*mistaken(text, random.Random(seed + 1))[:2]))
        texts[name] = (spoilt(text, []), len(re.sub(r"\s", "", text)), bad)
    examples = {
        name: [(clean.features, clean.right, 1.0)]
        + [(each.features, each.right, FAULTS_OF) for each in bad]
        for name, (clean, _, bad) in texts.items()
    }
    for name, each in texts.items():
        others = [one for other in texts if other != name for one in examples[other]]
        if others:
            report(name, learnt(others), *each)
    weights = learnt([one for each in examples.values() for one in each])
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in weights))


if __name__ == "__main__":
    main()
