/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-settings.h"

#include "desco-fixture.h"
#include "model/desco-error.h"

static const char COUNT_OPERATIONS[] = "SELECT count (*) FROM outbox WHERE type = 'setting'";

static void
assert_setting (DescoFixture *fixture, const char *key, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = desco_settings_get (fixture->store, key, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_defaults (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *value;
  } cases[] = {
    { "attendance.cutoff", "9:15" }, { "pagopa.provider", "gpd-v2" }, { "practice", "false" },
    { "purchase.due-days", "30" },   { "purchase.maximum", "200" },   { "purchase.minimum", "1" },
    { "purchase.step", "1" },        { "school-year", "2026/2027" },  { "wallet.limit", "-5" },
    { "wallet.mode", "vouchers" },   { "notice.language", "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_setting (fixture, cases[i].key, cases[i].value);
}

/* Each one says what it is for and what it takes. */
static void
test_list (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) settings = desco_settings_list (fixture->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (settings->len, >=, 14);
  for (guint i = 0; i < settings->len; i++)
    {
      DescoSetting *setting = g_ptr_array_index (settings, i);
      DescoSetting *before = i > 0 ? g_ptr_array_index (settings, i - 1) : NULL;

      g_assert_cmpstr (setting->meaning, !=, "");
      g_assert_cmpstr (setting->range, !=, "");
      g_assert_true (before == NULL || g_strcmp0 (before->key, setting->key) < 0);
      g_assert_cmpint (setting->read_only, ==, g_str_equal (setting->key, "practice"));
    }
}

static void
test_set (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *stored; /* NULL: refused */
    const char *word;   /* what the refusal must say */
  } cases[] = {
    { "purchase.maximum", "100", "100", NULL },
    { "purchase.minimum", "20", "20", NULL },
    { "purchase.step", "20", "20", NULL },
    { "purchase.maximum", "10", NULL, "20" },
    { "purchase.step", "101", NULL, "100" },
    { "purchase.minimum", "0", NULL, "from 1 to 10000" },
    { "purchase.minimum", "-1", NULL, "from 1 to 10000" },
    { "purchase.minimum", "1.5", NULL, "from 1 to 10000" },
    { "purchase.minimum", "1000000000000", NULL, "from 1 to 10000" },
    { "purchase.minimum", "", NULL, "from 1 to 10000" },
    { "wallet.limit", "-10", "-10", NULL },
    { "wallet.limit", "1", NULL, "from -1000 to 0" },
    { "wallet.mode", "vouchers", "vouchers", NULL },
    { "notice.language", "sl", "sl", NULL },
    { "notice.language", "it", NULL, "none, de" },
    { "wallet.mode", "euro", NULL, "not offered" },
    { "wallet.mode", "gold", NULL, "vouchers" },
    { "pagopa.provider", "gpd-v1", "gpd-v1", NULL },
    { "pagopa.provider", "gpd-v2", "gpd-v2", NULL },
    { "pagopa.provider", "gpd-v3", "gpd-v3", NULL },
    { "pagopa.provider", "gpd-v4", NULL, "govpay" },
    { "pagopa.provider", "govpay", "govpay", NULL },
    { "govpay.id-a2a", "A2A-desco_1", "A2A-desco_1", NULL },
    { "govpay.id-a2a", "", NULL, "1 to 35" },
    { "govpay.id-a2a", "due parole", NULL, "1 to 35" },
    { "govpay.id-a2a", "a/b", NULL, "1 to 35" },
    { "govpay.id-tipo-pendenza", "123456789012345678901234567890123456", NULL, "1 to 35" },
    { "pagopa.url", "http://127.0.0.1:8080/", "http://127.0.0.1:8080", NULL },
    { "pagopa.url", "http://localhost:1", "http://localhost:1", NULL },
    { "pagopa.url", "https://api.uat.platform.pagopa.it", "https://api.uat.platform.pagopa.it",
      NULL },
    { "pagopa.flows-url", "", "", NULL },
    { "pagopa.flows-url", "https://api.platform.pagopa.it/", "https://api.platform.pagopa.it",
      NULL },
    { "pagopa.flows-url", "http://api.platform.pagopa.it", NULL, "https" },
    { "pagopa.url", "http://api.platform.pagopa.it", NULL, "https" },
    { "pagopa.url", "https://key@api.platform.pagopa.it", NULL, "https" },
    { "pagopa.url", "https://", NULL, "https" },
    { "pagopa.url", "api.platform.pagopa.it", NULL, "https" },
    { "attendance.cutoff", "09:30", "9:30", NULL },
    { "attendance.cutoff", "9.05", "9:05", NULL },
    { "attendance.cutoff", "0:00", "0:00", NULL },
    { "attendance.cutoff", "24:00", NULL, "23:59" },
    { "attendance.cutoff", "9:60", NULL, "23:59" },
    { "attendance.cutoff", "9:5", NULL, "23:59" },
    { "attendance.cutoff", ":15", NULL, "23:59" },
    { "attendance.cutoff", "9:15 ", NULL, "23:59" },
    { "receipt.schema", "/dev/null", NULL, "a file that is there" },
    { "receipt.schema", "paForNode.xsd", NULL, "the whole path" },
    { "receipt.schema", "/nowhere/paForNode.xsd", NULL, "a file that is there" },
    { "receipt.schema", "", "", NULL },
    { "school-year", "2027/2028", "2027/2028", NULL },
    { "school-year", "2027", NULL, "2026/2027" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = desco_settings_get (fixture->store, cases[i].key, NULL, NULL);
      gboolean set
          = desco_settings_set (fixture->store, cases[i].key, cases[i].value, NULL, &error);

      g_test_message ("%s = %s", cases[i].key, cases[i].value);
      g_assert_cmpint (set, ==, cases[i].stored != NULL);
      assert_setting (fixture, cases[i].key, set ? cases[i].stored : before);
      if (set)
        continue;
      g_assert_true (error->domain == DESCO_INPUT_ERROR);
      g_assert_cmpstr (desco_error_get_field (error), ==, "value");
      g_assert_nonnull (g_strstr_len (error->message, -1, cases[i].word));
    }
}

/* A file that is there, by its whole path. */
static void
test_path (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (desco_settings_set (fixture->store, DESCO_SETTING_RECEIPT_SCHEMA, fixture->path,
                                     NULL, &error));
  g_assert_no_error (error);
  assert_setting (fixture, "receipt.schema", fixture->path);
}

static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_settings_get (fixture->store, "attendance.cut", NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  g_assert_cmpstr (desco_error_get_field (error), ==, "key");
  g_clear_error (&error);

  g_assert_false (desco_settings_set (fixture->store, "practice", "true", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  assert_setting (fixture, "practice", "false");
}

/* A change is told once, and no change is not told. */
static void
test_outbox (DescoFixture *fixture, gconstpointer data)
{
  gint64 before = desco_fixture_query (fixture, COUNT_OPERATIONS, NULL);

  for (guint i = 0; i < 2; i++)
    g_assert_true (desco_settings_set (fixture->store, "purchase.step", "20", NULL, NULL));
  g_assert_false (desco_settings_set (fixture->store, "purchase.step", "x", NULL, NULL));
  g_assert_false (desco_settings_set (fixture->store, "purchase.maximum", "10", NULL, NULL));
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, NULL), ==, before + 1);
}

/* another school year comes with its calendar, once. */
static void
test_school_year (DescoFixture *fixture, gconstpointer data)
{
  static const char count[] = "SELECT count (*) FROM calendar WHERE valid_from = '2027-09-01'";

  for (guint i = 0; i < 2; i++)
    g_assert_true (desco_settings_set (fixture->store, "school-year", "2027/2028", NULL, NULL));
  g_assert_cmpint (desco_fixture_query (fixture, count, NULL), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/store/settings/defaults", test_defaults);
  desco_fixture_add ("/store/settings/list", test_list);
  desco_fixture_add ("/store/settings/set", test_set);
  desco_fixture_add ("/store/settings/refused", test_refused);
  desco_fixture_add ("/store/settings/outbox", test_outbox);
  desco_fixture_add ("/store/settings/R-20-school-year", test_school_year);
  desco_fixture_add ("/store/settings/path", test_path);
  return g_test_run ();
}
