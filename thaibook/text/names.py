"""The title before a Thai name: ดร. สมชาย ใจดี is listed at ส, by the given name.

Source: Thai cataloguing, where names are not inverted, and what stands before the given name
(นาย, ดร., ม.ร.ว., พล.อ.) does not count.
"""

from __future__ import annotations

import re

# อ. and คุณ are left: many a pen name begins so.
_TITLE = (
    "นางสาว|นายแพทย์|นาย|นาง|แพทย์หญิง|ทันตแพทย์(?:หญิง)?|เด็กชาย|เด็กหญิง|"
    "(?:ผู้ช่วย|รอง)?ศาสตราจารย์|ดร\\.|น\\.ส\\.|ด\\.[ชญ]\\.|[ผร]?ศ\\.|[นทภ]พ\\.|[พทภ]ญ\\.|ทพญ\\.|"
    "หม่อม(?:หลวง|ราชวงศ์|เจ้า)|ม\\.[ลจ]\\.|ม\\.ร\\.ว\\.|(?:พล|พ|ร|จ|ส|น)\\.(?:[ก-ฮ]\\.){1,3}|"
    "(?:พล|พัน|ร้อย)(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี)|(?:นาวา|เรือ)(?:อากาศ)?(?:เอก|โท|ตรี)"
)


def without_title(name: str) -> tuple[str, str]:
    """(the titles before a name, the name): ("ศ. ดร.", "มานี ใจดี"). The titles are "" where there
    are none, and where nothing would be left that is a name."""
    found = re.match(rf"((?:(?:{_TITLE})\s*)+)(?=[เ-ไ]?[ก-ฮ][^.\s])", name)
    return (found[1].strip(), name[found.end() :]) if found else ("", name)
