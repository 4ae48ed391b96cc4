/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-uuid.h"

#include <string.h>
#include <sys/random.h>

static GMutex generator_lock;
static guint64 generator_milliseconds;
static guint16 generator_sequence;

/* What is random of an id, and how many ids' worth is asked of the kernel at once. */
#define RANDOM_LENGTH 10
#define RANDOM_AHEAD 32

static guint8 generator_random[RANDOM_LENGTH * RANDOM_AHEAD];
static guint generator_n_random;

static void
fill_random (guint8 *bytes, gsize length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = getrandom (bytes + done, length - done, 0);

      if (n > 0)
        done += (gsize) n;
    }
}

/**
 * desco_uuid_generate:
 *
 * Makes a UUID of version 7 from the present time and randomness from the kernel. Within a process
 * each id is greater than the one before, also within a millisecond and when the clock is set back:
 * the last time seen then stands still and a sequence in the `rand_a` field goes on (RFC 9562, 6.2).
 *
 * Returns: a new id
 */
DescoUuid
desco_uuid_generate (void)
{
  DescoUuid uuid;
  guint64 now = (guint64) (g_get_real_time () / 1000);
  guint64 milliseconds;
  guint16 sequence;

  g_mutex_lock (&generator_lock);
  if (generator_n_random == 0)
    {
      fill_random (generator_random, sizeof generator_random);
      generator_n_random = RANDOM_AHEAD;
    }
  generator_n_random--;
  memcpy (uuid.bytes + 6, generator_random + generator_n_random * RANDOM_LENGTH, RANDOM_LENGTH);

  if (now > generator_milliseconds)
    {
      generator_milliseconds = now;
      /* Start low, so that there is room to count within the millisecond. */
      generator_sequence = (guint16) (((uuid.bytes[6] & 0x03) << 8) | uuid.bytes[7]);
    }
  else if (++generator_sequence > 0x0fff)
    {
      generator_milliseconds++;
      generator_sequence = 0;
    }
  milliseconds = generator_milliseconds;
  sequence = generator_sequence;
  g_mutex_unlock (&generator_lock);

  for (guint i = 0; i < 6; i++)
    uuid.bytes[i] = (guint8) (milliseconds >> (40 - 8 * i));
  uuid.bytes[6] = (guint8) (0x70 | (sequence >> 8));
  uuid.bytes[7] = (guint8) (sequence & 0xff);
  uuid.bytes[8] = (guint8) (0x80 | (uuid.bytes[8] & 0x3f));

  return uuid;
}

/**
 * desco_uuid_advance_past:
 * @uuid: an id that was made before, perhaps by another program
 *
 * From here on ids are greater than @uuid, also when the clock was set back since.
 */
void
desco_uuid_advance_past (const DescoUuid *uuid)
{
  guint64 milliseconds = 0;

  for (guint i = 0; i < 6; i++)
    milliseconds = milliseconds << 8 | uuid->bytes[i];

  g_mutex_lock (&generator_lock);
  if (milliseconds > generator_milliseconds)
    {
      generator_milliseconds = milliseconds;
      generator_sequence = 0x0fff;
    }
  g_mutex_unlock (&generator_lock);
}

/**
 * desco_uuid_derive:
 * @utc_microseconds: the time by which the id shall sort, not before 1970
 * @name: what has one identity wherever it is made
 *
 * Two desks that make the same thing while they cannot hear each other give it the same id: it has
 * the form of version 7, with a digest of @name in the place of chance.
 *
 * Returns: the id of @name
 */
DescoUuid
desco_uuid_derive (gint64 utc_microseconds, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 milliseconds = (guint64) (utc_microseconds / 1000);
  guint8 digest[32];
  gsize length = sizeof digest;
  DescoUuid uuid;

  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &length);

  memcpy (uuid.bytes, digest, sizeof uuid.bytes);
  for (guint i = 0; i < 6; i++)
    uuid.bytes[i] = (guint8) (milliseconds >> (40 - 8 * i));
  uuid.bytes[6] = (guint8) (0x70 | (uuid.bytes[6] & 0x0f));
  uuid.bytes[8] = (guint8) (0x80 | (uuid.bytes[8] & 0x3f));

  return uuid;
}

/**
 * desco_uuid_is_nil:
 * @self: an id
 *
 * Returns: whether @self is all zeroes, which stands for "none"
 */
gboolean
desco_uuid_is_nil (const DescoUuid *self)
{
  static const DescoUuid nil = { { 0 } };

  return memcmp (self, &nil, sizeof nil) == 0;
}

/**
 * desco_uuid_equal:
 * @a: (type DescoUuid): an id
 * @b: (type DescoUuid): another
 *
 * A #GEqualFunc.
 *
 * Returns: whether they are the same
 */
gboolean
desco_uuid_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (DescoUuid)) == 0;
}

/**
 * desco_uuid_hash:
 * @self: (type DescoUuid): an id
 *
 * A #GHashFunc; it reads the random end of the id.
 *
 * Returns: a hash
 */
guint
desco_uuid_hash (gconstpointer self)
{
  guint hash;

  memcpy (&hash, ((const DescoUuid *) self)->bytes + 12, sizeof hash);
  return hash;
}

/**
 * desco_uuid_compare:
 * @a: an id
 * @b: another
 *
 * Returns: less than, equal to or greater than 0, in the order in which they were made
 */
int
desco_uuid_compare (const DescoUuid *a, const DescoUuid *b)
{
  return memcmp (a, b, sizeof *a);
}

/**
 * desco_uuid_to_string:
 * @self: an id
 *
 * Returns: (transfer full): the id as 36 characters, lower case
 */
char *
desco_uuid_to_string (const DescoUuid *self)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (DESCO_UUID_STRING_LENGTH + 1);
  char *p = text;

  /* Each operation of the outbox spells several: printf would be a tenth of a confirmation. */
  for (guint i = 0; i < sizeof self->bytes; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *p++ = '-';
      *p++ = digits[self->bytes[i] >> 4];
      *p++ = digits[self->bytes[i] & 0x0f];
    }
  *p = '\0';

  return text;
}

/**
 * desco_uuid_parse:
 * @text: (nullable): what should be an id, 36 characters in either case
 * @uuid: (out): where to put it
 *
 * Returns: whether @text was an id; if not, @uuid is left alone
 */
gboolean
desco_uuid_parse (const char *text, DescoUuid *uuid)
{
  DescoUuid parsed;
  const char *p = text;

  if (text == NULL || strlen (text) != DESCO_UUID_STRING_LENGTH)
    return FALSE;

  for (guint i = 0; i < sizeof parsed.bytes; i++)
    {
      int high, low;

      if (i == 4 || i == 6 || i == 8 || i == 10)
        {
          if (*p++ != '-')
            return FALSE;
        }
      high = g_ascii_xdigit_value (*p++);
      low = g_ascii_xdigit_value (*p++);
      if (high < 0 || low < 0)
        return FALSE;
      parsed.bytes[i] = (guint8) (high * 16 + low);
    }

  *uuid = parsed;
  return TRUE;
}

/**
 * desco_uuid_get_time:
 * @self: an id of version 7
 *
 * Returns: when it was made, microseconds since 1970 in UTC, to the millisecond
 */
gint64
desco_uuid_get_time (const DescoUuid *self)
{
  gint64 milliseconds = 0;

  for (guint i = 0; i < 6; i++)
    milliseconds = (milliseconds << 8) | self->bytes[i];
  return milliseconds * 1000;
}
