/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-header-words-private.h"

#include "model/desco-text.h"

#include <string.h>

#define RANKS 3

typedef struct
{
  DescoField field;
  const char *words[RANKS]; /* written together, parted by spaces; the better ones first */
} FieldWords;

/* Headers of lists of people, folded, with the words of the next tables taken out and the rest
 * written together: COD_FISCALE_ALUNNO is `codfiscale`. */
static const FieldWords people_words[] = {
  { DESCO_FIELD_SURNAME, { "cognome cogn surname lastname familyname cognomi" } },
  { DESCO_FIELD_NAME, { "nome name firstname givenname forename nomi" } },
  { DESCO_FIELD_FULL_NAME,
    { "cognomenome cognnome cognomeennome nominativo surnamename lastnamefirstname "
      "nominativocompleto",
      "fullname anagrafica intestazione denominazione ragionesociale" } },
  { DESCO_FIELD_NAME_SURNAME, { "nomecognome namesurname firstnamelastname nomecompleto" } },
  { DESCO_FIELD_TAX_CODE,
    { "codicefiscale codfiscale codfisc cf cfisc cfiscale codfis codicefisc cfis fiscalcode "
      "taxcode cfpiva codicefiscalepartitaiva taxid codicefiscaleprovvisorio",
      "fiscale" } },
  { DESCO_FIELD_SEX, { "sesso genere sex gender mf fm" } },
  { DESCO_FIELD_BIRTH_DATE,
    { "datanascita datan datanasc datanas dnasc dnascita dtnascita dtnasc natoil natail natoail "
      "dn dob birthdate dateofbirth datebirth birthday nascitadata",
      "nascita natail datadinascita" } },
  { DESCO_FIELD_BIRTH_PLACE,
    { "luogonascita comunenascita comnasc comnascita luogonasc cittanascita comunenasc comnas "
      "natoa nataa natoaa birthplace placebirth placeofbirth luogonas nascitaluogo nascitacomune",
      "statonascita nazionenascita paesenascita natoain" } },
  { DESCO_FIELD_BIRTH_PROVINCE,
    { "provincianascita provnascita prnascita prna prnasc provnasc prnas siglanascita "
      "birthprovince nascitaprovincia" } },
  { DESCO_FIELD_ADDRESS,
    { "indirizzo indres indirizzores indirizzoresidenza address residenzaindirizzo viaresidenza "
      "residenzavia",
      "via ind street indiriz viapiazza vianumero vianumerocivico indirizzocivico streetaddress "
      "indirizzorecapito indirizzoabitazione",
      "domicilio indirizzodomicilio inddom inddomicilio" } },
  { DESCO_FIELD_HOUSE_NUMBER,
    { "civico ncivico numerocivico nciv numciv nrcivico housenumber civicoresidenza "
      "numerocivicoresidenza" } },
  { DESCO_FIELD_POSTAL_CODE,
    { "cap capres capresidenza codicepostale codpostale postalcode zip zipcode postcode "
      "residenzacap codiceavviamentopostale",
      "capdomicilio capdom" } },
  { DESCO_FIELD_TOWN,
    { "comuneresidenza comres comresidenza comuneres cittaresidenza residenzacomune residentea "
      "luogoresidenza localitaresidenza residenzacitta",
      "comune citta town city municipality localita paese residenza",
      "comunedomicilio comdom cittadomicilio" } },
  { DESCO_FIELD_PROVINCE,
    { "provinciaresidenza provresidenza prres provres prresidenza residenzaprovincia residenzaprov",
      "provincia prov pr siglaprovincia province pv sigla", "provinciadomicilio provdomicilio" } },
  { DESCO_FIELD_PHONE,
    { "telefono tel phone ntelefono ntel numerotelefono telephone phonenumber numtel nrtelefono",
      "telefonocasa telcasa telefonofisso telfisso telefonoabitazione telabitazione telres "
      "recapitotelefonico recapitelefonici recapititelefonici telefonofamiglia",
      "recapito recapiti fisso" } },
  { DESCO_FIELD_MOBILE,
    { "cellulare cell cel mobile telefonocellulare telcell telefonomobile numerocellulare "
      "ncellulare ncell mobilephone telcellulare smartphone" } },
  { DESCO_FIELD_EMAIL,
    { "email mail emailaddress postaelettronica indirizzoemail indirizzomail "
      "indirizzopostaelettronica emailprincipale emailpersonale",
      "pec emailpec indirizzopec" } },
  { DESCO_FIELD_ROLE,
    { "ruolo parentela relazione gradoparentela rapporto rapportoparentela tipoparentela role "
      "relationship tiporelazione legame",
      "tipo qualifica grado" } },
  { DESCO_FIELD_SCHOOL_NAME,
    { "plesso nomeplesso descrizioneplesso denominazioneplesso plessoscolastico descplesso "
      "desplesso plessofrequentato sede descrizionesede nomesede sedescolastica",
      "scuola nomescuola denominazionescuola descrizionescuola school schoolname scuolafrequentata "
      "descscuola scuolaplesso plessoscuola scuolasede",
      "istituto nomeistituto denominazioneistituto" } },
  { DESCO_FIELD_SCHOOL_CODE,
    { "codmeccanografico codicemeccanografico meccanografico codmecc codicemecc cmecc codplesso "
      "codiceplesso codicesede codsede codmeccplesso codicemeccanograficoplesso "
      "codmeccanograficoplesso codmeccanograficosede codicemeccanograficosede",
      "codicescuola codscuola schoolcode codicemeccanograficoscuola codmeccanograficoscuola "
      "codmeccscuola codiceministeriale codministeriale codicemiur codmiur mecc codmec",
      "codiceistituto codistituto codicemeccanograficoistituto codmeccistituto" } },
  { DESCO_FIELD_CLASS,
    { "classe cl cls class classesezione classesez clsez clsezione classefrequentata "
      "classefrequenza classroom descrizioneclasse" } },
  { DESCO_FIELD_CLASS_YEAR,
    { "annocorso annoclasse annofrequenza annofrequentato classyear annodicorso annocorrente "
      "numeroclasse nclasse",
      "anno year ac" } },
  { DESCO_FIELD_SECTION, { "sezione sez section", "corso gruppo" } },
  { DESCO_FIELD_RESIDENT,
    { "residente resident residentecomune residenteincomune residentenelcomune residentesn "
      "flagresidente residenti" } },
  { DESCO_FIELD_ISEE,
    { "isee valoreisee importoisee indicatoreisee iseevalore iseeeuro iseeimporto "
      "valoreindicatoreisee attestazioneisee" } },
  { DESCO_FIELD_ISEE_UNTIL,
    { "iseevalidofinoal iseevalidoal iseevalido iseefinoal scadenzaisee iseescadenza "
      "validitaisee datascadenzaisee iseevalidita iseeuntil iseevaliduntil finevaliditaisee "
      "iseevalidofino iseescadeil iseeal iseefino validofinoal" } },
  { DESCO_FIELD_EXEMPTION,
    { "esenzione esente exemption exempt esonero esonerato tipoesenzione esenzionemensa" } },
  { DESCO_FIELD_DIET,
    { "dieta diet dietaspeciale tipodieta diete regimealimentare dietamensa",
      "intolleranze allergie menu tipomenu intolleranzeallergie allergieintolleranze" } },
  { DESCO_FIELD_OPENING_BALANCE,
    { "saldobuoni buoniresidui residuobuoni buonirimasti nbuoni numerobuoni buonidisponibili "
      "saldoinizialebuoni openingbalance saldopasti pastiresidui buonipasto buonimensa",
      "saldo saldoiniziale balance buoni residuo disponibilita" } },
  { DESCO_FIELD_OPENING_UNIT_COST,
    { "valorebuono costobuono prezzobuono importobuono unitcost costounitario valoreunitario "
      "prezzounitario costounitariobuono valorelotto openingunitcost valorebuoni "
      "costobuonopasto" } },
  { DESCO_FIELD_SIDI_CODE, { "codicesidi codsidi sidi idsidi sidicode sidiid" } },
  { DESCO_FIELD_PUPIL_ID,
    { "id matricola matr nmatricola numeromatricola codicealunno idalunno pupilid codicematricola",
      "codice cod code identificativo" } },
};

