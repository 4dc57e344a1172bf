# shellcheck shell=bash disable=SC2034
# Shared by build/run, build/test and build/lock: what a bare Debian 12 needs, installed once and
# then only looked at. Every step prints one line and none of them asks anything; a step that cannot
# be done says why and how to go on.

set -euo pipefail
CALLER=$PWD
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." >/dev/null

export DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1
# Another program's settings must not leak into this environment, and compiled modules are what
# makes the second start quick.
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

VENV=$PWD/.venv
STAMP=$VENV/.locked
STEP_LOG=$(mktemp)
trap 'rm -f "$STEP_LOG"' EXIT

LIBRARIES=(fonts-noto-cjk libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libwayland-cursor0
    libwayland-egl1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0)
PEERS=(baresip-core fail2ban faketime iproute2 kamailio nftables rtpengine-daemon sip-tester sipsak sipvicious tshark)

say() { printf '%s\n' "$@" >&2; }

# fail SENTENCE HOW-TO-GO-ON...
fail() {
    say "" "error: $1"
    shift
    [ $# = 0 ] || printf '       %s\n' "$@" >&2
    exit 1
}

# step TITLE COMMAND...: runs quietly with one line; on failure shows the end of its output.
step() {
    local title=$1 began=$SECONDS
    shift
    printf '  %-46s' "$title" >&2
    if "$@" >"$STEP_LOG" 2>&1 </dev/null; then
        say "ok  $((SECONDS - began)) s"
    else
        say "FAILED"
        tail -n "${STEP_LINES:-60}" "$STEP_LOG" >&2
        return 1
    fi
}

installed() {
    # Debian 13 renamed some libraries in its change of the width of time_t.
    grep -qx installed < <(dpkg-query -W -f '${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null)
}

missing_packages() {
    local name
    for name in "$@"; do installed "$name" || printf '%s ' "$name"; done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

# A run that was interrupted may have left packages unpacked and not configured.
apt_install() {
    as_root dpkg --configure -a
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

# debian PACKAGE...: installs what is missing of these and of what Python needs, all in one go. Says
# how to do it by hand when it cannot, and returns 1.
debian() {
    local lacking
    interpreter >/dev/null || set -- python3-venv "$@"
    if ! command -v apt-get dpkg-query >/dev/null; then
        [ $# = 0 ] || say "  Not a Debian system; install the counterparts of these yourself:" "      $*"
        return 1
    fi
    lacking=$(missing_packages "$@")
    lacking=${lacking% }
    [ -n "$lacking" ] || return 0
    if ! can_be_root; then
        say "  Debian packages are missing that user $(id -un) may not install: neither root nor sudo" \
            "  without a password. Run this once, or ask who administers this computer to:" \
            "      sudo apt-get update && sudo apt-get install --no-install-recommends $lacking"
        return 1
    fi
    # shellcheck disable=SC2086
    STEP_LINES=5 step "Debian packages" apt_install $lacking && return 0
    say "  Is there a network? Not installed: $lacking"
    return 1
}

# Debian's interpreter first: it is built with its optimisations on, 20-40 % faster than a plain build.
interpreter() {
    local candidate
    for candidate in "${PYTHON:-}" /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3; do
        [ -n "$candidate" ] || continue
        command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# What an environment depends on: the folder it was made in, and the Python it was made with.
origin() { printf '%s ' "$VENV" && "$1" -c 'import sys; print(sys.base_prefix, *sys.version_info[:2])'; }

digest() { cat "build/requirements/$1.txt" pyproject.toml | sha256sum | cut -c1-64; }

# Lines of the stamp after the first: which locks are in the environment.
has_lock() { grep -qsx "$1 $(digest "$1")" "$STAMP"; }

usable() {
    [ "$(head -n 1 "$STAMP" 2>/dev/null)" = "$(origin "$1")" ] && [ "$(origin "$VENV/bin/python" 2>/dev/null)" = "$(origin "$1")" ]
}

make_venv() { rm -rf "$VENV" && "$1" -m venv "$VENV"; }

# A lock is complete, so nothing is resolved: Debian's pip takes a package that another one wants with
# extras for one without a pin, and fails on the day a newer release of it appears.
install_locked() {
    "$VENV/bin/python" -m pip install -q --only-binary :all: --no-deps --require-hashes -r "build/requirements/$1.txt" \
        && "$VENV/bin/python" -m pip install -q --no-build-isolation --no-deps -e . \
        && "$VENV/bin/python" -m pip check
}

# The larger locks hold everything the smaller ones hold.
write_stamp() {
    local lock
    origin "$1"
    for lock in engine client test; do
        printf '%s %s\n' "$lock" "$(digest "$lock")"
        [ "$lock" != "$2" ] || return 0
    done
}

# install_environment PYTHON LOCK: the stamp is away while anything changes, so whatever is
# interrupted is made anew by the next run (from pip's cache, so it is not fetched again).
install_environment() {
    local python=$1 lock=$2
    if ! usable "$python"; then
        step "Python environment ($("$python" -V))" make_venv "$python" \
            || fail "the environment could not be made in $VENV" "Is the disk full? Does all of .venv belong to $(id -un)?"
    fi
    rm -f "$STAMP"
    step "Locked Python packages ($lock)" install_locked "$lock" \
        || fail "the Python packages could not be installed" \
            "Is there a network? Behind a mirror, set PIP_INDEX_URL (and PIP_CERT for its certificate)." \
            "Then run the same command again; what was fetched is not fetched twice."
    write_stamp "$python" "$lock" >"$STAMP.new" && mv "$STAMP.new" "$STAMP"
}

writable() {
    if [ -e "$VENV" ]; then [ -w "$VENV" ]; else [ -w . ]; fi
}

# The lock on descriptor 9 ends with the last process that holds it, however that ends.
one_at_a_time() {
    command -v flock >/dev/null || return 0
    flock -n 9 && return 0
    say "  Another installation is at work in this folder; waiting for it."
    flock 9
}

# environment LOCK: the virtual environment with exactly the packages of build/requirements/LOCK.txt.
environment() {
    local lock=$1 python
    python=$(interpreter) || fail "Python 3.11 or newer with its module venv is needed" \
        "On Debian 12: apt-get install python3-venv. Elsewhere: set PYTHON to such an interpreter."
    usable "$python" && has_lock "$lock" && return 0
    writable || fail "$(id -un) cannot write the environment $VENV" \
        "Clone into a folder that you can write, or remove a .venv that another user made."
    exec 9<.
    one_at_a_time
    if ! { usable "$python" && has_lock "$lock"; }; then
        install_environment "$python" "$lock"
    fi
    exec 9<&-
}
