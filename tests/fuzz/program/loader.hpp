// SPDX-License-Identifier: GPL-2.0
//! Loads and unloads the modules while they are used.
#pragma once

#include "shared.hpp"

namespace fuzz {

/// Zero or an errno value.
int load_module(const char *module, const char *parameters);
int unload_module(const char *module);

/// One random thing, in a process of its own. All modules are loaded before and after it. Its status is 0 unless
/// something is wrong, which it says.
[[noreturn]] void load_randomly(u64 number);

/// Nobody uses the modules any more: unloads one and loads it, which must succeed. False, with a word why, if not.
bool reload(const char *module, u64 choice);

/// The calling thread's next allocations: the n-th fails; 0 for none. Nothing where the kernel cannot.
class FaultInjection {
public:
	FaultInjection();
	void fail_nth(u32 n) const;

private:
	int file_;
};

} // namespace fuzz
