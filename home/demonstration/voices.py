"""Invented comments of the demonstration area, by the theme they speak of.

Nobody wrote them but us. Some carry names, schools and numbers on purpose, so that there is
something to take out; two speak of harm, so that the safeguarding path can be seen.
"""

#: code → (label, definition, belongs to it, does not belong to it)
THEMES = {
    "TH-01": (
        "Not knowing what is happening or when",
        "Families are left without news: no date, no name, no reply.",
        "Nobody told us when we would hear.",
        "The letter came but was hard to read (TH-02).",
    ),
    "TH-02": (
        "Letters and forms are too hard to follow",
        "Words, length or layout keep people from understanding or answering.",
        "Nine pages for one afternoon.",
        "No letter came at all (TH-01).",
    ),
    "TH-03": (
        "Having to tell our story again and again",
        "Services do not share what families already said.",
        "Every new person starts from the beginning.",
        "The person changed but had read everything (TH-04).",
    ),
    "TH-04": (
        "Good people: named workers who listened",
        "Somebody rang back, listened or put things right.",
        "She rang me the same day.",
        "The service was good but nobody in particular.",
    ),
    "TH-05": (
        "Review happened but nothing changed after",
        "What was agreed at the meeting was not done.",
        "Good meeting, then silence.",
        "The review itself did not take place.",
    ),
    "TH-06": (
        "My words are not in my plan",
        "Young people were not asked, or their words were left out.",
        "They talked to my mum, not to me.",
        "Parents were not heard (TH-14).",
    ),
    "TH-07": (
        "Waiting for autism or ADHD assessment with nothing in between",
        "A long wait without help, news or advice.",
        "26 months and not one call.",
        "Waiting for a plan (TH-01).",
    ),
    "TH-08": (
        "School does not do what the plan says",
        "Support that is written down does not happen.",
        "Fifteen hours on paper, four in the week.",
        "There is no plan yet.",
    ),
    "TH-09": (
        "Moving to secondary: late and frightening",
        "The move comes without time, visits or names.",
        "We heard in July where he goes in September.",
        "Moving on after 18 (TH-10).",
    ),
    "TH-10": (
        "Nothing for us after 18",
        "Support ends and nothing takes its place.",
        "On his birthday it all stopped.",
        "Moving to college at 16 (TH-09).",
    ),
    "TH-11": (
        "Short breaks: hard to book, good when you get there",
        "The break helps, the way to it does not.",
        "Worth it, but the form nearly broke me.",
        "There is no short break for this need.",
    ),
    "TH-12": (
        "Information not in our language",
        "Written or spoken information is missing in the family's language.",
        "My son had to translate.",
        "English, but too hard (TH-02).",
    ),
    "TH-13": (
        "Local Offer: can't find it or out of date",
        "The Local Offer pages are hard to find or wrong.",
        "The number is dead.",
        "A service is missing altogether.",
    ),
    "TH-14": (
        "Feeling judged or not believed",
        "Families were doubted or blamed.",
        "They said we were making it up.",
        "Staff were rude but believed us.",
    ),
    "TH-15": (
        "Equipment and therapy gaps at transition",
        "Equipment or therapy stops when a child moves on.",
        "The chair stayed at the old school.",
        "Waiting for therapy in general.",
    ),
}

POSITIVE = ("TH-04",)
MIXED = ("TH-11",)

