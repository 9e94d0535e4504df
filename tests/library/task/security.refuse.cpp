// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/task/security.hpp refuses.
#include <kernel/task/security.hpp>

using namespace kernel;

// REFUSED security_text_of_temporary: use of deleted function
// The text is freed with the context.
Result<usize> use(u32 secid)
{
#ifdef FIXED
	auto context = TRY(SecurityContext::of(secid));
	BStr text = context.text();
#else
	BStr text = TRY(SecurityContext::of(secid)).text();
#endif
	return text.size();
}
