"""Works that are cited: `[@key]` in a chapter, and their list, in the Thai form of APA."""

from thaibook.load.citing.citations import Citations, read_citations
from thaibook.load.citing.works import Work, read_works

__all__ = ["Citations", "Work", "read_citations", "read_works"]
