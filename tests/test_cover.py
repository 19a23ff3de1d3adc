"""The cover: one design that carries title, credit, link, and a picture or none."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest

from thaibook.build import prepare
from thaibook.design.cover import cover_html
from thaibook.epub import cover_size
from thaibook.pdf import cover_picture
from thaibook.pdf.exporting import cover_jpeg
from thaibook.pdf.page_picture import MAX_BYTES

Write = Callable[..., Path]
LINK = "https://a.th/?a=1&b=2"
YAML = f'subtitle: ชื่อรอง\nsource: ผู้ออกข่าว\ncover: {{image_link: "{LINK}"}}\n'


def _png(size: tuple[int, int] = (60, 40)) -> bytes:
    written = io.BytesIO()
    PIL.Image.effect_noise(size, 90).convert("RGB").save(written, "PNG")
    return written.getvalue()


def test_title_subtitle_credit_and_link_are_text(manuscript: Write) -> None:
    book = prepare(manuscript(yaml=YAML))[1]
    html = cover_html(book, on_paper=True)
    for words in ("เล่มทดสอบ", "ชื่อรอง", "ผู้ออกข่าว", ">https://a.th/?a=1&amp;b=2</a>"):
        assert words in html


def test_the_code_is_for_paper_only(manuscript: Write) -> None:
    book = prepare(manuscript(yaml=YAML))[1]
    assert "<svg" in cover_html(book, on_paper=True)
    assert "<svg" not in cover_html(book, on_paper=False)


def test_without_link_and_credit_the_cover_has_no_empty_place(manuscript: Write) -> None:
    html = cover_html(prepare(manuscript())[1], on_paper=True)
    for kind in ("cover-link", "cover-credit", "cover-subtitle", "<svg", "<img", 'class="foot"'):
        assert kind not in html


def test_a_local_picture_is_on_the_cover(manuscript: Write) -> None:
    folder = manuscript(yaml="cover: {image: p.png}\n", **{"p.png": _png()})
    _, book, design, _ = prepare(folder)
    assert 'class="cover with-image"' in cover_html(book, on_paper=False)
    picture = PIL.Image.open(io.BytesIO(cover_jpeg(book, design, (400, 640)))).convert("L")
    top = picture.crop((0, 0, 400, 300))
    assert len(top.getcolors(1 << 20) or []) > 50  # the noise of the picture


def test_a_finished_cover_is_shown_whole_with_nothing_on_it(manuscript: Write) -> None:
    written = io.BytesIO()
    picture = PIL.Image.new("RGB", (700, 1000), "#208040")
    picture.paste("#ffffff", (0, 0, 700, 40))  # at the very edge
    picture.save(written, "PNG")
    yaml = YAML.partition("cover:")[0] + "cover: {image: p.png, words: false}\n"
    folder = manuscript(yaml=yaml, **{"p.png": written.getvalue()})
    _, book, design, _ = prepare(folder)
    size = cover_size(book)
    assert size == (1792, 2560)
    made = PIL.Image.open(io.BytesIO(cover_jpeg(book, design, size))).convert("L")
    assert min(made.crop((899, 49, 901, 51)).tobytes()) > 240
    shades = made.crop((0, 150, 1792, 2560)).tobytes()
    assert max(shades) - min(shades) < 12


@pytest.mark.parametrize("length", [4, 40, 200])
def test_a_title_of_any_length_stays_on_the_cover(manuscript: Write, length: int) -> None:
    folder = manuscript()
    settings = folder / "book.yaml"
    title = ("เมืองไทย" * 40)[:length]
    settings.write_text(settings.read_text("utf-8").replace("เล่มทดสอบ", title), "utf-8")
    _, book, design, _ = prepare(folder)
    picture = PIL.Image.open(io.BytesIO(cover_jpeg(book, design, (400, 640)))).convert("L")
    (ground,) = picture.crop((2, 600, 3, 601)).tobytes()
    for box in ((0, 300, 12, 600), (388, 400, 400, 600)):  # the side margins stay free
        assert max(abs(shade - ground) for shade in picture.crop(box).tobytes()) < 12


def test_a_noisy_picture_still_makes_a_small_file(manuscript: Write) -> None:
    folder = manuscript(yaml="cover: {image: p.png}\n", **{"p.png": _png((1600, 2000))})
    _, book, design, _ = prepare(folder)
    assert len(cover_jpeg(book, design, (1600, 2560))) < MAX_BYTES


def test_an_unchanged_cover_is_not_drawn_again(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, book, design, _ = prepare(manuscript())
    first = cover_picture(book, design, (80, 128))

    def refuse(*_: object) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr("thaibook.pdf.cover_cache.cover_jpeg", refuse)
    assert cover_picture(book, design, (80, 128)) == first
    with pytest.raises(AssertionError, match="drawn again"):
        cover_picture(book, design, (81, 128))


def test_the_cover_is_drawn_anew_when_what_draws_it_has_changed(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Words that no line may part, and Pango, which breaks the lines and draws the letters."""
    _, book, design, _ = prepare(manuscript())
    digests: list[str] = []

    def cached(_: str, digest: str, __: object) -> bytes:
        digests.append(digest)
        return b""

    monkeypatch.setattr("thaibook.pdf.cover_cache.cached", cached)
    library = tmp_path / "libpango-1.0.so.0"
    library.write_bytes(b"")
    monkeypatch.setattr("thaibook.pdf.cover_cache.LIBRARY_FOLDERS", (str(tmp_path),), raising=False)
    cover_picture(book, design, (80, 128))
    cover_picture(book, design, (80, 128))
    cover_picture(book._replace(words=frozenset(["เล่มทดสอบ"])), design, (80, 128))
    os.utime(library, (0, 0))
    cover_picture(book, design, (80, 128))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
