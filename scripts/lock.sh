#!/usr/bin/env bash
# Locks both requirements files with hashes; no registry is named in them.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(scripts/uv.sh)
for name in requirements requirements-dev; do
    "$uv" pip compile --quiet --python-version 3.10 --generate-hashes --no-header \
        --no-annotate "$name.in" --output-file "$name.txt"
done
echo "uv==0.13.9" | "$uv" pip compile --quiet --generate-hashes --no-header --no-annotate - \
    --output-file scripts/uv.txt
