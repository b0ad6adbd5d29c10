"""What tests of reading documents share."""

from __future__ import annotations

from iwtlink.intake.documents import SourceFile

OLD_LAO = "¦¾ê¾ì½\xad½ìñ© ¯½§¾êò¯½Äª ¯½§¾§ö\xadì¾¸"


def words(source: SourceFile) -> list[str]:
    return [page.text for page in source.pages]
