// SPDX-License-Identifier: GPL-2.0
#include "test/build_examples.hpp"

#include "common/files.hpp"
#include "test/example_module.hpp"

namespace kxx::test {
namespace fs = std::filesystem;

ExampleBuild build_examples(const std::vector<fs::path> &headers, const fs::path &top, const std::string &kernel,
			    const fs::path &directory, const fs::path &log)
{
	// The errors of an example may hide those of another one, which a new build without the first shows.
	constexpr int tries = 3;
	std::vector<std::string> names;
	ExampleBuild result;

	for (const fs::path &header : headers)
		names.push_back(header.lexically_relative(top));
	ExampleModule module{ .directory = directory, .root = top, .blocks = read_examples(top, names) };
	for (int i = 0; i < tries; i++) {
		const std::vector<Example> examples = write_examples(module);

		result.build = build_directory(directory, kernel, {}, log, Messages::All);
		if (result.build.good)
			break;
		const std::vector<BrokenExample> broken = find_broken_examples(read_file(log), examples);
		if (broken.empty())
			break;
		for (const BrokenExample &one : broken) {
			module.left_out.insert(one.example.place());
			result.broken.push_back(one);
		}
	}
	return result;
}

} // namespace kxx::test
