"""Running a command and printing the peak of its resident memory in MB as the last word on stdout."""

import resource
import subprocess
import sys


def main() -> int:
    """Run the command given as arguments and return its exit code."""
    done = subprocess.run(sys.argv[1:], check=False)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(peak / (2**20 if sys.platform == "darwin" else 2**10))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
