"""Invented comments in which every piece of personal data is marked as «KIND:words».

Nobody in them exists. The phone numbers lie in ranges set aside for drama.
"""

import re

from surveys.comments.redaction import Span

MARKED_TEXTS = (
    "My son «PERSON:Haroon» has waited since «DATE:4 March 2022» for an assessment.",
    "we moved to «LOCATION:thistleby» in the summer and lost our place",
    "I rang «PERSON:Mrs Ackroyd» at «SCHOOL:Fellside Primary» twice, no answer",
    "«PERSON:zofia» was crying every night",
    "can you ring me back on «PHONE:07700 900123» its about «PERSON:kieran»",
    "Many thanks, «PERSON:Siobhan O'Leary»",
    "cheers «PERSON:dave» x",
    "«PERSON:Oyinkansola» needs speech therapy and nobody comes",
    "the senco at «SCHOOL:st bedes» ignores us",
    "My daughter «PERSON:Hope» loves drawing",
    "my daughter «PERSON:summer» is 9 and still cant read",
    "email me «EMAIL:bev.ackroyd@mail.example» please",
    "my number is «PHONE:01632 960145» and my «URL:www.fellside-parents.example.org» page",
    "NHS number «NHS:943 476 5918» is on the letter and it is wrong",
    "white van «VRM:ab51cde» nearly hit him",
    "We are at «ADDRESS:7 Quarry Hill Road», «LOCATION:Marbeck», «POSTCODE:ZE3 9JU»",
    "i am «PERSON:tamsin», mum of «PERSON:ellie» and «PERSON:josh»",
    "I'm «PERSON:Dele», 16, and I go to «SCHOOL:Harrowgate College»",
    "case number «CASE_REF:48213» no reply",
    "the paediatrician «PERSON:dr okafor» left",
    "Our EP was «PERSON:Fenella Marchbanks» and she listened",
    "«PERSON:lorraine» at sendiass was a lifeline",
    "Speak to «PERSON:Gwenllian» in admissions",
    "«PERSON:Mo» is in year 4",
    "she got a place at «SCHOOL:Marlpit Lane Academy» after appeal",
    "he was seen at «LOCATION:Calderbrook Hospital»",
    "«PERSON:aoife»s ehcp is a joke",
    "When «PERSON:Marcus» started year 7 it all fell apart",
    "We have two children, «PERSON:Rhys» (9) and «PERSON:Seren» (7)",
    "the man from transport, «PERSON:Kev», swore at me",
    "follow me «HANDLE:@sen.dad.diaries»",
    "UPN «UPN:A123456789012» and ni no «NINO:QQ123456C»",
    "I WANT MY DAUGHTER «PERSON:ELLA» TO BE SAFE",
    "«PERSON:Will» was told to wait outside",
    "dropped at «ADDRESS:Flat 2b, 9 Station Road» by mistake",
    "families in «LOCATION:Ardenshaw» get nothing",
    "why cant «PERSON:naveed» have a bus pass",
    "siblings «PERSON:Jakob», «PERSON:Lena» and «PERSON:Max»",
    "our twins «PERSON:Eira» & «PERSON:Gwen»",
    "«PERSON:Isaac» turned 5 on «DATE:8 August»",
    "I may need help, I hope the new forms will be shorter.",
    "The Local Offer website is out of date and hard to read",
    "Speech and Language Therapy once a year is not enough",
    "SENDIASS were brilliant, CAMHS were not",
    "they call him naughty and lazy, he is called stupid by other kids",
    "We live in a village with no bus and he lives in fear of the bell",
    "a primary school near us has a unit, special school places are full",
    "i miss my old teacher and miss said i cant use the lift",
    "we get 16 hours a week and 24/7 care at home, open 9-5 Monday to Friday",
    "Please mark the exits and put up pictures, young people rose early in May",
)


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the spans that they stood round."""
    text = ""
    spans = []
    position = 0
    for mark in re.finditer(r"«(\w+):([^»]*)»", marked):
        text += marked[position : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        position = mark.end()
    return text + marked[position:], tuple(spans)
