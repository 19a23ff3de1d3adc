"""WeasyPrint, closed off from the machine: no network, no file, no system font.

Enters: HTML and the resources it may name. Leaves: sections, laid out and drawn; then the bytes
of the PDF that has them all. To be imported only after engine_loading.load_weasyprint has been
called.
"""

from __future__ import annotations

import tempfile
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from thaibook.messages import BookError, Problem
from thaibook.pdf import weasyprint70
from thaibook.pdf.drawn_section import Area, DrawnFrames, DrawnSection, FramePage
from thaibook.pdf.engine_loading import own_fonts
from thaibook.pdf.own_sheet_search import failing_line
from thaibook.pdf.own_sheets_bounds import UNUSABLE, bounded, own_addresses, path_of
from thaibook.pdf.paper_files import PAPER_URL, Resources
from thaibook.pdf.svg_fault import NotDrawnError
from thaibook.storage import cannot_write
from thaibook.thai import Break

Breaks = Callable[[str], Sequence[Break]]


class BookFetcher(URLFetcher):
    """Answers from the book's own files and from nothing else."""

    def __init__(self, resources: Resources) -> None:
        super().__init__()
        self._resources = resources

    def fetch(self, url: str, headers: object = None) -> Any:
        """The file at an address of the book, or the picture that an address itself holds."""
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        try:
            content, media_type = self._resources[unquote(url)]
        except KeyError:
            raise ValueError(f"not a file of the book: {url}") from None
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


