"""Reading and writing files safely, the author's YAML, and the cache."""

from thaibook.storage.archives import UNREADABLE, RefusedArchiveError, SafeZip, leads_out
from thaibook.storage.cache import cached, keep, kept
from thaibook.storage.digests import digest_of
from thaibook.storage.files import (
    MAX_SETTINGS_MB,
    exists,
    is_file,
    locate,
    nearest_files,
    read_any_text,
    read_text,
)
from thaibook.storage.program import FONTS, STYLES, program_digest
from thaibook.storage.writing import cannot_write, write_file, write_files
from thaibook.storage.yaml_mapping import YamlMapping, read_yaml

__all__ = [
    "FONTS",
    "MAX_SETTINGS_MB",
    "STYLES",
    "UNREADABLE",
    "RefusedArchiveError",
    "SafeZip",
    "YamlMapping",
    "cached",
    "cannot_write",
    "digest_of",
    "exists",
    "is_file",
    "keep",
    "kept",
    "leads_out",
    "locate",
    "nearest_files",
    "program_digest",
    "read_any_text",
    "read_text",
    "read_yaml",
    "write_file",
    "write_files",
]
