// SPDX-License-Identifier: GPL-2.0
//! kxx new: the files that it makes, and the names that it refuses.
#include "../cli/workshop.hpp"

namespace kxx::test {
namespace {

class New : public Workshop {
protected:
	/// Runs kxx new without the git configuration of the user who runs the test.
	RunResult make(std::vector<std::string> arguments, const std::string &git_config = "")
	{
		write("gitconfig", git_config);
		arguments.insert(arguments.begin(), "new");
		return kxx(arguments, { { "GIT_CONFIG_GLOBAL", (directory / "gitconfig").string() },
					{ "GIT_CONFIG_SYSTEM", "/dev/null" },
					{ "KXX_ROOT", (directory / "root").string() } });
	}

	void refuse(const std::string &name, const std::string &error, const std::string &note)
	{
		RunResult result = make({ name });

		EXPECT_EQ(result.status, 2) << name;
		EXPECT_EQ(result.err, "kxx: error: " + error + "\nkxx: note: " + note + "\n");
		EXPECT_FALSE(fs::exists(directory / name));
	}
};

TEST_F(New, MakesACompleteModule)
{
	RunResult result = make({ "block_cache" });

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.err, "");
	EXPECT_EQ(result.out, "block_cache: a module in C++, ready to build:\n\n    cd block_cache\n"
			      "    make\n");
	for (const char *file : { "Kbuild", "Makefile", "block_cache.cpp", "README.md", "dkms.conf", ".clang-format",
				  ".clangd", ".gitignore" }) {
		std::string text = read(std::string("block_cache/") + file);

		EXPECT_FALSE(text.empty()) << file;
		EXPECT_EQ(text.find("@NAME@"), std::string::npos) << file;
		EXPECT_EQ(text.find("@CLASS@"), std::string::npos) << file;
	}
	std::size_t files = 0;
	for (const auto &entry : fs::directory_iterator(directory / "block_cache"))
		files += entry.is_regular_file();
	EXPECT_EQ(files, 8u);
}

TEST_F(New, NamesFollowTheModule)
{
	make({ "block_cache" });
	std::string source = read("block_cache/block_cache.cpp");

	EXPECT_TRUE(source.starts_with("// SPDX-License-Identifier: GPL-2.0\n"));
	EXPECT_NE(source.find("class BlockCache final"), std::string::npos);
	EXPECT_NE(source.find("KERNEL_MODULE(BlockCache, {"), std::string::npos);
	EXPECT_NE(source.find(".name = \"block_cache\""), std::string::npos);
	EXPECT_NE(source.find(".authors = { \"Your Name <you@example.org>\" }"), std::string::npos);
	EXPECT_NE(read("block_cache/Kbuild").find("obj-m := block_cache.o\n"), std::string::npos);
	EXPECT_NE(read("block_cache/Kbuild").find("KXX_CHECK ?= 1\n"), std::string::npos);
	EXPECT_NE(read("block_cache/dkms.conf").find("KXX_CHECK=0"), std::string::npos);
	EXPECT_NE(read("block_cache/Kbuild").find("include $(shell kxx --root)/kbuild/kxx.mk\n"), std::string::npos);
	EXPECT_NE(read("block_cache/dkms.conf").find("BUILT_MODULE_NAME[0]=\"block_cache\"\n"), std::string::npos);
}

TEST_F(New, AuthorComesFromGit)
{
	make({ "hello" }, "[user]\n\tname = Ada \\\"L\\\" Lovelace\n\temail = ada@example.org\n");
	EXPECT_NE(read("hello/hello.cpp").find(".authors = { \"Ada L Lovelace <ada@example.org>\" }"),
		  std::string::npos);
}

TEST_F(New, GoesWhereItIsTold)
{
	EXPECT_EQ(make({ "hello", "--directory", "some/where" }).status, 0);
	EXPECT_TRUE(fs::exists(directory / "some/where/hello.cpp"));
	EXPECT_FALSE(fs::exists(directory / "hello"));
}

TEST_F(New, AvoidsNamesOfTheLibrary)
{
	write("root/kernel/memory/box.hpp", "template <typename T>\nclass [[nodiscard]] __owner(T) Box {\n};\n"
					    "class Forward;\n// class Timer comes later\n");
	make({ "box" });
	EXPECT_NE(read("box/box.cpp").find("class BoxModule final"), std::string::npos);
	make({ "timer" });
	EXPECT_NE(read("timer/timer.cpp").find("class Timer final"), std::string::npos);
}

TEST_F(New, OverwritesNothing)
{
	EXPECT_EQ(make({ "hello" }).status, 0);
	write("hello/hello.cpp", "mine\n");
	RunResult result = make({ "hello" });
	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: 'hello/Kbuild' exists and would be overwritten\n"
			      "kxx: note: choose another name, or another place with --directory\n");
	EXPECT_EQ(read("hello/hello.cpp"), "mine\n");
}

TEST_F(New, KeepsOtherFilesOfADirectory)
{
	write("hello/notes.txt", "mine\n");
	EXPECT_EQ(make({ "hello" }).status, 0);
	EXPECT_EQ(read("hello/notes.txt"), "mine\n");
}

TEST_F(New, RefusesAFileInTheWay)
{
	write("hello", "a file\n");
	RunResult result = make({ "hello" });
	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: 'hello' exists and is not a directory\n"));
}

TEST_F(New, Names)
{
	refuse("block-cache", "module name 'block-cache' has a '-', which the kernel turns into '_'",
	       "kxx new block_cache");
	refuse("9lives", "module name '9lives' does not start with a letter",
	       "use letters, digits and '_', beginning with a letter");
	refuse("a b", "module name 'a b' has a ' ' in it", "use letters, digits and '_'");
	refuse("a.b", "module name 'a.b' has a '.' in it", "use letters, digits and '_'");
	refuse("a/b", "module name 'a/b' has a '/' in it", "use letters, digits and '_'");
	refuse("$(id)", "module name '$(id)' has a '$' in it", "use letters, digits and '_'");
	std::string longest(55, 'x');
	EXPECT_EQ(make({ longest }).status, 0);
	refuse(longest + "x", "module name '" + longest + "x' has 56 characters, and the kernel allows 55",
	       "choose a shorter name");
}

} // namespace
} // namespace kxx::test
