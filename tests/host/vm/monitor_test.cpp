// SPDX-License-Identifier: GPL-2.0
#include "common/failure.hpp"
#include "vm/monitor.hpp"

#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kxx::vm {
namespace {

using std::chrono::seconds;

/// QEMU's side, which sends everything at once, before it is asked.
class MonitorTest : public testing::Test {
protected:
	void SetUp() override
	{
		ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0);
		say(R"({"QMP": {}})");
		say(R"({"return": {}})");
	}
	void TearDown() override
	{
		close(ends_[0]);
		hang_up();
	}
	void say(std::string line)
	{
		line += "\r\n";
		ASSERT_EQ(write(ends_[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
	}
	void hang_up()
	{
		if (ends_[1] >= 0)
			close(ends_[1]);
		ends_[1] = -1;
	}
	Monitor monitor()
	{
		return Monitor(ends_[0], [&] { return interrupted_; }, seconds(1));
	}

	std::array<int, 2> ends_{ -1, -1 };
	bool interrupted_ = false;
};

TEST_F(MonitorTest, CommandReturns)
{
	Monitor one = monitor();

	say(R"({"return": {"status": "running"}})");
	EXPECT_EQ(one.command("query-status")["status"], "running");
	std::array<char, 256> sent{};
	(void)!read(ends_[1], sent.data(), sent.size() - 1);
	EXPECT_NE(std::string(sent.data()).find(R"("execute":"query-status")"), std::string::npos);
}

TEST_F(MonitorTest, EventDuringACommandIsKept)
{
	Monitor one = monitor();

	say(R"({"event": "STOP"})");
	say(R"({"return": {}})");
	say(R"({"event": "RESUME"})");
	one.command("migrate");
	EXPECT_EQ(one.event("RESUME")["event"], "RESUME");
	EXPECT_EQ(one.event("STOP")["event"], "STOP");
}

TEST_F(MonitorTest, RefusalSaysWhy)
{
	Monitor one = monitor();

	say(R"({"error": {"class": "GenericError", "desc": "no such file"}})");
	try {
		one.command("migrate");
		FAIL() << "not refused";
	} catch (const Failure &error) {
		EXPECT_STREQ(error.what(), "QEMU refuses 'migrate': no such file");
	}
}

TEST_F(MonitorTest, EndIsAnError)
{
	Monitor one = monitor();

	hang_up();
	EXPECT_THROW(one.event("RESUME"), Failure);
}

TEST_F(MonitorTest, SilenceAndInterruptEndTheWait)
{
	Monitor one = monitor();

	EXPECT_THROW(one.event("RESUME"), Failure);
	interrupted_ = true;
	EXPECT_THROW(one.event("RESUME"), Failure);
}

TEST_F(MonitorTest, NoiseIsAnError)
{
	Monitor one = monitor();

	say("not json");
	EXPECT_THROW(one.event("RESUME"), Failure);
}

} // namespace
} // namespace kxx::vm
