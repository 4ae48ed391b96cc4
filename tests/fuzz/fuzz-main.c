/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* Drives one target: fuzz-NAME CORPUS SECONDS changes the files of the folder CORPUS at random and
 * gives them to the target for so long; fuzz-NAME FILE gives it that file, once. The seed is printed,
 * and taken from DESCO_FUZZ_SEED where it is set. An input that makes the target fail, or take more
 * than ten seconds, is left in the working folder as fuzz-NAME.failed.
 *
 * In a build for libFuzzer (see meson.build) that one does the changing, led by what the code does. */

#include "fuzz.h"

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_INPUT 262144
#define MAX_POPULATION 256
#define MAX_CHANGES 8
#define HANG_SECONDS 10

static char *test_name;

#ifdef DESCO_LIBFUZZER

int LLVMFuzzerInitialize (int *argc, char ***argv);

static void
on_libfuzzer_exit (int status, void *data)
{
  printf ("1..1\n%s 1 - /fuzz/%s\n", status == 0 ? "ok" : "not ok", test_name);
  fflush (stdout);
}

/* Turns our arguments into libFuzzer's: a folder of its own for what it finds, then the corpus. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  char **given = *argv;
  char **arguments;

  test_name = g_path_get_basename (given[0]);
  if (*argc != 3)
    return 0;
  arguments = g_new0 (char *, 8);
  arguments[0] = given[0];
  arguments[1] = g_strdup_printf ("-max_total_time=%s", given[2]);
  arguments[2] = g_strdup_printf ("-timeout=%d", HANG_SECONDS);
  arguments[3] = g_strdup_printf ("-max_len=%d", LONGEST_INPUT);
  arguments[4] = g_strdup_printf ("-artifact_prefix=%s.", test_name);
  arguments[5] = g_dir_make_tmp ("desco-fuzz-XXXXXX", NULL);
  arguments[6] = given[1];
  *argc = 7;
  *argv = arguments;
  on_exit (on_libfuzzer_exit, NULL);
  return 0;
}

#else

static GByteArray *input;
static char *failed_path;

/* What readers stumble over: marks of CSV, XML and JSON, ends of lines and of texts, beginnings of
 * characters, numbers at their limits. */
static const struct
{
  const char *bytes;
  gsize length;
} pieces[] = {
#define PIECE(bytes)                                                                               \
  {                                                                                                \
    bytes, sizeof (bytes) - 1                                                                      \
  }
  PIECE (";"),
  PIECE (","),
  PIECE ("\t"),
  PIECE ("\""),
  PIECE ("\"\""),
  PIECE ("\n"),
  PIECE ("\r\n"),
  PIECE ("\r"),
  PIECE ("\0"),
  PIECE ("\0\0\0\0"),
  PIECE ("\357\273\277"),
  PIECE ("\377\376"),
  PIECE ("\376\377"),
  PIECE ("\303"),
  PIECE ("\360\237"),
  PIECE ("\355\240\200"),
  PIECE ("'"),
  PIECE ("=\""),
  PIECE ("<"),
  PIECE (">"),
  PIECE ("</"),
  PIECE ("/>"),
  PIECE ("&"),
  PIECE ("&amp;"),
  PIECE ("&#0;"),
  PIECE ("]]>"),
  PIECE ("<![CDATA["),
  PIECE ("<!DOCTYPE x [<!ENTITY y 'z'>]>"),
  PIECE ("{"),
  PIECE ("}"),
  PIECE ("["),
  PIECE ("]"),
  PIECE (":"),
  PIECE ("\\u0000"),
  PIECE ("\\ud800"),
  PIECE ("null"),
  PIECE ("-1"),
  PIECE ("1e999"),
  PIECE ("0.005"),
  PIECE ("9223372036854775808"),
  PIECE ("30/02/2016"),
  PIECE ("NaN"),
  PIECE ("\342\200\217"),
  PIECE ("\302\240"),
};

