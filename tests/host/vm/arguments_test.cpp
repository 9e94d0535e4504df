// SPDX-License-Identifier: GPL-2.0
#include "common/process.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace kxx {
namespace {

namespace fs = std::filesystem;

/// An empty cache and an empty working directory, so that nothing is built, fetched or booted.
class Arguments : public testing::Test {
protected:
	Arguments()
	{
		char name[] = "/tmp/kxx-test-XXXXXX";

		directory_ = mkdtemp(name);
		fs::create_directories(directory_ / "work");
	}
	~Arguments() override { fs::remove_all(directory_); }

	RunResult kxx(std::vector<std::string> argv) const
	{
		argv.insert(argv.begin(), KXX_PROGRAM);
		return run(argv, { .directory = directory_ / "work",
				   .environment = { { "KXX_CACHE", directory_ / "cache" } } });
	}

	fs::path directory_;
};

TEST_F(Arguments, UnknownKernel)
{
	for (const char *command : { "run", "test" }) {
		RunResult result = kxx({ command, "--kernel", "7.99", "x.ko" });

		EXPECT_EQ(result.status, 2);
		EXPECT_NE(result.err.find("unknown kernel '7.99'"), std::string::npos) << result.err;
		EXPECT_NE(result.err.find("known kernels: "), std::string::npos);
	}
}

TEST_F(Arguments, NoKernelAtAPath)
{
	EXPECT_EQ(kxx({ "run", "--kernel", "/nowhere/vmlinuz" }).status, 2);
	EXPECT_EQ(kxx({ "run", "--kernel", "/tmp" }).status, 2);
}

TEST_F(Arguments, Parameters)
{
	RunResult result = kxx({ "run", "--param", "novalue" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("NAME=VALUE"), std::string::npos);
}

TEST_F(Arguments, OptionsOfSeveralValuesTakeOneEach)
{
	// The name of the module follows the value, and is not another value.
	for (const char *option : { "--param", "--with", "--allow", "--file", "--firmware", "--device" }) {
		RunResult result = kxx({ "run", "--kernel", "7.99", option, "a=b", "novalue" });

		EXPECT_NE(result.err.find("unknown kernel '7.99'"), std::string::npos) << option << result.err;
	}
}

TEST_F(Arguments, MissingScript)
{
	RunResult result = kxx({ "run", "--script", "absent.sh" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("no such file: 'absent.sh'"), std::string::npos);
}

TEST_F(Arguments, ShellAndScriptExcludeEachOther)
{
	std::ofstream(directory_ / "work" / "s.sh") << "true\n";
	EXPECT_EQ(kxx({ "run", "--shell", "--script", "s.sh" }).status, 2);
}

TEST_F(Arguments, Timeouts)
{
	EXPECT_EQ(kxx({ "run", "--timeout", "0" }).status, 2);
	EXPECT_EQ(kxx({ "run", "--timeout", "soon" }).status, 2);
	EXPECT_EQ(kxx({ "run", "--leaks", "maybe" }).status, 2);
}

TEST_F(Arguments, Help)
{
	EXPECT_EQ(kxx({ "run", "--help" }).status, 0);
	EXPECT_EQ(kxx({ "test", "--help" }).status, 0);
	EXPECT_EQ(kxx({ "kernel", "--help" }).status, 0);
}

} // namespace
} // namespace kxx
