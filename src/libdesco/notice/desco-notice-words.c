/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-words-private.h"

#include "papers/desco-typesetter-private.h"

/* In the order of DescoNoticeLanguage, Italian first. The terms are those of the bilingual notices of
 * Alto Adige/Südtirol, Friuli Venezia Giulia and Valle d'Aosta. */
static const char *const words[DESCO_NOTICE_N_WORDS][DESCO_NOTICE_N_LANGUAGES] = {
  [DESCO_NOTICE_WORD_TITLE] = {
    "Avviso di pagamento",
    "Zahlungsmitteilung",
    "Obvestilo o plačilu",
    "Avis de paiement",
    "Payment notice",
  },
  [DESCO_NOTICE_WORD_CREDITOR] = {
    "ENTE CREDITORE",
    "GLÄUBIGER",
    "USTANOVA UPNICA",
    "ORGANISME CRÉANCIER",
    "CREDITOR INSTITUTION",
  },
  [DESCO_NOTICE_WORD_DEBTOR] = {
    "DESTINATARIO",
    "EMPFÄNGER",
    "PREJEMNIK",
    "DESTINATAIRE",
    "ADDRESSEE",
  },
  [DESCO_NOTICE_WORD_TAX_CODE] = {
    "Cod. fiscale",
    "Steuernummer",
    "Davčna številka",
    "Code fiscal",
    "Tax code",
  },
  [DESCO_NOTICE_WORD_WHEN] = {
    "QUANTO E QUANDO PAGARE?",
    "WIE VIEL UND WANN ZAHLEN?",
    "KOLIKO IN KDAJ PLAČATI?",
    "COMBIEN ET QUAND PAYER ?",
    "HOW MUCH AND WHEN TO PAY?",
  },
  [DESCO_NOTICE_WORD_AMOUNT] = { "Importo", "Betrag", "Znesek", "Montant", "Amount" },
  [DESCO_NOTICE_WORD_BY] = { "entro il", "bis zum", "do", "au plus tard le", "by" },
  [DESCO_NOTICE_WORD_DUE] = { "Scadenza", "Fälligkeit", "Rok plačila", "Échéance", "Due date" },
  [DESCO_NOTICE_WORD_NO_DUE] = {
    "non prevista",
    "nicht vorgesehen",
    "ni določen",
    "non prévue",
    "none",
  },
  [DESCO_NOTICE_WORD_UPDATE] = {
    "L'importo può essere aggiornato mentre paghi: se dopo la stampa di questo avviso è cambiato per "
    "sgravi, maggiorazioni o interessi, il sito, l'app o l'operatore a cui ti rivolgi ti chiederà la "
    "cifra nuova, che può essere diversa da quella scritta qui.",
    "Der Betrag kann bei der Zahlung angepasst werden: Hat er sich nach dem Druck dieser Mitteilung "
    "durch Nachlässe, Zuschläge oder Zinsen geändert, so verlangt die Website, die App oder der "
    "Schalter den neuen Betrag, der vom hier angegebenen abweichen kann.",
    "Znesek se lahko med plačilom posodobi: če se je po tiskanju tega obvestila spremenil zaradi "
    "olajšav, pribitkov ali obresti, bo spletna stran, aplikacija ali uslužbenec zahteval novi "
    "znesek, ki se lahko razlikuje od tukaj navedenega.",
    "Le montant peut être actualisé au moment du paiement : s'il a changé après l'impression de cet "
    "avis en raison de dégrèvements, de majorations ou d'intérêts, le site, l'application ou "
    "l'opérateur vous demandera la nouvelle somme, qui peut différer de celle indiquée ici.",
    "The amount may be updated while you pay: if it has changed after this notice was printed, "
    "because of relief, surcharges or interest, the website, the app or the clerk will ask you for "
    "the new amount, which may differ from the one written here.",
  },
  [DESCO_NOTICE_WORD_INSTALMENTS] = {
    "Anche in {parts} rate: pagine seguenti",
    "Auch in {parts} Raten: nächste Seiten",
    "Tudi v {parts} obrokih: naslednje strani",
    "Aussi en {parts} fois : pages suivantes",
    "Or in {parts} instalments: next pages",
  },
  [DESCO_NOTICE_WORD_WHERE] = {
    "DOVE PAGARE?",
    "WO ZAHLEN?",
    "KJE PLAČATI?",
    "OÙ PAYER ?",
    "WHERE TO PAY?",
  },
  [DESCO_NOTICE_WORD_ONLINE] = {
    "Online e con il telefono",
    "Online und mit dem Handy",
    "Po spletu in s telefonom",
    "En ligne et par téléphone",
    "Online and with your phone",
  },
  [DESCO_NOTICE_WORD_ONLINE_TEXT] = {
    "Con l'app IO, con l'home banking o l'app della tua banca (servizi CBILL o pagoPA), o con "
    "un'altra app di pagamento: inquadra il codice QR o scrivi il codice avviso.",
    "Mit der App IO, mit dem Homebanking oder der App Ihrer Bank (Dienste CBILL oder pagoPA) oder mit "
    "einer anderen Zahlungs-App: QR-Code scannen oder Mitteilungscode eingeben.",
    "Z aplikacijo IO, s spletno banko ali aplikacijo vaše banke (storitvi CBILL ali pagoPA) ali z "
    "drugo plačilno aplikacijo: skenirajte kodo QR ali vpišite kodo obvestila.",
    "Avec l'application IO, la banque en ligne ou l'application de votre banque (services CBILL ou "
    "pagoPA), ou une autre application de paiement : scannez le code QR ou saisissez le code de "
    "l'avis.",
    "With the IO app, with home banking or your bank's app (CBILL or pagoPA services), or with "
    "another payment app: scan the QR code or type the notice code.",
  },
  [DESCO_NOTICE_WORD_IN_PERSON] = {
    "Di persona",
    "Vor Ort",
    "Osebno",
    "Sur place",
    "In person",
  },
  [DESCO_NOTICE_WORD_IN_PERSON_TEXT] = {
    "In banca e agli sportelli automatici, in ricevitoria, dal tabaccaio, al bar, al supermercato e "
    "negli altri esercizi aderenti, in contanti, con carta o con addebito in conto.",
    "In Banken und an Geldautomaten, in Lotto-Annahmestellen, Trafiken, Bars, Supermärkten und "
    "anderen teilnehmenden Betrieben, bar, mit Karte oder per Kontobelastung.",
    "V bankah in na bankomatih, v loterijskih prodajalnah, tobakarnah, barih, supermarketih in drugih "
    "sodelujočih obratih, z gotovino, s kartico ali v breme računa.",
    "En banque et aux guichets automatiques, dans les points de loterie, bureaux de tabac, bars, "
    "supermarchés et autres commerces participants, en espèces, par carte ou par débit en compte.",
    "At banks and cash machines, betting shops, tobacconists, bars, supermarkets and other "
    "participating shops, in cash, by card or by debit to your account.",
  },
  [DESCO_NOTICE_WORD_IN_PERSON_POST_TEXT] = {
    "In banca e agli sportelli automatici, in tutti gli Uffici Postali, in ricevitoria, dal "
    "tabaccaio, al bar, al supermercato e negli altri esercizi aderenti, in contanti, con carta o con "
    "addebito in conto.",
    "In Banken und an Geldautomaten, in allen Postämtern, in Lotto-Annahmestellen, Trafiken, Bars, "
    "Supermärkten und anderen teilnehmenden Betrieben, bar, mit Karte oder per Kontobelastung.",
    "V bankah in na bankomatih, na vseh poštah, v loterijskih prodajalnah, tobakarnah, barih, "
    "supermarketih in drugih sodelujočih obratih, z gotovino, s kartico ali v breme računa.",
    "En banque et aux guichets automatiques, dans tous les bureaux de poste, points de loterie, "
    "bureaux de tabac, bars, supermarchés et autres commerces participants, en espèces, par carte ou "
    "par débit en compte.",
    "At banks and cash machines, at any post office, at betting shops, tobacconists, bars, "
    "supermarkets and other participating shops, in cash, by card or by debit to your account.",
  },
  [DESCO_NOTICE_WORD_BANKS] = {
    "BANCHE E ALTRI CANALI",
    "BANKEN UND ANDERE KANÄLE",
    "BANKE IN DRUGI KANALI",
    "BANQUES ET AUTRES CANAUX",
    "BANKS AND OTHER CHANNELS",
  },
  [DESCO_NOTICE_WORD_BANKS_TEXT] = {
    "Qui trovi il codice QR per pagare in banca e sugli altri canali abilitati.",
    "Hier finden Sie den QR-Code für die Zahlung in der Bank und über andere zugelassene Kanäle.",
    "Tukaj je koda QR za plačilo v banki in po drugih omogočenih kanalih.",
    "Voici le code QR pour payer en banque et par les autres canaux habilités.",
    "Here is the QR code to pay at a bank and through the other enabled channels.",
  },
  [DESCO_NOTICE_WORD_BANKS_CBILL_TEXT] = {
    "Qui trovi il codice QR e il codice CBILL per pagare in banca e sugli altri canali abilitati.",
    "Hier finden Sie QR-Code und CBILL-Code für die Zahlung in der Bank und über andere zugelassene "
    "Kanäle.",
    "Tukaj sta koda QR in koda CBILL za plačilo v banki in po drugih omogočenih kanalih.",
    "Voici le code QR et le code CBILL pour payer en banque et par les autres canaux habilités.",
    "Here are the QR code and the CBILL code to pay at a bank and through other enabled channels.",
  },
  [DESCO_NOTICE_WORD_WHOLE_BY] = {
    "RATA UNICA entro il {date}",
    "EINMALZAHLUNG bis zum {date}",
    "ENKRATNO PLAČILO do {date}",
    "VERSEMENT UNIQUE au plus tard le {date}",
    "SINGLE PAYMENT by {date}",
  },
  [DESCO_NOTICE_WORD_WHOLE_NO_DUE] = {
    "RATA UNICA senza scadenza",
    "EINMALZAHLUNG ohne Fälligkeit",
    "ENKRATNO PLAČILO brez roka",
    "VERSEMENT UNIQUE sans échéance",
    "SINGLE PAYMENT, no due date",
  },
  [DESCO_NOTICE_WORD_PART_BY] = {
    "RATA {part} DI {parts} entro il {date}",
    "RATE {part} VON {parts} bis zum {date}",
    "OBROK {part} OD {parts} do {date}",
    "VERSEMENT {part} SUR {parts} au plus tard le {date}",
    "INSTALMENT {part} OF {parts} by {date}",
  },
  [DESCO_NOTICE_WORD_PART_NO_DUE] = {
    "RATA {part} DI {parts} senza scadenza",
    "RATE {part} VON {parts} ohne Fälligkeit",
    "OBROK {part} OD {parts} brez roka",
    "VERSEMENT {part} SUR {parts} sans échéance",
    "INSTALMENT {part} OF {parts}, no due date",
  },
  [DESCO_NOTICE_WORD_RECIPIENT] = {
    "Destinatario",
    "Empfänger",
    "Prejemnik",
    "Destinataire",
    "Addressee",
  },
  [DESCO_NOTICE_WORD_SUBJECT] = {
    "Oggetto del pagamento",
    "Zahlungsgrund",
    "Predmet plačila",
    "Objet du paiement",
    "Subject of the payment",
  },
  [DESCO_NOTICE_WORD_CREDITOR_NAME] = {
    "Ente creditore",
    "Gläubigerkörperschaft",
    "Ustanova upnica",
    "Organisme créancier",
    "Creditor institution",
  },
  [DESCO_NOTICE_WORD_NUMBER] = {
    "Codice avviso",
    "Mitteilungscode",
    "Koda obvestila",
    "Code de l'avis",
    "Notice code",
  },
  [DESCO_NOTICE_WORD_CREDITOR_CODE] = {
    "Cod. fiscale ente creditore",
    "Steuernr. der Gläubigerkörperschaft",
    "Davčna št. ustanove upnice",
    "Code fiscal de l'organisme créancier",
    "Tax code of the creditor institution",
  },
  [DESCO_NOTICE_WORD_CBILL] = {
    "Codice CBILL",
    "CBILL-Code",
    "Koda CBILL",
    "Code CBILL",
    "CBILL code",
  },
  [DESCO_NOTICE_WORD_SLIP] = {
    "BOLLETTINO POSTALE PA",
    "POSTERLAGSCHEIN PA",
    "POŠTNA POLOŽNICA PA",
    "BULLETIN POSTAL PA",
    "PA POSTAL PAYMENT SLIP",
  },
  [DESCO_NOTICE_WORD_SLIP_TEXT] = {
    "Pagabile in tutti gli Uffici Postali e sui canali abilitati di Poste Italiane.",
    "Zahlbar in allen Postämtern und über die zugelassenen Kanäle von Poste Italiane.",
    "Plačljivo na vseh poštah in po omogočenih kanalih družbe Poste Italiane.",
    "Payable dans tous les bureaux de poste et par les canaux habilités de Poste Italiane.",
    "Payable at any post office and through the enabled channels of Poste Italiane.",
  },
  [DESCO_NOTICE_WORD_ACCOUNT] = {
    "sul C/C n.",
    "auf das Postkonto Nr.",
    "na poštni račun št.",
    "sur le c/c n°",
    "to post office account no.",
  },
  [DESCO_NOTICE_WORD_HOLDER] = {
    "Intestato a",
    "lautend auf",
    "Imetnik računa",
    "Titulaire",
    "Account holder",
  },
  [DESCO_NOTICE_WORD_TYPE] = { "Tipo", "Art", "Vrsta", "Type", "Type" },
};

