// SPDX-License-Identifier: GPL-2.0
#include <linux/kernel.h>

#include "operations.h"

static char line[64];
static u64 bytes = 4096;
static u32 queue = 3;

long c_format(void) { return scnprintf(line, sizeof(line), "disk%u: read %llu bytes", queue, bytes); }
long c_format_hex(void) { return scnprintf(line, sizeof(line), "%#llx %08u", bytes, queue); }
