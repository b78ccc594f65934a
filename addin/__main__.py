"""python -m addin：the same as the command `liangdeng`."""

import sys

from addin.cli import program

sys.exit(program())
