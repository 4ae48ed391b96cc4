/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-xls-probe-private.h"

#include <errno.h>
#include <fcntl.h>
#include <freexl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_SECONDS 30

/* Does with the library all that reading the workbook will do. */
static void
touch_cells (const char *path)
{
  const void *workbook = NULL;
  unsigned int n_sheets = 0;

  if (freexl_open (path, &workbook) != FREEXL_OK)
    return;
  freexl_get_info (workbook, FREEXL_BIFF_SHEET_COUNT, &n_sheets);
  for (unsigned int i = 0; i < n_sheets && i <= G_MAXUSHORT; i++)
    {
      unsigned int n_rows = 0;
      unsigned short n_columns = 0;
      FreeXL_CellValue cell;

      if (freexl_select_active_worksheet (workbook, (unsigned short) i) != FREEXL_OK
          || freexl_worksheet_dimensions (workbook, &n_rows, &n_columns) != FREEXL_OK)
        continue;
      for (unsigned int row = 0; row < n_rows; row++)
        for (unsigned short column = 0; column < n_columns; column++)
          freexl_get_cell_value (workbook, row, column, &cell);
    }
}

static void
run_probe (const char *path)
{
  const struct rlimit no_core = { 0, 0 };
  const struct rlimit time = { MAX_SECONDS, MAX_SECONDS };
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  setrlimit (RLIMIT_CORE, &no_core);
  setrlimit (RLIMIT_CPU, &time);
  if (nowhere >= 0)
    dup2 (nowhere, STDERR_FILENO);
  touch_cells (path);
  _exit (0);
}

/* Reads the workbook in a process of its own, to see whether that goes well. The library trusts the
 * lengths that stand in a workbook's table of strings, and a damaged one takes the program down with
 * it; here it takes down the probe. Returns: %FALSE where the workbook cannot be read safely */
gboolean
desco_xls_probe (const char *path)
{
  pid_t pid = fork ();
  pid_t done;
  int status = 0;

  if (pid < 0)
    return TRUE;
  if (pid == 0)
    run_probe (path);

  do
    done = waitpid (pid, &status, 0);
  while (done < 0 && errno == EINTR);
  return done < 0 || (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}
