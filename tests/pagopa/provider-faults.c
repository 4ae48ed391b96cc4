/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "provider-faults.h"

#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "provider-world.h"

#include <string.h>

#define DEFAULT_ROUNDS 2
#define MAX_ATTEMPTS 200

/* Something that is done while calls go wrong, and must be done once in the end. */
typedef struct _Step Step;

typedef struct
{
  GPtrArray *positions;
  GPtrArray *changed;
  char *receipt_id;
} Case;

struct _Step
{
  const char *name;
  DescoProviderFeatures needs;
  gboolean starts_loaded;
  gboolean starts_as_draft;
  gboolean starts_paid;
  gboolean believes_404; /* what is not there is what was wanted */
  guint n_positions;
  gboolean (*act) (DescoPaymentProvider *provider, Case *self, GError **error);
  void (*check) (Case *self);
};

static gboolean
act_create (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
      provider, self->positions->pdata[0], TRUE, NULL, NULL, error);

  return answer != NULL;
}

static gboolean
act_publish (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_publish (provider, position->iupd, NULL, error);

  return answer != NULL;
}

static gboolean
act_invalidate (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_invalidate (provider, position->iupd, NULL, error);

  return answer != NULL;
}

static gboolean
act_replace (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_replace (provider, self->changed->pdata[0], TRUE, NULL, error);

  return answer != NULL;
}

static gboolean
act_remove (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];

  return desco_payment_provider_remove (provider, position->iupd, NULL, error);
}

static gboolean
act_mark_paid (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return world_mark_paid (provider, self->positions->pdata[0], error);
}

static gboolean
act_list (DescoPaymentProvider *provider, Case *self, GError **error)
{
  const DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (GHashTable) all
      = world_list_all (provider, (DescoPositionQuery){ .limit = 50 }, error);

  if (all == NULL)
    return FALSE;
  g_assert_true (g_hash_table_contains (all, position->iupd));
  return TRUE;
}

static gboolean
act_receipt (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoReceiptData) receipt = desco_payment_provider_get_receipt (
      provider, world_get_option (self->positions->pdata[0])->iuv, NULL, error);

  if (receipt == NULL)
    return FALSE;
  g_assert_cmpstr (receipt->receipt_id, ==, self->receipt_id);
  return TRUE;
}

/* As the publisher does: what is refused together is sent one by one, to find what is there already
 * from a try whose answer was lost, and so are those of which only the first is known to be there. */
static gboolean
act_create_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (GError) conflict = NULL;
  gboolean is_first_only = FALSE;
  gboolean is_there = desco_payment_provider_create_batch (provider, self->positions, TRUE,
                                                           &is_first_only, NULL, &conflict);

  if (is_there && !is_first_only)
    return TRUE;
  if (!is_there && !g_error_matches (conflict, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&conflict));
      return FALSE;
    }
  for (guint i = 0; i < self->positions->len; i++)
    {
      g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
          provider, self->positions->pdata[i], TRUE, NULL, NULL, error);

      if (answer == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
act_replace_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return desco_payment_provider_replace_batch (provider, self->changed, TRUE, NULL, error);
}

static gboolean
act_remove_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return world_remove_batch (provider, self->positions, error);
}

static void
check_valid (Case *self)
{
  world_assert_all_there (self->positions, "VALID");
}

static void
check_changed (Case *self)
{
  world_assert_all_there (self->changed, "VALID");
}

static void
check_withdrawn (Case *self)
{
  world_assert_withdrawn (self->positions->pdata[0]);
}

static void
check_paid (Case *self)
{
  world_assert_all_there (self->positions, "PAID");
}

static void
check_gone (Case *self)
{
  world_assert_all_there (self->positions, NULL);
}

static const Step steps[] = {
  { .name = "create", .n_positions = 1, .act = act_create, .check = check_valid },
  { .name = "publish",
    .needs = DESCO_PROVIDER_DRAFTS,
    .starts_as_draft = TRUE,
    .n_positions = 1,
    .act = act_publish,
    .check = check_valid },
  { .name = "invalidate",
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = 1,
    .act = act_invalidate,
    .check = check_withdrawn },
  { .name = "replace",
    .needs = DESCO_PROVIDER_REPLACE,
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_replace,
    .check = check_changed },
  { .name = "remove",
    .needs = DESCO_PROVIDER_REMOVE,
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = 1,
    .act = act_remove,
    .check = check_gone },
  { .name = "mark-paid",
    .needs = DESCO_PROVIDER_MARK_PAID,
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_mark_paid,
    .check = check_paid },
  { .name = "list",
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_list,
    .check = check_valid },
  { .name = "receipt",
    .starts_loaded = TRUE,
    .starts_paid = TRUE,
    .n_positions = 1,
    .act = act_receipt,
    .check = check_paid },
  { .name = "create-batch",
    .needs = DESCO_PROVIDER_BATCHES,
    .n_positions = BATCH,
    .act = act_create_batch,
    .check = check_valid },
  { .name = "replace-batch",
    .needs = DESCO_PROVIDER_BATCHES | DESCO_PROVIDER_REPLACE,
    .starts_loaded = TRUE,
    .n_positions = BATCH,
    .act = act_replace_batch,
    .check = check_changed },
  { .name = "remove-batch",
    .needs = DESCO_PROVIDER_BATCHES | DESCO_PROVIDER_REMOVE,
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = BATCH,
    .act = act_remove_batch,
    .check = check_gone },
};

