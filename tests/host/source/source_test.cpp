// SPDX-License-Identifier: GPL-2.0
//! What `kxx source` refuses, compared with the behaviour of the compiled code.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "common/files.hpp"
#include "positions.hpp"
#include "source/leaks.hpp"

namespace kxx::source {
namespace {

std::vector<Finding> findings(const std::string &text)
{
	return find_leaks(read(text, "file.cpp"));
}

/// A file after preprocessing, in which each M becomes a TRY.
std::string preprocessed(std::string text)
{
	static const std::string macro =
		"__extension__({ auto &&kxx_try = (make()); if (kxx_try.is_error()) return kxx_try.error(); 1; })";

	for (std::size_t i = text.find('M'); i != text.npos; i = text.find('M', i + macro.size()))
		text.replace(i, 1, macro);
	return text;
}

bool refused(const std::string &body)
{
	return !findings(preprocessed("Result<> f() { " + body + " return ok; }")).empty();
}

/// Positions that leak or destroy twice are refused, and no others except those known to look like them.
void compare(std::span<const Position> positions, const std::string &name)
{
	const std::string file = std::string(POSITIONS) + "/" + name + ".i";
	std::map<unsigned, std::string> refused;

	for (const Finding &finding : find_leaks(read(read_file(file), file)))
		if (finding.file.ends_with(name + ".cpp"))
			refused[finding.line] = finding.message;
	for (const Position &position : positions) {
		const Position::Outcome bad = position.run(false), good = position.run(true);
		const bool wrong = bad.left || good.left || !bad.as_it_should || !good.as_it_should;
		const bool is_refused = refused.erase(position.line);

		if (wrong) {
			EXPECT_TRUE(is_refused) << position.name << ": not refused, and " << bad.left << " objects are left of "
						<< "an error, " << good.left << " of success";
		}
		EXPECT_EQ(is_refused, position.kind != Position::Right) << position.name;
#if !defined(__clang__) && __GNUC__ == 12
		EXPECT_EQ(wrong, position.kind == Position::Leaks) << position.name;
#endif
	}
	for (const auto &[line, message] : refused)
		ADD_FAILURE() << name << ":" << line << ": " << message << ", outside of a position";
}

TEST(Positions, Try)
{
	compare(try_positions(), "try_positions");
}

TEST(Positions, CoTry)
{
	compare(co_try_positions(), "co_try_positions");
}

TEST(Leaks, StatementsAreNoBraces)
{
	EXPECT_FALSE(refused("M;"));
	EXPECT_FALSE(refused("if (a) { g(1, M); }"));
	EXPECT_FALSE(refused("{ if (a) { while (b) { g(1, M); } } }"));
	EXPECT_FALSE(refused("{ { g(1, M); } }"));
	EXPECT_FALSE(refused("for (int i = 0, n = M; i < n; i++) [[likely]] { g(1, M); }"));
	EXPECT_FALSE(refused("switch (M) { case 1: { g(1, M); } default: g(2, M); }"));
	EXPECT_FALSE(refused("if constexpr (a) { g(1, M); } else { h(1, M); }"));
	EXPECT_FALSE(refused("do { g(1, M); } while (M);"));
	EXPECT_FALSE(refused("struct { int a, b; Result<> f() { return g(1, M); } } x;"));
}

TEST(Leaks, ALambdaIsAFunctionOfItsOwn)
{
	EXPECT_FALSE(refused("g(Pair{ 1, [&] { return M; } });"));
	EXPECT_FALSE(refused("g(Pair{ 1, [&]() -> Result<Pair> { M; return ok; } });"));
	EXPECT_FALSE(refused("g(Pair{ 1, [&](int) mutable noexcept { if (a) { M; } } });"));
	EXPECT_TRUE(refused("g(Pair{ 1, [&](int) { return 1; }(M) });"));
	EXPECT_FALSE(refused("g([&, this, n = M] { return 1; });"));
	EXPECT_TRUE(refused("g([&, m = h(), n = M] { return 1; });"));
	EXPECT_FALSE(refused("a[M] = b[1][M];"));
}

TEST(Leaks, ExpressionsWithinBraces)
{
	EXPECT_TRUE(refused("Pair p{ 1, g(h(M)) };"));
	EXPECT_TRUE(refused("g({ .b = M });"));
	EXPECT_TRUE(refused("int a[] = { [1] = M };"));
	EXPECT_TRUE(refused("Pair p{ 1, ({ if (a) { M; } 1; }) };"));
	EXPECT_TRUE(refused("Pair p{ 1, ({ if (a) return EINVAL; 1; }) };"));
	EXPECT_FALSE(refused("Pair p{ 1, ({ if (a) g(); 1; }) };"));
	EXPECT_FALSE(refused("return { 1, M };"));
	EXPECT_FALSE(refused("Box<Pair> p{ M };"));
	EXPECT_FALSE(refused("f(Pair{ 1, 2 }, M);"));
}

TEST(Leaks, ParenthesesOfAnAggregate)
{
	const std::string types = "struct Pair { Box a; int b; ~Pair(); }; struct Val { Val(Box, int); }; "
				  "template <typename T> struct Of { T a; int b; }; using Alias = Of<int>; using Other = Val; "
				  "struct Heir : Val { using Val::Val; };";
	auto refused = [&](const std::string &body) {
		return !findings(preprocessed(types + "Result<> f() { " + body + " return ok; }")).empty();
	};

	for (const char *text : { "Pair p(1, M);", "auto p = Pair(1, M);", "g(kernel::Pair(1, M));", "Of<int> p(1, M);",
				  "const a::Of<a::B<int>> p(1, M);", "g(Of<int>(1, M));", "Alias p(1, M);", "decltype(p)(1, M);",
				  "Pair p[2](1, M);", "::new (p) Pair(1, M);", "::new (p) Box[2](1, M);" })
		EXPECT_TRUE(refused(text)) << text;
	for (const char *text : { "Val p(1, M);", "auto p = Val(1, M);", "Other p(1, M);", "g(1, M);", "g<int>(1, M);",
				  "a.b->c(1, M);", "(*f)(1, M);", "a[1](1, M);", "f(1)(1, M);", "return g(1, M);",
				  "Heir p(1, M);", "Pair p(M, 1);", "make_box<Pair>(1, M);", "a > g(1, M);", "auto x = g(1, M);" })
		EXPECT_FALSE(refused(text)) << text;
}

TEST(Leaks, MemoryOfNew)
{
	EXPECT_TRUE(refused("auto p = new T(M);"));
	EXPECT_TRUE(refused("auto p = new (GFP_KERNEL) a::T<int>{ M };"));
	EXPECT_FALSE(refused("auto p = ::new (memory) T(M);"));
	EXPECT_FALSE(refused("auto p = new (M) T(1);"));
}

TEST(Tokens, WhatLooksLikeBracketsAndIsNone)
{
	EXPECT_FALSE(refused("g(\"{ \\\" {\", '{', '\\'', R\"x({ \")\" )x\", 1'000'000, u8\"{\"); /* { */ g(1, M); // {\n"));
	EXPECT_TRUE(refused("Pair p{ \"}\", '}', R\"(})\", M };"));
}

TEST(Tokens, LinesAndFiles)
{
	const std::vector<Finding> found = findings(preprocessed("# 10 \"a b.hpp\" 1\n"
								 "Result<> f() {\n"
								 "Pair p{ M, M }; }\n"
								 "# 3 \"system.hpp\" 1 3\n"
								 "Result<> g() { Pair p{ M, M }; }\n"
								 "# 20 \"a b.hpp\" 2\n"
								 "#pragma GCC {\n"
								 "Result<> h() { Pair p{ 1, M }; }\n"));

	ASSERT_EQ(found.size(), 2u);
	EXPECT_EQ(found[0].file, "a b.hpp");
	EXPECT_EQ(found[0].line, 11u);
	EXPECT_EQ(found[0].word, "TRY");
	EXPECT_EQ(found[0].before, 1u);
	EXPECT_EQ(found[1].line, 21u);
}

TEST(Tokens, MacroOfASystemHeader)
{
	EXPECT_EQ(findings(preprocessed("# 1 \"user.cpp\"\n"
					"Result<> f() { Pair p{ 1,\n"
					"# 2 \"user.cpp\" 3 4\n"
					"M\n"
					"# 2 \"user.cpp\"\n"
					"}; }\n"))
			  .size(),
		  1u);
}

TEST(Tokens, WhatDoesNotFitTogetherIsTheCompilersToReport)
{
	for (const char *text : { "}", ")]}", "f({[", "Pair{ 1, TRY(x", "\"", "R\"(", "'", "/*", "# 1", "new", "T<", ">(", "a ? co_await",
				  "f() { a ? b : co_await c", "f() { g({ h() }, co_await c" })
		findings(text);
}

TEST(Command, SaysWhere)
{
	const std::filesystem::path file = std::filesystem::path(POSITIONS) / "said.cpp";
	const std::string command = std::string(KXX_PROGRAM) + " source " + file.string() + " 2> " + file.string() + ".said";

	write_file(file, "Result<> f()\n{\n\tPair p{ TRY(a()), TRY(b()) };\n}\n");
	EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
	EXPECT_EQ(read_file(file.string() + ".said"),
		  file.string() + ":3:20: error: TRY in a braced initialiser leaks what stands before it with this compiler; "
				  "give the value a name first\n"
				  "    3 | \tPair p{ TRY(a()), TRY(b()) };\n"
				  "      | \t                  ^~~\n");
	write_file(file, "Result<> f()\n{\n\tauto a = TRY(a()), b = TRY(b());\n}\n");
	EXPECT_EQ(std::system(command.c_str()), 0);
}

} // namespace
} // namespace kxx::source
