// SPDX-License-Identifier: GPL-2.0
//! Only a StaticKey is patched.
// EXPECT: the key is a StaticKey

#include <kernel/jump_label.hpp>

using namespace kernel;

#ifdef FIXED
constinit StaticKey<false> tracing;
#else
constinit bool tracing;
#endif
bool use()
{
	return static_branch_unlikely<tracing>();
}
