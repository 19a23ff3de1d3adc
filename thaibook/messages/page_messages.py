"""What a proof-reader of the finished pages would mark."""

from __future__ import annotations

from thaibook.messages.message import Message, warning

LINE = "page {page}, line {row}: "
LINE_TH = "หน้า {page} บรรทัด {row}: "

PAGES: dict[str, Message] = {
    "page-loose": warning(
        LINE + "loose: letters stand {letters} em apart, spaces up to {space} em: {text}",
        "Write {{.tight}} or {{.loose}} below its paragraph to set it in a line less or "
        "more, allow a break with a space, or change a word.",
        LINE_TH + "บรรทัดหลวม ตัวอักษรห่าง {letters} em เว้นวรรคกว้าง {space} em: {text}",
        "เติม {{.tight}} หรือ {{.loose}} ใต้ย่อหน้าเพื่อให้สั้นลงหรือยาวขึ้นหนึ่งบรรทัด เพิ่มเว้นวรรค หรือเปลี่ยนคำ",
    ),
    "page-doubtful-end": warning(
        LINE + "the line may end inside a word: {around}",
        "If it is one word, write it into words.txt, or type a word joiner (&NoBreak;) where no "
        "line may end.",
        LINE_TH + "ท้ายบรรทัดอาจตัดกลางคำ: {around}",
        "ถ้าเป็นคำเดียวกัน ให้ใส่คำนั้นใน words.txt หรือพิมพ์ &NoBreak; ตรงที่ห้ามตัด",
    ),
    "page-stub": warning(
        LINE + "a paragraph ends with a line that is hardly one: {text}",
        "Write {{.tight}} or {{.loose}} below the paragraph.",
        LINE_TH + "บรรทัดสุดท้ายของย่อหน้าสั้นมาก: {text}",
        "เติม {{.tight}} หรือ {{.loose}} ใต้ย่อหน้า",
    ),
    "page-uneven": warning(
        "pages {page} and {beside} face each other and end {apart} lines apart",
        "A paragraph of these pages that may be a line longer ({{.loose}}) or shorter "
        "({{.tight}}) mends it.",
        "หน้า {page} กับ {beside} อยู่คู่กันแต่จบต่างกัน {apart} บรรทัด",
        "ให้ย่อหน้าหนึ่งในสองหน้านี้ยาวขึ้น ({{.loose}}) หรือสั้นลง ({{.tight}}) หนึ่งบรรทัด",
    ),
    "page-hole": warning(
        "page {page}: {count} lines are empty at its foot",
        "What comes next does not fit there: move the picture or the table in the manuscript, or "
        "make it smaller.",
        "หน้า {page}: ท้ายหน้าว่าง {count} บรรทัด",
        "สิ่งที่ตามมาไม่พอดีที่เหลือ ให้ย้ายภาพหรือตารางในต้นฉบับ หรือย่อให้เล็กลง",
    ),
    "page-heading-low": warning(
        LINE + "a heading has {count} lines below it on its page: {text}",
        "Write {{.loose}} below a paragraph before it, or \\newpage above it.",
        LINE_TH + "หัวข้อมีเนื้อความในหน้าเดียวกันเพียง {count} บรรทัด: {text}",
        "เติม {{.loose}} ใต้ย่อหน้าก่อนหัวข้อ หรือขึ้นหน้าใหม่",
    ),
    "page-lone-line": warning(
        LINE + "one line of a paragraph stands alone on its page: {text}",
        "Write {{.loose}} or {{.tight}} below the paragraph, or below one before it.",
        LINE_TH + "บรรทัดเดียวของย่อหน้าแยกอยู่คนละหน้า: {text}",
        "เติม {{.loose}} หรือ {{.tight}} ใต้ย่อหน้านี้ หรือย่อหน้าก่อนหน้า",
    ),
    "page-scene-edge": warning(
        LINE + "a break between scenes stands at the edge of the page",
        "Write {{.loose}} or {{.tight}} below a paragraph before it.",
        LINE_TH + "เครื่องหมายคั่นฉากอยู่ริมหน้า",
        "เติม {{.loose}} หรือ {{.tight}} ใต้ย่อหน้าก่อนหน้า",
    ),
    "page-parted-lead": warning(
        LINE + "what these words lead to stands on the next page: {text}",
        "Write {{.keep-with-next}} below the paragraph.",
        LINE_TH + "สิ่งที่ประโยคนี้นำไปสู่อยู่หน้าถัดไป: {text}",
        "เติม {{.keep-with-next}} ใต้ย่อหน้า",
    ),
    "page-short-ending": warning(
        "page {page}: a chapter ends with {count} lines on a page",
        "Write {{.tight}} below some paragraphs of the chapter, or {{.loose}} to have more.",
        "หน้า {page}: หน้าสุดท้ายของบทมีเพียง {count} บรรทัด",
        "เติม {{.tight}} ใต้ย่อหน้าบางย่อหน้าของบท หรือ {{.loose}} ให้มีมากขึ้น",
    ),
    "wish-refused": warning(
        "page {page}: {wish} cannot be done: {letters}",
        "No line of the paragraph may become so loose or so dense, or what follows has no room on "
        "its page. Take {wish} away, or change the words.",
        "หน้า {page}: ทำ {wish} ไม่ได้: {letters}",
        "ย่อหน้านี้หลวมหรือแน่นขนาดนั้นไม่ได้ หรือสิ่งที่ตามมาไม่พอดีหน้า ให้เอา {wish} ออก หรือเปลี่ยนคำ",
    ),
    "page-measure": warning(
        "a line has about {count} letters; 32 to 75 read well",
        "Set `typography: {{size: {serving}pt}}` (now {size}pt), or change the margins.",
        "บรรทัดหนึ่งมีราว {count} ตัวอักษร ที่อ่านสบายคือ 32 ถึง 75",
        "ตั้ง `typography: {{size: {serving}pt}}` (ตอนนี้ {size}pt) หรือปรับขอบกระดาษ",
    ),
}
