"""What printers ask for: the table of profiles, and what book.yaml says of them."""

from thaibook.load.profiles.asked_profiles import (
    PROFILE_KEYS,
    chosen_profiles,
    read_profiles,
)
from thaibook.load.profiles.profile_table import NAMES, PROFILES, Profile

__all__ = [
    "NAMES",
    "PROFILES",
    "PROFILE_KEYS",
    "Profile",
    "chosen_profiles",
    "read_profiles",
]
