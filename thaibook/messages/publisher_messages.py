"""What is wrong with what a publisher adds to a text: imprint page, cover, paper."""

from __future__ import annotations

from thaibook.messages.message import Message, error, warning

PUBLISHER: dict[str, Message] = {
    "cip-draft": warning(
        "the book has no record of the National Library yet; the imprint page shows a draft of "
        "it, and says so",
        "Ask the Library for the record when you ask for the ISBN, and write it in book.yaml below "
        "`cip: |`; or write `cip: none` for a page without it.",
        "หนังสือยังไม่มีข้อมูลทางบรรณานุกรมของหอสมุดแห่งชาติ หน้าลิขสิทธิ์จึงแสดงฉบับร่างและบอกไว้ว่าเป็นร่าง",
        "ขอข้อมูลจากหอสมุดแห่งชาติพร้อมกับเลข ISBN แล้วใส่ใน book.yaml ใต้ `cip: |` "
        "หรือเขียน `cip: none` ถ้าไม่ต้องการ",
    ),
    "imprint-law": warning(
        "the imprint page of a printed book lacks: {keys}",
        "The Printing Notification Act of 2550, section 8, asks for the printer and the publisher, "
        "each with its place, and the ISBN: `imprint: {{publisher: {{name: …, address: …}}, "
        "printer: {{name: …, address: …}}}}`.",
        "หน้าลิขสิทธิ์ของหนังสือที่พิมพ์ยังขาด: {keys}",
        "พ.ร.บ. จดแจ้งการพิมพ์ พ.ศ. 2550 มาตรา 8 ให้แสดงชื่อและที่ตั้งของผู้พิมพ์และผู้โฆษณา (สำนักพิมพ์) กับเลข ISBN: "
        "`imprint: {{publisher: {{name: …, address: …}}, printer: {{name: …, address: …}}}}`",
    ),
    "paper-missing": warning(
        "the cover was not made as a sheet: how thick its paper is, and so the spine of {pages} "
        "pages, only the printer can say",
        "Ask the printer for the thickness of one leaf of the paper and of the cover's board, and "
        "write them in book.yaml: `paper: {{caliper: 0.1mm, cover: 0.3mm}}`.",
        "ไม่ได้ทำปกเป็นแผ่นเดียว เพราะไม่รู้ความหนาของกระดาษ จึงไม่รู้ความหนาของสันหนังสือ {pages} หน้า",
        "ถามโรงพิมพ์ว่ากระดาษเนื้อในหนึ่งแผ่นและกระดาษปกหนาเท่าไร แล้วใส่ใน book.yaml: "
        "`paper: {{caliper: 0.1mm, cover: 0.3mm}}`",
    ),
    "paper-board": warning(
        "the spine is reckoned without the board of the cover, whose thickness is not said",
        "Ask the printer for it: `paper: {{caliper: 0.1mm, cover: 0.3mm}}`.",
        "คิดความหนาของสันโดยไม่นับกระดาษปก เพราะไม่รู้ความหนา",
        "ถามโรงพิมพ์แล้วใส่: `paper: {{caliper: 0.1mm, cover: 0.3mm}}`",
    ),
    "spine-thin": warning(
        "the spine is {mm} mm wide, too thin for words; below {least} mm it stays empty",
        "A thicker paper or more pages make it wider; a staple through the fold needs none: "
        "`paper: {{binding: saddle}}`.",
        "สันหนา {mm} มม. บางเกินกว่าจะพิมพ์ชื่อ ต่ำกว่า {least} มม. จะเว้นว่าง",
        "ใช้กระดาษหนาขึ้นหรือเพิ่มจำนวนหน้า ถ้าเย็บมุงหลังคาไม่มีสัน: `paper: {{binding: saddle}}`",
    ),
    "blurb-long": warning(
        "the back of the cover has more to say than it can hold, by about {share} %",
        "Shorten `cover: {{blurb: …}}` (or `description`) and the text of `author`.",
        "ข้อความบนปกหลังยาวเกินที่ประมาณ {share} %",
        "ตัด `cover: {{blurb: …}}` (หรือ `description`) และข้อความของ `author` ให้สั้นลง",
    ),
    "price-add-on": warning(
        "the price {price} is not in the bar code, which has room for five digits of whole baht",
        "It stands beside the bar code in words.",
        "แท่งรหัสไม่มีราคา {price} เพราะใส่ได้เฉพาะบาทเต็มไม่เกินห้าหลัก",
        "ราคายังพิมพ์เป็นตัวอักษรข้างแท่งรหัส",
    ),
    "cover-cut-sides": warning(
        "the cover picture {name} is wider than its place ({place}): {share} % of it is cut off "
        "at the sides {where}",
        "Cut the picture yourself, choose another place (`cover: {{picture: …}}`), show all of "
        "it (`cover: {{fit: whole}}`), or say that it may be cut (`cover: {{fit: crop}}`).",
        "รูปปก {name} กว้างกว่าที่วาง ({place}) {where}จึงถูกตัดด้านข้างออก {share} %",
        "ตัดรูปเอง เลือกที่วางอื่น (`cover: {{picture: …}}`) แสดงทั้งรูป (`cover: {{fit: whole}}`) "
        "หรือบอกว่าตัดได้ (`cover: {{fit: crop}}`)",
    ),
    "cover-cut-ends": warning(
        "the cover picture {name} is taller than its place ({place}): {share} % of it is cut off "
        "above and below {where}",
        "Cut the picture yourself, choose another place (`cover: {{picture: …}}`), show all of "
        "it (`cover: {{fit: whole}}`), or say that it may be cut (`cover: {{fit: crop}}`).",
        "รูปปก {name} สูงกว่าที่วาง ({place}) {where}จึงถูกตัดบนล่างออก {share} %",
        "ตัดรูปเอง เลือกที่วางอื่น (`cover: {{picture: …}}`) แสดงทั้งรูป (`cover: {{fit: whole}}`) "
        "หรือบอกว่าตัดได้ (`cover: {{fit: crop}}`)",
    ),
    "plate-cut": warning(
        "the picture {name} has not the shape of its page: {share} % of it is cut off",
        "Cut the picture yourself, show all of it (`{{.plate .whole}}`), or say that it may be cut "
        "(`{{.plate .crop}}`).",
        "รูป {name} สัดส่วนไม่ตรงกับหน้ากระดาษ จึงถูกตัดออก {share} %",
        "ตัดรูปเอง แสดงทั้งรูป (`{{.plate .whole}}`) หรือบอกว่าตัดได้ (`{{.plate .crop}}`)",
    ),
    "cover-contrast": warning(
        "`{words}` on the cover is hard to read: its contrast to what lies under it is {contrast} "
        ": 1, and 4.5 : 1 is the least",
        "Choose another `cover: {{title: {{colour: …}}}}` or `colour`, or another place for title "
        "or picture.",
        "`{words}` บนปกอ่านยาก ความต่างสีกับพื้นข้างใต้คือ {contrast} : 1 ควรได้อย่างน้อย 4.5 : 1",
        "เปลี่ยน `cover: {{title: {{colour: …}}}}` หรือ `colour` หรือย้ายชื่อเรื่องหรือรูป",
    ),
    "works-missing": error(
        "the file of works {name} does not exist",
        "Put it there, or correct `bibliography: {name}`.",
        "ไม่พบไฟล์บรรณานุกรม {name}",
        "วางไฟล์ไว้ที่นั่น หรือแก้ `bibliography: {name}`",
    ),
    "works-unreadable": warning(
        "this is no {what} that can be read; what stands here is left out",
        "Look for a missing brace, comma or quote; export it again from the program that keeps "
        "your references.",
        "อ่าน {what} ตรงนี้ไม่ได้ จึงข้ามรายการนี้",
        "ดูวงเล็บปีกกา จุลภาค หรือเครื่องหมายคำพูดที่ขาด หรือส่งออกใหม่จากโปรแกรมจัดการเอกสารอ้างอิง",
    ),
    "citation-missing": warning(
        "`@{key}` is no work of the bibliography; it stays as it was typed",
        "The nearest key is `{nearest}`.",
        "ไม่มี `@{key}` ในไฟล์บรรณานุกรม จึงคงไว้ตามที่พิมพ์",
        "คีย์ที่ใกล้ที่สุดคือ `{nearest}`",
    ),
}
