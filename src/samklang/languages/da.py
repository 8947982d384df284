"""Danish."""

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
    abbreviations=words("ca kl nr min max fig tel tlf kap s p art pr st dr incl inkl ekskl"),
    final_abbreviations=words("kr. etc. osv. m.m. o.s.v. m.fl. mfl. m.v. mv. o.l. dkk. stk. mm."),
    lettered=words("størrelse plan vitamin klasse"),
    # "I" is the plural "you", which hardly ends a sentence; before a point it is an initial.
    letters=frozenset(),
)

_LEXICON = Lexicon(
    colloquial=words(
        "ikk ik no'et nå hej hejsa hey wow haha lol ok okay okej jo jep næ nej nope altså ligesom lissom "
        "fedt fed sgu vildt nice ting sager tjek fikse gider lige jo da fyr gut drenge unger grineren mega "
        "kanon øv puha hva ka ku sku ham bare lidt ret"
    ),
    officialese=words(
        "samt såfremt ej modtage modtages erlægge vedrørende angående ifølge henholdsvis endvidere desuden "
        "imidlertid herved hermed pågældende ovennævnte fremsende fremsendes foretage foretages påhviler "
        "skal jævnfør anmode anmodes undertegnede herunder således dog hvorledes forinden"
    ),
    first_person=words("jeg mig min mit mine vi os vores vor"),
    second_person=words("du dig din dit dine"),
    second_person_plural=words("I jer jeres"),
    formal_address=words("De Dem Deres hr fru kunden vedkommende"),
    hedges=words(
        "måske muligvis sandsynligvis nok vist formentlig synes ser cirka omkring nogenlunde ret temmelig "
        "kunne burde eventuelt ofte oftest normalt tror gætter vel"
    ),
    boosters=words(
        "meget rigtig virkelig helt utrolig utroligt fantastisk fantastiske super absolut bedste bedst altid "
        "aldrig så vildt kæmpe sindssygt skønt endelig enormt ekstremt total totalt simpelthen"
    ),
    politeness=words("tak venligst venlig gerne undskyld beklager velkommen velkomne taknemmelig taknemlig"),
    care=words(
        "tak glad glade kram knus håber elsker savner dejlig dejligt kær kære omsorg ked sammen ven venner "
        "sød søde hjerte tryg stolt stolte varm varme trøst beklager"
    ),
    blame=words(
        "skal fejl afvises afvist afslag nægtes dum latterligt ingen ubrugelig elendigt klamt hader idiot "
        "vrøvl stop træt manglende krav overtrædelse gider pinligt skyld"
    ),
    swearing=words(
        "fanden fandens fandme fandeme fanme satan satans satme sateme helvede helvedes kraftedeme "
        "kraftstejleme sgu sku pis piss røv røven røve pik pikken kusse kussen fisse svin svinet svinene "
        "skid skiden kælling kællinger kællingen luder ludere ludder bøsserøv tåbe tåber tåbelig tåbelige "
        "fjols fjolser snothvalp taberen tabere klovn klovne hykler hyklere løgner løgnere løgnhals pøbel "
        "pak utøj skadedyr udskud møgdyr møgunge møgunger psykopat spasser spassere mongol mongoler kæft "
        "kæften dum dumme dummere bims åndssvag åndssvage forpulet forpulede bindegal"
    ),
    swearing_stems=affixes(
        "fuck shit bitch wtf idiot kraftede pisse skide lort røvhul røvbanan svinehund kæmpefjols perker "
        "neger retarder klaphat landsbytosse dumrian fjoget tumpe møgso møgsvin møgkæl narrøv tudefjæs "
        "åndsamøb evnesvag"
    ),
    modals=words("kan kunne må måtte skal skulle bør burde vil ville"),
    function_words=words(
        "en et den det de af i på ved for med fra til over under mellem gennem og eller men som denne dette "
        "disse om"
    ),
    subordinators=words(
        "hvilket hvilke hvis hvorved fordi mens når såfremt trods hvorvidt at som der da skønt idet"
    ),
    imperatives=words(
        "accepter afbryd afslut angiv anmeld annuller begynd bekræft bestil besøg betal bliv book brug byt "
        "download find fjern flyt fortsæt følg få gem giv glem gå ha hent hold husk hæng hør indtast "
        "installer klik kom kontakt kør køb lad log luk lyt læg læs løft meld mød nyd opdater opret oplys "
        "pak pas prøv ring rul råb se send sid skift skriv skru sluk slå sov spar spis spørg start stil stop "
        "stå svar søg tag tast tjek tryk tænd tænk undgå udfyld vask vend vent vis vælg vær åbn"
    ),
    passive_auxiliaries=words("bliver blev blive blevet er var været"),
    participle_endings=affixes("et ede te t"),
    passive_endings=affixes("es edes tes ves"),
    nominal_endings=affixes("ning ningen else elsen hed heden tion tionen itet skab ende"),
)

