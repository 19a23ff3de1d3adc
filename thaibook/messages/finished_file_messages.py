"""What is wrong with a finished EPUB or PDF."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

FINISHED: dict[str, Message] = {
    "epub-unreadable": error(
        "the file is no EPUB that can be opened: {reason}",
        "Check that it is the right file; a copy or a download that broke off has to be made "
        "again. Build the book anew where you have its manuscript.",
        "เปิดไฟล์นี้เป็น EPUB ไม่ได้: {reason}",
        "ตรวจว่าเลือกไฟล์ถูก ถ้าคัดลอกหรือดาวน์โหลดไม่ครบให้ทำใหม่ หรือสร้างใหม่จากต้นฉบับ",
    ),
    "epub-broken": error(
        "{reason}",
        "Build the book again; if it comes back, it is a fault of the program.",
        "{reason}",
        "สร้างหนังสือใหม่ ถ้ายังเป็นอยู่แสดงว่าโปรแกรมผิดพลาด",
    ),
    "not-accessible": error(
        "Ace: {rule} in {place}: {said}",
        "Read {more}; where the text is right, it is a fault of the program.",
        "Ace: {rule} ใน {place}: {said}",
        "อ่าน {more} ถ้าเนื้อหาถูกต้องแล้ว แสดงว่าโปรแกรมผิดพลาด",
    ),
    "not-certified": warning(
        "the EPUB does not say that it is accessible, since Ace has not passed it: {reason}",
        "Mend what Ace has found, or install it; or take certified_by out of book.yaml.",
        "EPUB ไม่ได้บอกว่าเข้าถึงได้ตามมาตรฐาน เพราะยังไม่ผ่าน Ace: {reason}",
        "แก้ตามที่ Ace บอก หรือติดตั้ง Ace หรือเอา certified_by ออกจาก book.yaml",
    ),
    "pdf-unreadable": error(
        "the file is no PDF that can be opened: {reason}",
        "Check that it is the right file; a copy or a download that broke off has to be made "
        "again. Build the book anew where you have its manuscript.",
        "เปิดไฟล์นี้เป็น PDF ไม่ได้: {reason}",
        "ตรวจว่าเลือกไฟล์ถูก ถ้าคัดลอกหรือดาวน์โหลดไม่ครบให้ทำใหม่ หรือสร้างใหม่จากต้นฉบับ",
    ),
    "pdfx-broken": error(
        "it says that it is {standard}, and is not: {what} — {details} (ISO 32000-1, {where})",
        "Export it again as {standard}; a book of this program, with `--profile`.",
        "ไฟล์ระบุว่าเป็น {standard} แต่ไม่ใช่: {what} — {details} (ISO 32000-1, {where})",
        "ส่งออกใหม่เป็น {standard} ถ้าเป็นหนังสือของโปรแกรมนี้ให้ใช้ `--profile`",
    ),
    "pdf-bleed": warning(
        "what goes to the edge of page {pages} ends there, and does not fill the bleed",
        "A cut that is a little off leaves a white line. Draw it 3 mm beyond the page; for a "
        "book of this program write `page: {{bleed: 3mm}}`.",
        "ภาพหรือสีที่ถึงขอบหน้า {pages} ไม่เลยออกไปถึงระยะตัดตก",
        "ตัดคลาดเพียงนิดเดียวจะเห็นขอบขาว ให้วาดเลยขอบออกไป 3 มม. "
        "หนังสือของโปรแกรมนี้เขียน `page: {{bleed: 3mm}}`",
    ),
    "pdf-font": error(
        "the font {name} is not in the file, so that another takes its place",
        "Build the book anew with this program, which embeds its fonts, or tell the program that "
        "made the file to embed all fonts.",
        "ฟอนต์ {name} ไม่ได้ฝังอยู่ในไฟล์ เครื่องอื่นจะใช้ฟอนต์อื่นแทน",
        "สร้างใหม่ด้วยโปรแกรมนี้ซึ่งฝังฟอนต์ให้ หรือสั่งโปรแกรมที่สร้างไฟล์ให้ฝังฟอนต์ทั้งหมด",
    ),
    "pdf-sizes": warning(
        "these pages have another size than the rest ({size}): {pages}",
        "A printer cuts all pages of a book to one size; ask yours, or build the book anew.",
        "หน้าเหล่านี้ขนาดไม่เท่าหน้าอื่น ({size}): {pages}",
        "โรงพิมพ์ตัดทุกหน้าเป็นขนาดเดียว ถามโรงพิมพ์ หรือสร้างหนังสือใหม่",
    ),
    "pdf-no-text": warning(
        "no text can be searched or copied in this file",
        "It may be a scan. Build the book from its text to have words in it.",
        "ไฟล์นี้ไม่มีข้อความที่ค้นหรือคัดลอกได้",
        "อาจเป็นไฟล์สแกน สร้างหนังสือจากข้อความจึงจะค้นได้",
    ),
    "pdf-nameless": warning(
        "{count} letters of this file have a shape and no meaning: nobody can search or copy them",
        "Build the book anew, or have the program that made the file say which letters its fonts "
        "have (ToUnicode).",
        "{count} ตัวอักษรในไฟล์นี้มีแต่รูป ไม่มีรหัส จึงค้นหรือคัดลอกไม่ได้",
        "สร้างหนังสือใหม่ หรือให้โปรแกรมที่ทำไฟล์บอกรหัสของตัวอักษรในฟอนต์ (ToUnicode)",
    ),
    "pdf-locked": warning(
        "the file is locked against {what}",
        "A printer or a reader may have to send it back. Build the book anew, or save the file "
        "without a password in the program that locked it.",
        "ไฟล์นี้ล็อก{what}ไว้",
        "โรงพิมพ์หรือผู้อ่านอาจใช้ไม่ได้ สร้างหนังสือใหม่ หรือบันทึกไฟล์โดยไม่ใส่รหัสในโปรแกรมที่ล็อกไว้",
    ),
    "pdf-coarse": warning(
        "pictures look coarse on paper, the worst with {dpi} dots per inch (least: {least}); "
        "pages {pages}",
        "Take larger copies of them, or show them smaller (`width=…%`), and build again.",
        "รูปจะหยาบเมื่อพิมพ์ รูปที่แย่ที่สุดมี {dpi} จุดต่อนิ้ว (ควรมี {least} ขึ้นไป) หน้า {pages}",
        "ใช้รูปที่ใหญ่กว่า หรือแสดงให้เล็กลง (`width=…%`) แล้วสร้างใหม่",
    ),
    "pdf-off-page": warning(
        "a picture runs off the page and is cut off; pages {pages}",
        "Look at these pages; show the picture smaller, such as `{{width=60%}}`, and build again.",
        "รูปเกินขอบหน้าและจะถูกตัด หน้า {pages}",
        "เปิดดูหน้าเหล่านี้ แสดงรูปให้เล็กลง เช่น `{{width=60%}}` แล้วสร้างใหม่",
    ),
    "pdf-standard": error(
        "{standard}, {clause}: {rule}; {count} ×{place}",
        "If this program made the file, build it again; if it comes back, it is a fault of the "
        "program. Else ask the program that made it for this standard.",
        "{standard} ข้อ {clause}: {rule} รวม {count} แห่ง{place}",
        "ถ้าสร้างด้วยโปรแกรมนี้ ให้สร้างใหม่ ถ้ายังเป็นอยู่แสดงว่าโปรแกรมผิดพลาด "
        "ถ้าไม่ใช่ ให้ตั้งโปรแกรมที่สร้างไฟล์ให้ทำตามมาตรฐานนี้",
    ),
    "check-skipped": warning(
        "{name} did not run: {reason}",
        "To have the file checked by it too, run: {command}",
        "ไม่ได้ตรวจด้วย {name}: {reason}",
        "ถ้าต้องการตรวจด้วยเครื่องมือนี้ สั่ง: {command}",
    ),
    "check-failed": warning(
        "{name} is here, but it did not run to its end: {reason}",
        "Run it yourself to see what it says: {command}",
        "มี {name} แต่ทำงานไม่จบ: {reason}",
        "ลองสั่งเองเพื่อดูว่าเครื่องมือบอกว่าอะไร: {command}",
    ),
}
