// SPDX-License-Identifier: GPL-2.0
#include "kernels/damage.hpp"

#include "common/files.hpp"
#include "kernels/image.hpp"
#include "kernels/store.hpp"

#include <cstring>
#include <exception>

#include <elf.h>
#include <fmt/format.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

/// The section headers come last in the files that the kernel's build links.
bool is_whole_elf(std::string_view bytes)
{
	Elf64_Ehdr header;

	if (bytes.size() < sizeof(header) || !bytes.starts_with(ELFMAG))
		return false;
	std::memcpy(&header, bytes.data(), sizeof(header));
	return header.e_shoff + std::uint64_t{ header.e_shnum } * header.e_shentsize <= bytes.size();
}

bool is_whole_image(std::string_view bytes)
{
	try {
		find_payload(bytes);
		return true;
	} catch (const std::exception &) {
		return false;
	}
}

} // namespace

std::string damage_of(std::string_view name)
{
	const fs::path directory = kernel_directory(name);
	const std::string release = stamp_value(name, "release");
	std::error_code none;
	auto bad = [&](const char *file) {
		return fmt::format("'{}' is damaged or cut off", (directory / file).string());
	};

	if (release.empty())
		return bad("complete");
	if (read_text(directory / "release") != release + "\n")
		return bad("release");
	for (const char *file : { "build/Makefile", "modules" })
		if (!fs::exists(directory / file, none) || fs::is_empty(directory / file, none))
			return bad(file);
	if (!is_whole_image(MappedFile(directory / "vmlinuz").bytes()))
		return bad("vmlinuz");
	for (const char *file : { "boot", "vmlinux" })
		if (fs::exists(directory / file, none) && !is_whole_elf(MappedFile(directory / file).bytes()))
			return bad(file);
	return {};
}

} // namespace kxx::kernels
