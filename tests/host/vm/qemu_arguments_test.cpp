// SPDX-License-Identifier: GPL-2.0
#include "common/process.hpp"
#include "vm/qemu_arguments.hpp"

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

std::string after(const std::vector<std::string> &words, const std::string &option)
{
	const auto at = std::ranges::find(words, option);

	return at == words.end() || at + 1 == words.end() ? "" : *(at + 1);
}

class QemuArguments : public testing::Test {
protected:
	void SetUp() override
	{
		if (!find_program("qemu-system-x86_64"))
			GTEST_SKIP() << "qemu-system-x86_64 is not installed";
		unsetenv("KXX_KVM");
	}
	void TearDown() override { unsetenv("KXX_KVM"); }
};

TEST_F(QemuArguments, ClockIsReal)
{
	const std::vector<std::string> words = qemu_arguments({});

	EXPECT_EQ(after(words, "-icount"), "");
	EXPECT_EQ(after(words, "-smp"), "2,sockets=2");
}

TEST_F(QemuArguments, ClockCountsInstructions)
{
	const std::vector<std::string> words = qemu_arguments({ .clock = Job::Clock::Instructions });

	EXPECT_EQ(after(words, "-icount"), "shift=0,sleep=off");
	EXPECT_EQ(after(words, "-smp"), "1");
}

TEST_F(QemuArguments, NothingCountsUnderKvm)
{
	setenv("KXX_KVM", "1", 1);
	EXPECT_EQ(after(qemu_arguments({}), "-machine"), "q35,accel=kvm");
	EXPECT_EQ(after(qemu_arguments({ .clock = Job::Clock::Instructions }), "-machine"), "q35,accel=tcg");
}

} // namespace
} // namespace kxx::vm
