// SPDX-License-Identifier: GPL-2.0
#include "common/paths.hpp"

#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

namespace kxx {
namespace fs = std::filesystem;

fs::path self_executable()
{
	return fs::read_symlink("/proc/self/exe");
}

fs::path root_directory()
{
	if (const char *root = std::getenv("KXX_ROOT"); root && *root)
		return fs::path(root);
	fs::path self = self_executable();
	fs::path installed = self.parent_path().parent_path() / "share" / "kxx";
	if (fs::exists(installed / "kbuild"))
		return installed;
	for (fs::path up = self.parent_path(); up != up.root_path(); up = up.parent_path())
		if (fs::exists(up / "kbuild") && fs::exists(up / "kernel"))
			return up;
	return installed;
}

fs::path cache_directory()
{
	if (const char *cache = std::getenv("KXX_CACHE"); cache && *cache)
		return fs::path(cache);
	if (const char *xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg)
		return fs::path(xdg) / "kxx";
	const char *home = std::getenv("HOME");
	// A system service has no HOME; the password database has the user's directory.
	if (!home || !*home) {
		const passwd *user = getpwuid(geteuid());

		home = user && user->pw_dir && *user->pw_dir ? user->pw_dir : "/nonexistent";
	}
	return fs::path(home) / ".cache" / "kxx";
}

} // namespace kxx