/* Headers of tables of tariffs, with nothing taken out but marks. */
static const FieldWords tariff_words[] = {
  { DESCO_FIELD_DESCRIPTION,
    { "descrizione description descrizionefascia descrizionetariffa regola rule",
      "fascia nome denominazione name" } },
  { DESCO_FIELD_SCHOOL_ORDER,
    { "ordine ordinescuola ordinediscuola ordinescolastico schoolorder order gradoscuola "
      "gradodiscuola tiposcuola tipologiascuola grado livello" } },
  { DESCO_FIELD_SCHOOL_NAME, { "plesso sede nomeplesso", "scuola school nomescuola" } },
  { DESCO_FIELD_SCHOOL_CODE, { "codicemeccanografico codmeccanografico codiceplesso schoolcode" } },
  { DESCO_FIELD_CLASS, { "classe classi class cl" } },
  { DESCO_FIELD_RESIDENT, { "residente residenti residenza resident" } },
  { DESCO_FIELD_ISEE_FROM,
    { "iseeda iseedal iseedaeuro iseeminimo iseemin iseefrom iseeoltre daisee iseedi",
      "da from minimo" } },
  { DESCO_FIELD_ISEE_TO,
    { "iseea iseeal iseeaeuro iseefinoa iseefino iseemassimo iseemax iseeto aisee finoaisee",
      "a massimo" } },
  { DESCO_FIELD_CHILD,
    { "figlion figlio nfiglio numerofiglio figli nfigli child childnumber ordinefiglio fratello "
      "nfratello figlionumero numerofigli" } },
  { DESCO_FIELD_EXEMPTION, { "esenzione esente exemption exempt esonero" } },
  { DESCO_FIELD_COST,
    { "costo costobuono prezzo prezzobuono cost price unitamount costounitario costopasto "
      "importobuono tariffapasto",
      "importo quota amount tariffa" } },
  { DESCO_FIELD_VALID_FROM,
    { "dal validodal validadal decorrenza iniziovalidita validfrom datainizio inizio dataal" } },
  { DESCO_FIELD_VALID_UNTIL,
    { "al validoal validaal finoal scadenza finevalidita validuntil until datafine fine "
      "validto" } },
};

