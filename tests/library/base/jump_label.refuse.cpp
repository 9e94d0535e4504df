// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/jump_label.hpp refuses.
#include <kernel/base/jump_label.hpp>

using namespace kernel;

// REFUSED static_key_as_member: not usable in a constant expression|not a constant expression|template argument
// The patched code contains the key's address, so the key must be static.
constinit StaticKey<false> tracing;
struct Device {
	Device();
#ifndef FIXED
	StaticKey<false> tracing;
#endif
	bool use() const { return static_branch_unlikely<tracing>(); }
};

// REFUSED static_key_of_bool: the key is a StaticKey
// Only a StaticKey is patched.
#ifdef FIXED
constinit StaticKey<false> tracing;
#else
constinit bool tracing;
#endif
bool use()
{
	return static_branch_unlikely<tracing>();
}
