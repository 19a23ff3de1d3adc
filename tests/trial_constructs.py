"""The constructs of the trial: what Thai authors type, as templates.

`@` is a marked word: each becomes a word that stands nowhere else. A template is what an author
types between two empty lines; what may not happen to it in silence stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Construct:
    """One way of typing.

    raw: signs that no reader should see; is_lines: its lines were meant as lines; hidden: from
    this marked word on (counted from 0) nothing may be printed, up to `shown`; is_prose: it is
    no code; is_clean: nothing is wrong with it, so that no message may name it.
    """

    name: str
    text: str
    raw: tuple[str, ...] = ()
    is_lines: bool = False
    hidden: tuple[int, ...] = ()
    is_prose: bool = True
    is_clean: bool = False


def _clean(name: str, text: str, **more: bool) -> Construct:
    return Construct(name, text, is_clean=True, **more)  # type: ignore[arg-type]


def _lines(name: str, text: str, *raw: str) -> Construct:
    return Construct(name, text, raw, is_lines=True)


def _dialect(name: str, text: str, *raw: str, hidden: tuple[int, ...] = ()) -> Construct:
    return Construct(name, text, raw, hidden=hidden)


CONSTRUCTS: tuple[Construct, ...] = (
    _clean("prose", "@ เดินไปตามถนนสายเก่าที่ทอดยาวริมแม่น้ำ แล้วหยุดมองเรือที่แล่นผ่าน @"),
    _clean("prose, wrapped", "@ ฝนตกตั้งแต่เช้าจนถึงเย็น ชาวบ้านจึงอยู่\nแต่ในเรือน ไม่มีใครออกไปนา @"),
    _clean("emphasis", "@ คำว่า **@** กับ *@* และ ~~@~~ กับ ==@== อยู่ด้วยกัน @"),
    _clean("bullets", "@ มีดังนี้\n\n- @ ข้าว\n- @ ปลา\n- @ เกลือ"),
    _clean("numbers 1.", "@ มีดังนี้\n\n1. @ ข้าว\n2. @ ปลา\n3. @ เกลือ"),
    _clean("note", "@ มีเชิงอรรถ[^{}] ตรงนี้ @\n\n[^{}]: @ คำอธิบาย @"),
    _clean("table", "| @ | @ |\n|---|---|\n| @ | @ |\n| @ | @ |"),
    _clean("code", "```text\n@ ::: [[x]] {% y %}\n@\n```", is_prose=False),
    _clean("quotation", "> @ คำพูดของผู้เฒ่า @\n>\n> @ อีกย่อหน้า @"),
    _lines("a paragraph a line", "@ วันนั้นฝนตกหนักมาก @\n@ พวกเขาไม่ได้ออกไปไหน @\n@ จนถึงค่ำ @"),
    _lines("dialogue “", "“@ ไปไหนมา” @\n“@ ไปตลาด” @\n“@ ซื้ออะไร” @"),
    _lines("dialogue –", "– @ ไปไหนมา @\n– @ ไปตลาด @\n– @ ซื้ออะไร @"),
    _lines("labels", "**ชื่อ:** @\n**ที่อยู่:** @\n**อาชีพ:** @", "**"),
    _lines("head of a letter", "ที่ ศธ @\nวันที่ @\nเรื่อง @\nเรียน @"),
    _lines("items (๑)", "(๑) @ ข้าวสาร @\n(๒) @ ปลาแห้ง @\n(๓) @ เกลือ @"),
    _lines("items (ก)", "(ก) @ ข้าวสาร @\n(ข) @ ปลาแห้ง @\n(ค) @ เกลือ @"),
    _lines("items ๑.๑", "๑.๑ @ ข้าวสาร @\n๑.๒ @ ปลาแห้ง @\n๑.๒.๑ @ เกลือ @"),
    _lines("items 1.1", "1.1 @ ข้าวสาร @\n1.2 @ ปลาแห้ง @\n1.3 @ เกลือ @"),
    _lines("items (1)", "(1) @ ข้าวสาร @\n(2) @ ปลาแห้ง @\n(3) @ เกลือ @"),
    _lines("items a)", "a) @ ข้าวสาร @\nb) @ ปลาแห้ง @\nc) @ เกลือ @"),
    _lines("items i.", "i. @ ข้าวสาร @\nii. @ ปลาแห้ง @\niii. @ เกลือ @"),
    _lines("items 1-", "1- @ ข้าวสาร @\n2- @ ปลาแห้ง @\n3- @ เกลือ @"),
    _lines("items ข้อ ๑", "ข้อ ๑ @ ผู้ใดฝ่าฝืน @\nข้อ ๒ @ ต้องระวางโทษ @\nข้อ ๓ @ ให้ยกเลิก @"),
    _lines("items มาตรา ๑", "มาตรา ๑ @ ให้เรียกว่า @\nมาตรา ๒ @ ให้ใช้บังคับ @\nมาตรา ๓ @ ให้ยกเลิก @"),
    _lines("items nested", "๑) @ ข้าว @\n   (ก) @ ข้าวเจ้า @\n   (ข) @ ข้าวเหนียว @\n๒) @ ปลา @"),
    _lines("verse, tab", "@ ในน้ำมีปลา\tในนามีข้าว @\n@ พ่อค้าขี่ม้า\tไปขายเมืองไกล @"),
    _lines("verse, spaces", "@ ในน้ำมีปลา   ในนามีข้าว @\n@ พ่อค้าขี่ม้า   ไปขายเมืองไกล @"),
    _lines("verse, |", "| @ ในน้ำมีปลา @\n| @ ในนามีข้าว @\n| @ พ่อค้าขี่ม้า @", "|"),
    _lines("verse, กลอน", "::: กลอน\n@ ในน้ำมีปลา   ในนามีข้าว @\n@ ขี่ม้า   ไปไกล @\n:::", ":::"),
    _lines("verse, โคลง", "::: โคลง\n@ เสียงลือ   เล่าอ้าง @\n@ เสียงย่อม   ยอยศ @\n:::", ":::"),
    _lines("verse, กาพย์", "::: กาพย์\n@ มัสมั่น   แกงแก้ว @\n@ หอมยี่หร่า   รสร้อน @\n:::", ":::"),
    Construct("indented prose, tab", "\t@ วันนั้นฝนตกหนักมากจนน้ำท่วมทั้งหมู่บ้าน @"),
    Construct("indented prose, spaces", "    @ วันนั้นฝนตกหนักมากจนน้ำท่วมทั้งหมู่บ้าน @"),
    _dialect("Obsidian link", "@ ดู [[หน้าอื่น|@]] และ [[@]] ด้วย @", "[[", "]]"),
    _dialect("Obsidian picture", "@ ภาพ\n\n![[รูป.png]]\n\n@ จบ", "[[", "]]"),
    _dialect("Obsidian comment", "@ เห็น %%@ ไม่เห็น%% แล้ว @", "%%", hidden=(1,)),
    _dialect("Obsidian block", "@ ย่อหน้าที่มีชื่อ @ ^block-one", "^block"),
    _dialect("Pandoc note", "@ มีเชิงอรรถ^[@ ในบรรทัด] อยู่ @", "^["),
    _dialect("Pandoc citation", "@ อ้างถึง [\0doe99, หน้า 3] แล้ว @", "[\0doe"),
    _dialect("Pandoc div", ":::: {#box .special}\n@ ในกล่อง @\n::::", "::::", "{#"),
    _dialect("Quarto callout",
             '::: {.callout-note title="หมายเหตุ"}\n@ ในกล่อง @\n:::', ":::", "{."),
    _dialect("GitBook hint", '{% hint style="info" %}\n@ ข้อควรรู้ @\n{% endhint %}', "{%", "%}"),
    _dialect("GitBook tabs",
             '{% tabs %}\n{% tab title="ก" %}\n@ ในแท็บ @\n{% endtab %}\n{% endtabs %}', "{%"),
    _dialect("Hugo shortcode",
             '@ ก่อน\n\n{{< figure src="a.png" title="ภาพ" >}}\n\n@ หลัง', "{{<", ">}}"),
    _dialect("Jekyll include",
             "@ ก่อน\n\n{% include note.html %}\n\n@ หลัง {{ site.title }} @", "{%", "{{"),
    _dialect("kramdown list of contents", "@ ก่อน\n\n* สารบัญ\n{:toc}\n\n@ หลัง", "{:toc}"),
    _dialect("kramdown class", "@ ย่อหน้า @\n{: .lead}", "{:"),
    _dialect("mdBook include", "@ ก่อน\n\n{{#include a.md}}\n\n@ หลัง", "{{#"),
    _dialect("Notion aside", "<aside>\n💡 @ เกร็ด @\n</aside>", "<aside", "aside>"),
    _dialect("Google Docs bold", "@ คำว่า **@ ** กับ ** @** อยู่ @", "**"),
    _dialect("GitHub alert", "> [!NOTE]\n> @ ข้อควรรู้ @", "[!NOTE]"),
    _dialect("GitHub center", '<p align="center">\n@ กลาง **@** หน้า @\n</p>', "<p", "**"),
    _dialect("HTML div", '<div align="right">\n\n@ ขวา **@** หน้า @\n\n</div>', "<div", "**"),
    _dialect("HTML comment", "@ เห็น <!-- @ ไม่เห็น --> แล้ว @", "<!--", "-->", hidden=(1,)),
    _dialect("HTML inline", "@ คำ <u>@</u> กับ <font color=red>@</font> จบ @", "<u>", "<font"),
    _dialect("formula \\(", "@ สูตร \\(a + b\\) และ @", "\\(", "\\)"),
    _dialect("inline signs", "@ ยิ้ม >_< และ ^_^ กับ ส*ตว์ และ #แฮชแท็ก @"),
    _dialect("escaped signs", "@ \\* \\_ \\# \\[ \\] \\| \\~ \\^ \\$ \\= @", "\\"),
    _dialect("list in a note", "@ มี[^{}] อยู่ @\n\n[^{}]: @ ดังนี้\n\n    - @ ข้าว\n    - @ ปลา", "[^"),
    _dialect("code in an item", "1. @ สั่ง\n\n    ```\n    @ คำสั่ง\n    ```\n\n2. @ เสร็จ", "```"),
    _dialect("bullets in numbers", "1. @ ของแห้ง\n    - @ ข้าว\n    - @ เกลือ\n2. @ ของสด"),
    _dialect("grid table",
             "+----+----+\n| @ | @ |\n+====+====+\n| @ | @ |\n+----+----+", "+--", "+=="),
    _dialect("signs ★", "@ ★ ● ○ ◆ ✓ ♥ ♪ → ① № ½ @"),
    _dialect("link with spaces", "@ ดู [@](my page.html) ด้วย @", "]("),
    _lines("messages of a telephone",
           "[20:30, 3/5/2567] แดง: @ อยู่ไหน @\n[20:31, 3/5/2567] ดำ: @ บ้าน @\n@ กินข้าวอยู่ @"),
    _lines("messages of LINE", "20:15 แดง @ ไปวัดไหม @\n20:16 ดำ @ ไปสิ @\n20:17 แดง ส่งรูป @"),
    _lines("postscript", "@ รักเธอเสมอมาไม่เคยลืมเลือน @\nป.ล. @ อย่าลืมรดน้ำต้นไม้ @"),
    _lines("a play", "แม่: @ ลูกจะไปจริงหรือ @\nลูก: @ ครับ @\n\tเสียงฝน @\nแม่: @ แล้วบ้าน @"),
    _lines("law, three deep",
           "(๑) @ จัดให้มี @\n(ก) @ ป้าย @\n(ข) @ ใบเสร็จ @\n1) @ วันที่ @\n2) @ จำนวน @\n"
           "(ค) @ ที่อยู่ @\n(๒) @ ไม่เอาเปรียบ @"),
    _lines("answers to choose", "๑. @ ข้อใดถูก @\n   ก. @ แมว @\n   ข. @ หมา @\n   ค. @ ไก่ @"),
    _lines("answers side by side", "ก. @ แมว @   ข. @ หมา @\nค. @ ไก่ @   ง. @ เป็ด @"),
    _lines("items below an indented item",
           "งาน @\n   ขั้นที่ 1 @ นำ @\n   ขั้นที่ 2 @ สอน @\n      - @ อธิบาย @\n"
           "      - @ ยกตัวอย่าง @"),
    _lines("questions and answers", "ถาม: @ ใช้เงินเท่าไร @\nตอบ: @ ห้าพันบาท @"),
    _lines("chords", "    C          Am\n@ ลมพัดมาเบาเบา @\n    F      G7\n@ คิดถึงเธอ @"),
    _lines("rows with TABs", "ข้อ @\tก @\tข @\n1 @\tแมว @\t\n2 @\t\tหมา @"),
    _lines("end of a letter", "ลงชื่อ ............ @ ผู้เช่า @\n(@ ใจดี @)\n@ ผู้อำนวยการ @"),
    _lines("timetable", "๐๘.๐๐ น.    @ ลงทะเบียน @\n๐๙.๐๐ น.    @ พิธีเปิด @"),
    Construct("letter, indented",
              "สิ่งที่ส่งมาด้วย  ๑. @ กำหนดการ\n                 ๒. @ แบบตอบรับ\n\n"
              "\tด้วยโรงเรียนจะจัดอบรม @ ครู\n\n                  ขอแสดงความนับถือ @"),
    Construct("waves between scenes", "@ จบฉาก\n\n~~~\n\n@ เช้าวันรุ่งขึ้น เสียงนกร้อง", ("~~~",)),
    _dialect("Google Docs heading",
             "[@](#1.-บทนำ)\n\n## 1\\. @ บทนำ {#1.-บทนำ}\n\n@ จบ", "{#", "\\"),
    _dialect("Notion attribute", '▶ @ หัวพับ {toggle="true"}', "{toggle"),
    _dialect("Quarto format",
             '::: {.content-visible when-format="html"}\n@ ในเว็บ\n:::', ":::", "{."),
    _dialect("kramdown start", "{: start=5}\n1. @ ห้า\n2. @ หก", "{:"),
    _dialect("italics that end behind a space", "@ คำ *@ *ติด @", "*"),
    _dialect("note in a heading", "## @ หัวข้อ[^{}] ใหม่\n\n[^{}]: @ คำอธิบาย", "[^"),
    _dialect("address in Thai", "@ อ่านhttps://example.org/ก_ข?a=1&b=2 @ แล้ว", "&amp;"),
    _clean("quotations within each other", "@ เขาว่า “แม่บอกว่า ‘ไปเถอะ’ แล้วร้องไห้” @"),
    _dialect("years at the head of lines", "@ น้ำท่วมใหญ่ใน พ.ศ.\n2567. ปีนั้นไม่มีใครลืม @"),
)  # fmt: skip
