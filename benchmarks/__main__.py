"""``python -m benchmarks`` measures everything."""

import sys

from benchmarks.run import main

sys.exit(main())
