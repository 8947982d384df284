"""Word lists behind the linguistic features, one entry a language. Single words, in lower case; a word
that stands here with a capital (Danish `De`, `I`) counts only where it is written so within a sentence.

They are small on purpose: a feature is a nudge beside the encoder's layers, not a verdict.
"""

from __future__ import annotations

from typing import NamedTuple


class Lexicon(NamedTuple):
    """The closed classes that a language's features count."""

    casual: frozenset[str]
    """Spoken forms, net slang and interjections."""
    stiff: frozenset[str]
    """Words met in letters from authorities rather than in speech."""
    first: frozenset[str]
    second: frozenset[str]
    plural: frozenset[str]
    """You, to several people."""
    formal_address: frozenset[str]
    hedges: frozenset[str]
    boosters: frozenset[str]
    polite: frozenset[str]
    feeling: frozenset[str]
    """Care, thanks, regret, affection."""
    blame: frozenset[str]
    """Refusal, fault, contempt."""
    swearing: frozenset[str]
    """Taboo words and insults (Culpeper 1996), mild ones and misspelt ones too."""
    swearing_stems: tuple[str, ...]
    """What words that hold one begin with, where no clean word does."""
    modals: frozenset[str]
    function: frozenset[str]
    """Articles, prepositions and conjunctions: the noun-heavy, explicit style (Heylighen and Dewaele)."""
    subordinators: frozenset[str]
    imperatives: frozenset[str]
    """The bare forms of the verbs that instructions begin with."""
    be: frozenset[str]
    """Auxiliaries that make a passive with a participle."""
    noun_endings: tuple[str, ...]
    """Endings of nouns made from verbs and adjectives."""
    participle_endings: tuple[str, ...]
    s_passive: tuple[str, ...]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _stems(words: str) -> tuple[str, ...]:
    return tuple(words.split())


