"""The target of a link that has spaces: `[a](b c.md)`.

For CommonMark (0.31, 6.3) it would have to stand in < >, and all of it is text; authors write
it so when their files have such names. With other spaces it is text in brackets.
"""

from __future__ import annotations

SPACED = r"[^()<>\"'\n]{1,200}\.[A-Za-z0-9]{2,5}(?:#[^()\s]*)?(?=\s*[)\"'])"
