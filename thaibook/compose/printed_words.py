"""What the author says of the book in its settings gets the quotation marks of print.

Enters: a Manuscript, or one of its chapters. Leaves: the same, for the pages that are made of it.
The texts of chapters get theirs as Markdown is read; titles and names stand in book.yaml and in
the heads of files, and are printed as well. What the files say to machines stays as it was given.
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


def printed_chapter(chapter: Chapter) -> Chapter:
    """The same of what stands above the text of a chapter, and of its credit."""
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