/* What stands between day, month and year. */
static const char *const date_separators[DESCO_NOTICE_N_LANGUAGES] = {
  [DESCO_NOTICE_LANGUAGE_NONE] = "/",    [DESCO_NOTICE_LANGUAGE_GERMAN] = ".",
  [DESCO_NOTICE_LANGUAGE_SLOVENE] = ".", [DESCO_NOTICE_LANGUAGE_FRENCH] = "/",
  [DESCO_NOTICE_LANGUAGE_ENGLISH] = "/",
};

static void
append_date (GString *text, DescoNoticeLanguage language, const GDate *date)
{
  const char *separator = date_separators[language];

  g_string_append_printf (text, "%02u%s%02u%s%04u", g_date_get_day (date), separator,
                          (guint) g_date_get_month (date), separator, g_date_get_year (date));
}

static void
append_filled (GString *text,
               DescoNoticeWord word,
               DescoNoticeLanguage language,
               const DescoNoticeBlanks *blanks)
{
  const char *form = words[word][language];

  for (const char *p = form; *p != '\0';)
    {
      if (blanks != NULL && g_str_has_prefix (p, "{date}"))
        append_date (text, language, blanks->date);
      else if (blanks != NULL && g_str_has_prefix (p, "{part}"))
        g_string_append_printf (text, "%u", blanks->part);
      else if (blanks != NULL && g_str_has_prefix (p, "{parts}"))
        g_string_append_printf (text, "%u", blanks->parts);
      else
        {
          g_string_append_c (text, *p++);
          continue;
        }
      while (*p++ != '}')
        ;
    }
}

