"""Importing this imports what the first visitor would otherwise wait for."""

import altair  # noqa: F401
import pandas  # noqa: F401

import models  # noqa: F401
