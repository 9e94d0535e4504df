// SPDX-License-Identifier: GPL-2.0
#include "kernels/debian.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "common/files.hpp"
#include "kernels/apt.hpp"
#include "kernels/damage.hpp"
#include "kernels/image.hpp"
#include "kernels/store.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

struct Resolved {
	StockPackages packages;
	std::string version; ///< of the image package: a release may have several
};

std::optional<Resolved> resolve(const std::string &series)
{
	const std::string pattern = fmt::format("linux-(image|headers|kbuild)-{}\\.", series);
	std::string names = package_names(pattern);

	names += package_names(fmt::format("linux-kbuild-{}$", series));
	std::optional<StockPackages> packages = pick_newest(names, series);
	if (!packages)
		return std::nullopt;
	Resolved resolved{ *packages, package_version(packages->image) };
	if (resolved.version.empty())
		return std::nullopt;
	return resolved;
}

bool have(const Resolved &resolved, const std::string &series)
{
	return is_complete(series) && damage_of(series).empty() && fs::exists(kernel_directory(series) / "boot") &&
	       stamp_value(series, "release") == resolved.packages.release &&
	       stamp_value(series, "version") == resolved.version;
}

void replace_symlink(const fs::path &to, const fs::path &link)
{
	fs::remove(link);
	fs::create_symlink(to, link);
}

/// Unpacks everything below `work`, which becomes `final` in the end.
void assemble(const Resolved &resolved, const fs::path &work, const fs::path &final)
{
	const StockPackages &packages = resolved.packages;
	const fs::path debs = work / "debs";
	const std::vector<std::string> names = packages.all();

	for (std::size_t i = 0; i < names.size(); i++) {
		print_progress(fmt::format("[{}/{}] {}", i + 1, names.size(), names[i]));
		fs::path deb = download(names[i], debs);

		unpack(deb, work / "root");
		fs::remove(deb);
	}
	fs::remove_all(debs);

	const fs::path headers = fs::path("root/usr/src") / packages.headers;
	const fs::path modules = fs::path("root/lib/modules") / packages.release;
	write_text(work / headers / "Makefile",
		   rewrite_makefile(read_text(work / headers / "Makefile"), final / "root"));
	replace_symlink(fs::path("../../../usr/src") / packages.headers, work / modules / "build");
	replace_symlink(fs::path("../../../usr/src") / packages.headers_common, work / modules / "source");
	replace_symlink(headers, work / "build");
	replace_symlink(modules, work / "modules");
	replace_symlink(fs::path("root/boot") / ("vmlinuz-" + packages.release), work / "vmlinuz");
	// Unpacked once here, rather than by the emulated processor at every boot.
	unpack_vmlinux(work / "vmlinuz", work / "boot");
	replace_symlink(fs::exists(work / headers / "vmlinux") ? headers / "vmlinux" : "boot", work / "vmlinux");
	write_text(work / "release", packages.release + "\n");
	write_text(work / "complete", fmt::format("release {}\nversion {}\n", packages.release, resolved.version));
}

void install(const fs::path &work, const std::string &series)
{
	const fs::path final = kernel_directory(series);
	const fs::path old = kernels_directory() / fmt::format(".{}.old-{}", series, getpid());

	if (!fs::exists(final)) {
		fs::rename(work, final);
		return;
	}
	fs::rename(final, old);
	try {
		fs::rename(work, final);
	} catch (...) {
		fs::rename(old, final);
		throw;
	}
	const Temporary replaced(old);
}

} // namespace

std::string rewrite_makefile(const std::string &text, const fs::path &root)
{
	static constexpr std::string_view before = "include /usr/src/";
	std::size_t at = text.find(before);

	if (at == std::string::npos || (at != 0 && text[at - 1] != '\n'))
		return text;
	return text.substr(0, at) + "include " + (root / "usr/src/").string() + text.substr(at + before.size());
}

void fetch_debian(const std::string &series)
{
	DirectoryLock lock(series);
	remove_leftovers(series);

	if (lists_are_stale())
		update_lists();
	std::optional<Resolved> resolved = resolve(series);
	if (!resolved && update_lists())
		resolved = resolve(series);
	if (!resolved) {
		if (is_complete(series)) {
			print_note(fmt::format("the package lists have no kernel {}; keeping {}", series,
					       stamp_value(series, "release")));
			return;
		}
		throw Failure{ Fault::Environment, fmt::format("no package of kernel {} in apt's lists", series),
			       "run as root: apt-get update" };
	}
	if (have(*resolved, series))
		return;

	const Temporary unpacked(kernels_directory() / fmt::format(".{}.new-{}", series, getpid()));
	const fs::path &work = unpacked.path();
	for (bool again = true;; again = false) {
		try {
			assemble(*resolved, work, kernel_directory(series));
			break;
		} catch (const PackageError &failure) {
			fs::remove_all(work);
			// Old lists name packages that the mirror has replaced.
			if (again && update_lists()) {
				resolved = resolve(series);
				if (resolved)
					continue;
			}
			if (!is_complete(series) || !damage_of(series).empty())
				throw;
			print_warning(failure.what());
			print_note(fmt::format("keeping {}", stamp_value(series, "release")));
			return;
		}
	}
	install(work, series);
}

} // namespace kxx::kernels
