"""What each action does, by menu. A command reads the window's state and asks the session.

``connect_commands`` gives the window's actions their slots. Start reading there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from iwtlink.gui.commands.chart import ChartCommands
from iwtlink.gui.commands.chart_arrange import ChartArrangeCommands
from iwtlink.gui.commands.chart_briefing import ChartBriefingCommands
from iwtlink.gui.commands.chart_change import ChartChangeCommands
from iwtlink.gui.commands.chart_copy import ChartCopyCommands
from iwtlink.gui.commands.chart_layout import ChartLayoutCommands
from iwtlink.gui.commands.chart_link import ChartLinkCommands
from iwtlink.gui.commands.chart_looks import ChartLooksCommands
from iwtlink.gui.commands.chart_paper import ChartPaperCommands
from iwtlink.gui.commands.chart_paste import ChartPasteCommands
from iwtlink.gui.commands.chart_rules import ChartRulesCommands
from iwtlink.gui.commands.chart_select import ChartSelectCommands
from iwtlink.gui.commands.chart_show import ChartShowCommands
from iwtlink.gui.commands.edit import EditCommands
from iwtlink.gui.commands.enter import EnterCommands
from iwtlink.gui.commands.exchange import ExchangeCommands
from iwtlink.gui.commands.file import FileCommands
from iwtlink.gui.commands.help import HelpCommands
from iwtlink.gui.commands.keeping import KeepingCommands
from iwtlink.gui.commands.past import PastCommands
from iwtlink.gui.commands.products import ProductCommands
from iwtlink.gui.commands.read import ReadCommands
from iwtlink.gui.commands.search import SearchCommands
from iwtlink.gui.commands.twins import TwinCommands
from iwtlink.gui.commands.view import ViewCommands

if TYPE_CHECKING:
    from iwtlink.gui.window import MainWindow


class Commands:
    """Every command of a window, by the name of its menu."""

    def __init__(self, window: MainWindow) -> None:
        self.file = FileCommands(window)
        self.keeping = KeepingCommands(window)
        self.exchange = ExchangeCommands(window)
        self.edit = EditCommands(window)
        self.search = SearchCommands(window)
        self.view = ViewCommands(window)
        self.enter = EnterCommands(window)
        self.read = ReadCommands(window)
        self.chart = ChartCommands(window)
        self.chart_select = ChartSelectCommands(window)
        self.chart_show = ChartShowCommands(window)
        self.chart_layout = ChartLayoutCommands(window)
        self.chart_arrange = ChartArrangeCommands(window)
        self.chart_link = ChartLinkCommands(window)
        self.chart_change = ChartChangeCommands(window)
        self.chart_copy = ChartCopyCommands(window)
        self.chart_paste = ChartPasteCommands(window)
        self.chart_looks = ChartLooksCommands(window)
        self.chart_briefing = ChartBriefingCommands(window)
        self.chart_paper = ChartPaperCommands(window)
        self.chart_rules = ChartRulesCommands(window)
        self.products = ProductCommands(window)
        self.past = PastCommands(window)
        self.twins = TwinCommands(window)
        self.help = HelpCommands(window)

    def slot(self, name: str) -> Callable[[], None]:
        """Give the method of an action's slot, such as ``"chart.fit"``."""
        path, _, given = name.partition(":")
        group, method = path.split(".")
        found: Callable[..., None] = getattr(getattr(self, group), method)
        return partial(found, given) if given else found
