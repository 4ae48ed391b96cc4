/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-demo-people-private.h"

#include "model/desco-date.h"

/* A class's register of today: old surnames, double ones, apostrophes, accents, and families who
 * came from elsewhere. */
static const char *const surnames[] = {
  "Rossi",        "Bianchi",    "Ferrari",   "Colombo",  "Fontana",
  "Ricci",        "Marino",     "Greco",     "Bruno",    "Gallo",
  "Conti",        "De Luca",    "Costa",     "Giordano", "Mancini",
  "Rizzo",        "Lombardi",   "Moretti",   "Barbieri", "Lo Presti",
  "D'Angelo",     "Dell'Acqua", "D'Amico",   "Fò",       "Zanotti Fragonara",
  "Bolzoni Riva", "Sanna",      "Piras",     "Esposito", "Caruso",
  "Ferrara",      "Santoro",    "Rinaldi",   "Popescu",  "Ionescu",
  "Hoxha",        "Shehu",      "El Amrani", "Benali",   "Hu",
  "Chen",         "Müller",     "Kovačič",   "Čok",      "Škerlj",
  "García Ruiz",  "Nguyen",     "Diop",      "Ndiaye",   "Singh",
  "Kaur",         "Ahmed",      "Ouédraogo", "Wójcik",   "Petrović",
  "Shevchenko",
};
static const char *const girls[] = {
  "Sofia",  "Aurora", "Giulia",  "Ginevra", "Alice", "Emma",         "Matilde", "Beatrice",
  "Chiara", "Noemi",  "Martina", "Greta",   "Elèna", "Anna Maria",   "Zoè",     "Chloé",
  "Fatima", "Amal",   "Ioana",   "Xin Yi",  "Aïcha", "Maria Chiara", "Bianca",  "Vittoria",
};
static const char *const boys[] = {
  "Leonardo", "Francesco", "Tommaso", "Edoardo", "Alessandro", "Lorenzo",        "Mattia",
  "Gabriele", "Riccardo",  "Nicolò",  "Andrea",  "Pietro",     "Samuele",        "Noè",
  "Youssef",  "Ion",       "Adam",    "Wei",     "José",       "Giovanni Maria", "Luca",
  "Davide",   "Elia",      "Mamadou",
};
static const struct
{
  const char *name;
  const char *code;
} places[] = {
  { "Arona", "A429" },   { "Novara", "F952" },  { "Verbania", "L746" }, { "Milano", "F205" },
  { "Torino", "L219" },  { "Napoli", "F839" },  { "Roma", "H501" },     { "Romania", "Z129" },
  { "Marocco", "Z330" }, { "Albania", "Z100" }, { "Cina", "Z210" },
};

struct _DescoDemoPeople
{
  GRand *chance;
  GHashTable *tax_codes; /* those that are taken */
};

static guint
pick (DescoDemoPeople *self, gsize n)
{
  return (guint) g_rand_int_range (self->chance, 0, (gint32) n);
}

/**
 * desco_demo_people_new: (skip)
 * @seed: the same seed makes the same people
 *
 * Returns: (transfer full): where people come from
 */
DescoDemoPeople *
desco_demo_people_new (guint32 seed)
{
  DescoDemoPeople *self = g_new0 (DescoDemoPeople, 1);

  self->chance = g_rand_new_with_seed (seed);
  self->tax_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * desco_demo_people_free: (skip)
 * @self: (transfer full): where people come from
 */
void
desco_demo_people_free (DescoDemoPeople *self)
{
  g_rand_free (self->chance);
  g_hash_table_unref (self->tax_codes);
  g_free (self);
}

/**
 * desco_demo_people_get_chance: (skip)
 * @self: where people come from
 *
 * Returns: (transfer none): the source of all that is left to chance
 */
GRand *
desco_demo_people_get_chance (DescoDemoPeople *self)
{
  return self->chance;
}

/**
 * desco_demo_people_pick_surname: (skip)
 * @self: where people come from
 *
 * Returns: (transfer none): a family's surname
 */
const char *
desco_demo_people_pick_surname (DescoDemoPeople *self)
{
  return surnames[pick (self, G_N_ELEMENTS (surnames))];
}

/**
 * desco_demo_people_make: (skip)
 * @self: where people come from
 * @surname: the person's surname
 * @sex: the person's sex, %DESCO_SEX_UNKNOWN for either
 * @first_year: born in this year or later
 * @last_year: born in this year or earlier
 * @person: (out): who it is
 */
void
desco_demo_people_make (DescoDemoPeople *self,
                        const char *surname,
                        DescoSex sex,
                        guint first_year,
                        guint last_year,
                        DescoDemoPerson *person)
{
  person->surname = surname;
  person->sex
      = sex != DESCO_SEX_UNKNOWN ? sex : (pick (self, 2) == 0 ? DESCO_SEX_FEMALE : DESCO_SEX_MALE);
  person->tax_code = NULL;

  /* Two people never share a code: the tax office sees to that, and so do we. */
  do
    {
      guint place = pick (self, G_N_ELEMENTS (places));

      person->name = person->sex == DESCO_SEX_FEMALE ? girls[pick (self, G_N_ELEMENTS (girls))]
                                                     : boys[pick (self, G_N_ELEMENTS (boys))];
      person->birth_date
          = desco_date_from_ymd (first_year + pick (self, last_year - first_year + 1),
                                 1 + pick (self, 12), 1 + pick (self, 28));
      person->birth_place = places[place].name;
      g_free (person->tax_code);
      person->tax_code = desco_tax_code_compose (surname, person->name, &person->birth_date,
                                                 person->sex, places[place].code);
    }
  while (!g_hash_table_add (self->tax_codes, g_strdup (person->tax_code)));
}

/**
 * desco_demo_person_clear: (skip)
 * @person: somebody
 */
void
desco_demo_person_clear (DescoDemoPerson *person)
{
  g_clear_pointer (&person->tax_code, g_free);
}
