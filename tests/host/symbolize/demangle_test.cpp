// SPDX-License-Identifier: GPL-2.0
//! Linker names, demangled to the form that people write.
#include "elf/demangle.hpp"

#include <gtest/gtest.h>

namespace kxx::test {
namespace {

TEST(Demangle, Names)
{
	EXPECT_EQ(elf::demangle("_ZN4disk5flushEi"), "disk::flush(int)");
	EXPECT_EQ(elf::demangle("init_module"), "init_module");
	EXPECT_EQ(elf::demangle("_Znotmangled"), "_Znotmangled");
	EXPECT_EQ(elf::demangle("_ZTV4Base"), "vtable for Base");
}

TEST(Demangle, Clones)
{
	for (const char *suffix : { ".cold", ".constprop.0", ".isra.0", ".part.0", ".lto_priv.0", ".localalias", ".0",
				    ".constprop.0.isra.0" }) {
		std::string name = std::string("_ZN4disk5flushEi") + suffix;

		EXPECT_EQ(elf::demangle(name), "disk::flush(int)") << name;
		EXPECT_EQ(elf::demangle_clone(name), "disk::flush(int) [clone " + std::string(suffix) + "]");
		EXPECT_EQ(elf::strip_clone(name), "_ZN4disk5flushEi");
	}
	EXPECT_EQ(elf::strip_clone("DW.ref.__gxx_personality_v0"), "DW.ref.__gxx_personality_v0");
	EXPECT_EQ(elf::strip_clone(".LC0"), ".LC0");
}

} // namespace
} // namespace kxx::test
