"""Documents as Word and Google Docs write them, made by hand after what those programs write.

`python -m tests.import_samples` writes them into tests/data/imports/, where the files of other
programs lie, too (tests/data/imports/README.md says how each was made).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent / "data" / "imports"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file, the same bytes each time."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    header: str = "",
    relations: str = "",
    core: str = "",
    media: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx with this body; the parts that are given and those that every one has."""
    given = {
        "styles": styles,
        "numbering": numbering,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "comments": comments,
        "header": header,
    }
    parts: dict[str, str | bytes] = {}
    links, types = relations, ""
    for name, inside in given.items():
        if inside:
            root = {"header": "hdr"}.get(name, name)
            parts[f"word/{name}.xml"] = f"{XML}<w:{root} {NAMES}>{inside}</w:{root}>"
            links += f'<Relationship Id="rId_{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
            types += f'<Override PartName="/word/{name}.xml" ContentType="{KINDS}{name}+xml"/>'
    for name, data in (media or {}).items():
        parts[f"word/media/{name}"] = data
    document = f"{XML}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{KINDS}document.main+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "docProps/core.xml": core,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f"{links}</Relationships>",
            **parts,
        }
    )


def run(text: str, properties: str = "") -> str:
    """A run of letters with these properties."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00A41C2E">{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is no element becomes one."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f'<w:p w14:paraId="1A2B3C4D" w:rsidR="00A41C2E">{own}{inside}</w:p>'


def field(instruction: str, result: str) -> str:
    """A field as Word writes it, in five runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


