// SPDX-License-Identifier: GPL-2.0
//! A cpio archive in the "newc" format, which the kernel unpacks as its first file system.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace kxx::vm {

/// Writes an archive in memory. It adds parent directories as needed. Device nodes need no root,
/// since the guest's kernel makes them, not the host.
class CpioWriter {
public:
	void directory(std::string_view path);
	void file(std::string_view path, std::string_view data, unsigned mode = 0644);
	void symlink(std::string_view path, std::string_view target);
	void character_device(std::string_view path, unsigned major, unsigned minor);

	/// The finished archive. The writer is empty afterwards.
	std::string finish();

private:
	struct Device {
		unsigned major = 0, minor = 0;
	};
	void entry(std::string_view path, unsigned mode, std::string_view data, Device device);
	void parents(std::string_view path);

	std::string archive_;
	std::set<std::string, std::less<>> known_;
	std::uint32_t next_inode_ = 1;
};

} // namespace kxx::vm