static void
on_failure (int signal_number)
{
  int file = open (failed_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

  if (file >= 0)
    {
      gsize done = 0;

      while (done < input->len)
        {
          ssize_t n = write (file, input->data + done, input->len - done);

          if (n <= 0)
            break;
          done += (gsize) n;
        }
      close (file);
    }
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

/* JSON-GLib 1.6 loses the nodes of some broken documents. Only here: elsewhere what we forget to give
 * back of a document that was read is still told. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:json_parser_load_from_data\n";
}

static void
try_input (void)
{
  alarm (HANG_SECONDS);
  LLVMFuzzerTestOneInput (input->data, input->len);
  alarm (0);
}

static GByteArray *
load (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;
  GByteArray *bytes;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) contents, (guint) MIN (length, LONGEST_INPUT));
  return bytes;
}

static GPtrArray *
load_corpus (const char *folder)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GByteArray *bytes = load (path);

      if (bytes != NULL)
        g_ptr_array_add (corpus, bytes);
    }
  return corpus;
}

static guint
pick (GRand *random, guint end)
{
  return end == 0 ? 0 : (guint) g_rand_int_range (random, 0, (gint32) end);
}

static void
insert (guint at, const guint8 *bytes, gsize length)
{
  guint tail = input->len - at;

  if (length == 0 || input->len + length > LONGEST_INPUT)
    return;
  g_byte_array_set_size (input, input->len + (guint) length);
  memmove (input->data + at + length, input->data + at, tail);
  memcpy (input->data + at, bytes, length);
}

static void
insert_run (GRand *random, guint at)
{
  gsize length = (gsize) 1 << pick (random, 18);
  g_autofree guint8 *run = g_malloc (length);

  memset (run, (int) pick (random, 256), length);
  insert (at, run, length);
}

static void
insert_from (GRand *random, guint at, const GByteArray *other)
{
  guint from = pick (random, other->len);
  g_autofree guint8 *part = g_memdup2 (other->data + from, other->len - from);

  insert (at, part, pick (random, other->len - from + 1));
}

static void
change (GRand *random, const GPtrArray *corpus)
{
  guint at = pick (random, input->len);
  guint piece = pick (random, G_N_ELEMENTS (pieces));

  switch (pick (random, 8))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= (guint8) (1 << pick (random, 8));
      break;
    case 1:
      if (input->len > 0)
        input->data[at] = (guint8) pick (random, 256);
      break;
    case 2:
      if (input->len > 0)
        g_byte_array_remove_range (input, at, 1 + pick (random, input->len - at));
      break;
    case 3:
      insert_from (random, at, g_ptr_array_index (corpus, pick (random, corpus->len)));
      break;
    case 4:
      insert_from (random, at, input);
      break;
    case 5:
      /* Seldom: long runs are slow. */
      if (pick (random, 16) == 0)
        insert_run (random, at);
      break;
    default:
      insert (at, (const guint8 *) pieces[piece].bytes, pieces[piece].length);
      break;
    }
}

/* Takes one of the population, changes it a few times, tries it, and now and then keeps it to be
 * changed further. */
static void
try_change (GRand *random, GPtrArray *corpus, guint n_given)
{
  const GByteArray *base = g_ptr_array_index (corpus, pick (random, corpus->len));
  guint n_changes = 1 + pick (random, MAX_CHANGES);

  g_byte_array_set_size (input, 0);
  g_byte_array_append (input, base->data, base->len);
  for (guint i = 0; i < n_changes; i++)
    change (random, corpus);
  try_input ();

  if (pick (random, 32) == 0 && input->len < 16384)
    {
      GByteArray *kept = g_byte_array_new ();

      g_byte_array_append (kept, input->data, input->len);
      if (corpus->len >= MAX_POPULATION)
        g_ptr_array_remove_index_fast (corpus, n_given + pick (random, corpus->len - n_given));
      g_ptr_array_add (corpus, kept);
    }
}

static guint32
choose_seed (void)
{
  const char *seed = g_getenv ("DESCO_FUZZ_SEED");

  return seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : g_random_int ();
}

static int
fuzz (const char *folder, gint64 seconds)
{
  g_autoptr (GPtrArray) corpus = load_corpus (folder);
  guint32 seed = choose_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint n_given = corpus->len;
  guint64 n_tried = 0;

  printf ("1..1\n# DESCO_FUZZ_SEED=%u\n", seed);
  fflush (stdout);
  if (n_given == 0)
    {
      printf ("not ok 1 - /fuzz/%s: no corpus in %s\n", test_name, folder);
      return 1;
    }

  for (guint i = 0; i < n_given; i++, n_tried++)
    {
      const GByteArray *given = g_ptr_array_index (corpus, i);

      g_byte_array_set_size (input, 0);
      g_byte_array_append (input, given->data, given->len);
      try_input ();
    }
  for (; g_get_monotonic_time () < end; n_tried++)
    try_change (random, corpus, n_given);

  printf ("ok 1 - /fuzz/%s\n# %" G_GUINT64_FORMAT " inputs in %" G_GINT64_FORMAT " s\n", test_name,
          n_tried, seconds);
  return 0;
}

int
main (int argc, char *argv[])
{
  static const int signals[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGALRM };

  test_name = g_path_get_basename (argv[0]);
  failed_path = g_strconcat (test_name, ".failed", NULL);
  if (argc != 2 && argc != 3)
    {
      fprintf (stderr, "usage: %s CORPUS SECONDS | FILE\n", test_name);
      return 2;
    }
  if (argc == 2)
    {
      input = load (argv[1]);
      if (input == NULL)
        return 2;
      try_input ();
      return 0;
    }

  input = g_byte_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], on_failure);
  return fuzz (argv[1], g_ascii_strtoll (argv[2], NULL, 10));
}

#endif
