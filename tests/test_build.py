"""The commands of the README on a system that is made up.

Nothing is installed and nothing is fetched here: the scripts run with a Python that only says what
it was asked, in a copy of the repository's `build/`, and with a `PATH` that holds what the test
chose. What they do on a real, bare Debian is seen by running them there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("build/run", "build/test", "build/lock", "build/common.sh", ".ci/run")
LOCKS = sorted((ROOT / "build" / "requirements").glob("*.txt"))
TOOLS = (
    "bash", "cat", "cp", "cut", "dirname", "env", "flock", "grep", "head", "mkdir", "mktemp", "mv",
    "rm", "sed", "sh", "sha256sum", "tail",
)  # fmt: skip

# Answers where it comes from, makes an environment of copies of itself, and installs nothing.
PYTHON = """#!/bin/sh
echo "$*" >>"$PYTHON_LOG"
case "$*" in
    *base_prefix*) echo "/usr ${PYTHON_MINOR:-3 11}" ;;
    *PySide6*) [ -z "$NO_WINDOW" ] || { echo "qt.qpa.xcb: no display :7"; exit 134; } ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    *"pip install"*) [ -z "$NO_NETWORK" ] || { echo "no route to host"; exit 1; } ;;
    *"pip check"*) [ -z "$LACKING" ] || { echo "$LACKING"; exit 1; } ;;
    -V) echo "Python 3.11.2" ;;
