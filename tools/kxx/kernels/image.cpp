// SPDX-License-Identifier: GPL-2.0
#include "kernels/image.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "kernels/store.hpp"

#include <cstring>
#include <stdexcept>

#include <fmt/format.h>

namespace kxx::kernels {
namespace fs = std::filesystem;

namespace {

template <typename T>
T read_at(std::string_view image, std::size_t offset)
{
	T value;

	if (offset + sizeof(T) > image.size())
		throw Failure{ Fault::Environment, "kernel image is too short" };
	std::memcpy(&value, image.data() + offset, sizeof(T));
	return value;
}

// Documentation/arch/x86/boot.rst, "The Real-Mode Kernel Header"
constexpr std::size_t setup_sects_at = 0x1f1;
constexpr std::size_t magic_at = 0x202;
constexpr std::size_t version_at = 0x206;
constexpr std::size_t kernel_version_at = 0x20e;
constexpr std::size_t payload_offset_at = 0x248;
constexpr std::size_t payload_length_at = 0x24c;

void require_setup_header(std::string_view image)
{
	if (image.size() < 0x260 || image.substr(magic_at, 4) != "HdrS" ||
	    read_at<std::uint16_t>(image, version_at) < 0x208)
		throw Failure{ Fault::Environment, "not a bzImage" };
}

struct Magic {
	std::string_view bytes;
	const char *program;
};

constexpr Magic magics[] = {
	{ "\xfd"
	  "7zXZ",
	  "xz" },
	{ "\x28\xb5\x2f\xfd", "zstd" },
	{ "\x1f\x8b", "gzip" },
	{ "\x02\x21\x4c\x18", "lz4" },
	{ "\x5d", "lzma" },
	{ "BZh", "bzip2" },
	{ "\x89LZO", "lzop" },
	{ "\x7f"
	  "ELF",
	  "" },
};

} // namespace

Payload find_payload(std::string_view image)
{
	require_setup_header(image);
	unsigned sectors = read_at<std::uint8_t>(image, setup_sects_at);
	Payload payload{ .offset =
				 (sectors ? sectors + 1 : 5) * 512u + read_at<std::uint32_t>(image, payload_offset_at),
			 .size = read_at<std::uint32_t>(image, payload_length_at) };

	if (payload.offset + payload.size > image.size() || payload.size == 0)
		throw Failure{ Fault::Environment, "the payload is outside the kernel image" };
	std::string_view bytes = image.substr(payload.offset, payload.size);
	for (const Magic &magic : magics)
		if (bytes.starts_with(magic.bytes)) {
			payload.program = magic.program;
			return payload;
		}
	throw Failure{ Fault::Environment, "unknown compression of the kernel image" };
}

std::string image_release(const fs::path &path)
{
	const std::string image = read_text(path);
	try {
		require_setup_header(image);
		std::size_t at = read_at<std::uint16_t>(image, kernel_version_at) + 0x200u;
		std::string text = image.substr(at, 128).c_str();
		return text.substr(0, text.find(' '));
	} catch (const std::exception &) {
		return {};
	}
}

void unpack_vmlinux(const fs::path &path, const fs::path &out)
{
	const std::string image = read_text(path);
	const Payload payload = find_payload(image);
	std::string bytes = image.substr(payload.offset, payload.size);

	if (!payload.program.empty()) {
		if (!find_program(payload.program))
			throw Failure{ Fault::Environment,
				       fmt::format("'{}' is needed to unpack the kernel image", payload.program) };
		// The payload ends with the kernel's own size field, which the programs report as
		// garbage after they unpacked everything: only the resulting ELF file counts.
		RunResult result = run({ payload.program, "-dc" }, { .input = std::move(bytes) });
		bytes = std::move(result.out);
	}
	if (!bytes.starts_with("\x7f"
			       "ELF"))
		throw Failure{ Fault::Environment, "the kernel image did not unpack to an ELF file" };
	write_text(out, bytes);
}

} // namespace kxx::kernels
