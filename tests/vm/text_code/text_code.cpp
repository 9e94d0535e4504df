// SPDX-License-Identifier: GPL-2.0
//! Pairs of functions that must compile to the same machine code: NAME_ours and NAME_as_c. The second function calls
//! the kernel's own functions, and macros behind shims, as C does.
#include <helpers/module.hpp>
#include <linux/printk.hpp>
#include <linux/sprintf.hpp>
#include <linux/string.hpp>

#include <kernel/base/err.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/prelude.hpp>
#include <kernel/text/cstr.hpp>

using namespace kernel;

#define TWIN extern "C" [[gnu::noinline, gnu::used, gnu::noclone]]

TWIN int snprintf_ours(char (&buffer)[64], int a, const char *b, u64 c);
TWIN int snprintf_as_c(char (&buffer)[64], int a, const char *b, u64 c);
TWIN bool compare_ours(const char *a);
TWIN bool compare_as_c(const char *a);
TWIN usize length_ours(const char *a);
TWIN usize length_as_c(const char *a);
TWIN bool warn_on_ours(u32 depth);
TWIN bool warn_on_as_c(u32 depth);
TWIN bool warn_on_once_ours(u32 depth);
TWIN bool warn_on_once_as_c(u32 depth);
TWIN void log_ours(CStr name, int n);
TWIN void log_as_c(const char *name, int n);

TWIN int snprintf_ours(char (&buffer)[64], int a, const char *b, u64 c)
{
	return static_cast<int>(format_to(buffer, fmt("{} {:>8} {:#x}", a, b, c)).needed());
}
TWIN int snprintf_as_c(char (&buffer)[64], int a, const char *b, u64 c)
{
	return ::snprintf(buffer, 64, "%d %8s %#llx", a, b, c);
}

TWIN bool compare_ours(const char *a)
{
	// SAFETY: the caller's text ends with a NUL; nobody calls this.
	return CStr::from_raw(unsafe, a) == "disk";
}
TWIN bool compare_as_c(const char *a)
{
	return ::strcmp(a, "disk") == 0;
}

TWIN usize length_ours(const char *a)
{
	// SAFETY: as above.
	return CStr::from_raw(unsafe, a).size();
}
TWIN usize length_as_c(const char *a)
{
	return ::strlen(a);
}

TWIN bool warn_on_ours(u32 depth)
{
	return warn_on(depth > 6);
}
TWIN bool warn_on_as_c(u32 depth)
{
	return ::kxx_warn_on(depth > 6);
}

TWIN bool warn_on_once_ours(u32 depth)
{
	return warn_on_once(depth > 6);
}
TWIN bool warn_on_once_as_c(u32 depth)
{
	return ::kxx_warn_on_once(depth > 6);
}

TWIN void log_ours(CStr name, int n)
{
	pr_info("{} has {}", name, n);
}
TWIN void log_as_c(const char *name, int n)
{
	::_printk("\0016text_code: %s has %d\n", name, n);
}

class TextCode final {
public:
	static Result<TextCode> create() { return TextCode{}; }
};

KERNEL_MODULE(TextCode, { .name = "text_code", .license = "GPL" })
