"""The HTML report: one self-contained file, for people who read it, print it and forward it."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from samklang.errors import Exit
from samklang.model import Report
from samklang.reporters.catalogue import Catalogue
from samklang.reporters.html import view, wording
from samklang.reporters.wording import between, channel_steps, encounter_words, steps

_UNPRINTABLE = dict.fromkeys((*range(127, 160), *range(55296, 57344)), "�") | {
    code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"
}
"""Controls and lone surrogates: copy and file names can have them, a UTF-8 page cannot."""

_VERDICTS = {Exit.IN_TUNE: "In tune", Exit.FINDINGS: "Out of tune"}


def render(report: Report, catalogue: Catalogue) -> str:
    """The whole page: no script, nothing fetched, the same text for the same report.

    Everything from the report is escaped; characters that a page cannot contain are replaced.
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
        between=between,
        encounter=encounter_words,
        grouped=wording.grouped,
        language=catalogue.language,
        message=catalogue.message,
        percent_along=wording.percent_along,
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
        verdict=_VERDICTS.get(report.exit, "Not fully checked"),
        counts=view.counts(report.findings),
        needs=view.needs(report),
        channels=view.need_rows(report),
        files=view.by_file(report),
        moment_steps=steps(report.weakest, report.files) if report.weakest else [],
        channel_steps={channel.channel: channel_steps(report, channel) for channel in report.channels},
    )


def _printable(value: object) -> object:
    """Template output as a page can contain it; mark-up is left alone, as it was replaced before."""
    return (
        value.translate(_UNPRINTABLE) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
