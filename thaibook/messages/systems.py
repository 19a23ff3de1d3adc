"""How each system installs a program that is no Python package.

Enters: commands by the name of a system. Leaves: the one for this system.
"""

from __future__ import annotations

import sys
from pathlib import Path

KIN = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
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
