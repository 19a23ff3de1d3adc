"""What `--help` and a wrong command line say, in English and in Thai.

TEXTS: by name, (English, Thai). FAULTS: a pattern of what argparse says, and the same in Thai.
"""

from __future__ import annotations

import re

TEXTS: dict[str, tuple[str, str]] = {
    # --- headings
    "usage": ("usage: ", "วิธีใช้: "),
    "positional": ("positional arguments", "สิ่งที่ระบุ"),
    "options": ("options", "ตัวเลือก"),
    "error": ("error: ", "ใช้คำสั่งไม่ถูก: "),
    # --- the commands
    "build": (
        "Turn a Thai text in Markdown into an EPUB 3 and a PDF.",
        "เปลี่ยนข้อความไทยใน Markdown เป็น EPUB 3 และ PDF",
    ),
    "new": (
        "Make a starter manuscript that builds as it is.",
        "สร้างต้นฉบับตั้งต้น ซึ่งสั่งสร้างหนังสือได้ทันที",
    ),
    "clean": (
        "Turn a raw text into clean Markdown, and say what was changed.",
        "ชำระข้อความดิบให้เป็น Markdown และบอกว่าแก้อะไรบ้าง",
    ),
    "check": (
        "Check finished files, or a manuscript before it is built.",
        "ตรวจไฟล์ที่สร้างแล้ว หรือตรวจต้นฉบับก่อนสร้าง",
    ),
    "preview": (
        "Show the book on a local page, and build it anew as files change.",
        "แสดงหนังสือในหน้าเว็บบนเครื่องนี้ และสร้างใหม่ทุกครั้งที่ไฟล์เปลี่ยน",
    ),
    "batch": (
        "Build every manuscript below a folder; a second run builds only what changed.",
        "สร้างหนังสือจากต้นฉบับทุกเล่มในโฟลเดอร์ ครั้งต่อไปสร้างเฉพาะเล่มที่เปลี่ยน",
    ),
    "fonts": (
        "List the fonts that a book can be set in, and those of its folder fonts/.",
        "แสดงรายชื่อฟอนต์ที่ใช้เรียงหนังสือได้ และฟอนต์ในโฟลเดอร์ fonts/ ของหนังสือ",
    ),
    "commands": (
        """more commands (each has its own --help):
  new DIR                          a starter manuscript that builds as it is
  new DIR --from FILE…             a manuscript made of Word, ODT, HTML, EPUB, RTF, text or PDF
  clean RAW -o OUT.md              a raw text becomes clean Markdown
  check [FILE ...]                 check what was built, or a BOOK
  preview [BOOK]                   a local page that follows the manuscript
  batch FOLDER -o OUT              every manuscript below a folder
  fonts [BOOK]                     the fonts to choose from, and the book's own

exit status: 0 done, 1 errors in the book, 2 wrong usage, 70 a fault of the program""",
        """คำสั่งอื่น (ดูวิธีใช้ของแต่ละคำสั่งด้วย --help):
  new DIR                          สร้างต้นฉบับตั้งต้น
  new DIR --from FILE…             สร้างต้นฉบับจาก Word ODT HTML EPUB RTF ข้อความ หรือ PDF
  clean RAW -o OUT.md              ชำระข้อความดิบให้เป็น Markdown
  check [FILE ...]                 ตรวจไฟล์ที่สร้างแล้ว หรือตรวจต้นฉบับ
  preview [BOOK]                   หน้าตัวอย่างที่เปลี่ยนตามต้นฉบับ
  batch FOLDER -o OUT              สร้างจากต้นฉบับทุกเล่มในโฟลเดอร์
  fonts [BOOK]                     รายชื่อฟอนต์ที่เลือกได้ และฟอนต์ของหนังสือเอง

สถานะเมื่อจบ: 0 สำเร็จ, 1 หนังสือมีข้อผิดพลาด, 2 ใช้คำสั่งไม่ถูก, 70 โปรแกรมผิดพลาดเอง""",
    ),
    "pages": (
        "also mark what a proof-reader of the pages would: loose lines, doubtful ends, uneven "
        "spreads, holes",
        "ตรวจหน้าที่จัดแล้วอย่างผู้ตรวจปรู๊ฟด้วย: บรรทัดหลวม ท้ายบรรทัดที่น่าสงสัย หน้าคู่ไม่เสมอ ที่ว่าง",
    ),
    "pages-found": ("{}  pages: {} places to look at", "{}  หน้าที่จัดแล้ว: ควรดู {} แห่ง"),
    # --- how a check ends that could not look at everything
    "half-checked": (
        "not fully checked: nothing wrong was found, but without {}, which did not run",
        "ยังตรวจไม่ครบ: ไม่พบที่ผิด แต่ยังไม่ได้ตรวจด้วย {}",
    ),
    "refused": ("refused, and without {}, which did not run", "ไม่ผ่าน และยังไม่ได้ตรวจด้วย {}"),
    # --- what is typed after them
    "book": (
        "a folder with book.yaml, or one .md file (default: book)",
        "โฟลเดอร์ที่มี book.yaml หรือไฟล์ .md ไฟล์เดียว (ถ้าไม่ระบุ: book)",
    ),
    "output": ("where the files go (default: dist)", "โฟลเดอร์สำหรับไฟล์ที่สร้าง (ถ้าไม่ระบุ: dist)"),
    "epub": ("only the EPUB", "สร้างเฉพาะ EPUB"),
    "pdf": ("only the PDF", "สร้างเฉพาะ PDF"),
    "profile": (
        "also a PDF for a printer (thai-offset, thai-digital, ingram, kdp, lulu, or custom as "
        "book.yaml says) on larger sheets (booklet, 2up, 4up), for telephones (screen) or in "
        "PDF/UA-2 (ua-2)",
        "สร้าง PDF สำหรับโรงพิมพ์ด้วย (thai-offset thai-digital ingram kdp lulu "
        "หรือ custom ตาม book.yaml) วางหลายหน้าบนแผ่นใหญ่ (booklet 2up 4up) "
        "อ่านบนโทรศัพท์ (screen) หรือเป็น PDF/UA-2 (ua-2)",
    ),
    "strict": ("treat warnings as errors", "ถือคำเตือนเป็นข้อผิดพลาด"),
    "fetch-cover": (
        "first download the picture at cover.image_link into images/",
        "ดาวน์โหลดรูปจาก cover.image_link ไว้ใน images/ ก่อนสร้าง",
    ),
    "from": (
        "make the manuscript of these files, or of those in a folder: .docx, .odt, .html, .epub, "
        ".rtf, .txt, .md, or a .pdf that has text",
        "สร้างต้นฉบับจากไฟล์เหล่านี้ หรือจากไฟล์ในโฟลเดอร์: .docx .odt .html .epub .rtf .txt .md "
        "หรือ .pdf ที่มีข้อความ",
    ),
    "folder": ("the folder to make", "โฟลเดอร์ที่จะสร้าง"),
    "raw": ("the text as it was received", "ข้อความดิบตามที่ได้รับมา"),
    "clean-output": ("the clean text", "ไฟล์ข้อความที่ชำระแล้ว"),
    "corrections": ("a corrections.yaml", "ไฟล์รายการแก้ (corrections.yaml)"),
    "report": (
        "write down every change and doubt: a text, FILE.html (side by side) or FILE.json (for "
        "programs); may be given more than once",
        "จดที่แก้และที่น่าสงสัยลงไฟล์นี้: ข้อความ, FILE.html (เทียบสองฝั่ง) หรือ FILE.json (ให้โปรแกรมอ่าน) "
        "ใส่ได้หลายครั้ง",
    ),
    "ask": (
        "ask about each doubt, one key an answer; the answers go into corrections.yaml",
        "ถามทีละแห่งที่น่าสงสัย ตอบด้วยปุ่มเดียว คำตอบเก็บใน corrections.yaml",
    ),
    "words": (
        "a list of words that are right, one a line, beside words.txt",
        "ไฟล์รายการคำที่ถูกต้อง บรรทัดละคำ ใช้ร่วมกับ words.txt",
    ),
    "spelling": (
        "also name the words of a BOOK that are hardly meant so",
        "บอกคำในต้นฉบับที่น่าจะสะกดผิดด้วย",
    ),
    "spelling-found": ("{}  {} doubtful words", "{}  คำที่น่าสงสัย {} แห่ง"),
    "ask-keys": (
        "a accept  A accept all like it  r refuse  R refuse all like it  1-5 that suggestion  "
        "o other words  s skip  u undo  q stop and go on another time",
        "a รับ  A รับทุกแห่งที่เหมือนกัน  r ไม่รับ  R ไม่รับทุกแห่งที่เหมือนกัน  1-5 เลือกคำที่เสนอ  "
        "o พิมพ์คำอื่น  s ข้าม  u ย้อน  q หยุดไว้ทำต่อวันหลัง",
    ),
    "ask-words": ("the right words:", "คำที่ถูกต้อง:"),
    "byte-order-mark": ("byte order mark", "มีเครื่องหมายลำดับไบต์"),
    "crlf": ("line ends of Windows", "ตัวจบบรรทัดแบบ Windows"),
    "form-feed": ("form feeds", "มีตัวขึ้นหน้าใหม่"),
    "mojibake-utf8-1252": (
        "UTF-8 that was read as Windows-1252, turned back",
        "UTF-8 ที่เคยเปิดเป็น Windows-1252 กลับคืนแล้ว",
    ),
    "mojibake-utf8-874": (
        "UTF-8 that was read as Windows-874, turned back",
        "UTF-8 ที่เคยเปิดเป็น Windows-874 กลับคืนแล้ว",
    ),
    "mojibake-874-1252": (
        "Windows-874 that was read as Windows-1252, turned back",
        "Windows-874 ที่เคยเปิดเป็น Windows-1252 กลับคืนแล้ว",
    ),
    "mojibake-left": (
        "some letters were lost when it was read in the wrong encoding",
        "บางตัวหายไปเมื่อเคยเปิดผิดรหัส กลับคืนไม่ได้",
    ),
    "force": (
        "replace an older OUT.md or report, also where it was edited",
        "เขียนทับ OUT.md หรือรายงานเดิม แม้มีคนแก้ไว้แล้ว",
    ),
    "port": ("of the page (default: any that is free)", "พอร์ตของหน้าตัวอย่าง (ถ้าไม่ระบุ: พอร์ตที่ว่าง)"),
    "editor": (
        "opens the line of a paragraph that is clicked: vscode, vscodium, cursor, zed, sublime, "
        "textmate, idea, or an address with {path} and {line} (default: THAIBOOK_EDITOR, else the "
        "place is copied)",
        "โปรแกรมที่เปิดบรรทัดของย่อหน้าที่คลิก: vscode, vscodium, cursor, zed, sublime, textmate, idea "
        "หรือที่อยู่ที่มี {path} และ {line} (ถ้าไม่ระบุ: THAIBOOK_EDITOR ถ้าไม่มีจะคัดลอกตำแหน่งให้)",
    ),
    "files": (
        "an .epub, a .pdf, or a BOOK (default: what is in dist)",
        "ไฟล์ .epub .pdf หรือต้นฉบับ (ถ้าไม่ระบุ: ไฟล์ใน dist)",
    ),
    "sheet": (
        "draw all pages of a PDF as one picture beside it (FILE.sheet.png)",
        "วาดทุกหน้าของ PDF เป็นภาพเดียวไว้ข้างไฟล์ (FILE.sheet.png)",
    ),
    "batch-folder": (
        "where the manuscripts lie: folders with book.yaml, and .md files outside of these; a "
        "path, or an address such as s3://…",
        "ที่เก็บต้นฉบับ คือโฟลเดอร์ที่มี book.yaml และไฟล์ .md นอกโฟลเดอร์เหล่านั้น จะเป็นพาธหรือที่อยู่เช่น s3://… ก็ได้",
    ),
    "batch-output": (
        "where the books go, each into a folder of its own, with the ledger and batch.csv",
        "ที่เก็บหนังสือที่สร้าง แต่ละเล่มมีโฟลเดอร์ของตัวเอง พร้อมบัญชีงานและ batch.csv",
    ),
    "jobs": (
        "how many books at a time (default: one for each processor)",
        "สร้างพร้อมกันกี่เล่ม (ถ้าไม่ระบุ: เท่าจำนวนหน่วยประมวลผล)",
    ),
    "time": (
        "seconds that one book may take (default: 600)",
        "เวลาสูงสุดต่อเล่มเป็นวินาที (ถ้าไม่ระบุ: 600)",
    ),
    "memory": (
        "megabytes that one book may take (default: 2000)",
        "หน่วยความจำสูงสุดต่อเล่มเป็นเมกะไบต์ (ถ้าไม่ระบุ: 2000)",
    ),
    "scheduler": (
        "give the books to the Dask cluster at this address (needs thaibook[cluster])",
        "ส่งงานให้คลัสเตอร์ Dask ที่ที่อยู่นี้ (ต้องติดตั้ง thaibook[cluster])",
    ),
    # --- what is being done
    "step-fetch": ("downloading the cover", "ดาวน์โหลดปก"),
    "step-read": ("reading the manuscript", "อ่านต้นฉบับ"),
    "step-convert": ("writing the chapters", "เขียนบท"),
    "step-compose": ("composing the chapters", "จัดเนื้อหา"),
    "step-design": ("choosing fonts and styles", "เลือกฟอนต์และรูปแบบ"),
    "step-pictures": ("preparing pictures and cover", "เตรียมรูปและปก"),
    "step-lay-out": ("laying out the pages", "จัดหน้า"),
    "step-mark": ("marking words for e-readers", "แบ่งคำสำหรับเครื่องอ่าน"),
    "step-draw": ("drawing the pages", "เขียนหน้า PDF"),
    "step-prove": ("proving every letter", "ตรวจว่าตัวอักษรครบ"),
    "step-screen": ("making the PDF for telephones", "ทำ PDF สำหรับโทรศัพท์"),
    "step-print-shop": ("making files for printers", "ทำไฟล์สำหรับโรงพิมพ์"),
    "step-pack": ("packing the EPUB", "บรรจุ EPUB"),
    "step-write": ("writing the files", "เขียนไฟล์"),
    "step-check": ("checking", "ตรวจ"),
    "step-clean": ("cleaning the text", "ชำระข้อความ"),
    "step-find": ("looking what changed", "ดูว่าอะไรเปลี่ยน"),
    "step-books": ("building", "สร้างหนังสือ"),
    "books-failed": ("{} failed", "ไม่สำเร็จ {}"),
    # --- what is told of a file for a printer
    "note-pages": ("{} pages", "{} หน้า"),
    "note-blanks": ("{} of them blank at the end", "เป็นหน้าว่างท้ายเล่ม {} หน้า"),
    "note-sections": ("{} sections", "{} ยก"),
    "note-sheets": ("{} sheets", "{} แผ่น"),
    "note-opaque": ("transparency flattened on {}", "แปลงส่วนโปร่งใสเป็นภาพทึบ {} หน้า"),
    "note-moved": ("moved {} mm from the spine", "เลื่อนเนื้อหาออกจากสัน {} มม."),
    "note-scale": ("at {} %", "ขนาด {} %"),
    # --- what batch says when it has ended
    "batch-state-built": ("built", "สร้างแล้ว"),
    "batch-state-unchanged": ("unchanged", "ไม่เปลี่ยน"),
    "batch-state-failed": ("failed", "ไม่สำเร็จ"),
    "batch-total": (
        "{total} books: {built} built, {unchanged} unchanged, {failed} failed  {seconds} s",
        "ทั้งหมด {total} เล่ม: สร้าง {built} ไม่เปลี่ยน {unchanged} ไม่สำเร็จ {failed}  {seconds} วินาที",
    ),
    "batch-warnings": ("{count} warnings", "คำเตือน {count} ข้อ"),
    "lang": (
        "language of the messages (default: from LANG)",
        "ภาษาของข้อความ (ถ้าไม่ระบุ: ตาม LANG)",
    ),
    "verbose": ("say more", "บอกละเอียดขึ้น"),
    "quiet": ("say nothing but errors", "บอกเฉพาะข้อผิดพลาด"),
    "help": ("show this help message and exit", "แสดงวิธีใช้นี้"),
    "version": ("show the version and exit", "แสดงรุ่นของโปรแกรม"),
}
FAULTS = tuple(
    (re.compile(said), thai)
    for said, thai in (
        (r"unrecognized arguments: (.+)", "ไม่รู้จัก {0}"),
        (r"the following arguments are required: (.+)", "ต้องระบุ {0}"),
        (r"argument (.+?): expected one argument", "ต้องมีค่าตามหลัง {0}"),
        (r"argument (.+?): not allowed with argument (.+)", "ใช้ {0} พร้อมกับ {1} ไม่ได้"),
        (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
         "ใช้ค่า {1} กับ {0} ไม่ได้ เลือกได้จาก {2}"),
        (r"argument (.+?): invalid (?:positive )?int value: (.+)", "{0} ต้องเป็นจำนวนเต็ม ไม่ใช่ {1}"),
        (r"argument (.+?): ignored explicit argument (.+)", "{0} ไม่ต้องมีค่า {1} ตามหลัง"),
        (r"ambiguous option: (.+?) could match (.+)", "{0} สั้นเกินไป อาจหมายถึง {1}"),
    )
)  # fmt: skip


def fault(message: str, language: str) -> str:
    """What argparse says, in `language`."""
    if language == "th":
        for pattern, thai in FAULTS:
            if match := pattern.fullmatch(message):
                return thai.format(*match.groups())
    return message
