/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* Crediting 100,000 receipts from files, each of a purchase of its own, against libxml2 parsing the
 * same files and nothing else. */

#include "desco-bench.h"
#include "desco-fixture.h"
#include "exchange/desco-receipt-files.h"
#include "ledger/desco-verify.h"
#include "model/desco-purchase.h"
#include "store/desco-purchases-private.h"

#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static guint n_receipts = 100000;
/* Sold by so many in a transaction, round and round to as many pupils as a city has at table. */
#define SALES 1000
#define N_PUPILS 10000

#define EACH_FAMILY                                                                                \
  "WITH RECURSIVE family (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM family"                      \
  " WHERE i + 1 < " G_STRINGIFY (N_PUPILS) ")"

static const char INSERT_PUPILS[]
    = EACH_FAMILY " INSERT INTO pupil (id, surname, name, sort_key, resident)"
                  " SELECT CAST (printf ('pupil-%010d', i) AS BLOB), 'Rossi',"
                  " printf ('Anna %d', i), printf ('rossi anna %d', i), 1 FROM family";
static const char INSERT_GUARDIANS[] = EACH_FAMILY
    " INSERT INTO guardian (id, tax_code, surname, name, sort_key)"
    " SELECT CAST (printf ('payer-%010d', i) AS BLOB), printf ('RSSMRA%010d', i), 'Rossi',"
    " printf ('Mario %d', i), printf ('rossi mario %d', i) FROM family";
static const char INSERT_PAYERS[]
    = EACH_FAMILY " INSERT INTO guardianship (pupil_id, guardian_id, role, payer)"
                  " SELECT CAST (printf ('pupil-%010d', i) AS BLOB),"
                  " CAST (printf ('payer-%010d', i) AS BLOB), 'father', 1 FROM family";
static const char INSERT_ENROLMENTS[]
    = "INSERT INTO enrolment (pupil_id, school_year, class_id)"
      " SELECT pupil.id, class.school_year, class.id FROM pupil, class"
      " WHERE pupil.name LIKE 'Anna %'";

/* As the platform sends one: version 2, in the request that carries it. */
static const char DOCUMENT[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
      " xmlns:pafn=\"http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd\">\n"
      "  <soapenv:Header/>\n  <soapenv:Body>\n    <pafn:paSendRTV2Request>\n"
      "      <idPA>81003310034</idPA>\n      <idBrokerPA>81003310034</idBrokerPA>\n"
      "      <idStation>81003310034_01</idStation>\n      <receipt>\n"
      "        <receiptId>c110729d258c4ab1b765%012u</receiptId>\n"
      "        <noticeNumber>%s</noticeNumber>\n        <fiscalCode>81003310034</fiscalCode>\n"
      "        <outcome>OK</outcome>\n        <creditorReferenceId>%s</creditorReferenceId>\n"
      "        <paymentAmount>104.00</paymentAmount>\n"
      "        <description>Buoni mensa scolastica a.s. 2026/2027 - 20 buoni</description>\n"
      "        <companyName>Comune di Massino Visconti</companyName>\n"
      "        <officeName>Servizi scolastici</officeName>\n        <debtor>\n"
      "          <uniqueIdentifier>\n"
      "            <entityUniqueIdentifierType>F</entityUniqueIdentifierType>\n"
      "            <entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue>\n"
      "          </uniqueIdentifier>\n          <fullName>Rossi Mario</fullName>\n"
      "          <streetName>Via Roma</streetName>\n          <civicNumber>1</civicNumber>\n"
      "          <postalCode>28040</postalCode>\n          <city>Massino Visconti</city>\n"
      "          <stateProvinceRegion>NO</stateProvinceRegion>\n          <country>IT</country>\n"
      "        </debtor>\n        <transferList>\n          <transfer>\n"
      "            <idTransfer>1</idTransfer>\n"
      "            <transferAmount>104.00</transferAmount>\n"
      "            <fiscalCodePA>81003310034</fiscalCodePA>\n"
      "            <companyName>Comune di Massino Visconti</companyName>\n"
      "            <IBAN>IT60X0542811101000000123456</IBAN>\n"
      "            <remittanceInformation>/RFB/%s/104.00/TXT/Buoni mensa</remittanceInformation>\n"
      "            <transferCategory>9/0107101TS/</transferCategory>\n"
      "            <metadata>\n              <mapEntry>\n"
      "                <key>DatiSpecificiRiscossione</key>\n"
      "                <value>9/0107101TS/</value>\n              </mapEntry>\n"
      "            </metadata>\n          </transfer>\n        </transferList>\n"
      "        <idPSP>BCITITMM</idPSP>\n        <pspFiscalCode>00799960158</pspFiscalCode>\n"
      "        <PSPCompanyName>Banca di Prova S.p.A.</PSPCompanyName>\n"
      "        <idChannel>00799960158_10</idChannel>\n"
      "        <channelDescription>app</channelDescription>\n        <payer>\n"
      "          <uniqueIdentifier>\n"
      "            <entityUniqueIdentifierType>F</entityUniqueIdentifierType>\n"
      "            <entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue>\n"
      "          </uniqueIdentifier>\n          <fullName>Rossi Mario</fullName>\n"
      "        </payer>\n        <paymentMethod>creditCard</paymentMethod>\n"
      "        <fee>1.50</fee>\n        <paymentDateTime>2026-11-24T10:00:00</paymentDateTime>\n"
      "        <applicationDate>2026-11-24</applicationDate>\n"
      "        <transferDate>2026-11-25</transferDate>\n      </receipt>\n"
      "    </pafn:paSendRTV2Request>\n  </soapenv:Body>\n</soapenv:Envelope>\n";

typedef struct
{
  const char *folder;
  guint first;
} Sales;

static void
write_document (const char *folder, guint number, const DescoPurchase *purchase)
{
  g_autofree char *path = g_strdup_printf ("%s/ricevuta-%06u.xml", folder, number);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  fprintf (file, DOCUMENT, number, purchase->notice_number, purchase->iuv, purchase->iuv);
  g_assert_cmpint (fclose (file), ==, 0);
}

static gpointer
sell_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Sales *sales = data;

  for (guint i = sales->first; i < sales->first + SALES; i++)
    {
      DescoPurchaseOrder order = { .quantity = 20 };
      g_autofree char *pupil = g_strdup_printf ("pupil-%010u", i % N_PUPILS);
      g_autoptr (DescoPurchase) purchase = NULL;

      memcpy (order.pupil_id.bytes, pupil, sizeof (order.pupil_id.bytes));
      purchase = desco_purchases_create_in (connection, &order, error);
      if (purchase == NULL)
        return NULL;
      write_document (sales->folder, i, purchase);
    }
  return GINT_TO_POINTER (TRUE);
}

