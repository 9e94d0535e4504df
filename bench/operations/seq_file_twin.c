// SPDX-License-Identifier: GPL-2.0
#include <linux/seq_file.h>

#include "operations.h"

static char buffer[256];
static struct seq_file raw = {
	.buf = buffer,
	.size = sizeof(buffer),
};
/* Not static, since the compiler would then treat them as constants. */
u64 seq_bytes = 4096;
u32 seq_queue = 3;

long c_seq_line(void)
{
	raw.count = 0;
	seq_printf(&raw, "disk%u: read %llu bytes\n", seq_queue, seq_bytes);
	return raw.count;
}
