"""What lint says to an author: for each code, English and Thai, what is wrong and how to mend it.

The number of a code never changes; docs/lint.md shows each with an example.
"""

from __future__ import annotations

LINT: dict[str, tuple[str, str, str, str]] = {
    "L100-more": (
        "{count} more places of {rule} in this file are not shown",
        "Mend those that are shown, then check again.",
        "ยังมี {rule} อีก {count} แห่งในไฟล์นี้ที่ไม่ได้แสดง",
        "แก้ที่แสดงก่อน แล้วตรวจอีกครั้ง",
    ),
    # --- marks, letters and digits
    "L101-mark-order": (
        "the marks stand in the wrong order: {found}",
        "Type the consonant, then the vowel above or below, then the tone mark: {better}",
        "ลำดับสระกับวรรณยุกต์ผิด: {found}",
        "พิมพ์พยัญชนะ สระบนหรือล่าง แล้วจึงวรรณยุกต์: {better}",
    ),
    "L102-mark-twice": (
        "the same mark stands twice: {found}",
        "Delete one; on the page they hide each other: {better}",
        "สระหรือวรรณยุกต์ซ้ำกัน: {found}",
        "ลบออกหนึ่งตัว ในหน้ากระดาษจะซ้อนกันจนมองไม่เห็น: {better}",
    ),
    "L103-mark-clash": (
        "two marks stand in one place: {found}",
        "A consonant has one vowel above or below and one tone mark; delete the wrong one.",
        "มีสระบนล่างหรือวรรณยุกต์สองตัวในที่เดียว: {found}",
        "พยัญชนะหนึ่งตัวมีสระบนล่างได้หนึ่งตัว วรรณยุกต์ได้หนึ่งตัว ลบตัวที่ผิดออก",
    ),
    "L104-mark-stray": (
        "a mark has no consonant to stand on: {found}",
        "Type the consonant that is lost, or delete the mark. To show a mark by itself, "
        "put ◌ or - before it.",
        "สระหรือวรรณยุกต์ไม่มีพยัญชนะรองรับ: {found}",
        "เติมพยัญชนะที่หายไป หรือลบทิ้ง ถ้าต้องการแสดงเครื่องหมายเดี่ยว ๆ ให้ใส่ ◌ หรือ - ไว้ข้างหน้า",
    ),
    "L105-sara-am": (
        "ำ is written in pieces: {found}",
        "Type the one letter ำ: {better}",
        "สระอำแยกเป็นชิ้น: {found}",
        "พิมพ์สระอำตัวเดียว: {better}",
    ),
    "L106-sara-ae": (
        "แ is written as two เ: {found}",
        "Type the one letter แ: {better}",
        "พิมพ์ เ สองตัวแทน แ: {found}",
        "พิมพ์ แ ตัวเดียว: {better}",
    ),
    "L107-lakkhang": (
        "ๅ and า are mixed up: {found}",
        "ๅ stands only after ฤ and ฦ: {better}",
        "ใช้ ๅ กับ า สลับกัน: {found}",
        "ๅ ใช้หลัง ฤ และ ฦ เท่านั้น: {better}",
    ),
    "L108-invisible": (
        "there are characters that nobody sees: {found}",
        "Delete them; they come from a copy of a web page or a PDF. Words that must not be "
        "cut belong in words.txt.",
        "มีอักขระที่มองไม่เห็น: {found}",
        "ลบทิ้ง มักติดมาจากหน้าเว็บหรือ PDF คำที่ห้ามตัดให้เขียนใน words.txt",
    ),
    "L109-lost-letter": (
        "a letter was lost; another program put this in its place: {found}",
        "Compare with the original and type the letter anew.",
        "ตัวอักษรหาย มีรหัสของโปรแกรมอื่นแทนอยู่: {found}",
        "เทียบกับต้นฉบับแล้วพิมพ์ใหม่",
    ),
    "L110-look-alike": (
        "a letter or digit of another script stands inside a word: {found}",
        "It only looks right; compare with the original and type the letter anew.",
        "มีตัวอักษรหรือตัวเลขหน้าตาคล้ายจากอักษรอื่นอยู่ในคำ: {found}",
        "ดูเหมือนถูกแต่เป็นคนละตัว เทียบกับต้นฉบับแล้วพิมพ์ใหม่",
    ),
    "L111-mixed-number": (
        "one number has Thai and Arabic digits: {found}",
        "Write all its digits in one kind.",
        "เลขไทยกับเลขอารบิกปนกันในจำนวนเดียว: {found}",
        "ใช้เลขแบบเดียวทั้งจำนวน",
    ),
    "L112-mixed-digits": (
        "the chapter has both kinds of digits; the rarer begins here: {found} ({few} to {many})",
        "Choose one kind for the book. If both are meant, silence this line.",
        "บทนี้มีทั้งเลขไทยและเลขอารบิก แบบที่น้อยกว่าเริ่มตรงนี้: {found} ({few} ต่อ {many})",
        "เลือกแบบเดียวทั้งเล่ม ถ้าตั้งใจใช้ทั้งสองแบบ ให้สั่งเงียบที่บรรทัดนี้",
    ),
    "L113-letter-in-number": (
        "a letter stands where a digit should: {found}",
        "Type the digit: {better}",
        "มีตัวอักษรแทนตัวเลข: {found}",
        "พิมพ์เป็นตัวเลข: {better}",
    ),
    "L114-digits-other": (
        "the program numbers pages, chapters and notes in {digits} digits; the text has mostly "
        "the others ({many} to {few}), first here: {found}",
        "Choose one kind: `typography: {{digits: thai}}` or `{{digits: arabic}}` in book.yaml. "
        "What you typed is never changed. If both are meant, silence this line.",
        "เลขหน้า เลขบท และเชิงอรรถที่โปรแกรมใส่เป็นแบบ {digits} แต่ในเนื้อหาส่วนใหญ่เป็นอีกแบบ "
        "({many} ต่อ {few}) เริ่มตรงนี้: {found}",
        "เลือกแบบเดียว: `typography: {{digits: thai}}` (เลขไทย) หรือ `{{digits: arabic}}` (เลขอารบิก) "
        "ใน book.yaml โปรแกรมไม่เปลี่ยนเลขที่พิมพ์ไว้ ถ้าตั้งใจใช้ทั้งสองแบบ ให้สั่งเงียบที่บรรทัดนี้",
    ),
    # --- spaces and signs
    "L115-doubtful-word": (
        "{found} is hardly meant so ({sure}): {why}",
        "Perhaps: {better}. If it is right, put the word into words.txt.",
        "{found} น่าจะไม่ใช่คำที่ตั้งใจ ({sure}): {why}",
        "น่าจะเป็น: {better} ถ้าถูกแล้ว ให้ใส่คำนี้ใน words.txt",
    ),
    "L201-maiyamok": (
        "there is no space after ๆ: {found}",
        "Put a space after it: {better}",
        "ไม่มีช่องว่างหลัง ๆ: {found}",
        "เว้นวรรคหลังไม้ยมก: {better}",
    ),
    "L202-maiyamok-mixed": (
        "ๆ stands with and without a space before it; the rarer way begins here: {found} "
        "({few} to {many})",
        "Choose one way for the book; the Royal Society puts a space before ๆ.",
        "หน้า ๆ บางแห่งเว้น บางแห่งไม่เว้น แบบที่น้อยกว่าเริ่มตรงนี้: {found} ({few} ต่อ {many})",
        "เลือกแบบเดียวทั้งเล่ม ราชบัณฑิตยสภาให้เว้นวรรคหน้าไม้ยมก",
    ),
    "L203-paiyan-yai": (
        "the spaces of ฯลฯ are wrong: {found}",
        "Write it without a space inside, and with one before and after it: {better}",
        "เว้นวรรคที่ ฯลฯ ไม่ถูก: {found}",
        "เขียน ฯลฯ ติดกัน แล้วเว้นวรรคหน้าและหลัง: {better}",
    ),
    "L204-paiyan-noi": (
        "there is no space after ฯ: {found}",
        "Put a space after it: {better}",
        "ไม่มีช่องว่างหลัง ฯ: {found}",
        "เว้นวรรคหลังไปยาลน้อย: {better}",
    ),
    "L205-quote-open": (
        'a " in this paragraph has no partner',
        "Add the one that is missing, or delete this one.",
        'ย่อหน้านี้มี " ที่ไม่มีคู่',
        "เติมตัวที่ขาด หรือลบตัวนี้",
    ),
    "L206-double-space": (
        "there are several spaces in a row: {found}",
        "Leave one; a book shows no more than one: {better}",
        "เว้นวรรคซ้ำกันหลายช่อง: {found}",
        "เหลือช่องเดียว ในหนังสือจะเห็นเพียงช่องเดียวอยู่แล้ว: {better}",
    ),
    "L207-bracket-space": (
        "there is a space inside a bracket or a quotation, or before a comma: {found}",
        "Delete the space: {better}",
        "มีช่องว่างด้านในวงเล็บหรือเครื่องหมายคำพูด หรือหน้าจุลภาค: {found}",
        "ลบช่องว่าง: {better}",
    ),
    "L208-dots": (
        "three dots stand for an ellipsis: {found}",
        "Type the one sign …: {better}",
        "ใช้จุดสามจุดแทนจุดไข่ปลา: {found}",
        "พิมพ์เครื่องหมาย … ตัวเดียว: {better}",
    ),
    "L209-no-break-space": (
        "a no-break space stands between words, so that the line cannot end there: {found}",
        "Type an ordinary space; it comes from a word processor or a web page: {better}",
        "มีช่องว่างแบบห้ามตัดบรรทัดระหว่างคำ บรรทัดจึงจบตรงนี้ไม่ได้: {found}",
        "พิมพ์เว้นวรรคธรรมดาแทน มักติดมาจากโปรแกรมพิมพ์เอกสารหรือหน้าเว็บ: {better}",
    ),
    # --- links, references and notes
    "L301-link-target": (
        "the link leads to {target}, and no place has that name",
        "Correct the name after #, or give the place that name: `## Heading {{#name}}`.",
        "ลิงก์ไปที่ {target} แต่ไม่มีที่ใดใช้ชื่อนี้",
        "แก้ชื่อหลัง # หรือตั้งชื่อให้ปลายทาง: `## หัวข้อ {{#name}}`",
    ),
    "L302-link-missing": (
        "the link leads to {target}, and there is no such file in the book's folder",
        "Correct the name; for a page on the network write the whole address with https://.",
        "ลิงก์ไปที่ {target} แต่ไม่มีไฟล์นี้ในโฟลเดอร์หนังสือ",
        "แก้ชื่อไฟล์ ถ้าเป็นหน้าเว็บให้เขียนที่อยู่เต็มขึ้นต้นด้วย https://",
    ),
    "L303-link-outside": (
        "the link leads to {target}, which is no chapter: the reader will not have it",
        "Add the file to `chapters` in book.yaml, or take the link away.",
        "ลิงก์ไปที่ {target} ซึ่งไม่ใช่บทของหนังสือ ผู้อ่านจะเปิดไม่ได้",
        "เพิ่มไฟล์ใน `chapters` ของ book.yaml หรือเอาลิงก์ออก",
    ),
    "L304-label-unknown": (
        "[{label}] is defined nowhere in this file",
        "Add a line `[{label}]: address`, or correct the label.",
        "ไม่มีคำนิยามของ [{label}] ในไฟล์นี้",
        "เพิ่มบรรทัด `[{label}]: ที่อยู่` หรือแก้ชื่อ",
    ),
    "L305-label-unused": (
        "[{label}] is defined and never used; this line is not shown in the book",
        "Use it, or delete the line. If it is text, put a \\ before the [.",
        "กำหนด [{label}] ไว้แต่ไม่ได้ใช้ บรรทัดนี้จะไม่ปรากฏในหนังสือ",
        "ใช้ หรือลบบรรทัดนี้ ถ้าเป็นเนื้อหาให้ใส่ \\ หน้า [",
    ),
    "L306-note-unknown": (
        "the note [{label}] is written nowhere in this file",
        "Add a line `[{label}]: text of the note`, or correct the number.",
        "ไม่มีเนื้อความของเชิงอรรถ [{label}] ในไฟล์นี้",
        "เพิ่มบรรทัด `[{label}]: เนื้อความ` หรือแก้หมายเลข",
    ),
    "L307-note-unused": (
        "the note [{label}] is called nowhere in this file",
        "Write [{label}] in the text where it belongs, or delete the note.",
        "ไม่มีที่ใดในไฟล์นี้เรียกเชิงอรรถ [{label}]",
        "ใส่ [{label}] ในเนื้อหาตรงที่ต้องการ หรือลบเชิงอรรถ",
    ),
    "L308-defined-twice": (
        "[{label}] is defined twice; line {first} has it, too",
        "Give one of them another name, or delete it.",
        "กำหนด [{label}] ซ้ำ มีแล้วที่บรรทัด {first}",
        "เปลี่ยนชื่อตัวหนึ่ง หรือลบออก",
    ),
    "L309-note-empty": (
        "the note [{label}] has no words",
        "Write the note after the colon, or delete it and its call.",
        "เชิงอรรถ [{label}] ไม่มีข้อความ",
        "เขียนข้อความหลัง : หรือลบทั้งเชิงอรรถและที่อ้าง",
    ),
    # --- headings and Markdown
    "L401-heading-empty": (
        "the heading has no text",
        "Write the heading, or delete the line.",
        "หัวข้อว่างเปล่า",
        "เขียนหัวข้อ หรือลบบรรทัดนี้",
    ),
    "L402-heading-skipped": (
        "the heading has {level} and skips a level",
        "Write {wanted}; how large it looks is not the author's business.",
        "หัวข้อใช้ {level} ข้ามระดับ",
        "ใช้ {wanted} ขนาดตัวอักษรเป็นเรื่องของแบบ ไม่ใช่ของระดับหัวข้อ",
    ),
    "L403-title-twice": (
        "the chapter has a second title; the first is in line {first}",
        "Write ##, or make a new file of this chapter and add it to `chapters`.",
        "บทนี้มีชื่อบทสองแห่ง แห่งแรกอยู่บรรทัด {first}",
        "ใช้ ## หรือแยกเป็นไฟล์บทใหม่แล้วเพิ่มใน `chapters`",
    ),
    "L404-heading-period": (
        "the heading ends with a full stop: {heading}",
        "Delete the full stop.",
        "หัวข้อลงท้ายด้วยมหัพภาค: {heading}",
        "ลบจุดท้ายหัวข้อ",
    ),
    "L405-fence-open": (
        "the code that begins here never ends",
        "Put the same signs (``` or ~~~) on a line of their own after the code.",
        "โค้ดที่เริ่มตรงนี้ไม่มีที่สิ้นสุด",
        "ใส่เครื่องหมายเดียวกัน (``` หรือ ~~~) ในบรรทัดใหม่หลังโค้ด",
    ),
    "L406-bold-open": (
        "a ** in this paragraph has no partner",
        "Add the one that is missing; for stars to be seen, write \\*\\*.",
        "ย่อหน้านี้มี ** ที่ไม่มีคู่",
        "เติมตัวที่ขาด ถ้าต้องการให้เห็นดอกจัน ให้เขียน \\*\\*",
    ),
    "L407-table-cells": (
        "this row has {found} cells; the table has {wanted} columns",
        "Add or delete a |; for a | to be seen, write \\|.",
        "แถวนี้มี {found} ช่อง แต่ตารางมี {wanted} คอลัมน์",
        "เพิ่มหรือลบ | ถ้าต้องการให้เห็น | ให้เขียน \\|",
    ),
    "L408-chapter-empty": (
        "the chapter is only a title; no text follows",
        "Write the text below the title, or take the file out of book.yaml.",
        "บทนี้มีแต่ชื่อ ไม่มีเนื้อหา",
        "เขียนเนื้อหาใต้ชื่อบท หรือลบชื่อไฟล์นี้ออกจาก book.yaml",
    ),
    "L409-typed-bullet": (
        "the line begins with {sign}, which makes no list: an item that is longer does not hang",
        "Type `- ` in its place, with an empty line above the first item. For a whole "
        "file: `{program} clean {this_file} -o {cleaned}`",
        "บรรทัดขึ้นต้นด้วย {sign} ซึ่งไม่ใช่เครื่องหมายรายการ บรรทัดที่ยาวจึงไม่เยื้องใต้ข้อความของข้อ",
        "พิมพ์ `- ` (ขีดและเว้นวรรค) แทน และเว้นบรรทัดว่างก่อนข้อแรก "
        "เปลี่ยนทั้งไฟล์ด้วยคำสั่ง `{program} clean {this_file} -o {cleaned}`",
    ),
    "L410-block-open": (
        "the block that begins here with ::: never ends",
        "Put ::: on a line of its own where it is to end.",
        "บล็อก ::: ที่เริ่มตรงนี้ไม่มีที่สิ้นสุด",
        "ใส่ ::: ในบรรทัดของตัวเองตรงที่ให้จบ",
    ),
    "L411-table-line": (
        "these rows make no table: the line below the head is missing",
        "Below the head put a line such as |---|---|, with as many columns.",
        "แถวเหล่านี้ไม่เป็นตาราง เพราะขาดเส้นใต้หัวตาราง",
        "ใต้หัวตารางให้ใส่บรรทัดเช่น |---|---| ตามจำนวนคอลัมน์",
    ),
    "L412-rule-heading": (
        "the line --- right below a text makes that a heading",
        "Put an empty line above ---; for a heading, write ## before it.",
        "บรรทัด --- ที่ติดใต้ข้อความทำให้ข้อความนั้นเป็นหัวข้อ",
        "เว้นบรรทัดว่างเหนือ --- ถ้าต้องการหัวข้อให้เขียน ## หน้าข้อความ",
    ),
    "L413-item-glued": (
        "no space follows {sign}, so these lines are no list",
        "Type a space after the sign of each item; for a dialogue, put an empty line between.",
        "ไม่มีเว้นวรรคหลัง {sign} บรรทัดเหล่านี้จึงไม่เป็นรายการ",
        "เว้นวรรคหลังเครื่องหมายของทุกข้อ ถ้าเป็นบทสนทนาให้เว้นบรรทัดว่างคั่น",
    ),
    "L310-link-space": (
        "the address {target} has a space, and makes no link",
        "Write %20 for the space, or the address between < and >: [words](<{target}>).",
        "ที่อยู่ {target} มีเว้นวรรค จึงไม่เป็นลิงก์",
        "เขียน %20 แทนเว้นวรรค หรือใส่ที่อยู่ใน < >: [คำ](<{target}>)",
    ),
    "L417-formula-open": (
        "{sign} begins a formula that nothing ends; it stands as text",
        "Write {end} behind the formula too; where it is no formula, write {escaped}.",
        "{sign} เริ่มสูตรที่ไม่มี {end} ปิด จึงเป็นข้อความธรรมดา",
        "ใส่ {end} หลังสูตรด้วย ถ้าไม่ใช่สูตรให้เขียน {escaped}",
    ),
    "L414-bold-spaced": (
        "{sign} with a space inside stands as it is: nothing is bold, italic or struck out",
        "Take away the spaces next to the signs: {sign}words{sign}.",
        "{sign} ที่มีเว้นวรรคข้างในไม่ทำให้เป็นตัวหนา ตัวเอน หรือขีดฆ่า",
        "ลบเว้นวรรคที่ติดเครื่องหมาย เขียน {sign}คำ{sign}",
    ),
    "L415-lines-joined": (
        "these lines run on as one paragraph, and may be meant as lines (line ends: {ends})",
        "Write `lines: keep` (each line stays), `paragraphs` (each is a paragraph) or `join` "
        "(as now) between two lines of --- at the top of the file, or "
        "`typography: {{lines: …}}` in book.yaml; for one place, end it with two spaces or \\.",
        "บรรทัดเหล่านี้จะต่อกันเป็นย่อหน้าเดียว แต่อาจตั้งใจให้เป็นคนละบรรทัด (ท้ายบรรทัดที่ {ends})",
        "เขียน `lines: keep` (คงทุกบรรทัด) `paragraphs` (บรรทัดละย่อหน้า) หรือ `join` (ต่อกันอย่างนี้) "
        "ระหว่างบรรทัด --- สองบรรทัดบนสุดของไฟล์ หรือ `typography: {{lines: …}}` ใน book.yaml "
        "ถ้าแห่งเดียว จบบรรทัดด้วยช่องว่างสองช่องหรือ \\",
    ),
    "L416-indent-code": (
        "these lines are set as code because they are indented, and may be prose",
        "Take away the indent of prose; put code between lines of ```.",
        "บรรทัดเหล่านี้เยื้องสี่ช่องขึ้นไปจึงเป็นโค้ด แต่อาจเป็นเนื้อความ",
        "ถ้าเป็นเนื้อความให้ลบช่องว่างหน้าบรรทัด ถ้าเป็นโค้ดให้ครอบด้วยบรรทัด ```",
    ),
}
