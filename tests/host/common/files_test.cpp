// SPDX-License-Identifier: GPL-2.0
#include "common/files.hpp"

#include "common/paths.hpp"
#include "folder.hpp"

#include <csignal>
#include <cstdlib>
#include <pwd.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kxx {
namespace {
namespace fs = std::filesystem;

using FilesTest = Folder;

/// Lets no file of this process grow beyond 100 bytes, as a full disk would.
class SmallDisk {
public:
	SmallDisk()
	{
		getrlimit(RLIMIT_FSIZE, &before_);
		rlimit small{ 100, before_.rlim_max };
		setrlimit(RLIMIT_FSIZE, &small);
		handler_ = std::signal(SIGXFSZ, SIG_IGN);
	}
	~SmallDisk()
	{
		setrlimit(RLIMIT_FSIZE, &before_);
		std::signal(SIGXFSZ, handler_);
	}

private:
	rlimit before_;
	void (*handler_)(int);
};

TEST_F(FilesTest, AFileThatDoesNotFitIsNamedWithTheReasonAndRemoved)
{
	std::string said;
	{
		SmallDisk disk;

		try {
			write_file(path / "big", std::string(1000, 'x'));
		} catch (const FileError &error) {
			said = error.what();
		}
	}
	EXPECT_EQ(said, "cannot write " + (path / "big").string() + ": File too large");
	EXPECT_FALSE(fs::exists(path / "big"));
}

TEST_F(FilesTest, AReplacedFileIsTheOldOneOrTheNewOne)
{
	write_file(path / "file", "old");
	{
		SmallDisk disk;

		EXPECT_THROW(replace_file(path / "file", std::string(1000, 'x')), FileError);
	}
	EXPECT_EQ(read_file(path / "file"), "old");
	replace_file(path / "file", "new");
	EXPECT_EQ(read_file(path / "file"), "new");
	EXPECT_EQ(std::distance(fs::directory_iterator(path), {}), 1);
}

TEST_F(FilesTest, ErrorsInTheCacheSayHowToPutItElsewhere)
{
	write_file(path / "file", "");
	setenv("KXX_CACHE", (path / "file").c_str(), 1);
	try {
		make_directory(cache_directory() / "bindings");
		ADD_FAILURE() << "no error";
	} catch (const FileError &error) {
		EXPECT_EQ(std::string(error.what()),
			  "cannot make the directory " + (path / "file/bindings").string() + ": Not a directory");
		EXPECT_NE(error.note.find("set KXX_CACHE=DIR"), std::string::npos);
	}
	try {
		read_file(path / "absent");
		ADD_FAILURE() << "no error";
	} catch (const FileError &error) {
		EXPECT_EQ(error.note, "");
	}
	unsetenv("KXX_CACHE");
}

TEST_F(FilesTest, TheCacheLiesInTheHomeOfTheUser)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CACHE_HOME");
	const std::string home_before = home ? home : "", xdg_before = xdg ? xdg : "";

	unsetenv("KXX_CACHE");
	unsetenv("XDG_CACHE_HOME");
	setenv("HOME", "/some/home", 1);
	EXPECT_EQ(cache_directory(), "/some/home/.cache/kxx");
	// With or without HOME, one user has one cache.
	for (bool set : { false, true }) {
		if (set)
			setenv("HOME", "", 1);
		else
			unsetenv("HOME");
		const passwd *user = getpwuid(geteuid());
		ASSERT_NE(user, nullptr);
		EXPECT_EQ(cache_directory(), fs::path(user->pw_dir) / ".cache/kxx");
	}
	setenv("XDG_CACHE_HOME", "/xdg", 1);
	EXPECT_EQ(cache_directory(), "/xdg/kxx");
	setenv("KXX_CACHE", "/own", 1);
	EXPECT_EQ(cache_directory(), "/own");
	unsetenv("KXX_CACHE");
	xdg ? setenv("XDG_CACHE_HOME", xdg_before.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
	home ? setenv("HOME", home_before.c_str(), 1) : unsetenv("HOME");
}

} // namespace
} // namespace kxx
