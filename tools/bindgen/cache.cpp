// SPDX-License-Identifier: GPL-2.0
#include "cache.hpp"

#include "common/paths.hpp"
#include "common/words.hpp"
#include "common/process.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

/// 128 bits of a multiplicative hash over 64-bit words: for telling versions apart.
class Hash {
public:
	void add(const void *data, std::size_t size)
	{
		const auto *bytes = static_cast<const unsigned char *>(data);

		mix(size);
		for (; size >= 8; bytes += 8, size -= 8) {
			uint64_t word;

			std::memcpy(&word, bytes, 8);
			mix(word);
		}
		uint64_t rest = 0;
		std::memcpy(&rest, bytes, size);
		mix(rest);
	}
	void add(const std::string &text) { add(text.data(), text.size()); }

	/// The content of a file; nothing when it does not exist.
	void add_file(const fs::path &path)
	{
		int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
		struct stat status;

		add(path.filename().string());
		if (fd < 0)
			return;
		if (fstat(fd, &status) == 0 && status.st_size > 0) {
			void *data = mmap(nullptr, status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

			if (data != MAP_FAILED) {
				add(data, status.st_size);
				munmap(data, status.st_size);
			}
		}
		close(fd);
	}

	void add_directory(const fs::path &path)
	{
		std::vector<fs::path> files;
		std::error_code error;

		for (fs::recursive_directory_iterator at(path, error), end; at != end;
		     at.increment(error))
			if (at->is_regular_file(error))
				files.push_back(at->path());
		std::sort(files.begin(), files.end());
		for (const fs::path &file : files) {
			add(fs::relative(file, path).string());
			add_file(file);
		}
	}

	/// A program: where it is and whether it was replaced.
	void add_program(const std::string &name)
	{
		struct stat status;
		auto found = find_program(name);

		if (!found || stat(found->c_str(), &status) != 0)
			return;
		std::error_code error;
		add(fs::canonical(*found, error).string());
		mix(status.st_size);
		mix(status.st_mtim.tv_sec);
	}

	std::string text() const
	{
		char digits[40];

		std::snprintf(digits, sizeof(digits), "%016llx%016llx",
			      static_cast<unsigned long long>(a_),
			      static_cast<unsigned long long>(b_));
		return std::string(digits, 24);
	}

private:
	void mix(uint64_t word)
	{
		a_ = (a_ ^ word) * 0x9e3779b97f4a7c15ull;
		a_ ^= a_ >> 29;
		b_ = (b_ + word) * 0xbf58476d1ce4e5b9ull;
		b_ ^= b_ >> 31;
	}

	uint64_t a_ = 0x243f6a8885a308d3ull;
	uint64_t b_ = 0x13198a2e03707344ull;
};

} // namespace

fs::path generator_program()
{
	return self_executable().parent_path() / "kxx-bindgen-generate";
}

std::string cache_key(const fs::path &kernel_build)
{
	Hash hash;
	std::error_code error;
	fs::path build = fs::canonical(kernel_build, error);

	if (error || !fs::exists(build / "Makefile"))
		throw UsageError(kernel_build.string() +
				 " is not a kernel build directory: no Makefile");
	if (!fs::exists(build / "include/generated/autoconf.h"))
		throw UsageError(build.string() +
				 " is not prepared for modules: no include/generated/autoconf.h");
	hash.add(build.string());
	for (const char *file : { "include/generated/autoconf.h", "include/config/kernel.release",
				  "include/generated/utsrelease.h", ".config", "Makefile",
				  ".kernelvariables" })
		hash.add_file(build / file);
	hash.add_directory(root_directory() / "bindings");
	hash.add_directory(root_directory() / "helpers");
	hash.add_file(generator_program());
	const char *cc = std::getenv("CC");
	for (const std::string &name :
	     { std::string(cc && *cc ? split_words(cc).back() : "gcc"), std::string("gcc"),
	       std::string("gcc-12"), std::string("g++-12"), std::string("g++") })
		hash.add_program(name);
	return hash.text();
}

fs::path bindings_directory(const std::string &key)
{
	return cache_directory() / "bindings" / key;
}

Lock::Lock(const fs::path &path)
{
	fs::create_directories(path.parent_path());
	fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (fd_ < 0 || flock(fd_, LOCK_EX) != 0)
		throw UsageError("cannot lock " + path.string() + ": " + std::strerror(errno));
}

Lock::~Lock()
{
	if (fd_ >= 0)
		close(fd_);
}

} // namespace kxx::bindgen
