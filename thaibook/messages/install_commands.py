"""How each system installs what is no Python package: Pango, Java, Node.js.

Enters: commands by the name of a system. Leaves: the one for this system.
"""

from __future__ import annotations

import sys
from pathlib import Path

KIN = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
PANGO = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "arch": "sudo pacman -S pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "brew install pango",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango   (in an MSYS2 window)",
}
JAVA = {
    "debian": "sudo apt-get install default-jre-headless",
    "fedora": "sudo dnf install java-latest-openjdk-headless",
    "arch": "sudo pacman -S jre-openjdk-headless",
    "darwin": "brew install openjdk",
}
NODE = {
    "debian": "sudo apt-get install nodejs npm",
    "fedora": "sudo dnf install nodejs nodejs-npm",
    "arch": "sudo pacman -S nodejs npm",
    "darwin": "brew install node",
}


def command_of(
    commands: dict[str, str],
    package: str,
    platform: str = sys.platform,
    release: Path = Path("/etc/os-release"),
) -> str:
    """The command for this system; where none is known, what to look for.

    platform: as sys.platform; release: an os-release file (os-release(5)).
    """
    if platform in commands:
        return commands[platform]
    try:
        lines = release.read_text("utf-8").splitlines()
    except OSError:
        lines = []
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{facts.get('ID', '')} {facts.get('ID_LIKE', '')}".replace('"', "").split()
    for name in names:
        kin = KIN.get(name, name)
        if kin in commands:
            return commands[kin]
    return f"the package manager of this system; the package is called {package}"


def install_command(platform: str = sys.platform, release: Path = Path("/etc/os-release")) -> str:
    """The command that installs Pango on this system; the arguments are those of command_of."""
    return command_of(PANGO, "pango", platform, release)
