"""What is wrong with the text of a chapter, where the book can be made all the same."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

TEXT: dict[str, Message] = {
    "no-title": warning(
        "the chapter has no title",
        "Begin the file with a line `# Title`; the file's name stands for it now.",
        "บทนี้ไม่มีชื่อ",
        "ขึ้นต้นไฟล์ด้วยบรรทัด `# ชื่อบท` ตอนนี้ใช้ชื่อไฟล์แทน",
    ),
    "missing-glyph": warning(
        "no font of the book has the character {character}",
        "Write it another way; it is a box in the PDF.",
        "ฟอนต์ของหนังสือไม่มีอักขระ {character}",
        "เขียนด้วยวิธีอื่น ใน PDF จะเป็นกล่องสี่เหลี่ยม",
    ),
    "html-removed": warning(
        "HTML that a book cannot carry was left out: {tags}",
        "Write it in Markdown, or delete it; what readers should see in angle brackets goes "
        "between backticks: `<name>`.",
        "ตัด HTML ที่หนังสือรองรับไม่ได้ออก: {tags}",
        "เขียนเป็น Markdown หรือลบออก ถ้าต้องการให้ผู้อ่านเห็นวงเล็บแหลม ให้เขียนเป็นโค้ด: `<name>`",
    ),
    "link-refused": warning(
        "the address {name} is of a kind that a book cannot follow; its words stay",
        "Write an address that begins with https:// or mailto:, or name a file of the book.",
        "หนังสือเปิดที่อยู่ {name} ไม่ได้ จึงเหลือไว้เฉพาะข้อความ",
        "ใช้ที่อยู่ที่ขึ้นต้นด้วย https:// หรือ mailto: หรือชื่อไฟล์ในหนังสือ",
    ),
    "note-missing": warning(
        "nothing says what the note {label} is",
        "Write a line `{label}: …` at the end of the file, or take the mark out.",
        "ไม่มีข้อความของเชิงอรรถ {label}",
        "เขียนบรรทัด `{label}: …` ท้ายไฟล์ หรือลบเครื่องหมายออก",
    ),
    "reference-missing": warning(
        "the reference {name} leads nowhere; its words stand there without a link",
        "Give the heading, picture or table this name: `{{#name}}`, or correct the reference.",
        "การอ้างอิง {name} ไม่พบปลายทาง จึงเหลือแต่ข้อความ ไม่มีลิงก์",
        "ตั้งชื่อให้หัวข้อ ภาพ หรือตารางด้วย `{{#name}}` หรือแก้การอ้างอิง",
    ),
    "id-twice": warning(
        "the name {name} is given to two places",
        "Give the second another name; references go to the first.",
        "ชื่อ {name} ตั้งซ้ำสองแห่ง",
        "ตั้งชื่ออื่นให้แห่งที่สอง การอ้างอิงจะไปแห่งแรก",
    ),
    "code-language": warning(
        "the language `{language}` is not known; its keywords are not set bold",
        "Correct the name after ```; write `text` where it is no program.",
        "ไม่รู้จักภาษา `{language}` คำสั่งในโค้ดจึงไม่เป็นตัวหนา",
        "แก้ชื่อหลัง ``` ถ้าไม่ใช่โปรแกรมให้เขียน `text`",
    ),
    "math-undrawn": warning(
        "the formula {formula} cannot be drawn on paper; the PDF has it as it was typed",
        "Write the TeX in another way, without colours and without empty parts.",
        "วาดสูตร {formula} ลงกระดาษไม่ได้ PDF จึงคงไว้ตามที่พิมพ์",
        "เขียน TeX ด้วยวิธีอื่น โดยไม่มีสีและไม่มีส่วนที่ว่าง",
    ),
    "math-unreadable": warning(
        "the formula {formula} cannot be read; it stands as it was typed",
        "Correct the TeX between the dollar signs; write `\\$` for a sign that is none.",
        "อ่านสูตร {formula} ไม่ได้ จึงคงไว้ตามที่พิมพ์",
        "แก้ TeX ระหว่างเครื่องหมาย $ ถ้าเป็นเครื่องหมายเงินให้เขียน `\\$`",
    ),
    "table-wide": warning(
        "the table of {columns} columns does not fit on the page: its words and numbers are "
        "cut on paper",
        "Make columns of its rows, part it into two tables, or take a larger page (page.size).",
        "ตาราง {columns} คอลัมน์กว้างเกินหน้ากระดาษ คำและตัวเลขในตารางจะถูกตัด",
        "สลับแถวกับคอลัมน์ แบ่งเป็นสองตาราง หรือใช้หน้าที่ใหญ่ขึ้น (page.size)",
    ),
    "text-lost": error(
        "these letters did not arrive in the {format}: {letters}",
        "This is a fault of the program, or of markup that it does not know. "
        "Write this line in plain Markdown.",
        "ตัวอักษรเหล่านี้ไม่ไปถึงไฟล์ {format}: {letters}",
        "เป็นข้อผิดพลาดของโปรแกรม หรือของมาร์กอัปที่ไม่รู้จัก ลองเขียนบรรทัดนี้เป็น Markdown ธรรมดา",
    ),
    "text-added": warning(
        "the PDF has letters that the section {section} has not: {letters}",
        "This is a fault of the program: please report it, with the manuscript.",
        "PDF มีตัวอักษรที่ส่วน {section} ไม่มี: {letters}",
        "เป็นข้อผิดพลาดของโปรแกรม โปรดแจ้งพร้อมต้นฉบับ",
    ),
    "box-printed": warning(
        "page {page} of the PDF has a box in the place of {letters}",
        "No face of this place has the character: write it another way, or elsewhere.",
        "หน้า {page} ของ PDF มีกล่องสี่เหลี่ยมแทน {letters}",
        "ฟอนต์ตรงนั้นไม่มีอักขระนี้ เขียนด้วยวิธีอื่น หรือย้ายไปที่อื่น",
    ),
    "unseen-on-paper": warning(
        "on page {page} of the PDF nobody can see this: {letters}",
        "The style sheet of the PDF gives it the colour of its background, makes it too small or "
        "too faint, or cuts it off; take that away (styles/print.css).",
        "ในหน้า {page} ของ PDF มองไม่เห็นส่วนนี้: {letters}",
        "สไตล์ของ PDF ให้สีเดียวกับพื้น ย่อหรือจางเกินไป หรือตัดทิ้ง ให้เอาออก (styles/print.css)",
    ),
    "off-page": warning(
        "on page {page} of the PDF this stands outside the page: {letters}",
        "Part it with spaces or into lines, make it smaller, or take a larger page (page.size).",
        "ส่วนนี้ล้นออกนอกหน้า {page} ของ PDF: {letters}",
        "เว้นวรรคหรือแบ่งบรรทัด ย่อให้เล็กลง หรือใช้หน้าที่ใหญ่ขึ้น (page.size)",
    ),
}
