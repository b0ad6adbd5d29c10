"""The database of a national unit, made up: rows by table, in the order they are loaded.

Per 100 entities there are 300 links, 600 statements, 10 documents of two pages and 20 records
(one a page). A fifth of the people have a second name in their own script, some values compete,
some links have a role or an amount, and one company has 1,000 links (a tenth of all entities
where there are fewer). Every name and text is drawn by a seeded die.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.settle.labels import labels_of

GIVEN = {
    "lao": ["ຄຳສິງ", "ບຸນມີ", "ສົມພອນ", "ວິໄລ", "ແກ້ວ", "ທອງດີ", "ພູວົງ", "ສີສະຫວາດ"],
    "thai": ["สมชาย", "ประเสริฐ", "วิชัย", "นงลักษณ์", "กิตติ", "อารีย์", "ธนา", "พรทิพย์"],
    "vietnamese": ["Nguyễn Văn", "Trần Thị", "Lê Đình", "Phạm Quốc", "Hoàng Thế", "Đỗ Hữu"],
    "chinese": ["王建国", "李小龙", "陈志强", "张伟明", "刘德海", "黄文远", "林国栋", "赵子龙"],
    "latin": ["Khamsing", "Bounmy", "Vilay", "Somphone", "Keo", "Thongdy", "Phouvong", "Chai"],
}
FAMILY = {
    "lao": ["ວົງພະດີ", "ສຸວັນນະວົງ", "ພົມມະຈັນ", "ໄຊຍະສານ", "ແສງດາລາ", "ຫຼວງລາດ"],
    "thai": ["ใจดี", "ศรีสุวรรณ", "บุญมา", "แก้วมณี", "ทองคำ", "วงศ์สวัสดิ์"],
    "vietnamese": ["Hùng", "Khuê", "Thắng", "Đức", "Phượng", "Sỹ"],
    "chinese": ["贸易", "公司", "木业", "矿业", "物流", "商行"],
    "latin": ["VONGPHADY", "SOUVANNAVONG", "PHOMMACHAN", "XAYASANE", "SENGDARA", "LUANGLATH"],
}
WORDS = {
    "lao": [
        "ງາຊ້າງ",
        "ນໍແຮດ",
        "ເສືອ",
        "ລົດບັນທຸກ",
        "ດ່ານ",
        "ຊາຍແດນ",
        "ຈັບກຸມ",
        "ຂົນສົ່ງ",
        "ເງິນ",
        "ບ້ານ",
        "ແມ່ນ້ຳຂອງ",
        "ຜູ້ຕ້ອງຫາ",
    ],
    "thai": [
        "งาช้าง",
        "นอแรด",
        "ด่านศุลกากร",
        "ผู้ต้องหา",
        "ขนส่ง",
        "เงินสด",
        "หมู่บ้าน",
        "แม่น้ำโขง",
        "ตรวจยึด",
        "คลังสินค้า",
    ],
    "vietnamese": [
        "ngà",
        "voi",
        "sừng",
        "tê",
        "giác",
        "cửa",
        "khẩu",
        "biên",
        "giới",
        "vận",
        "chuyển",
        "bắt",
        "giữ",
        "tiền",
        "mặt",
        "kho",
        "hàng",
    ],
    "chinese": [
        "象牙",
        "犀角",
        "口岸",
        "边境",
        "运输",
        "逮捕",
        "现金",
        "仓库",
        "老挝",
        "穿山甲",
        "走私",
        "货车",
    ],
    "latin": [
        "ivory",
        "rhino",
        "horn",
        "border",
        "truck",
        "seized",
        "transported",
        "cash",
        "village",
        "river",
        "suspect",
        "depot",
    ],
}
SCRIPTS = tuple(GIVEN)
TYPES = ("person", "person", "person", "company", "vehicle", "phone")
LINK_TYPES = ("associate_of", "director_of", "uses", "owns")
NOW = "2026-01-05T08:00:00.000Z"

Row = tuple[Any, ...]


@dataclass(slots=True)
class Table:
    """Rows of one table: the columns, then the rows; the first gets id 1, the next 2..."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


