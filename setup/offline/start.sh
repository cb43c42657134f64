#!/usr/bin/env bash
# Install Jiugai beside this file, once and without internet, then open it in the browser.
#   ./start.sh            install when needed, then start
#   ./start.sh install    install only
# PYTHON=/path/to/python3.11 ./start.sh   picks the interpreter.
set -euo pipefail
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3.11}

if [ ! -e .venv/installed ]; then
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
        echo "需要 Python 3.11（见 INSTALL.html）· Python 3.11 is needed (see INSTALL.html)" >&2
        exit 1
    fi
    "$PYTHON" -m venv .venv
    .venv/bin/python -m pip install --quiet --no-index --find-links wheels --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --no-index --no-build-isolation --no-deps --editable .
    touch .venv/installed
fi
if [ "${1:-}" = install ]; then exit; fi

[ -e studies/demo/study.yaml ] || .venv/bin/jiugai demo studies/demo
exec .venv/bin/streamlit run app.py --server.port 8501 --server.headless false
