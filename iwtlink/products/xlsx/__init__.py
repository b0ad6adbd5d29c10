"""Writes a product as a workbook for Excel and LibreOffice: made to be printed and handed over.

``write.py`` is the way in; ``look.py`` holds fonts, colours and paper; ``measure.py`` tells how
high a wrapped text stands; ``sheet.py`` lays blocks on a sheet; ``charts.py`` draws native
charts; ``cover.py`` is the first page.
"""

from iwtlink.products.xlsx.write import write_xlsx

__all__ = ["write_xlsx"]
