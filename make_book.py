#!/usr/bin/env python3
"""Build the book in book/: python make_book.py (see README.md)."""

import sys

from thaibook.cli import main

if __name__ == "__main__":
    sys.exit(main())
