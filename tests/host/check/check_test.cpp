// SPDX-License-Identifier: GPL-2.0
//! The command: exit codes, selection, comments and baselines, with an analyser that gives a prepared answer.
#include "bench.hpp"

namespace kxx::test {
namespace {
using nlohmann::json;

class Check : public CheckBench {};

TEST_F(Check, NothingFound)
{
	module("echo", "int x;\n");
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.out, "no findings in 1 module\n");
	EXPECT_EQ(result.err, "");
}

TEST_F(Check, Findings)
{
	module("echo", "int x;\n\tuse(x);\n");
	json fault = finding("ended-loan", "echo/echo.cpp", 2);
	fault["trace"].push_back(
		{ { "file", in("echo/echo.cpp") }, { "line", 1 }, { "column", 5 }, { "message", "here" } });
	fault["help"] = "do not";
	answer("echo.cpp", { fault });
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.err, "");
	EXPECT_EQ(result.out, "echo/echo.cpp:2:2: error: this is wrong [kxx-ended-loan]\n"
			      "    2 | \tuse(x);\n      | \t^\n"
			      "echo/echo.cpp:1:5: note: here\n"
			      "    1 | int x;\n      |     ^\n"
			      "help: do not\n"
			      "1 error in 1 module\n");
}

TEST_F(Check, AWarningIsAFinding)
{
	module("echo", "int x;\n");
	json fault = finding("trap", "echo/echo.cpp", 1);
	fault["level"] = "warning";
	answer("echo.cpp", { fault });

	EXPECT_EQ(check({ "echo" }).status, 1);
	EXPECT_EQ(check({ "echo", "--in-build", "stamp" }).status, 0);
}

TEST_F(Check, TheJob)
{
	module("echo", "int x;\n");
	answer("echo.cpp", {});
	check({ "echo" });
	const json job = json::parse(read("bin/job"));

	EXPECT_EQ(job["library"], in("root/kernel"));
	EXPECT_EQ(job["check_library"], false);
	ASSERT_EQ(job["files"].size(), 1u);
	EXPECT_EQ(job["files"][0]["file"], in("echo/echo.cpp"));
	const json &arguments = job["files"][0]["arguments"];
	EXPECT_EQ(arguments.front(), "clang++");
	EXPECT_EQ(arguments.back(), in("echo/echo.cpp"));
	for (const json &argument : arguments) {
		EXPECT_NE(argument, "-c");
		EXPECT_NE(argument, "-o");
		EXPECT_NE(argument, "-fno-builtin-memcpy");
	}
	check({ "echo", "--library" });
	EXPECT_EQ(json::parse(read("bin/job"))["check_library"], true);
}

TEST_F(Check, SeveralModules)
{
	module("echo", "int x;\n");
	module("ping", "int x;\n");
	// Both include the header.
	write("shared.hpp", "int y;\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1), finding("trap", "shared.hpp", 1) });
	answer("ping.cpp", { finding("trap", "ping/ping.cpp", 1), finding("trap", "shared.hpp", 1) });
	const RunResult result = check({ "-j2" });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find("\n3 errors in 2 modules\n"), result.out.npos) << result.out;
}

TEST_F(Check, OneFile)
{
	module("echo", "int x;\n");
	write("echo/shared.hpp", "int y; // kxx-allow: silences-nothing as a test of this\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1), finding("below", "echo/shared.hpp", 1) });
	RunResult result = check({ "echo/echo.cpp" });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find("[kxx-trap]"), result.out.npos);
	EXPECT_EQ(result.out.find("shared.hpp"), result.out.npos) << result.out;
	result = check({ "echo/shared.hpp" });
	EXPECT_NE(result.out.find("[kxx-below]"), result.out.npos);
	EXPECT_EQ(result.out.find("[kxx-trap]"), result.out.npos);
}

