"""Addresses that open a file at a line in an editor.

Enters: what the author said, the name of an editor or an address with {path} and {line}.
Leaves: the address, or None where it makes no sense. Which addresses an editor understands is
from its own documentation.
"""

from __future__ import annotations

import re

EDITORS = {
    "vscode": "vscode://file{path}:{line}",
    "vscodium": "vscodium://file{path}:{line}",
    "cursor": "cursor://file{path}:{line}",
    "zed": "zed://file{path}:{line}",
    "sublime": "subl://open?url=file://{path}&line={line}",
    "textmate": "txmt://open?url=file://{path}&line={line}",
    "idea": "idea://open?file={path}&line={line}",
}
ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):\S*\{path\}\S*")
# These would show or run something in the browser.
NO_EDITORS = ("javascript", "data", "vbscript", "blob", "http", "https", "about", "file")


def editor_address(said: str) -> str | None:
    """The address with its blanks; "" for no editor."""
    address = EDITORS.get(said.strip().lower(), said.strip())
    if not address:
        return ""
    match = ADDRESS.fullmatch(address)
    if not match or match["scheme"].lower() in NO_EDITORS:
        return None
    return address
