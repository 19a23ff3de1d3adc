"""Every message the program can give an author, in English and in Thai.

A message says what is wrong; its hint says what to do. Blanks in braces are
filled with the words of the Problem. error=True means that no book is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from thaibook.messages.lint_catalogue import LINT


@dataclass(frozen=True)
class Message:
    """The wording of one problem code."""

    error: bool
    en: str
    en_hint: str
    th: str
    th_hint: str

    def text(self, language: str) -> str:
        """What is wrong, with blanks still in braces."""
        return self.th if language == "th" else self.en

    def hint(self, language: str) -> str:
        """What to do, with blanks still in braces."""
        return self.th_hint if language == "th" else self.en_hint


def _error(en: str, en_hint: str, th: str, th_hint: str) -> Message:
    return Message(True, en, en_hint, th, th_hint)


def _warning(en: str, en_hint: str, th: str, th_hint: str) -> Message:
    return Message(False, en, en_hint, th, th_hint)


MESSAGES: dict[str, Message] = {
    # --- the book folder and book.yaml
    "book-missing": _error(
        "there is no book here",
        "Give a folder that holds a book.yaml, or a .md file; "
        "`python make_book.py new DIR` makes a folder to start from.",
        "ไม่พบหนังสือที่นี่",
        "ระบุโฟลเดอร์ที่มี book.yaml หรือไฟล์ .md หรือสั่ง `python make_book.py new DIR` เพื่อสร้างโฟลเดอร์ตั้งต้น",
    ),
    "settings-missing": _error(
        "this folder has texts, but no book.yaml, which says what the book is",
        "Write a file book.yaml here with two lines: `title: …` and `chapters: [{files}]`. "
        "Or build one file alone: `python make_book.py {one}`.",
        "โฟลเดอร์นี้มีไฟล์ข้อความ แต่ไม่มี book.yaml ซึ่งบอกข้อมูลของหนังสือ",
        "เขียนไฟล์ book.yaml ไว้ในโฟลเดอร์นี้สองบรรทัด: `title: ชื่อหนังสือ` และ `chapters: [{files}]` "
        "หรือสร้างจากไฟล์เดียว: `python make_book.py {one}`",
    ),
    "unknown-command": _error(
        "there is no command `{typed}`, and no book of that name",
        "Did you mean `{command}`? `--help` shows all commands.",
        "ไม่มีคำสั่ง `{typed}` และไม่มีหนังสือชื่อนี้",
        "หมายถึง `{command}` หรือไม่ ดูคำสั่งทั้งหมดด้วย `--help`",
    ),
    "command-later": _error(
        "the command `{typed}` comes first, before its options",
        "Write: {command}",
        "ต้องพิมพ์คำสั่ง `{typed}` ก่อนตัวเลือก",
        "พิมพ์ดังนี้: {command}",
    ),
    "yaml-broken": _error(
        "{where} cannot be read here: {reason}",
        "Look at this line and the one above it: a missing colon, quote, space after a colon or "
        "space at the beginning is the usual cause. Put text that holds ': ' between straight "
        'quotes: "…".',
        "อ่าน {where} ตรงนี้ไม่ได้: {reason}",
        "ดูบรรทัดนี้กับบรรทัดก่อนหน้า มักขาดเครื่องหมาย : เว้นวรรคหลัง : เครื่องหมายคำพูด "
        "หรือช่องว่างต้นบรรทัด ข้อความที่มี ': ' ให้ใส่ในเครื่องหมายคำพูดแบบตรง \"…\"",
    ),
    "yaml-tab": _error(
        "the line begins with a TAB; {where} knows only spaces there",
        "Delete what stands at the beginning of the line, and type two spaces instead.",
        "บรรทัดนี้ขึ้นต้นด้วยแท็บ (ปุ่ม Tab) ซึ่งใช้ใน {where} ไม่ได้",
        "ลบช่องว่างต้นบรรทัดทั้งหมด แล้วกดเว้นวรรคสองครั้งแทน",
    ),
    "yaml-quote": _error(
        "a value cannot begin with `{sign}`",
        "Put the value between quotes: '{value}'",
        "ค่าขึ้นต้นด้วย `{sign}` ไม่ได้",
        "ใส่ค่าไว้ในเครื่องหมายคำพูด: '{value}'",
    ),
    "yaml-alias": _error(
        "`*{name}` refers to another place of the file",
        "Write the value out in full here.",
        "`*{name}` อ้างถึงส่วนอื่นของไฟล์",
        "เขียนค่านั้นเต็ม ๆ ตรงนี้",
    ),
    "unknown-key": _error(
        "`{key}` is not a key of {where}",
        "The nearest known key is `{nearest}`. Known here: {known}.",
        "ไม่มีคีย์ `{key}` ใน {where}",
        "คีย์ที่ใกล้ที่สุดคือ `{nearest}` คีย์ที่ใช้ได้: {known}",
    ),
    "double-key": _error(
        "`{key}` stands twice",
        "Keep one of the two.",
        "มี `{key}` ซ้ำสองครั้ง",
        "ลบออกหนึ่งแห่ง",
    ),
    "missing-key": _error(
        "`{key}` is missing",
        "Add a line `{key}: {example}`.",
        "ขาด `{key}`",
        "เพิ่มบรรทัด `{key}: {example}`",
    ),
    "wrong-value": _error(
        "`{key}: {value}` cannot be used",
        "Write for example: {wanted}",
        "ใช้ `{key}: {value}` ไม่ได้",
        "เขียนเช่น: {wanted}",
    ),
    # --- files of the manuscript
    "chapter-missing": _error(
        "the chapter {name} does not exist",
        "Correct the name, or put the file there. Text files here: {files}.",
        "ไม่พบไฟล์บท {name}",
        "แก้ชื่อ หรือวางไฟล์ไว้ที่นั่น ไฟล์ข้อความที่มี: {files}",
    ),
    "chapter-twice": _error(
        "{name} stands in the book already, by line {first}",
        "Delete one of the two; each file is printed once.",
        "มี {name} ในเล่มแล้วที่บรรทัด {first}",
        "ลบออกหนึ่งแห่ง ไฟล์หนึ่งพิมพ์ได้ครั้งเดียว",
    ),
    "outside-book": _error(
        "{name} lies outside the book's folder",
        "Copy the file into the book's folder and name it from there.",
        "{name} อยู่นอกโฟลเดอร์ของหนังสือ",
        "คัดลอกไฟล์เข้ามาในโฟลเดอร์หนังสือ แล้วอ้างจากในโฟลเดอร์นั้น",
    ),
    "unreadable": _error(
        "the file cannot be read: {reason}",
        "Check that it is a file and that you may read it.",
        "อ่านไฟล์ไม่ได้: {reason}",
        "ตรวจว่าเป็นไฟล์จริงและมีสิทธิ์อ่าน",
    ),
    "not-utf8": _error(
        "the file is not UTF-8 text",
        "Open it in an editor and save it with the encoding UTF-8; it is most likely {encoding}.",
        "ไฟล์นี้ไม่ใช่ข้อความ UTF-8",
        "เปิดในโปรแกรมแก้ไขข้อความแล้วบันทึกใหม่เป็น UTF-8 ไฟล์นี้น่าจะเป็น {encoding}",
    ),
    "empty-file": _error(
        "the file is empty",
        "Write the text into it, or take its name out of book.yaml.",
        "ไฟล์ว่างเปล่า",
        "เขียนเนื้อหาลงไป หรือลบชื่อไฟล์นี้ออกจาก book.yaml",
    ),
    "settings-empty": _error(
        "book.yaml is empty",
        "Write at least two lines: `title: …` and `chapters: [one.md]`; "
        "`python make_book.py new DIR` makes a folder with one that is filled in.",
        "book.yaml ว่างเปล่า",
        "เขียนอย่างน้อยสองบรรทัด: `title: ชื่อหนังสือ` และ `chapters: [one.md]` "
        "หรือสั่ง `python make_book.py new DIR` เพื่อดูตัวอย่างที่เขียนไว้แล้ว",
    ),
    "not-text": _error(
        "this is {kind}, not plain text, whatever its name says",
        "Open it in its own program and save the words as plain text (UTF-8) under this name.",
        "ไฟล์นี้เป็น{kind} ไม่ใช่ข้อความล้วน แม้ชื่อจะบอกว่าใช่",
        "เปิดในโปรแกรมของไฟล์นั้น แล้วบันทึกเฉพาะข้อความเป็นข้อความธรรมดา (plain text) รหัส UTF-8 ในชื่อนี้",
    ),
    "file-too-large": _error(
        "the file has {size} MB; {limit} MB is the most",
        "Divide it into chapters.",
        "ไฟล์มีขนาด {size} MB เกินขีดจำกัด {limit} MB",
        "แบ่งเป็นหลายบท",
    ),
    "too-much": _error(
        "too many {what}: {count}; {limit} is the most",
        "Divide it; a text that long or that deep is usually a slip of a program.",
        "มี {what} มากเกินไป: {count} เกินขีดจำกัด {limit}",
        "แบ่งให้เล็กลง ข้อความยาวหรือซ้อนลึกขนาดนี้มักเกิดจากโปรแกรมผิดพลาด",
    ),
    "control-character": _error(
        "the character {character} is not text",
        "Delete it; it usually comes from a copy or a scan.",
        "อักขระ {character} ไม่ใช่ข้อความ",
        "ลบทิ้ง มักติดมาจากการคัดลอกหรือสแกน",
    ),
    # --- pictures
    "image-missing": _error(
        "the picture {name} does not exist",
        "Correct the name, or put the picture there. The nearest here: {files}.",
        "ไม่พบรูป {name}",
        "แก้ชื่อ หรือวางรูปไว้ที่นั่น ไฟล์ที่ใกล้ที่สุด: {files}",
    ),
    "image-unreadable": _error(
        "{name} is not a picture that can be read",
        "Save it again as JPEG, PNG, GIF or WebP.",
        "เปิดรูป {name} ไม่ได้",
        "บันทึกใหม่เป็น JPEG PNG GIF หรือ WebP",
    ),
    "image-too-large": _error(
        "the picture {name} has {size} megapixels; {limit} is the most",
        "Save a smaller copy of it.",
        "รูป {name} มี {size} ล้านพิกเซล เกินขีดจำกัด {limit}",
        "บันทึกสำเนาที่เล็กลง",
    ),
    "image-too-heavy": _error(
        "the picture {name} is larger than {limit} MB",
        "Save a smaller copy of it; a JPEG of a few MB fills a page.",
        "รูป {name} ใหญ่เกิน {limit} MB",
        "บันทึกสำเนาที่เล็กลง ไฟล์ JPEG ไม่กี่ MB ก็เต็มหน้าแล้ว",
    ),
    "image-refused": _error(
        "the drawing {name} cannot be used: {reason}",
        "Simplify the drawing and save it again as plain SVG, or as PNG.",
        "ใช้ภาพวาด {name} ไม่ได้: {reason}",
        "ทำภาพให้ง่ายลงแล้วบันทึกใหม่เป็น SVG ธรรมดา หรือ PNG",
    ),
    "image-cleaned": _warning(
        "parts of the drawing {name} that a book cannot carry were left out: {parts}",
        "Look at it in the book; where something is missing, save the drawing as PNG.",
        "ตัดส่วนของภาพวาด {name} ที่หนังสือรองรับไม่ได้ออก: {parts}",
        "ดูภาพในเล่ม ถ้ามีส่วนที่ขาดหาย ให้บันทึกเป็น PNG",
    ),
    "image-still": _warning(
        "the picture {name} moves; a book shows its first frame, standing still",
        "Choose the frame to show, and save it as a picture of its own.",
        "รูป {name} เคลื่อนไหว ในหนังสือจะเห็นเฉพาะเฟรมแรก",
        "เลือกเฟรมที่ต้องการแล้วบันทึกเป็นรูปนิ่ง",
    ),
    "image-coarse": _warning(
        "the picture {name} has {dpi} dots per inch in print; below {least} it looks coarse",
        "Take a larger copy (best: {wanted} pixels), or show it smaller.",
        "รูป {name} มีความละเอียดเพียง {dpi} จุดต่อนิ้วเมื่อพิมพ์ ต่ำกว่า {least} ภาพจะหยาบ",
        "ใช้ภาพที่ใหญ่กว่า (ดีที่สุด {wanted} พิกเซล) หรือแสดงให้เล็กลง",
    ),
    "table-wide": _warning(
        "the table of {columns} columns does not fit on the page: its words and numbers are "
        "cut on paper",
        "Make columns of its rows, part it into two tables, or take a larger page (page.size).",
        "ตาราง {columns} คอลัมน์กว้างเกินหน้ากระดาษ คำและตัวเลขในตารางจะถูกตัด",
        "สลับแถวกับคอลัมน์ แบ่งเป็นสองตาราง หรือใช้หน้าที่ใหญ่ขึ้น (page.size)",
    ),
    "image-remote": _warning(
        "the picture {name} is on the network; a link stands in its place",
        "Download it into images/ and name it from there.",
        "รูป {name} อยู่บนเครือข่าย จึงใส่ลิงก์ไว้แทน",
        "ดาวน์โหลดไว้ใน images/ แล้วอ้างจากที่นั่น",
    ),
    "image-alt": _warning(
        "the picture {name} has no alternative text",
        "Say in the square brackets what it shows: ![what it shows]({name}).",
        "รูป {name} ไม่มีข้อความแทนภาพ (alt) สำหรับผู้ที่มองไม่เห็น",
        "เขียนในวงเล็บเหลี่ยมว่าภาพแสดงอะไร: ![ข้อความแทนภาพ]({name})",
    ),
    # --- the text
    "missing-glyph": _warning(
        "no font of the book has the character {character}",
        "Write it another way; it is a box in the PDF.",
        "ฟอนต์ของหนังสือไม่มีอักขระ {character}",
        "เขียนด้วยวิธีอื่น ใน PDF จะเป็นกล่องสี่เหลี่ยม",
    ),
    "html-removed": _warning(
        "HTML that a book cannot carry was left out: {tags}",
        "Write it in Markdown, or delete it; what readers should see in angle brackets goes "
        "between backticks: `<name>`.",
        "ตัด HTML ที่หนังสือรองรับไม่ได้ออก: {tags}",
        "เขียนเป็น Markdown หรือลบออก ถ้าต้องการให้ผู้อ่านเห็นวงเล็บแหลม ให้เขียนเป็นโค้ด: `<name>`",
    ),
    "front-matter-key": _warning(
        "`{key}` at the top of {where} says nothing to this program",
        "It is left out of the book. The nearest known key is `{nearest}`; known here: {known}.",
        "โปรแกรมนี้ไม่รู้จัก `{key}` ที่ต้นไฟล์ {where}",
        "ข้อความนี้ไม่ลงในหนังสือ คีย์ที่ใกล้ที่สุดคือ `{nearest}` คีย์ที่ใช้ได้: {known}",
    ),
    "front-matter-open": _warning(
        "the block that begins here with `---` and `{key}: …` has no `---` after it",
        "Type `---` on a line of its own below its last key; the block stands in the book as text.",
        "ส่วนหัวที่เริ่มตรงนี้ด้วย `---` และ `{key}: …` ไม่มี `---` ปิด",
        "พิมพ์ `---` เดี่ยว ๆ ในบรรทัดใต้คีย์สุดท้าย ตอนนี้ส่วนหัวจะกลายเป็นข้อความในหนังสือ",
    ),
    "isbn-digit": _error(
        "`{value}` is no ISBN: its last digit does not fit the others",
        "Compare it with the number that you were given. Were all the others right, it would "
        "be {mended}.",
        "`{value}` ไม่ใช่ ISBN เพราะเลขตัวท้ายไม่เข้ากับเลขตัวอื่น",
        "เทียบกับเลขที่ได้รับมา ถ้าเลขตัวอื่นถูกหมด เลขเต็มคือ {mended}",
    ),
    "isbn-length": _error(
        "`{value}` is no ISBN, which has 13 digits and begins with 978 or 979, or has 10",
        "Compare it with the number that you were given; without one, leave `identifier` out.",
        "`{value}` ไม่ใช่ ISBN ซึ่งมีเลข 13 ตัว ขึ้นต้นด้วย 978 หรือ 979 (แบบเก่ามี 10 ตัว)",
        "เทียบกับเลขที่ได้รับมา ถ้าไม่มี ISBN ไม่ต้องใส่ `identifier`",
    ),
    "parts-and-chapters": _error(
        "a book has either `chapters` or `parts`, not both",
        "Put every chapter below one of the parts: `parts: [{{title: …, chapters: […]}}]`.",
        "หนังสือมีได้อย่างเดียว `chapters` หรือ `parts`",
        "ย้ายทุกบทไปไว้ในภาคใดภาคหนึ่ง: `parts: [{{title: …, chapters: […]}}]`",
    ),
    "port-taken": _error(
        "the page cannot be shown at port {port}",
        "Another program uses it. Leave `--port` out, and a free one is taken.",
        "เปิดหน้าตัวอย่างที่พอร์ต {port} ไม่ได้",
        "มีโปรแกรมอื่นใช้อยู่ ไม่ต้องใส่ `--port` แล้วโปรแกรมจะหาพอร์ตว่างเอง",
    ),
    "link-refused": _warning(
        "the address {name} is of a kind that a book cannot follow; its words stay",
        "Write an address that begins with https:// or mailto:, or name a file of the book.",
        "หนังสือเปิดที่อยู่ {name} ไม่ได้ จึงเหลือไว้เฉพาะข้อความ",
        "ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หรือ mailto: หรือชื่อไฟล์ในหนังสือ",
    ),
    "no-title": _warning(
        "the chapter has no title",
        "Begin the file with a line `# Title`; the file's name stands for it now.",
        "บทนี้ไม่มีชื่อ",
        "ขึ้นต้นไฟล์ด้วยบรรทัด `# ชื่อบท` ตอนนี้ใช้ชื่อไฟล์แทน",
    ),
    "note-missing": _warning(
        "nothing says what the note {label} is",
        "Write a line `{label}: …` at the end of the file, or take the mark out.",
        "ไม่มีข้อความของเชิงอรรถ {label}",
        "เขียนบรรทัด `{label}: …` ท้ายไฟล์ หรือลบเครื่องหมายออก",
    ),
    "reference-missing": _warning(
        "the reference {name} leads nowhere; its words stand there without a link",
        "Give the heading, picture or table this name: `{{#name}}`, or correct the reference.",
        "การอ้างอิง {name} ไม่พบปลายทาง จึงเหลือแต่ข้อความ ไม่มีลิงก์",
        "ตั้งชื่อให้หัวข้อ ภาพ หรือตารางด้วย `{{#name}}` หรือแก้การอ้างอิง",
    ),
    "id-twice": _warning(
        "the name {name} is given to two places",
        "Give the second another name; references go to the first.",
        "ชื่อ {name} ตั้งซ้ำสองแห่ง",
        "ตั้งชื่ออื่นให้แห่งที่สอง การอ้างอิงจะไปแห่งแรก",
    ),
    "code-language": _warning(
        "the language `{language}` is not known; its keywords are not set bold",
        "Correct the name after ```; write `text` where it is no program.",
        "ไม่รู้จักภาษา `{language}` คำสั่งในโค้ดจึงไม่เป็นตัวหนา",
        "แก้ชื่อหลัง ``` ถ้าไม่ใช่โปรแกรมให้เขียน `text`",
    ),
    "math-unreadable": _warning(
        "the formula {formula} cannot be read; it stands as it was typed",
        "Correct the TeX between the dollar signs; write `\\$` for a sign that is none.",
        "อ่านสูตร {formula} ไม่ได้ จึงคงไว้ตามที่พิมพ์",
        "แก้ TeX ระหว่างเครื่องหมาย $ ถ้าเป็นเครื่องหมายเงินให้เขียน `\\$`",
    ),
    "math-undrawn": _warning(
        "the formula {formula} cannot be drawn on paper; the PDF has it as it was typed",
        "Write the TeX in another way, without colours and without empty parts.",
        "วาดสูตร {formula} ลงกระดาษไม่ได้ PDF จึงคงไว้ตามที่พิมพ์",
        "เขียน TeX ด้วยวิธีอื่น โดยไม่มีสีและไม่มีส่วนที่ว่าง",
    ),
    "text-lost": _error(
        "these letters did not arrive in the {format}: {letters}",
        "This is a fault of the program, or of markup that it does not know. "
        "Write this line in plain Markdown.",
        "ตัวอักษรเหล่านี้ไม่ไปถึงไฟล์ {format}: {letters}",
        "เป็นข้อผิดพลาดของโปรแกรม หรือของมาร์กอัปที่ไม่รู้จัก ลองเขียนบรรทัดนี้เป็น Markdown ธรรมดา",
    ),
    # --- outputs and the machine
    "strict-stopped": _error(
        "nothing was written: `--strict` makes an error of every warning",
        "Mend the warnings above ({count}), or build without `--strict`.",
        "ยังไม่ได้เขียนไฟล์ใด เพราะ `--strict` ถือคำเตือนทุกข้อเป็นข้อผิดพลาด",
        "แก้ตามคำเตือนข้างบน ({count} ข้อ) หรือสั่งใหม่โดยไม่ใส่ `--strict`",
    ),
    "output-unwritable": _error(
        "nothing can be written here: {reason}",
        "Choose another folder with `-o DIR`, or free this one.",
        "เขียนไฟล์ที่นี่ไม่ได้: {reason}",
        "เลือกโฟลเดอร์อื่นด้วย `-o DIR` หรือทำให้โฟลเดอร์นี้เขียนได้",
    ),
    "other-book": _error(
        "this file is another book, “{theirs}”; “{ours}” would take its place",
        "Give this book a file name of its own in book.yaml, such as `slug: {slug}`, or another "
        "folder with `-o DIR`. If the older book may go, delete its files and build again.",
        "ไฟล์นี้เป็นหนังสืออีกเล่มชื่อ “{theirs}” ถ้าสร้าง “{ours}” จะทับไฟล์นั้น",
        "ตั้งชื่อไฟล์ให้เล่มนี้ใน book.yaml เช่น `slug: {slug}` หรือเลือกโฟลเดอร์อื่นด้วย `-o DIR` "
        "ถ้าไม่ใช้เล่มเก่าแล้ว ลบไฟล์เก่าก่อนแล้วสร้างใหม่",
    ),
    "disk-full": _error(
        "the disk is full; an older file was left as it was",
        "Free some space, or choose another disk with `-o DIR`.",
        "ดิสก์เต็ม ไฟล์เก่ายังอยู่ครบ",
        "ลบไฟล์ที่ไม่ใช้ หรือเลือกดิสก์อื่นด้วย `-o DIR`",
    ),
    "already-there": _error(
        "there is something here already",
        "Choose another name; nothing is overwritten.",
        "มีไฟล์อยู่ที่นี่แล้ว",
        "เลือกชื่ออื่น โปรแกรมไม่เขียนทับ",
    ),
    "pango-missing": _error(
        "the library Pango, which sets the text, is not on this machine",
        "Install it with: {command}",
        "เครื่องนี้ไม่มีไลบรารี Pango ที่ใช้เรียงพิมพ์",
        "ติดตั้งด้วยคำสั่ง: {command}",
    ),
    "package-missing": _error(
        "the Python package {name} is not installed",
        "Run `make setup`, or: python3 -m pip install -r requirements.lock",
        "ไม่มีแพ็กเกจ Python ชื่อ {name}",
        "สั่ง `make setup` หรือ: python3 -m pip install -r requirements.lock",
    ),
    "out-of-memory": _error(
        "the machine has too little memory for this book",
        "Build a part of it, or make its pictures smaller.",
        "หน่วยความจำไม่พอสำหรับหนังสือเล่มนี้",
        "สร้างทีละส่วน หรือย่อรูปให้เล็กลง",
    ),
    # --- the cover picture
    "cover-not-fetched": _warning(
        "the cover picture was not downloaded from {url}: {reason}",
        "Open the link in a browser, save the picture as images/cover.jpg in the book's "
        "folder, and build again.",
        "ดาวน์โหลดรูปปกจาก {url} ไม่สำเร็จ: {reason}",
        "เปิดลิงก์ในเบราว์เซอร์ บันทึกรูปเป็น images/cover.jpg ในโฟลเดอร์หนังสือ แล้วสร้างใหม่",
    ),
    "cover-link-missing": _warning(
        "there is no link to download the cover picture from",
        "Write it in book.yaml as `cover: {{image_link: https://…}}`, or leave out "
        "`--fetch-cover`.",
        "ไม่มีลิงก์ให้ดาวน์โหลดรูปปก",
        "เขียนลิงก์ใน book.yaml เช่น `cover: {{image_link: https://…}}` หรือไม่ต้องใส่ `--fetch-cover`",
    ),
    # --- cleaning a raw text
    "correction-count": _error(
        "`{raw}` stands {found} times in the raw text, not {wanted}",
        "Correct `count`, or the words under `raw`.",
        "พบ `{raw}` {found} ครั้งในต้นฉบับ ไม่ใช่ {wanted}",
        "แก้ `count` หรือคำใน `raw`",
    ),
    "over-source": _error(
        "this file is read here, or written twice: it is left as it is",
        "Give another name after `-o` and `--report`; the raw text and the corrections are "
        "never written over. Nothing was changed.",
        "ไฟล์นี้เป็นไฟล์ที่ใช้อ่าน หรือสั่งให้เขียนสองอย่างลงไฟล์เดียวกัน จึงไม่เขียนทับ",
        "ตั้งชื่ออื่นหลัง `-o` และ `--report` โปรแกรมไม่เขียนทับข้อความดิบและไฟล์รายการแก้ ยังไม่มีไฟล์ใดเปลี่ยน",
    ),
    "over-edited": _error(
        "there is a file here already, and its text is another",
        "Somebody may have edited it. Give another name, or add `--force` to replace it. "
        "Nothing was changed.",
        "มีไฟล์ชื่อนี้อยู่แล้ว และข้อความในไฟล์ไม่เหมือนกัน",
        "อาจมีคนแก้ไว้แล้ว ตั้งชื่ออื่น หรือเติม `--force` ถ้าต้องการเขียนทับ ยังไม่มีไฟล์ใดเปลี่ยน",
    ),
    # --- checking a finished file
    "epub-unreadable": _error(
        "the file is no EPUB that can be opened: {reason}",
        "Check that it is the right file; a copy or a download that broke off has to be made "
        "again. Build the book anew where you have its manuscript.",
        "เปิดไฟล์นี้เป็น EPUB ไม่ได้: {reason}",
        "ตรวจว่าเลือกไฟล์ถูก ถ้าคัดลอกหรือดาวน์โหลดไม่ครบให้ทำใหม่ หรือสร้างใหม่จากต้นฉบับ",
    ),
    "pdf-unreadable": _error(
        "the file is no PDF that can be opened: {reason}",
        "Check that it is the right file; a copy or a download that broke off has to be made "
        "again. Build the book anew where you have its manuscript.",
        "เปิดไฟล์นี้เป็น PDF ไม่ได้: {reason}",
        "ตรวจว่าเลือกไฟล์ถูก ถ้าคัดลอกหรือดาวน์โหลดไม่ครบให้ทำใหม่ หรือสร้างใหม่จากต้นฉบับ",
    ),
    "epub-broken": _error(
        "{reason}",
        "Build the book again; if it comes back, it is a fault of the program.",
        "{reason}",
        "สร้างหนังสือใหม่ ถ้ายังเป็นอยู่แสดงว่าโปรแกรมผิดพลาด",
    ),
    "not-accessible": _error(
        "Ace: {rule} in {place}: {said}",
        "Read {more}; where the text is right, it is a fault of the program.",
        "Ace: {rule} ใน {place}: {said}",
        "อ่าน {more} ถ้าเนื้อหาถูกต้องแล้ว แสดงว่าโปรแกรมผิดพลาด",
    ),
    "pdf-font": _error(
        "the font {name} is not in the file, so that another takes its place",
        "Build the book anew with this program, which embeds its fonts, or tell the program that "
        "made the file to embed all fonts.",
        "ฟอนต์ {name} ไม่ได้ฝังอยู่ในไฟล์ เครื่องอื่นจะใช้ฟอนต์อื่นแทน",
        "สร้างใหม่ด้วยโปรแกรมนี้ซึ่งฝังฟอนต์ให้ หรือสั่งโปรแกรมที่สร้างไฟล์ให้ฝังฟอนต์ทั้งหมด",
    ),
    "pdf-sizes": _warning(
        "these pages have another size than the rest ({size}): {pages}",
        "A printer cuts all pages of a book to one size; ask yours, or build the book anew.",
        "หน้าเหล่านี้ขนาดไม่เท่าหน้าอื่น ({size}): {pages}",
        "โรงพิมพ์ตัดทุกหน้าเป็นขนาดเดียว ถามโรงพิมพ์ หรือสร้างหนังสือใหม่",
    ),
    "pdf-no-text": _warning(
        "no text can be searched or copied in this file",
        "It may be a scan. Build the book from its text to have words in it.",
        "ไฟล์นี้ไม่มีข้อความที่ค้นหรือคัดลอกได้",
        "อาจเป็นไฟล์สแกน สร้างหนังสือจากข้อความจึงจะค้นได้",
    ),
    "pdf-coarse": _warning(
        "pictures look coarse on paper, the worst with {dpi} dots per inch (least: {least}); "
        "pages {pages}",
        "Take larger copies of them, or show them smaller (`width=…%`), and build again.",
        "รูปจะหยาบเมื่อพิมพ์ รูปที่แย่ที่สุดมี {dpi} จุดต่อนิ้ว (ควรมี {least} ขึ้นไป) หน้า {pages}",
        "ใช้รูปที่ใหญ่กว่า หรือแสดงให้เล็กลง (`width=…%`) แล้วสร้างใหม่",
    ),
    "pdf-off-page": _warning(
        "a picture runs off the page and is cut off; pages {pages}",
        "Look at these pages; show the picture smaller, such as `{{width=60%}}`, and build again.",
        "รูปเกินขอบหน้าและจะถูกตัด หน้า {pages}",
        "เปิดดูหน้าเหล่านี้ แสดงรูปให้เล็กลง เช่น `{{width=60%}}` แล้วสร้างใหม่",
    ),
    "check-skipped": _warning(
        "{name} did not run: {reason}",
        "To have the file checked by it too, run: {command}",
        "ไม่ได้ตรวจด้วย {name}: {reason}",
        "ถ้าต้องการตรวจด้วยเครื่องมือนี้ สั่ง: {command}",
    ),
}
# --- the text, as an editor reads it
MESSAGES |= {code: _warning(*words) for code, words in LINT.items()}
