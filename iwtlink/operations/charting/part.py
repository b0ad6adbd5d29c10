"""Which fields of a chart's content go by its items, and which by its links."""

from __future__ import annotations

OF_ITEMS = (
    *("entity_ids", "types", "labels", "script_labels", "positions", "is_pinned"),
    *("picture_ids", "looks", "facts", "is_grey"),
)
OF_LINKS = (
    *("link_ids", "link_types", "is_directed", "strengths", "roles", "percents", "amounts"),
    *("quantities", "starts", "ends_on", "link_looks", "link_facts", "link_is_grey"),
)
