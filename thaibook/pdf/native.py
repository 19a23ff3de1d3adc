"""The native libraries that setting text needs, and how each system installs them."""

from __future__ import annotations

import sys
from pathlib import Path

COMMANDS = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango   (in an MSYS2 window)",
}
KIN = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}


def install_command(platform: str = sys.platform, release: Path = Path("/etc/os-release")) -> str:
    """The command that installs Pango on this system.

    platform: as sys.platform; release: an os-release file (os-release(5)).
    """
    if platform in COMMANDS:
        return COMMANDS[platform]
    try:
        lines = release.read_text("utf-8").splitlines()
    except OSError:
        lines = []
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{facts.get('ID', '')} {facts.get('ID_LIKE', '')}".replace('"', "").split()
    for name in names:
        kin = KIN.get(name, name)
        if kin in COMMANDS:
            return COMMANDS[kin]
    return "the package manager of this system; the package is called pango"
