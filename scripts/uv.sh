#!/usr/bin/env bash
# Prints the path of uv, installing it into .tools when the machine has none: it finds Python 3.10 by .python-version.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v uv >/dev/null; then command -v uv; exit; fi
if [ ! -x .tools/bin/uv ]; then
    python3 -m venv .tools >&2
    .tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r scripts/uv.txt >&2
fi
echo "$PWD/.tools/bin/uv"
