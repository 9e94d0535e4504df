/* SPDX-License-Identifier: GPL-2.0 */
/* It has another name than C's function, which would conflict with kernel::cpu_relax(). */
#ifndef KXX_HELPERS_PROCESSOR_H
#define KXX_HELPERS_PROCESSOR_H

#include <asm/processor.h>

static __always_inline void kxx_cpu_relax(void)
{
	cpu_relax();
}

#endif
