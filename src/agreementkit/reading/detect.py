"""What kind of file the bytes are: judged by their content, never by the file's name."""

from __future__ import annotations

import re

from agreementkit.errors import UnreadableError

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
TEXT = "text/plain"

READABLE = frozenset({PDF, PNG, JPEG, TIFF, TEXT})

# ISO 32000 wants the header at byte 0; Annex H of Adobe's own reader notes accepts it within the first 1024 bytes.
_PDF_HEADER_RE = re.compile(rb"%PDF-\d")
_HTML_RE = re.compile(rb"(?i)\s{0,200}<(?:!doctype\s{1,20}html|html|head|body)\b")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"GIF8", "image/gif"),
    (b"%!PS", "application/postscript"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"<?xml", "application/xml"),
    (b"\x7fELF", "application/octet-stream"),
    (b"MZ\x90\0", "application/octet-stream"),
)

_SAVE_AS_PDF = "Open it in the program it was made with, save it as PDF, and read that file."
_UNPACK = "Unpack it and read the documents in it one by one."
_AS_PICTURE = "Convert it to PNG, JPEG, TIFF or PDF, and read that file."

_REFUSALS: dict[str, tuple[str, str]] = {
    "application/vnd.openxmlformats-officedocument": ("is an Office document", _SAVE_AS_PDF),
    "application/vnd.oasis.opendocument": ("is an OpenDocument file", _SAVE_AS_PDF),
    "application/x-ole-storage": ("is an old Office document or an Outlook message", _SAVE_AS_PDF),
    "application/rtf": ("is an RTF document", _SAVE_AS_PDF),
    "application/postscript": ("is a PostScript file", _SAVE_AS_PDF),
    "application/zip": ("is a ZIP archive", _UNPACK),
    "application/gzip": ("is a gzip archive", _UNPACK),
    "application/x-7z-compressed": ("is a 7z archive", _UNPACK),
    "application/vnd.rar": ("is a RAR archive", _UNPACK),
    "text/html": (
        "is a web page, perhaps a login or error page saved in place of the document",
        "Download the document again, or print the page to PDF.",
    ),
    "application/xml": ("is an XML file", _SAVE_AS_PDF),
    "image/gif": ("is a GIF picture", _AS_PICTURE),
    "image/bmp": ("is a BMP picture", _AS_PICTURE),
    "image/webp": ("is a WebP picture", _AS_PICTURE),
    "image/heic": ("is a HEIC picture", _AS_PICTURE),
    "application/octet-stream": ("is a program or other binary file, no document", "Check which file was meant."),
}


def media_type(data: bytes) -> str:
    """Tell the media type of a file from its first kilobyte.

    Args:
        data: The whole file.

    Returns:
        One of ``READABLE``, or the type of something that is recognised but not read here. Bytes without a known mark
        are ``text/plain``: whether they really are text is found when they are decoded.
    """
    head = data[:1024]
    if _PDF_HEADER_RE.search(head):
        return PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zip_content(data[:4096])
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        return "image/heic"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if _HTML_RE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return TEXT


def refuse_unreadable(kind: str, file_name: str) -> None:
    """Refuse what is recognised but cannot be read, with what it is and what to do.

    Raises:
        UnreadableError: ``kind`` is not one of ``READABLE``.
    """
    if kind in READABLE:
        return
    why, fix = _REFUSALS.get(kind, ("is of a type that is not read", "Save it as PDF, and read that file."))
    raise UnreadableError(f"{printable(file_name)} {why}.", fix)


def printable(file_name: str) -> str:
    """A file name that may stand in a message: on one line, printable, of bounded length.

    >>> len(printable("a" + chr(10) + "b.pdf").splitlines())
    1
    """
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode("ascii")
        for char in file_name
    )
    return shown if len(shown) <= 160 else f"{shown[:120]}…{shown[-30:]}"


def _zip_content(head: bytes) -> str:
    """What a ZIP file holds: office formats name themselves among the first entries."""
    if b"mimetypeapplication/vnd.oasis.opendocument" in head:
        return "application/vnd.oasis.opendocument"
    if b"[Content_Types].xml" in head or b"word/" in head or b"_rels/.rels" in head:
        return "application/vnd.openxmlformats-officedocument"
    return "application/zip"
