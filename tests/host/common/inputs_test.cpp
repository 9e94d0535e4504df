// SPDX-License-Identifier: GPL-2.0
//! Every kind of change to the inputs of a result, and to their list.
#include "common/inputs.hpp"

#include "folder.hpp"

#include <chrono>
#include <thread>

namespace kxx {
namespace {
namespace fs = std::filesystem;
using State = Inputs::State;

class InputsTest : public Folder {
protected:
	InputsTest()
	{
		write_file(path / "a.h", "int a;\n");
		write_file(path / "b.h", "int b;\n");
		fs::create_directory(path / "first");
	}

	/// Saves a list of the present files, for the next process to read.
	void note()
	{
		// Only files that are older than a tick of the file system's clock get a stamp.
		std::this_thread::sleep_for(std::chrono::milliseconds(50));
		Inputs inputs;
		for (const char *name : { "a.h", "b.h", "first", "absent" })
			inputs.add(path / name);
		inputs.add_program("sh");
		inputs.save(list(), "the result");
	}
	fs::path list() const { return path / "list"; }
	State state()
	{
		std::optional<Inputs> inputs = Inputs::load(list());

		EXPECT_TRUE(inputs);
		State state = inputs ? inputs->check() : State::Changed;
		changed = inputs ? inputs->changed() : "";
		return state;
	}

	std::string changed;
};

TEST_F(InputsTest, NothingChanged)
{
	note();
	EXPECT_EQ(state(), State::Same);
	EXPECT_EQ(Inputs::load(list())->result(), "the result");
}

TEST_F(InputsTest, ContentOfTheSameSizeAndTimeIsNoticed)
{
	note();
	const auto time = fs::last_write_time(path / "a.h");
	write_file(path / "a.h", "int z;\n");
	fs::last_write_time(path / "a.h", time);
	EXPECT_EQ(state(), State::Changed);
	EXPECT_EQ(changed, path / "a.h");
}

TEST_F(InputsTest, ATouchedFileIsComparedAndGetsItsNewStamp)
{
	note();
	write_file(path / "a.h", "int a;\n");
	std::this_thread::sleep_for(std::chrono::milliseconds(50));
	std::optional<Inputs> inputs = Inputs::load(list());
	ASSERT_TRUE(inputs);
	EXPECT_EQ(inputs->check(), State::Touched);
	inputs->save(list(), inputs->result());
	EXPECT_EQ(state(), State::Same);
}

TEST_F(InputsTest, AFileThatIsJustBeingWrittenIsComparedNextTime)
{
	Inputs inputs;

	write_file(path / "a.h", "int c;\n");
	inputs.add(path / "a.h");
	inputs.save(list(), "");
	// The file has no stamp, so its content decides, however fast this test is.
	write_file(path / "a.h", "int d;\n");
	EXPECT_EQ(state(), State::Changed);
}

TEST_F(InputsTest, ComingAndGoingIsNoticed)
{
	note();
	write_file(path / "absent", "");
	EXPECT_EQ(state(), State::Changed);
	EXPECT_EQ(changed, path / "absent");
	fs::remove(path / "absent");
	EXPECT_EQ(state(), State::Same);
	fs::remove(path / "b.h");
	EXPECT_EQ(state(), State::Changed);
	EXPECT_EQ(changed, path / "b.h");
}

TEST_F(InputsTest, ANewHeaderInADirectoryIsNoticedAndAnotherFileIsNot)
{
	note();
	write_file(path / "first/.a.h.swp", "");
	EXPECT_NE(state(), State::Changed);
	write_file(path / "first/a.h", "");
	EXPECT_EQ(state(), State::Changed);
	EXPECT_EQ(changed, path / "first");
}

TEST_F(InputsTest, AnotherProgramOfTheSameNameIsNoticed)
{
	note();
	const std::string before = getenv("PATH");
	write_file(path / "first/sh", "#!/bin/sh\n");
	fs::permissions(path / "first/sh", fs::perms::owner_all);
	setenv("PATH", ((path / "first").string() + ":" + before).c_str(), 1);
	EXPECT_EQ(state(), State::Changed);
	setenv("PATH", before.c_str(), 1);
	EXPECT_NE(state(), State::Changed);
}

TEST_F(InputsTest, ADamagedListIsNoList)
{
	note();
	const std::string text = read_file(list());

	for (std::size_t size : { std::size_t{ 0 }, text.size() / 2, text.size() - 1 }) {
		write_file(list(), text.substr(0, size));
		EXPECT_FALSE(Inputs::load(list())) << size;
	}
	write_file(list(), std::string(text.size(), '#'));
	EXPECT_FALSE(Inputs::load(list()));
	std::string other = text;
	other[text.size() / 2] ^= 1;
	write_file(list(), other);
	EXPECT_FALSE(Inputs::load(list()));
	fs::remove(list());
	EXPECT_FALSE(Inputs::load(list()));
	write_file(list(), text);
	EXPECT_TRUE(Inputs::load(list()));
}

TEST_F(InputsTest, TheHashFollowsContentsAndNotTimes)
{
	auto hash = [&] {
		Inputs inputs;

		inputs.add(path / "a.h");
		return inputs.hash();
	};
	const std::string before = hash();
	write_file(path / "a.h", "int a;\n");
	EXPECT_EQ(hash(), before);
	write_file(path / "a.h", "int z;\n");
	EXPECT_NE(hash(), before);
}

TEST_F(InputsTest, WhatChangesDuringACompilationIsSeen)
{
	Inputs inputs;

	std::this_thread::sleep_for(std::chrono::milliseconds(50));
	write_file(path / "start", "");
	std::this_thread::sleep_for(std::chrono::milliseconds(50));
	inputs.add(path / "a.h");
	EXPECT_FALSE(inputs.changed_since(path / "start"));
	Inputs young;
	write_file(path / "young.h", "int young;\n");
	write_file(path / "start", "");
	young.add(path / "young.h");
	EXPECT_FALSE(young.changed_since(path / "start")) << "it is too fresh for a stamp, although it is older";
	std::this_thread::sleep_for(std::chrono::milliseconds(50));
	write_file(path / "b.h", "int late;\n");
	inputs.add(path / "b.h");
	EXPECT_TRUE(inputs.changed_since(path / "start"));
}

TEST_F(InputsTest, DepfilesAreReadWithMakesEscapes)
{
	write_file(path / "d", "a.o: a.c with\\ blank.h \\\n  dollar$$.h hash\\#.h \\\n last.h\n\nwith\\ blank.h:\n");
	EXPECT_EQ(read_depfile(path / "d"),
		  (std::vector<std::string>{ "a.c", "with blank.h", "dollar$.h", "hash#.h", "last.h" }));
}

} // namespace
} // namespace kxx
