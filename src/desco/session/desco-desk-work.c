/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-desk-work.h"

#include "session/desco-work.h"

/* What the window asks of pagoPA for who stands at the desk and pays. */

typedef struct
{
  GPtrArray *purchases;
  char *email;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->purchases);
  g_free (work->email);
  g_free (work);
}

static gpointer
checkout (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_checkout_open (desco_session_get_store (source), work->purchases, NULL, work->email,
                              cancellable, error);
}

static gpointer
tell (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoPaymentProvider) provider = desco_session_open_provider (source, error);

  if (provider == NULL)
    return NULL;
  return desco_quittance_teller_run (desco_session_get_store (source), provider, TRUE, cancellable,
                                     error);
}

/**
 * desco_desk_work_checkout_async:
 * @session: a session
 * @purchases: (element-type DescoPurchase): what is to be paid in one go, one to five
 * @email: (nullable): where the receipt goes
 * @cancellable: (nullable): stops it
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Makes a cart at pagoPA's checkout.
 */
void
desco_desk_work_checkout_async (DescoSession *session,
                                GPtrArray *purchases,
                                const char *email,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->purchases = g_ptr_array_ref (purchases);
  work->email = g_strdup (email);
  desco_session_start_work (session, checkout, work, work_free, g_free, cancellable, callback,
                            data);
}

/**
 * desco_desk_work_checkout_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): the address of the page where they are paid
 */
char *
desco_desk_work_checkout_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_desk_work_tell_async:
 * @session: a session
 * @cancellable: (nullable): stops between two quittances
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Tells pagoPA which notices were paid at the desk.
 */
void
desco_desk_work_tell_async (DescoSession *session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  desco_session_start_work (session, tell, NULL, NULL, (GDestroyNotify) desco_telling_report_free,
                            cancellable, callback, data);
}

/**
 * desco_desk_work_tell_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (transfer full): what came of it
 */
DescoTellingReport *
desco_desk_work_tell_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}
