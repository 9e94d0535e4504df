// SPDX-License-Identifier: GPL-2.0
#include "kernels/store.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/paths.hpp"
#include "common/terminal.hpp"
#include "kernels/damage.hpp"
#include "kernels/debian.hpp"
#include "kernels/debug.hpp"
#include "kernels/image.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

std::string first_line(const fs::path &path)
{
	std::string text = read_text(path);

	return text.substr(0, text.find('\n'));
}

fs::path existing(const fs::path &path)
{
	std::error_code ignored;

	return fs::exists(path, ignored) ? path : fs::path();
}

bool looks_like_build_directory(const fs::path &path)
{
	return fs::exists(path / "Makefile") && fs::exists(path / "include" / "config");
}

Kernel kernel_of_build_directory(const std::string &name, const fs::path &build)
{
	Kernel kernel{ .name = name, .build = fs::canonical(build) };

	kernel.release = first_line(build / "include" / "config" / "kernel.release");
	if (kernel.release.empty()) {
		std::string text = read_text(build / "include" / "generated" / "utsrelease.h");
		std::size_t from = text.find('"');

		if (from != std::string::npos)
			kernel.release = text.substr(from + 1, text.find('"', from + 1) - from - 1);
	}
	kernel.vmlinuz = existing(build / "arch" / "x86" / "boot" / "bzImage");
	if (kernel.vmlinuz.empty())
		kernel.vmlinuz = existing("/boot/vmlinuz-" + kernel.release);
	kernel.vmlinux = existing(build / "vmlinux");
	kernel.modules = existing("/lib/modules/" + kernel.release);
	return kernel;
}

Kernel kernel_of_image(const std::string &name, const fs::path &image)
{
	Kernel kernel{ .name = name };

	kernel.vmlinuz = fs::canonical(image);
	kernel.release = image_release(image);
	kernel.modules = existing("/lib/modules/" + kernel.release);
	if (fs::path build = existing(kernel.modules / "build"); !build.empty())
		kernel.build = fs::canonical(build);
	return kernel;
}

Kernel kernel_of_cache(const std::string &name)
{
	const fs::path directory = kernel_directory(name);

	return { .name = name,
		 .build = fs::canonical(directory / "build"),
		 .vmlinuz = directory / "vmlinuz",
		 .boot = existing(directory / "boot"),
		 .vmlinux = directory / "vmlinux",
		 .modules = fs::canonical(directory / "modules"),
		 .release = first_line(directory / "release") };
}

bool is_known(std::string_view name)
{
	return std::ranges::find(known_names(), name) != known_names().end();
}

std::string command_to_get(std::string_view name)
{
	return fmt::format("run: kxx kernel {} {}", is_built(name) ? "build" : "fetch", name);
}

} // namespace

const std::vector<std::string> &known_names()
{
	static const std::vector<std::string> names{ "6.12", "6.1", "debug" };

	return names;
}

bool is_built(std::string_view name)
{
	return name == "debug";
}

fs::path kernels_directory()
{
	return cache_directory() / "kernels";
}

fs::path kernel_directory(std::string_view name)
{
	return kernels_directory() / name;
}

bool is_complete(std::string_view name)
{
	return fs::exists(kernel_directory(name) / "complete");
}

std::string stamp_value(std::string_view name, std::string_view key)
{
	std::istringstream lines(read_text(kernel_directory(name) / "complete"));

	for (std::string line; std::getline(lines, line);)
		if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == ' ')
			return line.substr(key.size() + 1);
	return {};
}

Kernel find_kernel(const std::string &name)
{
	if (is_known(name)) {
		if (!is_complete(name))
			throw Failure{ Fault::Environment, fmt::format("kernel '{}' does not exist", name),
				       command_to_get(name) };
		if (std::string damage = damage_of(name); !damage.empty())
			throw Failure{ Fault::Environment,
				       fmt::format("kernel '{}' in the cache is damaged: {}", name, damage),
				       command_to_get(name) };
		return kernel_of_cache(name);
	}
	if (name.find('/') != std::string::npos || fs::exists(name)) {
		if (fs::is_directory(name) && looks_like_build_directory(name))
			return kernel_of_build_directory(name, name);
		if (fs::is_regular_file(name))
			return kernel_of_image(name, name);
		throw Failure{ Fault::Environment, fmt::format("'{}' is neither a kernel build directory nor a "
							       "kernel image",
							       name) };
	}
	throw Failure{ Fault::Environment, fmt::format("unknown kernel '{}'", name),
		       "known kernels: 6.12, 6.1, debug, or a path" };
}

Kernel default_kernel()
{
	utsname host{};

	uname(&host);
	const fs::path build = fs::path("/lib/modules") / host.release / "build";
	if (fs::exists(build / "Makefile"))
		return kernel_of_build_directory(host.release, build);
	return find_kernel("6.12");
}

Kernel ensure_kernel(const std::string &name)
{
	if (is_known(name)) {
		if (is_built(name)) {
			if (!debug_is_current())
				build_debug(Freshness::WhatIsThere);
		} else if (!is_complete(name) || !damage_of(name).empty()) {
			fetch_debian(name);
		}
	}
	return find_kernel(name);
}

void remove_kernel(const std::string &name)
{
	if (!is_known(name))
		throw Failure{ Fault::Environment, fmt::format("unknown kernel '{}'", name),
			       "known kernels: 6.12, 6.1, debug" };
	DirectoryLock lock(name);

	// The stamp goes first: an interrupted removal must not look complete.
	fs::remove(kernel_directory(name) / "complete");
	fs::remove_all(kernel_directory(name));
	remove_leftovers(name);
}

DirectoryLock::DirectoryLock(std::string_view name)
{
	make_directory(kernels_directory());
	const fs::path path = kernels_directory() / fmt::format("{}.lock", name);

	fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd_ < 0)
		throw FileError("write", path, errno);
	if (flock(fd_, LOCK_EX | LOCK_NB) == 0)
		return;
	print_progress(fmt::format("waiting for another kxx that is working on kernel {}", name));
	while (flock(fd_, LOCK_EX) != 0)
		if (errno != EINTR)
			throw Failure{ Fault::Environment, fmt::format("cannot lock '{}'", path.string()) };
}

DirectoryLock::~DirectoryLock()
{
	close(fd_);
}

void remove_leftovers(std::string_view name)
{
	const std::string prefix = fmt::format(".{}.", name);

	if (!fs::exists(kernels_directory()))
		return;
	for (const fs::directory_entry &entry : fs::directory_iterator(kernels_directory()))
		if (entry.path().filename().string().starts_with(prefix))
			fs::remove_all(entry.path());
}

std::string read_text(const fs::path &path)
{
	std::ifstream file(path, std::ios::binary);
	std::ostringstream text;

	text << file.rdbuf();
	return text.str();
}

void write_text(const fs::path &path, std::string_view text)
{
	write_file(path, text);
}

} // namespace kxx::kernels
