"""English."""

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
    abbreviations=words("no approx min max fig tel p pp art vol st dr incl"),
    final_abbreviations=words("etc. a.m. p.m. inc. ltd. st. mm."),
    lettered=words("size plan vitamin class"),
    letters=words("I"),
)

_LEXICON = Lexicon(
    colloquial=words(
        "gonna wanna gotta kinda sorta dunno lemme gimme ain't y'all yeah yep yup nope nah ok okay hey hi "
        "wow ugh oops haha lol lmao omg btw tbh imo imho idk pls plz thx tho cuz ya u ur guys folks stuff "
        "kid kids cool awesome super totally pretty well anyway whatever meh dude mate bucks cheers"
    ),
    officialese=words(
        "hereby herein thereof whereas pursuant aforementioned accordingly furthermore moreover however "
        "regarding concerning upon shall commence terminate obtain require utilize ensure endeavour kindly "
        "notwithstanding thus therefore prior subsequent sufficient additional request assist inform receive"
    ),
    first_person=words("i me my mine we us our ours myself ourselves"),
    second_person=words("you your yours yourself yourselves"),
    second_person_plural=words("y'all folks everyone everybody guys yourselves"),
    formal_address=words("sir madam mr mrs ms dr esteemed"),
    hedges=words(
        "maybe perhaps possibly probably might could seem seems seemed appears somewhat fairly rather "
        "suggest suggests suppose guess think likely approximately around about roughly usually often"
    ),
    boosters=words(
        "very really so absolutely totally completely extremely incredibly amazing amazingly best ever "
        "definitely certainly surely always never huge massive insane unbelievable simply truly such"
    ),
    politeness=words(
        "please thanks thank sorry apologies apologise apologize excuse pardon kindly welcome appreciate "
        "grateful"
    ),
    care=words(
        "love loved loves glad happy care caring sorry hope proud dear thank thanks kind lovely warm hug "
        "hugs comfort gentle together friend friends grateful miss sweet heart wonderful condolences"
    ),
    blame=words(
        "must fail failed failure fault refuse refused reject rejected denied stupid ridiculous nobody wrong "
        "annoying pathetic useless awful terrible disgusting hate idiot nonsense shut stop sick violation"
    ),
    swearing=words(
        "ass arse damn damned dammit goddamn hell crap crappy dick dicks prick pricks dumb jerk jerks loser "
        "losers scum suck sucks sucked twat wanker wankers tosser bloody bugger freak freaks liar liars stfu "
        "gtfo wtf lmfao slut sluts pervert crook crooks"
    ),
    swearing_stems=affixes(
        "fuck fck shit bullshit bitch bastard asshole arsehole dumbass jackass moron idiot retard imbecile "
        "cunt whore piss fag nigg motherf dipshit douche scumbag dickhead"
    ),
    modals=words("can could may might must shall should will would ought"),
    function_words=words(
        "the a an of in on at by for with from to into over under between through and or but nor as this "
        "that these those which"
    ),
    subordinators=words(
        "which whom whose whereby although whereas while unless because since though that if when whether "
        "despite having being"
    ),
    imperatives=words(
        "accept add allow answer apply ask avoid book bring browse call cancel change check choose click "
        "come complete confirm contact continue copy create dab delete discover do don't download drop dry "
        "email enter enjoy expect explore fill find follow forget get give go grab have head help hold hurry "
        "install join keep leave let listen log look lower make meet move note open order pack pay pick "
        "place press print put read remember remove rename reply reset rest return review ring save say scan "
        "see select send share shop shut sign sit skip stop store submit swipe take tap tell think treat try "
        "turn type update upload use visit wait wash watch wipe write"
    ),
    passive_auxiliaries=words("is are was were be been being gets got"),
    participle_endings=affixes("ed en wn ught"),
    passive_endings=(),
    nominal_endings=affixes("tion sion ment ness ance ence ity ship tions ments ities"),
)

