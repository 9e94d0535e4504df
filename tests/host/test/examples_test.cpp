// SPDX-License-Identifier: GPL-2.0
//! Examples in the comments of headers become the sources of a module; faults in examples are found.
#include "test/example_block.hpp"
#include "test/example_module.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "../cli/workshop.hpp"
#include "common/failure.hpp"
#include "common/paths.hpp"
#include "test/broken_examples.hpp"
#include "test/item_name.hpp"
#include "test/shared_names.hpp"

namespace kxx::test {
namespace {
using Kind = ExampleBlock::Kind;

std::string message_of(const auto &call)
{
	try {
		call();
	} catch (const Failure &failure) {
		return failure.what();
	}
	return "";
}

ExampleBlock only(const std::string &text)
{
	std::vector<ExampleBlock> blocks = parse_examples(text, "kernel/sync/mutex.hpp");

	EXPECT_EQ(blocks.size(), 1u);
	return blocks.empty() ? ExampleBlock{} : blocks[0];
}

// Blocks -------------------------------------------------------------------------------------

TEST(ExampleBlock, HasPlaceItemAndLines)
{
	const ExampleBlock block = only("/// A mutex.\n"
					"///\n"
					"/// Example:\n"
					"///     Mutex<u32> mutex;\n"
					"///\n"
					"///         (*mutex.lock())++;\n"
					"///\n"
					"/// Errors: none.\n"
					"class Mutex {\n");

	EXPECT_EQ(block.kind, Kind::Body);
	EXPECT_EQ(block.header, "kernel/sync/mutex.hpp");
	EXPECT_EQ(block.first, 4u);
	EXPECT_EQ(block.last, 6u);
	EXPECT_EQ(block.place(), "kernel/sync/mutex.hpp:4");
	EXPECT_EQ(block.item, "Mutex");
	EXPECT_EQ(block.lines, (Lines{ "Mutex<u32> mutex;", "", "    (*mutex.lock())++;" }));
	EXPECT_EQ(block.text(), "Mutex<u32> mutex;\n\n    (*mutex.lock())++;\n");
}

TEST(ExampleBlock, MayBeIndentedAndEndWithTheComment)
{
	const ExampleBlock block = only("\t/// Example:\n\t///     mutex.lock();\n\tGuard lock();\n");

	EXPECT_EQ(block.lines, Lines{ "mutex.lock();" });
	EXPECT_EQ(block.item, "lock");
}

TEST(ExampleBlock, MayHaveLinesThatEndWithCarriageReturns)
{
	const ExampleBlock block = only("/// Example:\r\n///     lock();\r\nvoid lock();\r\n");

	EXPECT_EQ(block.lines, Lines{ "lock();" });
}

TEST(ExampleBlock, HasAKind)
{
	EXPECT_EQ(only("/// Example:\n///     f();\nvoid f();\n").kind, Kind::Body);
	EXPECT_EQ(only("/// Example:\n///     struct A {};\n///     Result<> example(kunit::Test &test)\n").kind,
		  Kind::Scope);
	for (const char *line : { "template <>", "struct kernel::Trait<A> {};", "namespace kernel::log {",
				  "KUNIT_SUITE(mine, { \"one\", one });" })
		EXPECT_EQ(only(fmt::format("/// Example:\n"
					   "///     {}\n"
					   "///     Result<> example(kunit::Test &)\n",
					   line))
				  .kind,
			  Kind::Global)
			<< line;
	EXPECT_EQ(only("/// Example (a whole module):\n///     KERNEL_MODULE(A, {})\n").kind, Kind::Module);
}

TEST(ExampleBlock, IsFoundOnlyUnderTheWholeLine)
{
	EXPECT_TRUE(parse_examples("/// Example: see below\n///     f();\n", "a.hpp").empty());
	EXPECT_TRUE(parse_examples("// Example:\n//     f();\n", "a.hpp").empty());
	EXPECT_TRUE(parse_examples("/// An Example:\n///     f();\n", "a.hpp").empty());
	EXPECT_TRUE(parse_examples("", "a.hpp").empty());
}

TEST(ExampleBlock, HasTheItemOfItsComment)
{
	const std::vector<ExampleBlock> blocks = parse_examples("//! Example:\n"
								"//!     one();\n"
								"#pragma once\n"
								"\n"
								"namespace mine {\n"
								"\n"
								"/// Example:\n"
								"///     two();\n"
								"///\n"
								"/// Example:\n"
								"///     three();\n"
								"template <typename T>\n"
								"struct Both\n"
								"{\n",
								"some/file-name.hpp");

	ASSERT_EQ(blocks.size(), 3u);
	EXPECT_EQ(blocks[0].item, "file-name");
	EXPECT_EQ(blocks[1].item, "Both");
	EXPECT_EQ(blocks[2].item, "Both");
	EXPECT_EQ(blocks[2].first, 11u);
}

TEST(ExampleBlock, TakesNoItemFromOtherDirectives)
{
	EXPECT_EQ(only("/// Example:\n///     TRY(f());\n#ifndef TRY\n#define TRY(x) x\n").item, "TRY");
	EXPECT_EQ(only("/// Example:\n///     f();\n#if defined(DEBUG)\n\nvoid f();\n").item, "f");
}

TEST(ExampleBlock, WithoutLinesIsRefused)
{
	EXPECT_EQ(message_of([] { parse_examples("/// Words.\n/// Example:\n/// f();\nvoid f();\n", "a.hpp"); }),
		  "a.hpp:2: the example has no lines");
	EXPECT_EQ(message_of([] { parse_examples("/// Example:", "a.hpp"); }), "a.hpp:1: the example has no lines");
}

// Items --------------------------------------------------------------------------------------

TEST(ItemName, OfTypes)
{
	EXPECT_EQ(item_name("class Box final {"), "Box");
	EXPECT_EQ(item_name("struct Options;"), "Options");
	EXPECT_EQ(item_name("enum class Kind : u8 {"), "Kind");
	EXPECT_EQ(item_name("union Both {"), "Both");
	EXPECT_EQ(item_name("using Handler = Result<> (*)(int);"), "Handler");
	EXPECT_EQ(item_name("namespace delay {"), "delay");
}

TEST(ItemName, OfFunctionsAndVariables)
{
	EXPECT_EQ(item_name("inline u32 bit(unsigned n)\n{"), "bit");
	EXPECT_EQ(item_name("static int set(struct mutex *raw, enum kind k);"), "set");
	EXPECT_EQ(item_name("inline constexpr Relaxed relaxed{};"), "relaxed");
	EXPECT_EQ(item_name("extern int counter;"), "counter");
	EXPECT_EQ(item_name("decltype(auto) first(auto &list);"), "first");
	EXPECT_EQ(item_name("explicit(false) Box(T *raw);"), "Box");
}

TEST(ItemName, OfOperators)
{
	EXPECT_EQ(item_name("bool operator==(const Box &other) const {"), "operator");
	EXPECT_EQ(item_name("T &operator*() const;"), "operator");
	EXPECT_EQ(item_name("T &operator [](usize i);"), "operator");
	EXPECT_EQ(item_name("explicit operator bool() const;"), "bool");
}

TEST(ItemName, AfterTemplates)
{
	EXPECT_EQ(item_name("template <typename T, class U = Pair<int, int>>\nclass Vec {"), "Vec");
	EXPECT_EQ(item_name("template <typename T,\n          usize n = (1 < 2)>\nstruct Array {"), "Array");
	EXPECT_EQ(item_name("template <typename T> struct InOneLine {"), "InOneLine");
	EXPECT_EQ(item_name("template <typename T>\ntemplate <typename U>\nvoid Vec<T>::append(U u);"), "append");
	EXPECT_EQ(item_name("template <typename T>\n\trequires is_plain<T>(1)\nT parse(CStr text)\n{"), "parse");
	EXPECT_EQ(item_name("template <typename T> requires plain<T> T parse(CStr text) {"), "parse");
	EXPECT_EQ(item_name("template <typename T>\nconcept Plain = requires {"), "Plain");
}

TEST(ItemName, AfterAttributes)
{
	EXPECT_EQ(item_name("[[nodiscard]] Guard lock();"), "lock");
	EXPECT_EQ(item_name("class [[nodiscard]] __must_hold(lock) Guard {"), "Guard");
	EXPECT_EQ(item_name("struct __attribute__((packed, aligned(8))) Wire {"), "Wire");
	EXPECT_EQ(item_name("struct alignas(64) Line {"), "Line");
	EXPECT_EQ(item_name("__sleeps void wait();"), "wait");
}

TEST(ItemName, OfMacros)
{
	EXPECT_EQ(item_name("#define TRY(expression) \\"), "TRY");
	EXPECT_EQ(item_name("# define LIMIT 3"), "LIMIT");
}

TEST(ItemName, OfNothing)
{
	EXPECT_EQ(item_name(""), "");
	EXPECT_EQ(item_name("#pragma once\n"), "");
	EXPECT_EQ(item_name("template <typename T>"), "");
}

// The module ---------------------------------------------------------------------------------

class ExampleModuleTest : public Workshop {
protected:
	/// A block before `struct ITEM`.
	void example(const std::string &header, const std::string &item, const std::string &lines,
		     const std::string &title = "")
	{
		std::string text = "/// Example" + title + ":\n";
		std::istringstream stream(lines);

		for (std::string line; std::getline(stream, line);)
			text += "///     " + line + "\n";
		text += "struct " + item + " {};\n\n";
		headers[header] += text;
	}

