"""The workflow tables of this package, one module for each; importing them makes them known to the engine."""

from campaigns.workflow import adoption, exemplar, inspection, progress

__all__ = ["adoption", "exemplar", "inspection", "progress"]
