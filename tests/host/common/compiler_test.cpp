// SPDX-License-Identifier: GPL-2.0
//! The messages of a compiler on a full disk, and our errors for them.
#include "common/compiler.hpp"

#include "folder.hpp"

#include <cstdlib>

namespace kxx {
namespace {

class CompilerTest : public Folder {
protected:
	CompilerTest()
	{
		setenv("KXX_CACHE", "/the/cache", 1);
		setenv("TMPDIR", path.c_str(), 1);
	}
	~CompilerTest() override
	{
		unsetenv("KXX_CACHE");
		before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR");
	}

	/// The error and note for a child that printed these messages; empty if the disk has room.
	static std::string said_of(const std::string &messages)
	{
		try {
			check_for_room(messages, "/the/output.o");
		} catch (const FileError &error) {
			return std::string(error.what()) + "\n" + error.note;
		}
		return {};
	}

private:
	static std::optional<std::string> environment(const char *name)
	{
		const char *value = std::getenv(name);

		return value ? std::optional<std::string>(value) : std::nullopt;
	}

	std::optional<std::string> before_ = environment("TMPDIR");
};

TEST_F(CompilerTest, OtherFaultsAreTheCallers)
{
	EXPECT_EQ(said_of(""), "");
	EXPECT_EQ(said_of("/tmp/a.c:1:1: error: static assertion failed: \"struct a.b\"\n"), "");
}

TEST_F(CompilerTest, TemporaryFileOfGcc)
{
	EXPECT_EQ(said_of("a.c:3001:1: fatal error: error writing to " + (path / "ccD4rvup.s").string() +
			  ": No space left on device\n 3001 | int g2999(int x) { return f(x*2999)+2999; }\n"),
		  "cannot write " + (path / "ccD4rvup.s").string() + ": No space left on device\n" +
			  "free some space, or set TMPDIR=DIR to a directory on another disk; temporary files are now "
			  "in " +
			  path.string());
}

TEST_F(CompilerTest, ObjectOfTheAssemblerInTheCache)
{
	EXPECT_EQ(
		said_of("/tmp/ccBm30zX.s: Assembler messages:\n"
			"/tmp/ccBm30zX.s: Fatal error: can't write 3886 bytes to section .text of /the/cache/a.o.new: "
			"'No space left on device'\n"
			"/tmp/ccBm30zX.s: Fatal error: /the/cache/a.o.new: No such file or directory\n"),
		"cannot write /the/cache/a.o.new: No space left on device\n"
		"free some space, or set KXX_CACHE=DIR to a directory on another disk; the cache is now /the/cache");
}

TEST_F(CompilerTest, LinkerDoesNotNameTheFile)
{
	EXPECT_EQ(said_of("/usr/bin/ld: final link failed: No space left on device\n"
			  "collect2: error: ld returned 1 exit status\n"),
		  "cannot write /the/output.o: No space left on device\nfree some space on that disk");
}

TEST_F(CompilerTest, PluginOfTheLinkerDoesNotNameTheReason)
{
	EXPECT_EQ(said_of("/usr/bin/ld: error: could not close arguments file\n"
			  "collect2: error: ld returned 1 exit status\n"),
		  "cannot write to " + path.string() + ": No space left on device\n" +
			  "free some space, or set TMPDIR=DIR to a directory on another disk; temporary files are now "
			  "in " +
			  path.string());
}

TEST_F(CompilerTest, ExhaustedQuotaIsAFullDisk)
{
	EXPECT_NE(said_of("cc1: fatal error: error writing to /the/cache/a.s: Disk quota exceeded\n")
			  .find("cannot write /the/cache/a.s: Disk quota exceeded\nfree some space"),
		  std::string::npos);
}

TEST_F(CompilerTest, OnlyAFullDiskIsNoResult)
{
	const std::vector<std::string> shell{ "sh", "-c", "echo $LC_ALL >&2; echo \"$0\" >&2; exit 3" };
	auto with = [&](const std::string &message) {
		std::vector<std::string> command = shell;

		command.insert(command.end(), { message, "-o", "/the/output.o" });
		return command;
	};

	const RunResult result = run_compiler(with("error: a fault"));
	EXPECT_EQ(result.status, 3);
	EXPECT_EQ(result.err, "C\nerror: a fault\n");
	try {
		run_compiler(with("ld: No space left on device"));
		ADD_FAILURE() << "no error";
	} catch (const FileError &error) {
		EXPECT_STREQ(error.what(), "cannot write /the/output.o: No space left on device");
	}
}

} // namespace
} // namespace kxx
