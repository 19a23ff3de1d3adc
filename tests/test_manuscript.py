"""Loading: what book.yaml may say, and what it becomes."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import places

from thaibook.build import build
from thaibook.load.manuscript import load_manuscript
from thaibook.messages.problems import BookError
from thaibook.model import Margins, Page
from thaibook.storage.files import MAX_TEXT_MB, locate, read_text
from thaibook.storage.writing import write_file, write_files

Write = Callable[..., Path]


def test_defaults_are_a_thai_a5_book(manuscript: Write) -> None:
    found = load_manuscript(manuscript())
    assert found.metadata.language == "th"
    assert found.page == Page(148.0, 210.0, 0.0, False)
    assert found.typography.justify
    assert found.metadata.modified == "2018-10-01T00:00:00Z"  # SOURCE_DATE_EPOCH
    assert found.metadata.slug == "manuscript"  # a Thai title gives no file name


@pytest.mark.parametrize(
    ("yaml", "page"),
    [
        ("page: {size: A4}", Page(210.0, 297.0)),
        ("page: {size: a5, bleed: 3mm, marks: true}", Page(148.0, 210.0, 3.0, True)),
        ("page: {size: 130mm x 190.5mm}", Page(130.0, 190.5)),
        ("page: {size: b6}", Page(128.0, 182.0)),
        ("page: {size: 16 หน้ายก}", Page(130.0, 185.0)),
        ("page: {size: 16หน้ายกพิเศษ}", Page(146.0, 210.0)),
        (
            "page: {margins: {top: 18, inside: 25 mm, outside: 15.5mm}}",
            Page(148.0, 210.0, margins=Margins(18.0, None, 25.0, 15.5)),
        ),
        (  # no margin is one, too: 45 mm of text are left
            "page: {size: 100mm x 70mm, margins: {top: 0mm, bottom: 25mm}}",
            Page(100.0, 70.0, margins=Margins(0.0, 25.0)),
        ),
    ],
)
def test_the_paper_is_the_author_s_choice(manuscript: Write, yaml: str, page: Page) -> None:
    assert load_manuscript(manuscript(yaml=yaml)).page == page


def test_size_and_leading_are_the_author_s_choice(manuscript: Write) -> None:
    found = load_manuscript(manuscript(yaml="typography: {size: 14 pt, leading: 1.65}")).typography
    assert (found.size_pt, found.leading) == (14.0, 1.65)
    found = load_manuscript(manuscript(yaml="typography: {size: 12.5}")).typography
    assert (found.size_pt, found.leading) == (12.5, 0.0)


@pytest.mark.parametrize(
    "yaml",
    [
        "typography: {size: 5pt}",
        "typography: {size: 31}",
        "typography: {size: 2em}",
        "typography: {leading: 0.9}",
        "typography: {leading: 12pt}",
        "page: {margins: {top: 2cm}}",
        "page: {margins: {inside: 60mm, outside: 60mm}}",
        "page: {margins: {top: 90mm, bottom: 90mm}}",
    ],
)
def test_what_no_book_can_have_is_refused(manuscript: Write, yaml: str) -> None:
    with pytest.raises(BookError) as caught:
        load_manuscript(manuscript(yaml=yaml))
    assert [p.code for p in caught.value.problems] == ["wrong-value"]


def test_the_identifier_is_stable_and_follows_title_and_source(manuscript: Write) -> None:
    first = load_manuscript(manuscript()).metadata.identifier
    assert first == load_manuscript(manuscript()).metadata.identifier
    assert first.startswith("urn:uuid:")
    for more in ("source: ก", "subtitle: เล่มสอง", "creators: [ข]", "slug: two"):
        assert first != load_manuscript(manuscript(yaml=more)).metadata.identifier


def test_a_copy_of_a_manuscript_is_the_same_book(manuscript: Write, tmp_path: Path) -> None:
    folder = manuscript()
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert load_manuscript(copy).metadata.identifier == load_manuscript(folder).metadata.identifier


def test_values_stay_the_words_of_the_author(manuscript: Write) -> None:
    data = load_manuscript(manuscript(yaml="date: 2018-10-02\nsubjects: [no, 12]\n")).metadata
    assert data.date == "2018-10-02"
    assert [subject.name for subject in data.subjects] == ["no", "12"]


def test_without_an_epoch_the_newest_file_dates_the_book(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    folder = manuscript()
    os.utime(folder / "book.yaml", (0, 0))
    os.utime(folder / "a.md", (86400, 86400))
    assert load_manuscript(folder).metadata.modified == "1970-01-02T00:00:00Z"


def test_the_author_says_when_the_book_was_changed(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that copies of the files, whose times differ, still give the same book."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    folder = manuscript(yaml="modified: 2026-11-23\n")
    assert load_manuscript(folder).metadata.modified == "2026-11-23T00:00:00Z"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("date: 2561-10-02", "2018-10-02"),
        ("date: 2018-02-31", "2018-02-28"),
        ("modified: 2569-02-29", "2026-02-28"),
        ("modified: 2026-11", "2018-10-02"),
    ],
)
def test_a_day_that_there_never_was_is_refused(manuscript: Write, line: str, wanted: str) -> None:
    with pytest.raises(BookError) as caught:
        load_manuscript(manuscript(yaml=f"{line}\n"))
    (found,) = caught.value.problems
    assert found.code == "wrong-value"
    assert wanted in found.hint()


def test_a_cover_picture_in_its_usual_place_is_found(manuscript: Write) -> None:
    folder = manuscript()
    (folder / "images").mkdir()
    (folder / "images" / "cover.png").write_bytes(_png())
    image = load_manuscript(folder).cover.image
    assert image is not None
    assert (image.name, image.width, image.height) == ("images/cover.png", 3, 2)


def _png() -> bytes:
    import io

    import PIL.Image

    written = io.BytesIO()
    PIL.Image.new("RGB", (3, 2)).save(written, "PNG")
    return written.getvalue()


def test_one_markdown_file_is_a_book(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("# เรื่องสั้น\n\nกาลครั้งหนึ่ง\n", "utf-8")
    found = load_manuscript(path)
    assert (found.metadata.title, found.metadata.slug) == ("เรื่องสั้น", "story")


def test_the_names_of_those_who_made_the_book_stay_whole(manuscript: Write) -> None:
    text = "---\nauthor: ศิริพร แก้วพงษ์ไพบูลย์\n---\n# บท\n\nก\n"
    yaml = "creators: [{name: วิภา จันทร์ทิพย์รักษ์, role: trl}]\n"
    loaded = load_manuscript(manuscript(text, yaml))
    assert {"ศิริพร", "แก้วพงษ์ไพบูลย์", "วิภา", "จันทร์ทิพย์รักษ์"} <= loaded.words


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("tilte: ก\nlanguage: ไทย\nchapters: [no.md]\n", "utf-8")
    with pytest.raises(BookError) as caught:
        load_manuscript(tmp_path)
    assert places(caught.value.problems) == [
        ("missing-key", 1),
        ("unknown-key", 1),
        ("wrong-value", 2),
        ("chapter-missing", 3),
    ]


def test_a_file_larger_than_any_text_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate((MAX_TEXT_MB + 1) * 1_000_000)
    with pytest.raises(BookError, match="file-too-large"):
        read_text(path)


def test_utf8_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffก\r\nข\r".encode())
    assert read_text(path) == "ก\nข\n"


def test_no_path_leaves_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "book"
    inside.mkdir()
    (tmp_path / "secret").write_text("x")
    (inside / "link").symlink_to(tmp_path / "secret")
    (inside / "loop").symlink_to(inside / "loop")
    assert locate(inside, "a/../b.md") == (inside / "b.md").resolve()
    for name in ("../secret", str(tmp_path / "secret"), "link", "\0"):
        assert locate(inside, name) is None


def test_a_write_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(BookError, match="output-unwritable"):
        write_file(target, b"x")  # a folder stands there
    assert list(tmp_path.iterdir()) == [target]


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("older", [{}, {"a": b"old a"}, {"a": b"old a", "b": b"old b"}])
def test_files_are_replaced_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, older: dict[str, bytes]
) -> None:
    for name, data in older.items():
        (tmp_path / name).write_bytes(data)
    wanted = {"a": b"new a", "b": b"new b", "c": b"new c"}
    files = {tmp_path / name: data for name, data in wanted.items()}
    rename = os.replace
    for failing in files:

        def fails(source: Path, target: Path, failing: Path = failing) -> None:
            if target == failing and source.read_bytes().startswith(b"new"):
                raise OSError(errno.EACCES, "it is open elsewhere")
            rename(source, target)

        monkeypatch.setattr(os, "replace", fails)
        with pytest.raises(BookError, match="output-unwritable"):
            write_files(files)
        assert _contents(tmp_path) == older
    monkeypatch.setattr(os, "replace", rename)
    write_files(files)
    assert _contents(tmp_path) == wanted


def test_where_links_cannot_be_made_older_files_come_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "b").mkdir()
    monkeypatch.setattr(os, "link", refuses)
    with pytest.raises(BookError, match="output-unwritable"):
        write_files({tmp_path / "a": b"new a", tmp_path / "b": b"new b"})
    assert _contents(tmp_path) == {"a": b"old a"}


def test_what_cannot_be_written_leaves_the_older_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    with pytest.raises(BookError, match="output-unwritable"):
        write_files({tmp_path / "a": b"new a", tmp_path / "a" / "below a file": b"new b"})
    assert _contents(tmp_path) == {"a": b"old a"}


def test_a_pdf_that_cannot_be_replaced_leaves_the_older_epub(
    manuscript: Write, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    (output / "manuscript.pdf").mkdir(parents=True)
    (output / "manuscript.epub").write_bytes(b"the older one")
    with pytest.raises(BookError, match="output-unwritable"):
        build(manuscript(), output)
    assert _contents(output) == {"manuscript.epub": b"the older one"}
