"""What is wrong with the pictures of a manuscript, its cover among them."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

PICTURES: dict[str, Message] = {
    "image-missing": error(
        "the picture {name} does not exist",
        "Correct the name, or put the picture there. The nearest here: {files}.",
        "ไม่พบรูป {name}",
        "แก้ชื่อ หรือวางรูปไว้ที่นั่น ไฟล์ที่ใกล้ที่สุด: {files}",
    ),
    "image-unreadable": error(
        "{name} is not a picture that can be read",
        "Save it again as JPEG, PNG, GIF or WebP.",
        "เปิดรูป {name} ไม่ได้",
        "บันทึกใหม่เป็น JPEG PNG GIF หรือ WebP",
    ),
    "image-too-large": error(
        "the picture {name} has {size} megapixels; {limit} is the most",
        "Save a smaller copy of it.",
        "รูป {name} มี {size} ล้านพิกเซล เกินขีดจำกัด {limit}",
        "บันทึกสำเนาที่เล็กลง",
    ),
    "image-too-heavy": error(
        "the picture {name} is larger than {limit} MB",
        "Save a smaller copy of it; a JPEG of a few MB fills a page.",
        "รูป {name} ใหญ่เกิน {limit} MB",
        "บันทึกสำเนาที่เล็กลง ไฟล์ JPEG ไม่กี่ MB ก็เต็มหน้าแล้ว",
    ),
    "image-refused": error(
        "the drawing {name} cannot be used: {reason}",
        "Simplify the drawing and save it again as plain SVG, or as PNG.",
        "ใช้ภาพวาด {name} ไม่ได้: {reason}",
        "ทำภาพให้ง่ายลงแล้วบันทึกใหม่เป็น SVG ธรรมดา หรือ PNG",
    ),
    "image-cleaned": warning(
        "parts of the drawing {name} that a book cannot carry were left out: {parts}",
        "Look at it in the book; where something is missing, save the drawing as PNG.",
        "ตัดส่วนของภาพวาด {name} ที่หนังสือรองรับไม่ได้ออก: {parts}",
        "ดูภาพในเล่ม ถ้ามีส่วนที่ขาดหาย ให้บันทึกเป็น PNG",
    ),
    "image-still": warning(
        "the picture {name} moves; a book shows its first frame, standing still",
        "Choose the frame to show, and save it as a picture of its own.",
        "รูป {name} เคลื่อนไหว ในหนังสือจะเห็นเฉพาะเฟรมแรก",
        "เลือกเฟรมที่ต้องการแล้วบันทึกเป็นรูปนิ่ง",
    ),
    "image-coarse": warning(
        "the picture {name} has {dpi} dots per inch in print; below {least} it looks coarse",
        "Take a larger copy (best: {wanted} pixels), or show it smaller.",
        "รูป {name} มีความละเอียดเพียง {dpi} จุดต่อนิ้วเมื่อพิมพ์ ต่ำกว่า {least} ภาพจะหยาบ",
        "ใช้ภาพที่ใหญ่กว่า (ดีที่สุด {wanted} พิกเซล) หรือแสดงให้เล็กลง",
    ),
    "image-remote": warning(
        "the picture {name} is on the network; a link stands in its place",
        "Download it into images/ and name it from there.",
        "รูป {name} อยู่บนเครือข่าย จึงใส่ลิงก์ไว้แทน",
        "ดาวน์โหลดไว้ใน images/ แล้วอ้างจากที่นั่น",
    ),
    "image-alt": warning(
        "the picture {name} has no alternative text",
        "Say in the square brackets what it shows: ![what it shows]({name}).",
        "รูป {name} ไม่มีข้อความแทนภาพ (alt) สำหรับผู้ที่มองไม่เห็น",
        "เขียนในวงเล็บเหลี่ยมว่าภาพแสดงอะไร: ![ข้อความแทนภาพ]({name})",
    ),
    "cover-not-fetched": warning(
        "the cover picture was not downloaded from {url}: {reason}",
        "Open the link in a browser, save the picture as images/cover.jpg in the book's "
        "folder, and build again.",
        "ดาวน์โหลดรูปปกจาก {url} ไม่สำเร็จ: {reason}",
        "เปิดลิงก์ในเบราว์เซอร์ บันทึกรูปเป็น images/cover.jpg ในโฟลเดอร์หนังสือ แล้วสร้างใหม่",
    ),
    "cover-link-missing": warning(
        "there is no link to download the cover picture from",
        "Write it in book.yaml as `cover: {{image_link: https://…}}`, or leave out "
        "`--fetch-cover`.",
        "ไม่มีลิงก์ให้ดาวน์โหลดรูปปก",
        "เขียนลิงก์ใน book.yaml เช่น `cover: {{image_link: https://…}}` หรือไม่ต้องใส่ `--fetch-cover`",
    ),
}
