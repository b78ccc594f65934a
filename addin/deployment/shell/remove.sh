#!/bin/sh
# 在终端里运行：sh 卸载.sh。台账、文书和个人设置都不动。
set -u
{find_python}
cd /
exec "$found" -I -B "$here/setup" remove
