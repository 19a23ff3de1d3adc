"""Reading and writing files safely, the author's YAML, and the cache."""

from thaibook.storage.cache import kept
from thaibook.storage.files import (
    MAX_SETTINGS_MB,
    cannot_write,
    exists,
    is_file,
    locate,
    nearest_files,
    read_text,
    reason,
    write_file,
    write_files,
)
from thaibook.storage.yaml_fields import Fields, read_fields

__all__ = [
    "MAX_SETTINGS_MB",
    "Fields",
    "cannot_write",
    "exists",
    "is_file",
    "kept",
    "locate",
    "nearest_files",
    "read_fields",
    "read_text",
    "reason",
    "write_file",
    "write_files",
]
