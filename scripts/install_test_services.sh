#!/usr/bin/env bash
# Chromium with Chinese fonts, PostgreSQL and Redis for the tests, from Debian's packages where they are missing.
# The tests start and stop their own servers; nothing is left running by this script.
set -euo pipefail
missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium fonts-noto-cjk)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
if ! command -v apt-get >/dev/null; then
    echo "测试还需要：${missing[*]}。请用本机的软件包管理器安装（Chromium 的位置可用环境变量 CHROMIUM 指出）。" >&2
    exit 1
fi
root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
echo "正在安装测试用的软件：${missing[*]}……"
"${root[@]}" apt-get update -qq
# Debian starts a server as soon as it is installed; the tests want none but their own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod +x "$policy"
    trap '"${root[@]}" rm -f "$policy"' EXIT
fi
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
