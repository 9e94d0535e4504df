// SPDX-License-Identifier: GPL-2.0
#include "common/failure.hpp"
#include "vm/initramfs.hpp"
#include "vm/modules.hpp"
#include "vm/modules_of_directory.hpp"

#include <gtest/gtest.h>

namespace kxx::vm {
namespace {

using Names = std::vector<std::string>;

ModuleInfo module(std::string name, Names depends = {})
{
	return { .name = std::move(name), .depends = std::move(depends) };
}

Names names(const std::vector<ModuleInfo> &modules)
{
	Names result;

	for (const ModuleInfo &info : modules)
		result.push_back(info.name);
	return result;
}

std::optional<ModuleInfo> kernel(const std::string &name)
{
	static const std::map<std::string, Names> modules{
		{ "libphy", { "mdio_bus" } }, { "mdio_bus", {} },	  { "configfs", {} },
		{ "loop_a", { "loop_b" } },   { "loop_b", { "loop_a" } },
	};
	auto found = modules.find(name);

	if (found == modules.end())
		return std::nullopt;
	return module(name, found->second);
}

TEST(ModuleName, IsTheKernels)
{
	EXPECT_EQ(module_name("/a/b/my-module.ko"), "my_module");
	EXPECT_EQ(module_name("snd-pcm.ko.xz"), "snd_pcm");
	EXPECT_EQ(module_name("i2c-stub.ko.zst"), "i2c_stub");
}

TEST(Modinfo, IsTakenApart)
{
	const std::string section("license=GPL\0depends=mdio-bus,libphy\0name=ax88796b\0"
				  "parm=debug:level\0parmtype=count:int\0"
				  "vermagic=6.12 SMP preempt mod_unload modversions \0\0",
				  130);
	const ModuleInfo info = parse_modinfo(section, "other");

	EXPECT_EQ(info.name, "ax88796b");
	EXPECT_EQ(info.depends, (Names{ "mdio_bus", "libphy" }));
	EXPECT_EQ(info.parameters, (Names{ "debug", "count" }));
	EXPECT_TRUE(info.vermagic.starts_with("6.12"));
}

TEST(Modinfo, EmptyDependencies)
{
	const ModuleInfo info = parse_modinfo(std::string_view("depends=\0x", 10), "fallback");

	EXPECT_TRUE(info.depends.empty());
	EXPECT_EQ(info.name, "fallback");
}

TEST(Modinfo, RefusesWhatIsNoModule)
{
	EXPECT_THROW(read_modinfo("/etc/passwd"), Failure);
	EXPECT_THROW(read_modinfo("/nowhere/a.ko"), Failure);
	EXPECT_THROW(read_modinfo("/bin/true"), Failure);
}

TEST(LoadOrder, DependenciesFirst)
{
	const LoadOrder order = order_modules({ module("driver", { "libphy" }) }, {}, kernel);

	EXPECT_EQ(names(order.dependencies), (Names{ "mdio_bus", "libphy" }));
	EXPECT_EQ(names(order.modules), (Names{ "driver" }));
}

TEST(LoadOrder, OwnModulesAreSorted)
{
	const LoadOrder order = order_modules({ module("top", { "base", "configfs" }), module("base") }, {}, kernel);

	EXPECT_EQ(names(order.modules), (Names{ "base", "top" }));
	EXPECT_EQ(names(order.dependencies), (Names{ "configfs" }));
}

TEST(LoadOrder, GivenOrderIsKept)
{
	EXPECT_EQ(names(order_modules({ module("b"), module("a"), module("c") }, {}, kernel).modules),
		  (Names{ "b", "a", "c" }));
}

TEST(LoadOrder, OwnModuleReplacesTheKernels)
{
	const LoadOrder order = order_modules({ module("user", { "configfs" }), module("configfs") }, {}, kernel);

	EXPECT_TRUE(order.dependencies.empty());
	EXPECT_EQ(names(order.modules), (Names{ "configfs", "user" }));
}

TEST(LoadOrder, ExtraModules)
{
	EXPECT_EQ(names(order_modules({}, { "mdio-bus", "libphy" }, kernel).dependencies),
		  (Names{ "mdio_bus", "libphy" }));
	EXPECT_THROW(order_modules({}, { "absent" }, kernel), Failure);
}

TEST(LoadOrder, MissingDependency)
{
	try {
		order_modules({ module("driver", { "absent" }) }, {}, kernel);
		FAIL();
	} catch (const Failure &error) {
		EXPECT_STREQ(error.what(), "module 'driver' needs 'absent', which is neither given nor "
					   "part of the kernel");
	}
}

TEST(LoadOrder, Loops)
{
	EXPECT_THROW(order_modules({ module("x", { "loop_a" }) }, {}, kernel), Failure);
	EXPECT_THROW(order_modules({ module("x", { "x" }) }, {}, kernel), Failure);
}

TEST(ModulesOrder, BothSpellings)
{
	const auto modules = parse_modules_order("hello.o\n/abs/other.ko\nsub/x.o\n\n", "/dir");

	ASSERT_EQ(modules.size(), 3u);
	EXPECT_EQ(modules[0], "/dir/hello.ko");
	EXPECT_EQ(modules[1], "/abs/other.ko");
	EXPECT_EQ(modules[2], "/dir/sub/x.ko");
}

TEST(Busybox, AppletsAreHidden)
{
	using namespace std::literals;
	std::string bytes = "\0inotifyd\0insmod\0install\0 insmod: text\0"s;

	hide_applet(bytes, "insmod");
	EXPECT_EQ(bytes, "\0inotifyd\0insmoD\0install\0 insmod: text\0"s);
}

TEST(Parameters, GoWhereTheyBelong)
{
	Job job;
	job.parameters = { "count=3", "other.name=it's", "driver.debug=1" };
	const ModuleInfo driver{ .name = "driver", .parameters = { "count", "debug" } };
	const ModuleInfo other{ .name = "other", .parameters = { "name" } };

	EXPECT_EQ(parameters_for(job, driver), " 'count=3' 'debug=1'");
	EXPECT_EQ(parameters_for(job, other), " 'name=it'\\''s'");
}

TEST(Parameters, ADotInTheValueIsNoModule)
{
	Job job;
	job.parameters = { "ratio=1.5" };
	EXPECT_EQ(parameters_for(job, { .name = "m", .parameters = { "ratio" } }), " 'ratio=1.5'");
}

} // namespace
} // namespace kxx::vm
