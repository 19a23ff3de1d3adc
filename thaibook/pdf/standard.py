"""What a PDF claims to be, and what it says of itself therefore.

Enters: the metadata of the book and a PdfStandard. Leaves, in a pydyf.PDF: the metadata as XMP
with the claims in it, the output intent, and what readers have to show. This is the one place
that writes them, whatever the standard. Sources: ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2),
ISO 15930 (PDF/X), XMP specification part 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pydyf

from thaibook.model import Metadata
from thaibook.pdf import weasyprint70
from thaibook.pdf.default_inks import say_what_cmyk_is

PRODUCER = "thaibook"


class OutputIntent(NamedTuple):
    """The colours that a PDF is meant for: an ICC profile of so many components.

    kind: GTS_PDFA1 for PDF/A, GTS_PDFX for PDF/X; condition: its identifier, in the registry
    where that is named; info: in plain words.
    """

    kind: str
    condition: str
    info: str
    profile: bytes
    components: int
    registry: str = ""


@dataclass(frozen=True)
class PdfStandard:
    """What a PDF claims to be. accessible: the part of PDF/UA, 0 for none; archive: the part
    and level of PDF/A, "2A", "" for none; exchange: as PDF/X names itself, "PDF/X-4"; tagged:
    with its structure; links: with annotations."""

    accessible: int = 0
    archive: str = ""
    exchange: str = ""
    intent: OutputIntent | None = None
    tagged: bool = True
    links: bool = True


def for_everyone() -> PdfStandard:
    """The book's PDF where nobody asks for another: PDF/UA-1 and PDF/A-2a at once."""
    intent = OutputIntent(
        "GTS_PDFA1", "sRGB IEC61966-2.1", "sRGB IEC61966-2.1", weasyprint70.srgb_profile(), 3
    )
    return PdfStandard(accessible=1, archive="2A", intent=intent)


def declare(pdf: Any, standard: PdfStandard, metadata: Metadata) -> None:
    """Say in a pydyf.PDF, which has its info already, what it is."""
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    packet = _packet(standard, metadata).encode()
    # Not compressed: PDF/A-1 forbids it, and programs that know no PDF find it.
    xmp = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(xmp)
    pdf.catalog["Metadata"] = xmp.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if standard.archive:
        say_what_cmyk_is(pdf)
    if standard.intent:
        pdf.catalog["OutputIntents"] = pydyf.Array([_intent(pdf, standard.intent)])
    if standard.exchange:
        pdf.info["GTS_PDFXVersion"] = pydyf.String(standard.exchange)
        pdf.info["Trapped"] = "/False"


def _intent(pdf: Any, intent: OutputIntent) -> Any:
    profile = pydyf.Stream([intent.profile], {"N": intent.components}, compress=True)
    pdf.add_object(profile)
    written = {
        "Type": "/OutputIntent",
        "S": f"/{intent.kind}",
        "OutputConditionIdentifier": pydyf.String(intent.condition),
        "Info": pydyf.String(intent.info),
        "DestOutputProfile": profile.reference,
    }
    if intent.registry:
        written["RegistryName"] = pydyf.String(intent.registry)
    return pydyf.Dictionary(written)


PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{parts}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
DESCRIPTION = '<rdf:Description rdf:about="" xmlns:{prefix}="{uri}">{properties}</rdf:Description>'
SCHEMAS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
# PDF/A knows the schemas of its own time; of a later one it wants a description
# (ISO 19005-2, 6.6.2.3).
EXTENSION = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def _packet(standard: PdfStandard, metadata: Metadata) -> str:
    """The metadata as XMP."""
    authors = [each.name for each in metadata.creators if each.role == "aut"]
    authors = authors or [metadata.source] * bool(metadata.source)
    dublin = {
        "title": _either(metadata.title),
        "creator": _listed("Seq", authors),
        "description": _either(metadata.description),
        "subject": _listed("Bag", [subject.name for subject in metadata.subjects]),
        "publisher": _listed("Bag", [metadata.publisher] * bool(metadata.publisher)),
        "rights": _either(metadata.rights),
        "identifier": escape(metadata.identifier),
        "language": _listed("Bag", [metadata.language]),
    }
    parts = [
        _described("dc", dublin),
        _described("xmp", {
            "CreatorTool": PRODUCER,
            "CreateDate": metadata.modified, "ModifyDate": metadata.modified,
            "MetadataDate": metadata.modified if standard.exchange else "",
        }),
        _described("pdf", {
            "Producer": PRODUCER,
            "Keywords": escape(", ".join(subject.name for subject in metadata.subjects)),
            "Trapped": "False" if standard.exchange else "",
        }),
    ]  # fmt: skip
    if standard.accessible:
        parts.append(_described("pdfuaid", {"part": str(standard.accessible)}))
    if standard.archive:
        part, level = standard.archive[0], standard.archive[1]
        parts.append(_described("pdfaid", {"part": part, "conformance": level}))
        parts += [EXTENSION] * bool(standard.accessible)
    if standard.exchange:
        parts.append(_described("pdfxid", {"GTS_PDFXVersion": standard.exchange}))
        media = {"DocumentID": escape(metadata.identifier), "VersionID": "1"}
        parts.append(_described("xmpMM", media | {"RenditionClass": "default"}))
    return PACKET.format(parts="\n".join(parts))


def _described(prefix: str, properties: dict[str, str]) -> str:
    """A schema with those of its properties that have a value."""
    inside = [
        f"<{prefix}:{name}>{value}</{prefix}:{name}>" for name, value in properties.items() if value
    ]
    return DESCRIPTION.format(prefix=prefix, uri=SCHEMAS[prefix], properties="".join(inside))


def _either(text: str) -> str:
    """A text whatever language is asked for."""
    alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
    return alternative if text else ""


def _listed(kind: str, texts: list[str] | tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if texts else ""
