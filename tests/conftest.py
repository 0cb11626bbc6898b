"""What every test stands on: no setting of the operator's own, and no deadline on a busy machine."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("kronika", deadline=None)
settings.load_profile("kronika")

for _name in [name for name in os.environ if name.startswith("KRONIKA_")]:
    del os.environ[_name]
