"""Learn thaibook/thai/data/letters-th.xz and names-th.xz, which proofreading goes by.

    python benchmarks/learn_proofreading.py WORDS PHRASES TEXT=WEIGHT[/EVERY] …

WORDS: the folder of PyThaiNLP's word lists. PHRASES: the list of what stands between spaces in
subtitles. Then each text with its weight: a treebank in CoNLL-U, a plain text with a paragraph in
each line, or a folder with many; EVERY 2 reads every other of its files. data/README.md names them
all, says how each is had and with which weights the shipped files were made. It takes some minutes
and 8 GB. The same input gives the same files.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thaibook.thai import repaired
from thaibook.thai.break_model import DATA
from thaibook.thai.proofreading import letter_model as model

DISCOUNT = 0.5  # taken off each count, as a part of a text's weight
LEAST_SEEN = (0, 1, 1, 1, 1, 2, 3, 4)  # by length, in the first text, which is the largest
WORD_WEIGHT, TEXTBOOK_WEIGHT, LISTED = 0.3, 3, 3  # of a word's frequency; of one that is listed
LEAST_GAIN, LEAST_GAIN_OF_THREE = 50.0, 2.0  # nats that a sequence has to save, to be kept
PHRASE_WEIGHT = 8  # of a subtitle, in the frequency of a word
PHRASE_LEFT = 0.6  # of the frequency of subtitles: for those that are too rare to be listed
SHORTEST_NAME, OFTEN = 3, 20
HELD_OUT = 8  # one document in so many is kept aside to measure with
SHORTEST_LINE, MOSTLY_THAI = 20, 0.6
BITS = np.uint64(model.BITS)
WORD = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]{2,20}")
PHRASE = re.compile("[ก-ฮะ-ฺเ-ๆ็-๎]{2,}")
MOJIBAKE = re.compile("[ก-๎]?(?:เ[ธน][ก-๎]?)+")


class Table(NamedTuple):
    """Sequences of one length in order; how often they were seen; the probability of the last
    letter; what is left for others after them."""

    keys: Any
    counts: Any
    probability: Any
    left: Any


def lines_of(path: Path, every: int) -> Iterator[str]:
    """The paragraphs of a text, of a treebank without HELD_OUT, or of the files in a folder."""
    if path.is_dir():
        for each in sorted(path.rglob("*.txt"))[::every]:
            yield from lines_of(each, 1)
        return
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".conllu":
        for document, sentence in sentences_of(text):
            if not is_held_out(document):
                yield sentence
        return
    for paragraph in dict.fromkeys(text.split("\n")):
        thai = sum("\u0e01" <= letter <= "\u0e4e" for letter in paragraph)
        if len(paragraph) > SHORTEST_LINE and thai > MOSTLY_THAI * len(paragraph):
            yield paragraph


def is_held_out(document: str) -> bool:
    """Whether a document of the treebank is kept aside."""
    digest = hashlib.md5(document.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % HELD_OUT == 0


def sentences_of(treebank: str) -> Iterator[tuple[str, str]]:
    """(document, sentence) of a treebank in CoNLL-U."""
    document = ""
    for key, value in re.findall(r"^# (filename|text) = (.+)$", treebank, re.MULTILINE):
        if key == "filename":
            document = value.strip()
        else:
            yield document, value.strip()


def paragraphs(path: Path, every: int) -> list[str]:
    """What is learnt from: each paragraph once, with its letters in the order of Unicode."""
    return list(dict.fromkeys(repaired("\n".join(lines_of(path, every))).split("\n")))


def phrases(path: Path, known: Container[str]) -> dict[str, float]:
    """How often each phrase of subtitles is met, with the spaces around it; those that are UTF-8
    read as another code are left out."""
    often: dict[str, float] = {}
    for line in path.read_text("utf-8").splitlines():
        phrase, _, count = line.rpartition(" ")
        phrase = repaired(phrase)
        if PHRASE.fullmatch(phrase) and (phrase in known or not MOJIBAKE.fullmatch(phrase)):
            often[f" {phrase} "] = often.get(f" {phrase} ", 0) + PHRASE_WEIGHT * int(count)
    return often


def frequencies(folder: Path) -> dict[str, float]:
    """How often each word of the lists is met."""
    often: dict[str, float] = {}
    for name, weight in (("tnc_freq.txt", 1), ("ttc_freq.txt", TEXTBOOK_WEIGHT)):
        for line in (folder / name).read_text("utf-8-sig").splitlines():
            word, _, count = line.strip().partition("\t")
            if WORD.fullmatch(word) and count.isdigit():
                often[word] = often.get(word, 0) + weight * int(count)
    for line in (folder / "words_th.txt").read_text("utf-8").splitlines():
        if WORD.fullmatch(line.strip()):
            often[line.strip()] = often.get(line.strip(), 0) + LISTED
    return often


def counted(keys: Any, weights: Any = None) -> tuple[Any, Any]:
    """Each key once, in order, and the sum of its weights, or how often it stands there."""
    if weights is None:
        keys = np.sort(keys)  # much faster than the order of a hundred million
    else:
        order = np.argsort(keys, kind="stable")
        keys, weights = keys[order], weights[order]
    starts = np.nonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[0]
    if weights is None:
        return keys[starts], np.diff(np.append(starts, len(keys))).astype(float)
    return keys[starts], np.add.reduceat(weights, starts)


def sequences(
    length: int, texts: list[tuple[Any, float]], often: dict[str, float]
) -> tuple[Any, Any, Any]:
    """The sequences of a length, how often they were seen, and that with DISCOUNT taken off."""
    keys, counts, rest = [], [], []
    for number, (codes, weight) in enumerate(texts):
        found, times = counted(model.keys_of(codes, length))
        kept = times >= (LEAST_SEEN[length] if number == 0 else 1)
        keys.append(found[kept])
        counts.append(weight * times[kept])
        rest.append(weight * np.maximum(times[kept] - DISCOUNT, 0))
    if length > 1:  # inside of words and phrases, whose neighbours nobody knows
        sizes = [len(word) for word in often]
        place = np.concatenate([np.arange(size) for size in sizes])
        times = np.repeat(np.array(list(often.values())), sizes)
        inside = place >= length - 1
        codes = model.letter_codes("".join(often))
        listed = model.keys_of(codes, length)[inside]
        share = np.repeat(np.array([1 - PHRASE_LEFT * (word[0] == " ") for word in often]), sizes)
        found, whole = counted(listed, times[inside])
        keys.append(found)
        counts.append(WORD_WEIGHT * whole)
        kept = counted(listed, (times * share)[inside])[1]
        rest.append(WORD_WEIGHT * np.maximum(kept - DISCOUNT, 0))
    joined = np.concatenate(keys)
    all_keys, all_counts = counted(joined, np.concatenate(counts))
    return all_keys, all_counts, counted(joined, np.concatenate(rest))[1]


def place_of(table: Table, keys: Any) -> tuple[Any, Any]:
    """Where keys stand in a table, and whether they do."""
    place = np.searchsorted(table.keys, keys)
    place[place == len(table.keys)] = 0
    return place, table.keys[place] == keys


def shorter(keys: Any, length: int) -> Any:
    """The sequences without their first letter."""
    return keys & np.uint64((1 << model.BITS * (length - 1)) - 1)


def probability(tables: list[Table], length: int, keys: Any) -> Any:
    """The probability of the last letter of each sequence, after those before it."""
    place, there = place_of(tables[length], keys)
    if length == 1:
        return np.where(there, tables[1].probability[place], 1e-7)
    result = np.where(there, tables[length].probability[place], 0.0)
    missing = np.nonzero(~there)[0]
    if len(missing):
        low = probability(tables, length - 1, shorter(keys[missing], length))
        context, known = place_of(tables[length - 1], keys[missing] >> BITS)
        result[missing] = low * np.where(known, tables[length - 1].left[context], 1.0)
    return result


def estimated(texts: list[tuple[Any, float]], often: dict[str, float]) -> list[Table]:
    """All sequences with absolute discounting, interpolated with the shorter ones."""
    tables: list[Table] = []
    for length in range(model.SIZE + 1):
        if not length:
            tables.append(Table(*[np.zeros(0, np.uint64)] * 4))
            continue
        keys, counts, rest = sequences(length, texts, often)
        if length == 1:
            share = np.maximum(counts / counts.sum(), 1e-7)
            tables.append(Table(keys, counts, share, np.ones(len(keys))))
            continue
        before = tables[length - 1]
        context, there = place_of(before, keys >> BITS)
        keys, counts, rest, context = (c[there] for c in (keys, counts, rest, context))
        whole = np.bincount(context, counts, len(before.keys))
        kept = np.bincount(context, rest, len(before.keys))
        left = np.clip(np.where(whole > 0, 1 - kept / np.maximum(whole, 1e-9), 1.0), 1e-3, 1)
        tables[length - 1] = before._replace(left=left)
        low = probability(tables, length - 1, shorter(keys, length))
        likely = rest / whole[context] + left[context] * low
        tables.append(Table(keys, counts, likely, np.ones(len(keys))))
        print(length, len(keys), flush=True)
    return tables


def pruned(tables: list[Table]) -> list[Table]:
    """The sequences that save enough, and those that these go on from; as they are shipped."""
    needed = None
    for length in range(model.SIZE, 2, -1):
        table, before = tables[length], tables[length - 1]
        context, _ = place_of(before, table.keys >> BITS)
        low = probability(tables, length - 1, shorter(table.keys, length)) * before.left[context]
        gain = table.counts * np.abs(np.log(table.probability / low))
        kept = gain > (LEAST_GAIN if length > 3 else LEAST_GAIN_OF_THREE)
        if needed is not None:
            kept[np.searchsorted(table.keys, needed)] = True
        tables[length] = Table(*(column[kept] for column in table))
        needed = np.unique(tables[length].keys >> BITS)
    for length in range(1, model.SIZE + 1):
        steps = np.rint(-np.log(tables[length].probability) * model.STEPS)
        likely = np.exp(-np.clip(steps, 0, 127) / model.STEPS)
        tables[length] = tables[length]._replace(probability=likely)
    for length in range(2, model.SIZE + 1):
        table, before = tables[length], tables[length - 1]
        context, _ = place_of(before, table.keys >> BITS)
        low = probability(tables, length - 1, shorter(table.keys, length))
        taken = np.bincount(context, table.probability, len(before.keys))
        taken_low = np.bincount(context, low, len(before.keys))
        left = np.clip(1 - taken, 1e-3, 1) / np.clip(1 - taken_low, 1e-3, 1)
        steps = np.rint(np.log(np.clip(left, 1e-3, 4)) * model.WEIGHT_STEPS)
        tables[length - 1] = before._replace(left=np.exp(steps / model.WEIGHT_STEPS))
    return tables


def packed(tables: list[Table]) -> bytes:
    """The file of the sequences."""
    lengths = []
    for table in tables[1:]:
        log = np.rint(-np.log(table.probability) * model.STEPS)
        left = np.rint(np.log(table.left) * model.WEIGHT_STEPS) + model.WEIGHT_ZERO
        log, left = (np.clip(column, 0, 255).astype(np.uint8) for column in (log, left))
        lengths.append((table.keys, log, left))
    return model.pack(lengths)


def names(folder: Path) -> Iterator[str]:
    """Words and names that words-th.txt lacks."""
    known = set((DATA / "words-th.txt").read_text("utf-8").split())
    for name in (
        "volubilis_words_th", "person_names_male_th", "person_names_female_th", "family_names_th",
        "countries_th", "icubrk_th",
    ):  # fmt: skip
        lines = (folder / f"{name}.txt").read_text("utf-8-sig").splitlines()
        yield from (line.strip() for line in lines if line.strip() not in known)
    for line in (folder / "tnc_freq.txt").read_text("utf-8-sig").splitlines():
        word, _, count = line.strip().partition("\t")
        if int(count) >= OFTEN and len(word) > SHORTEST_NAME and word not in known:
            yield word


def main() -> None:
    """Learn and write both files."""
    folder, subtitles, *given = sys.argv[1:]
    texts = []
    for each in given:
        path, _, weight = each.partition("=")
        weight, _, every = weight.partition("/")
        lines = paragraphs(Path(path), int(every or 1))
        texts.append((model.letter_codes("\n".join(lines) + "\n"), float(weight)))
        print(path, sum(map(len, lines)), flush=True)
    texts.sort(key=lambda text: -len(text[0]))
    often = frequencies(Path(folder))
    often |= phrases(Path(subtitles), often)
    model.FILE.write_bytes(packed(pruned(estimated(texts, often))))
    words = {w for w in names(Path(folder)) if WORD.fullmatch(w) and len(w) >= SHORTEST_NAME}
    listed = ("\n".join(sorted(words)) + "\n").encode()
    (DATA / "names-th.xz").write_bytes(lzma.compress(listed, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
