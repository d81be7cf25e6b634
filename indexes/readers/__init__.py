"""Reading reference documents from files: text, Markdown, HTML, PDF, JSON lines and CSV."""

from indexes.readers.records import document_from_record, document_record
from indexes.readers.walking import read_paths

__all__ = ["document_from_record", "document_record", "read_paths"]
