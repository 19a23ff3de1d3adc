"""thaibook: a Thai text in Markdown becomes an EPUB 3 and a PDF.

The stages, in order: clean, manuscript (load), design (dress), compose,
then epub and pdf (export), then check. build wires them, cli prints.
"""

import os

# Half of the time of importing numpy goes into threads for matrices, which nothing uses.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
