"""Where a line of Thai may end for reasons other than words, and where it must not.

Every rule is a row of a table: its name, its source, and a pattern. A group of the pattern
is the place: in KEEP where no line ends, in OPPORTUNITIES where one may. Patterns begin
with letters, alternatives with one each, and look back from there: re then leaps from one
to the next, which takes a third of the time. Sources: LREQ is W3C
Thai Layout Requirements; GAP is W3C Thai Gap Analysis (issues of github.com/w3c/sealreq);
ORST is the Royal Society's หลักเกณฑ์การเว้นวรรค.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

LETTER = "\u0e01-\u0e2e\u0e40-\u0e44"  # what a Thai word can begin with
THAI = "\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
DIGIT = "0-9\u0e50-\u0e59"
# Of Pali in Thai letters: no tone marks, and no vowels that only Thai has.
PALI = "\u0e01-\u0e2e\u0e32\u0e34\u0e35\u0e38-\u0e3a\u0e40\u0e42\u0e4d"
CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
PICTURE = "\u2600-\u27bf\U0001f1e6-\U0001faff\ufffc"  # emoji, dingbats, what is no text
CLOSING = "”’)\\]}»›?!:;,.%ๆฯ๚๛…、。，．！？）」』】》〉％"
OPENING = "“‘(\\[{«‹（「『【《〈"
SPACE = " \t\n\u2002-\u200a\u3000"
GAP = f"[{SPACE}\u00a0]*+"  # spaces that a rule looks across
PARTING = "\u2029"  # between texts that are read at once; no rule looks across
LINE_SPACE = SPACE + PARTING

UNITS = (
    "ปี|เดือน|สัปดาห์|วัน|ชั่วโมง|นาที|นาฬิกา|โมง|ทุ่ม|วินาที|ศตวรรษ|ทศวรรษ|ขวบ|คืน|ครั้ง|รอบ|บาท|สตางค์|ดอลลาร์|หยวน|เยน|ยูโร|ปอนด์|"
    "เปอร์เซ็นต์|ร้อย|พัน|หมื่น|แสน|ล้าน|โหล|คู่|คน|ราย|รายการ|ตัว|ชิ้น|อัน|แห่ง|เรื่อง|ข้อ|ฉบับ|เล่ม|หน้า|บท|ตอน|ภาค|ชุด|"
    "องค์กร|บริษัท|แผนก|ประเทศ|จังหวัด|เมือง|หลัง|คัน|ลำ|ใบ|ต้น|เส้น|แผ่น|ก้อน|เม็ด|หยด|ขวด|กล่อง|ถุง|แก้ว|จาน|ด้าน|ประการ|"
    "อันดับ|ลำดับ|ชั้น|ห้อง|ที่นั่ง|คะแนน|เสียง|รูป|องค์|พระองค์|ตน|เชือก|ฟอง|ดวง|วง|สาย|แถว|กลุ่ม|พรรค|ทีม|นัด|ประตู|เท่า|"
    "มม\\.|ซม\\.|กม\\.|ก\\.ม\\.|กก\\.|ตร\\.|มิลลิเมตร|เซนติเมตร|เมตร|กิโลเมตร|กิโลกรัม|กรัม|ตัน|ลิตร|ไร่|งาน|ตาราง|นิ้ว|ฟุต|"
    "ไมล์|องศา|วัตต์|โวลต์|กิโล|เมกะ|จิกะ|พิกเซล|ไบต์|น\\.|mm|cm|km|kg|KB|MB|GB|TB|"
    "°[CF]?|℃|℉|฿|%"
)
MAGNITUDES = "ร้อย|พัน|หมื่น|แสน|ล้าน"
COUNTED = "คน|ปี|บาท|ดอลลาร์|หยวน|เยน|ยูโร|ปอนด์|ไร่|ตัน|เมตร|กิโล|ลิตร|ครั้ง|เท่า|ราย|ตัว|ชิ้น|เล่ม|แห่ง"
MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|"
    "ธันวาคม|(?:ม|มี|เม|พ|มิ|ก|ส|ต|ธ)\\.(?:ค|ก|พ|ย)\\."
)
BEFORE_NUMBER = (
    "พ\\.ศ\\.|ค\\.ศ\\.|ฮ\\.ศ\\.|ร\\.ศ\\.|จ\\.ศ\\.|ม\\.ศ\\.|ปี|วันที่|ร้อยละ|หน้า|ที่|ข้อ|มาตรา|เลข|อันดับ|ลำดับ|ชั้น|บท|เล่ม|ตอน|ภาค|รูป|ภาพ|"
    "ตาราง|โทร\\.|ฉบับ|฿|\\$|€|£|¥"
)
# What is counted in order, and how far: ครั้งที่สอง. With a numeral any word is.
ORDERED = (
    "ครั้ง|วัน|คน|ตัว|บท|ตอน|ภาค|เล่ม|หน้า|ข้อ|ชั้น|ปี|เดือน|ลำดับ|อันดับ|รอบ|งวด|แถว|ห้อง|กลุ่ม|ฉบับ|สมัย|ศตวรรษ|รัชกาล|ระดับ|"
    "ขั้น|ประการ|ประเด็น|ภาพ|รูป|ตาราง|แห่ง|หลัง|ใบ|คืน|นัด|ลูก|มือ|ราย|ชุด|แผ่น|องค์|ดวง|ค่ำ"
)
NUMBER_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ"
# The longer first: นางสาว begins with นาง.
TITLES = (
    "นางสาว|นาย|นาง|น\\.ส\\.|ด\\.ช\\.|ด\\.ญ\\.|เด็กชาย|เด็กหญิง|คุณ|ดร\\.|"
    "(?:[ผร]?ศ|อ)\\.(?:ดร\\.)?|[นทภ]พ\\.|[พทภ]ญ\\.|ทพญ\\.|มล\\.|"
    "ม\\.[ลจ]\\.|ม\\.ร\\.ว\\.|(?:พล|พ|ร|จ|ส|น)\\.(?:[ก-ฮ]\\.){1,3}"
)
RANKS = (  # titles written out, or their ends: รองศาสตราจารย์, เจ้าพระยา
    "หม่อม(?:หลวง|ราชวงศ์|เจ้า)|พระองค์เจ้า|พระยา|นางสาว|นายแพทย์|แพทย์หญิง|ทันตแพทย์|ศาสตราจารย์|ดร\\.|"
    "พล(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี)|พัน(?:ตำรวจ)?(?:เอก|โท|ตรี)|ร้อย(?:ตำรวจ)?(?:เอก|โท|ตรี)|"
    "นาวา(?:อากาศ)?(?:เอก|โท|ตรี)|เรือ(?:อากาศ)?(?:เอก|โท|ตรี)"
)
# Words after which นาย and นาง are titles, and not the end of เจ้านาย.
LEADING = "ของ|และ|กับ|โดย|คือ|ว่า|แก่|จาก|ถึง", "ด้วย|ชื่อ"


class Rule(NamedTuple):
    """One row: what it is called, who says so, and where it holds.

    sign: an expression for letters, one of which is in all that the pattern matches; in a text
    without them, nothing need be looked for. What few books need takes longest to compile.
    releases: where a line could not be filled otherwise it may end there after all, so that no
    word is cut.
    """

    name: str
    source: str
    expression: str
    sign: str = ""
    releases: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the rule looks for."""
        return _compiled(self.expression)

    def may_hold(self, letters: str) -> bool:
        """Whether it can hold in a text that has the letters."""
        return not self.sign or bool(_compiled(self.sign).search(letters))


