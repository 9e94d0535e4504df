// SPDX-License-Identifier: GPL-2.0
#include "kernels/debug.hpp"

#include "common/compiler.hpp"
#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "kernels/apt.hpp"
#include "kernels/damage.hpp"
#include "kernels/image.hpp"
#include "kernels/long_job.hpp"
#include "kernels/store.hpp"

#include <functional>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

constexpr const char *name = "debug";
constexpr const char *source_package = "linux-source-6.12";

fs::path fragment_path()
{
	return root_directory() / "kbuild" / "debug.config";
}

/// FNV-1a; the stamp only has to detect that somebody edited the fragment.
std::string hash_of(std::string_view text)
{
	std::uint64_t hash = 0xcbf29ce484222325;

	for (unsigned char c : text)
		hash = (hash ^ c) * 0x100000001b3;
	return fmt::format("{:016x}", hash);
}

struct HostNeed {
	const char *program; ///< or a header, if it begins with a slash
	const char *package;
};

constexpr HostNeed host_needs[] = {
	{ "make", "make" },
	{ "gcc", "gcc" },
	{ "ld", "binutils" },
	{ "flex", "flex" },
	{ "bison", "bison" },
	{ "bc", "bc" },
	{ "perl", "perl" },
	{ "tar", "tar" },
	{ "xz", "xz-utils" },
	{ "lz4", "lz4" },
	{ "pahole", "pahole" },
	{ "depmod", "kmod" },
	{ "/usr/include/libelf.h", "libelf-dev" },
	{ "/usr/include/zlib.h", "zlib1g-dev" },
};

void require_host_packages()
{
	std::vector<std::string> missing;

	for (const HostNeed &need : host_needs) {
		bool there = need.program[0] == '/' ? fs::exists(need.program)
						    : find_program(need.program).has_value() ||
							      fs::exists(fs::path("/usr/sbin") / need.program);
		if (!there)
			missing.push_back(need.package);
	}
	if (!missing.empty())
		throw Failure{ Fault::Environment,
			       fmt::format("packages needed to build a kernel are missing: {}",
					   fmt::join(missing, ", ")),
			       fmt::format("run as root: apt-get install {}", fmt::join(missing, " ")) };
}

void get_source(const fs::path &directory, const std::string &version)
{
	const Temporary unpacked(kernels_directory() / fmt::format(".{}.new-{}", name, getpid()));
	const fs::path &work = unpacked.path();

	print_progress(fmt::format("fetching {} {}", source_package, version));
	fs::path deb = download(source_package, work);
	unpack(deb, work / "root");
	fs::remove(deb);
	print_progress("unpacking the kernel source");
	fs::create_directories(work / "source");
	RunResult result = run({ "tar", "-xf", work / "root/usr/src" / fmt::format("{}.tar.xz", source_package), "-C",
				 work / "source", "--strip-components=1" });
	if (!result.ok())
		throw PackageError(fmt::format("cannot unpack the kernel source: {}", result.err));
	fs::remove(directory / "complete");
	fs::remove_all(directory);
	fs::create_directories(directory);
	fs::rename(work / "source", directory / "build");
	write_text(directory / "source", version + "\n");
}

/// The environment of a kernel build, without the variables of a make that may be our parent.
RunOptions make_options(const fs::path &build)
{
	return { .directory = build,
		 .environment = { { "LC_ALL", "C" }, { "KCONFIG_NOTIMESTAMP", "1" } },
		 .unset = { "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "KBUILD_OUTPUT", "O", "M", "ARCH",
			    "CROSS_COMPILE", "KCFLAGS", "CC" } };
}

void configure(const fs::path &build, const fs::path &fragment)
{
	const std::vector<std::vector<std::string>> steps{
		{ "make", "-s", "tinyconfig" },
		{ "scripts/kconfig/merge_config.sh", "-m", "-O", ".", ".config", fragment },
		{ "make", "-s", "olddefconfig" },
	};

	print_progress("configuring");
	for (const std::vector<std::string> &step : steps) {
		RunResult result = run(step, make_options(build));

		if (!result.ok())
			throw Failure{ Fault::Work,
				       fmt::format("'{}' failed: {}{}", fmt::join(step, " "), result.out, result.err) };
	}
	std::vector<std::string> dropped = dropped_options(read_text(fragment), read_text(build / ".config"));
	if (!dropped.empty())
		throw Failure{ Fault::Work,
			       fmt::format("the kernel's configuration drops {} of the options "
					   "asked for:\n  {}",
					   dropped.size(), fmt::join(dropped, "\n  ")),
			       fmt::format("edit {}", fragment.string()) };
}

