"""What the page says, in English and in Thai.

TEXTS: by name, (English, Thai). Blanks in braces are filled by the page.
"""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # --- the head
    "preview": ("Preview", "หน้าตัวอย่าง"),
    "view": ("View", "มุมมอง"),
    "paper": ("Paper", "เล่มพิมพ์"),
    "both": ("Both", "คู่กัน"),
    "screen": ("E-book", "อีบุ๊ก"),
    "messages": ("Messages", "ข้อควรแก้"),
    "theme": ("Light or dark", "สว่างหรือมืด"),
    "help": ("Keys", "ปุ่มลัด"),
    "close": ("Close", "ปิด"),
    # --- what is being done
    "loading": ("Getting fonts and dictionary ready", "กำลังเตรียมฟอนต์และพจนานุกรม"),
    "building": ("Making the book", "กำลังสร้างหนังสือ"),
    "seconds": ("{count} s", "{count} วินาที"),
    "up-to-date": ("As saved, made {time}", "ตรงกับที่บันทึก สร้างเมื่อ {time}"),
    "failed": ("The last good book, made {time}", "เล่มล่าสุดที่สร้างได้ เมื่อ {time}"),
    "no-book": ("No book yet", "ยังไม่มีหนังสือ"),
    "ended": ("The program has ended. Start it again to go on.", "โปรแกรมปิดไปแล้ว เปิดใหม่เพื่อดูต่อ"),
    "stop": ("Stop", "หยุด"),
    "first-book": (
        "The first time takes longest. After that, only what you save is made anew.",
        "ครั้งแรกใช้เวลานานที่สุด หลังจากนั้นจะสร้างใหม่เมื่อบันทึกไฟล์",
    ),
    "mend-first": (
        "There is no book yet. Mend what is listed below; the page follows by itself.",
        "ยังสร้างหนังสือไม่ได้ แก้ตามรายการด้านล่าง แล้วหน้านี้จะเปลี่ยนเอง",
    ),
    "last-good": (
        "The manuscript has errors. What you see is the last good book, made {time}.",
        "ต้นฉบับมีข้อผิดพลาด เล่มที่เห็นคือเล่มล่าสุดที่สร้างได้ เมื่อ {time}",
    ),
    # --- the paper
    "pages": ("Pages of the PDF", "หน้าของ PDF"),
    "page": ("Page {label}", "หน้า {label}"),
    "go-to-page": ("Go to page", "ไปที่หน้า"),
    "of-pages": ("of {count}", "จาก {count}"),
    "previous": ("Back", "ก่อนหน้า"),
    "next": ("On", "ถัดไป"),
    "smaller": ("Smaller", "เล็กลง"),
    "larger": ("Larger", "ใหญ่ขึ้น"),
    "fit": ("Fit", "พอดีจอ"),
    "spreads": ("Two pages side by side", "สองหน้าคู่กัน"),
    "open-pdf": ("Open the PDF", "เปิดไฟล์ PDF"),
    # --- the e-book
    "book-on-screen": ("The EPUB as a reader shows it", "EPUB อย่างที่เห็นในเครื่องอ่าน"),
    "chapter": ("Chapter", "บท"),
    "device": ("Device", "เครื่องอ่าน"),
    "phone": ("Phone", "โทรศัพท์"),
    "e-ink": ("E-reader", "อีรีดเดอร์"),
    "tablet": ("Tablet", "แท็บเล็ต"),
    "text-size": ("Size of the text", "ขนาดตัวอักษร"),
    "night": ("Night", "กลางคืน"),
    "columns": ("Two columns", "สองคอลัมน์"),
    "in-step": ("Paper and e-book in step", "เล่มพิมพ์กับอีบุ๊กไปด้วยกัน"),
    # --- messages and places
    "no-messages": ("Nothing to mend.", "ไม่มีอะไรต้องแก้"),
    "errors": ("Errors: {count}", "ข้อผิดพลาด {count}"),
    "warnings": ("Warnings: {count}", "คำเตือน {count}"),
    "error": ("Error", "ข้อผิดพลาด"),
    "warning": ("Warning", "คำเตือน"),
    "show": ("Show", "ไปดู"),
    "open": ("Open", "เปิดแก้"),
    "copy": ("Copy", "คัดลอก"),
    "copied": ("{place} copied", "คัดลอก {place} แล้ว"),
    "opened": ("{place} in the editor", "เปิด {place} ในโปรแกรมแก้ไข"),
    "made-by-program": (
        "The program makes this page from book.yaml.",
        "โปรแกรมสร้างหน้านี้จาก book.yaml",
    ),
    # --- what a proof-reader would mark
    "proof": ("Marks of a proof-reader", "จุดที่นักพิสูจน์อักษรจะทำเครื่องหมาย"),
    # --- doubtful words
    "doubts": ("Doubts", "คำที่น่าสงสัย"),
    "doubts-left": ("Not yet answered: {count}", "ยังไม่ตอบ {count}"),
    "no-doubts": ("Nothing is doubtful.", "ไม่มีคำที่น่าสงสัย"),
    "right": ("It is right", "ถูกแล้ว"),
    "other": ("Another word", "คำอื่น"),
    "take": ("Take", "ใช้คำนี้"),
    "all-alike": ("all {count} alike", "ทั้ง {count} แห่งที่เหมือนกัน"),
    "undo": ("Undo", "ย้อนกลับ"),
    "line": ("line {line}", "บรรทัด {line}"),
    # --- keys
    "keys-title": ("Keys", "ปุ่มลัด"),
    "key-turn": ("turn a page", "พลิกหน้า"),
    "key-walk": ("the next or the last paragraph", "ย่อหน้าถัดไปหรือก่อนหน้า"),
    "key-open": (
        "open its line in the editor, or copy its place",
        "เปิดบรรทัดในโปรแกรมแก้ไข หรือคัดลอกตำแหน่ง",
    ),
    "key-ends": ("the first or the last page", "หน้าแรกหรือหน้าสุดท้าย"),
    "key-click": ("a click on a paragraph does the same", "คลิกย่อหน้าก็ได้"),
    "click": ("Click", "คลิก"),
    "no-script": ("This page needs JavaScript.", "หน้านี้ต้องใช้ JavaScript"),
}


def texts_in(language: str) -> dict[str, str]:
    """All texts, in "en" or "th"."""
    return {name: pair[language == "th"] for name, pair in TEXTS.items()}