_STEPS = StepWords(
    numbering=words("trin"),
    verbs=words(
        "accepter afbryd aflever afmeld aktiver angiv anmeld annuller bekræft bestil betal bloker book byt "
        "fjern fold forbind fortsæt følg gem genstart gentag giv gnid godkend gå hent husk hæld hæng indsæt "
        "indtast installer klik kom kontroller lad log luk læg læs løft løsn marker medbring monter opdater "
        "opret pak placer prøv rul ryst scan send skift skriv skru skyl slet sluk slå stik sæt tag tast "
        "tilføj tilmeld tilslut tjek træk tænd udfyld udskriv vedhæft vend vent vælg åbn"
    ),
    ambiguous_verbs=words(
        "besøg brug download find fortæl kontakt køb ring spørg start stil svar søg tryk tør vask"
    ),
    complements=words(
        "af bort de dem den det din dine dit en et for fra her hos i igen ind inden ned når om op os over på "
        "så til ud under ved vores"
    ),
    no_step_before=words("aldrig ej gerne ikke mere"),
    idioms=phrases("tag det roligt, tag dig, find ud, kom som, gå på opdagelse, lad være, lad os"),
    lead_ins=words("bare derefter endelig først men nu sidst så trin venligst"),
    conjunctions=words("derefter og"),
    conditionals=words("efter er for har hvis inden når skal ved vil"),
    offers=words("hellere hjælp spørgsmål tvivl undrer"),
    obligations=phrases(
        "du skal, du bør, du bliver nødt, du er nødt, du behøver, i skal, glem ikke, sørg for, vi beder dig"
    ),
    inverted_obligations=phrases(
        "skal du, bør du, er du nødt, bliver du nødt, klikker du, trykker du, vælger du"
    ),
    exemptions=words("aldrig blive få gerne have ikke intet kunne nok slippe vide være"),
)

_CUES = CueWords(
    currencies=words("kr dkk"),
    weekdays=words("mandag tirsdag onsdag torsdag fredag lørdag søndag"),
    days=phrases("idag, i dag, imorgen, i morgen"),
    periods=words("dage hverdag hverdage hverdager uger timer år måneder"),
    contact=words("ring tel telefon chat"),
    clock=frozenset(),
    free=phrases("gratis, uden beregning"),
)

_FOLDERS = FolderNames(
    channels={
        "email": words("mail mails nyhedsbrev nyhedsbreve"),
        "social": words("sociale sociale-medier"),
        "support": words("kundeservice makroer svarskabeloner"),
        "help": words("hjælp hjaelp spørgsmål-og-svar"),
        "docs": words("dokumentation håndbog manualer vejledning vejledninger"),
        "blog": words("nyheder artikler presse"),
        "store": words("butik butikken butikker skilte"),
        "app": words("appen oversættelser"),
        "web": words("hjemmeside websted sider webshop"),
    },
    moments={
        "buy": affixes("produkt kurv pris"),
        "wait": affixes("bestil levering forsink pakke"),
        "use": affixes("reparation"),
        "complain": affixes("klag retur reklam"),
    },
    approved=words("godkendt godkendte"),
)

_ENGINE_CHECK = (
    "Din pakke forlod os i morges og er efter planen hos dig på torsdag.",
    "Åh nej, lampen skulle jo ikke være nået frem i to stykker!",
    "Betaling skal ske senest tredive dage efter fakturaens dato.",
    "Gem",
    "Selskabet forbeholder sig ret til at ændre disse betingelser uden forudgående varsel.",
    "hej, tusind tak fordi du skrev, du reddede vores dag :)",
    "Hvis ovnen ryger, når du tænder op, så åbn det nederste spjæld, vent et minut og prøv igen.",
    "Det kunne muligvis lade sig gøre at se nærmere på det på et tidspunkt.",
    "Verdens bedste telt. Intet andet kommer i nærheden af det.",
    "Det vejer 1,9 kg, har plads til to og fylder ikke mere end et franskbrød, når det er pakket.",
    "I læser åbenbart aldrig det, som kunderne sender til jer.",
    "En stille aften ved søen, uld om skuldrene og kaffe, der stadig er varm.",
)

_WELCOME = """\
# Velkommen

Denne side står i stedet for jeres tekster. Tak, fordi du kigger ind! Skriv til os, så svarer et menneske.

Anvendelse af ovennævnte funktionalitet forudsætter forudgående godkendelse fra undertegnede.
"""

DANISH = Language(
    code="da",
    name="Danish",
    spacy="da",
    regions=words("dk"),
    breaks=_BREAKS,
    lexicon=_LEXICON,
    steps=_STEPS,
    cues=_CUES,
    engine_check=_ENGINE_CHECK,
    folders=_FOLDERS,
    welcome=_WELCOME,
)
