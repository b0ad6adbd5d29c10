"""Which icons a drawing uses, each defined once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.items.icons import IconKey, icon_keys
from iwtlink.chart.svg.words import number


class Symbols:
    """Gives the symbol of an icon and remembers that it is needed."""

    def __init__(self, display: Display) -> None:
        self._names: dict[IconKey, str] = {}
        self._keys, kinds = icon_keys(display, np.arange(len(display.positions)))
        self._kinds: list[int] = kinds.tolist()

    def of_item(self, item: int) -> IconKey:
        """Give the icon of an item of the chart."""
        return self._keys[self._kinds[item]]

    def use(self, key: IconKey, x: float, y: float, side: float, colour: str = "") -> str:
        """Draw an icon with its middle at x, y."""
        name = self._names.setdefault(key, f"icon-{len(self._names)}")
        shade = f' color="{colour}"' if colour else ""
        return (
            f'<use href="#{name}" xlink:href="#{name}"{shade} '
            f'transform="translate({number(x - side / 2)} {number(y - side / 2)}) '
            f'scale({number(side)})"/>'
        )

    def taken(self) -> Iterator[tuple[IconKey, str]]:
        """Give the icons used and the names of their symbols."""
        yield from self._names.items()
