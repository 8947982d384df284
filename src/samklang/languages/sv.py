"""Swedish."""

from __future__ import annotations

from samklang.languages.interface import (
    CueWords,
    FolderNames,
    Language,
    Lexicon,
    SentenceBreaks,
    StepWords,
    affixes,
    phrases,
    words,
)

_BREAKS = SentenceBreaks(
    abbreviations=words("ca kl nr min max fig tel kap s p st dr inkl"),
    final_abbreviations=words("kr. etc. osv. m.m. o.s.v. m.fl. mfl. sek. st. mm."),
    lettered=words("storlek strl plan vitamin klass"),
    letters=frozenset(),
)

_LEXICON = Lexicon(
    colloquial=words(
        "nån nåt nåra sån såna dom dej mej sej va å o ba asså typ liksom ju väl hej hejsan tja tjena oj wow "
        "haha lol ok okej jo jorå nä nej japp grejer grej kul skitbra asbra jätte fett najs soft kolla fixa "
        "funka fattar snackar kille tjej grym kompis lite ganska"
    ),
    officialese=words(
        "samt ej skall erhålla erhåller erlägga erläggs vederbörande härmed därvid enligt avseende "
        "beträffande gällande tillhandahålla tillhandahålls genomföra genomförs därav såvida ifall dessutom "
        "emellertid följaktligen nämnda ovan undertecknad inkomma åligger vilket densamma anmodas"
    ),
    first_person=words("jag mig mej min mitt mina vi oss vår vårt våra"),
    second_person=words("du dig dej din ditt dina"),
    second_person_plural=words("ni er ert era eder"),
    formal_address=words("Ni Eder Er Ert Era herr fru vederbörande kund kunden"),
    hedges=words(
        "kanske möjligen troligen antagligen nog förmodligen verkar tycks ungefär cirka någorlunda ganska "
        "tämligen kunde borde eventuellt ofta oftast vanligtvis tror gissar"
    ),
    boosters=words(
        "mycket jätte väldigt helt verkligen otroligt fantastiskt fantastisk super absolut bäst bästa alltid "
        "aldrig så sjukt galet underbart underbar äntligen enormt extremt total totalt"
    ),
    politeness=words("tack snälla vänligen gärna förlåt ursäkta ursäkt välkommen välkomna tacksam tacksamma"),
    care=words(
        "tack glad glada kram kramar hoppas älskar saknar fin fina kär kära omtanke ledsen ledsna "
        "tillsammans vän vänner gullig hjärta trygg stolt stolta varm varma tröst beklagar"
    ),
    blame=words(
        "måste fel nekas nekad avslås avslag avvisas dum löjligt ingen värdelös hemskt skyll avbryts äcklig "
        "hatar idiot strunt sluta trött underlåtenhet påföljd krav överträdelse orkar"
    ),
    swearing=words(
        "fan fasen jävlar jävla jävligt jäkla jäkligt helvete helvetes satan satans skit skiten skitig "
        "skitar arsle arslet röv röven kuk kuken fitta fittan hora horan horor svin svinet svinen aset "
        "avskum pucko puckon tönt töntar hycklare lögnare kärring kärringar käften käft puckad cp miffo "
        "ohyra slödder lort tölp åsna"
    ),
    swearing_stems=affixes(
        "jävl jävel fuck shit bitch idiot skitstövel skitsnack skitunge rövhål svinpäls svarting blatte "
        "neger mongo efterbliv retard dumskalle dumhuvud dåre fubbick fårskalle knäppgök kukhuvud subba "
        "slyna kräk drummel jubelidiot pissig förbann"
    ),
    modals=words("kan kunde får fick måste ska skall skulle bör borde vill ville må"),
    function_words=words(
        "en ett den det de av i på vid för med från till över under mellan genom och eller men som detta "
        "denna dessa om"
    ),
    subordinators=words(
        "vilket vilka vars varvid varigenom eftersom medan om när såvida trots huruvida att som då fastän"
    ),
    imperatives=words(
        "acceptera ange anmäl använd avbryt avsluta bekräfta beställ besök boka byt börja fortsätt fråga "
        "fyll följ få ge glöm gå ha handla hitta hoppa hämta häng hör håll installera klicka kolla kom "
        "kontakta koppla kör köp ladda logga lyssna lägg läs låt lämna mejla meddela missa njut notera ordna "
        "packa passa plocka prova ring rulla se sitt skanna skicka skriv skruva sluta sov spara spola ställ "
        "stäng stå sök ta tala testa titta tryck tvätta tänk undvik uppdatera uppge vila visa vänta välj var "
        "vänd öppna"
    ),
    passive_auxiliaries=words("blir blev bli blivit är var varit"),
    participle_endings=affixes("ad ats at dd tt ade da ta"),
    passive_endings=affixes("as es ades ts ns ras"),
    nominal_endings=affixes("ning ningen ande andet ende het heten else elsen tion tionen itet skap"),
)

