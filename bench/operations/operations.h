/* SPDX-License-Identifier: GPL-2.0 */
/* Declares cxx_NAME() and c_NAME() for each operation of the list, for C and for C++. */
#ifndef KXX_BENCH_OPERATIONS_H
#define KXX_BENCH_OPERATIONS_H

#ifdef __cplusplus
extern "C" {
#define MEASURED [[gnu::noinline, gnu::externally_visible, gnu::visibility("default")]]
#else
#include <linux/compiler.h>
#define MEASURED noinline
#endif

#define OPERATION(name, how, title) \
	MEASURED long cxx_##name(void); \
	MEASURED long c_##name(void);
#define SETUP(area) \
	MEASURED int cxx_##area##_setup(void); \
	MEASURED int c_##area##_setup(void); \
	MEASURED void cxx_##area##_teardown(void); \
	MEASURED void c_##area##_teardown(void);
OPERATION(empty, IRQS_OFF, "")
#include "list.h"
#undef OPERATION
#undef SETUP

#ifdef __cplusplus
}
#endif
#endif
