#!/usr/bin/python3
"""in_sandbox.py UNIT PROGRAM ARGUMENT...: runs a program as far in a unit's sandbox as goes without systemd as process 1.

To be started by root as `unshare --mount --ipc --uts --pid --fork`. From the unit come: the system call filter, with
the calls killed that systemd would refuse; address families; no memory both writable and executable; no namespaces,
set-user-ID bits or other personalities; read-only file systems; hidden homes; private /tmp, /dev, /proc and state;
a user of its own without any capability; file mode mask, core limit, environment. Not done: PrivateUsers=,
DevicePolicy= (a BPF program), KeyringMode=, RemoveIPC=, ProtectHostname=, and what LoadCredential= does: files named
in SANDBOX_CREDENTIALS are handed over instead.
"""

import ctypes
import errno
import os
import resource
import shutil
import socket
import subprocess
import sys

import seccomp

USER = 64999
PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 38, 24
PROT_EXEC, PROT_WRITE, SHM_EXEC = 4, 2, 0o100000
NAMESPACE_FLAGS = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]


def settings(path):
    values = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            key, equals, value = line.strip().partition("=")
            if equals and not key.startswith("#"):
                values.setdefault(key, []).append(value)
    return values


def calls(word):
    """The system calls of a name or @group."""
    if not word.startswith("@"):
        return {word}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", word], check=True, capture_output=True, text=True)
    names = [line.strip() for line in listed.stdout.split("\n")[1:]]
    return set().union(*(calls(name) for name in names if name and not name.startswith("#")))


def allowed_calls(unit):
    allowed = set()
    for line in unit["SystemCallFilter"]:
        named = set().union(*(calls(word) for word in line.lstrip("~").split()))
        allowed = allowed - named if line.startswith("~") else allowed | named
    # systemd always lets these through: it needs them to start the program.
    return allowed | calls("@default") | {"execve"}


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def scratch(path, mode="0755"):
    os.makedirs(path, exist_ok=True)
    mount("-t", "tmpfs", "-o", f"mode={mode}", "tmpfs", path)


def file_systems(program, credentials):
    """Returns where the program and the credentials are."""
    mount("--make-rprivate", "/")
    scratch("/mnt")
    shutil.copy(program, "/mnt/program")
    os.makedirs("/mnt/credentials")
    for path in credentials:
        target = shutil.copy(path, "/mnt/credentials/")
        os.chmod(target, 0o400)
        os.chown(target, USER, USER)
    os.makedirs("/mnt/state")
    devices = {name: os.stat(f"/dev/{name}").st_rdev for name in ("null", "zero", "full", "random", "urandom")}
    scratch("/dev")
    for name, number in devices.items():
        os.mknod(f"/dev/{name}", 0o020666, number)
        os.chmod(f"/dev/{name}", 0o666)
    read_only()
    # Hidden, empty, or the program's own.
    for path in ("/home", "/root", "/run/user"):
        if os.path.isdir(path):
            scratch(path, "0000")
    for path in ("/tmp", "/var/tmp"):
        scratch(path, "1777")
    mount("-t", "tmpfs", "-o", f"mode=0700,uid={USER}", "tmpfs", "/mnt/state")
    mount("-t", "proc", "-o", "hidepid=invisible,subset=pid", "proc", "/proc")


def read_only():
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        points = [line.split()[4].encode().decode("unicode_escape") for line in file]
    for point in points:
        subprocess.run(["mount", "-o", "remount,bind,ro", point], stderr=subprocess.DEVNULL)


def drop_privileges():
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")


def refuse_some_arguments(unit):
    """Calls that are allowed, but not with everything; as systemd does them."""
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    masked = lambda number, bits: seccomp.Arg(number, seccomp.MASKED_EQ, bits, bits)
    kill, refuse = seccomp.KILL_PROCESS, seccomp.ERRNO(errno.EPERM)
    rules.add_rule(kill, "mmap", masked(2, PROT_EXEC | PROT_WRITE))
    rules.add_rule(kill, "mprotect", masked(2, PROT_EXEC))
    rules.add_rule(kill, "pkey_mprotect", masked(2, PROT_EXEC))
    rules.add_rule(kill, "shmat", masked(2, SHM_EXEC))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for call in ("unshare", "setns"):
        rules.add_rule(refuse, call)
    for flag in NAMESPACE_FLAGS:
        rules.add_rule(refuse, "clone", masked(0, flag))
    for bits in (0o4000, 0o2000):
        rules.add_rule(refuse, "chmod", masked(1, bits))
        rules.add_rule(refuse, "fchmod", masked(1, bits))
        rules.add_rule(refuse, "fchmodat", masked(2, bits))
    rules.add_rule(refuse, "personality", seccomp.Arg(0, seccomp.NE, 0xFFFFFFFF))
    families = {getattr(socket, name) for name in unit["RestrictAddressFamilies"][-1].split()}
    for family in range(64):
        if family not in families:
            rules.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socket", seccomp.Arg(0, seccomp.EQ, family))
    rules.load()


def main():
    unit = settings(sys.argv[1])
    allowed = allowed_calls(unit)
    file_systems(sys.argv[2], filter(None, os.environ.get("SANDBOX_CREDENTIALS", "").split(":")))
    environment = {"PATH": "/usr/bin:/bin", "STATE_DIRECTORY": "/mnt/state"}
    for name, value in os.environ.items():
        if name.startswith("UNIT_"):
            environment[name.removeprefix("UNIT_")] = value
    for value in unit.get("Environment", []):
        name, _, text = value.partition("=")
        environment[name] = text.replace("%d", "/mnt/credentials")

    filters = seccomp.SyscallFilter(defaction=seccomp.KILL_PROCESS)
    for name in sorted(allowed):
        try:
            filters.add_rule(seccomp.ALLOW, name)
        except (RuntimeError, ValueError, OSError):
            pass  # another machine's call
    drop_privileges()
    refuse_some_arguments(unit)
    filters.load()
    os.execve("/mnt/program", [os.path.basename(sys.argv[2]), *sys.argv[3:]], environment)


main()
