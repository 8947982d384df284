"""The channels that a folder is looked through for. To add one: an entry in `KINDS`, and the names of its
folders in each language (`languages/`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from samklang.languages import LANGUAGES
from samklang.languages.interface import words


class ChannelKind(NamedTuple):
    """A channel that most brands have: how to recognise it, and what matters there to start with."""

    name: str
    folders: frozenset[str] = frozenset()
    """Names of its folders that are no language's own: of services, and of tools."""
    formats: tuple[str, ...] = ()
    """Formats that imply the channel if no folder does."""
    needs: Mapping[str, int] = {}
    lix: int = 45
    moments: bool = True
    """Whether its files belong to different moments."""


KINDS = (
    ChannelKind("email", formats=("mail", "mbox", "outlook", "mjml"), needs={"contact-a-person": 1}, lix=40),
    ChannelKind("social", words("facebook instagram linkedin tiktok"), lix=40, moments=False),
    ChannelKind("support", needs={"what-happens-next": 2, "contact-a-person": 1}, lix=40),
    ChannelKind("help", needs={"how-to-use": 2, "contact-a-person": 1}, lix=40, moments=False),
    ChannelKind("docs", needs={"how-to-use": 1}, moments=False),
    ChannelKind("blog", moments=False),
    ChannelKind("store", words("fastlane"), lix=40),
    ChannelKind(
        "app",
        words("ui i18n l10n"),
        (
            "gettext",
            "strings",
            "android",
            "stringsdict",
            "xcstrings",
            "arb",
            "xliff",
            "resx",
            "fluent",
            "properties",
        ),
        lix=40,
    ),
    ChannelKind(
        "web",
        words("www"),
        ("html", "vue", "jsx", "mdx"),
        {"who-it-is-for": 1, "contact-a-person": 1},
    ),
)
"""A file's topmost folder with a known name decides its kind, else its format; the last is the fallback."""

MOMENTS: Mapping[str, Mapping[str, int]] = {
    "buy": {"price": 2, "delivery-time": 1, "returns": 1},
    "wait": {"delivery-time": 2, "what-happens-next": 1, "contact-a-person": 1},
    "use": {"how-to-use": 2, "contact-a-person": 1},
    "complain": {"what-happens-next": 2, "contact-a-person": 1},
}
"""The steps of the customer's journey, in order, with the needs that matter there at first; of two that a
file's name begins like, the first has it."""

NOT_COPY = words(
    "test tests spec specs fixtures vendor third-party dist build target venv personas reports "
    "voice-guide style-guide tone-of-voice"
)
"""Folders whose files customers never see."""


@cache
def folders(kind: str) -> frozenset[str]:
    """Names of the folders of a kind of channel, in every language."""
    own = next(one.folders for one in KINDS if one.name == kind)
    return own.union(*(language.folders.channels[kind] for language in LANGUAGES.values()))


@cache
def beginnings(moment: str) -> tuple[str, ...]:
    """How the names of a moment's files begin, in every language."""
    found = [word for language in LANGUAGES.values() for word in language.folders.moments[moment]]
    return tuple(dict.fromkeys(found))


@cache
def approved() -> frozenset[str]:
    """Folders of copy that is the voice, and no channel, in every language."""
    return frozenset().union(*(language.folders.approved for language in LANGUAGES.values()))
