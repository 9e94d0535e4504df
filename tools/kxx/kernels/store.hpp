// SPDX-License-Identifier: GPL-2.0
//! The kernels that modules are built for and booted in, and where the cache keeps them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::kernels {

/// One kernel: what to build modules with, and what to boot. Paths that do not exist are empty.
struct Kernel {
	std::string name{};		 ///< "6.12", "debug", or the path the user gave
	std::filesystem::path build{};	 ///< KDIR: `make -C build M=…`
	std::filesystem::path vmlinuz{}; ///< what QEMU boots
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
/// True when the kernel of that name is in the cache as a whole.
bool is_complete(std::string_view name);
/// What `complete` says: "key value" lines, one value looked up.
std::string stamp_value(std::string_view name, std::string_view key);

/// The kernel called `name` (or at the path `name`) as it is now; nothing is fetched or built.
/// Throws cli::Failure (exit 2) naming the command to run when it is not there.
Kernel find_kernel(const std::string &name);
/// The kernel used when the user names none: the running one when its build directory is
/// there, else the fetched 6.12.
Kernel default_kernel();
/// Like find_kernel(), but fetches or builds what is absent, with progress.
Kernel ensure_kernel(const std::string &name);

/// Removes the kernel from the cache.
void remove_kernel(const std::string &name);

/// An exclusive lock on one kernel's directory, held until destruction. Says so when it
/// has to wait.
class DirectoryLock {
public:
	explicit DirectoryLock(std::string_view name);
	~DirectoryLock();
	DirectoryLock(const DirectoryLock &) = delete;
	DirectoryLock &operator=(const DirectoryLock &) = delete;

private:
	int fd_ = -1;
};

/// Deletes what an interrupted fetch or build left. Call with the lock held.
void remove_leftovers(std::string_view name);

std::string read_text(const std::filesystem::path &path);
void write_text(const std::filesystem::path &path, std::string_view text);

} // namespace kxx::kernels
