// SPDX-License-Identifier: GPL-2.0
//! Runs the generator on small headers; both compilers must agree with what it wrote.

#include "common/process.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;

namespace {

const fs::path cases = KXX_TEST_CASES;
const std::string program = KXX_BINDGEN;

std::string read(const fs::path &path)
{
	std::ifstream in(path);
	std::ostringstream text;

	text << in.rdbuf();
	return text.str();
}

/// Bindings of one header of cases/, in a directory that is removed with the object.
class Bindings {
public:
	explicit Bindings(const std::string &name, std::vector<std::string> more = {})
	{
		std::string pattern = (fs::temp_directory_path() / "kxx-test-XXXXXX").string();

		path = mkdtemp(pattern.data());
		std::vector<std::string> arguments = { program,	   "--header",
						       (cases / (name + ".h")).string(),
						       "--output", path.string(),
						       "--check" };
		arguments.insert(arguments.end(), more.begin(), more.end());
		result = kxx::run(arguments);
	}
	~Bindings() { fs::remove_all(path); }
	Bindings(const Bindings &) = delete;

	nlohmann::json report() const { return nlohmann::json::parse(read(path / "report.json")); }

	/// The reason why a name was not bound, or nothing.
	std::string reason(const std::string &name) const
	{
		nlohmann::json all = report();

		for (const auto &item : all["not representable"])
			if (item["name"] == name)
				return item["reason"];
		return "";
	}

	/// Compiles cases/NAME.cpp against the bindings.
	kxx::RunResult compile(const std::string &compiler, const std::string &name) const
	{
		return kxx::run({ compiler, "-std=gnu++20", "-fsyntax-only", "-Wall", "-Werror",
				  "-I" + (path / "include").string(),
				  (cases / (name + ".cpp")).string() });
	}

	fs::path path;
	kxx::RunResult result;
};

class Case : public testing::TestWithParam<const char *> {};

TEST_P(Case, BothCompilersAgree)
{
	const std::string name = GetParam();
	std::vector<std::string> more;

	if (fs::path macros = cases / (name + ".macros"); fs::exists(macros))
		more = { "--macros", macros.string(), "--flags=-DCONFIG_CC_HAS_NAMED_AS" };
	Bindings bindings(name, more);
	ASSERT_EQ(bindings.result.status, 0) << bindings.result.err;
	for (const char *compiler : { "g++-12", "clang++-19" }) {
		kxx::RunResult compiled = bindings.compile(compiler, name);

		EXPECT_EQ(compiled.status, 0) << compiler << "\n" << compiled.err;
	}
}

INSTANTIATE_TEST_SUITE_P(Bindgen, Case,
			 testing::Values("layout", "names", "enums", "functions", "builtins", "constants",
					 "cycle_a"),
			 [](const auto &info) { return std::string(info.param); });

TEST(Report, SaysWhatIsNotRepresentable)
{
	Bindings bindings("functions", { "--macros", (cases / "functions.macros").string() });

	ASSERT_EQ(bindings.result.status, 0) << bindings.result.err;
	EXPECT_EQ(bindings.reason("variable_arguments"), "inline function with variable arguments");
	EXPECT_EQ(bindings.reason("table"), "static variable in a header");
	EXPECT_EQ(bindings.reason("absent_everywhere"), "this kernel does not have it");
	EXPECT_NE(bindings.reason("unlisted").find("does not parse"), std::string::npos);
	EXPECT_EQ(bindings.reason("plain"), "");
	EXPECT_EQ(bindings.report()["counts"]["inline functions"], 3);
}

TEST(Report, NamesMacrosWithoutAValue)
{
	Bindings bindings("constants");

	ASSERT_EQ(bindings.result.status, 0) << bindings.result.err;
	for (const char *name : { "STATEMENT", "LIST", "UNKNOWN", "OF_VARIABLE" })
		EXPECT_NE(bindings.reason(name), "") << name;
	EXPECT_EQ(bindings.reason("NUMBER"), "");
}

TEST(Shims, CallTheInlineFunctionAndTheMacro)
{
	Bindings bindings("functions", { "--macros", (cases / "functions.macros").string() });
	std::string shims = read(bindings.path / "shims.tsv");

	EXPECT_NE(shims.find("kxx_i_get_value\t"), std::string::npos);
	EXPECT_NE(shims.find("{ return double_it(kxx_a0); }"), std::string::npos);
	EXPECT_NE(shims.find("{ return the_thing; }"), std::string::npos);
	EXPECT_EQ(shims.find("has_symbol"), std::string::npos) << "it has a symbol of its own";
	std::string header = read(bindings.path / "include" / "functions.hpp");
	EXPECT_NE(header.find("asm(\"other_name\")"), std::string::npos);
	EXPECT_NE(header.find("asm(\"kxx_i_get_value\")"), std::string::npos);
	EXPECT_NE(header.find("asm(\"kxx_m_double_it\")"), std::string::npos);
}

TEST(CommandLine, WrongUseIsTwo)
{
	EXPECT_EQ(kxx::run({ program }).status, 2);
	EXPECT_EQ(kxx::run({ program, "--no-such-option" }).status, 2);
	EXPECT_EQ(kxx::run({ program, "--kernel-build", "/nonexistent" }).status, 2);
	EXPECT_EQ(kxx::run({ program, "--header", "/nonexistent.h", "--output", "/tmp/x" }).status,
		  2);
	EXPECT_EQ(kxx::run({ program, "--header", (cases / "enums.h").string() }).status, 2);
	EXPECT_EQ(kxx::run({ program, "--help" }).status, 0);
}

TEST(CommandLine, BrokenHeaderIsAFinding)
{
	Bindings bindings("../broken/broken");

	EXPECT_EQ(bindings.result.status, 1) << bindings.result.err;
	EXPECT_NE(bindings.result.err.find("broken.h"), std::string::npos);
}

} // namespace
