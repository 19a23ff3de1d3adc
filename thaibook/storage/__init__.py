"""Reading and writing files safely, the author's YAML, and the cache."""

from thaibook.storage.cache import cached, keep, kept
from thaibook.storage.digests import digest_of
from thaibook.storage.files import (
    MAX_SETTINGS_MB,
    exists,
    is_file,
    locate,
    nearest_files,
    read_text,
)
from thaibook.storage.program import FONTS, STYLES, program_digest
from thaibook.storage.writing import cannot_write, write_file, write_files
from thaibook.storage.yaml_mapping import YamlMapping, read_yaml

__all__ = [
    "FONTS",
    "MAX_SETTINGS_MB",
    "STYLES",
    "YamlMapping",
    "cached",
    "cannot_write",
    "digest_of",
    "exists",
    "is_file",
    "keep",
    "kept",
    "locate",
    "nearest_files",
    "program_digest",
    "read_text",
    "read_yaml",
    "write_file",
    "write_files",
]
