/* SPDX-License-Identifier: GPL-2.0 */
/* Under another name than C's, which would stand beside kernel::cpu_relax(). */
#ifndef KXX_HELPERS_PROCESSOR_H
#define KXX_HELPERS_PROCESSOR_H

#include <asm/processor.h>

static __always_inline void kxx_cpu_relax(void)
{
	cpu_relax();
}

#endif
