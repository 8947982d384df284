"""The HTML report: one self-contained file, for people who read it, print it and forward it."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from samklang.errors import Exit
from samklang.model import Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.html import view, wording
from samklang.reporters.wording import between, channel_steps, encounter, steps

_UNPRINTABLE = dict.fromkeys((*range(127, 160), *range(55296, 57344)), "�") | {
    code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"
}
"""Controls and lone surrogates, which copy and file names can hold and a UTF-8 page cannot."""

_TUNE = {Exit.IN_TUNE: "In tune", Exit.FINDINGS: "Out of tune"}


def render(report: Report, catalogue: Catalogue) -> str:
    """The whole page: no script, nothing fetched, the same text for the same report.

    Everything from the report is escaped; characters that no page can hold are shown as stand-ins.
    """
    environment = Environment(
        loader=PackageLoader(__name__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(poles=report.poles, standing=wording.standing)
    environment.filters.update(
        at=wording.at,
        between=between,
        encounter=encounter,
        grouped=wording.grouped,
        language=catalogue.language,
        message=catalogue.message,
        points=wording.points,
        reason=catalogue.reason,
        runs=wording.runs,
        share=wording.share,
        signed=wording.signed,
        words=wording.words,
    )
    return environment.get_template("report.html.j2").render(
        report=report,
        in_tune=report.exit == Exit.IN_TUNE,
        tune=_TUNE.get(report.exit, "Not checked whole"),
        counts=view.counts(report.findings),
        needs=view.needs(report),
        channels=view.need_rows(report),
        files=view.by_file(report),
        lifts=steps(report.weakest, report.files) if report.weakest else [],
        itself={one.channel: channel_steps(report, one) for one in report.channels},
    )


def _printable(value: object) -> object:
    """Template output made fit for a page; mark-up passes, having been through here already."""
    return (
        value.translate(_UNPRINTABLE) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
