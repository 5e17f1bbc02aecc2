@echo off
rem Opens the desk in a browser by double-click; the first time it makes the environment.
chcp 65001 >nul
cd /d "%~dp0.."
if exist .venv\.ready goto ready
echo はじめての準備をしています（数分かかります）。
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
    echo Python 3.11 以上が必要です。インストールしてから、もう一度開いてください。
    pause
    exit /b 1
)
py -3 -m venv .venv || goto failed
.venv\Scripts\python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock || goto failed
.venv\Scripts\python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable . || goto failed
type nul > .venv\.ready
:ready
.venv\Scripts\evaluator serve --open %*
pause
exit /b
:failed
echo 準備できませんでした。通信できるかを確かめ、もう一度開いてください。
pause
exit /b 1
