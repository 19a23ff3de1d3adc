"""What is wrong with the looks: the author's own fonts and style sheets."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

LOOKS: dict[str, Message] = {
    "font-refused": error(
        "the book cannot be set in {family}: {reason}",
        "Ask whoever made the font for a newer file of it, or take another family: "
        "`{program} fonts` lists them.",
        "ใช้ฟอนต์ {family} เรียงหนังสือไม่ได้: {reason}",
        "ขอไฟล์รุ่นใหม่จากผู้ผลิตฟอนต์ หรือเลือกฟอนต์อื่น สั่ง `{program} fonts` เพื่อดูรายชื่อ",
    ),
    "font-unusable": warning(
        "the font {family} cannot be used: {reason}",
        "Nothing in the book is set in it; mend the file, or delete it.",
        "ฟอนต์ {family} ใช้ไม่ได้: {reason}",
        "หนังสือเล่มนี้ไม่ได้ใช้ฟอนต์นี้ หาไฟล์ที่ถูกต้องมาแทน หรือลบไฟล์ทิ้ง",
    ),
    "font-without-thai": error(
        "the font {family} has no Thai letters",
        "Set Latin letters in it: `typography: {{latin: {family}}}`.",
        "ฟอนต์ {family} ไม่มีอักษรไทย",
        "ใช้กับอักษรละตินได้: `typography: {{latin: {family}}}`",
    ),
    "font-not-in-epub": warning(
        "the licence of {family} allows it on paper, and not in an EPUB (fsType 4)",
        "The EPUB takes the program's own face in its place. For a licence that allows more, "
        "ask whoever made the font.",
        "สัญญาอนุญาตของฟอนต์ {family} ให้ใช้ในงานพิมพ์ แต่ไม่ให้ฝังใน EPUB (fsType 4)",
        "EPUB จะใช้ฟอนต์ของโปรแกรมแทน ถ้าต้องการฝัง ให้ขอสัญญาอนุญาตเพิ่มจากผู้ผลิตฟอนต์",
    ),
    "style-unknown": warning(
        "{name} is no style sheet that a book has, and is not used",
        "The names are {known}.",
        "{name} ไม่ใช่ชื่อสไตล์ชีตที่หนังสือใช้ จึงไม่ถูกใช้",
        "ชื่อที่ใช้ได้คือ {known}",
    ),
}
