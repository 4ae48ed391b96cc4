/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-first-frame.h"

#include <sys/resource.h>

/* For tests/bench: the moment at which a person sees the page with its rows, on the monotonic clock
 * of the machine (whoever started the program took its start on the same one), and the memory that
 * it took. */

static void
on_after_paint (GdkFrameClock *clock, DescoWindow *window)
{
  struct rusage usage = { 0 };

  g_signal_handlers_disconnect_by_data (clock, window);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("first-frame\t%" G_GINT64_FORMAT "\t%ld\n", g_get_monotonic_time (), usage.ru_maxrss);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
wait_for_paint (DescoWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_after_paint), window, 0);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

static void
on_page_filled (DescoWindow *window, gpointer data)
{
  g_signal_handlers_disconnect_by_func (window, on_page_filled, data);
  wait_for_paint (window);
}

/**
 * desco_first_frame_measure:
 * @window: a window that opens
 *
 * Prints `first-frame`, the monotonic time in microseconds at which the page had been painted with
 * what it shows, and the peak of resident memory in KiB, separated by tabs; then closes @window.
 */
void
desco_first_frame_measure (DescoWindow *window)
{
  g_return_if_fail (DESCO_IS_WINDOW (window));

  g_signal_connect (window, "page-filled", G_CALLBACK (on_page_filled), NULL);
}
