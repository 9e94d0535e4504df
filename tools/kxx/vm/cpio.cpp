// SPDX-License-Identifier: GPL-2.0
#include "vm/cpio.hpp"

#include "common/failure.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <sys/stat.h>

namespace kxx::vm {
namespace {

std::string_view without_slashes(std::string_view path)
{
	while (path.starts_with('/'))
		path.remove_prefix(1);
	while (path.ends_with('/'))
		path.remove_suffix(1);
	return path;
}

void pad(std::string &archive, std::size_t to)
{
	archive.append((to - archive.size() % to) % to, '\0');
}

} // namespace

void CpioWriter::entry(std::string_view path, unsigned mode, std::string_view data, Device device)
{
	if (data.size() > UINT32_MAX)
		throw Failure{ Fault::Environment, "file too large for a cpio archive" };
	// magic, ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor,
	// rdevminor, namesize, check
	archive_ += fmt::format("070701{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:08X}{:"
				"08X}{:08X}{:08X}",
				next_inode_++, mode, 0, 0, S_ISDIR(mode) ? 2 : 1, 0, data.size(), 0, 0, device.major,
				device.minor, path.size() + 1, 0);
	archive_ += path;
	archive_ += '\0';
	pad(archive_, 4);
	archive_ += data;
	pad(archive_, 4);
	known_.emplace(path);
}

void CpioWriter::parents(std::string_view path)
{
	for (std::size_t at = path.find('/'); at != path.npos; at = path.find('/', at + 1))
		if (!known_.contains(path.substr(0, at)))
			entry(path.substr(0, at), S_IFDIR | 0755, {}, {});
}

void CpioWriter::directory(std::string_view path)
{
	path = without_slashes(path);
	parents(path);
	if (!path.empty() && !known_.contains(path))
		entry(path, S_IFDIR | 0755, {}, {});
}

void CpioWriter::file(std::string_view path, std::string_view data, unsigned mode)
{
	path = without_slashes(path);
	parents(path);
	entry(path, S_IFREG | mode, data, {});
}

void CpioWriter::symlink(std::string_view path, std::string_view target)
{
	path = without_slashes(path);
	parents(path);
	entry(path, S_IFLNK | 0777, target, {});
}

void CpioWriter::character_device(std::string_view path, unsigned major, unsigned minor)
{
	path = without_slashes(path);
	parents(path);
	entry(path, S_IFCHR | 0600, {}, { major, minor });
}

std::string CpioWriter::finish()
{
	next_inode_ = 0;
	entry("TRAILER!!!", 0, {}, {});
	pad(archive_, 512);
	std::string archive = std::move(archive_);
	*this = CpioWriter();
	return archive;
}

} // namespace kxx::vm