LEXICONS = {
    "en": Lexicon(
        casual=_set(
            "gonna wanna gotta kinda sorta dunno lemme gimme ain't y'all yeah yep yup nope nah ok okay hey hi "
            "wow ugh oops haha lol lmao omg btw tbh imo imho idk pls plz thx tho cuz ya u ur guys folks "
            "stuff kid kids cool awesome super totally pretty well anyway whatever meh dude mate bucks cheers"
        ),
        stiff=_set(
            "hereby herein thereof whereas pursuant aforementioned accordingly furthermore moreover however "
            "regarding concerning upon shall commence terminate obtain require utilize ensure endeavour kindly "
            "notwithstanding thus therefore prior subsequent sufficient additional request assist inform receive"
        ),
        first=_set("i me my mine we us our ours myself ourselves"),
        second=_set("you your yours yourself yourselves"),
        plural=_set("y'all folks everyone everybody guys yourselves"),
        formal_address=_set("sir madam mr mrs ms dr esteemed"),
        hedges=_set(
            "maybe perhaps possibly probably might could seem seems seemed appears somewhat fairly rather "
            "suggest suggests suppose guess think likely approximately around about roughly usually often"
        ),
        boosters=_set(
            "very really so absolutely totally completely extremely incredibly amazing amazingly best ever "
            "definitely certainly surely always never huge massive insane unbelievable simply truly such"
        ),
        polite=_set(
            "please thanks thank sorry apologies apologise apologize excuse pardon kindly welcome appreciate grateful"
        ),
        feeling=_set(
            "love loved loves glad happy care caring sorry hope proud dear thank thanks kind lovely warm hug "
            "hugs comfort gentle together friend friends grateful miss sweet heart wonderful condolences"
        ),
        blame=_set(
            "must fail failed failure fault refuse refused reject rejected denied stupid ridiculous nobody wrong "
            "annoying pathetic useless awful terrible disgusting hate idiot nonsense shut stop sick violation"
        ),
        swearing=_set(
            "ass arse damn damned dammit goddamn hell crap crappy dick dicks prick pricks dumb jerk jerks loser "
            "losers scum suck sucks sucked twat wanker wankers tosser bloody bugger freak freaks liar liars "
            "stfu gtfo wtf lmfao slut sluts pervert crook crooks"
        ),
        swearing_stems=_stems(
            "fuck fck shit bullshit bitch bastard asshole arsehole dumbass jackass moron idiot retard "
            "imbecile cunt whore piss fag nigg motherf dipshit douche scumbag dickhead"
        ),
        modals=_set("can could may might must shall should will would ought"),
        function=_set(
            "the a an of in on at by for with from to into over under between through and or but nor as "
            "this that these those which"
        ),
        subordinators=_set(
            "which whom whose whereby although whereas while unless because since though that if when "
            "whether despite having being"
        ),
        imperatives=_set(
            "accept add allow answer apply ask avoid book bring browse call cancel change check choose click come "
            "complete confirm contact continue copy create dab delete discover do don't download drop dry email enter enjoy "
            "expect explore fill find follow forget get give go grab have head help hold hurry install join keep leave let "
            "listen log look lower make meet move note open order pack pay pick place press print put read remember remove "
            "rename reply reset rest return review ring save say scan see select send share shop shut sign sit skip stop "
            "store submit swipe take tap tell think treat try turn type update upload use visit wait wash watch wipe write"
        ),
        be=_set("is are was were be been being gets got"),
        noun_endings=(
            "tion",
            "sion",
            "ment",
            "ness",
            "ance",
            "ence",
            "ity",
            "ship",
            "tions",
            "ments",
            "ities",
        ),
        participle_endings=("ed", "en", "wn", "ught"),
        s_passive=(),
    ),
    "sv": Lexicon(
        casual=_set(
            "nån nåt nåra sån såna dom dej mej sej va å o ba asså typ liksom ju väl hej hejsan tja tjena oj wow haha "
            "lol ok okej jo jorå nä nej japp grejer grej kul skitbra asbra jätte fett najs soft kolla fixa funka "
            "fattar snackar kille tjej grym kompis lite ganska"
        ),
        stiff=_set(
            "samt ej skall erhålla erhåller erlägga erläggs vederbörande härmed därvid enligt avseende beträffande "
            "gällande tillhandahålla tillhandahålls genomföra genomförs därav såvida ifall dessutom emellertid "
            "följaktligen nämnda ovan undertecknad inkomma åligger vilket densamma anmodas"
        ),
        first=_set("jag mig mej min mitt mina vi oss vår vårt våra"),
        second=_set("du dig dej din ditt dina"),
        plural=_set("ni er ert era eder"),
        formal_address=_set("Ni Eder Er Ert Era herr fru vederbörande kund kunden"),
        hedges=_set(
            "kanske möjligen troligen antagligen nog förmodligen verkar tycks ungefär cirka någorlunda ganska "
            "tämligen kunde borde eventuellt ofta oftast vanligtvis tror gissar"
        ),
        boosters=_set(
            "mycket jätte väldigt helt verkligen otroligt fantastiskt fantastisk super absolut bäst bästa alltid aldrig "
            "så sjukt galet underbart underbar äntligen enormt extremt total totalt"
        ),
        polite=_set("tack snälla vänligen gärna förlåt ursäkta ursäkt välkommen välkomna tacksam tacksamma"),
        feeling=_set(
            "tack glad glada kram kramar hoppas älskar saknar fin fina kär kära omtanke ledsen ledsna tillsammans "
            "vän vänner gullig hjärta trygg stolt stolta varm varma tröst beklagar"
        ),
        blame=_set(
            "måste fel nekas nekad avslås avslag avvisas dum löjligt ingen värdelös hemskt skyll avbryts äcklig hatar idiot "
            "strunt sluta trött underlåtenhet påföljd krav överträdelse orkar"
        ),
        swearing=_set(
            "fan fasen jävlar jävla jävligt jäkla jäkligt helvete helvetes satan satans skit skiten skitig "
            "skitar arsle arslet röv röven kuk kuken fitta fittan hora horan horor svin svinet svinen aset "
            "avskum pucko puckon tönt töntar hycklare lögnare kärring kärringar käften käft puckad cp miffo "
            "ohyra slödder lort tölp åsna"
        ),
        swearing_stems=_stems(
            "jävl jävel fuck shit bitch idiot skitstövel skitsnack skitunge rövhål svinpäls svarting "
            "blatte neger mongo efterbliv retard dumskalle dumhuvud dåre fubbick fårskalle knäppgök "
            "kukhuvud subba slyna kräk drummel jubelidiot pissig förbann"
        ),
        modals=_set("kan kunde får fick måste ska skall skulle bör borde vill ville må"),
        function=_set(
            "en ett den det de av i på vid för med från till över under mellan genom och eller men som detta denna dessa om"
        ),
        subordinators=_set(
            "vilket vilka vars varvid varigenom eftersom medan om när såvida trots huruvida att som då fastän"
        ),
        imperatives=_set(
            "acceptera ange anmäl använd avbryt avsluta bekräfta beställ besök boka byt börja fortsätt fråga fyll följ få ge "
            "glöm gå ha handla hitta hoppa hämta häng hör håll installera klicka kolla kom kontakta koppla kör köp ladda "
            "logga lyssna lägg läs låt lämna mejla meddela missa njut notera ordna packa passa plocka prova ring rulla "
            "se sitt skanna skicka skriv skruva sluta sov spara spola ställ stäng stå sök ta tala testa titta tryck tvätta "
            "tänk undvik uppdatera uppge vila visa vänta välj var vänd öppna"
        ),
        be=_set("blir blev bli blivit är var varit"),
        noun_endings=(
            "ning",
            "ningen",
            "ande",
            "andet",
            "ende",
            "het",
            "heten",
            "else",
            "elsen",
            "tion",
            "tionen",
            "itet",
            "skap",
        ),
        participle_endings=("ad", "ats", "at", "dd", "tt", "ade", "da", "ta"),
        s_passive=("as", "es", "ades", "ts", "ns", "ras"),
    ),
    "da": Lexicon(
        casual=_set(
            "ikk ik no'et nå hej hejsa hey wow haha lol ok okay okej jo jep næ nej nope altså ligesom lissom fedt fed "
            "sgu vildt nice ting sager tjek fikse gider lige jo da fyr gut drenge unger grineren mega kanon "
            "øv puha hva ka ku sku ham bare lidt ret"
        ),
        stiff=_set(
            "samt såfremt ej modtage modtages erlægge vedrørende angående ifølge henholdsvis endvidere desuden imidlertid "
            "herved hermed pågældende ovennævnte fremsende fremsendes foretage foretages påhviler skal jævnfør "
            "anmode anmodes undertegnede herunder således dog hvorledes forinden"
        ),
        first=_set("jeg mig min mit mine vi os vores vor"),
        second=_set("du dig din dit dine"),
        plural=_set("I jer jeres"),
        formal_address=_set("De Dem Deres hr fru kunden vedkommende"),
        hedges=_set(
            "måske muligvis sandsynligvis nok vist formentlig synes ser cirka omkring nogenlunde ret temmelig kunne burde "
            "eventuelt ofte oftest normalt tror gætter vel"
        ),
        boosters=_set(
            "meget rigtig virkelig helt utrolig utroligt fantastisk fantastiske super absolut bedste bedst altid aldrig så "
            "vildt kæmpe sindssygt skønt endelig enormt ekstremt total totalt simpelthen"
        ),
        polite=_set("tak venligst venlig gerne undskyld beklager velkommen velkomne taknemmelig taknemlig"),
        feeling=_set(
            "tak glad glade kram knus håber elsker savner dejlig dejligt kær kære omsorg ked sammen ven venner sød søde hjerte "
            "tryg stolt stolte varm varme trøst beklager"
        ),
        blame=_set(
            "skal fejl afvises afvist afslag nægtes dum latterligt ingen ubrugelig elendigt klamt hader idiot vrøvl stop træt "
            "manglende krav overtrædelse gider pinligt skyld"
        ),
        swearing=_set(
            "fanden fandens fandme fandeme fanme satan satans satme sateme helvede helvedes kraftedeme "
            "kraftstejleme sgu sku pis piss røv røven røve pik pikken kusse kussen fisse svin svinet svinene "
            "skid skiden kælling kællinger kællingen luder ludere ludder bøsserøv tåbe tåber tåbelig tåbelige "
            "fjols fjolser snothvalp taberen tabere klovn klovne hykler hyklere løgner løgnere løgnhals pøbel "
            "pak utøj skadedyr udskud møgdyr møgunge møgunger psykopat spasser spassere mongol mongoler kæft "
            "kæften dum dumme dummere bims åndssvag åndssvage forpulet forpulede bindegal"
        ),
        swearing_stems=_stems(
            "fuck shit bitch wtf idiot kraftede pisse skide lort røvhul røvbanan svinehund kæmpefjols "
            "perker neger retarder klaphat landsbytosse dumrian fjoget tumpe møgso møgsvin møgkæl narrøv "
            "tudefjæs åndsamøb evnesvag"
        ),
        modals=_set("kan kunne må måtte skal skulle bør burde vil ville"),
        function=_set(
            "en et den det de af i på ved for med fra til over under mellem gennem og eller men som denne dette disse om"
        ),
        subordinators=_set(
            "hvilket hvilke hvis hvorved fordi mens når såfremt trods hvorvidt at som der da skønt idet"
        ),
        imperatives=_set(
            "accepter afbryd afslut angiv anmeld annuller begynd bekræft bestil besøg betal bliv book brug byt download "
            "find fjern flyt fortsæt følg få gem giv glem gå ha hent hold husk hæng hør indtast installer klik kom kontakt "
            "kør køb lad log luk lyt læg læs løft meld mød nyd opdater opret oplys pak pas prøv ring rul råb se send sid "
            "skift skriv skru sluk slå sov spar spis spørg start stil stop stå svar søg tag tast tjek tryk tænd tænk undgå "
            "udfyld vask vend vent vis vælg vær åbn"
        ),
        be=_set("bliver blev blive blevet er var været"),
        noun_endings=(
            "ning",
            "ningen",
            "else",
            "elsen",
            "hed",
            "heden",
            "tion",
            "tionen",
            "itet",
            "skab",
            "ende",
        ),
        participle_endings=("et", "ede", "te", "t"),
        s_passive=("es", "edes", "tes", "ves"),
    ),
}