def _behind(words: str, after: str) -> str:
    """An expression that looks back for one of the words with `after` behind it. re looks back
    over one length at a time, and looks for a word sooner than for fifty."""
    lengths: dict[int, list[str]] = {}
    for word in words.split("|"):
        lengths.setdefault(len(word), []).append(word)
    return "|".join(f"(?<=(?:{'|'.join(some)}){after})" for some in lengths.values())


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


KEEP = (
    Rule("nothing closing begins a line", "LREQ Line breaking; csswg line-break",
         f"[{CLOSING}](?<=().)"),
    Rule("nothing closing begins a line, ๆ neither, even after a space", "ORST 2.1; sealreq#45",
         f"[{SPACE}\u00a0](?<![{SPACE}\u00a0][{SPACE}\u00a0])(?<=()[{SPACE}\u00a0])({GAP})[{CLOSING}]"),
    Rule("nothing opening ends a line", "LREQ Line breaking",
         f"[{OPENING}]({GAP})"),
    Rule("a straight quote stays with the text it opens", "LREQ Quotations",
         f"[\"'](?<![^{LINE_SPACE}\u00a0(].)()(?=[^{LINE_SPACE}])"),
    Rule("a straight quote stays with the text it closes", "LREQ Quotations",
         f"[\"'](?<=[^{LINE_SPACE}\u00a0(]().)"),
    Rule("an apostrophe stays inside its word", "Unicode Standard 6.2, Apostrophes",
         "’(?<=[A-Za-z].)()(?=[A-Za-z])", "’"),
    Rule("ฯลฯ is one sign", "ORST 2.1", "ฯ()ล()ฯ"),
    Rule("a number stays with its unit", "ORST 2; Naresuan University Press",
         f"[{DIGIT}]({GAP})(?:{UNITS})", releases=True),
    Rule("a number stays in one piece with its words", "ORST 2; Naresuan University Press",
         f"(?:{MAGNITUDES})({GAP})(?=(?:{MAGNITUDES}|{COUNTED})(?!ละ))", releases=True),
    Rule("a day stays with its month", "ORST 2 (วันที่)",
         f"[{DIGIT}](?<![{DIGIT}].)[{DIGIT}]?({GAP})(?:{MONTHS})", releases=True),
    Rule("a number stays with what counts it", "ORST 2 (พ.ศ., วันที่, หน้า, ที่)",
         f"(?:{BEFORE_NUMBER})({GAP})[{DIGIT}]", releases=True),
    Rule("what stands in an order stays with its number", "ORST 2 (ที่, วันที่)",
         f"ที่(?<=[{THAI}]()ที่)(?={GAP}[{DIGIT}])"),
    Rule("what stands in an order stays with its number in words", "ORST 2 (ที่, วันที่)",
         f"()ที่()(?={NUMBER_WORDS})(?:{_behind(ORDERED, 'ที่')})"),
    Rule("a title stays with the name", "ORST 2; Naresuan University Press",
         f"(?<![{THAI}.])(?:{TITLES})({GAP})(?=[{LETTER}A-Z])", releases=True),
    Rule("a title after a word of grammar", "ORST 2; Naresuan University Press",
         f"นา(?:(?<=(?:{LEADING[0]})นา)|(?<=(?:{LEADING[1]})นา))(?:งสาว|ย|ง)()(?=[{LETTER}])"),
    Rule("a title written out stays with the name", "ORST 2; Naresuan University Press",
         f"(?:{RANKS})({GAP})(?=[{LETTER}A-Z])", releases=True),
    Rule("what a king is called stays with his name", "ORST 2; Naresuan University Press",
         "สมเด็จ()(?=พระ|เจ้า)"),
    Rule("a king's name stays in one piece", "ORST 2; Naresuan University Press",
         f"เจ้าอยู่หัว(?<=[{THAI}]()เจ้าอยู่หัว)"),
    Rule("a word of Pali stays in one piece", "Unicode Standard 16.1, Thai: phinthu",
         f"(?<![{THAI}])(?=[{PALI}]{{2,60}}(?![{THAI}]))[{PALI}]([{PALI}]*\u0e3a[{PALI}]*)[{PALI}]",
         "\u0e3a"),
    Rule("a consonant without a vowel of its own stays with what it is read with",
         "Unicode Standard 16.1, Thai: phinthu", "[\u0e01-\u0e2e]\u0e3a()(?<=()..)", "\u0e3a"),
    Rule("a no-break space and a word joiner join", "Unicode UAX #14, GL and WJ",
         "[\u00a0\u202f\u2060](?<=()[\u00a0\u202f\u2060]())",
         "[\u00a0\u202f\u2060]"),
)  # fmt: skip

