"""The sample company: plain CSV files become a database in the middle of a quarter."""

from services.sample.loading import SAMPLE_FOLDER, LoadedSample, load_sample

__all__ = ["SAMPLE_FOLDER", "LoadedSample", "load_sample"]
