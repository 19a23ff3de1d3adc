"""Why nothing was written: the files, the machine, the packages."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

OUTPUT: dict[str, Message] = {
    "strict-stopped": error(
        "nothing was written: `--strict` makes an error of every warning",
        "Mend the warnings above ({count}), or build without `--strict`.",
        "ยังไม่ได้เขียนไฟล์ใด เพราะ `--strict` ถือคำเตือนทุกข้อเป็นข้อผิดพลาด",
        "แก้ตามคำเตือนข้างบน ({count} ข้อ) หรือสั่งใหม่โดยไม่ใส่ `--strict`",
    ),
    "press-pages": warning(
        "{name} prints books of {least} to {most} pages; this one has {count}",
        "Change the size of the page or of the type, or choose another printer.",
        "{name} รับพิมพ์เล่ม {least} ถึง {most} หน้า เล่มนี้มี {count} หน้า",
        "เปลี่ยนขนาดกระดาษหรือขนาดตัวอักษร หรือเลือกโรงพิมพ์อื่น",
    ),
    "press-margin": warning(
        "{name}: a book of {count} pages needs {least} mm at the spine, and has {have}",
        "Write `page: {{margins: {{inside: {least}mm}}}}` in book.yaml; the outer margin has no "
        "more to give.",
        "{name}: หนังสือ {count} หน้าต้องมีขอบด้านสัน {least} มม. ตอนนี้มี {have}",
        "เขียน `page: {{margins: {{inside: {least}mm}}}}` ใน book.yaml "
        "ขอบนอกแคบเกินกว่าจะเลื่อนเนื้อหาออกไปอีก",
    ),
    "press-size": warning(
        "{name}: the file has {have} MB; this printer takes at most {most}",
        "Pictures take the most: make them smaller, or save photographs as JPEG.",
        "{name}: ไฟล์ใหญ่ {have} MB โรงพิมพ์นี้รับไม่เกิน {most}",
        "รูปกินที่มากที่สุด ย่อรูปลง หรือบันทึกภาพถ่ายเป็น JPEG",
    ),
    "press-spine": warning(
        "{name}: the cover is its front alone, since nobody knows how thick the book is",
        "Ask the printer for the thickness of a leaf and of the board, and write "
        "`paper: {{caliper: 0.1mm, cover: 0.3mm}}` in book.yaml.",
        "{name}: ปกมีแต่ด้านหน้า เพราะยังไม่ทราบความหนาของเล่ม",
        "ถามโรงพิมพ์ว่ากระดาษเนื้อในหนึ่งแผ่นและกระดาษปกหนากี่มิลลิเมตร แล้วเขียน "
        "`paper: {{caliper: 0.1mm, cover: 0.3mm}}` ใน book.yaml",
    ),
    "output-unwritable": error(
        "nothing can be written here: {reason}",
        "Choose another folder with `-o DIR`, or free this one.",
        "เขียนไฟล์ที่นี่ไม่ได้: {reason}",
        "เลือกโฟลเดอร์อื่นด้วย `-o DIR` หรือทำให้โฟลเดอร์นี้เขียนได้",
    ),
    "other-book": error(
        "this file is another book, “{theirs}”; “{ours}” would take its place",
        "Give this book a file name of its own in book.yaml, such as `slug: {slug}`, or another "
        "folder with `-o DIR`. If the older book may go, delete its files and build again.",
        "ไฟล์นี้เป็นหนังสืออีกเล่มชื่อ “{theirs}” ถ้าสร้าง “{ours}” จะทับไฟล์นั้น",
        "ตั้งชื่อไฟล์ให้เล่มนี้ใน book.yaml เช่น `slug: {slug}` หรือเลือกโฟลเดอร์อื่นด้วย `-o DIR` "
        "ถ้าไม่ใช้เล่มเก่าแล้ว ลบไฟล์เก่าก่อนแล้วสร้างใหม่",
    ),
    "disk-full": error(
        "the disk is full; an older file was left as it was",
        "Free some space, or choose another disk with `-o DIR`.",
        "ดิสก์เต็ม ไฟล์เก่ายังอยู่ครบ",
        "ลบไฟล์ที่ไม่ใช้ หรือเลือกดิสก์อื่นด้วย `-o DIR`",
    ),
    "already-there": error(
        "there is something here already",
        "Nothing is overwritten. Another name, which is free: `{program} new {free_folder}`.",
        "มีไฟล์อยู่ที่นี่แล้ว",
        "โปรแกรมไม่เขียนทับ ใช้ชื่ออื่นที่ยังว่าง: `{program} new {free_folder}`",
    ),
    "pango-missing": error(
        "the library Pango, which sets the text, is not on this machine",
        "Install it with: {command}",
        "เครื่องนี้ไม่มีไลบรารี Pango ที่ใช้เรียงพิมพ์",
        "ติดตั้งด้วยคำสั่ง: {command}",
    ),
    "package-missing": error(
        "the Python package {name} is not installed",
        "Run: {installing}",
        "ไม่มีแพ็กเกจ Python ชื่อ {name}",
        "สั่ง: {installing}",
    ),
    "out-of-memory": error(
        "the machine has too little memory for this book",
        "Build a part of it, or make its pictures smaller.",
        "หน่วยความจำไม่พอสำหรับหนังสือเล่มนี้",
        "สร้างทีละส่วน หรือย่อรูปให้เล็กลง",
    ),
    "too-many-open": error(
        "the system lets the program open no more files",
        "Raise the limit with `ulimit -n 1024`, or end other programs, and try again.",
        "ระบบไม่ให้โปรแกรมเปิดไฟล์เพิ่มแล้ว",
        "เพิ่มขีดจำกัดด้วย `ulimit -n 1024` หรือปิดโปรแกรมอื่น แล้วลองใหม่",
    ),
    "program-fault": error(
        "the program itself failed at {place} ({kind}); no file is half written",
        "Please send the file {file} to whoever gave you the program: it says where it failed, "
        "and has no text of the book. Until that is mended, take back what you changed last, or "
        "build chapter by chapter to find the place that it cannot read.",
        "โปรแกรมขัดข้องเองที่ {place} ({kind}) ไม่มีไฟล์ใดเขียนค้างไว้ครึ่งเดียว",
        "โปรดส่งไฟล์ {file} ให้ผู้ทำโปรแกรม ไฟล์นี้บอกแต่จุดที่ขัดข้อง ไม่มีข้อความในหนังสือ ระหว่างนี้ให้ย้อนสิ่งที่แก้ล่าสุด "
        "หรือสร้างทีละบทเพื่อหาจุดที่โปรแกรมอ่านไม่ได้",
    ),
    "program-fault-unsaved": error(
        "the program itself failed at {place} ({kind}); no file is half written",
        "Please tell whoever gave you the program these words: no file with more could be "
        "written, neither here nor among temporary files. Until that is mended, take back what "
        "you changed last.",
        "โปรแกรมขัดข้องเองที่ {place} ({kind}) ไม่มีไฟล์ใดเขียนค้างไว้ครึ่งเดียว",
        "โปรดบอกข้อความนี้แก่ผู้ทำโปรแกรม เพราะเขียนไฟล์รายละเอียดไม่ได้ทั้งที่นี่และในโฟลเดอร์ชั่วคราว "
        "ระหว่างนี้ให้ย้อนสิ่งที่แก้ล่าสุด",
    ),
}
