// SPDX-License-Identifier: GPL-2.0
#include "vm/cpio.hpp"

#include "common/process.hpp"

#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

TEST(Cpio, HeaderOfOneFile)
{
	CpioWriter writer;

	writer.file("a", "data", 0755);
	const std::string archive = writer.finish();
	EXPECT_EQ(archive.substr(0, 6), "070701");
	EXPECT_EQ(archive.substr(14, 8), "000081ED"); // mode
	EXPECT_EQ(archive.substr(54, 8), "00000004"); // file size
	EXPECT_EQ(archive.substr(94, 8), "00000002"); // name size
	EXPECT_EQ(archive.substr(110, 2), std::string("a\0", 2));
	EXPECT_EQ(archive.substr(112, 4), "data");
	EXPECT_NE(archive.find("TRAILER!!!"), archive.npos);
	EXPECT_EQ(archive.size() % 512, 0u);
}

TEST(Cpio, ParentsComeFirstAndOnce)
{
	CpioWriter writer;

	writer.file("/lib/firmware/a.bin", "1");
	writer.file("lib/firmware/b.bin", "2");
	writer.directory("lib/");
	const std::string archive = writer.finish();
	const std::size_t lib = archive.find(std::string("lib\0", 4));
	ASSERT_NE(lib, archive.npos);
	EXPECT_EQ(archive.find(std::string("lib\0", 4), lib + 1), archive.npos);
	EXPECT_LT(lib, archive.find("lib/firmware/a.bin"));
}

TEST(Cpio, EverythingIsAligned)
{
	for (std::size_t size = 0; size < 9; size++) {
		CpioWriter writer;

		writer.file("name", std::string(size, 'x'));
		writer.file("next", "");
		EXPECT_EQ(writer.finish().find("070701", 6) % 4, 0u);
	}
}

TEST(Cpio, TheProgramReadsIt)
{
	if (!find_program("cpio"))
		GTEST_SKIP() << "no cpio program";
	CpioWriter writer;
	writer.directory("dev");
	writer.character_device("dev/console", 5, 1);
	writer.symlink("bin/sh", "busybox");
	writer.file("init", "#!/bin/sh\n", 0755);
	RunResult result = run({ "cpio", "-itv" }, { .input = writer.finish() });
	ASSERT_TRUE(result.ok()) << result.err;
	EXPECT_NE(result.out.find("bin/sh -> busybox"), std::string::npos);
	EXPECT_NE(result.out.find("crw-------"), std::string::npos);
	EXPECT_NE(result.out.find("5,   1"), std::string::npos);
	EXPECT_NE(result.out.find("-rwxr-xr-x"), std::string::npos);
}

TEST(Cpio, TheWriterCanBeUsedAgain)
{
	CpioWriter writer;

	writer.file("a", "1");
	const std::string first = writer.finish();
	writer.file("a", "1");
	EXPECT_EQ(writer.finish(), first);
}

} // namespace
} // namespace kxx::vm
