"""Source files as they come in: PDF, Word, e-mail, photos, sheets, text, web pages.

``read_source`` gives the words page by page and what a file says of itself, all of it from
bytes and back to memory: nothing of a source touches the disk in clear. ``page_picture``
draws a page, ``crop_picture`` cuts a face out of one. May import what ``intake`` may. Start
reading in ``read.py``; a kind of file has a module of its own.
"""

from iwtlink.intake.documents.kinds import media_type_of, plain_name
from iwtlink.intake.documents.pictures import (
    crop_picture,
    has_pictures,
    page_picture,
    thumbnail,
)
from iwtlink.intake.documents.read import page_note, read_source
from iwtlink.intake.documents.source import PageText, Part, SourceFile, Unreadable

__all__ = [
    "PageText",
    "Part",
    "SourceFile",
    "Unreadable",
    "crop_picture",
    "has_pictures",
    "media_type_of",
    "page_note",
    "page_picture",
    "plain_name",
    "read_source",
    "thumbnail",
]
