"""Journeys drive the whole window, with the same fixtures as the tests of its parts."""

from __future__ import annotations

from tests.gui.conftest import demo, demo_file, qapp_cls, settle, window

__all__ = ["demo", "demo_file", "qapp_cls", "settle", "window"]
