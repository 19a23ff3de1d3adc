"""A digest of plain frozen data: the same in every process, another for every other value.

Enters: values as thaibook/model/ has them. Leaves: 64 hexadecimal digits. pickle would not do:
it writes a set in an order that each process chooses anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

Feed = Callable[[bytes], None]


def digest_of(*values: object) -> str:
    """The digest of the values. Raises TypeError for what is no plain data."""
    digest = hashlib.sha256()
    _feed(digest.update, values)
    return digest.hexdigest()


def _feed(feed: Feed, value: object) -> None:
    """Give the bytes of a value: its kind, how long it is, what it holds."""
    if isinstance(value, bytes):
        feed(b"b%d:" % len(value))
        feed(value)
    elif isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        feed(b"s%d:" % len(data))
        feed(data)
    elif value is None or isinstance(value, bool | int | float):
        feed(f"{type(value).__name__} {value!r};".encode())
    elif isinstance(value, Path):
        feed(b"p")
        _feed(feed, str(value))
    elif is_dataclass(value):
        _feed(feed, type(value).__qualname__)
        _feed(feed, [getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, Mapping):
        feed(b"m")
        _feed(feed, sorted(value.items()))
    elif isinstance(value, frozenset | set):
        feed(b"f")
        _feed(feed, sorted(value))
    elif isinstance(value, tuple | list):
        feed(b"%s%d:" % (type(value).__qualname__.encode(), len(value)))
        for each in value:
            _feed(feed, each)
    else:
        raise TypeError(type(value))
