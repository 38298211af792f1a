"""Official papers and what belongs to them."""

from documents.models.document import Document
from documents.models.number_series import NumberSeries, SeriesPolicy
from documents.models.render_job import RenderJob
from documents.models.stored_file import StoredFile

__all__ = ["Document", "NumberSeries", "RenderJob", "SeriesPolicy", "StoredFile"]
