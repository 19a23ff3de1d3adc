"""What is wrong with what was typed, and with what clean and preview were given."""

from __future__ import annotations

from thaibook.messages.message import Message, error

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
    "correction-count": error(
        "`{raw}` stands {found} times in the raw text, not {wanted}",
        "Correct `count`, or the words under `raw`.",
        "พบ `{raw}` {found} ครั้งในต้นฉบับ ไม่ใช่ {wanted}",
        "แก้ `count` หรือคำใน `raw`",
    ),
    "over-source": error(
        "this file is read here, or written twice: it is left as it is",
        "Give another name after `-o` and `--report`; the raw text and the corrections are "
        "never written over. Nothing was changed.",
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
