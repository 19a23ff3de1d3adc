"""What `make_book.py fonts` says of each family, in English and in Thai. All are free (OFL)."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, str]] = {
    "text": ("For the text", "สำหรับเนื้อความ"),
    "display": ("For titles and headings", "สำหรับชื่อเรื่องและหัวข้อ"),
    "own": ("In the book's folder fonts/", "ในโฟลเดอร์ fonts/ ของหนังสือ"),
    "thai": ("can be used", "ใช้ได้"),
    "latin": ("can be used for Latin letters", "ใช้กับอักษรละตินได้"),
    "paper": (
        "can be used on paper; its licence keeps it out of the EPUB (fsType 4)",
        "ใช้ในงานพิมพ์ได้ สัญญาอนุญาตไม่ให้ฝังใน EPUB (fsType 4)",
    ),
}
FAMILIES: dict[str, tuple[str, str]] = {
    "Sarabun": ("looped, plain and even; four cuts", "มีหัว เรียบ สม่ำเสมอ ครบสี่แบบ"),
    "Trirong": ("looped, serifs, formal: the bookish one; four cuts", "มีหัว มีเชิง แบบหนังสือ ครบสี่แบบ"),
    "Maitree": ("looped, light, round serifs: the old-style one", "มีหัว เส้นบาง เชิงมน แบบหนังสือเก่า"),
    "Niramit": ("looped, soft; four cuts", "มีหัว นุ่มนวล ครบสี่แบบ"),
    "NotoSansThaiLooped": ("looped, open, for technical books", "มีหัว โปร่ง เหมาะกับตำรา"),
    "Pridi": ("loopless, serifs", "ไม่มีหัว มีเชิง"),
    "Charm": ("written with a broad pen", "ลายมือปากกาหัวตัด"),
    "Chonburi": ("loopless, heavy, as on signs", "ไม่มีหัว หนา แบบป้าย"),
    "Fahkwang": ("looped, thick and thin, as on old mastheads", "มีหัว หนาบาง แบบหัวหนังสือพิมพ์เก่า"),
    "Kanit": ("loopless, wide, modern", "ไม่มีหัว กว้าง สมัยใหม่"),
    "Srisakdi": ("written with a fine pen, as old letters", "ลายมือปากกาคอแร้ง แบบจดหมายเก่า"),
}
