// SPDX-License-Identifier: GPL-2.0
//! Loads and unloads the modules while they are used.
#pragma once

#include "shared.hpp"

namespace fuzz {

/// Zero or an errno value.
int load_module(const char *module, const char *parameters);
int unload_module(const char *module);

/// Does one random thing, in its own process. All modules are loaded before and after it. Its status is 0 unless
/// something is wrong, which it reports.
[[noreturn]] void load_randomly(u64 number);

/// Nobody uses the modules any more: unloads one and loads it, which must succeed. Zero or an errno value.
int reload(const char *module, u64 choice);

/// Makes the calling thread's n-th allocation from now fail; 0 for none. Does nothing if the kernel cannot.
class FaultInjection {
public:
	FaultInjection();
	void fail_nth(u32 n) const;

private:
	int file_;
};

} // namespace fuzz
