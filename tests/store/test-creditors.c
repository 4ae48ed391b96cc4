/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-creditors.h"

#include "desco-folder.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "store/desco-settings.h"

/* 24 November 2026, 8:00 in Rome. */
#define MORNING G_GINT64_CONSTANT (1795503600000000)

typedef struct
{
  char *folder;
  char *path;
  DescoCreditor *creditor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "new", "desco.db", NULL);
  fixture->creditor = desco_creditor_new ();
  fixture->creditor->tax_code = g_strdup ("00178920039");
  fixture->creditor->name = g_strdup ("Comune di Arona");
  fixture->creditor->town = g_strdup ("Arona");
  fixture->creditor->iban = g_strdup ("it60 x0542811101000000123456");
  fixture->creditor->segregation_code = 7;
  desco_clock_set (MORNING);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  desco_creditor_free (fixture->creditor);
}

static DescoStore *
create (Fixture *fixture, gboolean practice)
{
  g_autoptr (GError) error = NULL;
  DescoStore *store;

  desco_creditors_create_database (fixture->path, fixture->creditor, practice, &error);
  g_assert_no_error (error);
  store = desco_store_open (fixture->path, &error);
  g_assert_no_error (error);
  return store;
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoStore) store = create (fixture, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, &error);
  g_autofree char *cutoff = desco_settings_get (store, "attendance.cutoff", NULL, NULL);
  g_autofree char *url = desco_settings_get (store, "pagopa.url", NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (creditor->tax_code, ==, "00178920039");
  g_assert_cmpstr (creditor->iban, ==, "IT60X0542811101000000123456");
  g_assert_cmpuint (creditor->segregation_code, ==, 7);
  g_assert_cmpstr (creditor->taxonomy, ==, "9/0107101TS/");
  g_assert_cmpstr (creditor->school_year, ==, "2026/2027");
  g_assert_null (creditor->postal_account);
  g_assert_cmpstr (cutoff, ==, "9:15");
  g_assert_cmpstr (url, ==, "https://api.platform.pagopa.it");
}

/* What cannot be taken leaves nothing behind, and what is there stays. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_free (fixture->creditor->iban);
  fixture->creditor->iban = g_strdup ("IT00X0542811101000000123456");
  g_assert_false (
      desco_creditors_create_database (fixture->path, fixture->creditor, FALSE, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
  g_assert_cmpstr (desco_error_get_field (error), ==, "iban");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_free (fixture->creditor->iban);
  fixture->creditor->iban = g_strdup ("IT60X0542811101000000123456");
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  g_assert_false (
      desco_creditors_create_database (fixture->path, fixture->creditor, FALSE, &error));
  g_assert_error (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoStore) store = create (fixture, FALSE);
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, NULL, NULL);
  g_autoptr (DescoCreditor) changed = NULL;
  g_autoptr (GError) error = NULL;

  creditor->department = g_strdup ("Servizi scolastici");
  g_assert_true (desco_creditors_update (store, creditor, NULL, &error));
  g_assert_no_error (error);
  changed = desco_creditors_get (store, NULL, NULL);
  g_assert_cmpstr (changed->department, ==, "Servizi scolastici");

  g_free (creditor->name);
  creditor->name = g_strdup ("");
  g_assert_false (desco_creditors_update (store, creditor, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "name");
}

/* Practice is for ever, and nothing of it reaches the real platform. */
static void
test_practice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoStore) store = create (fixture, TRUE);
  g_autofree char *practice = desco_settings_get (store, "practice", NULL, NULL);
  g_autofree char *url = desco_settings_get (store, "pagopa.url", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (practice, ==, "true");
  g_assert_cmpstr (url, ==, "http://localhost");
  g_assert_true (desco_settings_set (store, "pagopa.url", "http://127.0.0.1:9000", NULL, NULL));
  g_assert_false (
      desco_settings_set (store, "pagopa.url", "https://api.platform.pagopa.it", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/creditors/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("refused", test_refused);
  ADD ("update", test_update);
  ADD ("practice", test_practice);
  return g_test_run ();
}
