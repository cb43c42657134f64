@echo off
rem Install Jiugai beside this file, once and without internet, then open it in the browser.
rem   start.bat            install when needed, then start
rem   start.bat install    install only
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
if exist .venv\installed goto ready

set PYTHON=py -3.11
%PYTHON% -c "" >nul 2>nul || set PYTHON=python
%PYTHON% -c "import struct, sys; sys.exit(sys.version_info[:2] != (3, 11) or struct.calcsize('P') != 8)" 2>nul || goto nopython
echo Installing, about two minutes ...
%PYTHON% -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --no-index --find-links wheels --require-hashes -r requirements.lock || goto failed
.venv\Scripts\python -m pip install --quiet --no-index --no-build-isolation --no-deps --editable . || goto failed
echo done>.venv\installed

:ready
if "%~1"=="install" exit /b 0
if exist studies\demo\study.yaml goto serve
.venv\Scripts\jiugai demo studies\demo || goto failed

:serve
.venv\Scripts\streamlit run app.py --server.port 8501 --server.headless false
exit /b %errorlevel%

:nopython
echo Python 3.11, 64-bit, was not found. INSTALL.html says what to do.
pause
exit /b 1

:failed
echo That did not work. INSTALL.html lists the usual causes; the lines above say which step failed.
pause
exit /b 1
