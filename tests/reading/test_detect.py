from __future__ import annotations

import pytest

from agreementkit.errors import ExitCode, UnreadableError


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "holds no bytes"),
        (b" \n\t\r\n", "is empty"),
        (b"PK\x03\x04" + b"\0" * 40, "ZIP archive"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "Office document"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "old Office document"),
        (b"\n<!DOCTYPE html><title>Anmeldung</title>", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (b"{\\rtf1\\ansi Vertrag}", "RTF"),
        (b"Stadt\0Kreis", "NUL bytes"),
        (b"\0" * 2000 + b"%PDF-1.4", "NUL bytes"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"%PDF-1.7\n", "no page can be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "damaged or oversized picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "damaged or oversized picture"),
    ],
)
def test_what_is_no_document_is_refused_with_file_reason_and_way_out(read, data, says):
    with pytest.raises(UnreadableError) as caught:
        read(data, "akte 7.bin")
    assert says in caught.value.what
    assert "akte 7.bin" in caught.value.what
    assert caught.value.fix
    assert str(caught.value).count("\n") <= 2
    assert caught.value.exit_code is ExitCode.UNREADABLE


def test_the_type_is_told_by_content_not_by_name(read, born_digital):
    assert read(born_digital, "vertrag.txt").source.media_type == "application/pdf"
    assert read("§ 1 Ziele".encode(), "vertrag.pdf").source.media_type == "text/plain"


def test_a_pdf_header_may_stand_anywhere_in_the_first_kilobyte(read, born_digital):
    assert read(b"X-Mailer: scan\r\n" * 20 + born_digital).source.media_type == "application/pdf"


@pytest.mark.parametrize("name", ["a\nb.pdf", "K\udcfcndigung.pdf", "x" * 400])
def test_a_message_stays_printable_whatever_the_file_is_called(read, name):
    with pytest.raises(UnreadableError) as caught:
        read(b"", name)
    assert caught.value.what.isprintable()
    assert len(caught.value.what) < 260
