# Shared by build/run and build/test: what a bare Debian 12 needs, installed once and then only checked.
# Every step prints one line; a step that cannot be done says why and what to do instead.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

STEP_LOG=$(mktemp)
trap 'rm -f "$STEP_LOG"' EXIT

VENV=$PWD/.venv
LIBRARIES=(libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4
    libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
    libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0 fonts-noto-cjk)
PEERS=(baresip sip-tester sipsak sipvicious)

say() { printf '%s\n' "$*" >&2; }
fail() { say "" "error: $1"; shift; for line in "$@"; do say "       $line"; done; exit 1; }

# step TITLE COMMAND...: runs quietly with one line; on failure the output is shown.
step() {
    local title=$1 began=$SECONDS; shift
    printf '  %-44s' "$title" >&2
    if "$@" >"$STEP_LOG" 2>&1; then
        say "ok  $((SECONDS - began)) s"
    else
        say "FAILED"
        tail -n 60 "$STEP_LOG" >&2
        return 1
    fi
}

missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
    done
}

# as_root COMMAND...: root itself, or sudo that needs no question.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

apt_install() { as_root apt-get update -q && as_root apt-get install -q -y --no-install-recommends "$@"; }

# debian REQUIRED|OPTIONAL PACKAGE...: optional ones only take something away when they are missing.
debian() {
    local need=$1 lacking; shift
    lacking=$(missing_packages "$@")
    [ -n "$lacking" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "  This is not a Debian system: its packages cannot be installed here."
        say "  Install the counterparts of: $lacking"
        return 0
    fi
    if ! can_be_root; then
        say "  Missing Debian packages, and this user is neither root nor in sudo. Run once:"
        say "      sudo apt-get install --no-install-recommends $lacking"
        [ "$need" = optional ] || fail "python3-venv is missing" "It makes the Python environment; nothing can be done without it."
        return 0
    fi
    # shellcheck disable=SC2086
    step "Debian packages" apt_install $lacking && return 0
    [ "$need" = optional ] && { say "  Going on without: $lacking"; return 0; }
    fail "the Debian packages could not be installed" "Is there a network? Missing: $lacking"
}

# Debian's interpreter is built with its optimisations on: 20-40 % faster than a plain build.
interpreter() {
    local candidate
    for candidate in "${PYTHON:-}" /usr/bin/python3 python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] || continue
        command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

make_venv() { rm -rf "$VENV" && "$1" -m venv "$VENV"; }

install_locked() {
    "$VENV/bin/python" -m pip install -q --require-hashes -r "$1" \
        && "$VENV/bin/python" -m pip install -q --no-build-isolation --no-deps -e .
}

# environment LOCKFILE: the virtual environment with exactly the locked packages.
environment() {
    local lock=build/requirements/$1.txt python wanted stamp=$VENV/.locked
    python=$(interpreter) || fail "no Python 3.11 or newer with venv was found" \
        "On Debian 12: apt-get install python3-venv. Elsewhere: set PYTHON to an interpreter."
    if ! "$VENV/bin/python" -c '' 2>/dev/null; then
        step "Python environment ($("$python" -V))" make_venv "$python" \
            || fail "the environment could not be made in $VENV" "Is the disk full, or the folder read-only?"
    fi
    wanted=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-64)
    # The test lock holds everything the others hold, so it serves for them too while it is current.
    grep -qs "^$1 $wanted\$" "$stamp" && return 0
    step "Locked packages ($1)" install_locked "$lock" \
        || fail "the Python packages could not be installed" \
            "Is there a network? Behind a mirror, set PIP_INDEX_URL. Then run this again."
    [ "$1" = test ] && for other in engine client; do
        printf '%s %s\n' "$other" "$(cat "build/requirements/$other.txt" pyproject.toml | sha256sum | cut -c1-64)"
    done >"$stamp"
    printf '%s %s\n' "$1" "$wanted" >>"$stamp"
}
