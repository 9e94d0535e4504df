// SPDX-License-Identifier: GPL-2.0
//! Flags that the C++ code and the kernel must agree on.
#include "workshop.hpp"

namespace kxx::test {
namespace {

Lines compare(const Lines &ours, const Lines &kernels)
{
	Lines lines;

	for (const gate::Finding &finding : gate::compare_flags(ours, kernels)) {
		EXPECT_EQ(finding.rule, "abi-flag");
		lines.push_back(finding.message);
	}
	return lines;
}

/// Flags a kernel may have, each changing how code works together with other code.
class KernelFlag : public ::testing::TestWithParam<const char *> {};

TEST_P(KernelFlag, Missing)
{
	EXPECT_EQ(compare({ "-O2" }, { "-O2", GetParam() }),
		  Lines({ std::string("the kernel is built with '") + GetParam() + "', the C++ code is not" }));
}

TEST_P(KernelFlag, Extra)
{
	EXPECT_EQ(compare({ "-O2", GetParam() }, { "-O2" }),
		  Lines({ std::string("the C++ code is built with '") + GetParam() + "', the kernel is not" }));
}

TEST_P(KernelFlag, Same)
{
	EXPECT_EQ(compare({ GetParam(), "-O2" }, { "-O2", GetParam() }), Lines());
}

INSTANTIATE_TEST_SUITE_P(All, KernelFlag,
			 ::testing::Values("-mno-red-zone", "-mcmodel=kernel", "-mindirect-branch=thunk-extern",
					   "-mindirect-branch-register", "-mindirect-branch-cs-prefix",
					   "-mfunction-return=thunk-extern", "-mharden-sls=all",
					   "-mpreferred-stack-boundary=3", "-mno-sse", "-mno-80387", "-mrecord-mcount",
					   "-mfentry", "-mskip-rax-setup", "-fcf-protection=branch",
					   "-fpatchable-function-entry=16,16", "-fstack-protector-strong",
					   "-fstack-protector", "-fshort-wchar", "-funsigned-char",
					   "-fno-strict-aliasing", "-fno-strict-overflow",
					   "-fno-delete-null-pointer-checks", "-fshort-enums", "-fpack-struct",
					   "-ftrivial-auto-var-init=zero", "-fsanitize=kernel-address",
					   "-fzero-call-used-regs=used-gpr", "-fno-omit-frame-pointer"));

TEST(Flags, Different)
{
	EXPECT_EQ(compare({ "-mcmodel=small" }, { "-mcmodel=kernel" }),
		  Lines({ "the C++ code is built with '-mcmodel=small', the kernel with "
			  "'-mcmodel=kernel'" }));
	EXPECT_EQ(compare({ "-msse" }, { "-mno-sse" }),
		  Lines({ "the C++ code is built with '-msse', the kernel with '-mno-sse'" }));
	EXPECT_EQ(compare({ "-fstack-protector" }, { "-fstack-protector-strong" }),
		  Lines({ "the C++ code is built with '-fstack-protector', the kernel with "
			  "'-fstack-protector-strong'" }));
}

TEST(Flags, TheLastOneCounts)
{
	EXPECT_EQ(compare({ "-mred-zone", "-mno-red-zone" }, { "-mno-red-zone" }), Lines());
	EXPECT_EQ(compare({ "-fcf-protection=branch", "-fcf-protection=none" }, {}), Lines());
	EXPECT_EQ(compare({ "-fstack-protector-strong", "-fno-stack-protector" }, {}), Lines());
	EXPECT_EQ(compare({ "-fsanitize=bounds,shift", "-fno-sanitize=shift" }, { "-fsanitize=bounds" }), Lines());
}

TEST(Flags, SanitizersAreASet)
{
	EXPECT_EQ(compare({ "-fsanitize=shift", "-fsanitize=bounds" }, { "-fsanitize=bounds,shift" }), Lines());
	EXPECT_EQ(compare({ "-fsanitize=shift" }, { "-fsanitize=bounds,shift" }),
		  Lines({ "the kernel is built with '-fsanitize=bounds', the C++ code is not" }));
}

TEST(Flags, WhatChangesNoAgreementIsFree)
{
	EXPECT_EQ(compare({ "-O3", "-mtune=native", "-Wall", "-std=gnu++20", "-flto", "-fno-exceptions", "-DX",
			    "-Iinclude" },
			  { "-O2", "-Wstrict-prototypes", "-std=gnu11" }),
		  Lines());
	EXPECT_EQ(compare({ "-funsigned-char" }, { "-fno-signed-char" }), Lines());
}

} // namespace
} // namespace kxx::test
