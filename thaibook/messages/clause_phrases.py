"""What the clauses of PDF/X say, in English as check/print_shop/pdfx_clauses.py has them, and in
Thai."""

from __future__ import annotations

CLAUSES = (
    ("the file says which PDF/X it is, in the place for that", "ไฟล์บอกว่าเป็น PDF/X รุ่นใดในที่ที่กำหนด"),
    ("its PDF version is not newer than the standard", "รุ่นของ PDF ไม่ใหม่กว่ามาตรฐาน"),
    ("there is exactly one output intent of PDF/X", "มี output intent ของ PDF/X หนึ่งเดียว"),
    ("the output intent names its printing condition", "output intent บอกชื่อเงื่อนไขการพิมพ์"),
    ("its profile is that of an output device", "โพรไฟล์เป็นของเครื่องพิมพ์"),
    ("every page has a TrimBox", "ทุกหน้ามี TrimBox"),
    (
        "TrimBox lies in BleedBox, and that in MediaBox",
        "TrimBox อยู่ใน BleedBox และ BleedBox อยู่ใน MediaBox",
    ),
    ("Trapped is True or False", "คีย์ Trapped เป็น True หรือ False"),
    ("title and dates are there", "มีชื่อเรื่องและวันที่"),
    ("the file has an identifier", "ไฟล์มีรหัสประจำตัว"),
    ("it is not encrypted", "ไม่เข้ารหัส"),
    ("all fonts are embedded", "ฝังฟอนต์ครบ"),
    ("no annotation lies on a page", "ไม่มีลิงก์หรือหมายเหตุบนหน้า"),
    ("nothing acts: no actions, no forms", "ไม่มีคำสั่งและแบบฟอร์มในไฟล์"),
    ("only black, grey, CMYK and spot colours", "ใช้เฉพาะสีดำ เทา CMYK และสีพิเศษ"),
    ("no RGB without a profile where the press prints CMYK", "ไม่มี RGB ที่ไม่มีโพรไฟล์"),
    ("nothing can be seen through", "ไม่มีส่วนโปร่งใส"),
    ("no optional content", "ไม่มีเลเยอร์"),
    ("no transfer functions and halftones", "ไม่มี transfer function และ halftone"),
    ("no LZW compression", "ไม่บีบอัดแบบ LZW"),
    ("no JPEG 2000", "ไม่มี JPEG 2000"),
    ("XMP has identifiers, dates and the title", "XMP มีรหัส วันที่ และชื่อเรื่อง"),
)
