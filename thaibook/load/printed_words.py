"""What the author says of the book in its settings gets the quotation marks of print.

Enters: a Manuscript. Leaves: the same. The texts of chapters get theirs as Markdown is read; titles
and names stand in book.yaml and in the heads of files, and are printed as well.
"""

from __future__ import annotations

from thaibook.model import Chapter, Manuscript, Metadata
from thaibook.text import typographic


def with_printed_signs(manuscript: Manuscript) -> Manuscript:
    """The manuscript in whose titles, names and credits “ ” ‘ ’ stand for the straight marks."""
    cover = manuscript.cover
    return manuscript._replace(
        metadata=_of_metadata(manuscript.metadata),
        cover=cover._replace(credit=typographic(cover.credit)),
        chapters=tuple(map(_of_chapter, manuscript.chapters)),
        dedication=typographic(manuscript.dedication),
    )


def _of_metadata(metadata: Metadata) -> Metadata:
    return metadata._replace(
        title=typographic(metadata.title),
        subtitle=typographic(metadata.subtitle),
        creators=tuple(c._replace(name=typographic(c.name)) for c in metadata.creators),
        source=typographic(metadata.source),
        publisher=typographic(metadata.publisher),
        rights=typographic(metadata.rights),
    )


def _of_chapter(chapter: Chapter) -> Chapter:
    credit = chapter.credit
    return chapter._replace(
        title=typographic(chapter.title),
        subtitle=typographic(chapter.subtitle),
        credit=credit._replace(
            authors=tuple(map(typographic, credit.authors)),
            source=typographic(credit.source),
            credit=typographic(credit.credit),
        ),
    )
