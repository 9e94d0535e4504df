// SPDX-License-Identifier: GPL-2.0
#include "vm/leaks.hpp"

#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

using Lines = std::vector<std::string>;

const std::map<std::string, ModulePlace> places{
	{ "leak",
	  { .address = 0xffffffffa0000000,
	    .size = 0x4000,
	    .sections = { { ".text", 0xffffffffa0000000 }, { ".init.text", 0xffffffffa0006000 } } } }
};

TEST(Leaks, OfTheBootDoNotCount)
{
	EXPECT_TRUE(filter_leaks({ "unreferenced object 0xffff888001 (size 64):",
				   "  comm \"swapper/0\", pid 1, jiffies 4294667296",
				   "  backtrace (crc 0):", "    [<0>] kernel_init+0x1/0x2" },
				 places, 50)
			    .empty());
}

TEST(Leaks, OfLaterProcessesCount)
{
	EXPECT_EQ(filter_leaks({ "unreferenced object 0xffff888001 (size 64):",
				 "  comm \"insmod\", pid 71, jiffies 4294667296" },
			       places, 50)
			  .size(),
		  2u);
}

TEST(Leaks, OfWorkersCountWithAModuleOnTheStack)
{
	const Lines worker{ "unreferenced object 0xffff888001 (size 64):",
			    "  comm \"kworker/0:1\", pid 99, jiffies 4294667296" };
	Lines ours = worker;

	EXPECT_TRUE(filter_leaks(worker, places, 50).empty());
	ours.push_back("    [<00000000>] work+0x1/0x2 [leak]");
	EXPECT_EQ(filter_leaks(ours, places, 50).size(), 3u);
}

TEST(Leaks, AddressesOfModulesThatAreGoneAreNamed)
{
	const Lines leaks = filter_leaks(
		{ "unreferenced object 0xffff888001 (size 64):", "  comm \"kworker/0:1\", pid 9, jiffies 4294667296",
		  "    0xffffffffa0000024", "    do_one_initcall+0x40/0x300" },
		places, 50);

	EXPECT_EQ(filter_leaks({ "unreferenced object 0x1 (size 1):", "    0xffffffffa000607b" }, places, 50).back(),
		  "    0xffffffffa000607b [leak .init.text+0x7b]");
	EXPECT_TRUE(
		filter_leaks({ "unreferenced object 0x1 (size 1):", "    0xffffffff81001234" }, places, 50).empty());
	ASSERT_EQ(leaks.size(), 4u);
	EXPECT_EQ(leaks[2], "    0xffffffffa0000024 [leak+0x24]");
}

TEST(Leaks, ModulesThatHadOneAddressAreBothNamed)
{
	std::map<std::string, ModulePlace> two = places;

	two["bye"] = { .address = 0xffffffffa0000000, .size = 0x1000 };
	EXPECT_EQ(filter_leaks({ "unreferenced object 0x1 (size 1):", "    0xffffffffa0000024" }, two, 50).back(),
		  "    0xffffffffa0000024 [bye+0x24 or leak+0x24]");
	EXPECT_EQ(filter_leaks({ "unreferenced object 0x1 (size 1):", "    0xffffffffa0002000" }, two, 50).back(),
		  "    0xffffffffa0002000 [leak+0x2000]");
}

TEST(Leaks, NameOfACacheThatCouldNotBeShownIsLostByC)
{
	const Lines name{ "unreferenced object 0xffff888001 (size 16):",
			  "  comm \"insmod\", pid 71, jiffies 4294667296", "    kstrdup+0x34/0x60",
			  "    kobject_set_name_vargs+0x31/0xb0", "    kobject_init_and_add+0xb4/0x130" };
	Lines of_a_cache = name;

	of_a_cache.push_back("    sysfs_slab_add+0x18d/0x1e0");
	EXPECT_TRUE(filter_leaks(of_a_cache, places, 50).empty());
	EXPECT_EQ(filter_leaks(name, places, 50).size(), name.size());
}

TEST(Leaks, EachObjectIsJudgedAlone)
{
	EXPECT_EQ(filter_leaks({ "unreferenced object 0x1 (size 1):", "  comm \"init\", pid 1, x",
				 "unreferenced object 0x2 (size 1):", "  comm \"sh\", pid 60, x",
				 "unreferenced object 0x3 (size 1):", "  comm \"init\", pid 1, x" },
			       places, 50)
			  .size(),
		  2u);
}

} // namespace
} // namespace kxx::vm
