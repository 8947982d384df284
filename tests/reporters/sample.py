"""A `Report` that a Nordic brand manager might get, with everything in it that is awkward to show.

Awkward on purpose: mark-up in copy and in a file's name, `[bold]` and `%25` and backslashes, CRLF, tabs,
no-break spaces, wide characters, a right-to-left override, a passage of several lines, one very long
line, two findings on one span, a finding that points at a whole file, a channel without a score, of
which only a part was read, and a touchpoint without priorities.

The verdict is a plain one, whatever else stands in the report: reporters repeat it, they do not reach it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samklang.errors import Exit
from samklang.model import (
    ANY_MOMENT,
    Band,
    ChannelResult,
    CustomerResult,
    Depth,
    Difference,
    Encounter,
    EncounterKind,
    Estimate,
    Expense,
    Facts,
    FileText,
    Finding,
    Hidden,
    Interval,
    LanguageProfile,
    LanguageTrait,
    Level,
    Lix,
    Nearest,
    NeedResult,
    NeedUnmetFacts,
    NeedWeakFacts,
    Place,
    Poles,
    Report,
    RuleLevel,
    Skipped,
    Span,
    Step,
    StepKind,
    TermFacts,
    ToneFacts,
    Touchpoint,
    TraitProfile,
)

BRAND = "Nordlys & Søn"
PRODUCT_EN = "copy/web/en/product.html"
PRODUCT_SV = "copy/web/sv/produkt.md"
PUSH_EN = "copy/app/en/push & <script>alert(1)</script>.txt"
DELAY_SV = "copy/email/sv/forsening.md"
SHIPPING_DA = "copy/email/da/afsendt, 50%: kladde.md"

COLD = (
    "Ärendet föranleder ingen ytterligare åtgärd från bolagets sida.\n"
    "Det åligger mottagaren att bevaka leveransen, varvid\n"
    "påminnelseavgift [bold]utgår[/bold] enligt gällande taxa om 25% (se \\villkor)."
)
SHOUT = "OH WOW 🎉 our BIGGEST 冬季セール sale <script>alert('copy')</script> is HERE & you're NOT ready!!!"
STIFF = (
    "Notwithstanding any provision to the contrary herein, the purchaser is hereby informed that the goods "
    "described above are supplied subject to availability, that the aforementioned availability is "
    "established at the time of dispatch and not at the time of purchase, and that no liability is "
    "assumed for delays, howsoever caused, save insofar as mandatory provisions of law may require otherwise."
)

FILES = {
    PRODUCT_EN: (
        "<!doctype html>\n<main>\n<h1>Fjord shell</h1>\n"
        f'\t<p class="terms">{STIFF}</p>\n'
        "<p>We're leveraging a membrane that our customers <em>really</em>\u00a0trust. £240.</p>\n</main>\n"
    ),
    PRODUCT_SV: (
        "# Gräsmyr, kängan\r\n\r\nSydd i Göteborg av tre lager ull.\r\n\r\nDen är skräddarsydd för dig.\r\n"
    ),
    PUSH_EN: f"Your parcel leaves us on Tuesday.\n\n{SHOUT}\n\nCode \u202e4321\u202c opens the locker.\n",
    DELAY_SV: f"---\nsubject: Din jacka\n---\n\nHej {{förnamn}},\n\n{COLD}\n\nDu har den på onsdag den 12.\n",
    SHIPPING_DA: (
        "Hej {fornavn}\n\nNu er pakken sendt, og Jens har lagt lidt ekstra papir omkring.\n\n"
        "Tak for din tålmodighed. Vi glæder os til, at du får den.\n"
    ),
}

WARM = Band(trait="warm", target=40, tolerance=45, weight=3)
PLAIN = Band(trait="plain", target=40, tolerance=45, weight=2)
FORMAL = Band(trait="formal", target=-20, tolerance=50)
ENTHUSIASTIC = Band(trait="enthusiastic", target=5, tolerance=50)
CALMER = Band(trait="enthusiastic", target=-5, tolerance=50)


def sample_report() -> Report:
    """4 channels, 6 touchpoints in three languages, 12 findings, files not read, problems; exits 1."""
    touchpoints = tuple(_touchpoints())
    findings = tuple(
        replace(finding, fingerprint=f"{number:020x}", fails=finding.level is Level.ERROR)
        for number, finding in enumerate(_findings(), start=1)
    )
    errors = sum(finding.level is Level.ERROR for finding in findings)
    return Report(
        brand=BRAND,
        engine="all-MiniLM-L6-v2 (bundled), fast",
        poles={
            "warm": Poles("distant", "warm"),
            "formal": Poles("casual", "formal"),
            "enthusiastic": Poles("matter-of-fact", "enthusiastic"),
            "plain": Poles("complex", "plain"),
        },
        languages=("en", "sv", "da"),
        channels=tuple(_channels()),
        touchpoints=touchpoints,
        customers=tuple(_customers()),
        expenses=_EXPENSES,
        weakest=min(
            (point for point in touchpoints if point.fit is not None), key=lambda point: point.fit or 0
        ),
        findings=findings,
        hidden=Hidden(suppressed=3, baseline=20),
        idle=(),
        rules=_RULES,
        skipped=_SKIPPED,
        problems=("channel support: no file matches corpora/nordlys/<support>/**", "no such path: copy/sms"),
        notes=("copy/web/en/prices.txt is an Excel <workbook>, whatever its name says",),
        partial=("store",),
        files={name: FileText(text) for name, text in FILES.items()},
        documents=38,
        passages=1214,
        words=18453,
        abstained=57,
        fail_on=Level.ERROR,
        verdict=f"out of tune: {errors} findings at error or over",
        exit=Exit.FINDINGS,
    )


_RULES = tuple(
    RuleLevel(id=rule, level=level)
    for rule, level in {
        "tone.warm": Level.WARNING,
        "tone.formal": Level.WARNING,
        "tone.plain": Level.WARNING,
        "tone.enthusiastic": Level.WARNING,
        "need.unmet": Level.ERROR,
        "need.weak": Level.WARNING,
        "term.avoid": Level.ERROR,
        "term.prefer": Level.SUGGESTION,
    }.items()
)

_SKIPPED = (
    Skipped(
        name="copy/web/da/<img src=x onerror=alert(1)>.html",
        reason="not UTF-8: byte 0xE6 at line 14",
        hint="save it as UTF-8, or state its encoding",
    ),
    Skipped(
        name="copy/email/en/claims.docx", reason="no reader for .docx", hint="save it as Markdown or HTML"
    ),
    Skipped(name="copy/web/en/logo.png", reason="an image", failed=False),
    Skipped(name="copy/web/sv/logo.png", reason="an image", failed=False),
)


# --- places -------------------------------------------------------------------------------------


def _place(name: str, copy: str = "") -> Place:
    """Where `copy` stands in a sample file; no copy: the file as a whole."""
    start = FILES[name].index(copy)
    return Place(name=name, span=Span(start, start + len(copy)))


# --- is it us? ----------------------------------------------------------------------------------


def _channels() -> Iterator[ChannelResult]:
    web = _channel(
        "web", 86.4, (WARM, 31, 4), (PLAIN, 22, 5), (FORMAL, -8, 4), (ENTHUSIASTIC, 12, 6), size=(17, 640)
    )
    yield replace(web, languages=tuple(_languages()))
    yield _channel(
        "app", 71.0, (WARM, 18, 9), (PLAIN, 47, 8), (FORMAL, -31, 10), (ENTHUSIASTIC, 59, 11), size=(6, 131)
    )
    yield _channel(
        "email", 48.2, (WARM, -34, 6), (PLAIN, -2, 7), (FORMAL, 52, 6), (CALMER, -21, 8), size=(13, 441)
    )
    yield ChannelResult(channel="store", documents=2, passages=2, words=6, consistency=None, profile=())


def _languages() -> Iterator[LanguageProfile]:
    """A channel in three languages: one far from the first by matched messages, one with too few messages."""
    yield _language("en", _trait("warm", 38.0, 4.0), _trait("formal", -21.0, 5.0))
    tool, other = Estimate(-4.8, 18.5), Estimate(11.3, 6.0)
    yield _language(
        "sv",
        _trait("warm", 12.0, 6.0, Difference(whole=Estimate(-19.0, 8.0), matched=0, tool=other)),
        _trait("formal", 24.0, 5.0, Difference(whole=Estimate(44.0, 6.0), matched=212, tool=tool)),
    )
    yield _language("da", _trait("formal", 3.0, None), documents=1)


def _language(code: str, *traits: LanguageTrait, documents: int = 8) -> LanguageProfile:
    return LanguageProfile(language=code, documents=documents, passages=documents * 38, traits=traits)


def _trait(
    trait: str, score: float, margin: float | None, difference: Difference | None = None
) -> LanguageTrait:
    unsure = 0.12 if margin else 0.81
    return LanguageTrait(trait=trait, score=score, margin=margin, unsure=unsure, difference=difference)


def _channel(
    name: str, consistency: float, *traits: tuple[Band, float, float], size: tuple[int, int]
) -> ChannelResult:
    documents, passages = size
    profile = tuple(
        TraitProfile(band=band, score=score, margin=margin, passages=passages)
        for band, score, margin in traits
    )
    return ChannelResult(
        channel=name,
        documents=documents,
        passages=passages,
        words=passages * 15,
        consistency=consistency,
        profile=profile,
        steps=_STEPS if name == "email" else (),
    )


_STEPS = tuple(
    Step(
        kind=StepKind.TRAIT,
        what=trait,
        place=_place(name, copy),
        fit=0.0,
        consistency=consistency,
        more=more,
    )
    for name, copy, trait, consistency, more in (
        (DELAY_SV, COLD, "formal", 9.4, False),
        (SHIPPING_DA, "Nu er pakken sendt", "warm", 1.6, True),
    )
)
"""Steps of the channel email; the second is also listed for its weakest moment."""


# --- is it best for the customer here? ----------------------------------------------------------


def _touchpoints() -> Iterator[Touchpoint]:
    yield _touchpoint(
        ("web", "buy", "en"),
        88.0,
        _need("price", 0.5, 0.97, PRODUCT_EN, "£240."),
        _need("stock", 0.3, 0.41, PRODUCT_EN, "are supplied subject to availability", answered=False),
        _need("returns", 0.2, 0.93, PRODUCT_EN, "Fjord shell"),
    )
    yield _touchpoint(
        ("web", "buy", "sv"),
        67.0,
        _need("price", 0.5, 0.91, PRODUCT_SV, "Sydd i Göteborg av tre lager ull."),
        _need("stock", 0.3, 0.12, answered=False),
        _need("returns", 0.2, 0.84, PRODUCT_SV, "Den är skräddarsydd för dig."),
    )
    yield _touchpoint(
        ("app", "wait", "en"),
        79.0,
        _need("delivery-time", 0.43, 0.99, PUSH_EN, "Your parcel leaves us on Tuesday."),
        _need("tracking", 0.57, 0.72, PUSH_EN, "Code \u202e4321\u202c opens the locker."),
    )
    yield _touchpoint(
        ("email", "wait", "sv"),
        74.0,
        _need("delivery-time", 0.43, 0.98, DELAY_SV, "Du har den på onsdag den 12."),
        _need(
            "tracking", 0.43, 0.38, DELAY_SV, "Det åligger mottagaren att bevaka leveransen", answered=False
        ),
        _need("what-happens-next", 0.14, 0.81, DELAY_SV, COLD),
    )
    yield _touchpoint(
        ("email", "wait", "da"),
        23.0,
        _need("delivery-time", 0.43, 0.22, SHIPPING_DA, "Nu er pakken sendt", answered=False),
        _need("tracking", 0.43, 0.09, answered=False),
        _need("what-happens-next", 0.14, 0.66, SHIPPING_DA, "Vi glæder os til, at du får den."),
        interval=Interval(17.4, 31.0),
        steps=(
            Step(
                kind=StepKind.NEED,
                what="tracking",
                place=_place(SHIPPING_DA, "Nu er pakken sendt"),
                fit=37.0,
                consistency=0.0,
            ),
            Step(
                kind=StepKind.TRAIT,
                what="warm",
                place=_place(SHIPPING_DA, "Nu er pakken sendt"),
                fit=4.2,
                consistency=1.6,
                more=False,
            ),
        ),
    )
    yield _touchpoint(("web", ANY_MOMENT, "da"), None)


def _customers() -> Iterator[CustomerResult]:
    packed = Encounter(
        kind=EncounterKind.TRAIT,
        what="warm",
        place=_place(SHIPPING_DA, "Nu er pakken sendt"),
        evidence="Nu er <b>pakken</b> sendt",
    )
    yield CustomerResult(
        customer="Cautious <Carl>",
        channel="email",
        language="da",
        share=0.6,
        fit=21.0,
        meets=(),
        misses=("returns", "tracking"),
        puts_off=(replace(packed, what="enthusiastic"),),
    )
    yield CustomerResult(
        customer="Hurried Hanna",
        channel="email",
        language="da",
        share=None,
        fit=33.5,
        meets=(
            packed,
            replace(packed, kind=EncounterKind.SENTENCE, what="Den er <i>sendt</i>, og du får den\nsnart."),
        ),
        misses=(),
        puts_off=(),
    )


_EXPENSES = (
    Expense(
        channel="email",
        language="da",
        served="Hurried Hanna",
        pays="Cautious <Carl>",
        difference=12.5,
        interval=Interval(4.2, 19.0),
        served_share=None,
        pays_share=0.6,
    ),
)


def _touchpoint(
    where: tuple[str, str, str],
    fit: float | None,
    *needs: NeedResult,
    interval: Interval | None = None,
    steps: tuple[Step, ...] = (),
) -> Touchpoint:
    channel, moment, language = where
    return Touchpoint(
        channel=channel,
        moment=moment,
        language=language,
        documents=2,
        fit=fit,
        needs=needs,
        interval=interval,
        steps=steps,
    )


def _need(
    need: str, weight: float, coverage: float, name: str = "", evidence: str = "", *, answered: bool = True
) -> NeedResult:
    place = _place(name, evidence) if name else None
    return NeedResult(
        need=need, weight=weight, coverage=coverage, answered=answered, place=place, evidence=evidence
    )


# --- findings -----------------------------------------------------------------------------------


def _findings() -> Iterator[Finding]:
    yield from _tone_findings()
    yield from _term_findings()
    yield from _need_findings()


def _tone_findings() -> Iterator[Finding]:
    delay, terms, push = _place(DELAY_SV, COLD), _place(PRODUCT_EN, STIFF), _place(PUSH_EN, SHOUT)
    bailiff = COLD.splitlines()[1], ("passive", "office words")
    yield _tone(Level.ERROR, delay, "email wait sv", WARM, (-58, 14), "distant", *bailiff)
    yield _tone(Level.ERROR, delay, "email wait sv", FORMAL, (71, 12), "formal", *bailiff)
    long = None, ("length", "nouns made of verbs")
    yield _tone(Level.ERROR, terms, "web buy en", PLAIN, (-64, 9), "complex", *long)
    yield _tone(Level.WARNING, terms, "web buy en", FORMAL, (44, 11), "formal", *long)
    hype = SHOUT, ("capitals", "exclamation marks", "<b>superlatives</b>")
    yield _tone(Level.WARNING, push, "app wait en", ENTHUSIASTIC, (83, 17), "enthusiastic", *hype)


def _tone(
    level: Level,
    place: Place,
    where: str,
    band: Band,
    score: tuple[float, float],
    pole: str,
    quote: str | None,
    pulls: tuple[str, ...],
) -> Finding:
    channel, moment, language = where.split()
    return Finding(
        rule=f"tone.{band.trait}",
        level=level,
        place=place,
        channel=channel,
        moment=moment,
        language=language,
        facts=ToneFacts(trait=band.trait, pole=pole, brand=BRAND, quote=quote, pulls=pulls),
        score=score[0],
        margin=score[1],
        low=band.low,
        high=band.high,
    )


def _term_findings() -> Iterator[Finding]:
    yield _term(
        "term.avoid",
        Level.ERROR,
        _place(PRODUCT_EN, "leveraging"),
        "en",
        _term_facts("leverage", why="say use"),
    )
    yield _term(
        "term.prefer",
        Level.SUGGESTION,
        _place(PRODUCT_EN, "customers"),
        "en",
        _term_facts("customers", better="guests"),
        replacement="guests",
    )
    yield _term(
        "term.avoid",
        Level.WARNING,
        _place(PRODUCT_SV, "skräddarsydd"),
        "sv",
        _term_facts("skräddarsydd"),
    )


def _term_facts(term: str, better: str | None = None, why: str = "") -> TermFacts:
    return TermFacts(brand=BRAND, term=term, better=better, why=why)


def _term(
    rule: str,
    level: Level,
    place: Place,
    language: str,
    facts: TermFacts,
    replacement: str | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        level=level,
        place=place,
        channel="web",
        moment="buy",
        language=language,
        facts=facts,
        suggestion=facts.better,
        replacement=replacement,
    )


def _need_findings() -> Iterator[Finding]:
    whole, near = _place(SHIPPING_DA), _place(SHIPPING_DA, "Nu er pakken sendt")
    yield _need_finding(
        "unmet", "tracking", Level.ERROR, whole, "email wait da", _unmet("Hvor er min pakke?", Nearest.FAR)
    )
    yield _need_finding(
        "unmet", "delivery-time", Level.ERROR, near, "email wait da", _unmet("Hvornår kommer den?")
    )
    bare = _place(PRODUCT_SV)
    yield _need_finding(
        "unmet", "stock", Level.WARNING, bare, "web buy sv", _unmet("Finns den i lager?", Nearest.PERHAPS)
    )
    vague = _place(PRODUCT_EN, "are supplied subject to availability")
    weak = NeedWeakFacts(question="Is it in stock?", weight=0.43, depth=Depth(1204, 200), lix=Lix(61, 40))
    yield _need_finding("weak", "stock", Level.WARNING, vague, "web buy en", weak)


def _unmet(question: str, nearest: Nearest = Nearest.NEAR) -> NeedUnmetFacts:
    return NeedUnmetFacts(
        question=question,
        weight=0.43,
        coverage={Nearest.FAR: 0.04, Nearest.NEAR: 0.31, Nearest.PERHAPS: 0.46}[nearest],
        nearest=nearest,
        evidence="Nu er pakken sendt",
        documents=3,
    )


def _need_finding(kind: str, need: str, level: Level, place: Place, where: str, facts: Facts) -> Finding:
    channel, moment, language = where.split()
    return Finding(
        rule=f"need.{kind}",
        level=level,
        place=place,
        channel=channel,
        moment=moment,
        language=language,
        facts=facts,
        suggestion="Say it in the first two lines: a day, a number of days, or a link.",
        need=need,
    )
