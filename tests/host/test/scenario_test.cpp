// SPDX-License-Identifier: GPL-2.0
#include "test/scenario.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"

#include <gtest/gtest.h>

namespace kxx::test {
namespace {

const std::filesystem::path place = "/tree/echo/echo.scenario.sh";

std::string fault_of(const std::string &text)
{
	try {
		(void)parse_scenario(text, place);
	} catch (const Failure &failure) {
		EXPECT_EQ(failure.fault, Fault::Environment);
		return failure.what();
	}
	return "none";
}

TEST(Scenario, HeadIsRead)
{
	const Scenario scenario = parse_scenario("# SPDX\n# What it shows.\n"
						 "#: kernels: 6.12 debug\n"
						 "#: modules: ../../samples/minimal one.ko\n"
						 "#: program: user.c\n"
						 "#: program: fuzz program/*.cpp main.cpp\n"
						 "#: with: i2c-stub chip_addr=0x50\n"
						 "#: allow: failed with error -5\n"
						 "#: file: ../../usr\n"
						 "#: icount: yes\n"
						 "#: boot: no\n"
						 "#: set: seconds=50\n"
						 "#: set: seed=\n"
						 "#: status: 1\n"
						 "#: expect: ^a: b|c$\n"
						 "\nkxx-load\n",
						 place);

	EXPECT_EQ(scenario.kernels, (std::vector<std::string>{ "6.12", "debug" }));
	EXPECT_EQ(scenario.modules, (std::vector<std::filesystem::path>{ "/samples/minimal", "/tree/echo/one.ko" }));
	ASSERT_EQ(scenario.programs.size(), 2u);
	EXPECT_EQ(scenario.programs[0].name, "user");
	EXPECT_EQ(scenario.programs[0].sources, std::vector<std::string>{ "user.c" });
	EXPECT_EQ(scenario.programs[1].name, "fuzz");
	EXPECT_EQ(scenario.programs[1].sources, (std::vector<std::string>{ "program/*.cpp", "main.cpp" }));
	EXPECT_EQ(scenario.arguments,
		  (std::vector<std::string>{ "--with", "i2c-stub chip_addr=0x50", "--allow", "failed with error -5",
					     "--file", "/usr", "--icount" }));
	EXPECT_EQ(scenario.variables, (std::map<std::string, std::string>{ { "seconds", "50" }, { "seed", "" } }));
	EXPECT_EQ(scenario.status, 1);
	EXPECT_EQ(scenario.expectations, std::vector<std::string>{ "^a: b|c$" });
	EXPECT_TRUE(scenario.has_script);
	EXPECT_FALSE(scenario.on_host);
}

TEST(Scenario, WithoutHeadOrScript)
{
	const Scenario scenario = parse_scenario("# SPDX\n\n   # only comments\n", place);

	EXPECT_EQ(scenario.kernels, usual_kernels());
	EXPECT_TRUE(scenario.any_kernel);
	EXPECT_TRUE(scenario.modules.empty());
	EXPECT_FALSE(scenario.has_script);
	EXPECT_EQ(scenario.status, 0);
}

TEST(Scenario, FaultsNameTheLine)
{
	EXPECT_EQ(fault_of("# SPDX\n#: kernel: 6.12\n").substr(0, 55),
		  "/tree/echo/echo.scenario.sh:2: unknown key 'kernel'; th");
	EXPECT_EQ(fault_of("#: kernels\n"),
		  "/tree/echo/echo.scenario.sh:1: '#: kernels' is not of the form '#: KEY: VALUE'");
	EXPECT_EQ(fault_of("#: kernels:  \n"), "/tree/echo/echo.scenario.sh:1: 'kernels' has no value");
	EXPECT_EQ(fault_of("kxx-load\n#: status: 1\n"),
		  "/tree/echo/echo.scenario.sh:2: the head ends where the script begins: this line is behind it");
	EXPECT_EQ(fault_of("#: status: one\n"), "/tree/echo/echo.scenario.sh:1: 'one' is not a status");
	EXPECT_EQ(fault_of("#: expect: (\n"),
		  "/tree/echo/echo.scenario.sh:1: '(' is not an extended regular expression");
	EXPECT_EQ(fault_of("#: icount: 1\n"), "/tree/echo/echo.scenario.sh:1: 'icount' is yes or no");
	EXPECT_EQ(fault_of("#: set: 1a=b\n"), "/tree/echo/echo.scenario.sh:1: '1a=b' is not of the form NAME=VALUE");
	EXPECT_EQ(fault_of("#: set: a-b=c\n"), "/tree/echo/echo.scenario.sh:1: 'a-b=c' is not of the form NAME=VALUE");
	EXPECT_EQ(fault_of("#: leaks: no\n"), "/tree/echo/echo.scenario.sh:1: 'leaks' is check or ignore");
	EXPECT_EQ(fault_of("#: timeout: long\n"), "/tree/echo/echo.scenario.sh:1: 'timeout' is a number");
	EXPECT_EQ(fault_of("#: timeout: 5\n#: timeout: 6\n"),
		  "/tree/echo/echo.scenario.sh:2: 'timeout' stands here a second time");
	EXPECT_EQ(fault_of("#: file: absent\n"), "/tree/echo/echo.scenario.sh:1: no such file: '/tree/echo/absent'");
	EXPECT_EQ(fault_of("#: host: yes\n#: allow: x\ntrue\n"),
		  "/tree/echo/echo.scenario.sh: 'allow' is for a guest, and this is 'host: yes'");
	EXPECT_EQ(fault_of("#: host: yes\n#: timeout: 5\ntrue\n"), "none");
	EXPECT_EQ(fault_of("#: host: yes\n"), "/tree/echo/echo.scenario.sh: 'host: yes' needs a script");
}

TEST(Scenario, ASetupHasOnlyWhatTheMachineNeeds)
{
	const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "kxx-setup.sh";

	write_file(file, "#: allow: failed\n#: param: depth=3\necho\n");
	EXPECT_EQ(read_setup(file).arguments, (std::vector<std::string>{ "--allow", "failed", "--param", "depth=3" }));
	for (const char *key : { "expect", "status", "kernels", "program", "host", "timeout" }) {
		write_file(file, std::string("#: ") + key + ": 1\n");
		EXPECT_THROW((void)read_setup(file), Failure) << key;
	}
	std::filesystem::remove(file);
}

TEST(Scenario, IsNamedAfterItsPlace)
{
	const std::filesystem::path tree = std::filesystem::path(testing::TempDir()) / "scenario_names";
	const std::filesystem::path file = tree / "vm" / "echo" / "echo.scenario.sh",
				    other = tree / "vm" / "echo" / "b.scenario.sh";

	for (const auto &one : { file, other }) {
		std::filesystem::create_directories(one.parent_path());
		write_file(one, "# SPDX\n");
	}
	EXPECT_EQ(read_scenario(file, tree / "vm").name, "echo");
	EXPECT_EQ(read_scenario(other, tree / "vm").name, "echo/b");
	EXPECT_EQ(read_scenario(file, tree).name, "vm/echo");
	EXPECT_EQ(read_scenario(file, tree / "vm" / "echo").name, "echo");
	EXPECT_EQ(read_scenario(file, tree / "elsewhere").name, "echo");
	std::filesystem::remove_all(tree);
}

TEST(Scenario, VariablesKeepTheLines)
{
	EXPECT_EQ(with_variables("# one\necho $a\n", { { "a", "x y" }, { "b", "" } }),
		  "a='x y'; b=''; # one\necho $a\n");
	EXPECT_EQ(with_variables("echo\n", {}), "echo\n");
}

TEST(Scenario, ExpectationsAreMatchedLineByLine)
{
	std::string missing;

	EXPECT_TRUE(all_match({ "^b$", "a|x" }, "a\r\nb\r\n", missing));
	EXPECT_FALSE(all_match({ "^a$", "a.b" }, "a\nb\n", missing));
	EXPECT_EQ(missing, "a.b");
}

} // namespace
} // namespace kxx::test
