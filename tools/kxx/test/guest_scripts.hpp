// SPDX-License-Identifier: GPL-2.0
//! The scripts by which a guest loads modules with suites, lets their allocations fail, and loads them at the same time.
#pragma once

#include <string>
#include <vector>

namespace kxx::test {

/// A module of a run, for the guest.
struct GuestModule {
	std::string name{};
	/// Modules under test that it needs, in the order in which they have to be loaded.
	std::vector<std::string> needs{};
	/// Shell commands before it is loaded.
	std::string setup{};
};

/// Loads and unloads one module after the other; they run their suites. Says in the log what it does, as
/// `test: MODULE begins`, `... does not load`, `... loaded`, `... does not unload`, `... unloaded`.
std::string load_script(const std::vector<GuestModule> &modules);

/// Lets every allocation of every case fail once in turn: `test: MODULE walks slab`, then `... walks pages`. The modules
/// say in the log how that ended (kernel/test/kunit.cpp).
std::string walk_script(const std::vector<GuestModule> &modules);

/// Both CPUs load and unload all modules at the same time, `rounds` times.
std::string stress_script(const std::vector<GuestModule> &modules, unsigned rounds);

} // namespace kxx::test
