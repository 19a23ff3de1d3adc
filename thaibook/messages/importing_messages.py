"""What is said of files that become a manuscript: what was refused, and what had to change."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

PLACE = "The number after the file is that of the paragraph there (or of its line or page)."
PLACE_TH = "เลขหลังชื่อไฟล์คือลำดับย่อหน้าในไฟล์นั้น (หรือเลขบรรทัด เลขหน้า)"

IMPORTING: dict[str, Message] = {
    "import-left-out": warning(
        "left out: {what}{text}",
        PLACE,
        "ไม่ได้นำมา: {what}{text}",
        PLACE_TH,
    ),
    "import-changed": warning(
        "changed: {what}{text}",
        PLACE,
        "เปลี่ยนรูป: {what}{text}",
        PLACE_TH,
    ),
    "import-guessed": warning(
        "guessed: {what}{text}",
        "Look whether it is right. " + PLACE,
        "เดา: {what}{text}",
        "ตรวจว่าถูกหรือไม่ " + PLACE_TH,
    ),
    "import-accepted": warning(
        "a tracked change was accepted: {what}{text}",
        "Look whether the author wants it so. " + PLACE,
        "รับการแก้ไขที่ติดตามไว้: {what}{text}",
        "ตรวจว่าผู้เขียนต้องการเช่นนั้น " + PLACE_TH,
    ),
    "import-comment": warning(
        "a comment, which is not in the text{text}",
        "Answer it in the source, or in the manuscript. " + PLACE,
        "ความคิดเห็นในไฟล์ ไม่อยู่ในเนื้อความ{text}",
        "ตอบหรือแก้ตามนั้นในต้นฉบับ " + PLACE_TH,
    ),
    "import-unknown": error(
        "a manuscript cannot be made of this file{suffix}",
        "Take .docx, .odt, .html, .epub, .rtf, .txt, .md, or a .pdf that has text; save it as one "
        "of these in its own program.",
        "ทำต้นฉบับจากไฟล์ชนิดนี้ไม่ได้{suffix}",
        "ใช้ได้ .docx .odt .html .epub .rtf .txt .md และ .pdf ที่มีข้อความ เปิดในโปรแกรมเดิม"
        "แล้วบันทึกเป็นชนิดเหล่านี้",
    ),
    "import-old-word": error(
        "this is a document of Word 97–2003 (.doc)",
        "Open it in Word or LibreOffice and save it as .docx, then give that file.",
        "ไฟล์นี้เป็นเอกสาร Word รุ่น 97–2003 (.doc)",
        "เปิดใน Word หรือ LibreOffice แล้วบันทึกเป็น .docx จากนั้นใช้ไฟล์ใหม่",
    ),
    "import-encrypted": error(
        "the file is locked with a password, or its shop has encrypted it",
        "Open it with its password and save it without one. Of a book from a shop, ask the author "
        "for the manuscript.",
        "ไฟล์นี้ล็อกด้วยรหัสผ่าน หรือร้านหนังสือเข้ารหัสไว้",
        "เปิดด้วยรหัสผ่านแล้วบันทึกใหม่โดยไม่ใส่รหัส ถ้าเป็นหนังสือจากร้าน ให้ขอต้นฉบับจากผู้เขียน",
    ),
    "import-damaged": error(
        "the file is damaged or not what its name says: {reason}",
        "Open it in its own program and save it again; if that fails, ask for another copy.",
        "ไฟล์เสีย หรือไม่ใช่ไฟล์ชนิดที่ชื่อบอก: {reason}",
        "เปิดในโปรแกรมเดิมแล้วบันทึกใหม่ ถ้าเปิดไม่ได้ ให้ขอสำเนาอื่น",
    ),
    "import-climbs": error(
        "the file holds a part whose name leads out of it: {name}",
        "No program of an author writes such a file. Do not open it; ask where it comes from.",
        "ในไฟล์มีส่วนที่ชื่อชี้ออกไปนอกไฟล์: {name}",
        "โปรแกรมทั่วไปไม่สร้างไฟล์เช่นนี้ อย่าเปิด และถามที่มาของไฟล์ก่อน",
    ),
    "import-too-large": error(
        "the file has too much: {what} {count}; {limit} is the most",
        "Divide it, or take large pictures out of it.",
        "ไฟล์นี้มี{what} {count} เกินขีดจำกัด {limit}",
        "แบ่งไฟล์ หรือเอารูปขนาดใหญ่ออก",
    ),
    "import-no-text": error(
        "there is no text in this file",
        "Look whether it is the right one; text in pictures has to be read by OCR first.",
        "ไม่มีข้อความในไฟล์นี้",
        "ตรวจว่าเป็นไฟล์ที่ต้องการ ข้อความที่เป็นรูปต้องแปลงด้วย OCR ก่อน",
    ),
    "import-scan": error(
        "this PDF is a scan: its pages are pictures, without text",
        "Read it with OCR first: `ocrmypdf -l tha+eng --rotate-pages --deskew in.pdf out.pdf` "
        "(OCRmyPDF with Tesseract's Thai model), then give out.pdf here, and correct what was "
        "misread with `{program} clean`.",
        "PDF นี้เป็นภาพสแกน ไม่มีข้อความ",
        "แปลงด้วย OCR ก่อน: `ocrmypdf -l tha+eng --rotate-pages --deskew in.pdf out.pdf` "
        "(OCRmyPDF กับ Tesseract ภาษาไทย) แล้วใช้ out.pdf จากนั้นแก้คำที่อ่านผิดด้วย `{program} clean`",
    ),
    "import-nothing": error(
        "there is no file in this folder that a manuscript can be made of",
        "Give a folder with .docx, .odt, .html, .epub, .rtf, .txt, .md or .pdf files.",
        "ในโฟลเดอร์นี้ไม่มีไฟล์ที่ทำต้นฉบับได้",
        "ระบุโฟลเดอร์ที่มีไฟล์ .docx .odt .html .epub .rtf .txt .md หรือ .pdf",
    ),
}

# What a remark is about, in English and in Thai, by the keys of thaibook.importing.
CONSTRUCTS: dict[str, tuple[str, str]] = {
    "capitals": (
        "letters set as capitals, now as they were typed",
        "ตัวอักษรที่ตั้งให้เป็นตัวใหญ่ คงตามที่พิมพ์",
    ),
    "caption-number": (
        "the number of a caption is not the one that the book would count, so it stays text",
        "เลขของคำบรรยายไม่ตรงกับที่หนังสือนับ จึงคงเป็นข้อความ",
    ),
    "chapters-of-file": ("the name of the file is the title", "ใช้ชื่อไฟล์เป็นชื่อบท"),
    "colour": ("a colour of letters", "สีของตัวอักษร"),
    "columns": (
        "lines that stand in columns, as in a table; the page does not say what belongs together",
        "บรรทัดที่เรียงเป็นคอลัมน์อย่างตาราง หน้ากระดาษไม่บอกว่าอะไรอยู่ด้วยกัน",
    ),
    "comment": ("a comment", "ความคิดเห็น"),
    "contents": ("a contents list, which the book makes anew", "สารบัญ ซึ่งหนังสือสร้างใหม่เอง"),
    "control": ("characters that are no text", "อักขระที่ไม่ใช่ข้อความ"),
    "counted": ("a number of a caption, which the book counts anew", "เลขของคำบรรยาย ซึ่งหนังสือนับใหม่"),
    "cover-page": ("a page that shows the cover", "หน้าที่แสดงปก"),
    "crop": ("a cropped picture is shown whole", "รูปที่ครอบตัดไว้ จะเห็นทั้งรูป"),
    "deleted": ("deleted", "ลบ"),
    "drawing": ("a drawing, chart or embedded object", "แผนภูมิ ภาพวาด หรือวัตถุที่ฝังไว้"),
    "encoding": ("the text was in another encoding", "ข้อความอยู่ในรหัสอื่น"),
    "entity": (
        "what an entity of the file stands for, which may lie outside of it",
        "ส่วนที่ไฟล์อ้างด้วยชื่อ (entity) ซึ่งอาจอยู่นอกไฟล์",
    ),
    "field": ("what a field draws", "สิ่งที่ฟิลด์วาด"),
    "first-row": ("the first row of a table is its head", "แถวแรกของตารางเป็นหัวตาราง"),
    "footers": ("the foot of the pages", "ข้อความท้ายกระดาษ"),
    "form": ("a field of a form", "ช่องกรอกของแบบฟอร์ม"),
    "frame": ("a page from elsewhere that was shown in a frame", "หน้าเว็บอื่นที่ฝังไว้"),
    "header": (
        "keys at the top of a file; write those of the book into book.yaml",
        "คีย์บนสุดของไฟล์ เขียนคีย์ของหนังสือไว้ใน book.yaml",
    ),
    "headers": ("the head of the pages", "ข้อความหัวกระดาษ"),
    "heading": ("a heading, by its look", "หัวข้อ ดูจากลักษณะ"),
    "lines-apart": (
        "lines that are paragraphs of their own",
        "บรรทัดที่ถือเป็นย่อหน้าของตัวเอง",
    ),
    "heads": ("only the first row of a table is its head", "เฉพาะแถวแรกเป็นหัวตาราง"),
    "hidden": ("hidden text", "ข้อความที่ซ่อนไว้"),
    "inner-box": ("a box in a table is lines in its cell", "กล่องในตาราง เป็นบรรทัดในช่องแทน"),
    "inner-table": ("a table in a table is lines in its cell", "ตารางซ้อนในตาราง เป็นบรรทัดในช่องแทน"),
    "inserted": ("inserted", "เพิ่ม"),
    "joined": ("two paragraphs were joined", "ต่อสองย่อหน้าเป็นหนึ่ง"),
    "latin-flag": (
        "bold or italic that was set for Latin letters alone; Word shows this Thai without it",
        "ตัวหนาหรือเอนที่ตั้งไว้เฉพาะอักษรโรมัน Word แสดงข้อความไทยนี้แบบธรรมดา",
    ),
    "link": ("a link that leads nowhere", "ลิงก์ที่ไม่มีปลายทาง"),
    "marks": (
        "vowels and tone marks as Unicode has them; the file had them in codes of its fonts",
        "สระและวรรณยุกต์ตามแบบของ Unicode ไฟล์เก็บตามรหัสของฟอนต์",
    ),
    "media": ("sound or film", "เสียงหรือวิดีโอ"),
    "merged-cells": (
        "cells that stretched over others (columns × rows); the words stand in the first",
        "ช่องตารางที่ผสานกัน (คอลัมน์ × แถว) ข้อความอยู่ในช่องแรก",
    ),
    "mojibake": (
        "letters of a wrong encoding, turned back",
        "ตัวอักษรเพี้ยนจากรหัสผิด แปลงกลับแล้ว",
    ),
    "mojibake-left": (
        "letters of a wrong encoding that could not be turned back",
        "ตัวอักษรเพี้ยนจากรหัสผิดที่แปลงกลับไม่ได้",
    ),
    "moved": ("moved away from here", "ย้ายออกจากที่นี่"),
    "moved-here": ("moved to here", "ย้ายมาที่นี่"),
    "navigation": ("the navigation of a page", "ส่วนนำทางของหน้าเว็บ"),
    "note-without-text": ("a call of a note that is not there", "เครื่องหมายเชิงอรรถที่ไม่มีข้อความ"),
    "note-uncalled": ("a note that nothing calls", "เชิงอรรถที่ไม่มีที่อ้าง"),
    "page-number": ("the number of a page", "เลขหน้า"),
    "page-reference": (
        "a page number that the source counted; the book has other pages: [](#name){.page}",
        "เลขหน้าที่ไฟล์เดิมนับ หนังสือมีเลขหน้าอื่น ใช้ [](#ชื่อ){.page}",
    ),
    "picture-elsewhere": ("a picture that lies elsewhere", "รูปที่อยู่ที่อื่น"),
    "picture-kind": ("a picture of a kind that no book shows", "รูปชนิดที่หนังสือแสดงไม่ได้"),
    "picture-missing": ("a picture that is not there", "รูปที่ไม่มีไฟล์"),
    "picture-repeated": (
        "a picture that stands on page after page",
        "รูปที่ซ้ำทุกหน้า",
    ),
    "ruby": ("small letters above others", "อักษรเล็กกำกับเหนือตัวอักษร"),
    "running-head": ("the head or the foot of the pages", "ข้อความหัวกระดาษหรือท้ายกระดาษ"),
    "scene": ("an empty line is a pause between scenes", "บรรทัดว่างเป็นการคั่นฉาก"),
    "scene-sign": ("the sign of a pause; the book sets its own", "เครื่องหมายคั่นฉาก หนังสือใช้ของตัวเอง"),
    "shape": ("a drawn shape", "รูปร่างที่วาด"),
    "size": (
        "letters larger or smaller than those around them",
        "ตัวอักษรที่ใหญ่หรือเล็กกว่าข้อความรอบข้าง",
    ),
    "soft-hyphens": ("soft hyphens, which the book does without", "ยัติภังค์ซ่อน ซึ่งหนังสือไม่ต้องใช้"),
    "symbol": ("a letter of a symbol font that is not known", "ตัวอักษรของฟอนต์สัญลักษณ์ที่ไม่รู้จัก"),
    "table": (
        "a table, by its rules or its columns",
        "ตาราง ดูจากเส้นหรือแนวคอลัมน์",
    ),
    "tabs": (
        "tabs, which are wide spaces in a book",
        "แท็บ ซึ่งเป็นช่องว่างกว้างในหนังสือ",
    ),
    "title": ("the title of the book, by its look", "ชื่อหนังสือ ดูจากลักษณะ"),
    "title-page": ("a title page, which the book makes anew", "หน้าชื่อเรื่อง ซึ่งหนังสือสร้างใหม่เอง"),
    "unseen": ("characters that nobody sees", "อักขระที่มองไม่เห็น"),
}
