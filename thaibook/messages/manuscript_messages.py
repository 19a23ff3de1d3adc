"""What is wrong with the files of a manuscript, whatever their text says."""

from __future__ import annotations

from thaibook.messages.message import Message, error

MANUSCRIPT: dict[str, Message] = {
    "chapter-missing": error(
        "the chapter {name} does not exist",
        "Correct the name, or put the file there. Text files here: {files}.",
        "ไม่พบไฟล์บท {name}",
        "แก้ชื่อ หรือวางไฟล์ไว้ที่นั่น ไฟล์ข้อความที่มี: {files}",
    ),
    "chapter-twice": error(
        "{name} stands in the book already, by line {first}",
        "Delete one of the two; each file is printed once.",
        "มี {name} ในเล่มแล้วที่บรรทัด {first}",
        "ลบออกหนึ่งแห่ง ไฟล์หนึ่งพิมพ์ได้ครั้งเดียว",
    ),
    "outside-book": error(
        "{name} lies outside the book's folder",
        "Copy the file into the book's folder and name it from there.",
        "{name} อยู่นอกโฟลเดอร์ของหนังสือ",
        "คัดลอกไฟล์เข้ามาในโฟลเดอร์หนังสือ แล้วอ้างจากในโฟลเดอร์นั้น",
    ),
    "unreadable": error(
        "the file cannot be read: {reason}",
        "Check that it is a file and that you may read it.",
        "อ่านไฟล์ไม่ได้: {reason}",
        "ตรวจว่าเป็นไฟล์จริงและมีสิทธิ์อ่าน",
    ),
    "not-utf8": error(
        "the file is not UTF-8 text",
        "Open it in an editor and save it with the encoding UTF-8; it is most likely {encoding}.",
        "ไฟล์นี้ไม่ใช่ข้อความ UTF-8",
        "เปิดในโปรแกรมแก้ไขข้อความแล้วบันทึกใหม่เป็น UTF-8 ไฟล์นี้น่าจะเป็น {encoding}",
    ),
    "not-text": error(
        "this is {kind}, not plain text, whatever its name says",
        "Open it in its own program and save the words as plain text (UTF-8) under this name.",
        "ไฟล์นี้เป็น{kind} ไม่ใช่ข้อความล้วน แม้ชื่อจะบอกว่าใช่",
        "เปิดในโปรแกรมของไฟล์นั้น แล้วบันทึกเฉพาะข้อความเป็นข้อความธรรมดา (plain text) รหัส UTF-8 ในชื่อนี้",
    ),
    "empty-file": error(
        "the file is empty",
        "Write the text into it, or take its name out of book.yaml.",
        "ไฟล์ว่างเปล่า",
        "เขียนเนื้อหาลงไป หรือลบชื่อไฟล์นี้ออกจาก book.yaml",
    ),
    "file-too-large": error(
        "the file has {size} MB; {limit} MB is the most",
        "Divide it into chapters.",
        "ไฟล์มีขนาด {size} MB เกินขีดจำกัด {limit} MB",
        "แบ่งเป็นหลายบท",
    ),
    "too-much": error(
        "too many {what}: {count}; {limit} is the most",
        "Divide it; a text that long or that deep is usually a slip of a program.",
        "มี {what} มากเกินไป: {count} เกินขีดจำกัด {limit}",
        "แบ่งให้เล็กลง ข้อความยาวหรือซ้อนลึกขนาดนี้มักเกิดจากโปรแกรมผิดพลาด",
    ),
    "control-character": error(
        "the character {character} is not text",
        "Delete it; it usually comes from a copy or a scan.",
        "อักขระ {character} ไม่ใช่ข้อความ",
        "ลบทิ้ง มักติดมาจากการคัดลอกหรือสแกน",
    ),
}
