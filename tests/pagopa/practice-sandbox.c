/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "practice-sandbox.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <sys/prctl.h>

struct _PracticeSandbox
{
  GSubprocess *process;
  char *address;
  SoupSession *session;
};

static JsonNode *
call (PracticeSandbox *self, const char *method, const char *path, const char *body)
{
  g_autofree char *url = g_strconcat (self->address, "/sandbox", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("%s %s: %u %s", method, path, soup_message_get_status (message), text);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

/* In the child: it ends with a test that is aborted. */
static void
on_child_setup (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

PracticeSandbox *
practice_sandbox_new (void)
{
  const char *program = g_getenv ("DESCO_SANDBOX");
  PracticeSandbox *self = g_new0 (PracticeSandbox, 1);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (program);
  g_subprocess_launcher_set_child_setup (launcher, on_child_setup, NULL, NULL);
  self->process
      = g_subprocess_launcher_spawn (launcher, &error, program, "--port", "0", "--no-limit", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  self->address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->address);
  self->session = soup_session_new ();
  return self;
}

void
practice_sandbox_free (PracticeSandbox *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_free (self->address);
  g_free (self);
}

const char *
practice_sandbox_get_address (PracticeSandbox *self)
{
  return self->address;
}

/* An empty text ends all faults. */
void
practice_sandbox_set_faults (PracticeSandbox *self, const char *rules, guint seed)
{
  g_autofree char *body = g_strdup_printf ("{\"rules\": \"%s\", \"seed\": %u}", rules, seed);
  g_autoptr (JsonNode) answer = call (self, "POST", "/faults", body);
}

/* Which there are: objects with `rule`, `takesTime` and `carriedOut`. */
JsonArray *
practice_sandbox_list_faults (PracticeSandbox *self)
{
  g_autoptr (JsonNode) answer = call (self, "GET", "/faults", NULL);

  return json_array_ref (json_object_get_array_member (json_node_get_object (answer), "known"));
}

static char *
pay (PracticeSandbox *self, const char *notice_number, const char *more)
{
  g_autofree char *body
      = g_strdup_printf ("{\"noticeNumber\": \"%s\", \"outcome\": \"OK\"%s}", notice_number, more);
  g_autoptr (JsonNode) answer = call (self, "POST", "/payments", body);

  return g_strdup (json_object_get_string_member (json_node_get_object (answer), "receiptId"));
}

/* As a bank would; returns the receipt's id. */
char *
practice_sandbox_pay (PracticeSandbox *self, const char *notice_number)
{
  return pay (self, notice_number, "");
}

/* The same notice once more, as two people do who hold copies of it. */
char *
practice_sandbox_pay_again (PracticeSandbox *self, const char *notice_number)
{
  return pay (self, notice_number, ", \"again\": true");
}

/* All that is there, a line a notice number. */
JsonArray *
practice_sandbox_list (PracticeSandbox *self)
{
  g_autoptr (JsonNode) answer = call (self, "GET", "/positions", NULL);

  return json_array_ref (json_node_get_array (answer));
}

/* The only line with a notice number; NULL where there is none. */
JsonObject *
practice_sandbox_find (PracticeSandbox *self, const char *notice_number)
{
  g_autoptr (JsonArray) lines = practice_sandbox_list (self);
  JsonObject *found = NULL;

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);

      if (!g_str_equal (json_object_get_string_member (line, "noticeNumber"), notice_number))
        continue;
      g_assert_null (found);
      found = json_object_ref (line);
    }
  return found;
}
