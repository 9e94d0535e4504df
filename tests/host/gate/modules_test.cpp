// SPDX-License-Identifier: GPL-2.0
//! Whole modules (tests/gate/*) through the real build, for every stock kernel that is installed.
//!
//! A module's `// EXPECT: text` lines are what its build must print while it fails; a module
//! without them must build.
#include <algorithm>

#include "../cli/workshop.hpp"
#include "kernels/store.hpp"

namespace kxx::test {
namespace {

const fs::path modules = KXX_SOURCE "/tests/gate";

Lines names()
{
	Lines found;

	for (const auto &entry : fs::directory_iterator(modules))
		if (entry.is_directory())
			found.push_back(entry.path().filename().string());
	std::ranges::sort(found);
	return found;
}

class GateModule : public Workshop, public ::testing::WithParamInterface<std::tuple<std::string, const char *>> {};

TEST_P(GateModule, BuildsOrIsRefused)
{
	const auto &[name, kernel] = GetParam();
	const std::string mark = "// EXPECT: ";
	Lines expected;

	if (!kernels::is_complete(kernel))
		GTEST_SKIP() << "kxx kernel fetch " << kernel;
	if (!fs::exists(fs::path(KXX_PROGRAM).parent_path() / "kxx-bindgen"))
		GTEST_SKIP() << "kxx-bindgen is not built";
	fs::copy(modules / name, directory / name);
	std::ifstream source(modules / name / (name + ".cpp"));
	for (std::string line; std::getline(source, line);)
		if (line.starts_with(mark))
			expected.push_back(line.substr(mark.size()));

	RunResult result = run({ KXX_PROGRAM, "build", name, "--kernel", kernel }, { .directory = directory });
	EXPECT_EQ(result.status, expected.empty() ? 0 : 1) << result.err;
	for (const std::string &text : expected)
		EXPECT_NE(result.err.find(text), std::string::npos)
			<< "expected: " << text << "\nprinted:  " << result.err;
	EXPECT_EQ(fs::exists(directory / name / (name + ".ko")), expected.empty());
	std::size_t errors = 0;
	for (std::size_t at = 0; (at = result.err.find(": error: ", at)) != std::string::npos; at++)
		errors++;
	std::size_t wanted = 0;
	for (const std::string &text : expected)
		wanted += text.find(": error: ") != std::string::npos;
	// The build itself prints one more error at its end.
	EXPECT_EQ(errors, expected.empty() ? 0 : wanted + 1) << result.err;
}

INSTANTIATE_TEST_SUITE_P(All, GateModule,
			 ::testing::Combine(::testing::ValuesIn(names()), ::testing::Values("6.12", "6.1")),
			 [](const auto &info) {
				 std::string kernel = std::get<1>(info.param);

				 std::ranges::replace(kernel, '.', '_');
				 return std::get<0>(info.param) + "_on_" + kernel;
			 });

} // namespace
} // namespace kxx::test
