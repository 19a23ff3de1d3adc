"""The table: what each shop asks of an EPUB, in whose words, and who answers it.

One row a demand. required: the shop says must, or refuses a book without it; else it
advises. source: the document of the shop that says so; shops change theirs, so read it
again before you rely on a row. What lies outside the file, the file cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from thaibook.check.shops import link_demands as links
from thaibook.check.shops import package_demands as package
from thaibook.check.shops import picture_demands as pictures
from thaibook.check.shops import style_demands as styles
from thaibook.check.shops.answers import Question


@dataclass(frozen=True)
class Source:
    """A document of a shop."""

    title: str
    address: str


@dataclass(frozen=True)
class Demand:
    """One row; key names it for the tests."""

    key: str
    shop: str
    required: bool
    en: str
    th: str
    source: Source
    ask: Question


APPLE_GUIDE = Source(
    "Apple Books Asset Guide", "https://help.apple.com/itc/booksassetguide/en.lproj/static.html"
)
APPLE_IMAGES = Source(
    "Apple Books Asset Guide, Interior Images",
    "https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html",
)
APPLE_NAVIGATION = Source(
    "Apple Books Asset Guide, Navigation Document",
    "https://help.apple.com/itc/booksassetguide/en.lproj/itc0f175a5b9.html",
)
APPLE_SCRIPT = Source(
    "Apple Books Asset Guide, JavaScript",
    "https://help.apple.com/itc/booksassetguide/en.lproj/itc1415cffcd.html",
)
APPLE_BOOK = Source(
    "Apple Books, Prepare your book", "https://itunespartner.apple.com/books/support/9-prepare-book"
)
GOOGLE_EPUB = Source(
    "Google Play Books, EPUB files", "https://support.google.com/books/partner/answer/3316879"
)
GOOGLE_FILES = Source(
    "Google Play Books, Files and uploading overview",
    "https://support.google.com/books/partner/answer/3424254",
)
KOBO = Source("Kobo EPUB Guidelines", "https://github.com/kobolabs/epub-spec")
KDP_COVER = Source(
    "KDP, Cover Image Guidelines", "https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX"
)
KDP_FILE = Source(
    "KDP, Save Your Manuscript File", "https://kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM"
)
KDP_IMAGES = Source(
    "KDP, Image Guidelines - Reflowable", "https://kdp.amazon.com/en_US/help/topic/G75V4YX5X8GRGXWV"
)
KDP_LANGUAGES = Source(
    "KDP, Supported Languages", "https://kdp.amazon.com/en_US/help/topic/G200673300"
)
KDP_LINKS = Source(
    "KDP, Hyperlink Guidelines", "https://kdp.amazon.com/en_US/help/topic/GQ6JQ7FM6C72HE4X"
)
KDP_NAVIGATION = Source(
    "KDP, Navigation Guidelines", "https://kdp.amazon.com/help?topicId=GY3AD8C6C6GAG42N"
)
KDP_TEXT = Source(
    "KDP, Text Guidelines - Reflowable", "https://kdp.amazon.com/en_US/help/topic/GH4DRT75GWWAGBTU"
)
HYTEXTS = Source("Hytexts, สำหรับนักเขียน", "http://hytexts.com/how_author.php")
# No demand of theirs was found in public (looked for in November 2026); nothing is made up here.
MEB = Source("MEB: no published demands were found", "https://www.mebmarket.com")
NAIIN = Source("Naiin: no published demands were found", "https://www.naiin.com")
PINTO = Source("Pinto: no published demands were found", "https://www.pinto-app.com")
ASK_EN = (
    "ask them: EPUB or PDF (then --profile screen), which EPUB version, the largest file, size and "
    "kind of the cover, whether embedded fonts are kept, whether they lock the file"
)
ASK_TH = (
    "ถามร้าน: รับ EPUB หรือ PDF (ถ้า PDF ใช้ --profile screen) EPUB รุ่นไหน ไฟล์ใหญ่สุดเท่าไร "
    "ปกขนาดและชนิดใด ใช้ฟอนต์ที่ฝังไหม ร้านล็อกไฟล์ไหม"
)
ACE = Source("Ace by DAISY", "https://daisy.github.io/ace/")
W3C_ACCESS = Source("EPUB Accessibility 1.1", "https://www.w3.org/TR/epub-a11y-11/")

APPLE, GOOGLE, KDP = "Apple Books", "Google Play Books", "Amazon KDP"
KOBO_SHOP, ALL = "Kobo", "Accessibility"
HYTEXTS_SHOP, MEB_SHOP, NAIIN_SHOP, PINTO_SHOP = "Hytexts", "MEB", "Naiin", "Pinto"
MUST, SHOULD = True, False

DEMANDS: tuple[Demand, ...] = (
    Demand("apple-version", APPLE, MUST, "EPUB 3", "เป็น EPUB 3",
           APPLE_GUIDE, package.version("3")),
    Demand("apple-epubcheck", APPLE, MUST, "EPUBCheck finds nothing", "EPUBCheck ไม่พบข้อผิด",
           APPLE_BOOK, package.clean_for("EPUBCheck")),
    Demand("apple-described", APPLE, MUST, "identifier, title, language and date of change",
           "มีรหัส ชื่อเรื่อง ภาษา และวันที่แก้ไข", APPLE_GUIDE, package.described),
    Demand("apple-maker", APPLE, SHOULD, "an author or another maker", "มีชื่อผู้เขียนหรือผู้จัดทำ",
           APPLE_GUIDE, package.has_maker),
    Demand("apple-cover", APPLE, MUST, "a cover of at least 1400 pixels on each side",
           "ปกกว้างและสูงอย่างน้อย 1400 พิกเซล", APPLE_GUIDE, pictures.cover_within((1400, 1400))),
    Demand("apple-pixels", APPLE, MUST, "pictures of at most 5.6 million pixels",
           "รูปไม่เกิน 5.6 ล้านพิกเซล", APPLE_IMAGES, pictures.pixels_up_to(5_600_000)),
    Demand("apple-kinds", APPLE, SHOULD, "pictures in JPEG, PNG or SVG",
           "รูปเป็น JPEG PNG หรือ SVG", APPLE_IMAGES, pictures.picture_kinds("JPEG", "PNG", "SVG")),
    Demand("apple-rgb", APPLE, MUST, "pictures in RGB", "รูปเป็นสี RGB",
           APPLE_IMAGES, pictures.pictures_rgb),
    Demand("apple-alt", APPLE, SHOULD, "a description of every picture", "ทุกรูปมีข้อความแทนภาพ (alt)",
           APPLE_BOOK, pictures.pictures_described),
    Demand("apple-text-images", APPLE, MUST, "no text set as a picture", "ไม่ทำข้อความเป็นรูป",
           APPLE_IMAGES, package.cannot_tell),
    Demand("apple-toc", APPLE, MUST, "a table of contents with links", "มีสารบัญที่เป็นลิงก์",
           APPLE_NAVIGATION, links.has_contents),
    Demand("apple-landmarks", APPLE, SHOULD, "no empty landmarks", "จุดสำคัญในเล่มไม่ว่างเปล่า",
           APPLE_NAVIGATION, links.landmarks_filled),
    Demand("apple-notes", APPLE, SHOULD, "notes marked so that they pop up",
           "เชิงอรรถกำกับไว้ให้เปิดเป็นหน้าต่างเล็ก", APPLE_GUIDE, links.notes_pop_up),
    Demand("apple-bold", APPLE, SHOULD, "a real bold of the face of the text",
           "ฝังฟอนต์ตัวหนาแท้ของเนื้อความ", APPLE_GUIDE, styles.real_bold),
    Demand("apple-fonts", APPLE, SHOULD, "embedded fonts declared (ibooks:specified-fonts)",
           "ประกาศว่าใช้ฟอนต์ที่ฝัง (ibooks:specified-fonts)", APPLE_GUIDE, styles.fonts_declared),
    Demand("apple-documents", APPLE, SHOULD, "text documents of at most 10 MB",
           "เอกสารข้อความไฟล์ละไม่เกิน 10 MB", APPLE_GUIDE, package.texts_up_to(10)),
    Demand("apple-self-contained", APPLE, MUST, "nothing loaded from the network",
           "ไม่โหลดอะไรจากเครือข่าย", APPLE_SCRIPT, links.nothing_remote),
    Demand("apple-drm", APPLE, MUST, "no DRM in the file", "ไม่มี DRM ในไฟล์",
           APPLE_GUIDE, package.nothing_locked),
    Demand("apple-size", APPLE, MUST, "a file of at most 2 GB", "ไฟล์ไม่เกิน 2 GB",
           APPLE_BOOK, package.file_up_to(2000)),
    Demand("google-version", GOOGLE, MUST, "EPUB 2 or 3; 3.3 is liked best",
           "เป็น EPUB 2 หรือ 3 (ชอบ 3.3 ที่สุด)", GOOGLE_EPUB, package.version("2", "3")),
    Demand("google-cover", GOOGLE, MUST, "the cover inside the EPUB", "มีปกอยู่ใน EPUB",
           GOOGLE_FILES, pictures.has_cover),
    Demand("google-cover-size", GOOGLE, MUST, "a cover of 640 to 7200 pixels a side",
           "ปกด้านละ 640 ถึง 7200 พิกเซล", GOOGLE_FILES, pictures.cover_within((640, 640), 7200)),
    Demand("google-kinds", GOOGLE, MUST, "pictures in GIF, JPEG, PNG or SVG",
           "รูปเป็น GIF JPEG PNG หรือ SVG", GOOGLE_EPUB,
           pictures.picture_kinds("GIF", "JPEG", "PNG", "SVG")),
    Demand("google-svg", GOOGLE, MUST, "SVG of at most 3200 pixels a side",
           "SVG ด้านละไม่เกิน 3200 พิกเซล", GOOGLE_EPUB, pictures.sides_up_to(3200, "SVG")),
    Demand("google-size", GOOGLE, MUST, "a file of less than 2 GB", "ไฟล์เล็กกว่า 2 GB",
           GOOGLE_FILES, package.file_up_to(1999)),
    Demand("kobo-version", KOBO_SHOP, MUST, "EPUB 2 or 3", "เป็น EPUB 2 หรือ 3",
           KOBO, package.version("2", "3")),
    Demand("kobo-epubcheck", KOBO_SHOP, SHOULD, "EPUBCheck finds nothing", "EPUBCheck ไม่พบข้อผิด",
           KOBO, package.clean_for("EPUBCheck")),
    Demand("kobo-isbn", KOBO_SHOP, SHOULD, "the ISBN of the eBook as its identifier",
           "ใช้ ISBN ของอีบุ๊กเป็นรหัส", KOBO, package.has_isbn),
    Demand("kobo-cover-page", KOBO_SHOP, MUST, "the cover alone in its own page",
           "ปกอยู่หน้าของตัวเอง ไม่มีอย่างอื่น", KOBO, pictures.cover_alone),
    Demand("kobo-cover-img", KOBO_SHOP, SHOULD, "the cover as <img>", "ปกใส่ด้วย <img>",
           KOBO, pictures.cover_as_img),
    Demand("kobo-cover-meta", KOBO_SHOP, SHOULD, "the cover named in the metadata",
           "เมทาดาทาระบุปก", KOBO, pictures.cover_named),
    Demand("kobo-cover-kind", KOBO_SHOP, MUST, "the cover in JPEG or PNG", "ปกเป็น JPEG หรือ PNG",
           KOBO, pictures.cover_kind("JPEG", "PNG")),
    Demand("kobo-cover-shape", KOBO_SHOP, SHOULD, "an upright cover, near 3 : 4",
           "ปกแนวตั้ง ใกล้ 3 : 4", KOBO, pictures.cover_shape(1.2, 1.7)),
    Demand("kobo-cover-size", KOBO_SHOP, SHOULD, "a cover of at most 3 MB", "ปกไม่เกิน 3 MB",
           KOBO, pictures.cover_up_to(3)),
    Demand("kobo-toc", KOBO_SHOP, SHOULD, "contents both as nav and as NCX",
           "มีสารบัญทั้งแบบ nav และ NCX", KOBO, links.has_nav_and_ncx),
    Demand("kobo-ids", KOBO_SHOP, SHOULD, "the same identifier in package and NCX",
           "รหัสใน NCX ตรงกับของเล่ม", KOBO, links.same_identifiers),
    Demand("kobo-names", KOBO_SHOP, SHOULD, "plain ASCII file names", "ชื่อไฟล์เป็น ASCII ล้วน",
           KOBO, package.plain_names),
    Demand("kobo-rgb", KOBO_SHOP, SHOULD, "pictures in RGB", "รูปเป็นสี RGB",
           KOBO, pictures.pictures_rgb),
    Demand("kobo-solid", KOBO_SHOP, SHOULD, "no transparent pictures", "รูปไม่โปร่งใส",
           KOBO, pictures.pictures_solid),
    Demand("kobo-pictures", KOBO_SHOP, SHOULD, "pictures of at most 5 MB", "รูปละไม่เกิน 5 MB",
           KOBO, pictures.pictures_up_to(5)),
    Demand("kobo-documents", KOBO_SHOP, SHOULD, "at most 10 MB a document, pictures included",
           "เอกสารละไม่เกิน 10 MB รวมรูป", KOBO, pictures.documents_up_to(10)),
    Demand("kobo-fonts", KOBO_SHOP, SHOULD, "fonts in TTF, OTF or WOFF",
           "ฟอนต์เป็น TTF OTF หรือ WOFF", KOBO, styles.font_kinds(".ttf", ".otf", ".woff")),
    Demand("kobo-background", KOBO_SHOP, SHOULD, "no background colours", "ไม่กำหนดสีพื้นหลัง",
           KOBO, styles.no_background),
    Demand("kobo-inline", KOBO_SHOP, SHOULD, "no style attributes", "ไม่ใช้แอตทริบิวต์ style",
           KOBO, styles.no_inline_style),
    Demand("kobo-script", KOBO_SHOP, SHOULD, "no JavaScript", "ไม่มี JavaScript",
           KOBO, links.no_script),
    Demand("kobo-notes", KOBO_SHOP, SHOULD, "notes marked with epub:type",
           "เชิงอรรถกำกับด้วย epub:type", KOBO, links.notes_pop_up),
    Demand("kobo-size", KOBO_SHOP, SHOULD, "a file of at most 1 GB", "ไฟล์ไม่เกิน 1 GB",
           KOBO, package.file_up_to(1000)),
    Demand("kdp-language", KDP, MUST, "a language on Amazon's list", "ภาษาอยู่ในรายการของ Amazon",
           KDP_LANGUAGES, package.its_language),
    Demand("kdp-cover-size", KDP, MUST, "a cover of 625 x 1000 to 10000 x 10000 pixels",
           "ปกตั้งแต่ 625 x 1000 ถึง 10000 x 10000 พิกเซล", KDP_COVER,
           pictures.cover_within((625, 1000), 10_000)),
    Demand("kdp-cover-ideal", KDP, SHOULD, "a cover of at least 1600 x 2560 pixels",
           "ปกอย่างน้อย 1600 x 2560 พิกเซล", KDP_COVER, pictures.cover_within((1600, 2560))),
    Demand("kdp-cover-shape", KDP, SHOULD, "a cover of 1 : 1.6", "ปกสัดส่วน 1 : 1.6",
           KDP_COVER, pictures.cover_shape(1.55, 1.65)),
    Demand("kdp-cover-bytes", KDP, MUST, "a cover of at most 50 MB", "ปกไม่เกิน 50 MB",
           KDP_COVER, pictures.cover_up_to(50)),
    Demand("kdp-toc", KDP, SHOULD, "contents that the menu can show", "มีสารบัญให้เมนูของเครื่อง",
           KDP_NAVIGATION, links.has_contents),
    Demand("kdp-toc-page", KDP, SHOULD, "a contents page of links, no table",
           "มีหน้าสารบัญเป็นลิงก์ ไม่ใช่ตาราง", KDP_NAVIGATION, links.contents_page),
    Demand("kdp-links", KDP, SHOULD, "links inside the book that arrive", "ลิงก์ในเล่มไปถึงที่หมาย",
           KDP_LINKS, links.links_arrive),
    Demand("kdp-notes", KDP, MUST, "notes with a link back", "เชิงอรรถมีลิงก์กลับ",
           KDP_LINKS, links.notes_lead_back),
    Demand("kdp-kinds", KDP, MUST, "pictures in GIF, BMP, JPEG, PNG or SVG",
           "รูปเป็น GIF BMP JPEG PNG หรือ SVG", KDP_IMAGES,
           pictures.picture_kinds("GIF", "BMP", "JPEG", "PNG", "SVG")),
    Demand("kdp-solid", KDP, SHOULD, "no transparent pictures", "รูปไม่โปร่งใส",
           KDP_IMAGES, pictures.pictures_solid),
    Demand("kdp-colour", KDP, SHOULD, "no colour forced on text", "ไม่บังคับสีตัวอักษร",
           KDP_TEXT, styles.no_text_colour),
    Demand("kdp-defaults", KDP, SHOULD, "the reader's own size and leading for the text",
           "เนื้อความใช้ขนาดและระยะบรรทัดของผู้อ่าน", KDP_TEXT, styles.text_at_defaults),
    Demand("kdp-locked", KDP, MUST, "nothing locked or encrypted, fonts included",
           "ไม่ล็อกหรือเข้ารหัส รวมทั้งฟอนต์", KDP_FILE, package.nothing_locked),
    Demand("kdp-size", KDP, MUST, "a file of at most 650 MB", "ไฟล์ไม่เกิน 650 MB",
           KDP_FILE, package.file_up_to(650)),
    Demand("hytexts-epub", HYTEXTS_SHOP, SHOULD, "an EPUB", "เป็น EPUB",
           HYTEXTS, package.version("2", "3")),
    Demand("hytexts-unlocked", HYTEXTS_SHOP, SHOULD, "no DRM of yours: the shop adds Adobe's",
           "ไม่ล็อกมาเอง ร้านใส่ Adobe DRM ให้", HYTEXTS, package.nothing_locked),
    Demand("hytexts-ask", HYTEXTS_SHOP, SHOULD,
           "ask them: which EPUB version, size of file and cover; see a page in their reader, "
           "which may be Adobe's (epub: {for: adobe})",
           "ถามร้าน: EPUB รุ่นไหน ไฟล์และปกขนาดเท่าไร และขอดูตัวอย่างหน้าในโปรแกรมของร้าน "
           "ซึ่งอาจเป็นของ Adobe (epub: {for: adobe})", HYTEXTS, package.cannot_tell),
    Demand("meb-ask", MEB_SHOP, SHOULD, ASK_EN, ASK_TH, MEB, package.cannot_tell),
    Demand("naiin-ask", NAIIN_SHOP, SHOULD, ASK_EN, ASK_TH, NAIIN, package.cannot_tell),
    Demand("pinto-ask", PINTO_SHOP, SHOULD, ASK_EN, ASK_TH, PINTO, package.cannot_tell),
    Demand("access-ace", ALL, MUST, "Ace finds nothing", "Ace ไม่พบข้อผิด",
           ACE, package.clean_for("Ace")),
    Demand("access-metadata", ALL, MUST, "what accessibility the book has, in its metadata",
           "เมทาดาทาบอกการเข้าถึงของเล่ม", W3C_ACCESS, links.accessibility_told),
    Demand("access-pages", ALL, MUST, "a page list, if any, that names its printed source",
           "ถ้ามีรายการเลขหน้า ระบุฉบับพิมพ์ที่อ้าง", W3C_ACCESS, links.pages_have_source),
)  # fmt: skip