void compile(const fs::path &directory)
{
	const fs::path build = directory / "build";
	const fs::path log = directory / "build.log";
	const unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
	LongJob job({ "make", fmt::format("-j{}", jobs), "all" }, make_options(build), log,
		    "building the debug kernel");

	if (job.wait() == 0)
		return;
	check_for_room(read_text(log), build);
	throw Failure{ Fault::Work, fmt::format("the debug kernel does not build:\n{}", job.error_lines()),
		       fmt::format("the whole output is in {}", log.string()) };
}

void replace_symlink(const fs::path &to, const fs::path &link)
{
	fs::remove(link);
	fs::create_symlink(to, link);
}

void install_modules(const fs::path &directory)
{
	fs::remove_all(directory / "root");
	RunResult result = run({ "make", "-s", "modules_install", "INSTALL_MOD_STRIP=1",
				 fmt::format("INSTALL_MOD_PATH={}", (directory / "root").string()) },
			       make_options(directory / "build"));
	if (!result.ok())
		throw Failure{ Fault::Work, fmt::format("modules_install failed: {}", result.err) };
}

} // namespace

bool debug_is_current()
{
	return is_complete(name) && damage_of(name).empty() && fs::exists(kernel_directory(name) / "boot") &&
	       stamp_value(name, "fragment") == hash_of(read_text(fragment_path()));
}

std::vector<std::string> dropped_options(std::string_view fragment, std::string_view config)
{
	std::set<std::string, std::less<>> lines, set;
	std::istringstream config_lines{ std::string(config) };
	std::istringstream fragment_lines{ std::string(fragment) };
	std::vector<std::string> dropped;

	for (std::string line; std::getline(config_lines, line);) {
		lines.insert(line);
		if (line.starts_with("CONFIG_"))
			set.insert(line.substr(0, line.find('=')));
	}
	for (std::string line; std::getline(fragment_lines, line);) {
		if (line.starts_with("CONFIG_")) {
			if (line.ends_with("=n") ? set.contains(line.substr(0, line.find('='))) : !lines.contains(line))
				dropped.push_back(line);
		} else if (line.starts_with("# CONFIG_") && line.ends_with(" is not set")) {
			if (set.contains(line.substr(2, line.find(' ', 2) - 2)))
				dropped.push_back(line);
		}
	}
	return dropped;
}

void build_debug(Freshness freshness)
{
	const fs::path directory = kernel_directory(name);
	const fs::path fragment = fragment_path();
	DirectoryLock lock(name);

	remove_leftovers(name);
	if (!fs::exists(fragment))
		throw Failure{ Fault::Environment, fmt::format("'{}' is missing", fragment.string()) };

	std::string have = read_text(directory / "source");
	have = have.substr(0, have.find('\n'));
	std::string want = have;
	if (freshness == Freshness::AskTheMirror || have.empty()) {
		if (lists_are_stale())
			update_lists();
		want = package_version(source_package);
		if (want.empty() && update_lists())
			want = package_version(source_package);
		if (want.empty() && have.empty())
			throw Failure{ Fault::Environment, fmt::format("no package {} in apt's lists", source_package),
				       "run as root: apt-get update" };
		if (want.empty())
			want = have;
	}
	if (want == have && debug_is_current())
		return;
	require_host_packages();
	if (want != have) {
		try {
			get_source(directory, want);
		} catch (const PackageError &failure) {
			if (have.empty() || !fs::exists(directory / "build" / "Makefile"))
				throw;
			print_warning(failure.what());
			print_note(fmt::format("keeping {}", have));
			want = have;
			if (debug_is_current())
				return;
		}
	}
	const std::string text = read_text(fragment);
	fs::remove(directory / "complete");
	configure(directory / "build", fragment);
	compile(directory);
	install_modules(directory);
	std::string release = read_text(directory / "build/include/config/kernel.release");
	release = release.substr(0, release.find('\n'));
	replace_symlink("build/arch/x86/boot/bzImage", directory / "vmlinuz");
	replace_symlink("build/vmlinux", directory / "vmlinux");
	unpack_vmlinux(directory / "vmlinuz", directory / "boot");
	replace_symlink(fs::path("root/lib/modules") / release, directory / "modules");
	write_text(directory / "release", release + "\n");
	write_text(directory / "complete",
		   fmt::format("release {}\nversion {}\nfragment {}\n", release, want, hash_of(text)));
}

} // namespace kxx::kernels
