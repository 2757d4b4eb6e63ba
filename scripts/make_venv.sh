#!/usr/bin/env bash
# Makes .venv with Python 3.10 if need be, and brings it in line with a locked requirements file.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(scripts/uv.sh)
if [ ! -x .venv/bin/python ]; then
    echo "正在准备 Python 3.10 环境……"
    "$uv" venv --quiet .venv
fi
echo "正在安装依赖（$1）……"
"$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$1"
