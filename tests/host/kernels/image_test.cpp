// SPDX-License-Identifier: GPL-2.0
#include "common/failure.hpp"
#include "kernels/image.hpp"

#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>

namespace kxx::kernels {
namespace {

/// A bzImage of one setup sector with a payload that begins with `magic`.
std::string image(const std::string &magic)
{
	std::string bytes(4096, '\0');
	const std::uint32_t offset = 0x100, size = 1000;
	const std::uint16_t version = 0x20f;

	bytes[0x1f1] = 1;
	bytes.replace(0x202, 4, "HdrS");
	std::memcpy(&bytes[0x206], &version, 2);
	std::memcpy(&bytes[0x248], &offset, 4);
	std::memcpy(&bytes[0x24c], &size, 4);
	bytes.replace(2 * 512 + offset, magic.size(), magic);
	return bytes;
}

TEST(Payload, IsFound)
{
	const Payload payload = find_payload(image("\xfd"
						   "7zXZ"));

	EXPECT_EQ(payload.offset, 1024u + 0x100);
	EXPECT_EQ(payload.size, 1000u);
	EXPECT_EQ(payload.program, "xz");
	EXPECT_EQ(find_payload(image("\x28\xb5\x2f\xfd")).program, "zstd");
	EXPECT_EQ(find_payload(image("\x1f\x8b")).program, "gzip");
	EXPECT_EQ(find_payload(image("\x02\x21\x4c\x18")).program, "lz4");
	EXPECT_EQ(find_payload(image("\x7f"
				     "ELF"))
			  .program,
		  "");
}

TEST(Payload, BadImages)
{
	EXPECT_THROW(find_payload(""), Failure);
	EXPECT_THROW(find_payload(std::string(4096, '\0')), Failure);
	EXPECT_THROW(find_payload(image("what")), Failure);
	std::string cut = image("\x1f\x8b");
	cut.resize(1500);
	EXPECT_THROW(find_payload(cut), Failure);
	EXPECT_EQ(image_release("/etc/passwd"), "");
}

} // namespace
} // namespace kxx::kernels