TEST_F(Check, Rules)
{
	module("echo", "int x; // kxx-allow: silences-nothing\n");
	answer("echo.cpp", {});
	const auto found = [&](std::vector<std::string> arguments) {
		arguments.insert(arguments.begin(), "echo");
		return check(arguments).out;
	};

	EXPECT_NE(found({}).find("[kxx-silenced-without-reason]"), std::string::npos);
	EXPECT_EQ(found({ "--no-rule", "kxx-silenced-without-reason" }), "no findings in 1 module\n");
	EXPECT_EQ(found({ "--rule", "silences-nothing" }), "no findings in 1 module\n");
	EXPECT_NE(found({ "--rule", "silenced-without-reason" }).find("1 error in 1 module"), std::string::npos);
	const RunResult wrong = check({ "echo", "--rule", "silences-nothink" });
	EXPECT_EQ(wrong.status, 2);
	EXPECT_EQ(wrong.err, "kxx: error: there is no rule 'silences-nothink'\n"
			     "kxx: note: did you mean 'silences-nothing'?\n");
}

TEST_F(Check, SilencedWithAReason)
{
	module("echo", "// kxx-allow: ended-loan the buffer is static\n"
		       "f();\n"
		       "g(); // kxx-allow: kxx-trap memory is broken then\n");
	answer("echo.cpp", { finding("ended-loan", "echo/echo.cpp", 2), finding("trap", "echo/echo.cpp", 3) });
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.out, "no findings in 1 module; 2 findings are silenced with a reason\n");
}

TEST_F(Check, SilencedWithoutAReason)
{
	module("echo", "f(); // kxx-allow: ended-loan false positive\n");
	answer("echo.cpp", { finding("ended-loan", "echo/echo.cpp", 1) });
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find("echo/echo.cpp:1:2: error: this is wrong [kxx-ended-loan]\n"), result.out.npos);
	EXPECT_NE(result.out.find("echo/echo.cpp:1:6: error: the comment silences 'ended-loan' without a reason, so it "
				  "does not count [kxx-silenced-without-reason]\n"),
		  result.out.npos)
		<< result.out;
	EXPECT_NE(
		result.out.find("help: write '// kxx-allow: ended-loan reason', with a reason of three words or more\n"
				"2 errors in 1 module\n"),
		result.out.npos)
		<< result.out;
}

TEST_F(Check, SilencesNothing)
{
	module("echo", "f(); // kxx-allow: ended-loan the buffer is static\n"
		       "g(); // kxx-allow: endet-loan the buffer is static\n");
	answer("echo.cpp", { finding("ended-loan", "echo/echo.cpp", 2) });
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find(":1:6: warning: line 1 has no finding of 'ended-loan' that this comment could "
				  "silence [kxx-silences-nothing]\n"),
		  result.out.npos)
		<< result.out;
	EXPECT_NE(result.out.find(":2:6: error: there is no rule 'endet-loan', so this comment silences nothing "
				  "[kxx-silences-unknown-rule]\n"),
		  result.out.npos)
		<< result.out;
}

TEST_F(Check, BaselineBesideKbuild)
{
	module("echo", "int x;\nint y;\n");
	answer("echo.cpp",
	       { finding("trap", "echo/echo.cpp", 1, 2, "at line 1"), finding("trap", "echo/echo.cpp", 2) });
	RunResult result = check({ "echo", "--write-baseline", "echo/kxx-check.baseline" });

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.out, "echo/kxx-check.baseline: accepts 2 findings\n");
	result = check({ "echo" });
	EXPECT_EQ(result.status, 0) << result.out;
	EXPECT_EQ(result.out, "no findings in 1 module; 2 findings are in the baseline\n");
	EXPECT_EQ(check({ "echo", "--no-baseline" }).status, 1);
	// One line moved, and another fault was mended.
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 2, 2, "at line 2") });
	result = check({ "echo" });
	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.err, "kxx: warning: '" + in("echo/kxx-check.baseline") +
				      "' has findings that are not there any more; 'kxx check --write-baseline " +
				      in("echo/kxx-check.baseline") +
				      "' renews it\nkxx: note: 1 of 'trap' in echo.cpp, f: this is wrong\n");
	// A third fault is new.
	answer("echo.cpp",
	       { finding("trap", "echo/echo.cpp", 2, 2, "at line 2"), finding("below", "echo/echo.cpp", 2) });
	EXPECT_EQ(check({ "echo" }).status, 1);
}

