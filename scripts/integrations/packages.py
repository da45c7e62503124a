"""The wheel, and `cargo install`."""

import json
import os
import sys
import tarfile

from .common import BINARY, EXE, ROOT, WORK, Skip, expect, folder, run, tool, version

DIST = WORK / "dist"


def wheel():
    """The wheel of this version, built once, without optimisation; only how it is packed is tried."""
    name = f"infralint-{version()}-py3-none-*.whl"
    mark = DIST / "built"
    if not mark.exists() or mark.stat().st_mtime < BINARY.stat().st_mtime:
        for old in DIST.glob("*.whl"):
            old.unlink()
        # Only for this machine, so that any system library will do.
        run(tool("maturin"), "build", "--profile", "dev", "--locked", "--compatibility", "linux", "--out", DIST)
        mark.write_text("")
    found = list(DIST.glob(name))
    expect(len(found) == 1, f"{len(found)} wheels called {name}")
    return found[0]


def pip_install():
    """wheel: maturin builds it, and pip installs it into a fresh environment"""
    built = wheel()
    place = folder()
    run(sys.executable, "-m", "venv", place)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    run(programs / f"python{EXE}", "-m", "pip", "install", "--quiet", "--no-index", built)
    shown = run(programs / f"infralint{EXE}", "--version").stdout
    expect(shown == f"infralint {version()}\n", shown)
    return built.name


def uvx():
    """wheel: uvx runs it"""
    program = tool("uv")
    shown = run(program, "tool", "run", "--offline", "--no-index", "--find-links", DIST, "--from", wheel(), "infralint", "--version",
                env={"UV_CACHE_DIR": str(WORK / "uv")}).stdout
    expect(shown == f"infralint {version()}\n", shown)


def cargo_install():
    """cargo: cargo install --path . puts the program into place"""
    place = folder()
    run("cargo", "install", "--path", ".", "--locked", "--debug", "--root", place, "--target-dir", "target")
    expect(run(place / "bin" / f"infralint{EXE}", "--version").stdout == f"infralint {version()}\n")


def crate():
    """cargo: the crate as it would be published compiles from what is in it"""
    run("cargo", "package", "--locked", "--offline", "--allow-dirty", "--no-verify", "--quiet", "--target-dir", "target")
    place = folder()
    with tarfile.open(str(ROOT / "target" / "package" / f"infralint-{version()}.crate")) as file:
        file.extractall(str(place))
    path = place / f"infralint-{version()}"
    run("cargo", "check", "--locked", "--offline", "--quiet", "--target-dir", ROOT / "target", cwd=path)
    size = (ROOT / "target" / "package" / f"infralint-{version()}.crate").stat().st_size
    expect(size < 10 << 20, f"{size} bytes, and crates.io takes 10 MiB")
    return f"{size / (1 << 20):.1f} MiB"


def oldest():
    """cargo: neither we nor what we are built from want a newer Rust than Cargo.toml says"""
    packages = json.loads(run("cargo", "metadata", "--format-version=1", "--locked").stdout)["packages"]
    own, = [package["rust_version"] for package in packages if package["name"] == "infralint"]
    newer = [package["id"] for package in packages if numbers(package["rust_version"]) > numbers(own)]
    expect(not newer, newer)
    if run("cargo", f"+{own}", "--version", code=None).returncode != 0:
        return f"only what they say: Rust {own} itself is not here"
    run("cargo", f"+{own}", "check", "--locked", "--target-dir", WORK / "oldest")


def numbers(text):
    """A version as a list that compares."""
    return [int(part) for part in (text or "0").split(".")[:2]]


def deny():
    """cargo: cargo-deny has nothing against what becomes part of the binary"""
    if run("cargo", "deny", "--version", code=None).returncode != 0:
        raise Skip("cargo-deny is not here; CI has it")
    # Advisories are fetched from their repository, which CI does.
    run("cargo", "deny", "--offline", "check", "bans", "licenses", "sources")


CHECKS = [pip_install, uvx, cargo_install, crate, oldest, deny]
