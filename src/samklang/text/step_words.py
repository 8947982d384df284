"""The words that tell a step in each language."""

from __future__ import annotations

from typing import NamedTuple

Phrases = frozenset[tuple[str, ...]]


class StepWords(NamedTuple):
    """Of one language, in lower case."""

    verbs: frozenset[str]
    """Bare forms that begin a clause as nothing but an order."""
    doubtful: frozenset[str]
    """Bare forms that are nouns as well, told from them by one of `follows`."""
    follows: frozenset[str]
    idle: frozenset[str]
    """What makes no step of the verb before it: "read more", "öppna inte"."""
    idioms: Phrases
    """What begins as an order and is none."""
    leads: frozenset[str]
    """What may stand before an order."""
    joins: frozenset[str]
    """What begins another clause. "Or" does not: of two ways people take one."""
    conditions: frozenset[str]
    """What begins a sentence whose order comes later."""
    offers: frozenset[str]
    """What makes an offer of help of such a sentence."""
    musts: Phrases
    """What says that people must, where a clause begins with it."""
    turned: Phrases
    """The same with the verb first, wherever it stands."""
    unless: frozenset[str]
    """What right after that says that they need not, or will only be given something."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _phrases(phrases: str) -> Phrases:
    return frozenset(tuple(phrase.split()) for phrase in phrases.split(", "))


WORDS = {
    "en": StepWords(
        verbs=_set(
            "accept add adjust allow apply ask attach block blow bring choose click close collect complete "
            "confirm connect copy create delete drag enter fill find follow give go hang insert install "
            "keep lay leave lift lower move open paste pay pick place plug pour prepare pull push put "
            "reload remember remove rename repeat replace reset restart rinse select send sit slide submit "
            "swipe take tap tell tick unplug unscrew untick untie upload verify wait wipe write"
        ),
        doubtful=_set(
            "answer book call cancel change charge check clean come contact cover cut download drop dry "
            "email fold hold measure message order pack peel phone post press print read refresh reply "
            "return review ring run save scan screw search set show sign start stop store switch talk text "
            "tie try turn type update use visit wash"
        ),
        follows=_set(
            "a again all an any at back by down each every first for from here if in into it its off on one "
            "or our out over that the their them these this those through to two under up us with within "
            "your"
        ),
        idle=_set("more never not"),
        idioms=_phrases(
            "find out, open source, pick up where, keep tabs, take care, take your time, take all the time, "
            "keep in mind, go ahead, give yourself, help us, come as, leave the rest, leave it to us, "
            "leave it with us, call it, come on"
        ),
        leads=_set("also but finally first just next now please simply so step then"),
        joins=_set("and then"),
        conditions=_set("after as before if in once to unless until when"),
        offers=_set("help question questions rather wonder wondering"),
        musts=_phrases(
            "you must, you need to, you have to, you will need to, you'll need to, you’ll need to, you'll "
            "have to, you’ll have to, you should, you've got to, you’ve got to, you are required to, you're "
            "required to, make sure, be sure, we ask you to, we need you to, don't forget, don’t forget, "
            "do not forget"
        ),
        turned=frozenset(),
        unless=_set("be have never not"),
    ),
    "sv": StepWords(
        verbs=_set(
            "aktivera ange anmäl anslut använd avboka avsluta badda begränsa behåll bekräfta beställ betala "
            "bifoga blockera bocka boka byt dra fyll fäst följ försök ge gnid godkänn gå häll hämta häng "
            "håll installera klicka klipp klistra knäpp kom kontakta kontrollera kopiera koppla ladda lagg "
            "logga lossa lyft lägg lämna läs markera meddela mejla montera packa placera plocka posta prata "
            "prova radera ring riv rulla skanna skapa skicka skriv skruva skölj slå spara spola starta "
            "ställ stäng svep sänk sök ta testa torka träd tvätta tänd uppdatera uppge upprepa vik vispa "
            "vrid välj vänd vänta värm öppna"
        ),
        doubtful=_set("berätta besök fråga köp svara säg sätt tryck visa"),
        follows=_set(
            "av bort de dem den det din dina ditt där efter en ett fast från för hos här i igen in inom med "
            "mig ner när om oss på till under upp ut var vid vår vårt"
        ),
        idle=_set("aldrig ej gärna inte mer mera"),
        idioms=_phrases("ta det lugnt, ta hand, ta vara, kom som, gå lös, lämna det"),
        leads=_set("bara därefter då först men nu sedan sen slutligen steg så vänligen"),
        joins=_set("och sedan sen"),
        conditions=_set("efter för har innan när om ska vid vill är"),
        offers=_set("fråga frågor funderar funderingar hellre hjälp undrar"),
        musts=_phrases(
            "du måste, du behöver, du ska, du skall, du bör, ni måste, ni behöver, se till, glöm inte, vi "
            "ber dig"
        ),
        turned=_phrases(
            "måste du, behöver du, ska du, bör du, måste ni, behöver ni, klickar du, trycker du, väljer du"
        ),
        unless=_set("aldrig bli få ha inga ingen ingenting inget inte kunna slippa vara veta"),
    ),
    "da": StepWords(
        verbs=_set(
            "accepter afbryd aflever afmeld aktiver angiv anmeld annuller bekræft bestil betal bloker book "
            "byt fjern fold forbind fortsæt følg gem genstart gentag giv gnid godkend gå hent husk hæld "
            "hæng indsæt indtast installer klik kom kontroller lad log luk læg læs løft løsn marker "
            "medbring monter opdater opret pak placer prøv rul ryst scan send skift skriv skru skyl slet "
            "sluk slå stik sæt tag tast tilføj tilmeld tilslut tjek træk tænd udfyld udskriv vedhæft vend "
            "vent vælg åbn"
        ),
        doubtful=_set(
            "besøg brug download find fortæl kontakt køb ring spørg start stil svar søg tryk tør vask"
        ),
        follows=_set(
            "af bort de dem den det din dine dit en et for fra her hos i igen ind inden ned når om op os "
            "over på så til ud under ved vores"
        ),
        idle=_set("aldrig ej gerne ikke mere"),
        idioms=_phrases("tag det roligt, tag dig, find ud, kom som, gå på opdagelse, lad være, lad os"),
        leads=_set("bare derefter endelig først men nu sidst så trin venligst"),
        joins=_set("derefter og"),
        conditions=_set("efter er for har hvis inden når skal ved vil"),
        offers=_set("hellere hjælp spørgsmål tvivl undrer"),
        musts=_phrases(
            "du skal, du bør, du bliver nødt, du er nødt, du behøver, i skal, glem ikke, sørg for, vi beder "
            "dig"
        ),
        turned=_phrases("skal du, bør du, er du nødt, bliver du nødt, klikker du, trykker du, vælger du"),
        unless=_set("aldrig blive få gerne have ikke intet kunne nok slippe vide være"),
    ),
}
