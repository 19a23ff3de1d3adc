"""What is wrong with book.yaml, or with the block at the top of a Markdown file."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

SETTINGS: dict[str, Message] = {
    "book-missing": error(
        "there is no book here",
        "Give a folder that holds a book.yaml, or a .md file; "
        "`{new}` makes a folder to start from.",
        "ไม่พบหนังสือที่นี่",
        "ระบุโฟลเดอร์ที่มี book.yaml หรือไฟล์ .md หรือสั่ง `{new}` เพื่อสร้างโฟลเดอร์ตั้งต้น",
    ),
    "settings-missing": error(
        "this folder has texts, but no book.yaml, which says what the book is",
        "Write a file book.yaml here with two lines: `title: …` and `chapters: [{files}]`. "
        "Or build one file alone: `{program} {one}`.",
        "โฟลเดอร์นี้มีไฟล์ข้อความ แต่ไม่มี book.yaml ซึ่งบอกข้อมูลของหนังสือ",
        "เขียนไฟล์ book.yaml ไว้ในโฟลเดอร์นี้สองบรรทัด: `title: ชื่อหนังสือ` และ `chapters: [{files}]` "
        "หรือสร้างจากไฟล์เดียว: `{program} {one}`",
    ),
    "settings-empty": error(
        "book.yaml is empty",
        "Write at least two lines: `title: …` and `chapters: [one.md]`; "
        "`{program} new {free_folder}` makes a folder with one that is filled in.",
        "book.yaml ว่างเปล่า",
        "เขียนอย่างน้อยสองบรรทัด: `title: ชื่อหนังสือ` และ `chapters: [one.md]` "
        "หรือสั่ง `{program} new {free_folder}` เพื่อดูตัวอย่างที่เขียนไว้แล้ว",
    ),
    "yaml-broken": error(
        "{where} cannot be read here: {reason}",
        "Look at this line and the one above it: a missing colon, quote, space after a colon or "
        "space at the beginning is the usual cause. Put text that holds ': ' between straight "
        'quotes: "…".',
        "อ่าน {where} ตรงนี้ไม่ได้: {reason}",
        "ดูบรรทัดนี้กับบรรทัดก่อนหน้า มักขาดเครื่องหมาย : เว้นวรรคหลัง : เครื่องหมายคำพูด "
        "หรือช่องว่างต้นบรรทัด ข้อความที่มี ': ' ให้ใส่ในเครื่องหมายคำพูดแบบตรง \"…\"",
    ),
    "yaml-tab": error(
        "the line begins with a TAB; {where} knows only spaces there",
        "Delete what stands at the beginning of the line, and type two spaces instead.",
        "บรรทัดนี้ขึ้นต้นด้วยแท็บ (ปุ่ม Tab) ซึ่งใช้ใน {where} ไม่ได้",
        "ลบช่องว่างต้นบรรทัดทั้งหมด แล้วกดเว้นวรรคสองครั้งแทน",
    ),
    "yaml-quote": error(
        "a value cannot begin with `{sign}`",
        "Put the value between quotes: '{value}'",
        "ค่าขึ้นต้นด้วย `{sign}` ไม่ได้",
        "ใส่ค่าไว้ในเครื่องหมายคำพูด: '{value}'",
    ),
    "yaml-alias": error(
        "`*{name}` refers to another place of the file",
        "Write the value out in full here.",
        "`*{name}` อ้างถึงส่วนอื่นของไฟล์",
        "เขียนค่านั้นเต็ม ๆ ตรงนี้",
    ),
    "unknown-key": error(
        "`{key}` is not a key of {where}",
        "The nearest known key is `{nearest}`. Known here: {known}.",
        "ไม่มีคีย์ `{key}` ใน {where}",
        "คีย์ที่ใกล้ที่สุดคือ `{nearest}` คีย์ที่ใช้ได้: {known}",
    ),
    "double-key": error(
        "`{key}` stands twice",
        "Keep one of the two.",
        "มี `{key}` ซ้ำสองครั้ง",
        "ลบออกหนึ่งแห่ง",
    ),
    "missing-key": error(
        "`{key}` is missing",
        "Add a line `{key}: {example}`.",
        "ขาด `{key}`",
        "เพิ่มบรรทัด `{key}: {example}`",
    ),
    "wrong-value": error(
        "`{key}: {value}` cannot be used",
        "Write for example: {wanted}",
        "ใช้ `{key}: {value}` ไม่ได้",
        "เขียนเช่น: {wanted}",
    ),
    "isbn-digit": error(
        "`{value}` is no ISBN: its last digit does not fit the others",
        "Compare it with the number that you were given. Were all the others right, it would "
        "be {mended}.",
        "`{value}` ไม่ใช่ ISBN เพราะเลขตัวท้ายไม่เข้ากับเลขตัวอื่น",
        "เทียบกับเลขที่ได้รับมา ถ้าเลขตัวอื่นถูกหมด เลขเต็มคือ {mended}",
    ),
    "isbn-length": error(
        "`{value}` is no ISBN, which has 13 digits and begins with 978 or 979, or has 10",
        "Compare it with the number that you were given; without one, leave the key out.",
        "`{value}` ไม่ใช่ ISBN ซึ่งมีเลข 13 ตัว ขึ้นต้นด้วย 978 หรือ 979 (แบบเก่ามี 10 ตัว)",
        "เทียบกับเลขที่ได้รับมา ถ้าไม่มี ISBN ไม่ต้องใส่คีย์นี้",
    ),
    "parts-and-chapters": error(
        "a book has either `chapters` or `parts`, not both",
        "Put every chapter below one of the parts: `parts: [{{title: …, chapters: […]}}]`.",
        "หนังสือมีได้อย่างเดียว `chapters` หรือ `parts`",
        "ย้ายทุกบทไปไว้ในภาคใดภาคหนึ่ง: `parts: [{{title: …, chapters: […]}}]`",
    ),
    "sheet-unreadable": error(
        "this style sheet cannot be read: {reason}",
        "Put the sheet back, or save it as UTF-8.",
        "อ่านไฟล์สไตล์นี้ไม่ได้: {reason}",
        "นำไฟล์กลับมาวางไว้ที่เดิม หรือบันทึกเป็น UTF-8",
    ),
    "sheet-measure": error(
        "a length or count that the program goes by is missing or no number in this sheet",
        "Give each name in `:root` and the four margins of `@page` a number, as they were before.",
        "ไฟล์สไตล์นี้ขาดความยาวหรือจำนวนที่โปรแกรมต้องใช้ หรือค่าไม่ใช่ตัวเลข",
        "ใส่ตัวเลขให้ทุกชื่อใน `:root` และระยะขอบทั้งสี่ของ `@page` ให้ครบเหมือนเดิม",
    ),
    "font-missing": error(
        "a style sheet names this font, and there is no such file",
        "Put the font there, or correct the name in the sheet.",
        "ไฟล์สไตล์อ้างถึงฟอนต์นี้ แต่ไม่มีไฟล์",
        "วางไฟล์ฟอนต์ไว้ที่นี่ หรือแก้ชื่อในไฟล์สไตล์",
    ),
    "font-licence": error(
        "no licence lies beside this font",
        "Put the font's licence beside it as a .txt file, such as OFL.txt: it goes into the EPUB "
        "with the font.",
        "ไม่มีไฟล์สัญญาอนุญาตอยู่ข้างฟอนต์นี้",
        "วางสัญญาอนุญาตของฟอนต์ไว้ข้างกันเป็นไฟล์ .txt เช่น OFL.txt ไฟล์นี้จะไปกับฟอนต์ใน EPUB",
    ),
    "font-unreadable": error(
        "this is no font that can be read",
        "Use a TrueType or OpenType font (.ttf, .otf).",
        "ไฟล์นี้ไม่ใช่ฟอนต์ที่อ่านได้",
        "ใช้ฟอนต์ TrueType หรือ OpenType (.ttf .otf)",
    ),
    "profile-unknown": error(
        "there is no profile `{name}`",
        "The nearest is `{nearest}`. Known: {known}.",
        "ไม่มีโพรไฟล์ `{name}`",
        "ที่ใกล้ที่สุดคือ `{nearest}` ที่มี: {known}",
    ),
    "profile-undefined": error(
        "the profile `custom` says nothing: book.yaml has no key `custom`",
        "Write what your printer asks for: "
        "`custom: {{standard: PDF/X-4, condition: FOGRA39, bleed: 3mm, ink: 300%}}`.",
        "โพรไฟล์ `custom` ยังว่าง: book.yaml ไม่มีคีย์ `custom`",
        "เขียนตามที่โรงพิมพ์ขอ: "
        "`custom: {{standard: PDF/X-4, condition: FOGRA39, bleed: 3mm, ink: 300%}}`",
    ),
    "profile-icc": error(
        "colours for `{condition}` need its ICC profile, and only that of {bundled} is bundled",
        "Put the printer's .icc file into the book's folder and name it beside the condition: "
        "`icc: press.icc`. Or write `condition: {bundled}`.",
        "การแปลงสีสำหรับ `{condition}` ต้องใช้โพรไฟล์ ICC ของมัน โปรแกรมมีมาให้เฉพาะ {bundled}",
        "ขอไฟล์ .icc จากโรงพิมพ์ วางไว้ในโฟลเดอร์หนังสือ แล้วเขียน `icc: press.icc` คู่กับ condition "
        "หรือใช้ `condition: {bundled}`",
    ),
    "profile-icc-file": error(
        "{name} is no ICC profile of a CMYK press in the book's folder",
        "Ask the printer for the .icc file of the press, copy it into the book's folder, and name "
        "it from there.",
        "{name} ไม่ใช่โพรไฟล์ ICC ของเครื่องพิมพ์ CMYK ในโฟลเดอร์หนังสือ",
        "ขอไฟล์ .icc ของเครื่องพิมพ์จากโรงพิมพ์ คัดลอกมาไว้ในโฟลเดอร์หนังสือ แล้วเขียนชื่อไฟล์ตามนั้น",
    ),
    "front-matter-key": warning(
        "`{key}` at the top of {where} says nothing to this program",
        "It is left out of the book. The nearest known key is `{nearest}`; known here: {known}.",
        "โปรแกรมนี้ไม่รู้จัก `{key}` ที่ต้นไฟล์ {where}",
        "ข้อความนี้ไม่ลงในหนังสือ คีย์ที่ใกล้ที่สุดคือ `{nearest}` คีย์ที่ใช้ได้: {known}",
    ),
    "front-matter-keys": warning(
        "`{keys}` at the top of {where} say nothing to this program",
        "They are left out of the book; known here: {known}.",
        "โปรแกรมนี้ไม่รู้จัก `{keys}` ที่ต้นไฟล์ {where}",
        "ข้อความเหล่านี้ไม่ลงในหนังสือ คีย์ที่ใช้ได้: {known}",
    ),
    "front-matter-open": warning(
        "the block that begins here with `---` and `{key}: …` has no `---` after it",
        "Type `---` on a line of its own below its last key; the block stands in the book as text.",
        "ส่วนหัวที่เริ่มตรงนี้ด้วย `---` และ `{key}: …` ไม่มี `---` ปิด",
        "พิมพ์ `---` เดี่ยว ๆ ในบรรทัดใต้คีย์สุดท้าย ตอนนี้ส่วนหัวจะกลายเป็นข้อความในหนังสือ",
    ),
}
