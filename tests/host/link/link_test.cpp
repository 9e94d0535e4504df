// SPDX-License-Identifier: GPL-2.0
//! The parts of `kxx link` that need no compiler.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "common/failure.hpp"
#include "common/process.hpp"
#include "common/words.hpp"
#include "link/cached.hpp"
#include "link/exports.hpp"
#include "link/layouts.hpp"
#include "link/link.hpp"
#include "link/names.hpp"
#include "link/shims.hpp"
#include "link/symbols.hpp"

namespace kxx::link {
namespace {
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class Folder : public testing::Test {
protected:
	Folder()
	{
		char name[] = "/tmp/kxx-link-XXXXXX";
		path = mkdtemp(name);
	}
	~Folder() override { fs::remove_all(path); }
	std::string read(const std::string &name)
	{
		std::ostringstream text;
		text << std::ifstream(path / name).rdbuf();
		return text.str();
	}
	fs::path path;
};

TEST(Words, AreSplitAsTheShellDoes)
{
	EXPECT_EQ(split_words("a  b\tc\n"), Words({ "a", "b", "c" }));
	EXPECT_EQ(split_words("-DX='\"a b\"' \"c\\\"d\" e\\ f ''"), Words({ "-DX=\"a b\"", "c\"d", "e f", "" }));
	EXPECT_EQ(split_words(""), Words());
}

TEST(CodeGenerationFlags, LeavePathsAndMacros)
{
	EXPECT_EQ(code_generation_flags({ "g++",
					  "-nostdinc",
					  "-I/x",
					  "-isystem",
					  "-fake",
					  "-include",
					  "-more",
					  "-DA=-f",
					  "-Wall",
					  "-Wp,-MMD,x.d",
					  "-Wframe-larger-than=2048",
					  "-O2",
					  "-mno-sse",
					  "-fno-pie",
					  "-g",
					  "-pg",
					  "--param",
					  "asan-globals=1",
					  "--param=x=2",
					  "-std=gnu++20" }),
		  Words({ "-Wall", "-Wframe-larger-than=2048", "-O2", "-mno-sse", "-fno-pie", "-g", "-pg", "--param",
			  "asan-globals=1", "--param=x=2" }));
}

TEST(Names, LongOnesOfFunctionsInTwoPartsAreShortened)
{
	const std::string arguments(120, 'x');
	const std::string name = "_ZN6kernel12_GLOBAL__N_13VecI" + arguments + "E4growEv.isra.0";
	const auto renamed = shorter_names({ name, name + ".cold", "_Z" + arguments + arguments, "f", "f.cold" });

	ASSERT_EQ(renamed.size(), 2);
	const std::string fresh = renamed.at(name);
	EXPECT_TRUE(fresh.starts_with("kernel_Vec_")) << fresh;
	EXPECT_LE(fresh.size(), longest_parent);
	EXPECT_EQ(renamed.at(name + ".cold"), fresh + ".cold");
	const std::string deleting = "_ZN5ThingI" + arguments + "ED0Ev";
	EXPECT_TRUE(shorter_names({ deleting + ".cold" }).at(deleting).ends_with("_D0Ev"));
	const std::string coroutine = "_ZN5Thing5serveEP" + arguments + "5FrameE58_ZN5Thing5serveEv.Frame.actor";
	EXPECT_TRUE(shorter_names({ coroutine + ".cold" }).at(coroutine).ends_with(".actor"));
}

TEST(Names, ThatDifferAtTheirEndStayDifferent)
{
	const std::string name = "_ZN6kernel4CallI" + std::string(120, 'x') + "E3runEv.lto_priv.";
	std::set<std::string> long_ones, short_ones;

	for (int i = 0; i < 30; i++)
		long_ones.insert(name + std::to_string(i) + ".cold");
	for (const auto &[from, to] : shorter_names(long_ones))
		short_ones.insert(to);
	EXPECT_EQ(short_ones.size(), 2 * long_ones.size());
}

TEST(Nm, TellsCodeFromDataAndDefinedFromNot)
{
	auto symbols = parse_nm("a.o: init_module T 0 0\n"
				"a.o: counter B 0 0\n"
				"a.o: table r 0 0\n"
				"a.o: kmalloc U\n"
				"a.o: maybe w\n"
				"b.o: other W 0 0\n"
				"nonsense\n",
				{ "a.o", "b.o" });
	using Set = std::set<std::string>;

	EXPECT_EQ(symbols[0].defined, Set({ "init_module", "counter", "table" }));
	EXPECT_EQ(symbols[0].undefined, Set({ "kmalloc", "maybe" }));
	EXPECT_EQ(symbols[0].variables, Set({ "counter", "table" }));
	EXPECT_EQ(symbols[1].defined, Set({ "other" }));
}

TEST_F(Folder, ShimsComeWithTheirHeadersAndKeepWhatCCalls)
{
	std::ofstream(path / "shims.tsv") << "kxx_m_kmalloc\tlinux/slab.h\tvoid *kxx_m_kmalloc(void) { return 0; }\n"
					  << "kxx_i_unused\tlinux/unused.h\tvoid kxx_i_unused(void) {}\n";
	const std::string text = shim_source(path, { "kxx_m_kmalloc" }, { "called", "data" }, { "data" });

	EXPECT_NE(text.find("#include <linux/slab.h>\n"), std::string::npos);
	EXPECT_NE(text.find("void *kxx_m_kmalloc(void)"), std::string::npos);
	EXPECT_EQ(text.find("unused.h"), std::string::npos);
	EXPECT_NE(text.find("extern void called(void);"), std::string::npos);
	EXPECT_NE(text.find("extern char data[];"), std::string::npos);
}

TEST_F(Folder, ShimsOfOtherBindingsAreOtherShims)
{
	// If the body of a helper changes, or a kernel is configured again in the same place, the bindings
	// change while the shims stay the same.
	std::string texts[2];

	for (int i = 0; i < 2; i++) {
		const std::filesystem::path bindings = path / std::to_string(i);

		std::filesystem::create_directory(bindings);
		std::ofstream(bindings / "shims.tsv") << "kxx_i_f\tlinux/a.h\tvoid kxx_i_f(void) { f(); }\n";
		texts[i] = shim_source(bindings, { "kxx_i_f" }, {}, {});
	}
	EXPECT_NE(texts[0], texts[1]);
}

TEST_F(Folder, AShimThatTheKernelLacksIsNamed)
{
	std::ofstream(path / "shims.tsv") << "kxx_i_other\tlinux/a.h\tvoid kxx_i_other(void) {}\n";
	try {
		shim_source(path, { "kxx_m_kmalloc", "kxx_i_other" }, {}, {});
		FAIL() << "no failure";
	} catch (const Failure &failure) {
		EXPECT_STREQ(failure.what(), "this kernel has no kmalloc");
		EXPECT_EQ(failure.fault, Fault::Work);
	}
}

TEST_F(Folder, ExportsOfOneTypeShareItsSignature)
{
	write_exports(path / "e.c", { { "_Z1fi", 7, true }, { "_Z1gi", 7, false } });
	const std::string text = read("e.c");

	EXPECT_EQ(text.find("struct kxx_signature_0000000000000007 {"),
		  text.rfind("struct kxx_signature_0000000000000007 {"));
	EXPECT_NE(text.find("EXPORT_SYMBOL_GPL(_Z1fi);"), std::string::npos);
	EXPECT_NE(text.find("EXPORT_SYMBOL(_Z1gi);"), std::string::npos);
}

TEST_F(Folder, UnchangedExportsAreNotWrittenAgain)
{
	write_exports(path / "e.c", { { "_Z1fi", 7, true } });
	fs::last_write_time(path / "e.c", fs::file_time_type::clock::now() - std::chrono::hours(1));
	const auto before = fs::last_write_time(path / "e.c");
	write_exports(path / "e.c", { { "_Z1fi", 7, true } });
	EXPECT_EQ(fs::last_write_time(path / "e.c"), before);
	write_exports(path / "e.c", { { "_Z1fi", 8, true } });
	EXPECT_NE(fs::last_write_time(path / "e.c"), before);
}

TEST_F(Folder, ATruncatedObjectIsAnError)
{
	std::ofstream(path / "short.o") << "\177ELF";
	EXPECT_THROW(exports_of(path / "short.o"), Failure);
}

/// Objects in a cache that belongs to the test.
class Cache : public Folder {
protected:
	Cache()
	{
		setenv("KXX_CACHE", (path / "cache").c_str(), 1);
		write_file(path / "included.h", "int included;\n");
		compiled = compile();
	}
	~Cache() override { unsetenv("KXX_CACHE"); }

