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
    "style-broken": error(
        "the style sheet cannot be read here: {reason}",
        "Look at this line and the one above it: a missing }}, ;, quote or colon is the usual "
        "cause.",
        "อ่านสไตล์ชีตตรงนี้ไม่ได้: {reason}",
        "ดูบรรทัดนี้กับบรรทัดก่อนหน้า มักขาด }} ; เครื่องหมายคำพูด หรือ :",
    ),
    "style-address": error(
        "{address} leads to no picture or font of the book's folder",
        "Copy the file into the book's folder, pictures into images/ and fonts into fonts/, and "
        "write its place from there: url(../images/leaf.png).",
        "{address} ไม่ใช่รูปหรือฟอนต์ในโฟลเดอร์ของหนังสือ",
        "คัดลอกไฟล์เข้ามาในโฟลเดอร์หนังสือ รูปไว้ใน images/ ฟอนต์ไว้ใน fonts/ "
        "แล้วเขียนตำแหน่งเป็น url(../images/leaf.png)",
    ),
    "style-missing": error(
        "the font {name} does not lie there",
        "Put it into the book's folder fonts/; fonts are TTF, OTF and WOFF2 files.",
        "ไม่พบฟอนต์ {name}",
        "วางไฟล์ไว้ในโฟลเดอร์ fonts/ ของหนังสือ ใช้ได้ไฟล์ TTF OTF และ WOFF2",
    ),
    "style-refused": error(
        "no style sheet of a book may say {what}",
        "Delete it. Other sheets, scripts and the direction of the text are not for a sheet to "
        "set.",
        "สไตล์ชีตของหนังสือใช้ {what} ไม่ได้",
        "ลบออก สไตล์ชีตเรียกไฟล์อื่น สคริปต์ หรือกำหนดทิศทางของข้อความไม่ได้",
    ),
    "style-too-much": error(
        "the style sheet asks for too much here, {what}: {count}; the limit is {limit}",
        "No page needs that. Correct the value, or delete the rule.",
        "สไตล์ชีตขอตรงนี้มากเกินไป {what}: {count} ขีดจำกัดคือ {limit}",
        "ไม่มีหน้าหนังสือใดต้องใช้ถึงขนาดนี้ แก้ค่า หรือลบกฎนี้ออก",
    ),
    "style-unusable": error(
        "the book cannot be laid out with its own style sheets: {reason}",
        "Take the rules back that you changed last, or move the sheet away and put its rules "
        "back one after the other.",
        "จัดหน้าหนังสือด้วยสไตล์ชีตของหนังสือเองไม่ได้: {reason}",
        "ย้อนกฎที่แก้ล่าสุด หรือย้ายสไตล์ชีตออกแล้วใส่กฎกลับทีละข้อ",
    ),
    "style-unknown-rule": warning(
        "nothing here knows {what}",
        "Correct the name, or delete the rule.",
        "ไม่รู้จัก {what}",
        "แก้ชื่อ หรือลบกฎนี้ออก",
    ),
    "style-ignored": warning(
        "{what} does nothing: {reason}",
        "Correct it, or delete it; docs/styles.md lists what can be set.",
        "{what} ไม่มีผล: {reason}",
        "แก้ให้ถูก หรือลบออก docs/styles.md มีรายการสิ่งที่ตั้งได้",
    ),
    "style-adds-words": warning(
        "the sheet draws “{letters}”, which stands in no chapter: it cannot be searched or read "
        "aloud everywhere",
        "Write the words into the chapter, or let the sheet add signs and numbers alone.",
        "สไตล์ชีตพิมพ์ “{letters}” ซึ่งไม่มีในต้นฉบับ จึงค้นและอ่านออกเสียงไม่ได้ในทุกเครื่อง",
        "เขียนคำนั้นลงในบท หรือให้สไตล์ชีตเพิ่มเฉพาะเครื่องหมายและเลข",
    ),
    "style-unknown": warning(
        "{name} is no style sheet that a book has, and is not used",
        "The names are {known}.",
        "{name} ไม่ใช่ชื่อสไตล์ชีตที่หนังสือใช้ จึงไม่ถูกใช้",
        "ชื่อที่ใช้ได้คือ {known}",
    ),
}
