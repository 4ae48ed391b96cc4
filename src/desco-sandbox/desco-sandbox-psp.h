/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* The bank where practice payments are made. */
#define DESCO_SANDBOX_PSP_ID "BANCADIPROVA"
#define DESCO_SANDBOX_PSP_TAX_CODE "99999999990"
#define DESCO_SANDBOX_PSP_COMPANY "Banca di prova"
#define DESCO_SANDBOX_PSP_CHANNEL "BANCADIPROVA_01"
#define DESCO_SANDBOX_PSP_BIC "BPROITMMXXX"
