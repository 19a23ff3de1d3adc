"""thaibook: a Thai text in Markdown becomes an EPUB 3 and a PDF.

The stages, in their order: load, lint, compose, design, then pdf and epub, proof. `build` wires
them, `commands` prints; `clean` goes before them and `check` after. docs/architecture.md has the
whole picture.
"""

import os

# Half of the time of importing numpy goes into threads for matrices, which nothing uses.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
