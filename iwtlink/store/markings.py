"""What a reader may see: nothing above the strictest TLP and handling that he may.

What has no TLP counts as AMBER, as it does on a product; a code that nobody knows is for no one
but who may see everything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from iwtlink.ontology import load_ontology
from iwtlink.ontology.code_words import find_code
from iwtlink.ontology.grades import split_handling

UNMARKED = "AMBER"


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom something is shown: the strictest TLP, and the handling codes, that he may see.

    Empty: all. A handling of ``("",)`` lets through only what has no handling code.
    """

    tlp: str = ""
    handling: tuple[str, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether there is anything that he may not see."""
        return bool(self.tlp.strip() or self.handling)

    def may_see(self, tlp: str, handling: str) -> bool:
        """Whether he may see what carries a marking."""
        return self._may_see_tlp(tlp) and self._may_see_handling(handling)

    def _may_see_tlp(self, tlp: str) -> bool:
        if not self.tlp.strip():
            return True
        codes = load_ontology().code_lists["tlp"]
        own = find_code(codes, self.tlp)
        known = codes.codes.get(tlp or UNMARKED)
        return own is not None and known is not None and known.rank <= codes.codes[own].rank

    def _may_see_handling(self, handling: str) -> bool:
        if not self.handling:
            return True
        allowed = {code.casefold() for code in self.handling if code}
        return allowed.issuperset(split_handling(handling.casefold()))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reader may not see: ``records`` as a JSON list of ids, and what has no record."""

    records: str = "[]"
    is_unmarked_kept: bool = False


def kept_from(db: Connection, reader: Reader) -> Kept:
    """Read which records a reader may not see. Cost: linear in the records."""
    pairs = db.exec_driver_sql("SELECT DISTINCT tlp, handling FROM record").all()
    hidden = [[tlp, handling] for tlp, handling in pairs if not reader.may_see(tlp, handling)]
    ids = db.exec_driver_sql(
        "SELECT r.id FROM record r JOIN json_each(?) p "
        "ON r.tlp = p.value ->> 0 AND r.handling = p.value ->> 1",
        (json.dumps(hidden, ensure_ascii=False),),
    ).scalars()
    return Kept(json.dumps(list(ids)), not reader.may_see("", ""))
