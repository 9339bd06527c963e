"""The build sets up npm's packages itself: once, anywhere, with a word when it cannot."""

import json
import shutil
from pathlib import Path

import node
import pytest

ROOT = Path(__file__).absolute().parents[1]


def project(folder, version, **entry):
    """Write a project that needs one package, and what npm's lock file would say of it."""
    folder.mkdir(parents=True, exist_ok=True)
    package = {"name": "book", "dependencies": {"part": version}}
    packages = {"": package, **entry}
    lock = {"name": "book", "lockfileVersion": 3, "requires": True, "packages": packages}
    (folder / "package.json").write_text(json.dumps(package))
    (folder / "package-lock.json").write_text(json.dumps(lock))
    return folder


def with_a_part_on_disk(folder):
    (folder / "part").mkdir(parents=True)
    (folder / "part" / "package.json").write_text('{"name": "part", "version": "1.2.0"}')
    return project(
        folder,
        "file:part",
        **{
            "part": {"name": "part", "version": "1.2.0"},
            "node_modules/part": {"resolved": "part", "link": True},
        },
    )


def test_packages_are_set_up_once_in_a_folder_with_any_name(tmp_path, capsys):
    folder = with_a_part_on_disk(tmp_path / "Bücher und 書")
    node.set_up(folder)
    assert capsys.readouterr().out.count("\n") == 1
    assert (folder / "node_modules" / "part" / "package.json").exists()
    node.set_up(folder)
    assert capsys.readouterr().out == ""


def test_without_a_network_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")  # nobody listens there
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    folder = project(
        tmp_path / "book",
        "1.2.0",
        **{"node_modules/part": {"version": "1.2.0", "integrity": "sha512-" + "A" * 86 + "=="}},
    )
    with pytest.raises(SystemExit, match=r"connect to a network .* again\.$") as stopped:
        node.set_up(folder)
    assert "\n" not in str(stopped.value)
    assert "ECONNREFUSED" in str(stopped.value)


def test_another_failure_is_shown_as_npm_tells_it(tmp_path):
    folder = project(tmp_path / "book", "1.2.0")  # the lock file does not know the package
    (folder / "package-lock.json").write_text(
        json.dumps(
            {"lockfileVersion": 3, "packages": {"": {}, "node_modules/x": {"version": "1.0.0"}}}
        )
    )
    with pytest.raises(SystemExit, match="npm could not set up"):
        node.set_up(folder)


def test_what_is_missing_is_told_by_name_and_version(tmp_path):
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    direct = locked["packages"][""]
    assert set(direct["dependencies"]) <= set(node.missing(tmp_path))
    assert set(direct["devDependencies"]).isdisjoint(node.missing(tmp_path))
    assert set(direct["devDependencies"]) <= set(node.missing(tmp_path, tests=True))

    del locked["packages"][""]
    locked["packages"]["node_modules/esbuild"]["version"] = "0.0.1"
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".package-lock.json").write_text(json.dumps(locked))
    assert node.missing(tmp_path) == ["esbuild"]