THAI = '<w:rFonts w:hint="cs"/><w:cs/>'
BOLD = "<w:b/><w:bCs/>"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Angsana New" w:cs="Angsana New"/>
<w:sz w:val="22"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>
</w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>
<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>
<w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Quote"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="List Paragraph"/><w:basedOn w:val="a"/>
<w:pPr><w:ind w:left="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a6"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="hidden1"><w:name w:val="หมายเหตุบรรณาธิการ"/>
<w:basedOn w:val="a"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="a7"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="a8"><w:name w:val="Hyperlink"/>
<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
"""


SYMBOL_BULLET = "\uf0b7"
HYPERLINK = '<w:rStyle w:val="a8"/>'
WIDE = '<w:gridSpan w:val="3"/>'


def _level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "bullet", SYMBOL_BULLET)}'
    f"{_level(1, 'bullet', 'o')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="2">{_level(0, "thaiNumbers", "%1.")}'
    f"{_level(1, 'thaiLetters', '(%2)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="3">{_level(0, "decimal", "%1)")}'
    f"{_level(1, 'decimal', '%1.%2')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="4">{_level(0, "thaiLetters", "%1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="7">{_level(0, "thaiNumbers", "บทที่ %1")}</w:abstractNum>'
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3, 4, 7)
    )
    + '<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def _item(number: int, depth: int, *runs: str) -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(*runs, style="a5", properties=own)


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def _picture(name: str, words: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="2743200" cy="1828800"/>'
        f'<wp:docPr id="1" name="รูปภาพ 1" descr="{words}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _text_box(text: str) -> str:
    """A text box: as Word draws it, and again for older programs."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:extent cx="1800000" cy="900000"/><wp:docPr id="9" name="Text Box 9"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word_novel() -> bytes:
    """A novel with everything that authors use in Word."""
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
        + paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("บทที่ ๑ คนแจวเรือ"),
            "<w:r><w:tab/></w:r>",
            field("PAGEREF _Toc1 \\h", run("3")),
            style="11",
        )
        + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + "</w:sdtContent></w:sdt>"
    )
    author = 'w:id="90" w:author="สมศรี บก." w:date="2026-02-03T08:00:00Z"'
    merged = '<w:vMerge w:val="restart"/>'
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
        f"{_cell('ฤดู')}{_cell('ระดับน้ำ')}{_cell('เรือ | ลำ')}</w:tr>"
        f"<w:tr>{_cell('ฝน', merged)}{_cell('สูง')}{_cell('๑๒')}</w:tr>"
        f"<w:tr>{_cell('', '<w:vMerge/>')}{_cell('สูงมาก')}{_cell('๙')}</w:tr>"
        f"<w:tr>{_cell('รวมทั้งปี', WIDE)}</w:tr></w:tbl>"
    )
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{}</w:r>'
    body = [
        paragraph("คนแจวเรือรุ่นสุดท้าย", style="a3"),
        paragraph("โดย พิมพ์ชนก ริมน้ำ", properties='<w:jc w:val="center"/>'),
        contents,
        paragraph(
            '<w:bookmarkStart w:id="0" w:name="_Toc1"/>',
            "คนแจวเรือ",
            '<w:bookmarkEnd w:id="0"/>',
            style="1",
        ),
        paragraph(
            "<w:r><w:tab/></w:r>",
            run("ตาเที่ยงแจวเรือมาตั้งแต่อายุสิ", THAI),
            '<w:proofErr w:type="spellStart"/>',
            run("บสอง", THAI),
            '<w:proofErr w:type="spellEnd"/>',
            run(" ไม่เคย", THAI),
            run("ขาดสักวัน", THAI + BOLD),
            note.format('<w:footnoteReference w:id="2"/>'),
            run(" คนทั้งคุ้งเรียกว่า ", THAI),
            run("ลุงแจว", f'{THAI}<w:i/><w:iCs w:val="1"/>'),
            run(" boat ", "<w:i/>"),
            properties='<w:jc w:val="thaiDistribute"/>',
        ),
        paragraph(
            run("หนาเฉพาะไทย only", "<w:bCs/>"),
            run(" หนาเฉพาะโรมัน only", "<w:b/>"),
            run(" เน้น", '<w:rStyle w:val="a7"/>'),
            run(" H", ""),
            run("2", '<w:vertAlign w:val="subscript"/>'),
            run("O "),
            run("เหลือง", '<w:highlight w:val="yellow"/>'),
            run(" แดง", '<w:color w:val="FF0000"/>'),
            run(" ลับ", "<w:vanish/>"),
            run(" ฆ่า", "<w:strike/>"),
            run(" ใต้", '<w:u w:val="single"/>'),
        ),
        paragraph(
            run("น้ำ"),
            f"<w:ins {author}>{run('ขึ้นเร็ว')}</w:ins>",
            f'<w:del {author}><w:r><w:delText xml:space="preserve">ลดช้า</w:delText></w:r></w:del>',
            run("กว่าที่คิด"),
            '<w:commentRangeStart w:id="4"/>',
            run("มาก"),
            '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
            properties=f"<w:rPr><w:del {author}/></w:rPr>",
        ),
        paragraph(" และแรงกว่าเดิม"),
        paragraph("ย่อหน้าหนาทั้งย่อหน้า แต่", run("คำนี้", '<w:rStyle w:val="a7"/>'),
                  "กลับเป็นธรรมดา", style="hidden1"),
        paragraph("# ไม่ใช่หัวข้อ *ดาว* _ขีด_ [ก](ข) 2 * 3 &lt;b&gt; $5 และ $6"),
        paragraph("1. ไม่ใช่รายการ"),
        paragraph("+ บวก"),
        _item(1, 0, "พาย"),
        _item(1, 1, "พายยาว"),
        _item(1, 0, "แจว"),
        paragraph("สิ่งที่ต้องทำ"),
        _item(2, 0, "ตรวจเรือ"),
        _item(2, 1, "หัวเรือ"),
        _item(2, 1, "ท้ายเรือ"),
        _item(2, 0, "ผูกเชือก"),
        paragraph("ตัวเลือก"),
        _item(4, 0, "ไป"),
        _item(4, 0, "ไม่ไป"),
        paragraph("นับใหม่"),
        _item(3, 0, "หนึ่ง"),
        _item(3, 1, "หนึ่งจุดหนึ่ง"),
        _item(3, 0, "สอง"),
        _item(5, 0, "หนึ่งอีกครั้ง"),
        paragraph("น้ำขึ้นให้รีบตัก", style="a4"),
        paragraph("* * *", properties='<w:jc w:val="center"/>'),
        paragraph("นกเขาขันคูอยู่ริมคลอง", "<w:r><w:tab/></w:r>", "น้ำใสมองเห็นปลาน้อย",
                  "<w:r><w:br/></w:r>", "แจวเรือเอื่อยเอื่อยรอคอย", "<w:r><w:tab/></w:r>",
                  "ลมเย็นลอยมาชื่นใจ"),
        paragraph("ประกาศ", properties='<w:outlineLvl w:val="0"/>'),
        paragraph("ของขาย", style="2"),
        paragraph("ตารางที่ 1 ", "เรือในแต่ละฤดู", style="a6"),
        table,
        paragraph(_picture("rId_img", "เรือแจวจอดใต้ต้นลำพู")),
        paragraph("ภาพที่ ", field("SEQ ภาพที่ \\* ARABIC", run("1")), " เรือของตาเที่ยง",
                  style="a6"),
        paragraph("ร้านริมน้ำ", _text_box("ป้าย: เปิดทุกวัน")),
        paragraph(
            "อ่านต่อที่",
            f'<w:hyperlink r:id="rId_web">{run("เว็บไซต์", HYPERLINK)}</w:hyperlink>',
            " หรือ",
            f'<w:hyperlink w:anchor="_Toc1">{run("บทแรก")}</w:hyperlink>',
            " หน้า ", field("PAGEREF _Toc1 \\h", run("7")),
            note.format('<w:endnoteReference w:id="2"/>'),
        ),
        paragraph(
            "ลงชื่อ ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            " คำ", "<w:r><w:softHyphen/></w:r>", "ยาว", "<w:r><w:noBreakHyphen/></w:r>", "ต่อ ",
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r>"
            "</m:den></m:f></m:oMath>",
        ),
        paragraph("ก่อนหน้าใหม่", '<w:r><w:br w:type="page"/></w:r>', "หลังหน้าใหม่"),
        paragraph("ตาเที่ยง", properties='<w:jc w:val="right"/>'),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId_header"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1440" w:right="1440"/></w:sectPr>',
    ]  # fmt: skip
    return docx(
        "".join(body),
        styles=STYLES,
        numbering=NUMBERING,
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("เล่ากันว่าเคยขาดครั้งเดียว")}'
        f"{paragraph('เมื่อปีน้ำท่วมใหญ่')}</w:footnote>",
        endnotes=f'<w:endnote w:id="2">{paragraph("เปิดดูเมื่อ ๑ มกราคม")}</w:endnote>',
        comments='<w:comment w:id="4" w:author="สมศรี บก." w:date="2026-02-03T08:00:00Z">'
        f"{paragraph('ใช้คำอื่นดีไหม')}</w:comment>",
        header=paragraph("คนแจวเรือ — ต้นฉบับ"),
        relations=f'<Relationship Id="rId_img" Type="{OFFICE}/image" Target="media/image1.png"/>'
        f'<Relationship Id="rId_web" Type="{OFFICE}/hyperlink" TargetMode="External" '
        'Target="https://example.org/เรือ"/>',
        core=f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>คนแจวเรือรุ่นสุดท้าย</dc:title>'
        "<dc:creator>พิมพ์ชนก ริมน้ำ</dc:creator><cp:keywords>เรือ, แม่น้ำ</cp:keywords>"
        "</cp:coreProperties>",
        media={"image1.png": png(300, 200, (90, 140, 90))},
    )


