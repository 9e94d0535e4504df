/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's WARNING, with a file and line that the caller chooses. */
#ifndef KXX_HELPERS_BUG_H
#define KXX_HELPERS_BUG_H

#include <linux/bug.h>

/* GCC has no other way to allow the redefinition of __LINE__. */
#pragma GCC system_header

/*
 * The kernel's own macro makes the record in __bug_table and uses __FILE__ and __LINE__; below they
 * are the parameters, which must be constants once everything is inlined.
 */
#pragma push_macro("__FILE__")
#pragma push_macro("__LINE__")
#undef __FILE__
#undef __LINE__
#define __FILE__ file
#define __LINE__ line

#if defined(CONFIG_BUG) && defined(__WARN_FLAGS)
static __always_inline void kxx_warn(const char *file, unsigned int line)
{
	__WARN_FLAGS(BUGFLAG_TAINT(TAINT_WARN));
}

static __always_inline void kxx_warn_once(const char *file, unsigned int line)
{
	__WARN_FLAGS(BUGFLAG_ONCE | BUGFLAG_TAINT(TAINT_WARN));
}

/* For use after __warn_printk(), which has printed "cut here". */
static __always_inline void kxx_warn_printed(const char *file, unsigned int line)
{
	__WARN_FLAGS(BUGFLAG_NO_CUT_HERE | BUGFLAG_TAINT(TAINT_WARN));
}
#else
static __always_inline void kxx_warn(const char *file, unsigned int line)
{
}

static __always_inline void kxx_warn_once(const char *file, unsigned int line)
{
}

static __always_inline void kxx_warn_printed(const char *file, unsigned int line)
{
}
#endif

#pragma pop_macro("__FILE__")
#pragma pop_macro("__LINE__")

#endif
