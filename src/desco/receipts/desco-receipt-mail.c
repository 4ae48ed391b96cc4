/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-mail.h"

#include <glib/gi18n.h>

/* xdg-email is asked, and not the portal: it knows how each mail program of a desktop takes an
 * attachment, and inside a Flatpak the program of that name speaks to the portal. The mail is only
 * made ready: a person reads it and sends it, to one family. */

static void
on_composed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_error_free (error);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                           _ ("The mail program could not be opened: save the quittance and attach "
                              "it by hand."));
}

/**
 * desco_receipt_mail_compose_async:
 * @recipient: (nullable): the address, if it is known
 * @subject: the mail's subject
 * @attachment: (type filename): the file that goes with it
 * @cancellable: (nullable): to give up
 * @callback: told when the mail program has it
 * @user_data: for @callback
 *
 * Opens the desk's mail program with a mail that is ready to be sent.
 */
void
desco_receipt_mail_compose_async (const char *recipient,
                                  const char *subject,
                                  const char *attachment,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *address = recipient != NULL ? g_strconcat ("mailto:", recipient, NULL) : NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "xdg-email",
      "--utf8", "--subject", subject, "--attach", attachment, address, NULL);

  if (program == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _ ("There is no program here that opens mails (xdg-email): save the "
                                  "quittance and attach it by hand."));
      g_object_unref (task);
      return;
    }
  g_subprocess_wait_check_async (program, cancellable, on_composed, task);
}

/**
 * desco_receipt_mail_compose_finish:
 * @result: what the callback was given
 * @error: where to put an error of domain %G_IO_ERROR
 *
 * Returns: whether the mail program has it
 */
gboolean
desco_receipt_mail_compose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
