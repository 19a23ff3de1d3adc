"""The native libraries that setting text needs, and how each system installs them."""

from __future__ import annotations

import sys
from pathlib import Path

from thaibook.messages.systems import command_of

COMMANDS = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango   (in an MSYS2 window)",
}


def install_command(platform: str = sys.platform, release: Path = Path("/etc/os-release")) -> str:
    """The command that installs Pango on this system; the arguments are those of command_of."""
    return command_of(COMMANDS, "pango", platform, release)
