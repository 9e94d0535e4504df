// SPDX-License-Identifier: GPL-2.0
#include "kernels/apt.hpp"

#include <gtest/gtest.h>

namespace kxx::kernels {
namespace {

TEST(Versions, NumbersAreNumbers)
{
	EXPECT_LT(compare_versions("6.12.9", "6.12.10"), 0);
	EXPECT_GT(compare_versions("6.1.0-100-amd64", "6.1.0-99-amd64"), 0);
	EXPECT_EQ(compare_versions("6.1", "6.1"), 0);
	EXPECT_EQ(compare_versions("6.01", "6.1"), 0);
	EXPECT_LT(compare_versions("6.1", "6.1.1"), 0);
	EXPECT_LT(compare_versions("1.0~rc1", "1.0"), 0);
	EXPECT_LT(compare_versions("6.12.9+deb12", "6.12.9+deb12u1"), 0);
	EXPECT_LT(compare_versions("", "1"), 0);
}

std::string packages(const std::string &version, const std::string &kbuild)
{
	std::string names;

	for (const char *flavour : { "", "cloud-", "rt-" })
		for (const char *end : { "", "-dbg", "-unsigned" })
			names += "linux-image-" + version + "-" + flavour + "amd64" + end + " - Linux\n";
	names += "linux-headers-" + version + "-amd64 - headers\n";
	names += "linux-headers-" + version + "-rt-amd64 - headers\n";
	names += "linux-headers-" + version + "-common - headers\n";
	names += "linux-headers-" + version + "-common-rt - headers\n";
	names += "linux-kbuild-" + kbuild + " - build tools\n";
	return names;
}

TEST(PickNewest, NamedAfterTheVersion)
{
	const std::string names = packages("6.12.98+deb12", "6.12.98+deb12") +
				  packages("6.12.102+deb12", "6.12.102+deb12") +
				  packages("6.12.9+deb12", "6.12.9+deb12");
	const auto best = pick_newest(names, "6.12");

	ASSERT_TRUE(best);
	EXPECT_EQ(best->release, "6.12.102+deb12-amd64");
	EXPECT_EQ(best->image, "linux-image-6.12.102+deb12-amd64");
	EXPECT_EQ(best->headers, "linux-headers-6.12.102+deb12-amd64");
	EXPECT_EQ(best->headers_common, "linux-headers-6.12.102+deb12-common");
	EXPECT_EQ(best->kbuild, "linux-kbuild-6.12.102+deb12");
}

TEST(PickNewest, NamedAfterTheAbi)
{
	const auto best = pick_newest(packages("6.1.0-9", "6.1") + packages("6.1.0-13", "6.1"), "6.1");

	ASSERT_TRUE(best);
	EXPECT_EQ(best->release, "6.1.0-13-amd64");
	EXPECT_EQ(best->kbuild, "linux-kbuild-6.1");
}

TEST(PickNewest, SeriesDoNotMix)
{
	const std::string names =
		packages("6.12.5+deb12", "6.12.5+deb12") + packages("6.1.0-9", "6.1") + packages("6.11.7", "6.11.7");

	EXPECT_EQ(pick_newest(names, "6.1")->release, "6.1.0-9-amd64");
	EXPECT_EQ(pick_newest(names, "6.12")->release, "6.12.5+deb12-amd64");
	EXPECT_FALSE(pick_newest(names, "6.2"));
	EXPECT_FALSE(pick_newest("", "6.12"));
}

TEST(PickNewest, IncompleteKernelsDoNotCount)
{
	const std::string names = packages("6.12.5+deb12", "6.12.5+deb12") +
				  "linux-image-6.12.6+deb12-amd64 - Linux\n"
				  "linux-headers-6.12.6+deb12-amd64 - headers\n"
				  "linux-kbuild-6.12.6+deb12 - build tools\n";

	EXPECT_EQ(pick_newest(names, "6.12")->release, "6.12.5+deb12-amd64");
}

TEST(PickNewest, FlavoursDoNotCount)
{
	EXPECT_FALSE(pick_newest("linux-image-6.12.6+deb12-cloud-amd64\n"
				 "linux-headers-6.12.6+deb12-cloud-amd64\n"
				 "linux-headers-6.12.6+deb12-common\nlinux-kbuild-6.12.6+deb12\n",
				 "6.12"));
}

TEST(Candidate, FromPolicy)
{
	EXPECT_EQ(candidate_version("linux-source-6.12:\n  Installed: (none)\n"
				    "  Candidate: 6.12.5-1~deb12u1\n  Version table:\n"),
		  "6.12.5-1~deb12u1");
	EXPECT_EQ(candidate_version("x:\n  Installed: (none)\n  Candidate: (none)\n"), "");
	EXPECT_EQ(candidate_version(""), "");
}

} // namespace
} // namespace kxx::kernels
