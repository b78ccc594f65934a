# 版本对、能建虚拟环境的 Python；可以自己指定：sh 安装.sh /路径/python{python}
suits() {
  "$1" -I -c "import sys,sysconfig,venv,ensurepip;sys.exit(sys.version_info[:2]!={tuple} or sysconfig.get_platform()!='{build}')" >/dev/null 2>&1
}
here=$(cd "$(dirname "$0")" && pwd) || exit 1
if [ ! -f "$here/setup/__main__.py" ]; then
  echo "旁边的 setup 文件夹不见了：请重新解压或拷贝整个安装包。"
  exit 1
fi
found=""
for each in "${1:-}" "$here/python/bin/python{python}" python{python} python3 /usr/local/bin/python{python} /opt/python{python}/bin/python{python}; do
  if [ -n "$each" ] && suits "$each"; then
    found=$each
    break
  fi
done
if [ -z "$found" ]; then
  echo "没有找到能用的 Python {python}（{build}，带 venv）。"
  echo "请装上 python{python} 和 python{python}-venv；装在别处的，运行：sh $(basename "$0") /路径/python{python}"
  exit 1
fi
