/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-faults.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define DEFAULT_DELAY 3000
#define DEFAULT_PACE 200
#define DEFAULT_BYTE_PACE 500
/* What a slow answer sends at a time. */
#define SLOW_PIECE 32
#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)
#define MAX_MILLISECONDS (60 * 60 * 1000)

typedef enum
{
  FAULT_LATE,
  FAULT_SLOW,
  FAULT_LORIS,
  FAULT_CUT,
  FAULT_DROP_AFTER_COMMIT,
  FAULT_TWICE,
  FAULT_DOUBLED,
  FAULT_ENDLESS,
  FAULT_BOMB,
  FAULT_MISTYPED,
  FAULT_CLOCK_AHEAD,
  FAULT_CLOCK_BEHIND,
  FAULT_DROP,
  FAULT_HTML,
  FAULT_REDIRECT,
  FAULT_STATUS,
} Kind;

typedef struct
{
  char *text;
  Kind kind;
  guint milliseconds; /* 0 for the kind's own default */
  guint status;
  guint first;   /* the first matching call that it concerns, from 1 */
  guint times;   /* how many of them; 0 for all that follow */
  guint percent; /* how many of a hundred, at random */
  char *method;  /* (nullable): only this one */
  char *part;    /* (nullable): only paths that have this in them */
  guint seen;    /* how many matching calls there have been */
} Rule;

struct _DescoSandboxFaults
{
  GPtrArray *rules;
  GRand *random;
};

/* In the order of Kind. Any status of 400 and more will do; those at the end are the ones that the
 * platform's API descriptions have. A name that begins with another one comes before it. */
static const DescoSandboxFaultKind kinds[] = {
  { "late", TRUE, TRUE, N_ ("answer after TIME (3s)") },
  { "slow", TRUE, TRUE, N_ ("answer a few bytes every TIME (200ms)") },
  { "loris", TRUE, TRUE, N_ ("answer one byte every TIME (500ms)") },
  { "cut", FALSE, TRUE, N_ ("end the connection in the middle of the answer") },
  { "drop-after-commit", FALSE, TRUE, N_ ("end the connection without an answer") },
  { "twice", FALSE, TRUE, N_ ("give two whole answers to one call") },
  { "doubled", FALSE, TRUE, N_ ("give one answer whose body is there two times") },
  { "endless", FALSE, TRUE, N_ ("give an answer that never ends") },
  { "bomb", FALSE, TRUE, N_ ("give a compressed answer that never ends") },
  { "type", FALSE, TRUE, N_ ("say that the answer is of another type than it is") },
  { "ahead", FALSE, TRUE, N_ ("have a clock that is a day ahead") },
  { "behind", FALSE, TRUE, N_ ("have a clock that is a day behind") },
  { "drop", FALSE, FALSE, N_ ("end the connection") },
  { "html", FALSE, FALSE, N_ ("answer with a web page") },
  { "redirect", FALSE, FALSE, N_ ("send the caller to another host") },
  { "400", TRUE, FALSE, N_ ("answer that the request is malformed") },
  { "401", TRUE, FALSE, N_ ("answer that the key is wrong") },
  { "403", TRUE, FALSE, N_ ("answer that this is forbidden") },
  { "404", TRUE, FALSE, N_ ("answer that there is no such thing") },
  { "409", TRUE, FALSE, N_ ("answer that this is in conflict with what there is") },
  { "422", TRUE, FALSE, N_ ("answer that this cannot be done") },
  { "429", TRUE, FALSE, N_ ("answer that there were too many calls, with Retry-After") },
  { "500", TRUE, FALSE, N_ ("answer that the platform has a problem") },
  { "503", TRUE, FALSE, N_ ("answer that the platform is out of service") },
};

static void
rule_free (Rule *self)
{
  g_free (self->text);
  g_free (self->method);
  g_free (self->part);
  g_free (self);
}

static gboolean
refuse (const char *text, GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "fault",
                         _ ("“%s” is not a fault; write for example late:3s, 500@2 or "
                            "cut%%20/POST:debtpositions."),
                         text);
  return FALSE;
}

static gboolean
read_number (const char **cursor, guint min, guint max, guint *number)
{
  guint64 value = 0;
  const char *p = *cursor;

  while (g_ascii_isdigit (*p) && value <= max)
    value = value * 10 + (guint64) (*p++ - '0');
  if (p == *cursor || value < min || value > max)
    return FALSE;
  *number = (guint) value;
  *cursor = p;
  return TRUE;
}

