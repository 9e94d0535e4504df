// SPDX-License-Identifier: GPL-2.0
//! The kernels for which modules are built and in which they are tested, and their places in the
//! cache.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::kernels {

/// One kernel: the directory for building modules, and the image to boot. Paths that do not exist
/// are empty.
struct Kernel {
	std::string name{};		 ///< "6.12", "debug", or the path the user gave
	std::filesystem::path build{};	 ///< KDIR: `make -C build M=…`
	std::filesystem::path vmlinuz{}; ///< the image that QEMU boots
	std::filesystem::path boot{};	 ///< the same, unpacked: QEMU starts it in half the time
	std::filesystem::path vmlinux{}; ///< an ELF file with .BTF
	std::filesystem::path modules{}; ///< lib/modules/<release>
	std::string release{};
};

/// Names that `kxx kernel` knows, in the order of its listing.
const std::vector<std::string> &known_names();
/// True for "debug": built here, not fetched.
bool is_built(std::string_view name);

std::filesystem::path kernels_directory();
std::filesystem::path kernel_directory(std::string_view name);
/// True if the kernel of that name is completely in the cache.
bool is_complete(std::string_view name);
/// Looks up a value in the file `complete`, which has "key value" lines.
std::string stamp_value(std::string_view name, std::string_view key);

/// The kernel called `name` (or at the path `name`) as it is now; nothing is fetched or built.
/// Throws Failure (exit 2), which names the command to run, if it does not exist.
Kernel find_kernel(const std::string &name);
/// The kernel that is used if the user names none: the running one if its build directory exists,
/// otherwise the fetched 6.12.
Kernel default_kernel();
/// Like find_kernel(), but fetches or builds a missing kernel, with progress.
Kernel ensure_kernel(const std::string &name);

/// Removes the kernel from the cache.
void remove_kernel(const std::string &name);

/// An exclusive lock on one kernel's directory, held until destruction. Prints a message if it has
/// to wait.
class DirectoryLock {
public:
	explicit DirectoryLock(std::string_view name);
	~DirectoryLock();
	DirectoryLock(const DirectoryLock &) = delete;
	DirectoryLock &operator=(const DirectoryLock &) = delete;

private:
	int fd_ = -1;
};

/// Deletes the remains of an interrupted fetch or build. Call with the lock held.
void remove_leftovers(std::string_view name);

std::string read_text(const std::filesystem::path &path);
void write_text(const std::filesystem::path &path, std::string_view text);

} // namespace kxx::kernels
