"""The reading matrix: an EPUB is opened by real engines, and what they show is judged.

Each engine is one script (mupdf.js, chromium.mjs, foliate.mjs) that gets the same job and
prints the same JSON: what stands on its lines, and what its contents, notes and search find.
`book` reads from the EPUB what there is to be found, `engines` runs the scripts, `judge`
compares the two. `python -m tests.readers` prints the table of docs/readers.md.
"""
