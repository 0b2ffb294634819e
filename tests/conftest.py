"""Properties are searched with fresh randomness by hand, and reproducibly where a red run must mean a real change."""

import os

from hypothesis import settings

settings.register_profile("by hand", deadline=None)
settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible" if os.environ.get("CI") else "by hand")
