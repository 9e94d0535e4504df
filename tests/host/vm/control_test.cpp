// SPDX-License-Identifier: GPL-2.0
#include "vm/control.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

using Lines = std::vector<std::string>;

/// A run's control port: lines as the guest's init writes them, and others.
class ControlPort : public testing::Test {
protected:
	/// The next report of init, or of a script through init.
	std::optional<Message> init(const std::string &text) { return say("init", ++init_, text); }
	std::optional<Message> script(const std::string &text) { return say("script", ++script_, text); }
	std::optional<Message> say(const std::string &voice, unsigned long number, const std::string &text)
	{
		return control.feed(fmt::format("{} {} {} {}", secret, voice, number, text));
	}
	void ready() { init("ready 61"); }
	void end(int status = 0)
	{
		init("taint 0 4096");
		init(fmt::format("end {}", status));
		control.finish();
	}
	bool is_believed() const { return control.faults().empty(); }
	/// Expects exactly one fault, with this text.
	bool faults_with(const std::string &text) const
	{
		return control.faults().size() == 1 && control.faults()[0].find(text) != std::string::npos;
	}

	const std::string secret = make_secret();
	Control control{ secret, {} };

private:
	unsigned long init_ = 0, script_ = 0;
};

class RunThatLoads : public ControlPort {
protected:
	RunThatLoads() { control = Control(secret, { "first", "second" }); }
	void load(const std::string &name, int status = 0)
	{
		init("loading " + name);
		init(fmt::format("load {} {}", name, status));
	}
};

TEST(Secret, IsLongAndNeverTheSame)
{
	EXPECT_EQ(make_secret().size(), 32u);
	EXPECT_NE(make_secret(), make_secret());
}

TEST_F(RunThatLoads, IsBelieved)
{
	ready();
	load("first");
	EXPECT_EQ(init("address first 0xffffffffc0000000 16384"),
		  (Message{ "address", "first 0xffffffffc0000000 16384" }));
	init("section first .text 0xffffffffc0000000");
	init("loaded first");
	load("second");
	init("unload second 0");
	init("unload first 0");
	init("leak   comm \"insmod\", pid 71");
	end();
	EXPECT_TRUE(is_believed()) << control.faults()[0];
}

TEST_F(ControlPort, LeadingBlanksOfALeakStay)
{
	ready();
	EXPECT_EQ(init("leak   comm"), (Message{ "leak", "  comm" }));
}

TEST_F(RunThatLoads, ForgedEndIsNone)
{
	ready();
	init("loading first");
	EXPECT_EQ(control.feed("end 0"), std::nullopt);
	EXPECT_TRUE(faults_with("'end 0'"));
	EXPECT_EQ(control.feed(std::string(32, '0') + " init 3 end 0"), std::nullopt);
	EXPECT_EQ(control.feed(""), std::nullopt);
	EXPECT_EQ(control.feed(secret), std::nullopt);
	EXPECT_EQ(control.faults().size(), 4u);
}

TEST_F(RunThatLoads, ForgedResultBesideTheTrueOne)
{
	ready();
	init("loading first");
	control.feed("load first 0");
	// The genuine message is heard nevertheless.
	EXPECT_EQ(init("load first 1"), (Message{ "load", "first 1" }));
	EXPECT_FALSE(is_believed());
}

TEST_F(RunThatLoads, LineInTheMiddleOfAnother)
{
	ready();
	EXPECT_EQ(control.feed(secret + " init 2 loaend 0"), std::nullopt);
	EXPECT_FALSE(is_believed());
}

TEST_F(ControlPort, DoubledMessage)
{
	ready();
	EXPECT_EQ(say("init", 1, "ready 61"), std::nullopt);
	EXPECT_TRUE(faults_with("message 2 of the guest's init has the number '1'"));
}

TEST_F(ControlPort, MissingMessage)
{
	ready();
	EXPECT_EQ(say("init", 3, "taint 0 0"), (Message{ "taint", "0 0" }));
	EXPECT_TRUE(faults_with("message 2 of the guest's init has the number '3'"));
	// The numbers of later messages are counted from there.
	say("init", 4, "end 0");
	EXPECT_EQ(control.faults().size(), 1u);
}

TEST_F(ControlPort, NumberThatIsNone)
{
	EXPECT_EQ(control.feed(secret + " init one ready 61"), std::nullopt);
	EXPECT_FALSE(is_believed());
}

TEST_F(RunThatLoads, NoResultAtAll)
{
	ready();
	end();
	EXPECT_TRUE(faults_with("no result of loading 'first'"));
}

TEST_F(RunThatLoads, NoResultOfTheSecond)
{
	ready();
	load("first");
	end();
	EXPECT_TRUE(faults_with("no result of loading 'second'"));
}

TEST_F(RunThatLoads, AfterAFailureTheOthersAreNotTried)
{
	ready();
	load("first", 1);
	end(1);
	EXPECT_TRUE(is_believed());
}

TEST_F(RunThatLoads, ResultThatWasCutOff)
{
	ready();
	init("loading first");
	init("load first");
	EXPECT_EQ(control.faults().size(), 1u);
	end();
	EXPECT_NE(control.faults()[1].find("'first' began to load, and no result arrived"), std::string::npos);
}

TEST_F(RunThatLoads, ResultOfWhatDidNotBegin)
{
	ready();
	init("load first 0");
	EXPECT_TRUE(faults_with("'load first 0' at the wrong time"));
}

TEST_F(RunThatLoads, TwoResultsOfOneModule)
{
	ready();
	load("first");
	init("load first 0");
	EXPECT_TRUE(faults_with("'load first 0' at the wrong time"));
}

TEST_F(ControlPort, ScriptMayLoad)
{
	ready();
	script("loading echo");
	script("load echo 0");
	script("unload echo 0");
	script("loading echo");
	script("load echo 1");
	init("script 1");
	end(1);
	EXPECT_TRUE(is_believed()) << control.faults()[0];
}

TEST_F(ControlPort, ScriptSaysNothingElse)
{
	ready();
	for (const char *text : { "end 0", "taint 0 0", "ready 1", "leak x", "script 0", "unheard", "nonsense" })
		EXPECT_EQ(script(text), std::nullopt) << text;
	EXPECT_EQ(control.faults().size(), 7u);
}

TEST_F(ControlPort, ScriptThatWasNotHeardToItsEnd)
{
	ready();
	init("unheard");
	init("script 0");
	end();
	EXPECT_TRUE(faults_with("some of it may be missing"));
}

TEST_F(ControlPort, ModuleThatAScriptBeganToLoad)
{
	ready();
	script("loading echo");
	end();
	EXPECT_TRUE(faults_with("'echo' began to load, and no result arrived"));
}

TEST_F(ControlPort, NothingComesAfterTheEnd)
{
	ready();
	end();
	EXPECT_EQ(init("end 0"), std::nullopt);
	EXPECT_TRUE(faults_with("'end 0' at the wrong time"));
}

TEST_F(ControlPort, EndNeedsWhatComesBefore)
{
	EXPECT_EQ(init("end 0"), std::nullopt);
	ready();
	EXPECT_EQ(init("end 0"), std::nullopt); // no taint
	init("taint 0 0");
	EXPECT_EQ(init("end"), std::nullopt); // no status
	EXPECT_EQ(control.faults().size(), 3u);
}

TEST_F(ControlPort, FloodOfFaultsIsCut)
{
	for (int i = 0; i < 1000; i++)
		control.feed("flood");
	EXPECT_EQ(control.faults().size(), 10u);
}

} // namespace
} // namespace kxx::vm
