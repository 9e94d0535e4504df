// SPDX-License-Identifier: GPL-2.0
#include "cli/command.hpp"
#include "common/process.hpp"
#include "kernels/store.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace kxx::kernels {
namespace {

namespace fs = std::filesystem;

class Store : public testing::Test {
protected:
	Store()
	{
		char name[] = "/tmp/kxx-test-XXXXXX";

		directory_ = mkdtemp(name);
		setenv("KXX_CACHE", directory_.c_str(), 1);
	}
	~Store() override
	{
		unsetenv("KXX_CACHE");
		fs::remove_all(directory_);
	}

	void make_kernel(const std::string &name)
	{
		const fs::path kernel = directory_ / "kernels" / name;

		fs::create_directories(kernel / "tree");
		fs::create_directories(kernel / "modules");
		fs::create_symlink("tree", kernel / "build");
		write_text(kernel / "release", "6.12.1-test\n");
		write_text(kernel / "complete", "release 6.12.1-test\nversion 6.12.1-1\n");
	}

	RunResult kxx(std::vector<std::string> argv) const
	{
		argv.insert(argv.begin(), KXX_PROGRAM);
		return run(argv);
	}

	fs::path directory_;
};

TEST_F(Store, NothingThere)
{
	EXPECT_FALSE(is_complete("6.12"));
	EXPECT_THROW(find_kernel("6.12"), cli::Failure);
	RunResult result = kxx({ "kernel", "path", "6.12" });
	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.out, "");
	EXPECT_NE(result.err.find("run: kxx kernel fetch 6.12"), std::string::npos);
	EXPECT_NE(kxx({ "kernel", "path", "debug" }).err.find("run: kxx kernel build debug"),
		  std::string::npos);
}

TEST_F(Store, AKernelIsFound)
{
	make_kernel("6.12");
	EXPECT_TRUE(is_complete("6.12"));
	EXPECT_EQ(stamp_value("6.12", "version"), "6.12.1-1");
	EXPECT_EQ(stamp_value("6.12", "vers"), "");
	const Kernel kernel = find_kernel("6.12");
	EXPECT_EQ(kernel.release, "6.12.1-test");
	EXPECT_EQ(kernel.build, fs::canonical(directory_ / "kernels/6.12/tree"));
	RunResult result = kxx({ "kernel", "path", "6.12" });
	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.out, kernel.build.string() + "\n");
	EXPECT_NE(kxx({ "kernel", "list" }).out.find("6.12.1-test"), std::string::npos);
}

TEST_F(Store, AnIncompleteKernelIsNotFound)
{
	make_kernel("6.1");
	fs::remove(directory_ / "kernels/6.1/complete");
	EXPECT_THROW(find_kernel("6.1"), cli::Failure);
}

TEST_F(Store, Removal)
{
	make_kernel("6.1");
	EXPECT_EQ(kxx({ "kernel", "rm", "6.1" }).status, 0);
	EXPECT_FALSE(fs::exists(directory_ / "kernels/6.1"));
	EXPECT_EQ(kxx({ "kernel", "rm", "5.10" }).status, 2);
}

TEST_F(Store, LeftoversGo)
{
	fs::create_directories(directory_ / "kernels/.6.1.new-123/root");
	fs::create_directories(directory_ / "kernels/.6.12.new-123");
	remove_leftovers("6.1");
	EXPECT_FALSE(fs::exists(directory_ / "kernels/.6.1.new-123"));
	EXPECT_TRUE(fs::exists(directory_ / "kernels/.6.12.new-123"));
}

TEST_F(Store, BuildDirectoriesArePaths)
{
	const fs::path build = directory_ / "linux";

	fs::create_directories(build / "include/config");
	write_text(build / "Makefile", "");
	write_text(build / "include/config/kernel.release", "6.6.6-mine\n");
	EXPECT_EQ(find_kernel(build).release, "6.6.6-mine");
	EXPECT_EQ(find_kernel(build).build, fs::canonical(build));
	EXPECT_THROW(find_kernel(directory_), cli::Failure);
	EXPECT_THROW(find_kernel("/nowhere/vmlinuz"), cli::Failure);
}

TEST_F(Store, UsageErrors)
{
	EXPECT_EQ(kxx({ "kernel" }).status, 2);
	EXPECT_EQ(kxx({ "kernel", "fetch" }).status, 2);
	EXPECT_EQ(kxx({ "kernel", "fetch", "5.10" }).status, 2);
	EXPECT_EQ(kxx({ "kernel", "build", "6.12" }).status, 2);
	EXPECT_EQ(kxx({ "kernel", "path", "5.10" }).status, 2);
}

} // namespace
} // namespace kxx::kernels
