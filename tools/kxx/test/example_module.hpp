// SPDX-License-Identifier: GPL-2.0
//! The sources of a module that has examples as its cases.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "test/example_block.hpp"

namespace kxx::test {

/// An example as a case: kernel/sync/mutex.hpp is the suite examples_sync_mutex, and a case is named after its item. A
/// whole module is a suite of its own, with the case "loads".
struct Example {
	std::string suite, name;
	std::string header;
	unsigned first = 0, last = 0;

	/// "kernel/sync/mutex.hpp:30"
	std::string place() const;
};

struct ExampleModule {
	/// Where the sources are written.
	std::filesystem::path directory;
	/// The directory to which the headers are relative; it is added to the include path if it is not kxx's own.
	std::filesystem::path root;
	std::vector<ExampleBlock> blocks;
	/// Places of blocks that do not become cases. The others keep their names.
	std::set<std::string> left_out = {};
	/// The module of all examples that are not modules themselves.
	std::string name = "suite_examples";
};

/// Writes Kbuild and a source per directory of headers, but leaves files alone that have not changed, so that they are
/// not compiled again. Removes sources that it wrote before and that are no longer needed. Returns the cases, in the
/// order of the blocks. Throws Failure.
std::vector<Example> write_examples(const ExampleModule &module);

} // namespace kxx::test
