// SPDX-License-Identifier: GPL-2.0
#include "vm/splats.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace kxx::vm {
namespace {

std::vector<Splat> find(const std::string &text)
{
	SplatFinder finder;
	std::istringstream lines(text);

	for (std::string line; std::getline(lines, line);)
		finder.feed(line);
	return finder.splats();
}

TEST(Timestamps, AreRemoved)
{
	EXPECT_EQ(without_timestamp("[    1.234567] text"), "text");
	EXPECT_EQ(without_timestamp("[12345.678901]  indented"), " indented");
	EXPECT_EQ(without_timestamp("[    1.234567][   T12] text"), "text");
	EXPECT_EQ(without_timestamp("[    1.234567][    C0] text"), "text");
	EXPECT_EQ(without_timestamp("no stamp"), "no stamp");
	EXPECT_EQ(without_timestamp("[drm] no stamp either"), "[drm] no stamp either");
	EXPECT_EQ(without_timestamp("[1] no stamp"), "[1] no stamp");
	EXPECT_EQ(without_timestamp(""), "");
}

class Report : public testing::TestWithParam<const char *> {};

TEST_P(Report, IsFound)
{
	EXPECT_EQ(find(std::string("[    3.141592] ") + GetParam()).size(), 1u);
	EXPECT_EQ(find(std::string("before\n") + GetParam() + "\nafter\n").size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(
	Kernel, Report,
	testing::Values("BUG: kernel NULL pointer dereference, address: 0000000000000000",
			"BUG: unable to handle page fault for address: ffffc90000000000",
			"BUG: KASAN: slab-use-after-free in uaf_init+0x4c/0x1000 [uaf]",
			"BUG: sleeping function called from invalid context at kernel/locking/mutex.c:585",
			"BUG: scheduling while atomic: insmod/77/0x00000002",
			"BUG: using smp_processor_id() in preemptible [00000000] code: insmod/70",
			"BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 31s!",
			"BUG kmalloc-64 (Tainted: G           O      ): Poison overwritten",
			"BUG kmalloc-64 (Not tainted): Redzone overwritten",
			"BUG: Bad page state in process insmod  pfn:01234",
			"WARNING: CPU: 0 PID: 61 at /src/warn.c:8 warn_init+0x10/0x1000 [warn]",
			"WARNING: possible circular locking dependency detected",
			"WARNING: possible recursive locking detected", "WARNING: inconsistent lock state",
			"WARNING: suspicious RCU usage", "WARNING: bad unlock balance detected!",
			"WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected", "[ BUG: Invalid wait context ]",
			"Oops: Oops: 0002 [#1] PREEMPT SMP NOPTI",
			"Oops: general protection fault, probably for non-canonical address: 0000",
			"general protection fault, probably for non-canonical address 0x6b6b: 0000 [#1]",
			"invalid opcode: 0000 [#1] PREEMPT SMP", "kernel BUG at mm/slub.c:553!",
			"Kernel panic - not syncing: Attempted to kill init!",
			"UBSAN: shift-out-of-bounds in /src/shift.c:9:20",
			"ODEBUG: free active (active state 0) object: 00 object type: timer_list",
			"refcount_t: underflow; use-after-free.", "list_add corruption. prev->next should be next",
			"list_del corruption, ffff88->next is LIST_POISON1 (dead000000000100)",
			"INFO: task insmod:70 blocked for more than 30 seconds.",
			"INFO: trying to register non-static key.", "rcu: INFO: rcu_preempt self-detected stall on CPU",
			"rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:",
			"rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 0-... }",
			"watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [insmod:70]",
			"failed to validate module [hello] BTF: -22",
			"traps: Missing ENDBR: hello_init+0x0/0x10 [hello]",
			"sysfs: cannot create duplicate filename '/class/x'", "------------[ cut here ]------------"));

class Ordinary : public testing::TestWithParam<const char *> {};

TEST_P(Ordinary, IsNotFound)
{
	EXPECT_TRUE(find(std::string("[    3.141592] ") + GetParam()).empty());
	EXPECT_TRUE(find(GetParam()).empty());
}

INSTANTIATE_TEST_SUITE_P(Modules, Ordinary,
			 testing::Values("hello: BUG: this is a module's own text", "hello: WARNING: low on ink",
					 "BUG fixed", "BUG reports go to the list (please)", "DEBUG: value 3",
					 "no WARNING: here", "Oops, said the module", "warning: lower case",
					 "hello: loading out-of-tree module taints kernel.",
					 "hello: module verification failed: signature and/or required key missing - "
					 "tainting kernel",
					 "Spectre V2 : WARNING: Unprivileged eBPF is enabled", "rcu: INFO: nothing",
					 "INFO: all is well",
					 "kmemleak: 12 new suspected memory leaks (see /sys/kernel/debug/kmemleak)",
					 "BPF: module loaded", "DMA-API: debugging enabled by kernel config",
					 "FAULT_INJECTION: forcing a failure.", "list_delete done", "",
					 "    not ok 1 test", "UBSAN is on", "refcount_type: 3"));

TEST(Splats, BlockIsCollectedAndEnds)
{
	const auto splats = find("[    1.000000] echo: before\n"
				 "[    2.000000] ------------[ cut here ]------------\n"
				 "[    2.000001] refcount_t: underflow; use-after-free.\n"
				 "[    2.000002] WARNING: CPU: 1 PID: 60 at lib/refcount.c:28\n"
				 "[    2.000003] Modules linked in: refcount(O+)\n"
				 "[    2.000004] Call Trace:\n"
				 "[    2.000005]  <TASK>\n"
				 "[    2.000006]  refcount_init+0x2f/0x1000 [refcount]\n"
				 "[    2.000007]  </TASK>\n"
				 "[    2.000008] ---[ end trace 0000000000000000 ]---\n"
				 "[    3.000000] echo: after\n");

	ASSERT_EQ(splats.size(), 1u);
	EXPECT_EQ(splats[0].title, "refcount_t: underflow; use-after-free.");
	EXPECT_EQ(splats[0].lines.size(), 9u);
}

TEST(Splats, TwoInARow)
{
	const auto splats = find("------------[ cut here ]------------\n"
				 "WARNING: CPU: 0 PID: 1 at a.c:1\nCall Trace:\n </TASK>\n"
				 "---[ end trace 0000000000000000 ]---\n"
				 "------------[ cut here ]------------\n"
				 "WARNING: CPU: 0 PID: 1 at b.c:1\nCall Trace:\n </TASK>\n"
				 "---[ end trace 0000000000000000 ]---\n");

	ASSERT_EQ(splats.size(), 2u);
	EXPECT_EQ(splats[1].title, "WARNING: CPU: 0 PID: 1 at b.c:1");
}

TEST(Splats, ReportRightAfterATrace)
{
	EXPECT_EQ(find("BUG: sleeping function called from invalid context\nCall Trace:\n <TASK>\n"
		       " f+0x1/0x2\n </TASK>\nBUG: scheduling while atomic: insmod/1/2\n")
			  .size(),
		  2u);
}

TEST(Splats, LockdepIncludesItsFrame)
{
	const auto splats = find("======================================================\n"
				 "WARNING: possible circular locking dependency detected\n"
				 "6.12 Not tainted\n"
				 "insmod/60 is trying to acquire lock:\n");

	ASSERT_EQ(splats.size(), 1u);
	EXPECT_EQ(splats[0].lines.size(), 4u);
}

TEST(Splats, ATraceOutOfNowhereCounts)
{
	const auto splats = find("hello: something odd\nCPU: 0 PID: 1 Comm: insmod\n"
				 "Hardware name: QEMU\nCall Trace:\n <TASK>\n </TASK>\n");

	ASSERT_EQ(splats.size(), 1u);
	EXPECT_EQ(splats[0].title, "hello: something odd");
}

TEST(Splats, ExpectedTracesDoNotCount)
{
	EXPECT_TRUE(find("FAULT_INJECTION: forcing a failure.\nname failslab, interval 1\n"
			 "CPU: 0 PID: 1\nHardware name: QEMU\nCall Trace:\n <TASK>\n </TASK>\n")
			    .empty());
	EXPECT_TRUE(find("insmod: page allocation failure: order:0, mode:0xcc0(GFP_KERNEL)\n"
			 "CPU: 0 PID: 1\nCall Trace:\n <TASK>\n </TASK>\n")
			    .empty());
	EXPECT_TRUE(
		find("=> alloc_cpumask_var: failed!\n"
		     "CPU: 1 PID: 73\nTainted: [O]=OOT_MODULE\nHardware name: QEMU\nCall Trace:\n <TASK>\n </TASK>\n")
			.empty());
	EXPECT_TRUE(find("__kmem_cache_create_args(disk_request) failed with error -12\n"
			 "CPU: 0 PID: 1\nCall Trace:\n <TASK>\n </TASK>\n")
			    .empty());
}

TEST(Splats, LinkThatCKeptIsNoReport)
{
	const std::string trace = "CPU: 0 PID: 1\nCall Trace:\n <TASK>\n </TASK>\n";

	EXPECT_TRUE(find("sysfs: cannot create duplicate filename '/module/suite/drivers/mdio_bus:chip'\n" + trace)
			    .empty());
	EXPECT_EQ(find("sysfs: cannot create duplicate filename '/bus/mdio_bus/drivers/chip'\n" + trace).size(), 1u);
	EXPECT_EQ(find("sysfs: cannot create duplicate filename '/module/suite/holders/chip'\n" + trace).size(), 1u);
}

TEST(Splats, OrdinaryLinesAfterAReportAreOrdinary)
{
	SplatFinder finder;

	finder.feed("BUG: sleeping function called from invalid context at x.c:1");
	finder.feed("Call Trace:");
	finder.feed(" </TASK>");
	EXPECT_FALSE(finder.feed("hello: goes on"));
	EXPECT_TRUE(SplatFinder(finder).feed("WARNING: suspicious RCU usage"));
}

TEST(Taint, OnlyFaultsCount)
{
	EXPECT_EQ(describe_taint((1ul << 12) | (1ul << 13) | 1), ""); // out of tree, unsigned, licence
	EXPECT_EQ(describe_taint(1ul << 9), "warning");
	EXPECT_EQ(describe_taint((1ul << 7) | (1ul << 9)), "oops, warning");
}

} // namespace
} // namespace kxx::vm
