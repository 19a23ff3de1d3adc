"""What a PDF for a printer says of itself.

Enters: an open PDF, its profile, the book's metadata. Leaves: in the file, its PDF/X version, the
printing condition with its ICC profile, XMP, dates and identifier, the same each time. Sources:
ISO 15930-1 (PDF/X-1a:2001), -3 (PDF/X-3:2002), -4, -6 (2003), -7 (PDF/X-4).
"""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from thaibook.load import Profile
from thaibook.model import Metadata

REGISTRY = "http://www.color.org"  # of characterised printing conditions
PRODUCER = "thaibook"
# The PDF version that each standard stands on.
VERSIONS = {"PDF/X-4": "1.6", "PDF/X-1a:2001": "1.3", "PDF/X-3:2002": "1.3"}
OLDEST_NAMED = {"PDF/X-1a:2001": "PDF/X-1:2001"}  # what it calls the version beside the conformance
# What a reader uses, and a press does not: outline, names, actions, forms, structure.
NOT_PRINTED = (
    "/Outlines", "/Names", "/Dests", "/OpenAction", "/AA", "/AcroForm", "/StructTreeRoot",
    "/MarkInfo", "/Metadata", "/OutputIntents", "/PageMode", "/ViewerPreferences", "/Extensions",
    "/URI", "/OCProperties", "/PageLabels", "/Version",
)  # fmt: skip
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{tool}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
{version}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def strip(pdf: Pdf) -> None:
    """Take away what is not printed."""
    for key in NOT_PRINTED:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/AA", "/StructParents", "/Tabs", "/Metadata"):
            if key in page:
                del page.obj[key]


def declare(pdf: Pdf, profile: Profile, icc: bytes, metadata: Metadata) -> None:
    """Say what the file is. icc: of the press, where the standard wants one."""
    standard = profile.standard
    date = _pdf_date(metadata.modified)
    info = {
        "/Title": metadata.title, "/Creator": PRODUCER, "/Producer": PRODUCER,
        "/CreationDate": date, "/ModDate": date,
    }  # fmt: skip
    authors = ", ".join(each.name for each in metadata.creators if each.role == "aut")
    if authors or metadata.source:
        info["/Author"] = authors or metadata.source
    written = Dictionary({key: String(value) for key, value in info.items()})
    if standard:
        written.Trapped = Name("/False")
    if standard and standard != "PDF/X-4":
        written.GTS_PDFXVersion = String(OLDEST_NAMED.get(standard, standard))
        if standard in OLDEST_NAMED:
            written.GTS_PDFXConformance = String(standard)
    pdf.trailer.Info = pdf.make_indirect(written)
    if profile.condition and standard:
        pdf.Root.OutputIntents = Array([_intent(pdf, profile.condition, icc)])
    if standard == "PDF/X-4":
        pdf.Root.Metadata = _xmp(pdf, metadata, standard)


def _intent(pdf: Pdf, condition: str, icc: bytes) -> Dictionary:
    """The printing condition (ISO 32000-1, 14.11.5)."""
    profile = Stream(pdf, icc, N=4)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition),
        OutputCondition=String(condition),
        RegistryName=String(REGISTRY),
        Info=String(condition),
        DestOutputProfile=pdf.make_indirect(profile),
    )


def _xmp(pdf: Pdf, metadata: Metadata, standard: str) -> Stream:
    version = f"<pdfxid:GTS_PDFXVersion>{standard}</pdfxid:GTS_PDFXVersion>"
    packet = XMP.format(
        title=escape(metadata.title),
        date=metadata.modified,
        document=escape(_uuid(metadata)),
        tool=PRODUCER,
        version=version,
    )
    stream = Stream(pdf, packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    return pdf.make_indirect(stream)


def _uuid(metadata: Metadata) -> str:
    digest = hashlib.sha256(metadata.identifier.encode()).hexdigest()
    return f"uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def _pdf_date(iso: str) -> str:
    """2018-10-02T00:00:00Z as a PDF has it."""
    digits = "".join(each for each in iso if each.isdigit())
    return f"D:{digits[:14].ljust(14, '0')}Z"
