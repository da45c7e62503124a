"""The wheel, and `cargo install`."""

import os
import sys

from .common import BINARY, EXE, WORK, expect, folder, run, tool, version

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


CHECKS = [pip_install, uvx, cargo_install]
