"""A document's pages as they are read: small pictures, the page, its text with marks."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.session import Session
from iwtlink.gui.source.bar import ReaderBar
from iwtlink.gui.source.marks import PageMarks, find_marks
from iwtlink.gui.source.page_reading import PageKey, PagePictures, PageWords, read_words
from iwtlink.gui.source.picture_view import PictureView
from iwtlink.gui.source.shown import Chosen, part_of, parted
from iwtlink.gui.source.text_view import TextView
from iwtlink.gui.source.thumbnail_jobs import ThumbnailJobs
from iwtlink.gui.source.thumbnails import Thumbnails
from iwtlink.i18n import tr
from iwtlink.operations.marking import Candidate, Mark, names_of
from iwtlink.store.passages import Passage

_VIEWS = ("picture", "text", "both")
_ROOM_FOR_THUMBNAILS = 820
"""Pixels: in a narrower reader the small pictures leave their place to the page."""


class Reader(QWidget):
    """Turns pages, shows them as picture and text, and tells what is to be made of them."""

    taken = Signal(str, object)
    """``entity``, ``link``, ``value``, ``record`` or ``picture_of`` is to be made of what is
    chosen; a ``Chosen``, or None where nothing is."""
    accepted = Signal(object, object)
    """A ``Mark`` or ``Candidate`` is to be entered, and the ``Chosen`` where it stands."""
    turned = Signal()
    """Another page is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self._session = session
        self._pictures = PagePictures(session.store)
        self._pages: tuple[PageKey, ...] = ()
        self._place = 0
        self._view = "both"
        self._words = PageWords(0, "")
        self._parts: list[tuple[int, int]] = [(0, 0)]
        self._part = 0
        self._awaited: Passage | None = None
        self._is_reading = False
        self.bar = ReaderBar()
        self.thumbnails = Thumbnails()
        self._small = ThumbnailJobs(session, self._pictures, self.thumbnails.pages, self)
        self.picture = PictureView()
        self.text = TextView()
        self.says = QLabel()
        self.says.setObjectName("reader_says")
        self.says.setProperty("part", "muted")
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setObjectName("reader_sides")
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(self.picture)
        self.sides.addWidget(self.text)
        for place, widget in enumerate((self.picture, self.text)):
            widget.setMinimumWidth(160)
            self.sides.setStretchFactor(place, 1)
        self.sides.setSizes([1_000, 1_000])
        middle = QHBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(self.thumbnails)
        middle.addWidget(self.sides, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.says)

    def _connect(self) -> None:
        self.bar.asked.connect(self._asked)
        self.bar.page_wanted.connect(self.go_to)
        self.text.asked.connect(self._asked)
        self.text.accepted.connect(self._accept)
        self.text.told.connect(self._told)
        self.picture.asked.connect(self._asked)
        self.picture.width_wanted.connect(self._draw)
        self.picture.canvas.changed.connect(self._tell_rectangle)
        self.thumbnails.clicked.connect(self._clicked)
        self.thumbnails.activated.connect(self._clicked)

    # Which page

    @property
    def page(self) -> PageKey | None:
        """The page shown."""
        return self._pages[self._place] if self._pages else None

    @property
    def place(self) -> int:
        """Where the page shown stands in the document, from 0."""
        return self._place

    def show_pages(self, pages: tuple[PageKey, ...]) -> None:
        """Show a document of these pages; the page in view stays where it is still there."""
        if pages == self._pages:
            return
        shown = self.page
        self._pages = pages
        self._small.show_pages(pages)
        self.bar.allow_making(is_allowed=self._session.is_writable)
        ids = [one.page_id for one in pages]
        if shown is not None and shown.page_id in ids:
            self._place = ids.index(shown.page_id)
            self._show_place()
        elif pages:
            self.go_to(0)
        self._fit_thumbnails()

    def go_to(self, place: int) -> None:
        """Show the page in this place, from 0."""
        if not 0 <= place < len(self._pages):
            return
        self._place = place
        key = self._pages[place]
        self._show_place()
        self.picture.begin(key.page_id if key.has_picture else 0)
        self.text.show_part(key.page_id, part_of("", 0, 0))
        self.says.setText("")
        store, self._is_reading = self._session.store, True

        def read(progress: Progress) -> PageWords:
            return read_words(store, key.page_id)

        self._session.jobs.compute(tr("Reading the page"), read, self._take_words)
        self.turned.emit()

    def place_of(self, page_id: int) -> int:
        """Give the place of a page; -1 where it is not one of this document."""
        return next((n for n, one in enumerate(self._pages) if one.page_id == page_id), -1)

    def show_passage(self, passage: Passage) -> bool:
        """Turn to a passage and set it off; False where its page is not in this document."""
        place = self.place_of(passage.page_id)
        if place < 0:
            return False
        self._awaited = passage
        if place != self._place:
            self.go_to(place)
        elif not self._is_reading:
            self._show_awaited()
        return True

    def refresh_marks(self) -> None:
        """Look for marks again: names were entered, changed or taken away."""
        self._mark()

    def retint(self) -> None:
        """Draw what has colours of its own in those of the mode in use."""
        self.text.retint()
        self.picture.canvas.update()

    # What is chosen

    def chosen(self) -> Chosen | None:
        """Give what is chosen on the page: a rectangle where the picture has the keyboard."""
        region = self.picture.chosen()
        if region is not None and (self.picture.hasFocus() or self.text.chosen() is None):
            return region
        return self.text.chosen()

    def marked(self) -> list[Mark | Candidate]:
        """Give what is marked within the words that are chosen."""
        found = self.text.chosen()
        if found is None or found.first is None or found.last is None:
            return []
        return self.text.marks.within(found.first, found.last)

    def cut(self, region: str) -> bytes:
        """Cut a part out of the page shown; JPEG. May take a while: for a job."""
        key = self.page
        assert key is not None
        return self._pictures.cut(key, region)

    def take_focus(self) -> None:
        """Put the keyboard where the page is read."""
        (self.picture if self._shown_view() == "picture" else self.text).setFocus()

    # Inside: words and marks

    def _take_words(self, words: PageWords) -> None:
        key = self.page
        if key is None or words.page_id != key.page_id:
            return
        self._is_reading = False
        self._words, self._parts = words, parted(words.text)
        self._fit_view()
        self._show_part(0)
        self._show_awaited()

    def _show_part(self, number: int) -> None:
        self._part = number
        self.text.show_part(self._words.page_id, part_of(self._words.text, *self._parts[number]))
        self._told("")
        self._mark()

    def _mark(self) -> None:
        """Find what is marked in the part shown, beside the window."""
        if not self._session.is_open or not self._words.text:
            return
        store, words, number = self._session.store, self._words, self._part
        first, last = self._parts[number]

        def find(progress: Progress) -> tuple[PageWords, int, PageMarks]:
            found = find_marks(names_of(store), store.ontology, words.text, first, last)
            return words, number, found

        self._session.jobs.compute(tr("Marking the names"), find, self._take_marks)

    def _take_marks(self, found: tuple[PageWords, int, PageMarks]) -> None:
        words, number, marks = found
        if words is self._words and number == self._part and self._session.is_open:
            self.text.show_marks(marks, self._session.store.ontology)

    def _show_awaited(self) -> None:
        """Set off the passage that was asked for, now that its page is there."""
        passage = self._awaited
        if passage is None or passage.page_id != self._words.page_id:
            return
        self._awaited = None
        self.picture.show_passage(passage.region)
        if passage.first is None or passage.last is None:
            if self._view == "text":
                self._show_view("both")
            return
        if self._shown_view() == "picture":
            self._show_view("both")
        last = min(passage.last, len(self._words.text))
        first = min(passage.first, last)
        ends = [end for _, end in self._parts]
        part = min(bisect_right(ends, first), len(ends) - 1)
        if part != self._part:
            self._show_part(part)
        self.text.show_passage(first, last)

    def _told(self, sentence: str) -> None:
        parts = len(self._parts)
        where = tr("Part {n} of {count} of this page", n=self._part + 1, count=parts)
        hint = self._hint() if sentence and self._session.is_writable else ""
        told = " · ".join(part for part in (sentence, hint) if part)
        self.says.setText(told or (where if parts > 1 else self._about_page()))

    def _tell_rectangle(self) -> None:
        is_chosen = self.picture.chosen() is not None and self._session.is_writable
        if is_chosen:
            self.says.setText(
                tr("Rectangle: E, L, V or R makes something of it, U makes it someone's picture")
            )
        else:
            self._told("")

    def _hint(self) -> str:
        """Say what the key does with what is marked at the text cursor."""
        if isinstance(self.text.marked(), Mark):
            return tr("A adds this page as a source")
        return tr("A enters it")

    def _about_page(self) -> str:
        key = self.page
        if key is None:
            return ""
        if not self._words.text.strip() and self._words.page_id == key.page_id:
            return tr("No text could be read on this page; draw a rectangle to mark a passage.")
        if key.method == "converted":
            return tr("The text was converted from the old font {font}.", font=key.font)
        if key.font:
            return tr(
                "The text is written in the old font {font}, which is not known.", font=key.font
            )
        return ""

    # Inside: pictures

    def _draw(self, width: int) -> None:
        key = self.page
        if key is None or not key.has_picture:
            return

        def draw(progress: Progress) -> tuple[int, QImage]:
            return key.page_id, self._pictures.draw(key, width)

        self._session.jobs.compute(tr("Drawing the page"), draw, self._take_picture)

    def _take_picture(self, drawn: tuple[int, QImage]) -> None:
        self.picture.show_picture(*drawn)

    # Inside: what is shown

    def _show_place(self) -> None:
        self.bar.show_place(self._place, len(self._pages))
        self.thumbnails.point_at(self._place)
        self._fit_view()

    def _shown_view(self) -> str:
        """Give what can be shown of the page: without a picture its text, and the other way."""
        key = self.page
        if key is None or not key.has_picture:
            return "text"
        is_empty = self._words.page_id == key.page_id and not self._words.text.strip()
        return "picture" if is_empty else self._view

    def _show_view(self, view: str) -> None:
        self._view = view
        self._fit_view()

    def _fit_view(self) -> None:
        key, view = self.page, self._shown_view()
        had_keyboard = self.picture.hasFocus() or self.text.hasFocus()
        self.picture.setVisible(view in ("picture", "both"))
        self.text.setVisible(view in ("text", "both"))
        has_text = self._words.text.strip() != "" or view != "picture"
        has_picture = key is not None and key.has_picture
        self.bar.show_view(view, has_picture=has_picture, has_text=has_text)
        if had_keyboard and not (self.picture.hasFocus() or self.text.hasFocus()):
            self.take_focus()

    def _fit_thumbnails(self) -> None:
        has_room = self.width() >= _ROOM_FOR_THUMBNAILS
        has_pictures = any(one.has_picture for one in self._pages[:50])
        self.thumbnails.setVisible(len(self._pages) > 1 and has_room and has_pictures)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pictures.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_thumbnails()

    # Inside: what is asked

    def _asked(self, what: str) -> None:
        if what in ("next_page", "previous_page"):
            self._turn(1 if what == "next_page" else -1)
        elif what.startswith("show_"):
            self._show_view(what.removeprefix("show_"))
            self.take_focus()
        elif what in ("larger", "smaller"):
            self._enlarge(1 if what == "larger" else -1)
        elif what == "accept":
            pass  # the text view knows what is marked
        elif what != "leave" and self._session.is_writable:
            self.taken.emit(what, self.chosen())

    def _turn(self, by: int) -> None:
        """Go on by a page, or by a part of a page that is too long to be shown at once."""
        if 0 <= self._part + by < len(self._parts):
            self._show_part(self._part + by)
        else:
            self.go_to(self._place + by)

    def _enlarge(self, steps: int) -> None:
        if self._shown_view() == "text":
            self.text.enlarge(steps)
        else:
            self.picture.enlarge(1.25 if steps > 0 else 0.8)

    def _accept(self, found: object) -> None:
        if isinstance(found, Mark | Candidate) and self._session.is_writable:
            words = self._words.text[found.first : found.last]
            chosen = Chosen(self._words.page_id, found.first, found.last, words=words)
            self.accepted.emit(found, chosen)

    def _clicked(self, index: QModelIndex) -> None:
        self.go_to(index.row())