static gboolean
read_duration (const char **cursor, guint *milliseconds)
{
  if (!read_number (cursor, 1, MAX_MILLISECONDS, milliseconds))
    return FALSE;
  if (g_str_has_prefix (*cursor, "ms"))
    *cursor += 2;
  else if (**cursor == 's' && *milliseconds <= MAX_MILLISECONDS / 1000)
    {
      *milliseconds *= 1000;
      *cursor += 1;
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_kind (const char **cursor, Rule *rule)
{
  gboolean takes_duration = FALSE;

  if (g_ascii_isdigit (**cursor))
    {
      rule->kind = FAULT_STATUS;
      takes_duration = TRUE;
      if (!read_number (cursor, 400, 599, &rule->status))
        return FALSE;
    }
  else
    {
      gsize i = 0;

      while (i < FAULT_STATUS && !g_str_has_prefix (*cursor, kinds[i].rule))
        i++;
      if (i == FAULT_STATUS)
        return FALSE;
      rule->kind = (Kind) i;
      takes_duration = kinds[i].takes_time;
      *cursor += strlen (kinds[i].rule);
    }

  if (!takes_duration || **cursor != ':')
    return TRUE;
  *cursor += 1;
  return read_duration (cursor, &rule->milliseconds);
}

static gboolean
read_frequency (const char **cursor, Rule *rule)
{
  gboolean counted = FALSE;

  rule->first = 1;
  rule->percent = 100;
  while (**cursor != '\0' && **cursor != '/')
    {
      char sign = **cursor;
      guint *target = sign == '@' ? &rule->first : sign == 'x' ? &rule->times : &rule->percent;

      if (sign != '@' && sign != 'x' && sign != '%')
        return FALSE;
      *cursor += 1;
      if (!read_number (cursor, 1, sign == '%' ? 100 : G_MAXINT, target))
        return FALSE;
      counted = counted || sign == '@';
    }
  /* The Nth call means that one, unless it is said how many. */
  if (counted && rule->times == 0)
    rule->times = 1;
  return TRUE;
}

static gboolean
read_filter (const char *cursor, Rule *rule)
{
  const char *colon;

  if (*cursor == '\0')
    return TRUE;
  cursor++;
  colon = strchr (cursor, ':');
  if (colon == NULL)
    rule->part = g_strdup (cursor);
  else
    {
      rule->method = colon > cursor ? g_ascii_strup (cursor, colon - cursor) : NULL;
      rule->part = g_strdup (colon + 1);
    }
  return TRUE;
}

static Rule *
parse_rule (const char *text, GError **error)
{
  Rule *rule = g_new0 (Rule, 1);
  const char *cursor = text;

  rule->text = g_strdup (text);
  if (read_kind (&cursor, rule) && read_frequency (&cursor, rule) && read_filter (cursor, rule))
    return rule;
  refuse (text, error);
  rule_free (rule);
  return NULL;
}

static gboolean
matches (const Rule *rule, const char *method, const char *path)
{
  return (rule->method == NULL || g_str_equal (rule->method, method))
         && (rule->part == NULL || strstr (path, rule->part) != NULL);
}

static gboolean
strikes (DescoSandboxFaults *self, Rule *rule)
{
  rule->seen++;
  if (rule->seen < rule->first || (rule->times != 0 && rule->seen - rule->first >= rule->times))
    return FALSE;
  return rule->percent == 100 || (guint) g_rand_int_range (self->random, 0, 100) < rule->percent;
}

static void
apply (const Rule *rule, DescoSandboxFault *fault)
{
  switch (rule->kind)
    {
    case FAULT_LATE:
      fault->delay += rule->milliseconds != 0 ? rule->milliseconds : DEFAULT_DELAY;
      break;
    case FAULT_SLOW:
      fault->delivery = DESCO_SANDBOX_DELIVER_SLOWLY;
      fault->piece = SLOW_PIECE;
      fault->pace = rule->milliseconds != 0 ? rule->milliseconds : DEFAULT_PACE;
      break;
    case FAULT_LORIS:
      fault->delivery = DESCO_SANDBOX_DELIVER_SLOWLY;
      fault->piece = 1;
      fault->pace = rule->milliseconds != 0 ? rule->milliseconds : DEFAULT_BYTE_PACE;
      break;
    case FAULT_CUT:
      fault->delivery = DESCO_SANDBOX_DELIVER_CUT;
      break;
    case FAULT_DROP:
      fault->unheard = TRUE;
      fault->delivery = DESCO_SANDBOX_DELIVER_NOTHING;
      break;
    case FAULT_DROP_AFTER_COMMIT:
      fault->delivery = DESCO_SANDBOX_DELIVER_NOTHING;
      break;
    case FAULT_TWICE:
      fault->delivery = DESCO_SANDBOX_DELIVER_TWICE;
      break;
    case FAULT_DOUBLED:
      fault->delivery = DESCO_SANDBOX_DELIVER_DOUBLED;
      break;
    case FAULT_ENDLESS:
      fault->delivery = DESCO_SANDBOX_DELIVER_ENDLESS;
      break;
    case FAULT_BOMB:
      fault->delivery = DESCO_SANDBOX_DELIVER_BOMB;
      break;
    case FAULT_MISTYPED:
      fault->mistyped = TRUE;
      break;
    case FAULT_CLOCK_AHEAD:
      fault->skew = DAY;
      break;
    case FAULT_CLOCK_BEHIND:
      fault->skew = -DAY;
      break;
    case FAULT_REDIRECT:
      fault->unheard = TRUE;
      fault->redirect = TRUE;
      fault->status = SOUP_STATUS_TEMPORARY_REDIRECT;
      break;
    case FAULT_HTML:
      fault->unheard = TRUE;
      fault->html = TRUE;
      fault->status = 200;
      break;
    case FAULT_STATUS:
      fault->unheard = TRUE;
      fault->status = rule->status;
      fault->retry_after = (rule->milliseconds + 999) / 1000;
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * desco_sandbox_faults_list_kinds:
 * @n_kinds: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_kinds): what can go wrong on request
 */
const DescoSandboxFaultKind *
desco_sandbox_faults_list_kinds (gsize *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * desco_sandbox_faults_new:
 * @seed: where chance begins, so that a run can be had again
 *
 * Returns: (transfer full): no faults
 */
DescoSandboxFaults *
desco_sandbox_faults_new (guint32 seed)
{
  DescoSandboxFaults *self = g_new0 (DescoSandboxFaults, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->random = g_rand_new_with_seed (seed);
  return self;
}

/**
 * desco_sandbox_faults_free:
 * @self: (transfer full): faults
 */
void
desco_sandbox_faults_free (DescoSandboxFaults *self)
{
  g_ptr_array_unref (self->rules);
  g_rand_free (self->random);
  g_free (self);
}

/**
 * desco_sandbox_faults_set:
 * @self: faults
 * @rules: rules with commas between them; none at all ends every fault
 * @error: %DESCO_INPUT_ERROR of the field `fault`
 *
 * Puts @rules in the place of those that were there, and counts calls from here on. A rule is a
 * kind, then in any order `@N` (the Nth call), `xN` (that many), `%P` (in a hundred), then
 * `/METHOD:part-of-path`, each of which may be left out.
 *
 * Returns: whether all of them could be read; if not, the old ones stay
 */
gboolean
desco_sandbox_faults_set (DescoSandboxFaults *self, const char *rules, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (rules, ",", -1);
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);

  for (char **text = texts; *text != NULL; text++)
    {
      Rule *rule;

      g_strstrip (*text);
      if (**text == '\0')
        continue;
      rule = parse_rule (*text, error);
      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (parsed, rule);
    }

  g_ptr_array_unref (self->rules);
  self->rules = g_steal_pointer (&parsed);
  return TRUE;
}

/**
 * desco_sandbox_faults_reseed:
 * @self: faults
 * @seed: where chance begins again
 */
void
desco_sandbox_faults_reseed (DescoSandboxFaults *self, guint32 seed)
{
  g_rand_set_seed (self->random, seed);
}

/**
 * desco_sandbox_faults_to_string:
 * @self: faults
 *
 * Returns: (transfer full): the rules as they were given
 */
char *
desco_sandbox_faults_to_string (DescoSandboxFaults *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    g_ptr_array_add (texts, ((Rule *) g_ptr_array_index (self->rules, i))->text);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (",", (char **) texts->pdata);
}

/**
 * desco_sandbox_faults_next:
 * @self: faults
 * @method: a call's method
 * @path: its path
 *
 * Counts a call. Delays add up; where two rules contradict each other, the later one holds.
 *
 * Returns: what shall go wrong with it
 */
DescoSandboxFault
desco_sandbox_faults_next (DescoSandboxFaults *self, const char *method, const char *path)
{
  DescoSandboxFault fault = { 0 };

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (matches (rule, method, path) && strikes (self, rule))
        apply (rule, &fault);
    }
  return fault;
}
