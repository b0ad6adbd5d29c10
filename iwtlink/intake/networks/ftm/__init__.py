"""FollowTheMoney, the way of OpenSanctions and Aleph: entities as JSON, statements, diagrams.

``parsing`` and ``statements`` give the entities of a file, ``items`` joins and cleans them,
``ties`` says which links their references are, ``tables`` makes the sheets and ``drafting`` their
mappings. ``schemata`` is their model, ``terms`` which of it is ours. Start reading in ``read``.
"""

from iwtlink.intake.networks.ftm.read import read

__all__ = ["read"]
