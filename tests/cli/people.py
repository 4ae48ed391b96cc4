# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
"""Invented pupils, as many as wanted and no two alike, with tax codes that pass every check."""

import datetime

CONSONANTS = "BCDFGLMNPRSTVZ"
VOWELS = "aeo"
MONTHS = "ABCDEHLMPRST"
# What each character in an odd place counts (Decree of 23 December 1976).
ODD = dict(zip(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21,
     1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23],
    strict=True,
))
HEADER = "Cognome;Nome;Data Nascita;Codice Fiscale;Classe;Sezione;Plesso;Comune Residenza"
HEADER_ADULT = ";Cognome Genitore;Nome Genitore;C.F. Genitore"
TARIFFS = (
    "Descrizione;Ordine;Plesso;Classe;Residente;ISEE da;ISEE a;Figlio n.;Esenzione;Costo;Dal;Al\n"
    "Residenti;;;;SI;;;;;5,20;01/09/2026;30/06/2027\n"
    "Altri;;;;;;;;;6,50;01/09/2026;30/06/2027\n"
)
SCHOOL = "Primaria G. Rodari"
FIRST_BIRTH = datetime.date(2016, 1, 1)


def check_character(code):
    """The last character of a tax code, after its first fifteen."""
    total = sum(
        ODD[character] if place % 2 == 0 else int(character, 36) - (0 if character.isdigit() else 10)
        for place, character in enumerate(code)
    )
    return chr(ord("A") + total % 26)


def tax_code(letters, birth):
    """Of a boy born in Rome."""
    code = f"{letters}{birth:%y}{MONTHS[birth.month - 1]}{birth:%d}H501"
    return code + check_character(code)


def surname(number):
    """A surname with three consonants, which are what a tax code takes of it."""
    letters = ""
    for _ in range(3):
        number, place = divmod(number, len(CONSONANTS))
        letters += CONSONANTS[place]
    name = "".join(a + b for a, b in zip(letters, VOWELS))
    return letters, name.capitalize()


def row(number, class_name="1A"):
    """A line of a list: pupil NUMBER with a father of the same surname."""
    days, family = divmod(number, len(CONSONANTS) ** 3)
    letters, name = surname(family)
    birth = FIRST_BIRTH + datetime.timedelta(days=days)
    father = datetime.date(1980, 1, 1) + datetime.timedelta(days=days)
    return ";".join([
        name, "Nino", f"{birth:%d/%m/%Y}", tax_code(letters + "NNI", birth),
        class_name[:-1], class_name[-1], SCHOOL, "Massino Visconti",
        name, "Paolo", tax_code(letters + "PLA", father),
    ])


def pupil_list(count, first=0, class_name="1A"):
    """A whole list, as a spreadsheet saves it."""
    lines = [HEADER + HEADER_ADULT]
    lines += [row(number, class_name) for number in range(first, first + count)]
    return "\n".join(lines) + "\n"
