// SPDX-License-Identifier: GPL-2.0
#include "kernels/debian.hpp"

#include <gtest/gtest.h>

namespace kxx::kernels {
namespace {

TEST(Makefile, IncludeIsRewritten)
{
	EXPECT_EQ(rewrite_makefile("include /usr/src/linux-headers-1-common/Makefile\n", "/cache/root"),
		  "include /cache/root/usr/src/linux-headers-1-common/Makefile\n");
	EXPECT_EQ(rewrite_makefile("# top\ninclude /usr/src/x/Makefile\nrest\n", "/r"),
		  "# top\ninclude /r/usr/src/x/Makefile\nrest\n");
}

TEST(Makefile, OthersStay)
{
	EXPECT_EQ(rewrite_makefile("all:\n\tinclude /usr/src/x\n", "/r"), "all:\n\tinclude /usr/src/x\n");
	EXPECT_EQ(rewrite_makefile("", "/r"), "");
}

} // namespace
} // namespace kxx::kernels
