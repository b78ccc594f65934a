#!/bin/sh
# 渲染与真机测试的工具：LibreOffice、poppler、字体、没有显示器的屏幕。能用 apt-get 就装；装不了只提示，不失败。
set -u
cd "$(dirname "$0")/.."
want="libreoffice-writer libreoffice-calc python3-uno xvfb xdotool poppler-utils fontconfig fonts-liberation fonts-noto-cjk fonts-arphic-gbsn00lp fonts-arphic-gkai00mp"
missing=""
for package in $want; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "安装渲染与真机测试的工具：$missing"
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing; } >.venv/tools.log 2>&1 \
      || echo "没有装上$missing（见 .venv/tools.log）：渲染与真机测试将不能运行"
  else
    echo "没有装$missing，当前用户也不能安装：渲染与真机测试将不能运行；请管理员运行 apt-get install$missing"
  fi
fi
# 公文字体的替身（仿宋、楷体、黑体、宋体、小标宋）：从 Debian 包里取出，不安装。
if [ ! -e .cache/fonts/FandolBiao-Bold.otf ] && command -v apt-get >/dev/null 2>&1; then
  .venv/bin/python -m docgen.layout.free_fonts .cache/fonts >.venv/fonts.log 2>&1 \
    || echo "没有取到公文字体的替身（见 .venv/fonts.log）：渲染测试改用其他中文字体"
fi
exit 0