class NationalUnit:
    """The rows of a unit with so many entities; ``hub`` is the id of the best linked one."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.dice = random.Random(seed)
        self.hub = 1
        self.chunks: list[tuple[str, int, bytes]] = []
        document_count = size // 10
        self.tables = [
            self._documents(document_count),
            self._files(document_count),
            self._pages(document_count),
            self._records(document_count),
        ]
        self.names: list[str] = []
        statements = Table(
            "statement",
            (
                *("subject_kind", "subject_id", "property", "value", "number", "unit"),
                *("first", "last", "kind", "record_id", "is_shown", "entered_at"),
            ),
        )
        self.tables += [self._entities(statements), self._links(statements), statements]
        self._values(statements)

    def row_counts(self) -> dict[str, int]:
        """Give the number of rows by table."""
        return {table.name: len(table.rows) for table in self.tables}

    # Sources

    def _documents(self, count: int) -> Table:
        columns = ("ref", "title", "kind", "date", "date_first", "date_last", "entered_at")
        table = Table("document", columns)
        for i in range(1, count + 1):
            day = f"20{self.dice.randint(10, 25)}-{self.dice.randint(1, 12):02}-15"
            title = f"{self._words(4)} {i}"
            table.rows.append((f"SRC-DB1-{i:04}", title, "report", day, day, day, NOW))
        return table

    def _files(self, count: int) -> Table:
        table = Table("file", ("name", "media_type", "size", "sha256", "document_id"))
        for i in range(1, count + 1):
            data = f"report {i}".encode()
            digest = self._keep(data)
            table.rows.append((f"report {i}.txt", "text/plain", len(data), digest, i))
        return table

    def _pages(self, count: int) -> Table:
        table = Table("page", ("file_id", "number", "text_sha256", "method"))
        for i in range(1, count + 1):
            for number in (1, 2):
                digest = self._keep(f"{i}/{number} {self._words(150)}".encode())
                table.rows.append((i, number, digest, "text"))
        return table

    def _keep(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        self.chunks.append((digest, 0, data))
        return digest

    def _records(self, count: int) -> Table:
        columns = (
            *("ref", "document_id", "page", "passage", "grading", "reliability"),
            *("credibility", "grade_rank", "entered_at"),
        )
        table = Table("record", columns)
        for i in range(2 * count):
            reliability, credibility = self.dice.choice("ABCD"), self.dice.choice("123")
            rank = "ABCD".index(reliability) * 10 + int(credibility)
            grade = ("5x5x5", reliability, credibility, rank)
            place = (f"REC-DB1-{i + 1:04}", i // 2 + 1, str(i % 2 + 1), self._words(12))
            table.rows.append((*place, *grade, NOW))
        return table

    # Network

    def _entities(self, statements: Table) -> Table:
        columns = ("ref", "type", "label", "script_label", "entered_at")
        table = Table("entity", columns)
        for i in range(1, self.size + 1):
            names = self._named(i)
            label, script = labels_of(("primary", n, name) for n, name in enumerate(names))
            type_name = self.dice.choice(TYPES) if i != self.hub else "company"
            self.names.append(label)
            table.rows.append((f"ENT-DB1-{i:04}", type_name, label, script, NOW))
            self._state(statements, "entity", i, "exists", type_name)
            for name in names:
                self._state(statements, "entity", i, "name", name, kind="primary")
        return table

    def _named(self, i: int) -> list[str]:
        script = self.dice.choice(SCRIPTS)
        name = f"{self.dice.choice(GIVEN[script])} {self.dice.choice(FAMILY[script])} {i}"
        if i % 5:
            return [name]
        latin = f"{self.dice.choice(GIVEN['latin'])} {self.dice.choice(FAMILY['latin'])} {i}"
        return [latin, name]

    def _links(self, statements: Table) -> Table:
        columns = (
            *("ref", "type", "from_id", "to_id", "is_directed", "strength", "is_strength_set"),
            *("role", "amount", "currency", "entered_at"),
        )
        table = Table("link", columns)
        hub_links = min(1_000, self.size // 10)
        for i in range(1, 3 * self.size + 1):
            start, end = self.dice.sample(range(2, self.size + 1), 2)
            start = self.hub if i <= hub_links else start
            type_name = self.dice.choice(LINK_TYPES)
            role = self.dice.choice(WORDS["latin"]) if i % 15 == 0 else ""
            amount = round(self.dice.random() * 1e6, 2) if i % 15 == 1 else None
            money = (role, amount, "USD" if amount else "")
            ends = (f"LNK-DB1-{i:04}", type_name, start, end, 1, "unconfirmed", 1)
            table.rows.append((*ends, *money, NOW))
            self._state(statements, "link", i, "exists", type_name)
            if role:
                self._state(statements, "link", i, "role", role)
            if amount:
                self._state(statements, "link", i, "amount", str(amount), amount, "USD")
        return table

    def _values(self, statements: Table) -> None:
        """Fill up to 600 statements for 100 entities: phones, and birth dates that compete."""
        for i in range(6 * self.size - len(statements.rows)):
            subject = 1 + i % self.size
            if i % 3:
                number = f"+856 20 {self.dice.randint(10**7, 10**8 - 1)}"
                self._state(statements, "entity", subject, "phone", number)
            else:
                day = f"19{self.dice.randint(50, 99)}-{self.dice.randint(1, 12):02}-01"
                row = self._state(statements, "entity", subject, "description", day)
                is_second = i % 12 == 0
                if is_second:
                    other = (*row[:3], f"{day} (or so)", *row[4:9], None, 0, NOW)
                    statements.rows.append(other)
        del statements.rows[6 * self.size :]

    def _state(
        self,
        statements: Table,
        subject_kind: str,
        subject_id: int,
        name: str,
        value: str,
        number: float | None = None,
        unit: str = "",
        kind: str = "",
    ) -> Row:
        record_id = self.dice.randint(1, self.size // 5)
        about = (subject_kind, subject_id, name, value, number, unit)
        row = (*about, None, None, kind, record_id, 1, NOW)
        statements.rows.append(row)
        return row

    def _words(self, count: int) -> str:
        script = self.dice.choice(SCRIPTS)
        space = "" if script in ("lao", "thai", "chinese") else " "
        return space.join(self.dice.choices(WORDS[script], k=count))

    # What a searcher types

    def questions(self, count: int) -> list[str]:
        """Give searches as analysts type them: names, parts, two characters, references."""
        asked = list(self._asked())
        return [self.dice.choice(asked) for _ in range(count)]

    def _asked(self) -> Iterator[str]:
        yield from ("象牙", "老挝", "王建", "ງາ", "ເສ", "ดี", "voi", "tê giác", "Khuê", "khue")
        for script in SCRIPTS:
            yield from self.dice.sample(GIVEN[script], 3)
            yield from (word[:4] for word in self.dice.sample(WORDS[script], 4))
        for name in self.dice.sample(self.names, 30):
            yield name
            yield name.split()[0]
        for i in self.dice.sample(range(1, self.size), 10):
            yield f"ENT-DB1-{i:04}"
            yield f"SRC-DB1-{1 + i // 10:04}"


def load(edit: Edit, unit: NationalUnit) -> None:
    """Write the rows of a unit into an empty database, within one edit."""
    for table in unit.tables:
        edit.insert_rows(schema.tables[table.name], table.columns, table.rows)
    edit.connection.exec_driver_sql("INSERT INTO chunk VALUES (?, ?, ?)", unit.chunks)


def columns_of(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """Give the columns that a unit fills, by table."""
    return {table.name: table.columns for table in tables}
