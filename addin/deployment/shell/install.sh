#!/bin/sh
# 在终端里运行：sh 安装.sh。不需要管理员，不需要网络。
set -u
{find_python}
exec "$found" -I -B "$here/setup" install