esac
"""
ENGINE = """#!/bin/sh
echo "arguments: $* in $(pwd)" >&2
echo "ready sip=udp:127.0.0.1:5062 http=http://127.0.0.1:9191"
"""
CLIENT = """#!/bin/sh
echo "client $*"
"""


@dataclass(frozen=True)
class Checkout:
    """A copy of the scripts, in a folder whose name has a space, and what they meet there."""

    root: Path
    tools: Path

    @property
    def calls(self) -> str:
        """What the invented Python was asked for."""
        return (self.root / "python.log").read_text(encoding="utf-8")

    def tool(self, name: str, script: str) -> Path:
        path = self.tools / name
        path.unlink(missing_ok=True)
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
        return path

    def run(
        self, *command: str | Path, cwd: Path | None = None, extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        settings = {
            "PATH": str(self.tools),
            "HOME": str(self.root / "home"),
            "PYTHON": str(self.tools / "fake python"),
            "PYTHON_LOG": str(self.root / "python.log"),
            **(extra or {}),
        }
        return subprocess.run(
            command, cwd=cwd or self.root, env=settings, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    def shell(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("bash", "-c", f"source build/common.sh\n{script}", extra=environment)

    def install(self, lock: str = "client") -> None:
        """Make the environment as an earlier run would have left it."""
        assert self.shell(f"environment {lock}").returncode == 0
        for name, script in (("switchwarden-engine", ENGINE), ("switchwarden", CLIENT)):
            program = self.root / ".venv" / "bin" / name
            program.write_text(script, encoding="utf-8")
            program.chmod(0o755)
        (self.root / "python.log").write_text("", encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "a copy"
    tools = tmp_path / "tools"
    tools.mkdir()
    shutil.copytree(ROOT / "build", root / "build", ignore=shutil.ignore_patterns("*.py"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in TOOLS:
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    made = Checkout(root, tools)
    made.tool("fake python", PYTHON)
    made.tool("id", "#!/bin/sh\ncase $1 in -u) echo 1000 ;; *) echo somebody ;; esac\n")
    return made


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_read_by_bash_without_a_complaint(name: str) -> None:
    done = subprocess.run(["bash", "-n", ROOT / name], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "build/common.sh"])
def test_commands_can_be_called_by_their_name(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize("name", ["run", "test", "lock"])
def test_help_says_what_a_command_is_for_and_does_nothing(checkout: Checkout, name: str) -> None:
    done = checkout.run(checkout.root / "build" / name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"build/{name}")
    assert not (checkout.root / ".venv").exists()


@pytest.mark.parametrize("name", ["test", "lock"])
def test_an_unknown_argument_is_refused_before_anything_is_installed(
    checkout: Checkout, name: str
) -> None:
    done = checkout.run(checkout.root / "build" / name, "--quick")
    assert done.returncode == 2
    assert "unknown argument: --quick" in done.stderr
    assert f"Usage: build/{name}" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_a_step_is_one_line_with_its_result(checkout: Checkout) -> None:
    done = checkout.shell("step Digging echo soil")
    assert re.fullmatch(r"  Digging +ok  \d+ s\n", done.stderr)


def test_a_step_that_fails_shows_its_output(checkout: Checkout) -> None:
    done = checkout.shell("step Digging bash -c 'echo a stone; exit 3' || exit 9")
    assert done.returncode == 9
    assert "FAILED\na stone\n" in done.stderr


def test_a_step_cannot_wait_for_an_answer(checkout: Checkout) -> None:
    done = checkout.shell("step Asking bash -c 'read answer || echo nobody' && cat $STEP_LOG")
    assert done.stdout == "nobody\n"


def test_without_apt_it_is_said_what_to_install(checkout: Checkout) -> None:
    done = checkout.shell("debian sip-tester sipsak || echo went on")
    assert done.stdout == "went on\n"
    assert "Not a Debian system" in done.stderr
    assert "sip-tester sipsak" in done.stderr


def _bare_debian(checkout: Checkout) -> None:
    """A Debian where only sipsak is installed, and the user may become nobody else."""
    checkout.tool(
        "dpkg-query", '#!/bin/sh\ncase "$*" in *sipsak*) echo installed ;; *) exit 1 ;; esac\n'
    )
    checkout.tool("apt-get", "#!/bin/sh\necho apt-get was called >&2\n")
    checkout.tool("sudo", "#!/bin/sh\nexit 1\n")


def test_without_root_it_is_said_what_to_run(checkout: Checkout) -> None:
    _bare_debian(checkout)
    done = checkout.shell("debian sip-tester sipsak || echo went on")
    assert done.stdout == "went on\n"
    assert "user somebody may not install" in done.stderr
    assert "sudo apt-get install --no-install-recommends sip-tester\n" in done.stderr
    assert "apt-get was called" not in done.stderr


def test_what_is_there_is_not_installed_again(checkout: Checkout) -> None:
    _bare_debian(checkout)
    done = checkout.shell("debian sipsak")
    assert (done.returncode, done.stderr) == (0, "")


def test_with_sudo_only_what_is_missing_is_installed(checkout: Checkout) -> None:
    _bare_debian(checkout)
    checkout.tool("sudo", '#!/bin/sh\necho "$*" >>"$PYTHON_LOG"\n')
    done = checkout.shell("debian sip-tester sipsak")
    assert done.returncode == 0
    assert checkout.calls.rstrip().endswith("install -y --no-install-recommends sip-tester")


def test_without_venv_the_end_says_what_is_missing(checkout: Checkout) -> None:
    _bare_debian(checkout)
    done = checkout.shell("interpreter() { return 1; }\ndebian || true\nenvironment engine")
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends python3-venv" in done.stderr
    assert "error: Python 3.11 or newer with its module venv is needed" in done.stderr


def test_the_environment_is_made_once(checkout: Checkout) -> None:
    checkout.install()
    assert checkout.shell("environment client").stderr == ""
    assert "-m venv" not in checkout.calls
    assert "pip install" not in checkout.calls


def test_packages_come_as_wheels_with_their_hashes(checkout: Checkout) -> None:
    checkout.shell("environment engine")
    flags = "--only-binary :all: --no-deps --require-hashes"
    assert f"{flags} -r build/requirements/engine.txt\n" in checkout.calls


def test_what_is_installed_without_resolving_is_checked_at_the_end(checkout: Checkout) -> None:
    checkout.shell("environment engine")
    pip = [call for call in checkout.calls.splitlines() if "-m pip" in call]
    assert len(pip) == 3
    assert all("--no-deps" in call for call in pip[:2])
    assert pip[-1] == "-m pip check"


def test_a_lock_that_lacks_a_package_is_not_taken_for_installed(checkout: Checkout) -> None:
    done = checkout.shell("environment engine", LACKING="typer 0.29 requires click")
    assert done.returncode == 1
    assert "typer 0.29 requires click" in done.stderr
    assert not (checkout.root / ".venv" / ".locked").exists()


def test_a_larger_lock_serves_for_the_smaller_ones(checkout: Checkout) -> None:
    checkout.install("test")
    assert checkout.shell("environment engine && environment client").stderr == ""


def test_a_changed_lock_is_installed_into_the_same_environment(checkout: Checkout) -> None:
    checkout.install()
    with (checkout.root / "build" / "requirements" / "client.txt").open("a") as lock:
        lock.write("# changed\n")
    assert "Locked Python packages (client)" in checkout.shell("environment client").stderr
    assert "-m venv" not in checkout.calls


@pytest.mark.parametrize("reason", ["interrupted", "another Python", "moved", "broken"])
def test_an_environment_that_cannot_be_trusted_is_made_anew(
    checkout: Checkout, reason: str
) -> None:
    checkout.install()
    environment = {}
    if reason == "interrupted":
        (checkout.root / ".venv" / ".locked").unlink()
    elif reason == "another Python":
        environment["PYTHON_MINOR"] = "3 12"
    elif reason == "moved":
        (checkout.root / ".venv" / ".locked").write_text("/elsewhere/.venv /usr 3 11\n")
    else:
        (checkout.root / ".venv" / "bin" / "python").unlink()
    leftover = checkout.root / ".venv" / "leftover"
    leftover.touch()
    assert checkout.shell("environment client", **environment).returncode == 0
    assert "-m venv" in checkout.calls
    assert not leftover.exists()


def test_without_a_network_it_is_said_and_the_next_run_starts_over(checkout: Checkout) -> None:
    done = checkout.shell("environment engine", NO_NETWORK="1")
    assert done.returncode == 1
    assert "no route to host" in done.stderr
    assert "Is there a network?" in done.stderr
    assert not (checkout.root / ".venv" / ".locked").exists()
    assert checkout.shell("environment engine").returncode == 0


def test_run_starts_the_engine_and_says_where_its_page_is(checkout: Checkout) -> None:
    checkout.install("engine")
    elsewhere = checkout.root / "else where"
    elsewhere.mkdir()
    done = checkout.run(checkout.root / "build" / "run", "--data", "d", cwd=elsewhere)
    assert done.returncode == 0
    assert done.stdout == "ready sip=udp:127.0.0.1:5062 http=http://127.0.0.1:9191\n"
    assert f"arguments: run --data d in {elsewhere}" in done.stderr
    assert "Web page:  http://127.0.0.1:9191/\n" in done.stderr
    assert "d/admin-password" in done.stderr


def test_run_opens_the_client_where_there_is_a_display(checkout: Checkout) -> None:
    checkout.install()
    done = checkout.run(
        checkout.root / "build" / "run", "--http", "[::1]:0", extra={"DISPLAY": ":7"}
    )
    assert (done.returncode, done.stdout) == (0, "client --local --http [::1]:0\n")


def test_run_starts_the_engine_alone_when_no_window_can_be_opened(checkout: Checkout) -> None:
    checkout.install()
    surroundings = {"DISPLAY": ":7", "NO_WINDOW": "1"}
    done = checkout.run(checkout.root / "build" / "run", extra=surroundings)
    assert done.returncode == 0
    assert "No window can be opened" in done.stderr
    assert "no display :7" in done.stderr
    assert "Web page:  http://127.0.0.1:9191/\n" in done.stderr
    assert "/.local/share/switchwarden/admin-password" in done.stderr


def test_continuous_integration_runs_every_check(checkout: Checkout, tmp_path: Path) -> None:
    copy = checkout.root / ".ci" / "run"
    copy.parent.mkdir()
    shutil.copy(ROOT / ".ci" / "run", copy)
    (checkout.root / "build" / "test").write_text('echo "in $(pwd): $#"\nexit 7\n')
    done = checkout.run(copy, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, f"in {checkout.root}: 0\n")


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_locks_hold_exact_versions_with_hashes_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = [line for line in text.replace("\\\n", "").splitlines() if line.strip()]
    assert entries
    assert all(re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", entry) for entry in entries)
    assert "://" not in text
