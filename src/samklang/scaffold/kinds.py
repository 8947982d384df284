"""The channels that a folder is looked through for. To add one: one entry in `KINDS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class ChannelKind(NamedTuple):
    """A channel that most brands have: how to recognise it, and what matters there to start with."""

    name: str
    folders: str
    """Names of its folders, in English, Swedish and Danish."""
    formats: tuple[str, ...] = ()
    """Formats that imply the channel if no folder does."""
    needs: Mapping[str, int] = {}
    lix: int = 45
    moments: bool = True
    """Whether its files belong to different moments."""


class Moment(NamedTuple):
    """A step of the customer's journey, by how the names of its files begin."""

    words: str
    needs: Mapping[str, int]


KINDS = (
    ChannelKind(
        "email",
        "email emails e-mail e-mails mail mails mailing mailings mailer mailers newsletter newsletters "
        "mejl mejlen e-post epost utskick nyhetsbrev nyhedsbrev nyhedsbreve",
        ("mail", "mbox", "outlook", "mjml"),
        {"contact-a-person": 1},
        40,
    ),
    ChannelKind(
        "social",
        "social social-media facebook instagram linkedin tiktok "
        "sociala sociala-medier sociale sociale-medier",
        lix=40,
        moments=False,
    ),
    ChannelKind(
        "support",
        "support macros canned-responses saved-replies replies tickets helpdesk chat chatbot "
        "kundtjänst kundservice kundeservice svarsmallar makron makroer svarskabeloner",
        needs={"what-happens-next": 2, "contact-a-person": 1},
        lix=40,
    ),
    ChannelKind(
        "help",
        "help help-center faq faqs knowledge-base kb hjälp hjälpcenter hjælp hjaelp "
        "frågor-och-svar spørgsmål-og-svar",
        needs={"how-to-use": 2, "contact-a-person": 1},
        lix=40,
        moments=False,
    ),
    ChannelKind(
        "docs",
        "docs doc documentation manual manuals handbook release-notes releases "
        "dokumentation handbok manualer håndbog vejledning vejledninger",
        needs={"how-to-use": 1},
        moments=False,
    ),
    ChannelKind(
        "blog",
        "blog blogs posts news articles press stories blogg nyheter artiklar nyheder artikler presse",
        moments=False,
    ),
    ChannelKind(
        "store",
        "store stores app-store play-store fastlane listing listings signs "
        "butik butiken butiker butikken butikker skyltar skilte",
        lix=40,
    ),
    ChannelKind(
        "app",
        "app app-ui ui locale locales i18n l10n lang langs translations strings notifications push "
        "in-app in-app-messages inapp inapp-messages appen notiser översättningar oversættelser",
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
        "web website websites site www pages content public landing marketing shop storefront "
        "webb webbplats hemsida sajt sidor hjemmeside websted sider webshop",
        ("html", "vue", "jsx", "mdx"),
        {"who-it-is-for": 1, "contact-a-person": 1},
    ),
)
"""A file's topmost folder with a known name decides its kind, else its format; the last is the fallback."""

MOMENTS = {
    "buy": Moment(
        "product produkt checkout kassa cart kurv varukorg price pricing pris",
        {"price": 2, "delivery-time": 1, "returns": 1},
    ),
    "wait": Moment(
        "order beställ bestil shipping delivery leverans levering delay försen forsink "
        "tracking parcel paket pakke",
        {"delivery-time": 2, "what-happens-next": 1, "contact-a-person": 1},
    ),
    "use": Moment(
        "care skötsel setup install how-to repair reparation guide",
        {"how-to-use": 2, "contact-a-person": 1},
    ),
    "complain": Moment(
        "claim complain klag return retur refund reklam ånger",
        {"what-happens-next": 2, "contact-a-person": 1},
    ),
}
"""In the journey's order; of two that a file's name begins like, the first has it."""

APPROVED = "approved approved-copy voice-examples godkänt godkänd godkända godkendt godkendte"
"""Folders of copy that is the voice, and no channel."""

NOT_COPY = (
    "test tests spec specs fixtures vendor third-party dist build target venv personas reports "
    "voice-guide style-guide tone-of-voice"
)
"""Folders whose files customers never see."""