static void
prepare (const Step *step, Case *self)
{
  self->positions = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  self->receipt_id = NULL;
  for (guint i = 0; i < step->n_positions; i++)
    {
      DescoDebtPosition *position = world_make_position ();

      g_ptr_array_add (self->positions, position);
      g_ptr_array_add (self->changed, world_make_changed (position, 4321));
      if (step->starts_loaded || step->starts_as_draft)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
              world.provider, position, step->starts_loaded, NULL, NULL, &error);

          g_assert_no_error (error);
        }
      if (step->starts_paid)
        self->receipt_id = practice_sandbox_pay (world.sandbox, world_get_number (position));
    }
}

static void
clear_case (Case *self)
{
  g_ptr_array_unref (self->positions);
  g_ptr_array_unref (self->changed);
  g_free (self->receipt_id);
}

/* An error that a person can be told of, and no other. */
static void
assert_told (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == DESCO_PAGOPA_ERROR || error->domain == DESCO_INPUT_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 0);
}

static void
try_step (const Step *step, const char *rules, gboolean is_lie)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) error = NULL;
  Case one;
  gboolean done;

  g_test_message ("%s: %s", step->name, rules);
  prepare (step, &one);
  practice_sandbox_set_faults (world.sandbox, rules, 1);
  done = step->act (world.hasty, &one, &trouble);
  practice_sandbox_set_faults (world.sandbox, "", 1);

  if (!done)
    assert_told (trouble);
  else if (!is_lie)
    step->check (&one);
  if (!done || is_lie)
    {
      gboolean done_now = step->act (world.provider, &one, &error);

      g_assert_no_error (error);
      g_assert_true (done_now);
      step->check (&one);
    }
  clear_case (&one);
}

/* One kind of fault, at each step: in its first call, in its second, and for as long as it lasts. */
static void
test_fault (gconstpointer data)
{
  const char *rule = data;
  g_autofree char *once = g_strconcat (rule, "@1", NULL);
  g_autofree char *second = g_strconcat (rule, "@2", NULL);

  /* Lists grow long, and are read again and again. */
  world_close ();
  world_open ();
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean is_lie = steps[i].believes_404 && g_str_equal (rule, "404");

      if (!world_has (steps[i].needs))
        continue;
      try_step (&steps[i], once, is_lie);
      try_step (&steps[i], second, is_lie);
      try_step (&steps[i], rule, is_lie);
    }
  world_assert_same_on_both_sides ();
}

static gboolean
is_slow (const char *rule)
{
  static const char *const slow[] = { "late", "slow", "loris", "endless", "bomb" };

  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      if (g_str_equal (rule, slow[i]))
        return TRUE;
    }
  return FALSE;
}

/* Every kind at once, each now and then. */
static char *
mix_faults (void)
{
  g_autoptr (JsonArray) known = practice_sandbox_list_faults (world.sandbox);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      const char *rule
          = json_object_get_string_member (json_array_get_object_element (known, i), "rule");

      /* A lie that somebody has to believe, and what would only take time. */
      if (!is_slow (rule) && !g_str_equal (rule, "404"))
        g_string_append_printf (rules, "%s%s%%3", rules->len > 0 ? "," : "", rule);
    }
  return g_string_free (rules, FALSE);
}

static void
run_round (guint seed)
{
  g_autofree char *rules = mix_faults ();
  Case cases[G_N_ELEMENTS (steps)];

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (world_has (steps[i].needs))
      prepare (&steps[i], &cases[i]);
  practice_sandbox_set_faults (world.sandbox, rules, seed);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean done = FALSE;

      for (guint n = 0; world_has (steps[i].needs) && !done; n++)
        {
          g_autoptr (GError) error = NULL;

          done = steps[i].act (world.provider, &cases[i], &error);
          if (!done)
            assert_told (error);
          g_assert_cmpuint (n, <, MAX_ATTEMPTS);
        }
    }
  practice_sandbox_set_faults (world.sandbox, "", 1);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (world_has (steps[i].needs))
      {
        steps[i].check (&cases[i]);
        clear_case (&cases[i]);
      }
  world_assert_same_on_both_sides ();
}

static void
test_rounds (void)
{
  const char *wanted = g_getenv ("DESCO_ROUNDS");
  guint n_rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_ROUNDS;

  for (guint seed = 1; seed <= n_rounds; seed++)
    {
      g_test_message ("seed %u", seed);
      run_round (seed);
    }
}

/* Adds a test for each kind of fault in @known, which must outlive them, and one for all together. */
void
provider_faults_add (JsonArray *known)
{
  g_autofree char *rounds = g_strdup_printf ("/pagopa/provider/%s/rounds", world.name);

  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      JsonObject *kind = json_array_get_object_element (known, i);
      const char *rule = json_object_get_string_member (kind, "rule");
      g_autofree char *path = g_strdup_printf ("/pagopa/provider/%s/fault/%s", world.name, rule);

      g_test_add_data_func (path, rule, test_fault);
    }
  g_test_add_func (rounds, test_rounds);
}