/**
 * desco_notice_word:
 * @word: which
 * @language: in which language; %DESCO_NOTICE_LANGUAGE_NONE is Italian
 *
 * Returns: (transfer none): the words, with their blanks
 */
const char *
desco_notice_word (DescoNoticeWord word, DescoNoticeLanguage language)
{
  return words[word][language];
}

static char *
join (DescoNoticeWord word,
      DescoNoticeLanguage second,
      const char *mark,
      const DescoNoticeBlanks *blanks)
{
  GString *text = g_string_new (NULL);

  append_filled (text, word, DESCO_NOTICE_LANGUAGE_NONE, blanks);
  if (second != DESCO_NOTICE_LANGUAGE_NONE)
    {
      g_string_append (text, mark);
      append_filled (text, word, second, blanks);
    }
  return g_string_free (text, FALSE);
}

/**
 * desco_notice_word_inline:
 * @word: which
 * @second: the language beside Italian
 * @blanks: (nullable): what is filled in
 *
 * Returns: (transfer full): Italian and the second language in one line, for a typesetter
 */
char *
desco_notice_word_inline (DescoNoticeWord word,
                          DescoNoticeLanguage second,
                          const DescoNoticeBlanks *blanks)
{
  return join (word, second, DESCO_TYPE_SECOND_INLINE, blanks);
}

/**
 * desco_notice_word_below:
 * @word: which
 * @second: the language beside Italian
 * @blanks: (nullable): what is filled in
 *
 * Returns: (transfer full): Italian and below it the second language, for a typesetter
 */
char *
desco_notice_word_below (DescoNoticeWord word,
                         DescoNoticeLanguage second,
                         const DescoNoticeBlanks *blanks)
{
  return join (word, second, DESCO_TYPE_SECOND_BELOW, blanks);
}