	Compiled compile(const std::string &flag = "-O1")
	{
		return compile_text("shims", "#include \"included.h\"\n", { "gcc", flag, "-I" + path.string() }, false);
	}
	std::string symbols() { return run({ "nm", compiled.object.string() }).out; }
	fs::path list() { return fs::path(compiled.object).replace_extension(".inputs"); }

	Compiled compiled;
};

TEST_F(Cache, AnObjectIsCompiledOnce)
{
	const auto time = fs::last_write_time(compiled.object);

	EXPECT_TRUE(compiled.result.ok()) << compiled.result.err;
	EXPECT_EQ(compile().object, compiled.object);
	EXPECT_EQ(fs::last_write_time(compiled.object), time);
	EXPECT_NE(compile("-O2").object, compiled.object);
}

TEST_F(Cache, AnObjectFollowsWhatItIncludes)
{
	write_file(path / "included.h", "int another;\n");
	EXPECT_EQ(compile().object, compiled.object);
	EXPECT_NE(symbols().find("another"), std::string::npos);
}

TEST_F(Cache, DamagedFilesAreMadeAnew)
{
	for (const fs::path &file : { compiled.object, list() })
		for (int how = 0; how < 3; how++) {
			const std::string text = read_file(file);

			write_file(file, how == 0   ? ""
					 : how == 1 ? text.substr(0, text.size() / 2)
						    : std::string(text.size(), '#'));
			EXPECT_TRUE(compile().result.ok());
			EXPECT_NE(symbols().find("included"), std::string::npos) << file << how;
			EXPECT_TRUE(is_current(list()));
		}
	fs::remove(compiled.source);
	EXPECT_TRUE(compile().result.ok());
}

TEST_F(Cache, WhatDoesNotCompileLeavesNoObject)
{
	write_file(path / "included.h", "#error no\n");
	EXPECT_FALSE(compile().result.ok());
	EXPECT_FALSE(is_current(list()));
	for (const auto &entry : fs::directory_iterator(compiled.object.parent_path()))
		EXPECT_TRUE(entry.path() == compiled.object || entry.path() == compiled.source) << entry.path();
	EXPECT_FALSE(compile().result.ok()) << "an error is not remembered as a success";
}

TEST_F(Folder, LayoutsAreCheckedOfTheHeadersThatAModuleIncludes)
{
	const fs::path bindings = path / "state";

	fs::create_directories(bindings / "layout");
	write_file(bindings / "layout/checks.h", "#define T(t, s, a) check(t, s, a)\n");
	write_file(bindings / "layout/checks.tsv", "parts/a.types.hpp\tlinux/a.h\tcurrent\tT(struct a, 1, 1);\n"
						   "parts/b.types.hpp\tlinux/b.h\t\tT(struct b, 2, 2);\n");
	write_file(path / ".m.lto.o.cmd",
		   "deps_m.lto.o := \\\n  " + bindings.string() +
			   "/include/parts/a.types.hpp \\\n  /other/include/parts/b.types.hpp\n");
	const std::set<std::string> headers = bound_headers(bindings, { path / "m.lto.o" });

	EXPECT_EQ(headers, std::set<std::string>({ "parts/a.types.hpp" }));
	EXPECT_EQ(layout_source(bindings, headers), "/* bindings state */\n#include <linux/a.h>\n#undef current\n"
						    "#define T(t, s, a) check(t, s, a)\nT(struct a, 1, 1);\n");
	EXPECT_THROW(bound_headers(bindings, { path / "absent.lto.o" }), FileError);
}

TEST_F(Folder, AModulesOwnFlagsAreThoseThatTheKernelDoesNotGive)
{
	fs::create_directories(path / "layout");
	write_file(path / "layout/flags", "-O2\n-include\n/k/kconfig.h\n-DMODULE\n");
	EXPECT_EQ(own_flags(path, { "gcc", "-O2", "-DMODULE", "-DMINE", "-include", "/k/kconfig.h", "-include", "my.h",
				    "-fpack-struct", "-I/x", "-Wall", "-DKBUILD_MODNAME=\"m\"" }),
		  Words({ "-DMINE", "-include my.h", "-fpack-struct" }));
}

} // namespace
} // namespace kxx::link
