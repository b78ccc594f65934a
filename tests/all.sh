#!/bin/sh
# 全部测试：sh tests/all.sh PYTHON [哪些，默认 tests]
# 真窗口里点按钮的只有一个屏幕、一个鼠标，一个接一个跑；同时跑的别的测试让着它们（nice），否则等久了算错。
set -u
python=$1
tests=${2:-tests}
told=.cache/live.txt
clicks=
mkdir -p .cache
if [ "$tests" = tests ]; then
  "$python" -m pytest -m live -o faulthandler_timeout=240 tests >"$told" 2>&1 &
  clicks=$!
  trap 'kill "$clicks" 2>/dev/null' INT TERM
fi
nice -n 19 "$python" -m pytest -n 2 --dist loadgroup -m "not torture and not live" "$tests"
result=$?
if [ -n "$clicks" ]; then
  wait "$clicks" || result=1
  echo "真窗口里点按钮的测试："
  cat "$told"
fi
exit $result
