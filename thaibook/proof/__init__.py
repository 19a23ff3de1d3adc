"""What is proved before files are written: no letter is lost, no other book is overwritten."""

from thaibook.proof.completeness import lost_letters
from thaibook.proof.on_paper import misprinted
from thaibook.proof.overwriting import other_book

__all__ = ["lost_letters", "misprinted", "other_book"]