_STEPS = StepWords(
    numbering=words("steg"),
    verbs=words(
        "aktivera ange anmäl anslut använd avboka avsluta badda begränsa behåll bekräfta beställ betala "
        "bifoga blockera bocka boka byt dra fyll fäst följ försök ge gnid godkänn gå häll hämta häng håll "
        "installera klicka klipp klistra knäpp kom kontakta kontrollera kopiera koppla ladda lagg logga "
        "lossa lyft lägg lämna läs markera meddela mejla montera packa placera plocka posta prata prova "
        "radera ring riv rulla skanna skapa skicka skriv skruva skölj slå spara spola starta ställ stäng "
        "svep sänk sök ta testa torka träd tvätta tänd uppdatera uppge upprepa vik vispa vrid välj vänd "
        "vänta värm öppna"
    ),
    ambiguous_verbs=words("berätta besök fråga köp svara säg sätt tryck visa"),
    complements=words(
        "av bort de dem den det din dina ditt där efter en ett fast från för hos här i igen in inom med mig "
        "ner när om oss på till under upp ut var vid vår vårt"
    ),
    no_step_before=words("aldrig ej gärna inte mer mera"),
    idioms=phrases("ta det lugnt, ta hand, ta vara, kom som, gå lös, lämna det"),
    lead_ins=words("bara därefter då först men nu sedan sen slutligen steg så vänligen"),
    conjunctions=words("och sedan sen"),
    conditionals=words("efter för har innan när om ska vid vill är"),
    offers=words("fråga frågor funderar funderingar hellre hjälp undrar"),
    obligations=phrases(
        "du måste, du behöver, du ska, du skall, du bör, ni måste, ni behöver, se till, glöm inte, vi ber dig"
    ),
    inverted_obligations=phrases(
        "måste du, behöver du, ska du, bör du, måste ni, behöver ni, klickar du, trycker du, väljer du"
    ),
    exemptions=words("aldrig bli få ha inga ingen ingenting inget inte kunna slippa vara veta"),
)

_CUES = CueWords(
    currencies=words("kr sek"),
    weekdays=words("måndag tisdag onsdag torsdag fredag lördag söndag"),
    days=phrases("idag, i dag, imorgon, i morgon"),
    periods=words("dagar vardag vardage vardager veckor timmar år månader"),
    contact=words("ring tel telefon chat chatt chata chatta"),
    clock=frozenset(),
    free=phrases("gratis, utan kostnad"),
)

_FOLDERS = FolderNames(
    channels={
        "email": words("mejl mejlen e-post epost utskick nyhetsbrev"),
        "social": words("sociala sociala-medier"),
        "support": words("kundtjänst kundservice svarsmallar makron"),
        "help": words("hjälp hjälpcenter frågor-och-svar"),
        "docs": words("dokumentation handbok manualer"),
        "blog": words("blogg nyheter artiklar"),
        "store": words("butik butiken butiker skyltar"),
        "app": words("appen notiser översättningar"),
        "web": words("webb webbplats hemsida sajt sidor"),
    },
    moments={
        "buy": affixes("produkt kassa varukorg pris"),
        "wait": affixes("beställ leverans försen paket"),
        "use": affixes("skötsel reparation"),
        "complain": affixes("klag retur reklam ånger"),
    },
    approved=words("godkänt godkänd godkända"),
)

_ENGINE_CHECK = (
    "Ditt paket gick från oss i morse och bör vara hos dig på torsdag.",
    "Oj då, lampan skulle ju inte komma fram i två delar!",
    "Betalning ska erläggas inom trettio dagar från fakturadatum.",
    "Spara",
    "Bolaget förbehåller sig rätten att ändra dessa villkor utan föregående avisering.",
    "hej, tack snälla för att du skrev, du gjorde vår dag :)",
    "Om kaminen ryker in när du tänder, öppna det undre spjället, vänta en minut och försök igen.",
    "Det skulle eventuellt kunna vara möjligt att titta på detta någon gång.",
    "Världens bästa tält. Inget annat kommer i närheten.",
    "Det väger 1,9 kg, rymmer två och blir inte större än en limpa när det är packat.",
    "Ni läser uppenbarligen aldrig det som kunderna skickar till er.",
    "En stilla kväll vid sjön, ylle om axlarna och kaffe som ännu är varmt.",
)

_WELCOME = """\
# Välkommen

Den här sidan står i stället för era texter. Tack för att du tittar in! Skriv till oss, så svarar en människa.

Nyttjande av ovan angiven funktionalitet förutsätter föregående godkännande av undertecknad.
"""

SWEDISH = Language(
    code="sv",
    name="Swedish",
    spacy="sv",
    regions=words("se fi"),
    breaks=_BREAKS,
    lexicon=_LEXICON,
    steps=_STEPS,
    cues=_CUES,
    engine_check=_ENGINE_CHECK,
    folders=_FOLDERS,
    welcome=_WELCOME,
)
