// SPDX-License-Identifier: GPL-2.0
//! Reads a bzImage: its release, and the ELF file that it unpacks at boot.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace kxx::kernels {

/// The place of the compressed kernel in a bzImage, from its setup header.
struct Payload {
	std::size_t offset = 0;
	std::size_t size = 0;
	/// The program that unpacks it to standard output ("xz", "zstd", …); empty for plain ELF.
	std::string program{};
};

/// Finds the payload. Throws Failure if this is not a bzImage.
Payload find_payload(std::string_view image);

/// The release in the setup header; empty when there is none.
std::string image_release(const std::filesystem::path &image);

/// Writes the ELF file inside `image` to `out`. Throws Failure.
void unpack_vmlinux(const std::filesystem::path &image, const std::filesystem::path &out);

} // namespace kxx::kernels