TEST_F(Check, BaselineElsewhere)
{
	module("echo", "int x;\n");
	module("ping", "int x;\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) });
	answer("ping.cpp", { finding("trap", "ping/ping.cpp", 1) });
	EXPECT_EQ(check({ "--write-baseline", "old" }).status, 0);
	EXPECT_EQ(check({}).status, 1);
	RunResult result = check({ "--baseline", "old" });
	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.err, "");
	// What is not checked now is not called stale.
	result = check({ "--baseline", "old", "echo" });
	EXPECT_EQ(result.err, "");
	result = check({ "--baseline", "old", "--no-rule", "silences-nothing" });
	EXPECT_EQ(result.err, "");
	write("old", "nonsense\n");
	result = check({ "--baseline", "old" });
	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: line 1 of 'old' is not one of a baseline"));
}

TEST_F(Check, ABaselineAcceptsNoCommentsWithoutReason)
{
	module("echo", "f(); // kxx-allow: ended-loan\n");
	answer("echo.cpp", { finding("ended-loan", "echo/echo.cpp", 1) });
	EXPECT_EQ(check({ "echo", "--write-baseline", "echo/kxx-check.baseline" }).out,
		  "echo/kxx-check.baseline: accepts 1 finding\n");
	const RunResult result = check({ "echo" });
	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find("1 error in 1 module; 1 finding is in the baseline"), result.out.npos) << result.out;
}

TEST_F(Check, DoesNotCompile)
{
	module("echo", "f(); // kxx-allow: silences-nothing one two three\n");
	answer("echo.cpp", {}, { finding("compile", "echo/echo.cpp", 1, 1, "unknown type 'x'") });
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.out.starts_with("echo/echo.cpp:1:1: error: unknown type 'x' [kxx-compile]\n"));
	// What was not analysed may hold what the comment silences.
	EXPECT_EQ(result.out.find("[kxx-silences-nothing]"), result.out.npos);
	EXPECT_EQ(result.err, "kxx: error: clang 22 finds errors in 1 file, so not everything was checked\n"
			      "kxx: note: kxx build tells whether g++ accepts the code\n");
	EXPECT_EQ(check({ "echo", "--write-baseline", "b" }).status, 2);
	EXPECT_FALSE(fs::exists(directory / "b"));
	EXPECT_EQ(check({ "echo", "--in-build", "stamp" }).status, 0);
}

TEST_F(Check, OneModuleIsNotBuilt)
{
	module("echo", "int x;\n");
	write("young/Kbuild", "include $(shell kxx --root)/kbuild/kxx.mk\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) });
	const RunResult result = check({});

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.out.find("1 error in 1 module\n"), result.out.npos);
	EXPECT_EQ(result.err, "kxx: error: the module in '" + in("young") +
				      "' was not built yet, so nobody knows how to compile it\n"
				      "kxx: note: build it first: kxx build, or make\n");
}

TEST_F(Check, TheAnalyserFails)
{
	module("echo", "int x;\n");
	write_program("bin/kxx-check-analyze", "echo it hurts >&2; kill -SEGV $$");
	const RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: the analyser failed on module 'echo' (status 139): it hurts"))
		<< result.err;
	EXPECT_EQ(check({ "echo", "--in-build", "stamp" }).status, 0);
	write_program("bin/kxx-check-analyze", "echo nonsense");
	EXPECT_TRUE(check({ "echo" }).err.starts_with("kxx: error: the answer of the analyser is not valid"));
}

