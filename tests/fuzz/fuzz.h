/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* Each target defines this one function: it gives any bytes at all to a reader, and aborts where the
 * reader breaks a promise. Its name and its shape are those that libFuzzer expects. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
