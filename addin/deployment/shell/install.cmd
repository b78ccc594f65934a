@echo off
rem 双击即可。加 /q：不停下来等按键（批量安装用）。不需要管理员，不需要网络。
setlocal DisableDelayedExpansion
chcp 936 >nul
set "HERE=%~dp0"
title 亮灯台账：安装
if not exist "%HERE%setup\__main__.py" goto unpack
set "PY="
call :look
if not defined PY call :bring
if not defined PY goto nopython
"%PY%" -I -B "%HERE%setup" install
if errorlevel 1 goto failed
if /i not "%~1"=="/q" pause
exit /b 0

:unpack
echo 请先把压缩包整个解压出来，再双击解压后文件夹里的本文件。
goto failed

:nopython
echo 没有找到 64 位的 Python {python}。
echo 请把 python-{python}.x-amd64.exe 放进本文件夹，再双击本文件，会自动装好；
echo 或先自己安装它（直接点 Install Now，不需要管理员）。应用商店里的 Python 不行。
goto failed

:failed
if /i not "%~1"=="/q" pause
exit /b 1

rem 本文件夹里带着 Python 的安装程序：只为当前用户装，不改 PATH
:bring
set "BROUGHT="
for %%f in ("%HERE%python-{python}*-amd64.exe") do set "BROUGHT=%%~ff"
if not defined BROUGHT exit /b 0
echo 正在安装 Python {python} ……
start "" /wait "%BROUGHT%" /passive InstallAllUsers=0 Include_launcher=0 Include_test=0 Shortcuts=0 PrependPath=0
call :look
exit /b 0

