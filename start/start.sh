#!/bin/sh
# Opens the desk in a browser; the first time it makes the environment (some minutes).
# Linux: ./start/start.sh    macOS: double-click start.command
set -eu
cd "$(dirname "$0")/.."

python=""
for each in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    if [ -n "$each" ] && "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$each"
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 以上が必要です。インストールしてから、もう一度開いてください。" >&2
    exit 1
fi

if [ ! -e .venv/.ready ] || [ requirements.lock -nt .venv/.ready ]; then
    echo "はじめての準備をしています（数分かかります）。"
    "$python" -m venv .venv
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes \
        -r requirements.lock
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps \
        --no-build-isolation --editable .
    touch .venv/.ready
fi
exec .venv/bin/evaluator serve --open "$@"
