from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import fpdf
import pypdf
import pytest
import trafilatura
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from indexes.errors import DocumentInvalid
from indexes.readers import document_from_record, document_record, read_paths
from indexes.readers.decoding import MAX_FILE_BYTES
from indexes.readers.pdf import paragraphs
from indexes.readers.tables import read_json_lines
from indexes.types import Document, UnreadableItem
from tests.indexes.making import document, open_collection

STORY = (
    "The ferry to the island was cancelled on Monday. The harbour master said that the wind was too strong for the"
    " small boats, and that the next crossing would leave on Tuesday at noon."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry cancelled</title>
<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Ferry cancelled">
<link rel="canonical" href="https://harbour.example/ferry">
<meta property="article:published_time" content="2019-06-22T08:00:00Z"></head>
<body><nav>Home | Sport | Weather</nav><article><h1>Ferry cancelled</h1><p>{STORY}</p>
<p>Passengers waited in the hall, where the company gave them soup and bread until late in the evening.</p>
</article><footer>Imprint</footer></body></html>"""


def read(*paths: Path) -> tuple[list[Document], list[UnreadableItem]]:
    items = list(read_paths(paths))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, UnreadableItem)]


def one(path: Path) -> Document:
    documents, faults = read(path)
    assert faults == []
    assert len(documents) == 1
    return documents[0]


def fault(path: Path) -> UnreadableItem:
    documents, faults = read(path)
    assert documents == []
    assert len(faults) == 1
    assert faults[0].hint
    assert faults[0].source == str(path)
    return faults[0]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def json_lines(path: Path, records: Sequence[object]) -> Path:
    return written(path, "".join(json.dumps(record) + "\n" for record in records))


def pdf(path: Path, pages: Sequence[str], *, password: str | None = None, title: str | None = None) -> Path:
    made = fpdf.FPDF()
    if title:
        made.set_title(title)
    for page in pages:
        made.add_page()
        made.set_font("helvetica", size=11)
        made.multi_cell(0, 6, page)
    made.output(str(path))
    if password is not None:
        writer = pypdf.PdfWriter(clone_from=path)
        # AES, which is what programs write today, and which pypdf reads only with its optional dependency.
        writer.encrypt(password, owner_password="owner", algorithm="AES-256")
        writer.write(path)
    return path


def test_text_is_kept_to_the_character_and_its_path_is_the_id(tmp_path: Path) -> None:
    text = f"  {STORY}\r\n\r\nÜber “quotes” – и так.\n"
    found = one(written(tmp_path / "story.txt", text))
    assert (found.id, found.text, found.title, found.language) == ("story.txt", text, None, "en")


def test_a_heading_at_the_start_of_markdown_is_its_title(tmp_path: Path) -> None:
    found = one(written(tmp_path / "story.md", f"\n# The ferry #\n\n{STORY}\n"))
    assert found.title == "The ferry"
    assert STORY in found.text
    assert one(written(tmp_path / "plain.md", f"{STORY}\n# Later\n")).title is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_files_are_read_with_and_without_marks(tmp_path: Path, encoding: str) -> None:
    text = f"Zoë: {STORY}"
    assert one(written(tmp_path / "story.txt", text.encode(encoding))).text == text


def test_other_encodings_and_binary_files_are_named_with_the_byte(tmp_path: Path) -> None:
    assert "b'\\xeb' at byte 2" in fault(written(tmp_path / "latin.txt", "Zoë".encode("latin-1"))).error
    assert "NUL at byte 4" in fault(written(tmp_path / "binary.txt", b"\x7fELF\x00\x01")).error
    assert "at byte" in fault(written(tmp_path / "odd.txt", b"\xff\xfeh\x00i")).error


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff"])
@pytest.mark.parametrize("name", ["empty.txt", "empty.md"])
def test_files_without_text_are_reported(tmp_path: Path, name: str, content: str) -> None:
    assert "expected a text, found none" in fault(written(tmp_path / name, content)).error


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    found = one(written(tmp_path / "page.html", PAGE))
    assert STORY in found.text
    assert "Imprint" not in found.text
    assert found.title == "Ferry cancelled"
    assert found.publisher == "Harbour Post"
    assert found.url == "https://harbour.example/ferry"
    assert found.published_at == date(2019, 6, 22)


def test_a_page_in_utf_16_is_read(tmp_path: Path) -> None:
    assert STORY in one(written(tmp_path / "page.htm", PAGE.encode("utf-16"))).text


@pytest.mark.parametrize(
    "soup",
    [b"", b"<html></html>", b"<" * 5_000, b"<p>" * 20_000, b"<html><body><script>x</script>", bytes(range(1, 256)) * 9],
    ids=["empty", "bare", "brackets", "nested", "script", "bytes"],
)
def test_soup_is_read_or_reported_and_never_raised(tmp_path: Path, soup: bytes) -> None:
    documents, faults = read(written(tmp_path / "soup.html", soup))
    assert len(documents) + len(faults) == 1


def test_a_pdf_gives_its_pages_with_lines_joined(tmp_path: Path) -> None:
    found = one(pdf(tmp_path / "story.pdf", [STORY, "Second page."], title="The ferry"))
    assert STORY in found.text
    assert found.text.endswith("\n\nSecond page.")
    assert found.title == "The ferry"


def test_pdf_lines_are_joined_to_paragraphs() -> None:
    page = "Ferry cancelled\nThe harbour master said that the wind was too strong for exam-\nple boats.\nNext one."
    joined = "Ferry cancelled\n\nThe harbour master said that the wind was too strong for example boats.\n\nNext one."
    assert paragraphs(page) == joined


def test_a_pdf_that_needs_a_password_is_reported(tmp_path: Path) -> None:
    assert "encrypted" in fault(pdf(tmp_path / "locked.pdf", [STORY], password="secret")).error
    assert STORY in one(pdf(tmp_path / "open.pdf", [STORY], password="")).text


def test_a_scan_is_reported_and_pages_without_text_are_named(tmp_path: Path) -> None:
    assert "2 pages without any" in fault(pdf(tmp_path / "scan.pdf", ["", ""])).error
    documents, faults = read(pdf(tmp_path / "part.pdf", [STORY, "", STORY, ""]))
    assert len(documents) == 1
    assert "none on page 2, 4" in faults[0].error


def test_a_damaged_pdf_is_reported(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "whole.pdf", [STORY] * 5).read_bytes()
    for number, data in enumerate([b"", b"%PDF-1.7", b"not a pdf", whole[: len(whole) // 3], b"\x00" * 3000]):
        assert "damaged" in fault(written(tmp_path / f"bad{number}.pdf", data)).error


@pytest.mark.parametrize("kind", ["NoSuchDecode", "JBIG2Decode"])
def test_a_pdf_with_a_filter_that_is_not_read_does_not_stop_the_rest(tmp_path: Path, kind: str) -> None:
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path / "a.pdf", [STORY]))
    characters = StreamObject()
    characters.set_data(b"\x97JB2 no such stream")
    characters[NameObject("/Filter")] = NameObject(f"/{kind}")
    reference = writer._add_object(characters)
    for each in writer._objects:
        if isinstance(each, DictionaryObject) and each.get("/Type") == "/Font":
            each[NameObject("/ToUnicode")] = reference
    writer.write(tmp_path / "a.pdf")
    written(tmp_path / "b.txt", STORY)
    documents, faults = read(tmp_path)
    assert [each.text for each in documents] == [STORY]
    assert [Path(each.source).name for each in faults] == ["a.pdf"]


def test_a_page_that_the_parser_fails_on_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("no tree")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)  # foreign, and no page is known that it fails on
    assert "no tree" in fault(written(tmp_path / "page.html", PAGE)).error


def test_records_of_json_lines_have_the_fields_of_a_document(tmp_path: Path) -> None:
    documents = [document(number) for number in range(5)]
    path = json_lines(tmp_path / "records.jsonl", [document_record(each) for each in documents])
    assert read(path) == (documents, [])
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert read(packed) == (documents, [])
    assert read(written(tmp_path / "wide.jsonl", path.read_text().encode("utf-16"))) == (documents, [])


def test_one_bad_line_is_reported_with_its_number_and_the_rest_go_in(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "First."}',
        b"",
        b"not json",
        b'["a", "list"]',
        b'{"id": "b", "text": "  "}',
        b'{"id": "c", "text": 5}',
        b'{"id": "d", "text": "x", "published_at": "soon"}',
        b'{"id": "e", "text": "x", "kind": "gossip"}',
        b'{"id": "f", "text": "caf\xe9"}',
        b"[" * 100_000,
        b'{"id": "last", "text": "Last.", "more": {"is": "ignored"}}',
    ]
    documents, faults = read(written(tmp_path / "records.jsonl", b"\n".join(lines)))
    assert [each.id for each in documents] == ["a", "last"]
    assert [each.line for each in faults] == [3, 4, 5, 6, 7, 8, 9, 10]
    for expected, each in zip(
        ["JSON object", "found list", "'text'", "a string", "ISO date", "'kind'", "at byte", "JSON object"],
        faults,
        strict=True,
    ):
        assert expected in each.error


def test_a_cut_off_archive_gives_the_lines_before_and_a_report(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(b'{"text": "Line %d."}\n' % number for number in range(5_000)))
    documents, faults = read(written(tmp_path / "cut.jsonl.gz", data[: len(data) // 2]))
    assert 0 < len(documents) < 5_000
    assert len(faults) == 1
    assert "damaged" in faults[0].error


def test_a_line_over_the_limit_is_reported_and_the_next_is_read(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "x" * 5_000}, {"id": "b", "text": "Short."}]
    found = list(read_json_lines(json_lines(tmp_path / "records.jsonl", lines), max_record_bytes=1_000))
    assert isinstance(found[0], UnreadableItem)
    assert found[0].line == 1
    assert "1000 bytes" in found[0].error
    assert isinstance(found[1], Document)
    assert found[1].id == "b"


def test_csv_rows_are_records(tmp_path: Path) -> None:
    table = 'id,text,published_at,publisher\n1,"Two\nlines, quoted",2019-06-22 10:30,Post\n2,,,\n,No id here,,\n'
    documents, faults = read(written(tmp_path / "table.csv", b"\xef\xbb\xbf" + table.encode()))
    assert [(each.id, each.text) for each in documents][:1] == [("1", "Two\nlines, quoted")]
    assert documents[0].published_at == date(2019, 6, 22)
    assert documents[1].id.startswith("doc-")
    assert [each.line for each in faults] == [4]


def test_csv_that_is_none_is_reported(tmp_path: Path) -> None:
    assert "header with a field 'text'" in fault(written(tmp_path / "headless.csv", "a,b\n1,2\n")).error
    assert "header with a field 'text'" in fault(written(tmp_path / "empty.csv", "")).error
    documents, faults = read(written(tmp_path / "bad.csv", b'id,text\n1,fine\n2,"cut"off\n'))
    assert [each.id for each in documents] == ["1"]
    assert "found a fault after line 2" in faults[0].error


def test_a_row_of_csv_that_is_no_utf_8_is_reported_and_the_rest_go_in(tmp_path: Path) -> None:
    table = b"id,text,title\n1,fine,x\n2,caf\xe9 noir,x\n3,also fine,x\n4,y,\xff\n5,last,x\n"
    documents, faults = read(written(tmp_path / "table.csv", table))
    assert [each.id for each in documents] == ["1", "3", "5"]
    assert [each.line for each in faults] == [3, 5]
    assert "field 'text': expected UTF-8, found b'\\xe9' at character 3" in faults[0].error
    assert "field 'title'" in faults[1].error
    assert "found id, t\ufffdxt" in fault(written(tmp_path / "head.csv", b"id,t\xe9xt\n1,x\n")).error
    wide = "id,text\n1,fine\n".encode("utf-16") + b"\x00\xd8"
    assert "expected CSV" in read(written(tmp_path / "wide.csv", wide))[1][0].error


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.html", "a.jsonl", "a.csv", "a.jsonl.gz", "a.bin"])
def test_a_pipe_among_the_files_is_reported_and_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    written(tmp_path / "b.txt", STORY)
    documents, faults = read(tmp_path)
    assert [each.text for each in documents] == [STORY]
    assert [Path(each.source).name for each in faults] == [name]


@pytest.mark.timeout(20)
def test_a_device_is_not_read_without_end(tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert "expected a regular file" in fault(tmp_path / "zero.txt").error


def test_folders_that_are_links_are_reported_and_not_followed(tmp_path: Path) -> None:
    written(tmp_path / "news" / "a.txt", STORY)
    (tmp_path / "news" / "round").symlink_to(tmp_path / "news", target_is_directory=True)
    documents, faults = read(tmp_path / "news")
    assert len(documents) == 1
    assert [Path(each.source).name for each in faults] == ["round"]
    assert "found a link" in faults[0].error


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    for name in ("a.txt", "gone/b.txt", "there/c.txt"):
        written(tmp_path / name, STORY)
    items = read_paths([tmp_path])
    next(items)
    shutil.rmtree(tmp_path / "gone")  # permissions do not stop every user; this does
    rest = list(items)
    assert [each.source for each in rest if isinstance(each, UnreadableItem)] == [str(tmp_path / "gone")]
    assert [each.id for each in rest if isinstance(each, Document)] == [f"{tmp_path.name}/there/c.txt"]


def test_folders_are_walked_in_order_and_unknown_or_hidden_files_do_not_stop_it(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in ("b.txt", "a/z.txt", "a/c.TXT", ".hidden.txt", ".git/x.txt", "d.docx"):
        written(folder / name, STORY)
    documents, faults = read(folder)
    assert [each.id for each in documents] == ["news/b.txt", "news/a/c.TXT", "news/a/z.txt"]
    assert [Path(each.source).name for each in faults] == ["d.docx"]
    assert "found .docx" in faults[0].error


def test_a_changed_file_replaces_its_document(tmp_path: Path) -> None:
    path = written(tmp_path / "news" / "a.txt", STORY)
    with open_collection(tmp_path / "collection") as collection:
        collection.add(read(tmp_path / "news")[0])
        path.write_text("The ferry sails again.")
        assert collection.add(read(tmp_path / "news")[0]).replaced == 1
        assert collection.info().documents == 1


def test_the_current_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "news" / "a.txt", STORY)
    monkeypatch.chdir(tmp_path / "news")
    assert one(Path()).id == "news/a.txt"


def test_two_files_of_one_id_are_told_apart(tmp_path: Path) -> None:
    paths = [written(tmp_path / folder / "same.txt", STORY) for folder in ("one", "two")]
    documents, faults = read(*paths)
    assert len(documents) == 1
    assert "second one for 'same.txt'" in faults[0].error
    assert len(read(tmp_path / "one", tmp_path / "two")[0]) == 2


def test_missing_and_oversized_files_are_reported_with_the_limit(tmp_path: Path) -> None:
    assert "found none" in fault(tmp_path / "nothing.docx").error
    assert "No such file" in fault(tmp_path / "nothing.txt").error
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert "(50 MB)" in fault(big).error


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"text": "x", "_id": "beir"}, "beir"),
        ({"text": "x", "_id": "beir", "id": "own"}, "own"),
        ({"text": "x", "id": 17}, "17"),
        ({"text": "x", "id": "-"}, "-"),
        ({"text": "x", "id": " "}, "doc-"),
        ({"text": "x", "id": None}, "doc-"),
    ],
)
def test_ids_come_from_the_record_or_from_the_content(record: dict[str, object], expected: str) -> None:
    assert document_from_record(record, source="test").id.startswith(expected)


def test_an_id_made_of_the_content_is_the_same_for_the_same_content_only() -> None:
    made = [document_from_record({"text": text, "title": title}, source="") for text, title in ("ax", "ax", "bx", "ay")]
    assert made[0] == made[1]
    assert len({each.id for each in made}) == 3
    assert len(made[0].id) == len("doc-") + 16


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2019-06-22", date(2019, 6, 22)),
        ("2019-06-22T23:59:59+02:00", date(2019, 6, 22)),
        ("2019-06-22 10:00", date(2019, 6, 22)),
        ("2019-06-22T10:00:00Z", date(2019, 6, 22)),
        (date(2019, 6, 22), date(2019, 6, 22)),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_iso_and_a_time_of_day_is_dropped(given: object, expected: date | None) -> None:
    assert document_from_record({"text": "x", "published_at": given}, source="test").published_at == expected


@pytest.mark.parametrize("given", ["22.6.2019", "soon", "2019-13-01", 20190622, ["2019"]])
def test_other_dates_are_refused_by_name(given: object) -> None:
    with pytest.raises(DocumentInvalid, match=r"here: field 'published_at': expected .*, found"):
        document_from_record({"text": "x", "published_at": given}, source="here")


def test_nul_and_lone_surrogates_are_replaced_in_place() -> None:
    found = document_from_record({"text": "a\x00b\ud800c", "title": "t\x00"}, source="")
    assert (found.text, found.title) == ("a\ufffdb\ufffdc", "t\ufffd")


def test_the_language_is_detected_where_it_is_not_named() -> None:
    german = "Der Bürgermeister sagte am Montag, dass die Brücke wegen der Bauarbeiten zwei Monate lang gesperrt wird."
    assert document_from_record({"text": german}, source="").language == "de"
    assert document_from_record({"text": STORY}, source="").language == "en"
    assert document_from_record({"text": "Yes."}, source="").language == "en"
    assert document_from_record({"text": german, "language": "EN"}, source="").language == "en"