VOICES: dict[str, tuple[str, ...]] = {
    "TH-01": (
        "Nobody told us when we would hear. I rang three times and got the answerphone.",
        "We are left in the dark for weeks. Even a text to say nothing has moved would help.",
        "I only found out the date had changed when I turned up.",
        "The email said five working days. That was in the spring.",
        "Please just tell people who has their case and when they will ring.",
        "Half the worry is not knowing. Give us a date and keep to it.",
        "My worker left and nobody said. I found out from another parent.",
        "Ring me on 07700 900417 if there is any news because I have none.",
    ),
    "TH-02": (
        "The letter used words I had to look up. I still do not know if it was a yes.",
        "Nine pages to ask for one afternoon of help. I gave up.",
        "I can speak but I can not read this form. My son filled it in and it is about him.",
        "Too many letters after names. Just say what the person does.",
        "The form asks the same thing four times.",
        "Could the letter be on one page with the date at the top?",
        "I am dyslexic and the print was tiny.",
    ),
    "TH-03": (
        "Every new person starts from the beginning. I have told it eleven times.",
        "I cry each time I tell it and then they lose the notes.",
        "Health ask, school ask, the council ask. Why do you not talk to each other?",
        "We filled in the same history for three services in one month.",
        "Mrs Hartwell at Oakbank School had it all written down but nobody read it.",
        "Tell it once, that is all we want.",
    ),
    "TH-04": (
        "The caseworker rang me back the same day and I nearly cried, first time anyone has.",
        "One lady at the drop-in sat with us for an hour and filled it in with me.",
        "Our reviews officer explained everything and asked him what he likes.",
        "At the community centre a lady helped me. Please keep doing this.",
        "The new letter was clear. I knew the date and who to ring.",
        "Transition plan agreed in Year 10 meant my son could visit twice. It worked.",
        "Jo from the short breaks team was brilliant, she remembered what he is afraid of.",
        "They took time and did not rush her. She came out smiling.",
        "When I rang, a real person helped me.",
    ),
    "TH-05": (
        "Good meeting but that was June. No letter yet.",
        "Everyone nodded and then nothing happened.",
        "The targets in the plan are the same as three years ago.",
        "We agreed more speech therapy at the review. It never started.",
        "The review was fine. The twelve weeks after it were silence.",
        "Write down who does what by when, and send it to us.",
        "What is the point of a review if the plan stays the same?",
        "Meeting on 14 March, still waiting, reference 44821.",
    ),
    "TH-06": (
        "they talked to my mum not me",
        "We want to see the questions before the meeting.",
        "I said what I want and it is not in there.",
        "they used long words and I said yes because I did not know",
        "I want my friend to come to the meeting",
        "not in the heads office please it makes me feel in trouble",
        "I would like to do it with pictures",
        "ask me what I am good at first",
    ),
    "TH-07": (
        "We were told 26 months. Nobody said what to do tomorrow morning.",
        "Two years on a list and not one call to see if we are coping.",
        "School will not help until there is a diagnosis and the diagnosis is years away.",
        "A drop-in with somebody who knows autism would have saved us.",
        "I would like to meet other families who wait.",
        "I rang and was told I am number 800 and something.",
        "While we wait he is losing his childhood.",
        "A phone call every few months would show that we are not forgotten.",
        "We paid for a private one in the end and now nobody accepts it.",
        "Just tell us what we can do at home in the meantime.",
    ),
    "TH-08": (
        "Fifteen hours on paper, four in the week.",
        "The plan says a quiet room. The quiet room is a corridor.",
        "School say they have no staff for what is written in section F.",
        "Nobody checks if the plan is followed.",
        "His one to one is used for other children.",
        "Beacon Park School are doing everything in the plan and it shows.",
    ),
    "TH-09": (
        "We heard in July where he goes in September.",
        "Secondary was terrifying for her. One visit is not enough.",
        "Nobody at the new school had read anything about him.",
        "Please start planning the move in Year 5.",
        "She did not sleep all summer because she did not know her teacher's name.",
    ),
    "TH-10": (
        "On his birthday it all stopped.",
        "There is nothing for us after 18 except the sofa.",
        "College is three days. What about the other two?",
        "Adult services said he does not meet the threshold. Childrens had said he always would.",
        "A travel pass is no use if she cannot travel alone.",
        "If you move the distance rule, remember that some of us cannot drive.",
        "One to one travel training would change everything for my daughter.",
    ),
    "TH-11": (
        "Worth it when you get there, but the form nearly broke me.",
        "He loves the Saturday club. Booking it is a nightmare.",
        "I want to ring a person and book, that is all.",
        "Weekends please. In the week he is too tired.",
        "The app would be good if it remembered my child.",
        "You have to book by the 3rd and the list comes out on the 5th.",
        "It is the only rest we get. Please make it easier.",
        "Everything is in Northgate and we have no car.",
        "School could book it for us, they know what he needs.",
    ),
    "TH-12": (
        "All is in English. My sister translates when she has time.",
        "I did not understand the letter so I did not answer.",
        "Please send it in Urdu or ring with somebody who speaks it.",
        "The interpreter did not come and they went on without her.",
    ),
    "TH-13": (
        "Page says ring a number that is dead.",
        "Nothing listed for deaf teenagers at weekends.",
        "I did not know there was a Local Offer until last month.",
    ),
    "TH-14": (
        "Mr Pettifer at Oakbank School told us we were making it up.",
        "They looked at me as if it was my parenting.",
        "Why does nobody believe us until a professional says it?",
        "I felt judged from the moment I walked in.",
        "I was told other children behave, so mine could.",
    ),
    "TH-15": (
        "The chair stayed at the old school and we waited a term for a new one.",
        "Physio stopped when she changed school.",
    ),
}

#: Comments that need a closer look, with what a moderator does about each.
HARD_ONES = (
    ("He has stopped eating since the move and says he does not want to be here.", "flag"),
    ("someone at respite grabs my arm hard", "flag"),
    ("where is my sons plan ref 44821", "individual"),
    ("You are all useless crooks", "pass"),
    (
        "The only Year 9 wheelchair user at Beacon Park School says the lift is broken.",
        "identifying",
    ),
)

#: What people say in other languages, and the theme it speaks of.
IN_OTHER_LANGUAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "ur": (
        ("خط انگریزی میں تھا، میں نہیں سمجھ سکی۔", "TH-12"),
        ("براہ کرم فون پر اردو میں بات کریں۔", "TH-12"),
    ),
    "pa": (
        ("ਚਿੱਠੀ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਸੀ, ਮੈਨੂੰ ਸਮਝ ਨਹੀਂ ਆਈ।", "TH-12"),
        ("ਫਾਰਮ ਬਹੁਤ ਲੰਮਾ ਹੈ।", "TH-02"),
    ),
    "pl": (
        ("W ośrodku pani mi pomogła. Proszę tak dalej.", "TH-04"),
        ("Formularz jest za długi.", "TH-02"),
    ),
    "ro": (
        ("Scrisoarea a fost prea lungă.", "TH-02"),
        ("Nimeni nu ne-a spus când aflăm.", "TH-01"),
    ),
}

#: What made families give up booking, in one line.
GAVE_UP = (
    "The form was nine pages",
    "Nobody rang back",
    "Everything was full",
    "I did not know what to write",
    "It asked for papers I do not have",
)