# (rule, cost in percent: the chance that the break is a bad one)
OPPORTUNITIES = (
    (Rule("between phrases", "ORST 1; LREQ",
          f"[{SPACE}\u200b](?:(?<=\u200b)|[{SPACE}]*)()"), 0.0),
    (Rule("Latin after Thai", "LREQ Line breaking",
          f"[A-Za-z](?<=[{THAI}]().)"), 2.0),
    (Rule("Thai after Latin", "LREQ Line breaking",
          f"[A-Za-z]()(?=[{LETTER}])"), 2.0),
    (Rule("a number after Thai", "LREQ Line breaking",
          f"[{DIGIT}](?<=[{THAI}]().)"), 6.0),
    (Rule("Thai after a number", "LREQ Line breaking",
          f"[{DIGIT}]()(?=[{LETTER}])"), 6.0),
    (Rule("after ๆ and ฯ", "ORST 2.1",
          f"[ๆฯ]()(?=[{LETTER}A-Za-z{DIGIT}])"), 2.0),
    (Rule("after a quotation or a bracket", "LREQ Quotations",
          f"[”)\\]}}»’]()(?=[{LETTER}]|(?<!’)[A-Za-z]|(?<=[^A-Za-z]’)[A-Za-z])"),
     2.0),  # not in People’s
    (Rule("before a quotation or a bracket", "LREQ Quotations",
          f"[{OPENING}](?<=[{THAI}A-Za-z]().)"), 2.0),
    (Rule("after a hyphen or a dash", "Unicode UAX #14, HY and BA",
          f"[-‐–—/](?<=[^:/{LINE_SPACE}{DIGIT}].)()(?=[^/{LINE_SPACE}{DIGIT}])"), 10.0),
    (Rule("after an ideograph", "Unicode UAX #14, ID",
          f"[{CJK}]()(?=[{CJK}{THAI}A-Za-z])", f"[{CJK}]"), 1.0),
    (Rule("before an ideograph", "Unicode UAX #14, ID",
          f"[{CJK}](?<=[{THAI}A-Za-z、。，！？」』）]().)",
          f"[{CJK}]"), 1.0),
    (Rule("after a picture", "Unicode UAX #14, ID and EB",
          f"[{PICTURE}\ufe0f]()(?=[{LETTER}A-Za-z])",
          f"[{PICTURE}\ufe0f]"), 4.0),
    (Rule("before a picture", "Unicode UAX #14, ID and EB",
          f"[{PICTURE}](?<=[{THAI}A-Za-z]().)", f"[{PICTURE}]"), 4.0),
    (Rule("inside an address, after a sign", "Chicago Manual of Style 14.18",
          r"[/&=?]()(?<!:/)(?<!//)(?=\w)"), 15.0),
)  # fmt: skip

