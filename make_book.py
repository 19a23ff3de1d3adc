#!/usr/bin/env python3
"""Build the book in book/: python make_book.py (see README.md)."""

from thaibook.commands import run

if __name__ == "__main__":
    run()
