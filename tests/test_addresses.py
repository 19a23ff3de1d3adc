"""Addresses of links: what a URL cannot hold is written otherwise, or the link is taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from thaibook.compose.addresses import valid_address
from thaibook.compose.joining import compose
from thaibook.load.manuscript import load_manuscript


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("https://a.th/#/#room:b.org", "https://a.th/#/%23room:b.org"),
        ("http://a.th/a b?x=1", "http://a.th/a%20b?x=1"),
        ("https://a.th/[ก]?b[0]=1", "https://a.th/%5Bก%5D?b%5B0%5D=1"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://.a.th", None),
        ("http://a..th/", None),
        ("javascript:x()", None),
        ("#บท", "#บท"),
    ],
)
def test_an_address_is_mended_or_none(written: str, wanted: str | None) -> None:
    assert valid_address(written) == wanted


def test_a_picture_of_the_network_inside_a_link_makes_no_link_in_it(
    manuscript: Callable[..., Path],
) -> None:
    folder = manuscript("# ก\n\n[![ป้าย](https://a.th/b.svg)](https://a.th/)\n")
    book, _ = compose(load_manuscript(folder))
    body = next(section.body for section in book.sections if section.kind == "chapter")
    assert '<a href="https://a.th/"><span>ป้าย</span></a>' in body