class Engine:
    """WeasyPrint with the files of one book. What is parsed, loaded and measured for one
    section is kept for the next.

    folder: for temporary files; area: of the book's first page, once it is laid out; bleed:
    CSS pixels by which pictures go beyond the trim; searches: for the line of an own sheet that
    it fails at.
    """

    def __init__(
        self,
        resources: Resources,
        folder: str,
        bleed: float = 0.0,
        searches: bool = True,
    ) -> None:
        self._searches = searches
        self._fetcher, self._resources = BookFetcher(resources), resources
        self._folder, self._bleed = folder, bleed
        self._rulers = weasyprint70.Rulers()
        with own_fonts():
            self._kept = weasyprint70.KeptStyles()
        self.area: Area | None = None

    def draw(
        self,
        html: str,
        breaks: Breaks,
        known: Mapping[str, int] | None = None,
        to_read: bool = True,
    ) -> DrawnSection:
        """Lay out and draw the HTML of a section.

        breaks: gives the places of a text where lines may end; known: the folio of each place
        that the text mentions, None before the pages are counted; to_read: whether the text
        will be searched, not for a page that becomes a picture.
        Raises BookError: disk-full, output-unwritable.
        """
        folios = weasyprint70.Folios(known)
        setter = weasyprint70.LineSetter(breaks, self._rulers)
        laid_out = weasyprint70.our_layout(setter, folios, self.area)
        with self._at_work(html), laid_out:
            document = self._html(html).render(
                font_config=self._kept.font_config,
                counter_style=self._kept.new_counter_style(),
                cache=self._kept.images,
            )
        area = weasyprint70.first_area(document)
        self.area = self.area or area
        try:
            with self._at_work(html):
                drawn = self._drawn(document, to_read)
            return replace(drawn, asked=folios.asked, area=area)
        except NotDrawnError as error:
            return DrawnSection(area=area, refused=error.address)
        finally:
            self._rulers.forget_styles()
            self._kept.forget_drawings()

    def _drawn(self, document: Any, to_read: bool) -> DrawnSection:
        """The document, drawn. Raises NotDrawnError."""
        resources = weasyprint70.new_resources()
        images: dict[str, Any] = {}
        plan = weasyprint70.Plan(document)
        with weasyprint70.our_drawing(to_read) as drawer:
            with weasyprint70.caps_in_line(document):
                pages = tuple(weasyprint70.drawn_pages(document, resources, images, plan))
            uses = weasyprint70.font_uses(document.fonts, drawer.layers)
            pictures = weasyprint70.plain_resources(resources, images)
        begins, ends = weasyprint70.breaks_around(document)
        on_paper = weasyprint70.printed(document, drawer.ink, self._bleed)
        return DrawnSection(
            pages, uses, resources, pictures,
            begins=begins, ends=ends, printed=on_paper, structure=plan.tree(),
        )  # fmt: skip

    def frames(self, html: str) -> weasyprint70.Frames:
        """What draws heads and folios; html: the book without text. The first section has to
        be laid out. Raises BookError: disk-full, output-unwritable."""
        assert self.area
        with self._at_work():
            return weasyprint70.Frames(self._html(html), self._kept, self.area)

    def draw_frames(self, frames: weasyprint70.Frames, pages: Sequence[FramePage]) -> DrawnFrames:
        """What stands around the text of pages. Raises BookError: disk-full,
        output-unwritable."""
        fonts: dict[Any, Any] = {}
        images: dict[str, Any] = {}
        resources = weasyprint70.frame_resources()
        setter = weasyprint70.LineSetter(_no_breaks, self._rulers)
        with self._at_work(), weasyprint70.our_layout(setter), weasyprint70.our_drawing() as drawer:
            boxes = [frames.box(page) for page in pages]
            contents = tuple(
                weasyprint70.draw_frame(page, box, fonts, resources, images)
                for page, box in zip(pages, boxes, strict=True)
            )
            uses = weasyprint70.font_uses(fonts, drawer.layers)
            pictures = weasyprint70.plain_resources(resources, images)
        document = weasyprint70.as_document(boxes)
        found = weasyprint70.printed(document, drawer.ink, self._bleed).misprints
        misprints = tuple(each._replace(page=pages[each.page].at) for each in found)
        return DrawnFrames(contents, uses, resources, pictures, misprints)

    def write(self, html: str, *given: Any) -> bytes:
        """The PDF of pages that are drawn: weasyprint70.write with the metadata in `html`."""
        with self._at_work(), weasyprint70.our_drawing():
            return weasyprint70.write(self._html(html), *given)

    def _html(self, html: str) -> Any:
        return weasyprint.HTML(string=html, base_url=PAPER_URL, url_fetcher=self._fetcher)

    @contextmanager
    def _at_work(self, html: str = "") -> Iterator[None]:
        """Have WeasyPrint see the book's fonts alone, and put its copies of them where all of
        them go in the end: they would stay until its last object is taken apart. html: what it
        works on. Raises BookError: style-unusable, disk-full, output-unwritable."""
        before, tempfile.tempdir = tempfile.tempdir, self._folder
        try:
            with bounded(self._resources, html), own_fonts(), weasyprint70.kept_styles(self._kept):
                yield
        except BookError as error:
            raise (BookError(self._placed(error, html)) if self._searches else error) from None
        except OSError as error:  # no room for the copies
            raise BookError([cannot_write(Path(self._folder).parent, error)]) from None
        finally:
            tempfile.tempdir = before

    def _placed(self, error: BookError, html: str) -> list[Problem]:
        """What an own sheet does wrong, with the line that does it."""
        sheets = [(at, self._resources[at][0].decode()) for at in own_addresses(self._resources)]

        under: Any = self._resources  # which is not written to

        def works(trial: Mapping[str, str]) -> bool:
            ours = {at: (css.encode(), "text/css") for at, css in trial.items()}
            engine = Engine(ChainMap(ours, under), self._folder, self._bleed, searches=False)
            try:
                engine.draw(html, _no_breaks)
            except BookError as found:
                return all(each.code != UNUSABLE for each in found.problems)
            return True

        problems = []
        for each in error.problems:
            if each.code == UNUSABLE and sheets and html:
                address, line = failing_line(sheets, works)
                each = each._replace(path=str(path_of(address)), line=line)
            problems.append(each)
        return problems


def _no_breaks(_text: str) -> Sequence[Break]:
    """Heads and folios are one line."""
    return ()
