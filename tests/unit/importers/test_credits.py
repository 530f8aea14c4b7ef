"""Captions and credits on one line."""

import pytest

from galley.importers.credits import is_credit, split_caption, strip_label

SPLIT = [
    ("The wall on Tuesday.CreditEva Moor for The Isle", "Tuesday.", "Eva Moor for The Isle"),
    ("Workers rest in Kampong Speu province. Hong Menea", "province.", "Hong Menea"),
    ("The mayor (left) in June (Picture: Ann Doe/AP)", "June", "Ann Doe/AP"),
    ("Firefighters at the scene. © dpa | Jens Kahl", "scene.", "dpa | Jens Kahl"),
    ("The winner leaves the court. Foto: Eva Moor", "court.", "Eva Moor"),
    ("Soldiers on the bridge on Monday. AFP", "Monday.", "AFP"),
    ("Russell y Pérez antes de la carrera.EFE", "carrera.", "EFE"),
    ("Fans outside the stadium. (AP Photo/Jo Bell)", "stadium.", "AP Photo/Jo Bell"),
    ("Beamte auf der Brücke im Mai 2021Bild: Eva Moor/dpa", "2021", "Eva Moor/dpa"),
    ("The harbour at dawn | Jörg Karst/dpa", "dawn", "Jörg Karst/dpa"),
    ("Pompiers dans le port de Varlin. HANDOUT / AFP", "Varlin.", "HANDOUT / AFP"),
    ("The new bridge, seen from the ferry, Foto: Eva Moor", "ferry", "Eva Moor"),
    ("The harbour board meets the ministers in Oslo NTB / E. Moor", "Oslo", "NTB / E. Moor"),
    ("What the storm will bring on Friday. (NOW/SPX)", "Friday.", "NOW/SPX"),
    ("What the storm will bring on Friday. (E. Moor / The Isle)", "Friday.", "E. Moor / The Isle"),
    ("The board leaves the hall on Monday. Isle Press/Eva Moor", "Monday.", "Isle Press/Eva Moor"),
    ("The board leaves the hall on Monday. (Eva Moor)", "Monday.", "Eva Moor"),
    ("Wisudawan di aula kampus di Varlin(Dok.IXI)", "Varlin", "Dok.IXI"),
    (
        "The board leaves the hall on Monday. (Eva Moor for The Isle)",
        "Monday.",
        "Eva Moor for The Isle",
    ),
    ("The harbour at dawn.Credit...Eva Moor for The Isle", "dawn.", "Eva Moor for The Isle"),
    ("The harbour at dawn. Courtesy of Eva Moor", "dawn.", "Eva Moor"),
    ("Las olas rompen en el puerto.Eva Moor (EFE)", "puerto.", "Eva Moor (EFE)"),
    ("Las olas rompen en el puertoEva Moor (EFE)", "puerto", "Eva Moor (EFE)"),
    ("Der Rat auf der Brücke mit Eva MoorIsle/Jo Bell", "Moor", "Isle/Jo Bell"),
    ("The board leaves on Monday. dpa | Eva Moor", "Monday.", "dpa | Eva Moor"),
    ("The wall as it stood in May 2023. Isle/Northlight", "2023.", "Isle/Northlight"),
    ("The board leaves the hall. isle.no/Eva Moor", "hall.", "isle.no/Eva Moor"),
    ("Flames above the town @isle_now via X / Reuters", "town", "@isle_now via X / Reuters"),
    ("Flames high above the wallEVA MOOR/PAP/EPA", "wall", "EVA MOOR/PAP/EPA"),
    ("Le onde nel porto (foto Eva Moor/ANSA)", "porto", "Eva Moor/ANSA"),
    ("Can one swim here in winter? (c) Eva Moor | The Isle", "winter?", "Eva Moor | The Isle"),
    ("The quay at dawn (Eva Moor, CC BY-SA 4.0)", "dawn", "Eva Moor, CC BY-SA 4.0"),
    ("代表の（左から）西田、小野寺（Ｃ）北の通信社", "小野寺", "北の通信社"),
    ("시장이 다리 위에서 연설하고 있다. 김하늘 기자", "있다.", "김하늘 기자"),
]


