// SPDX-License-Identifier: GPL-2.0
//! Patched code knows the key's address, so the key is a static.
// EXPECT: not usable in a constant expression|not a constant expression|template argument

#include <kernel/jump_label.hpp>

using namespace kernel;

constinit StaticKey<false> tracing;
struct Device {
	Device();
#ifndef FIXED
	StaticKey<false> tracing;
#endif
	bool use() const { return static_branch_unlikely<tracing>(); }
};
