// SPDX-License-Identifier: GPL-2.0
//! The text goes with the context.
// EXPECT: use of deleted function

#include <kernel/security.hpp>

using namespace kernel;

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
