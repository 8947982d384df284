"""requirements.lock, which hosts install from, covers a default install on every system."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from samklang.errors import EXTRAS
from tests.conftest import ROOT

TEXT = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SYSTEMS = [("linux", "Linux", "x86_64"), ("darwin", "Darwin", "arm64"), ("win32", "Windows", "AMD64")]


class Pin(NamedTuple):
    """A release with the hashes of its files."""

    requirement: Requirement
    hashes: list[str]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (pinned,) = self.requirement.specifier
        assert pinned.operator == "=="
        return pinned.version

    def applies(self, environment: Environment) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate(environment)


def pins() -> Iterator[Pin]:
    for line in re.sub(r"\\\n", " ", TEXT).splitlines():
        if line and not line.startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", line)
            yield Pin(Requirement(requirement), [digest.strip() for digest in hashes])


PINS = list(pins())


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize(("platform", "system", "machine"), SYSTEMS)
def test_every_requirement_has_one_release_that_satisfies_it(
    python: str, platform: str, system: str, machine: str
) -> None:
    environment = default_environment()
    environment["python_version"], environment["python_full_version"] = python, f"{python}.1"
    environment["sys_platform"], environment["platform_system"] = platform, system
    environment["platform_machine"] = machine
    locked = [pin for pin in PINS if pin.applies(environment)]
    versions = {pin.name: pin.version for pin in locked}
    assert len(versions) == len(locked), "two releases of one package"
    for each in [*PYPROJECT["project"]["dependencies"], *PYPROJECT["build-system"]["requires"]]:
        required = Requirement(each)
        version = versions.get(canonicalize_name(required.name))
        assert version and required.specifier.contains(version), f"{each}: {version} is locked; run make lock"


def test_every_release_has_hashes_and_no_address() -> None:
    assert all(pin.hashes for pin in PINS)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for pin in PINS for digest in pin.hashes)
    assert "://" not in TEXT and not re.search(r"^\s*--(?!hash)", TEXT, re.MULTILINE)


def test_no_library_that_only_extras_need_is_locked() -> None:
    """Some of the rest, such as huggingface-hub, is needed by libraries of a default install."""
    heavy = {*EXTRAS["learn"].values(), "torch", "transformers", "sentence-transformers", "onnx", "scipy"}
    assert {pin.name for pin in PINS} & heavy == set()
