#!/bin/sh
# Puts Kronika and what its tests need into .venv: with uv where it is installed, else with venv and pip.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Kronika needs Python 3.11 or newer, and none was found on PATH." >&2
    exit 1
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

if command -v uv >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv --quiet --python '>=3.11' .venv
    uv pip install --quiet --python .venv/bin/python --constraint constraints.txt --editable . --group dev
else
    python=$(find_python)
    if ! can_make_venv "$python" && command -v apt-get >/dev/null 2>&1; then
        # Debian keeps venv's pip in a package of its own.
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        as_root=
        [ "$(id -u)" -eq 0 ] || as_root=sudo
        $as_root apt-get update -qq
        $as_root apt-get install -y -qq "python$version-venv" >/dev/null
    fi
    if ! can_make_venv "$python"; then
        echo "$python cannot make virtual environments: install its venv package, or uv." >&2
        exit 1
    fi
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
    .venv/bin/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
fi
touch .venv/.installed
