// SPDX-License-Identifier: GPL-2.0
#include "vm/snapshot.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace kxx::vm {
namespace {

namespace fs = std::filesystem;

class SnapshotTest : public testing::Test {
protected:
	void SetUp() override
	{
		std::string name = testing::TempDir() + "kxx-snapshot.XXXXXX";

		ASSERT_NE(mkdtemp(name.data()), nullptr);
		cache_ = name;
		setenv("KXX_CACHE", name.c_str(), 1);
		directory_ = kernels::kernel_directory("6.12");
		fs::create_directories(directory_);
		job_.kernel = { .name = "6.12", .vmlinuz = directory_ / "vmlinuz" };
		kernels::write_text(job_.kernel.vmlinuz, "image");
	}
	void TearDown() override
	{
		unsetenv("KXX_CACHE");
		fs::remove_all(cache_);
	}

	std::optional<Snapshot> of(const Job &job, const std::string &archive = "archive")
	{
		return snapshot_for(job, { "qemu", "-machine", "q35,accel=tcg" }, archive);
	}
	std::string save(const std::string &text)
	{
		const fs::path saved = directory_ / "snapshot-new.1";

		kernels::write_text(saved, text);
		return saved;
	}

	fs::path cache_, directory_;
	Job job_;
};

TEST_F(SnapshotTest, LiesBesideItsKernel)
{
	const std::optional<Snapshot> snapshot = of(job_);

	ASSERT_TRUE(snapshot);
	EXPECT_EQ(snapshot->state.parent_path(), directory_);
	EXPECT_FALSE(snapshot->exists());
}

TEST_F(SnapshotTest, IsAnotherWhenAnythingIs)
{
	const fs::path one = of(job_)->state;

	EXPECT_EQ(of(job_)->state, one);
	EXPECT_NE(of(job_, "another archive")->state, one);
	EXPECT_NE(snapshot_for(job_, { "qemu", "-m", "1" }, "archive")->state, one);
	kernels::write_text(job_.kernel.vmlinuz, "another image");
	EXPECT_NE(of(job_)->state, one);
}

TEST_F(SnapshotTest, JobsThatWantABoot)
{
	const auto boots = [&](auto change) {
		Job job = job_;

		change(job);
		return !of(job);
	};

	EXPECT_TRUE(boots([](Job &job) { job.start = Job::Start::Boot; }));
	EXPECT_TRUE(boots([](Job &job) { job.clock = Job::Clock::Instructions; }));
	EXPECT_TRUE(boots([](Job &job) { job.debugger = Job::Debugger::Wait; }));
	EXPECT_TRUE(boots([](Job &job) { job.devices = { "edu" }; }));
	EXPECT_TRUE(boots([](Job &job) { job.memory_megabytes = 1024; }));
	EXPECT_TRUE(boots([](Job &job) { job.kernel.name = "/boot/vmlinuz"; }));
	EXPECT_FALSE(boots([](Job &) {}));
	EXPECT_FALSE(snapshot_for(job_, { "qemu", "-machine", "q35,accel=kvm" }, "archive"));
}

TEST_F(SnapshotTest, PublishingReplacesTheOldOne)
{
	const Snapshot old = *of(job_), now = *of(job_, "another archive");

	old.publish(save("old"), { "Linux version", "end" });
	EXPECT_TRUE(old.exists());
	EXPECT_EQ(old.boot_log(), (std::vector<std::string>{ "Linux version", "end" }));
	now.publish(save("new"), {});
	EXPECT_FALSE(old.exists());
	EXPECT_TRUE(now.exists());
	EXPECT_EQ(kernels::read_text(now.state), "new");
	EXPECT_TRUE(fs::exists(job_.kernel.vmlinuz));
	now.remove();
	EXPECT_FALSE(now.exists());
}

} // namespace
} // namespace kxx::vm
