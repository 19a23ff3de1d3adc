"""What is wrong with what was typed, and with what clean and preview were given."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

COMMANDS: dict[str, Message] = {
    "unknown-command": error(
        "there is no command `{typed}`, and no book of that name",
        "Did you mean `{command}`? `--help` shows all commands.",
        "ไม่มีคำสั่ง `{typed}` และไม่มีหนังสือชื่อนี้",
        "หมายถึง `{command}` หรือไม่ ดูคำสั่งทั้งหมดด้วย `--help`",
    ),
    "command-later": error(
        "the command `{typed}` comes first, before its options",
        "Write: {command}",
        "ต้องพิมพ์คำสั่ง `{typed}` ก่อนตัวเลือก",
        "พิมพ์ดังนี้: {command}",
    ),
    "port-taken": error(
        "the page cannot be shown at port {port}",
        "Another program uses it. Leave `--port` out, and a free one is taken.",
        "เปิดหน้าตัวอย่างที่พอร์ต {port} ไม่ได้",
        "มีโปรแกรมอื่นใช้อยู่ ไม่ต้องใส่ `--port` แล้วโปรแกรมจะหาพอร์ตว่างเอง",
    ),
    "port-refused": error(
        "the page cannot be shown at port {port}",
        "The system refuses it. Give a number from 1024 to 65535, or leave `--port` out, and a "
        "free one is taken.",
        "เปิดหน้าตัวอย่างที่พอร์ต {port} ไม่ได้",
        "ระบบไม่อนุญาต ใช้เลข 1024 ถึง 65535 หรือไม่ต้องใส่ `--port` แล้วโปรแกรมจะหาพอร์ตว่างเอง",
    ),
    "editor-unknown": error(
        "`{editor}` is no editor that can be opened from a page",
        "Give one of {editors}, or an address such as `vscode://file{{path}}:{{line}}`.",
        "ไม่รู้จักโปรแกรมแก้ไข `{editor}`",
        "ระบุชื่อหนึ่งใน {editors} หรือที่อยู่ เช่น `vscode://file{{path}}:{{line}}`",
    ),
    "build-stopped": error(
        "the build was stopped after {seconds} s, before the book was made",
        "Save a file to build again. If it takes so long each time, take back what you "
        "changed last.",
        "หยุดสร้างหนังสือหลังผ่านไป {seconds} วินาที จึงยังไม่ได้เล่มใหม่",
        "บันทึกไฟล์เพื่อสร้างอีกครั้ง ถ้ายังนานเช่นนี้ทุกครั้ง ให้ย้อนสิ่งที่แก้ล่าสุด",
    ),
    "build-lost": error(
        "the build ended after {seconds} s, before the book was made",
        "The system may be short of memory; else the terminal says more. Save a file to "
        "build again.",
        "การสร้างหนังสือจบลงเองหลังผ่านไป {seconds} วินาที จึงยังไม่ได้เล่มใหม่",
        "หน่วยความจำอาจไม่พอ หรือดูรายละเอียดในเทอร์มินัล บันทึกไฟล์เพื่อสร้างอีกครั้ง",
    ),
    "correction-count": error(
        "`{raw}` stands {found} times in the raw text, not {wanted}",
        "Correct `count`, or the words under `raw`.",
        "พบ `{raw}` {found} ครั้งในต้นฉบับ ไม่ใช่ {wanted}",
        "แก้ `count` หรือคำใน `raw`",
    ),
    "answer-lost": warning(
        "`{raw}` no longer stands where this answer says",
        "The raw text has changed there. Take the answer out, or answer the doubt again.",
        "ไม่พบ `{raw}` ตรงที่คำตอบนี้บอกไว้แล้ว",
        "ข้อความดิบตรงนั้นเปลี่ยนไป ลบคำตอบนี้ออก หรือตอบใหม่",
    ),
    "doubt-gone": error(
        "this doubt cannot be answered here any more",
        "It has been answered, or a change goes over its edge. Run `clean` again.",
        "ตอบข้อนี้ตรงนี้ไม่ได้แล้ว",
        "ตอบไปแล้ว หรือมีการแก้อื่นคร่อมอยู่ สั่ง `clean` อีกครั้ง",
    ),
    "record-stale": error(
        "`{text}` is no longer the text that this record tells of",
        "Somebody has changed it, or the raw text. Answer in the record, and run `clean` again.",
        "`{text}` ไม่ใช่ข้อความที่รายการนี้บันทึกไว้แล้ว",
        "มีคนแก้ไฟล์นี้หรือข้อความดิบ ตอบในไฟล์รายการแก้ แล้วสั่ง `clean` อีกครั้ง",
    ),
    "over-source": error(
        "this file is read here, or written twice: it is left as it is",
        "Give another name after `-o` and `--report`; the raw text is never written "
        "over. Nothing was changed.",
        "ไฟล์นี้เป็นไฟล์ที่ใช้อ่าน หรือสั่งให้เขียนสองอย่างลงไฟล์เดียวกัน จึงไม่เขียนทับ",
        "ตั้งชื่ออื่นหลัง `-o` และ `--report` โปรแกรมไม่เขียนทับข้อความดิบและไฟล์รายการแก้ ยังไม่มีไฟล์ใดเปลี่ยน",
    ),
    "over-edited": error(
        "there is a file here already, and its text is another",
        "Somebody may have edited it. Give another name, or add `--force` to replace it. "
        "Nothing was changed.",
        "มีไฟล์ชื่อนี้อยู่แล้ว และข้อความในไฟล์ไม่เหมือนกัน",
        "อาจมีคนแก้ไว้แล้ว ตั้งชื่ออื่น หรือเติม `--force` ถ้าต้องการเขียนทับ ยังไม่มีไฟล์ใดเปลี่ยน",
    ),
}
