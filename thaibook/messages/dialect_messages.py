"""What is said of constructs of other programs: whose they are, and what to write instead."""

from __future__ import annotations

from thaibook.messages.message import Message, warning

DIALECTS: dict[str, Message] = {
    "dialect-unknown": warning(
        "`{sign}` means something to {dialect} alone; it stands in the book as it was typed",
        "{advice}. To show it to readers, write it as code, between backticks.",
        "`{sign}` เป็นคำสั่งของ {dialect} เท่านั้น ในหนังสือจึงเป็นข้อความตามที่พิมพ์",
        "{advice} ถ้าต้องการให้ผู้อ่านเห็น ให้เขียนเป็นโค้ดระหว่างเครื่องหมาย `",
    ),
    "dialect-left-out": warning(
        "`{sign}` means something to {dialect} alone; it is left out of the book",
        "{advice}.",
        "`{sign}` เป็นคำสั่งของ {dialect} เท่านั้น จึงไม่ลงในหนังสือ",
        "{advice}",
    ),
}

# What to write instead, in English and in Thai, by the keys of thaibook.grammar.dialects.
ADVICE: dict[str, tuple[str, str]] = {
    "attributes": ("Delete it; looks are set in book.yaml", "ลบออก รูปแบบตั้งได้ใน book.yaml"),
    "citation": (
        "Write the source as a note: `[^1]` here, and `[^1]: author, title` below",
        "เขียนแหล่งอ้างอิงเป็นเชิงอรรถ: `[^1]` ตรงนี้ และ `[^1]: ผู้แต่ง ชื่อเรื่อง` ข้างล่าง",
    ),
    "comment": (
        "Close the comment with `%%`, or write `<!-- … -->`",
        "ปิดหมายเหตุด้วย `%%` หรือเขียนเป็น `<!-- … -->`",
    ),
    "contents": (
        "Delete it; the book makes its own table of contents",
        "ลบออก หนังสือมีสารบัญของตัวเอง",
    ),
    "data": (
        "Save the picture as a file beside the chapter, and write `![what it shows](name.png)`",
        "บันทึกภาพเป็นไฟล์ไว้ข้างไฟล์บท แล้วเขียน `![คำบรรยายภาพ](ชื่อไฟล์.png)`",
    ),
    "embed": (
        "Copy the text of that page to this place, or link to it: `[words](page.md)`",
        "คัดลอกข้อความของหน้านั้นมาไว้ที่นี่ หรือทำลิงก์: `[ข้อความ](หน้า.md)`",
    ),
    "emoji": ("Type the sign itself, or delete it", "พิมพ์สัญลักษณ์นั้นลงไปเอง หรือลบออก"),
    "format": (
        "What stands in it is in both files; delete what is not for readers of a book",
        "ข้อความข้างในอยู่ในทั้งสองไฟล์ ลบส่วนที่ไม่ใช่ของผู้อ่านหนังสือออก",
    ),
    "include": (
        "Copy what stands in that file to this place",
        "คัดลอกข้อความของไฟล์นั้นมาไว้ที่นี่",
    ),
    "note": (
        "Write `[^1]` here, and `[^1]: …` on a line below",
        "เขียน `[^1]` ตรงนี้ และ `[^1]: …` ในบรรทัดข้างล่าง",
    ),
    "options": ("Delete it", "ลบออก"),
    "raw": (
        "Write the words in Markdown, or delete them",
        "เขียนข้อความเป็น Markdown หรือลบออก",
    ),
    "table": (
        "Write it with bars: `| a | b |`, and `|---|---|` below the first row",
        "เขียนด้วยเส้นตั้ง: `| ก | ข |` และ `|---|---|` ใต้แถวแรก",
    ),
    "tag": ("Write the words in Markdown, or delete it", "เขียนข้อความเป็น Markdown หรือลบออก"),
    "task": ("Write `- [ ]` or `- [x]`", "เขียน `- [ ]` หรือ `- [x]`"),
    "template": ("Write the words that it stands for", "เขียนข้อความจริงลงแทน"),
    "tex": (
        "Write it in Markdown: `**bold**`, `*italics*`, `::: center`, `\\newpage`",
        "เขียนเป็น Markdown: `**ตัวหนา**` `*ตัวเอน*` `::: center` `\\newpage`",
    ),
    "variable": ("Write the words that it stands for", "เขียนข้อความจริงลงแทน"),
}
