"""A folder with book.yaml, or one .md file, becomes a Manuscript."""

from thaibook.load.cover_settings import COVER_NAMES
from thaibook.load.limits import MAX_LEVELS, exceeded_limits, levels, too_deep
from thaibook.load.manuscript import load_manuscript
from thaibook.load.own_files import read_own_files
from thaibook.load.profiles import Profile, chosen_profiles
from thaibook.load.spine import BEFORE_CONTENTS
from thaibook.load.starter_manuscript import new_book, slug_of

__all__ = [
    "BEFORE_CONTENTS",
    "COVER_NAMES",
    "MAX_LEVELS",
    "Profile",
    "chosen_profiles",
    "exceeded_limits",
    "levels",
    "load_manuscript",
    "new_book",
    "read_own_files",
    "slug_of",
    "too_deep",
]
