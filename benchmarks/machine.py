"""The machine and the program that figures are about."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """Return date, processor, cores, versions and how busy the machine is now, as one sentence."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Measured on {date.today():%d %B %Y} on {_processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, Streamlit {version('streamlit')}; load average {load} at the start."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()