@pytest.mark.parametrize(("line", "end", "credit"), SPLIT)
def test_a_credit_is_split_from_its_caption(line: str, end: str, credit: str) -> None:
    parts = split_caption(line)
    assert parts is not None
    assert line[slice(*parts.caption)].endswith(end)
    assert line[slice(*parts.credit)] == credit


@pytest.mark.parametrize(
    "line",
    [
        "Guests with the bank’s CEO Ly Tayseng",
        "Officials greet Lt. Gen. Sok Veasna",
        "He met Mr. Heng Chivoan",
        "The prime minister spoke to reporters after the vote.",
        "It was over. They had won again.",
        "The wall will be rebuilt by spring, a spokesman for the council told Reuters.",
        "The wall will be rebuilt by spring, a spokesman for the council told Reuters",
        "Der Hafen bleibt geschlossen, sagte der Bürgermeister der dpa.",
        "Il porto resta chiuso, ha detto il sindaco all’ANSA",
        "Conditions that the copyright holders of that material have set on the island",
        "See how to make Claims of Copyright Infringement",
        "Will nothing ever be as it was before? The quarrel of the towns Photo: ...",
        "What we know about the two ferries of WhiteTide/Varlin",
        "We are paid for what is bought through them. Mehr Infos",
        "An actor told us what he has seen in forty years. Von Eva Moor",
        "The road to McAllister Bay",
        "Will rates fall on Thursday? Clear Words",
        "About us here | Declaration of Access | Trust Project | Data Policy",
        "The runners could line up from eight o'clock in Harbour Street / Corner Quay.",
    ],
)
def test_a_name_that_belongs_to_the_sentence_is_no_credit(line: str) -> None:
    assert split_caption(line) is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [("Photo by: Ida Brandt", "Ida Brandt"), ("© Rolf Zorn/imago", "Rolf Zorn/imago"),
     ("Foto: Eva Moor", "Eva Moor"), ("(Image: Getty)", "Getty"), ("AFP", "AFP"),
     ("Credit...Eva Moor", "Eva Moor"), ("Image source, Eva Moor", "Eva Moor"),
     ("Image copyright Eva Moor", "Eva Moor"),
     ("Eva L. Moor / The Northern Isle / Getty Images",) * 2,
     ("Courtesy of Eva Moor", "Eva Moor"), ("Eva Moor / NLP", "Eva Moor / NLP"),
     ("Illustrations by Eva Moor", "Eva Moor"), ("Photo composite by Eva Moor", "Eva Moor"),
     ("Eva Moor, CC-BY-NC 2.0", "Eva Moor, CC-BY-NC 2.0"), ("(c) Eva Moor", "Eva Moor"),
     ("(Eva Moor / The Isle Press)", "Eva Moor / The Isle Press")],
)  # fmt: skip
def test_a_line_that_is_a_credit(line: str, credit: str) -> None:
    assert is_credit(line)
    assert line[slice(*strip_label(line))] == credit


@pytest.mark.parametrize(
    "line",
    [
        "Heng Chivoan",
        "What the bakers want",
        "He works for Reuters.",
        "Photo of author",
        "Film / Music",
        "Eva Moor and Per Dahl",
    ],
)
def test_a_line_that_does_not_say_it_is_a_credit(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize("agency", ["Getty Images", "(PA Wire)", "picture alliance"])
def test_an_agency_of_several_words_alone_is_a_credit(agency: str) -> None:
    assert is_credit(agency)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CreditAda Finch/The Mill Post", "Ada Finch/The Mill Post"),
        ("CreditCreditAda Finch for The Mill Post", "Ada Finch for The Mill Post"),
        ("Credit…Ada Finch", "Ada Finch"),
    ],
)
def test_a_label_may_be_glued_to_the_name_and_said_twice(text: str, words: str) -> None:
    assert is_credit(text)
    assert text[slice(*strip_label(text))] == words


@pytest.mark.parametrize("text", ["Credit Suisse lent money", "Creditors met", "CREDITS"])
def test_a_word_that_begins_like_a_label_is_none(text: str) -> None:
    assert not is_credit(text)
