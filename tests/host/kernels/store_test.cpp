// SPDX-License-Identifier: GPL-2.0
#include "common/failure.hpp"
#include "common/process.hpp"
#include "kernels/store.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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
		write_text(kernel / "tree/Makefile", "# a build directory\n");
		write_text(kernel / "modules/modules.dep", "a.ko:\n");
		// A head of a bzImage with a payload of eight bytes after it.
		std::string image(512 * 5 + 8, '\0');
		image.replace(0x202, 6, std::string("HdrS\x0f\x02", 6));
		image[0x24c] = 8;
		image.replace(512 * 5, 4, "\x1f\x8b..");
		write_text(kernel / "vmlinuz", image);
		std::string elf(128, '\0');
		elf.replace(0, 4,
			    "\x7f"
			    "ELF");
		elf[0x28] = 64; // e_shoff
		elf[0x3a] = 64; // e_shentsize
		elf[0x3c] = 1;	// e_shnum
		write_text(kernel / "vmlinux", elf);
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
	EXPECT_THROW(find_kernel("6.12"), Failure);
	RunResult result = kxx({ "kernel", "path", "6.12" });
	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.out, "");
	EXPECT_NE(result.err.find("run: kxx kernel fetch 6.12"), std::string::npos);
	EXPECT_NE(kxx({ "kernel", "path", "debug" }).err.find("run: kxx kernel build debug"), std::string::npos);
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
	EXPECT_THROW(find_kernel("6.1"), Failure);
}

TEST_F(Store, ADamagedKernelIsNamedWithTheCommandThatMendsIt)
{
	for (const char *name : { "complete", "release", "build/Makefile", "vmlinuz", "vmlinux" })
		for (int how = 0; how < 3; how++) {
			// make reports a makefile that is damaged in the middle.
			if (how > 0 && std::string(name) == "build/Makefile")
				continue;
			make_kernel("6.12");
			const fs::path file = directory_ / "kernels/6.12" / name;
			const std::string text = read_text(file);
			write_text(file, how == 0   ? ""
					 : how == 1 ? text.substr(0, text.size() / 2)
						    : std::string(text.size(), '#'));
			RunResult result = kxx({ "kernel", "path", "6.12" });

			EXPECT_EQ(result.status, 2) << name << how;
			EXPECT_NE(result.err.find("is damaged or cut off"), std::string::npos)
				<< name << how << result.err;
			EXPECT_NE(result.err.find("run: kxx kernel fetch 6.12"), std::string::npos) << result.err;
			RunResult doctor = kxx({ "doctor", "--kernel", "6.12" });

			EXPECT_NE(doctor.out.find("is damaged or cut off"), std::string::npos) << doctor.out;
			EXPECT_NE(doctor.out.find("kxx kernel fetch 6.12"), std::string::npos) << doctor.out;
			fs::remove_all(directory_ / "kernels/6.12");
		}
}

TEST_F(Store, AnInterruptedFetchLeavesNothing)
{
	const fs::path programs = directory_ / "programs", marker = directory_ / "downloading";
	auto program = [&](const char *name, const std::string &body) {
		write_text(programs / name, "#!/bin/sh\n" + body + "\n");
		fs::permissions(programs / name, fs::perms::owner_all);
	};

	fs::create_directories(programs);
	program("apt-cache", "case $1 in policy) echo '  Candidate: 6.12.1-1' ;;\n"
			     "*) for name in image-6.12.1-amd64 headers-6.12.1-amd64 headers-6.12.1-common "
			     "kbuild-6.12.1; do echo \"linux-$name - a package\"; done ;; esac");
	// A slow download, in a child process of apt-get.
	program("apt-get", "case \"$*\" in *download*) sleep 1000 & echo $! > " + marker.string() + ".new; mv " +
				   marker.string() + ".new " + marker.string() + "; wait ;; esac");
	for (int signal : { SIGTERM, SIGINT }) {
		fs::remove(marker);
		pid_t child = fork();
		if (child == 0) {
			setenv("PATH", (programs.string() + ":" + getenv("PATH")).c_str(), 1);
			execl(KXX_PROGRAM, "kxx", "kernel", "fetch", "6.12", nullptr);
			_exit(127);
		}
		int status = 0;
		while (!fs::exists(marker) && waitpid(child, &status, WNOHANG) == 0)
			usleep(10000);
		ASSERT_TRUE(fs::exists(marker));
		const pid_t sleeper = std::stoi(read_text(marker));
		kill(child, signal);
		ASSERT_EQ(waitpid(child, &status, 0), child);
		EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << status;
		EXPECT_NE(kill(sleeper, 0), 0) << "the download goes on";
		for (const auto &entry : fs::directory_iterator(directory_ / "kernels"))
			EXPECT_EQ(entry.path().filename(), "6.12.lock");
	}
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
	EXPECT_THROW(find_kernel(directory_), Failure);
	EXPECT_THROW(find_kernel("/nowhere/vmlinuz"), Failure);
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