/* Words that say whose a column is. Argo writes the short ones at the end. */
static const struct
{
  const char *word;
  DescoPersonRole role;
} role_words[] = {
  { "alunno", DESCO_PERSON_PUPIL },        { "alunna", DESCO_PERSON_PUPIL },
  { "alunni", DESCO_PERSON_PUPIL },        { "alu", DESCO_PERSON_PUPIL },
  { "studente", DESCO_PERSON_PUPIL },      { "studentessa", DESCO_PERSON_PUPIL },
  { "studenti", DESCO_PERSON_PUPIL },      { "student", DESCO_PERSON_PUPIL },
  { "pupil", DESCO_PERSON_PUPIL },         { "bambino", DESCO_PERSON_PUPIL },
  { "bambina", DESCO_PERSON_PUPIL },       { "bambini", DESCO_PERSON_PUPIL },
  { "minore", DESCO_PERSON_PUPIL },        { "utente", DESCO_PERSON_PUPIL },
  { "iscritto", DESCO_PERSON_PUPIL },      { "figlio", DESCO_PERSON_PUPIL },
  { "figlia", DESCO_PERSON_PUPIL },        { "child", DESCO_PERSON_PUPIL },
  { "allievo", DESCO_PERSON_PUPIL },       { "allieva", DESCO_PERSON_PUPIL },
  { "fruitore", DESCO_PERSON_PUPIL },      { "beneficiario", DESCO_PERSON_PUPIL },
  { "padre", DESCO_PERSON_FATHER },        { "papa", DESCO_PERSON_FATHER },
  { "father", DESCO_PERSON_FATHER },       { "pa", DESCO_PERSON_FATHER },
  { "pad", DESCO_PERSON_FATHER },          { "babbo", DESCO_PERSON_FATHER },
  { "madre", DESCO_PERSON_MOTHER },        { "mamma", DESCO_PERSON_MOTHER },
  { "mother", DESCO_PERSON_MOTHER },       { "ma", DESCO_PERSON_MOTHER },
  { "mad", DESCO_PERSON_MOTHER },          { "tutore", DESCO_PERSON_TUTOR },
  { "tutrice", DESCO_PERSON_TUTOR },       { "tutor", DESCO_PERSON_TUTOR },
  { "tut", DESCO_PERSON_TUTOR },           { "affidatario", DESCO_PERSON_TUTOR },
  { "affidataria", DESCO_PERSON_TUTOR },   { "genitore", DESCO_PERSON_PARENT },
  { "genitori", DESCO_PERSON_PARENT },     { "genit", DESCO_PERSON_PARENT },
  { "parent", DESCO_PERSON_PARENT },       { "guardian", DESCO_PERSON_PARENT },
  { "parente", DESCO_PERSON_PARENT },      { "familiare", DESCO_PERSON_PARENT },
  { "intestatario", DESCO_PERSON_PARENT }, { "pagante", DESCO_PERSON_PARENT },
  { "pagatore", DESCO_PERSON_PARENT },     { "debitore", DESCO_PERSON_PARENT },
  { "versante", DESCO_PERSON_PARENT },     { "payer", DESCO_PERSON_PARENT },
  { "richiedente", DESCO_PERSON_PARENT },  { "dichiarante", DESCO_PERSON_PARENT },
  { "adulto", DESCO_PERSON_PARENT },       { "responsabile", DESCO_PERSON_PARENT },
  { "resp", DESCO_PERSON_PARENT },         { "delegato", DESCO_PERSON_DELEGATE },
  { "delegata", DESCO_PERSON_DELEGATE },   { "delegate", DESCO_PERSON_DELEGATE },
  { "gen", DESCO_PERSON_CONTACT },         { "contatto", DESCO_PERSON_CONTACT },
  { "contact", DESCO_PERSON_CONTACT },     { "referente", DESCO_PERSON_CONTACT },
  { "riferimento", DESCO_PERSON_CONTACT },
};

