"""What is wrong with what a publisher adds to a text: imprint page, cover, paper."""

from __future__ import annotations

from thaibook.messages.message import Message, warning

PUBLISHER: dict[str, Message] = {
    "cip-draft": warning(
        "the book has no record of the National Library yet; the imprint page shows a draft of "
        "it, and says so",
        "Ask the Library for the record when you ask for the ISBN, and write it in book.yaml below "
        "`cip: |`; or write `cip: none` for a page without it.",
        "หนังสือยังไม่มีข้อมูลทางบรรณานุกรมของหอสมุดแห่งชาติ หน้าลิขสิทธิ์จึงแสดงฉบับร่างและบอกไว้ว่าเป็นร่าง",
        "ขอข้อมูลจากหอสมุดแห่งชาติพร้อมกับเลข ISBN แล้วใส่ใน book.yaml ใต้ `cip: |` "
        "หรือเขียน `cip: none` ถ้าไม่ต้องการ",
    ),
    "imprint-law": warning(
        "the imprint page of a printed book lacks: {keys}",
        "The Printing Notification Act of 2550, section 8, asks for the printer and the publisher, "
        "each with its place, and the ISBN: `imprint: {{publisher: {{name: …, address: …}}, "
        "printer: {{name: …, address: …}}}}`.",
        "หน้าลิขสิทธิ์ของหนังสือที่พิมพ์ยังขาด: {keys}",
        "พ.ร.บ. จดแจ้งการพิมพ์ พ.ศ. 2550 มาตรา 8 ให้แสดงชื่อและที่ตั้งของผู้พิมพ์และผู้โฆษณา (สำนักพิมพ์) กับเลข ISBN: "
        "`imprint: {{publisher: {{name: …, address: …}}, printer: {{name: …, address: …}}}}`",
    ),
}