TEST_F(Check, NoClang)
{
	module("echo", "int x;\n");
	write_program(
		"bin/kxx-check-analyze",
		"echo \"$0: error while loading shared libraries: libclang-cpp.so.22.1: cannot open\" >&2; exit 127");
	RunResult result = check({ "echo" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: kxx check needs clang 22, which is not installed\n"
			      "kxx: note: apt-get install clang-22\n");
	result = check({ "echo", "--in-build", "stamp" });
	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.err, "kxx: note: not checked: kxx check needs clang 22, which is not installed\n"
			      "kxx: note: apt-get install clang-22; KXX_CHECK=0 builds without kxx check\n");
	fs::permissions(directory / "bin/kxx-check-analyze", fs::perms::owner_read);
	EXPECT_NE(check({ "echo" }).err.find("kxx-check-analyze' is missing"), std::string::npos);
}

TEST_F(Check, ForPrograms)
{
	module("echo", "int x;\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) });
	RunResult result = check({ "echo", "--json" });

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(json::parse(result.out)["findings"][0]["file"], "echo/echo.cpp");
	result = check({ "echo", "--sarif", "--output", "log.sarif" });
	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(result.out, "1 error in 1 module\n");
	EXPECT_EQ(json::parse(read("log.sarif"))["runs"][0]["results"].size(), 1u);
	EXPECT_EQ(check({ "echo", "--json", "--sarif" }).status, 2);
	result = check({ "echo", "--output", "text" });
	EXPECT_EQ(result.out, "1 error in 1 module\n");
	EXPECT_TRUE(read("text").starts_with("echo/echo.cpp:1:2: error: this is wrong [kxx-trap]\n"));
	result = check({ "echo", "--output", "absent/text" });
	EXPECT_EQ(result.status, 2);
}

TEST_F(Check, Colours)
{
	module("echo", "int x;\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) });

	EXPECT_EQ(check({ "echo" }).out.find('\033'), std::string::npos);
	EXPECT_NE(check({ "echo", "--color", "always" }).out.find('\033'), std::string::npos);
	EXPECT_EQ(check({ "echo", "--color", "never" }).out.find('\033'), std::string::npos);
	EXPECT_EQ(check({ "echo", "--color", "pink" }).status, 2);
}

TEST_F(Check, CensusOfUnsafe)
{
	module("echo", "int x;\n");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) }, {},
	       { json{ { "file", in("echo/echo.cpp") }, { "unsafe", 3 } } });
	const RunResult result = check({ "echo", "--census" });

	EXPECT_EQ(result.status, 0);
	EXPECT_EQ(result.out, "     3 echo/echo.cpp\n'unsafe' is named 3 times in 1 file\n");
}

TEST_F(Check, Explains)
{
	RunResult result = check({ "--explain", "kxx-silences-nothing" });

	EXPECT_EQ(result.status, 0);
	EXPECT_TRUE(result.out.starts_with("# silences-nothing: a comment silences"));
	result = check({ "--explain", "silence" });
	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: there is no rule 'silence'\nkxx: note: did you mean '"));
	result = check({ "--rules" });
	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.out.find("\nsilences-nothing         "), result.out.npos) << result.out;
}

TEST_F(Check, InABuild)
{
	module("echo", "int x;\n");
	const Lines arguments = { "echo", "--in-build", "stamp", "--module", "echo" };

	EXPECT_EQ(check(arguments).out, "");
	EXPECT_TRUE(fs::exists(directory / "stamp"));
	fs::remove(directory / "stamp");
	answer("echo.cpp", { finding("trap", "echo/echo.cpp", 1) });
	RunResult result = check(arguments);
	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.err.find("KXX_CHECK=0"), result.err.npos);
	// What was not checked is checked in the next build.
	answer("echo.cpp", {}, { finding("compile", "echo/echo.cpp", 1) });
	result = check(arguments);
	EXPECT_EQ(result.status, 0);
	EXPECT_NE(result.out.find("warning: this is wrong [kxx-compile]"), result.out.npos);
	write_program("bin/kxx-check-analyze", "exit 127");
	EXPECT_EQ(check(arguments).status, 0);
	EXPECT_FALSE(fs::exists(directory / "stamp"));
}

} // namespace
} // namespace kxx::test
