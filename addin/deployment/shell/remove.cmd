@echo off
rem 双击即可。加 /q：不停下来等按键。台账、文书和个人设置都不动。
setlocal DisableDelayedExpansion
chcp 936 >nul
set "HERE=%~dp0"
title 亮灯台账：卸载
if not exist "%HERE%setup\__main__.py" goto incomplete
set "PY="
call :look
if not defined PY goto nopython
cd /d "%SystemRoot%"
rem 本文件会被删掉，所以后面的话要和它写在同一行
"%PY%" -I -B "%HERE%setup" remove & if /i not "%~1"=="/q" (pause & exit /b) else exit /b

:incomplete
echo 旁边的 setup 文件夹不见了：请用安装包里的本文件。
goto failed

:nopython
echo 没有找到 64 位的 Python {python}，请装上它再卸载；
echo 或手工删除文件夹 "%LocalAppData%\liangdeng"，再运行：
echo reg delete "HKCU\Software\VB and VBA Program Settings\liangdeng" /f
goto failed

:failed
if /i not "%~1"=="/q" pause
exit /b 1

