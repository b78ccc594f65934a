rem ---- 找 Python：下面各段只由上面调用 ----
:look
call :try "%LocalAppData%\Programs\Python\Python{digits}\python.exe"
call :try "%ProgramFiles%\Python{digits}\python.exe"
for %%r in (HKCU HKLM) do for /f "tokens=2*" %%a in ('reg query "%%r\Software\Python\PythonCore\{python}\InstallPath" /v ExecutablePath 2^>nul') do call :try "%%b"
for /f "delims=" %%p in ('py -{python} -c "import sys;print(sys.executable)" 2^>nul') do call :try "%%p"
for /f "delims=" %%p in ('where python 2^>nul') do call :try "%%p"
exit /b 0

rem 版本、位数都对，能建虚拟环境，也不是应用商店版（它写的文件和注册表别的程序看不见）
:try
if defined PY exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1" exit /b 0
"%~1" -I -c "import sys,sysconfig,venv,ensurepip;sys.exit(sys.version_info[:2]!={tuple} or sysconfig.get_platform()!='{build}' or 'WindowsApps' in sys.base_prefix)" >nul 2>nul
if errorlevel 1 exit /b 0
set "PY=%~1"
exit /b 0
