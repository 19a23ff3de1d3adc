"""thaibook: a Thai text in Markdown becomes an EPUB 3 and a PDF.

The stages, in order: clean, manuscript (load), design (dress), compose,
then epub and pdf (export), then check. build wires them, cli prints.
"""

__version__ = "0.1.0"