# Prefixes make one word with what follows; a line that ends with one reads badly.
PREFIXES = ("การ", "ความ", "อย่าง", "น่า", "ผู้", "นัก", "ชาว", "เครื่อง")
PREFIX_COST = 40.0
# typst#8414: words that lead on should not end a line, where that is free.
CONNECTIVES = ("ที่", "และ", "หรือ", "ใน", "ของ", "แต่", "ว่า", "ซึ่ง", "เพื่อ", "กับ", "จาก", "โดย")
CONNECTIVE_COST = 1.0
# Further ones, for who can choose: the prepositions and conjunctions of UD Thai TUD that are
# one in more than half of their uses, and ไม่, which belongs to the word it denies.
MORE_CONNECTIVES = (
    "ให้", "เมื่อ", "ด้วย", "ถึง", "เพราะ", "ตาม", "ต่อ", "จน", "หาก", "ระหว่าง", "สำหรับ", "ตั้งแต่", "แก่",
    "ถ้า", "แม้", "สู่", "บน", "ก่อน", "หลัง", "เหนือ", "แห่ง", "เฉพาะ", "ไม่",
)  # fmt: skip

WIDTHLESS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # marks above and below
# A base and the marks on it; what a line may part only where nothing else helps.
CLUSTER = re.compile(
    "(?:[\u0e40-\u0e44]?[\u0e01-\u0e2e]|.)(?:[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd"
    "\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|(?<=\u200d).)*",
    re.DOTALL,
)