/* The files, one after the other, whole and well-formed: the least that reading them takes. */
static gint64
parse_alone (const char *folder)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_receipts; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/ricevuta-%06u.xml", folder, i);
      xmlDoc *document = xmlReadFile (path, NULL, XML_PARSE_NONET);

      g_assert_nonnull (document);
      xmlFreeDoc (document);
    }
  return g_get_monotonic_time () - start;
}

static void
on_file (const DescoReceiptFile *file, gpointer user_data)
{
  guint *n_credited = user_data;

  g_assert_cmpstr (file->problem, ==, NULL);
  *n_credited += file->state == DESCO_RECEIPT_CREDITED ? 1 : 0;
}

static gint64
credit_all (DescoFixture *fixture, const char *folder, guint *n_credited)
{
  const char *paths[] = { folder, NULL };
  gint64 start = g_get_monotonic_time ();
  GError *error = NULL;

  *n_credited = 0;
  desco_receipt_files_import (fixture->store, paths, NULL, on_file, n_credited, NULL, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - start;
}

/* A first argument asks for fewer. */
int
main (int argc, char *argv[])
{
  DescoFixture fixture = { 0 };
  Sales sales = { NULL };
  g_autofree char *folder = NULL;
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  GError *error = NULL;
  gint64 before, after, ours;
  guint n_credited;

  if (argc > 1)
    n_receipts = (guint) g_ascii_strtoull (argv[1], NULL, 10) / SALES * SALES;
  desco_fixture_set_up (&fixture, NULL);
  folder = g_build_filename (fixture.folder, "receipts", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  sales.folder = folder;
  desco_fixture_run (&fixture, INSERT_PUPILS, NULL);
  desco_fixture_run (&fixture, INSERT_GUARDIANS, NULL);
  desco_fixture_run (&fixture, INSERT_PAYERS, NULL);
  desco_fixture_run (&fixture, INSERT_ENROLMENTS, NULL);
  for (; sales.first < n_receipts; sales.first += SALES)
    {
      gpointer sold = desco_store_write (fixture.store, sell_writer, &sales, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (sold);
    }

  before = parse_alone (folder);
  ours = credit_all (&fixture, folder, &n_credited);
  g_assert_cmpuint (n_credited, ==, n_receipts);
  after = parse_alone (folder);

  /* Once. */
  credit_all (&fixture, folder, &n_credited);
  g_assert_cmpuint (n_credited, ==, 0);
  findings = desco_verify (fixture.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);

  measured = g_strdup_printf ("%.2f s", (double) ours / G_USEC_PER_SEC);
  reference = g_strdup_printf ("%.2f s", (double) (before + after) / 2 / G_USEC_PER_SEC);
  desco_bench_report ("credit 100,000 receipts from files", "libxml2 parsing the same files alone",
                      measured, reference, (double) ours * 2 / (double) (before + after), "<=", 3);
  desco_fixture_tear_down (&fixture, NULL);
  return 0;
}