	std::vector<Example> make()
	{
		Lines names;

		for (const auto &[name, text] : headers) {
			write("headers/" + name, text);
			names.push_back(name);
		}
		module.blocks = read_examples(directory / "headers", names);
		return write_examples(module);
	}

	std::string source(const std::string &name) const { return read("out/" + name); }

	bool has(const std::string &file, const std::string &text) const
	{
		return source(file).find(text) != std::string::npos;
	}

	Lines sources() const
	{
		Lines names;

		for (const fs::directory_entry &entry : fs::directory_iterator(directory / "out"))
			names.push_back(entry.path().filename());
		std::ranges::sort(names);
		return names;
	}

	std::map<std::string, std::string> headers;
	ExampleModule module{ .directory = directory / "out", .root = root_directory(), .blocks = {} };
};

constexpr const char *hello = "class Hello {};\n"
			      "static constexpr Info info{ .name = \"other\" };\n"
			      "KERNEL_MODULE(Hello, { .name = \"example_hello\", .license = \"GPL\" })\n";
constexpr const char *scope = "struct A {};\nResult<> example(kunit::Test &test)\n{\n\treturn ok;\n}\n";
constexpr const char *global = "template <>\nstruct kernel::Trait<int> {};\nResult<> example(kunit::Test &)\n{\n}\n";

TEST_F(ExampleModuleTest, HasASourcePerDirectory)
{
	example("kernel/sync/mutex.hpp", "Mutex", "#include <kernel/time/delay.hpp>\nlock();\n");
	example("kernel/sync/lock/spin.hpp", "SpinLock", "spin();\n");
	example("kernel/prelude.hpp", "Prelude", "all();\n");
	make();

	EXPECT_EQ(sources(), (Lines{ "Kbuild", "core.cpp", "suite.cpp", "sync.cpp" }));
	EXPECT_EQ(source("sync.cpp"),
		  "// SPDX-License-Identifier: GPL-2.0\n"
		  "// Made by kxx test.\n"
		  "#include <kernel/test/kunit.hpp>\n"
		  "#include <kernel/prelude.hpp>\n"
		  "#include <kernel/sync/lock/spin.hpp>\n"
		  "#include <kernel/sync/mutex.hpp>\n"
		  "#include <kernel/time/delay.hpp>\n"
		  "#pragma GCC diagnostic ignored \"-Wunused-function\"\n"
		  "using namespace kernel;\n"
		  "static Result<> example_sync_lock_spin_SpinLock([[maybe_unused]] kunit::Test &test)\n"
		  "{\n"
		  "#line 2 \"kernel/sync/lock/spin.hpp\"\n"
		  "spin();\n"
		  "return ok;\n"
		  "}\n"
		  "static Result<> example_sync_mutex_Mutex([[maybe_unused]] kunit::Test &test)\n"
		  "{\n"
		  "#line 2 \"kernel/sync/mutex.hpp\"\n"
		  "\n"
		  "lock();\n"
		  "return ok;\n"
		  "}\n"
		  "KUNIT_SUITE(examples_sync_lock_spin, { \"SpinLock\", example_sync_lock_spin_SpinLock });\n"
		  "KUNIT_SUITE(examples_sync_mutex, { \"Mutex\", example_sync_mutex_Mutex });\n");
	EXPECT_EQ(source("suite.cpp"),
		  "// SPDX-License-Identifier: GPL-2.0\n"
		  "// Made by kxx test.\n"
		  "#include <kernel/test/kunit.hpp>\n"
		  "#include <kernel/prelude.hpp>\n"
		  "using namespace kernel;\n"
		  "KERNEL_MODULE(kunit::Module, { .name = \"suite_examples\", .license = \"GPL\" })\n");
	EXPECT_EQ(source("Kbuild"), "# SPDX-License-Identifier: GPL-2.0\n"
				    "obj-m := suite_examples.o\n"
				    "suite_examples-y := suite.o core.o sync.o \n"
				    "include $(shell kxx --root)/kbuild/kxx.mk\n");
}

TEST_F(ExampleModuleTest, ListsItsCases)
{
	example("kernel/sync/mutex.hpp", "Mutex", "lock();\nunlock();\n");
	example("kernel/sync/mutex.hpp", "Hello", hello, " (a whole module)");
	const std::vector<Example> examples = make();

	ASSERT_EQ(examples.size(), 2u);
	EXPECT_EQ(examples[0].suite, "examples_sync_mutex");
	EXPECT_EQ(examples[0].name, "Mutex");
	EXPECT_EQ(examples[0].header, "kernel/sync/mutex.hpp");
	EXPECT_EQ(examples[0].first, 2u);
	EXPECT_EQ(examples[0].last, 3u);
	EXPECT_EQ(examples[0].place(), "kernel/sync/mutex.hpp:2");
	EXPECT_EQ(examples[1].suite, "example_hello");
	EXPECT_EQ(examples[1].name, "loads");
}

TEST_F(ExampleModuleTest, PutsTheFunctionOfABlockInANamespace)
{
	example("kernel/sync/mutex.hpp", "Mutex", scope);
	make();

	EXPECT_TRUE(has("sync.cpp", "namespace { namespace example_sync_mutex_Mutex {\n"
				    "#line 2 \"kernel/sync/mutex.hpp\"\n"
				    "struct A {};\n"));
	EXPECT_TRUE(has("sync.cpp", "\treturn ok;\n}\n} }\n"));
	EXPECT_TRUE(has("sync.cpp", "{ \"Mutex\", example_sync_mutex_Mutex::example }"));
}

TEST_F(ExampleModuleTest, PutsABlockOfTheGlobalScopeInItsOwnFile)
{
	example("kernel/block/request.hpp", "Request", "submit();\n");
	example("kernel/sync/mutex.hpp", "Mutex", std::string("#include <kernel/time/delay.hpp>\n") + global);
	make();

	EXPECT_TRUE(has("sync.cpp", "Result<> example_sync_mutex_Mutex(kunit::Test &test);\nKUNIT_SUITE"));
	EXPECT_TRUE(has("example_sync_mutex_Mutex.cpp", "#include <kernel/sync/mutex.hpp>\n"
							"#include <kernel/time/delay.hpp>\n"
							"using namespace kernel;\n"
							"Result<> example_sync_mutex_Mutex(kunit::Test &test);\n"
							"#define example example_sync_mutex_Mutex\n"
							"#line 2 \"kernel/sync/mutex.hpp\"\n"
							"\n"
							"template <>\n"));
	EXPECT_TRUE(has("Kbuild", "suite_examples-y := suite.o block.o example_sync_mutex_Mutex.o sync.o \n"));
}

TEST_F(ExampleModuleTest, BuildsAWholeModuleBesides)
{
	example("kernel/sync/mutex.hpp", "Mutex", "lock();\n");
	example("kernel/sync/mutex.hpp", "Hello", hello, " (a whole module)");
	make();

	EXPECT_TRUE(has("Kbuild", "obj-m := suite_examples.o example_hello.o\n"));
	EXPECT_TRUE(has("example_hello.cpp", "#include <kernel/sync/mutex.hpp>\n"
					     "using namespace kernel;\n"
					     "#line 6 \"kernel/sync/mutex.hpp\"\n"
					     "class Hello {};\n"));
}

TEST_F(ExampleModuleTest, IsLeftOutWhereAllExamplesAreModules)
{
	example("kernel/sync/mutex.hpp", "Hello", hello, " (a whole module)");
	make();

	EXPECT_EQ(sources(), (Lines{ "Kbuild", "example_hello.cpp" }));
	EXPECT_EQ(source("Kbuild"), "# SPDX-License-Identifier: GPL-2.0\n"
				    "obj-m := example_hello.o\n"
				    "include $(shell kxx --root)/kbuild/kxx.mk\n");
}

TEST_F(ExampleModuleTest, RefusesAModuleWithoutAName)
{
	example("kernel/sync/mutex.hpp", "Hello",
		"static constexpr Info info{ .name = \"other\" };\nKERNEL_MODULE(Hello, { .license = \"GPL\" })\n",
		" (a whole module)");

	EXPECT_EQ(message_of([this] { make(); }), "kernel/sync/mutex.hpp:2: the module has no name");
}

TEST_F(ExampleModuleTest, RefusesTwoModulesWithOneName)
{
	example("kernel/sync/mutex.hpp", "Hello", hello, " (a whole module)");
	example("kernel/sync/other.hpp", "Hello", hello, " (a whole module)");

	EXPECT_EQ(message_of([this] { make(); }),
		  "kernel/sync/other.hpp:2: a module has the name example_hello already: kernel/sync/mutex.hpp:2");
}

TEST_F(ExampleModuleTest, RefusesADirectoryThatMakeCannotUse)
{
	module.root = directory / "with space";
	module.blocks = parse_examples("/// Example:\n///     f();\n", "a.hpp");

	EXPECT_NE(message_of([this] { write_examples(module); }), "");
	EXPECT_FALSE(fs::exists(module.directory));
}

TEST_F(ExampleModuleTest, NumbersEqualNames)
{
	example("kernel/sync/mutex.hpp", "Mutex", "one();\n");
	example("kernel/sync/mutex.hpp", "Mutex", "two();\n");
	example("kernel/sync/mutex.hpp", "Mutex", "three();\n");
	example("kernel/sync/spin.hpp", "Mutex", "four();\n");
	const std::vector<Example> examples = make();

	ASSERT_EQ(examples.size(), 4u);
	EXPECT_EQ(examples[0].name, "Mutex");
	EXPECT_EQ(examples[1].name, "Mutex_2");
	EXPECT_EQ(examples[2].name, "Mutex_3");
	EXPECT_EQ(examples[3].name, "Mutex");
	EXPECT_TRUE(has("sync.cpp", "KUNIT_SUITE(examples_sync_mutex, { \"Mutex\", example_sync_mutex_Mutex }, "
				    "{ \"Mutex_2\", example_sync_mutex_Mutex_2 }, "
				    "{ \"Mutex_3\", example_sync_mutex_Mutex_3 });\n"));
}

TEST_F(ExampleModuleTest, GivesEachSuiteFunctionAndFileItsOwnName)
{
	// All of these could be example_a_b_c.
	example("a/b.hpp", "c", "one();\n");
	example("a/b/d.hpp", "c", "two();\n");
	example("a/b.hpp", "d_c", "three();\n");
	// Both of these could be examples_c_d.
	example("c-d.hpp", "X", "four();\n");
	example("c/d.hpp", "X", "four();\n");
	// Names of the module's own file, and of another module's file.
	example("suite/e.hpp", "E", "five();\n");
	example("example_hello/f.hpp", "F", "six();\n");
	example("example_hello/f.hpp", "Hello", hello, " (a whole module)");
	std::set<std::string> cases;
	for (const Example &example : make())
		EXPECT_TRUE(cases.insert(example.suite + "." + example.name).second) << example.place();

	EXPECT_EQ(sources(), (Lines{ "Kbuild", "a.cpp", "c.cpp", "core.cpp", "example_hello.cpp", "example_hello_2.cpp",
				     "suite.cpp", "suite_2.cpp" }));
	EXPECT_TRUE(has("a.cpp", "{ \"d_c\", example_a_b_d_c }"));
	EXPECT_TRUE(has("a.cpp", "{ \"c\", example_a_b_d_c_2 }"));
	EXPECT_TRUE(has("suite_2.cpp", "five();"));
	EXPECT_TRUE(has("suite.cpp", "kunit::Module"));
	EXPECT_TRUE(has("example_hello.cpp", "class Hello"));
	EXPECT_TRUE(has("core.cpp", "KUNIT_SUITE(examples_c_d, "));
	EXPECT_TRUE(has("c.cpp", "KUNIT_SUITE(examples_c_d_2, "));
}

TEST_F(ExampleModuleTest, LeavesBlocksOutWithoutRenamingOthers)
{
	example("kernel/sync/mutex.hpp", "Mutex", "one();\n");
	example("kernel/sync/mutex.hpp", "Mutex", "two();\n");
	example("kernel/sync/mutex.hpp", "Mutex", global);
	example("kernel/sync/spin.hpp", "Hello", hello, " (a whole module)");
	module.left_out = { "kernel/sync/mutex.hpp:2", "kernel/sync/mutex.hpp:10", "kernel/sync/spin.hpp:2" };
	const std::vector<Example> examples = make();

	ASSERT_EQ(examples.size(), 1u);
	EXPECT_EQ(examples[0].name, "Mutex_2");
	EXPECT_EQ(sources(), (Lines{ "Kbuild", "suite.cpp", "sync.cpp" }));
	EXPECT_FALSE(has("sync.cpp", "one();"));
	EXPECT_TRUE(has("sync.cpp", "two();"));
	EXPECT_TRUE(has("Kbuild", "obj-m := suite_examples.o\n"));
}

TEST_F(ExampleModuleTest, IsOfAUsersHeaders)
{
	module.root = directory / "headers";
	module.name = "suite_mine";
	example("driver/ring-buffer.hpp", "Ring", "push();\n");
	example("own.hpp", "Own", "own();\n");
	const std::vector<Example> examples = make();

	ASSERT_EQ(examples.size(), 2u);
	EXPECT_EQ(examples[0].suite, "examples_driver_ring_buffer");
	EXPECT_EQ(examples[1].suite, "examples_own");
	EXPECT_TRUE(has("driver.cpp", "#include <driver/ring-buffer.hpp>\n"));
	EXPECT_TRUE(has("driver.cpp", "example_driver_ring_buffer_Ring"));
	EXPECT_EQ(source("Kbuild"), "# SPDX-License-Identifier: GPL-2.0\n"
				    "obj-m := suite_mine.o\n"
				    "suite_mine-y := suite.o core.o driver.o \n"
				    "ccflags-y += -I" +
					    (directory / "headers").string() +
					    "\n"
					    "include $(shell kxx --root)/kbuild/kxx.mk\n");
	EXPECT_TRUE(has("suite.cpp", ".name = \"suite_mine\""));
}

TEST_F(ExampleModuleTest, WritesOnlyWhatChanged)
{
	const fs::file_time_type past = fs::file_time_type::clock::now() - std::chrono::hours(1);

	example("kernel/sync/mutex.hpp", "Mutex", "lock();\n");
	example("kernel/time/delay.hpp", "delay", "wait();\n");
	make();
	for (const std::string &name : sources())
		fs::last_write_time(directory / "out" / name, past);
	example("kernel/time/delay.hpp", "sleep", "wait_more();\n");
	make();

	EXPECT_EQ(fs::last_write_time(directory / "out/sync.cpp"), past);
	EXPECT_EQ(fs::last_write_time(directory / "out/suite.cpp"), past);
	EXPECT_EQ(fs::last_write_time(directory / "out/Kbuild"), past);
	EXPECT_NE(fs::last_write_time(directory / "out/time.cpp"), past);
}

TEST_F(ExampleModuleTest, RemovesWhatIsNoLongerMade)
{
	example("kernel/sync/mutex.hpp", "Mutex", global);
	make();
	write("out/own.cpp", "int own;\n");
	write("out/sync.o", "");
	headers.clear();
	example("kernel/time/delay.hpp", "delay", "wait();\n");
	make();

	EXPECT_EQ(sources(), (Lines{ "Kbuild", "own.cpp", "suite.cpp", "sync.o", "time.cpp" }));
}

// The build's log ----------------------------------------------------------------------------

const std::vector<Example> examples = {
	{ "examples_x", "One", "kernel/x.hpp", 10, 12 },
	{ "examples_x", "Two", "kernel/x.hpp", 30, 34 },
	{ "examples_y", "One", "kernel/y.hpp", 10, 12 },
};

Lines broken(const std::string &log)
{
	Lines lines;

	for (const BrokenExample &one : find_broken_examples(log, examples)) {
		lines.push_back(one.example.place());
		for (const std::string &line : one.message)
			lines.push_back("  " + line);
	}
	return lines;
}

TEST(BrokenExamples, AreWhereTheErrorIs)
{
	EXPECT_EQ(broken("make[1]: Entering directory '/linux'\n"
			 "kernel/x.hpp: In function ‘kernel::Result<> example_x_Two(kernel::kunit::Test&)’:\n"
			 "kernel/x.hpp:33:1: error: ‘undeclared’ was not declared in this scope\n"
			 "   33 | undeclared(1);\n"
			 "      | ^~~~~~~~~~\n"
			 "make[3]: *** [/kxx/kbuild/kxx.mk:207: /out/x.o] Error 1\n"),
		  (Lines{ "kernel/x.hpp:30",
			  "  kernel/x.hpp:33:1: error: ‘undeclared’ was not declared in this scope" }));
}

TEST(BrokenExamples, AreWhereTheTemplateIsUsed)
{
	EXPECT_EQ(broken("In file included from /out/x.cpp:1:\n"
			 "/kxx/kernel/box.hpp: In instantiation of ‘struct Box<int>’:\n"
			 "/kxx/kernel/y.hpp:11:10:   required from ‘struct Outer<int>’\n"
			 "kernel/x.hpp:10:10:   required from here\n"
			 "/kxx/kernel/box.hpp:2:60: error: static assertion failed: too small\n"
			 "    2 | static_assert(sizeof(T) > 100, \"too small\");\n"
			 "/kxx/kernel/box.hpp:2:60: note: the comparison reduces to ‘(4 > 100)’\n"),
		  (Lines{ "kernel/x.hpp:10", "  kernel/x.hpp:10:10:   required from here",
			  "  /kxx/kernel/box.hpp:2:60: error: static assertion failed: too small" }));
}

TEST(BrokenExamples, AreWhereTheMacroIsUsed)
{
	EXPECT_EQ(broken("/kxx/kernel/result.hpp:3:52: error: return-statement with a value\n"
			 "    3 | #define TRY(x) ({ int y_ = (x); if (y_ < 0) return y_; y_; })\n"
			 "kernel/y.hpp:12:1: note: in expansion of macro ‘TRY’\n"),
		  (Lines{ "kernel/y.hpp:10", "  /kxx/kernel/result.hpp:3:52: error: return-statement with a value",
			  "  kernel/y.hpp:12:1: note: in expansion of macro ‘TRY’" }));
}

TEST(BrokenExamples, AreNotWhereAWarningIs)
{
	EXPECT_EQ(broken("kernel/x.hpp:32:5: warning: unused variable ‘unused’ [-Wunused-variable]\n"
			 "/kxx/kernel/result.hpp:3:52: warning: unused value\n"
			 "kernel/y.hpp:12:1: note: in expansion of macro ‘TRY’\n"
			 "kernel/x.hpp:12:1: error: expected ‘;’\n"),
		  (Lines{ "kernel/x.hpp:10", "  kernel/x.hpp:12:1: error: expected ‘;’" }));
}

TEST(BrokenExamples, AreNotElsewhere)
{
	EXPECT_TRUE(broken("").empty());
	EXPECT_TRUE(broken("kernel/x.hpp:13:1: error: between two\n"
			   "/kxx/kernel/x.hpp:10:1: error: in the header itself\n"
			   "kernel/x.hpp: error: without a line\n"
			   "my_kernel/x.hpp:10:1: error: of another header\n")
			    .empty());
}

TEST(BrokenExamples, HaveFiveLinesOfMessages)
{
	std::string log;

	for (int i = 0; i < 9; i++)
		log += fmt::format("kernel/y.hpp:11:{}: error: wrong\n", i);
	EXPECT_EQ(broken(log).size(), 6u);
}

// Names --------------------------------------------------------------------------------------

Lines shared(const std::vector<NameUser> &users, Kinds kinds = Kinds::Together)
{
	Lines lines;

	for (const SharedName &one : find_shared_names(users, kinds))
		lines.push_back(one.name + ": " + one.first + " and " + one.second);
	return lines;
}

TEST(SharedNames, AreFoundInWhateverShowsThem)
{
	for (const char *use : {
		     "device_.publish({ .name = \"twin\" });",
		     "x = { .id = \"twin\" }",
		     "TRY(dir.publish(\"twin\"));",
		     "root_device_register(\"twin\")",
		     "KmemCache<Node<u32>, \"twin\"> cache;",
		     "Device<A, \"twin\">",
		     "MiiBus<Registers, \"twin\">",
		     "Workqueue::create(fmt(\"twin\"))",
		     "Executor::create(fmt(\"twin\"), 2)",
		     "Kthread::run(fmt(\"twin\"), f)",
	     })
		EXPECT_EQ(shared({ { "a.hpp:1", "publish(\"twin\");\n" }, { "b.hpp:2", std::string("\n") + use } }),
			  Lines{ "twin: a.hpp:1 and b.hpp:2" })
			<< use;
}

TEST(SharedNames, AreReportedOncePerUser)
{
	EXPECT_EQ(shared({ { "a", "publish(\"twin\"); publish(\"twin\")" },
			   { "b", "publish(\"other\"); publish(\"twin\"); publish(\"twin\");" },
			   { "c", "publish(\"twin\")" } }),
		  (Lines{ "twin: a and b", "twin: a and c" }));
}

TEST(SharedNames, AreNotThoseOfOneUserOrOfNothingShown)
{
	EXPECT_TRUE(shared({ { "a", "publish(\"twin\")" }, { "a", "publish(\"twin\")" } }).empty());
	EXPECT_TRUE(shared({ { "a", "pr_info(\"twin\")" }, { "b", "pr_info(\"twin\")" } }).empty());
	EXPECT_TRUE(shared({ { "a", "publish(\"one\")" }, { "b", "publish(\"two\")" } }).empty());
}

TEST(SharedNames, MayBelongToThingsOfDifferentKinds)
{
	const std::vector<NameUser> users = { { "a", "Kthread::run(fmt(\"twin\"))" }, { "b", "Device<A, \"twin\">" } };

	EXPECT_TRUE(shared(users, Kinds::Apart).empty());
	EXPECT_EQ(shared(users, Kinds::Together).size(), 1u);
	EXPECT_EQ(shared({ { "a", "Device<A, \"twin\">" }, { "b", "Device<B, \"twin\">" } }, Kinds::Apart).size(), 1u);
}

} // namespace
} // namespace kxx::test