def docs_story() -> bytes:
    """A story as Google Docs exports it: no numbering of headings, every look at its run."""
    sizes = '<w:sz w:val="22"/><w:szCs w:val="22"/><w:rtl w:val="0"/>'
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="22"/>'
        '<w:szCs w:val="22"/><w:lang w:val="th"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
    )
    bullet = (
        '<w:abstractNum w:abstractNumId="1">'
        f"{_level(0, 'bullet', '●')}{_level(1, 'bullet', '○')}</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="2">{_level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )

    def item(number: int, depth: int, text: str) -> str:
        own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(run(text, sizes), properties=own)

    body = [
        paragraph(run("วันฝนตกที่สถานี", sizes), style="Title"),
        paragraph(run("ชานชาลา", sizes), style="Heading1"),
        paragraph(
            run("เสียงหวูดรถไฟ", sizes + '<w:b w:val="1"/><w:bCs w:val="1"/>'),
            run("ดังมาแต่ไกล ", sizes + '<w:b w:val="0"/>'),
            run("เธอ", sizes + '<w:i w:val="1"/><w:iCs w:val="1"/>'),
            run("ยังยืนอยู่ที่เดิม", sizes),
        ),
        paragraph(""),
        paragraph(run("“มาแล้วหรือ” เขาถาม", sizes)),
        item(1, 0, "กระเป๋า"),
        item(1, 1, "สมุด"),
        item(2, 0, "ซื้อตั๋ว"),
        item(2, 0, "ขึ้นรถ"),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        paragraph(run("ขบวนสุดท้าย", sizes), style="Heading1"),
        paragraph(run("ไม่มีใครลงที่สถานีนี้อีกแล้ว", sizes)),
        '<w:sectPr><w:pgSz w:w="11909" w:h="16834"/>'
        '<w:pgMar w:left="1440" w:right="1440"/></w:sectPr>',
    ]
    return docx("".join(body), styles=styles, numbering=bullet)


SAMPLES = {"word-novel.docx": word_novel, "docs-story.docx": docs_story}

if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for name, make in SAMPLES.items():
        (HERE / name).write_bytes(make())
