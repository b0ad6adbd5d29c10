"""i2 charts (.anx): their items, links and cards as tables, and how they were drawn.

``read`` gives the ``Network``. ``words`` says which of their words is which of ours (from
``resources/interchange/anx_types.yaml``), ``definitions`` what a chart declares of its types,
``parts`` reads its items, links and cards, ``tables`` and ``drafting`` make sheets and mappings
of them. May import intake, ontology and below. Start reading in ``read``.
"""

from iwtlink.intake.networks.anx.read import read

__all__ = ["read"]
