"""What a chart view is told about how it is to be worked on: grid, frame, locks."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.chart.hand.scene import Rules

Box = tuple[float, float, float, float]
GRID_STEP = 24.0
"""Chart units between the lines of the grid, unless told otherwise (i2: 7.5 mm, 28 pixels)."""


@dataclass(slots=True)
class Ground:
    """Settings of one view. Lengths are chart units."""

    grid_step: float = GRID_STEP
    is_grid_shown: bool = False
    is_snapped: bool = False
    """What is dragged keeps to the grid."""
    is_aligned: bool = True
    """What is dragged keeps to the lines of its neighbours, and guides show it."""
    is_locked: bool = False
    """Nothing on the chart moves; it may still be selected, linked and named."""
    is_read_only: bool = False
    """Nothing may be written at all."""
    frame: Box | None = None
    """Left, top, right, bottom of the paper that will be printed."""
    frame_words: str = ""
    armed: str = ""
    """Entity type of the palette that each click places; empty: none."""
    is_handing_on: bool = False
    """A click hands the look that was taken to what is clicked."""

    @property
    def is_fixed(self) -> bool:
        """Whether nothing may be moved."""
        return self.is_locked or self.is_read_only

    @property
    def rules(self) -> Rules:
        """What gestures are to keep to."""
        return Rules(
            is_locked=self.is_locked,
            is_read_only=self.is_read_only,
            grid_step=self.grid_step if self.is_snapped else 0.0,
            is_aligned=self.is_aligned,
            armed=self.armed,
        )
