"""The pages of the demonstration area, in English. Translations stand beside it as JSON.

Everything here is invented. Phone numbers come from the ranges set aside for drama.
"""

HOME = {
    "title": "Wexmere Listens",
    "welcome": "Tell us how it is. We tell you what happens.",
    "introduction": (
        "For families of children and young people with special educational needs and disability "
        "(SEND) in Wexmere. No account and no e-mail address needed."
    ),
}

CONSULTATIONS_INTRODUCTION = (
    "Here is what we are asking now, what comes next, and what happened to what you said before."
)
LOOP_INTRODUCTION = (
    "What families told us, what was decided and why, and what has been done. When something is "
    "late, it says so."
)

HELP = {
    "title": "Who can help me now",
    "introduction": "Find the right person for what you need. You do not have to answer anything.",
    "places": [
        {
            "need": "Somebody is in danger now",
            "name": "Emergency services",
            "words": "Police, ambulance and fire. If you cannot speak, ring and press 55.",
            "phone": "999",
            "urgent": True,
        },
        {
            "need": "You are worried that a child is not safe",
            "name": "Wexmere children's safeguarding line",
            "words": "A person answers day and night. You do not have to give your name.",
            "phone": "01632 960555",
            "urgent": True,
        },
        {
            "need": "You are a child or young person and want to talk",
            "name": "Childline",
            "words": "Free and private, day and night. It does not show on the bill.",
            "phone": "0800 1111",
            "urgent": True,
        },
        {
            "need": "You feel you cannot go on",
            "name": "Samaritans",
            "words": "Somebody listens, day and night. You can also text SHOUT to 85258.",
            "phone": "116 123",
            "text": "85258",
            "urgent": True,
        },
        {
            "need": "You need advice about your own child's support",
            "name": "SENDIASS",
            "words": (
                "Free, independent advice about education, plans and appeals. "
                "They are not part of the council."
            ),
            "phone": "01632 960200",
        },
        {
            "need": "You want to talk to other parent carers",
            "name": "Wexmere Parent Carers Together",
            "words": "The parent carer forum. Parents who know what it is like.",
            "phone": "01632 960120",
        },
        {
            "need": "You are 11 to 25 and want a say",
            "name": "The Signal Box",
            "words": "A group of young people that meets every two weeks. You can just come.",
            "phone": "01632 960130",
        },
        {
            "need": "You want to find a club, a service or a short break",
            "name": "The Local Offer",
            "words": "Everything there is in Wexmere. Ring if you cannot find it on the web.",
            "phone": "01632 960160",
        },
        {
            "need": "You want to complain about a service",
            "name": "Wexmere complaints team",
            "words": "They tell you within 3 working days what happens next.",
            "phone": "01632 960170",
        },
        {
            "need": "You speak Urdu or Punjabi and would like support",
            "name": "Roshni Women's Centre",
            "words": "Family support in Urdu and Punjabi, by phone or in person.",
            "phone": "01632 960135",
        },
    ],
}

PRIVACY = {
    "title": "Privacy: what happens to your words",
    "introduction": "Short answer: we keep what you say private, and we never ask who you are.",
    "body": [
        ("heading", "What we keep"),
        (
            "text",
            "<p>We keep your answers and the week in which you sent them. We do not keep your "
            "name, your address on the internet, or the time of day. You do not need an account, "
            "an e-mail address or a phone number.</p>",
        ),
        ("heading", "Who reads your own words"),
        (
            "text",
            "<p>One trained person of the organisation that asked you reads your own words. They "
            "take out names and places. After that, others see themes: what many people said. "
            "If the parent carer forum asked you, the council cannot open your words.</p>",
        ),
        ("heading", "If we are worried that somebody is not safe"),
        (
            "note",
            "<p>We keep what you say private. If we think somebody is not safe, we have to tell a "
            "person whose job is to help. We read messages within two working days, so please do "
            "not use this page in an emergency. Ring 999.</p>",
        ),
        ("heading", "Small numbers"),
        (
            "text",
            "<p>When only a few people said something, we do not show the number. You will see "
            "“too few to show”.</p>",
        ),
        ("heading", "If you want to hear what happens"),
        (
            "text",
            "<p>You can leave an e-mail address. We keep it apart from your answers, encrypted, "
            "and use it only to tell you what happened. You can stop this at any time.</p>",
        ),
        ("heading", "Your code"),
        (
            "text",
            "<p>You get a code of 12 letters and numbers. With it you can see what happened, or "
            "take back and erase what you sent. Nobody else can find your answers.</p>",
        ),
        ("heading", "How long we keep things"),
        (
            "text",
            "<p>Answers that you started but did not send are deleted after 28 days. Your own "
            "words are deleted 90 days after we have worked with them. Words without names are "
            "kept for 3 years.</p>",
        ),
        ("heading", "Your rights"),
        (
            "text",
            "<p>You can ask what we hold, have it put right or have it erased. Ring "
            "01632 960100. If you are not happy with our answer, you can ring the Information "
            "Commissioner's Office on 0303 123 1113.</p>",
        ),
    ],
}

ACCESSIBILITY = {
    "title": "Accessibility statement",
    "introduction": (
        "We want everyone to be able to use these pages. Here is what works, what does not, and "
        "whom to ask."
    ),
    "body": [
        ("heading", "How to use these pages"),
        (
            "text",
            "<p>You can make the text larger, choose a dark or a light page, read from right to "
            "left in Urdu, and use only the keyboard. Everything works without JavaScript, on an "
            "old phone and with a screen reader.</p>",
        ),
        ("heading", "How accessible these pages are"),
        (
            "text",
            "<p>These pages are made to meet level AA of the Web Content Accessibility Guidelines "
            "2.2. Automatic checks find no faults. Automatic checks cannot find everything. "
            "People who use screen readers and switches have not tested the pages yet.</p>",
        ),
        ("heading", "What does not work yet"),
        (
            "text",
            "<ul><li>Translations are drafts until a native reader has checked them. Each page "
            "says so.</li><li>Not every survey has an Easy Read version yet.</li><li>There is no "
            "British Sign Language video yet. Ask us and we will arrange one.</li></ul>",
        ),
        ("heading", "Ask for it another way"),
        (
            "text",
            "<p>Ring 01632 960100. You can answer by phone, on paper, in "
            "person or with an interpreter. We answer within 5 working days.</p>",
        ),
        ("heading", "If you are not happy with our answer"),
        (
            "text",
            "<p>The Equality and Human Rights Commission enforces the Public Sector Bodies "
            "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. Contact "
            "the Equality Advisory and Support Service.</p>",
        ),
        (
            "text",
            "<p>Wexmere Council is committed to making its website accessible, in accordance with "
            "those regulations. We prepared this statement together with the parent carer "
            "forum.</p>",
        ),
    ],
}