/* Words that say nothing: articles, and what sheets add in brackets. */
static const char *const empty_words[] = {
  "di",       "del",  "della",      "dello",     "dell",         "dei",
  "d",        "the",  "of",         "e",         "ed",           "and",
  "lo",       "la",   "l",          "legale",    "obbligatorio", "facoltativo",
  "required", "si",   "no",         "gg",        "mm",           "aaaa",
  "yyyy",     "dd",   "anagrafico", "esercente", "potesta",      "primo",
  "secondo",  "dati", "con",        "famiglia",  "family",       "principale",
};

static gboolean
is_empty_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (empty_words); i++)
    {
      if (strcmp (word, empty_words[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_role_word (const char *word, DescoPersonRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    {
      if (strcmp (word, role_words[i].word) == 0)
        {
          *role = role_words[i].role;
          return TRUE;
        }
    }
  return FALSE;
}

/* Both tables by their words: word to rank * DESCO_N_FIELDS + field. */
static GHashTable *
index_words (const FieldWords *table, gsize n_rows)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n_rows; i++)
    for (guint rank = 0; rank < RANKS && table[i].words[rank] != NULL; rank++)
      {
        g_auto (GStrv) words = g_strsplit (table[i].words[rank], " ", -1);

        for (guint j = 0; words[j] != NULL; j++)
          {
            if (!g_hash_table_contains (index, words[j]))
              g_hash_table_insert (index, g_strdup (words[j]),
                                   GUINT_TO_POINTER (rank * DESCO_N_FIELDS + table[i].field));
          }
      }
  return index;
}

static gboolean
find_field (DescoListKind kind, const char *word, DescoHeaderReading *reading)
{
  static GHashTable *people = NULL, *tariffs = NULL;
  static gsize once = 0;
  guint found;

  if (g_once_init_enter (&once))
    {
      people = index_words (people_words, G_N_ELEMENTS (people_words));
      tariffs = index_words (tariff_words, G_N_ELEMENTS (tariff_words));
      g_once_init_leave (&once, 1);
    }

  found = GPOINTER_TO_UINT (
      g_hash_table_lookup (kind == DESCO_LIST_TARIFFS ? tariffs : people, word));
  if (found == 0)
    return FALSE;
  reading->field = (DescoField) (found % DESCO_N_FIELDS);
  reading->rank = found / DESCO_N_FIELDS;
  return TRUE;
}

/* Parts words that are written together with a capital inside: CodiceFiscale. */
static char *
part_capitals (const char *header)
{
  GString *parted = g_string_new (NULL);
  gboolean after_small = FALSE;

  for (const char *p = header; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (after_small && g_unichar_isupper (c))
        g_string_append_c (parted, ' ');
      after_small = g_unichar_islower (c);
      g_string_append_unichar (parted, c);
    }
  return g_string_free (parted, FALSE);
}

/* Takes a digit off the word's end: genitore1, tel2. 0 where there is none. */
static guint
take_number (char *word)
{
  gsize length = strlen (word);
  guint number;

  if (length == 0 || word[length - 1] < '1' || word[length - 1] > '0' + DESCO_MAX_PERSON_NUMBER)
    return 0;
  number = (guint) (word[length - 1] - '0');
  word[length - 1] = '\0';
  return number;
}

/* The words of one header may name two: "genitore (padre)" is the father, "genitore dell'alunno"
 * the parent. */
static void
take_role (DescoHeaderReading *reading, DescoPersonRole role)
{
  gboolean vague = !reading->has_role || reading->role == DESCO_PERSON_PUPIL
                   || (reading->role == DESCO_PERSON_PARENT && role != DESCO_PERSON_PUPIL);

  if (vague)
    reading->role = role;
  reading->has_role = TRUE;
}

/* Reads roles and numbers out of @words and joins what is left. */
static char *
take_roles (char **words, DescoHeaderReading *reading)
{
  GString *rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      DescoPersonRole role;
      guint number = take_number (words[i]);

      if (strcmp (words[i], "secondo") == 0)
        number = 2;
      if (number > 0)
        reading->number = number;
      if (find_role_word (words[i], &role))
        take_role (reading, role);
      else if (!is_empty_word (words[i]))
        g_string_append (rest, words[i]);
    }
  return g_string_free (rest, FALSE);
}

/* COGNOMEPADRE: a role of five letters or more at either end, where the rest is a word we know. */
static gboolean
find_joined (DescoListKind kind, const char *joined, DescoHeaderReading *reading)
{
  gsize length = strlen (joined);

  for (guint i = 0; i < G_N_ELEMENTS (role_words); i++)
    {
      gsize role_length = strlen (role_words[i].word);
      g_autofree char *before = NULL;

      if (role_length < 5 || length <= role_length)
        continue;
      before = g_strndup (joined, length - role_length);
      if ((g_str_has_suffix (joined, role_words[i].word) && find_field (kind, before, reading))
          || (g_str_has_prefix (joined, role_words[i].word)
              && find_field (kind, joined + role_length, reading)))
        {
          reading->has_role = TRUE;
          reading->role = role_words[i].role;
          return TRUE;
        }
    }
  return FALSE;
}

static DescoHeaderReading
read_words (DescoListKind kind, const char *header)
{
  DescoHeaderReading reading = { .number = 1 };
  g_autofree char *normal = desco_header_normalize (header);
  g_auto (GStrv) words = g_strsplit (normal, " ", -1);
  g_autofree char *rest = NULL;

  if (kind == DESCO_LIST_TARIFFS)
    {
      rest = g_strjoinv ("", words);
      find_field (kind, rest, &reading);
      return reading;
    }

  rest = take_roles (words, &reading);
  /* "Alunno", "Padre", "Genitore 1" alone: the person's name. PA and MA alone may be anything. */
  if (*rest == '\0' && reading.has_role && strlen (normal) > 3)
    {
      reading.field = DESCO_FIELD_FULL_NAME;
      reading.rank = 1;
    }
  else if (*rest != '\0' && !find_field (kind, rest, &reading) && !reading.has_role)
    find_joined (kind, rest, &reading);
  return reading;
}

/* Brings a header to the form in which headers are compared: words in lower case without accents,
 * parted by single spaces. Asterisks, dots and whatever else is no letter and no digit part
 * words. */
char *
desco_header_normalize (const char *text)
{
  g_autofree char *folded = desco_text_fold (text);
  GString *words = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        {
          space = words->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (words, ' ');
      space = FALSE;
      g_string_append_unichar (words, c);
    }
  return g_string_free (words, FALSE);
}

/* Reads what @header says in a list of @kind. */
DescoHeaderReading
desco_header_read (DescoListKind kind, const char *header)
{
  DescoHeaderReading reading = read_words (kind, header);

  if (reading.field == DESCO_FIELD_NONE)
    {
      g_autofree char *parted = part_capitals (header);

      reading = read_words (kind, parted);
    }
  return reading;
}

/* Whether @text, a role in words, names one. */
gboolean
desco_header_find_role (const char *text, DescoPersonRole *role)
{
  g_autofree char *normal = desco_header_normalize (text);
  g_auto (GStrv) words = g_strsplit (normal, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (find_role_word (words[i], role))
        return TRUE;
    }
  return FALSE;
}
