"""What `make_book.py fonts` says of each family, in English and in Thai. All are free (OFL)."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, str]] = {
    "text": ("For the text", "สำหรับเนื้อความ"),
    "display": ("Display faces, for titles and headings", "สำหรับชื่อเรื่องและหัวข้อ"),
    "also": (
        "The faces of the text can stand in titles, too:",
        "ฟอนต์ของเนื้อความใช้กับชื่อเรื่องได้ด้วย:",
    ),
    "own": ("In the book's folder fonts/", "ในโฟลเดอร์ fonts/ ของหนังสือ"),
    "thai": ("can be used", "ใช้ได้"),
    "latin": ("can be used for Latin letters", "ใช้กับอักษรละตินได้"),
    "paper": (
        "can be used on paper; its licence keeps it out of the EPUB (fsType 4)",
        "ใช้ในงานพิมพ์ได้ สัญญาอนุญาตไม่ให้ฝังใน EPUB (fsType 4)",
    ),
}
FAMILIES: dict[str, tuple[str, str]] = {
    "Sarabun": (
        "looped, plain and even, four cuts: articles, handbooks",
        "มีหัว เรียบ สม่ำเสมอ ครบสี่แบบ: บทความ คู่มือ",
    ),
    "Trirong": (
        "looped, serifs, formal, four cuts: the bookish one, for novels",
        "มีหัว มีเชิง แบบหนังสือ ครบสี่แบบ: นวนิยาย",
    ),
    "Maitree": (
        "looped, light, round serifs: the old-style one, for essays and memoirs",
        "มีหัว เส้นบาง เชิงมน แบบหนังสือเก่า: ความเรียง บันทึก",
    ),
    "Niramit": (
        "looped, soft, four cuts: verse, children's books",
        "มีหัว นุ่มนวล ครบสี่แบบ: กวีนิพนธ์ หนังสือเด็ก",
    ),
    "NotoSansThaiLooped": (
        "looped, open: technical books, reports",
        "มีหัว โปร่ง: ตำรา รายงาน",
    ),
    "Pridi": (
        "loopless, serifs: magazines; the face of titles where none is named",
        "ไม่มีหัว มีเชิง: นิตยสาร และชื่อเรื่องเมื่อไม่ได้ระบุ",
    ),
    "Charm": (
        "written with a broad pen: verse, love stories, invitations",
        "ลายมือปากกาหัวตัด: กวีนิพนธ์ นิยายรัก การ์ดเชิญ",
    ),
    "Chonburi": (
        "loopless, heavy, as on signs: short titles, covers, memorial books",
        "ไม่มีหัว หนา แบบป้าย: ชื่อสั้น ปก หนังสืออนุสรณ์",
    ),
    "Fahkwang": (
        "looped, thick and thin, as on old mastheads: novels, fashion, history",
        "มีหัว หนาบาง แบบหัวหนังสือพิมพ์เก่า: นวนิยาย ประวัติศาสตร์",
    ),
    "Kanit": (
        "loopless, wide, modern: textbooks, business, technology",
        "ไม่มีหัว กว้าง สมัยใหม่: ตำรา ธุรกิจ เทคโนโลยี",
    ),
    "Srisakdi": (
        "written with a fine pen, as old letters: history, folk tales",
        "ลายมือปากกาคอแร้ง แบบจดหมายเก่า: ประวัติศาสตร์ นิทาน",
    ),
}