_STEPS = StepWords(
    numbering=words("step"),
    verbs=words(
        "accept add adjust allow apply ask attach block blow bring choose click close collect complete "
        "confirm connect copy create delete drag enter fill find follow give go hang insert install keep lay "
        "leave lift lower move open paste pay pick place plug pour prepare pull push put reload remember "
        "remove rename repeat replace reset restart rinse select send sit slide submit swipe take tap tell "
        "tick unplug unscrew untick untie upload verify wait wipe write"
    ),
    ambiguous_verbs=words(
        "answer book call cancel change charge check clean come contact cover cut download drop dry email "
        "fold hold measure message order pack peel phone post press print read refresh reply return review "
        "ring run save scan screw search set show sign start stop store switch talk text tie try turn type "
        "update use visit wash"
    ),
    complements=words(
        "a again all an any at back by down each every first for from here if in into it its off on one or "
        "our out over that the their them these this those through to two under up us with within your"
    ),
    no_step_before=words("more never not"),
    idioms=phrases(
        "find out, open source, pick up where, keep tabs, take care, take your time, take all the time, keep "
        "in mind, go ahead, give yourself, help us, come as, leave the rest, leave it to us, leave it with "
        "us, call it, come on"
    ),
    lead_ins=words("also but finally first just next now please simply so step then"),
    conjunctions=words("and then"),
    conditionals=words("after as before if in once to unless until when"),
    offers=words("help question questions rather wonder wondering"),
    obligations=phrases(
        "you must, you need to, you have to, you will need to, you'll need to, you’ll need to, you'll have "
        "to, you’ll have to, you should, you've got to, you’ve got to, you are required to, you're required "
        "to, make sure, be sure, we ask you to, we need you to, don't forget, don’t forget, do not forget"
    ),
    inverted_obligations=frozenset(),
    exemptions=words("be have never not"),
)

_CUES = CueWords(
    currencies=frozenset(),
    weekdays=words("monday tuesday wednesday thursday friday saturday sunday"),
    days=phrases("today, tomorrow"),
    periods=words("day days week weeks hour hours year years month months"),
    contact=words("call ring phone tel chat"),
    clock=words("am pm"),
    free=phrases("free"),
)

_FOLDERS = FolderNames(
    channels={
        "email": words(
            "email emails e-mail e-mails mail mails mailing mailings mailer mailers newsletter newsletters"
        ),
        "social": words("social social-media"),
        "support": words(
            "support macros canned-responses saved-replies replies tickets helpdesk chat chatbot"
        ),
        "help": words("help help-center faq faqs knowledge-base kb"),
        "docs": words("docs doc documentation manual manuals handbook release-notes releases"),
        "blog": words("blog blogs posts news articles press stories"),
        "store": words("store stores app-store play-store listing listings signs"),
        "app": words(
            "app app-ui locale locales lang langs translations strings notifications push in-app "
            "in-app-messages inapp inapp-messages"
        ),
        "web": words("web website websites site pages content public landing marketing shop storefront"),
    },
    moments={
        "buy": affixes("product checkout cart price pricing"),
        "wait": affixes("order shipping delivery delay tracking parcel"),
        "use": affixes("care setup install how-to repair guide"),
        "complain": affixes("claim complain return refund"),
    },
    approved=words("approved approved-copy voice-examples"),
)

_ENGINE_CHECK = (
    "Your parcel left us this morning and should be with you on Thursday.",
    "Oh no, that lamp was not meant to arrive in two halves!",
    "Payment is due within thirty days of the date of the invoice.",
    "Save",
    "We reserve the right to amend these conditions without prior notice.",
    "hey, thanks so much for writing, made our day :)",
    "If the stove smokes when you light it, open the lower vent, wait a minute and try again.",
    "Perhaps it might be possible to look into this at some point.",
    "The best tent in the world. Nothing else comes close.",
    "It weighs 1.9 kg, sleeps two and packs down to the size of a loaf of bread.",
    "You people obviously never read what customers send you.",
    "A quiet evening by the lake, wool around your shoulders, coffee still warm.",
)

_WELCOME = """\
# Welcome

This page holds the place of your copy. Thank you for stopping by! Write to us, and a person answers.

Utilisation of the aforementioned functionality is subject to prior authorisation by the undersigned.
"""

ENGLISH = Language(
    code="en",
    name="English",
    spacy="en",
    regions=words("gb us ie au ca nz"),
    breaks=_BREAKS,
    lexicon=_LEXICON,
    steps=_STEPS,
    cues=_CUES,
    engine_check=_ENGINE_CHECK,
    folders=_FOLDERS,
    welcome=_WELCOME,
)
