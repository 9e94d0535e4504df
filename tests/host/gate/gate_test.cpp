// SPDX-License-Identifier: GPL-2.0
//! One test per refusal: the code, and the exact message that refuses it.
#include <set>
#include <sstream>

#include "elf/demangle.hpp"
#include "common/files.hpp"
#include "workshop.hpp"

namespace kxx::test {
namespace {

using Gate = GateWorkshop;

bool contains(const Lines &lines, const std::string &line)
{
	return std::find(lines.begin(), lines.end(), line) != lines.end();
}

TEST_F(Gate, CleanObjectPasses)
{
	fs::path object = compile("extern \"C\" int _printk(const char *, ...);\n"
				  "namespace { struct Shape { virtual int area() const; int side; };\n"
				  "int Shape::area() const { return side * side; } }\n"
				  "int area(int side) { Shape shape; shape.side = side;\n"
				  "\tconst Shape *s = &shape; asm(\"\" : \"+r\"(s)); return s->area(); }\n"
				  "static const char text[] = \"xmm0 \\x0f\\x58\\xc0\";\n"
				  "extern \"C\" int init_module() { return _printk(text); }\n");

	EXPECT_EQ(refusals(object), Lines());
	EXPECT_EQ(refusals(object, configured("CONFIG_MODVERSIONS=y\n")), Lines());
}

TEST_F(Gate, StaticConstructor)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int next();\n"
				   "static const int seed = next();\n"
				   "int get() { return seed; }\n")),
		  Lines({ "test.cpp:2: error: 'seed' needs a static constructor, which the kernel does "
			  "not run [static-constructor]" }));
}

TEST_F(Gate, StaticConstructorBlamesNoNeighbour)
{
	// The operand of the store is relative to the end of the instruction, after the constant.
	const char *source = "namespace {\n"
			     "int before;\n"
			     "struct Owner { Owner() { asm volatile(\"\"); x = 5; } int x; };\n"
			     "Owner owner;\n"
			     "}\n"
			     "int *get() { return &before; }\n"
			     "int *other() { return &owner.x; }\n";

	EXPECT_EQ(refusals(compile(source, { "-fno-toplevel-reorder" })),
		  Lines({ "test.cpp:4: error: '(anonymous namespace)::owner' needs a static constructor, "
			  "which the kernel does not run [static-constructor]" }));
}

TEST_F(Gate, StaticConstructorWithoutAVariable)
{
	EXPECT_EQ(refusals(compile("extern \"C\" void begin();\n"
				   "[[gnu::constructor]] static void early() { begin(); }\n")),
		  Lines({ "test.cpp:2: error: 'early()' is a static constructor, which the kernel does "
			  "not run [static-constructor]" }));
}

TEST_F(Gate, StaticDestructorFunction)
{
	EXPECT_EQ(refusals(compile("extern \"C\" void end();\n"
				   "[[gnu::destructor]] static void late() { end(); }\n")),
		  Lines({ "test.cpp:2: error: 'late()' is a static destructor, which the kernel does "
			  "not run [static-destructor]" }));
}

TEST_F(Gate, StaticDestructor)
{
	Lines lines = refusals(compile("extern \"C\" void end();\n"
				       "namespace { struct Owner { int x = 0; ~Owner() { end(); } }; }\n"
				       "Owner owner;\n"));

	EXPECT_TRUE(contains(lines, "test.cpp:3: error: static object 'owner' has a destructor to run "
				    "at exit, and the kernel never runs it [static-destructor]"));
	EXPECT_TRUE(contains(lines, "test.cpp:3: error: 'owner' needs a static constructor, which the "
				    "kernel does not run [static-constructor]"));
	EXPECT_EQ(lines.size(), 2u);
}

TEST_F(Gate, StaticDestructorWithoutAtexit)
{
	// The flag that the build uses: destructors go to .fini_array, and objects may vanish.
	Lines lines = refusals(compile("extern \"C\" void end();\n"
				       "namespace { struct Owner { ~Owner() { end(); } }; }\n"
				       "Owner owner;\n",
				       { "-fno-use-cxa-atexit" }));

	EXPECT_EQ(lines, Lines({ "test.cpp:2: error: in '(anonymous namespace)::Owner::~Owner': a static "
				 "object needs a static destructor, which the kernel does not run "
				 "[static-destructor]" }));
}

TEST_F(Gate, ConstinitPasses)
{
	EXPECT_EQ(refusals(compile("struct Table { int x; constexpr Table(int v) : x(v) {} };\n"
				   "constinit Table table(3);\n"
				   "int f() { static constinit int n = 4; return n++ + table.x; }\n")),
		  Lines());
}

TEST_F(Gate, SanitizersMayHaveConstructorsWhereTheKernelRunsThem)
{
	fs::path object = compile("int numbers[4];\nint first() { return numbers[0]; }\n",
				  { "-fsanitize=kernel-address", "-fasan-shadow-offset=0xdffffc0000000000", "--param",
				    "asan-globals=1" });

	EXPECT_EQ(refusals(object, configured("CONFIG_CONSTRUCTORS=y\n")), Lines());
	EXPECT_EQ(refusals(object, configured("")),
		  Lines({ "test.o: error: a static object needs a static destructor, which the kernel "
			  "does not run [static-destructor]",
			  "test.o: error: a static object needs a static constructor, which the kernel "
			  "does not run [static-constructor]" }));
}

TEST_F(Gate, OwnConstructorIsRefusedEvenWhereTheKernelRunsThem)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int next();\nint seed = next();\n"),
			   configured("CONFIG_CONSTRUCTORS=y\n"))
			  .size(),
		  1u);
}

TEST_F(Gate, ThreadLocal)
{
	EXPECT_EQ(refusals(compile("thread_local int depth;\n"
				   "int enter() { return ++depth; }\n")),
		  Lines({ "test.cpp:1: error: 'depth' is thread_local, which the kernel does not have "
			  "[thread-local]" }));
}

TEST_F(Gate, UndefinedThreadLocal)
{
	EXPECT_EQ(refusals(compile("extern __thread int depth;\n"
				   "int enter() { return ++depth; }\n",
				   { "-ftls-model=local-exec" })),
		  Lines({ "test.cpp:2: error: in 'enter()': 'depth' is thread_local, which the kernel "
			  "does not have [thread-local]" }));
}

TEST_F(Gate, LocalStaticGuard)
{
	const char *source = "extern \"C\" int next();\n"
			     "int first()\n"
			     "{\n"
			     "\tstatic int seed = next();\n"
			     "\treturn seed;\n"
			     "}\n";
	const Lines expected = { "test.cpp:4: error: static variable 'first()::seed' is "
				 "initialised at run time, which needs a guard [static-guard]" };

	EXPECT_EQ(refusals(compile(source)), expected);
	EXPECT_EQ(refusals(compile(source, { "-fno-threadsafe-statics" })), expected);
}

TEST_F(Gate, UndefinedWeak)
{
	EXPECT_EQ(refusals(compile("extern \"C\" [[gnu::weak]] int maybe();\n"
				   "int ask() { return maybe ? maybe() : 0; }\n")),
		  Lines({ "test.cpp:2: error: in 'ask()': 'maybe' is weak and undefined: the kernel "
			  "would silently take its address as 0 [undefined-weak]" }));
}

TEST_F(Gate, OperatorNew)
{
	EXPECT_EQ(refusals(compile("int *make() { return new int; }\n", { "-fno-builtin" })),
		  Lines({ "test.cpp:1: error: in 'make()': 'operator new(unsigned long)' is called, and "
			  "the kernel has none [operator-new]" }));
}

TEST_F(Gate, OperatorNewIsAnsweredWithMakeBox)
{
	auto findings = gate::inspect(elf::Object(compile("int *make() { return new int[3]; }\n")), {});

	ASSERT_EQ(findings.size(), 1u);
	EXPECT_EQ(findings[0].note, "use kernel::make_box<T>(GFP_KERNEL, …), which names its flags and "
				    "may fail");
}

TEST_F(Gate, OperatorDelete)
{
	EXPECT_TRUE(contains(refusals(compile("struct Base { virtual ~Base(); };\n"
					      "Base::~Base() {}\n")),
			     "test.cpp:2: error: in 'Base::~Base()': 'operator delete(void*, unsigned "
			     "long)' is called, and the kernel has none [operator-delete]"));
}

TEST_F(Gate, DeleteOfAKnownClass)
{
	// The deleting destructor is called as a function, in one section and across two.
	for (const char *attribute : { "", "[[gnu::section(\".init.text\")]] " })
		EXPECT_EQ(refusals(compile(std::string("void operator delete(void *, unsigned long) noexcept {}\n"
						       "namespace { struct Shape { virtual ~Shape(); int *p; };\n"
						       "struct Round final : Shape { [[gnu::noinline]] ~Round(); };\n"
						       "Shape::~Shape() { *p = 3; }\n"
						       "Round::~Round() { *p = 4; } }\n") +
						   attribute +
						   "[[gnu::used]] void drop(Round *round) { delete round; }\n",
					   { "-fno-inline" })),
			  Lines({ "test.cpp:6: error: in 'drop((anonymous namespace)::Round*)': a delete expression "
				  "frees nothing "
				  "here [operator-delete]" }))
			<< attribute;
}

TEST_F(Gate, DestructorThroughAVtablePasses)
{
	EXPECT_EQ(refusals(compile("void operator delete(void *, unsigned long) noexcept {}\n"
				   "namespace { struct Shape { virtual ~Shape(); int *p; };\n"
				   "struct Round : Shape { ~Round(); };\n"
				   "Shape::~Shape() { *p = 3; }\n"
				   "Round::~Round() { *p = 4; } }\n"
				   "void end(Shape *shape) { shape->~Shape(); }\n")),
		  Lines());
}

TEST_F(Gate, JumpElsewhereBeforeADeletingDestructorPasses)
{
	// Before its relocation is applied, the jump leads to the next byte, where the destructor begins.
	EXPECT_EQ(refusals(compile("asm(\".text\\n\"\n"
				   "    \".type last, @function\\nlast: jmp printk\\n.size last, .-last\\n\"\n"
				   "    \".type _ZN5RoundD0Ev, @function\\n_ZN5RoundD0Ev: jmp _ZdlPvm\\n\"\n"
				   "    \".size _ZN5RoundD0Ev, .-_ZN5RoundD0Ev\\n\");\n"
				   "void operator delete(void *, unsigned long) noexcept {}\n")),
		  Lines());
}

TEST_F(Gate, StandardLibrary)
{
	EXPECT_EQ(refusals(compile("namespace std { void __throw_bad_alloc(); }\n"
				   "void fail() { std::__throw_bad_alloc(); }\n")),
		  Lines({ "test.cpp:2: error: in 'fail()': 'std::__throw_bad_alloc()' is part of the "
			  "C++ standard library, which the kernel does not have [standard-library]" }));
	EXPECT_EQ(refusals(compile("namespace std { struct mutex { void lock(); }; }\n"
				   "void take(std::mutex &m) { m.lock(); }\n")),
		  Lines({ "test.cpp:2: error: in 'take(std::mutex&)': 'std::mutex::lock()' is part of "
			  "the C++ standard library, which the kernel does not have "
			  "[standard-library]" }));
}

TEST_F(Gate, Throw)
{
	Lines lines = refusals(compile("void fail() { throw 1; }\n", { "-fexceptions", "-frtti" }));

	EXPECT_TRUE(contains(lines, "test.cpp:1: error: in 'fail()': '__cxa_throw' is part of exception "
				    "handling, which the kernel does not have [exceptions]"));
	EXPECT_TRUE(contains(lines, "test.cpp:1: error: in 'fail()': 'typeinfo for int' is run-time "
				    "type information, which modules do not have [typeinfo]"));
}

TEST_F(Gate, Catch)
{
	Lines lines = refusals(compile("extern \"C\" void risky();\n"
				       "int run() { try { risky(); } catch (...) { return 1; } return 0; }\n",
				       { "-fexceptions" }));

	EXPECT_TRUE(contains(lines, "test.o: error: section '.gcc_except_table' is there to catch "
				    "exceptions [exceptions]"));
	EXPECT_TRUE(contains(lines, "test.o: error: section '.eh_frame' is not empty, and the kernel "
				    "has no use for it [unwind-tables]"));
	EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const std::string &line) {
		return line.find("'__gxx_personality_v0' is part of exception handling") != std::string::npos;
	}));
}

TEST_F(Gate, DestructorNeedsUnwinding)
{
	Lines lines = refusals(compile("extern \"C\" void end();\n"
				       "extern \"C\" void risky();\n"
				       "struct Owner { ~Owner() { end(); } };\n"
				       "void run() { Owner owner; risky(); }\n",
				       { "-fexceptions" }));

	EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const std::string &line) {
		return line.find("'_Unwind_Resume' is part of exception handling") != std::string::npos;
	}));
}

TEST_F(Gate, Typeinfo)
{
	Lines lines = refusals(compile("struct Base { virtual int f(); };\n"
				       "int Base::f() { return 1; }\n",
				       { "-frtti" }));

	EXPECT_TRUE(contains(lines, "test.o: error: in 'typeinfo for Base': 'vtable for "
				    "__cxxabiv1::__class_type_info' is run-time type information, which "
				    "modules do not have [typeinfo]"));
}

TEST_F(Gate, DynamicCast)
{
	Lines lines = refusals(compile("struct A { virtual int f(); }; struct B : A { int g(); };\n"
				       "B *down(A *a) { return dynamic_cast<B *>(a); }\n",
				       { "-frtti" }));

	EXPECT_TRUE(contains(lines, "test.cpp:2: error: in 'down(A*)': '__dynamic_cast' is run-time type "
				    "information, which modules do not have [typeinfo]"));
}

TEST_F(Gate, PureVirtual)
{
	Lines lines = refusals(compile("struct Base { virtual int f() = 0; virtual int g(); };\n"
				       "int Base::g() { return 1; }\n"));

	EXPECT_TRUE(contains(lines, "test.o: error: in 'vtable for Base': a vtable needs "
				    "'__cxa_pure_virtual', which nobody defines [pure-virtual]"));
}

TEST_F(Gate, EveryFunctionOfTheCompilersLibraries)
{
	// Every function that GCC may call and supplies for programs, but that the kernel does not have.
	std::set<std::string> names;
	for (const char *library : { "libgcc.a", "libgcc_eh.a", "libsupc++.a", "libatomic.a" }) {
		std::string path = run({ "g++", std::string("-print-file-name=") + library }).out;
		std::istringstream lines(
			run({ "nm", "-g", "-P", "--defined-only", path.substr(0, path.find('\n')) }).out);

		for (std::string line; std::getline(lines, line);) {
			const std::string name = line.substr(0, line.find(' '));

			// Skips "libgcc.a[_muldi3.o]:", and the internal functions of libatomic.
			if (!name.ends_with(":") && !name.starts_with("libat_") && !name.starts_with("__libat_") &&
			    !name.starts_with("_.stapsdt"))
				names.insert(name);
		}
	}
	ASSERT_GT(names.size(), 1000u);
	std::string source = ".text\n";
	for (const std::string &name : names)
		source += ".quad \"" + name + "\"\n";
	write("test.s", source);
	ASSERT_TRUE(run({ "g++", "-c", "test.s", "-o", "test.o" }, { .directory = directory }).ok());

	std::string all;
	for (const std::string &line : refusals(directory / "test.o"))
		all += line + "\n";
	for (const std::string &name : names) {
		// One message about static objects stands for these.
		if (name.starts_with("__cxa_guard_") || name.starts_with("__cxa_thread_atexit"))
			continue;
		EXPECT_NE(all.find("'" + elf::demangle(name) + "'"), std::string::npos) << name;
	}
}

TEST_F(Gate, OtherRunTimeLibrary)
{
	EXPECT_EQ(refusals(compile("extern \"C\" void __cxa_vec_ctor(void *);\n"
				   "void all(void *p) { __cxa_vec_ctor(p); }\n")),
		  Lines({ "test.cpp:2: error: in 'all(void*)': '__cxa_vec_ctor' is part of the C++ "
			  "run-time library, which the kernel does not have [runtime]" }));
}

TEST_F(Gate, UndefinedFunction)
{
	fs::path object = compile("namespace disk { int flush(int); }\n"
				  "int stop() { return disk::flush(3); }\n");
	const Lines expected = { "test.cpp:2: error: in 'stop()': 'disk::flush(int)' is not defined, and "
				 "no module exports it [undefined-symbol]" };

	EXPECT_EQ(refusals(object), expected);

	gate::Context context;
	context.exported_elsewhere = gate::read_symvers(write("Module.symvers", "0x12345678\t_ZN4disk5flushEi\tdisk\t"
										"EXPORT_SYMBOL_GPL\t\n"));
	EXPECT_EQ(refusals(object, context), Lines());
}

TEST_F(Gate, SiblingsOfOneBuildAreJudgedByModpost)
{
	gate::Context context;

	context.siblings_export = true;
	EXPECT_EQ(refusals(compile("int g();\nint f() { return g() + *new int; }\n"), context).size(), 1u);
}

TEST_F(Gate, MissingShims)
{
	EXPECT_EQ(refusals(compile("extern \"C\" void kxx_i_kfree_rcu(void *);\n"
				   "void drop(void *p) { kxx_i_kfree_rcu(p); }\n")),
		  Lines({ "test.cpp:2: error: in 'drop(void*)': inline function 'kfree_rcu' of the kernel "
			  "has no shim for this kernel [missing-shim]" }));
	EXPECT_EQ(refusals(compile("extern \"C\" void *kxx_m_current();\n"
				   "void *me() { return kxx_m_current(); }\n")),
		  Lines({ "test.cpp:2: error: in 'me()': macro 'current' of the kernel has no shim for "
			  "this kernel [missing-shim]" }));
}

TEST_F(Gate, GlobalOffsetTable)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int counter;\n"
				   "int count() { return counter; }\n",
				   { "-fPIC", "-mcmodel=small" })),
		  Lines({ "test.cpp:2: error: in 'count()': R_X86_64_REX_GOTPCRELX reaches a symbol "
			  "through a global offset table, and modules have none [got]" }));
}

TEST_F(Gate, UnknownRelocation)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int far;\n"
				   "void jump() { asm volatile(\".word far\"); }\n")),
		  Lines({ "test.cpp:2: error: in 'jump()': the module loader does not know relocation "
			  "R_X86_64_16 [relocation]" }));
}

TEST_F(Gate, FloatingPoint)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int twice(int x)\n"
				   "{\n"
				   "\treturn int(x * 1.5);\n"
				   "}\n",
				   { "-msse2" })),
		  Lines({ "test.cpp:3: error: in 'twice': instruction 'pxor %xmm0,%xmm0' uses "
			  "floating-point or vector registers, which belong to user space "
			  "[floating-point]" }));
}

TEST_F(Gate, X87)
{
	EXPECT_EQ(refusals(compile("void init() { asm volatile(\"fninit\"); }\n")),
		  Lines({ "test.cpp:1: error: in 'init()': instruction 'fninit' uses floating-point or "
			  "vector registers, which belong to user space [floating-point]" }));
	EXPECT_EQ(refusals(compile("void pop(int *p) { asm volatile(\"fistpl %0\" : \"=m\"(*p)); }\n")),
		  Lines({ "test.cpp:1: error: in 'pop(int*)': instruction 'fistpl (%rdi)' uses "
			  "floating-point or vector registers, which belong to user space "
			  "[floating-point]" }));
}

TEST_F(Gate, Avx)
{
	for (const char *instruction :
	     { "vaddps %%ymm1,%%ymm2,%%ymm3", "vzeroupper", "emms", "vpxord %%zmm0,%%zmm1,%%zmm2", "kmovw %%eax,%%k1",
	       "movq %%mm0,%%rax", "movaps %%xmm9,%%xmm1" })
		EXPECT_EQ(refusals(compile(std::string("void f() { asm volatile(\"") + instruction + "\" : :); }\n"))
				  .size(),
			  1u)
			<< instruction;
}

TEST_F(Gate, IntegerInstructionsPass)
{
	EXPECT_EQ(refusals(compile("extern \"C\" int fma_xmm0(int);\n"
				   "int f(int x) { asm volatile(\"lfence; mfence; sfence; pause; "
				   "rdtsc; cpuid; prefetcht0 (%%rsp); clflush (%%rsp); popcnt %%rax,%%rax; "
				   "movnti %%rax,(%%rsp); xchg %%rax,%%rbx; xadd %%rax,%%rbx\" : : : "
				   "\"rax\", \"rbx\", \"rcx\", \"rdx\"); return fma_xmm0(x) + 1; }\n")),
		  Lines());
}

TEST_F(Gate, DataInACodeSectionPasses)
{
	// 0f 58 c0 is addps.
	EXPECT_EQ(refusals(compile("asm(\".text\\n.type table, @object\\n.size table, 6\\n\"\n"
				   "    \"table: .byte 0x0f, 0x58, 0xc0, 0x0f, 0x58, 0xc0\\n\");\n"
				   "int f() { return 1; }\n")),
		  Lines());
}

TEST_F(Gate, WritableVtable)
{
	EXPECT_TRUE(contains(refusals(compile("struct Base { virtual int f(); };\n"
					      "int Base::f() { return 1; }\n",
					      { "-fPIC", "-mcmodel=small" })),
			     "test.o: error: 'vtable for Base' lies in the writable section "
			     "'.data.rel.ro._ZTV4Base' [writable-vtable]"));
}

TEST_F(Gate, UnwindTables)
{
	fs::path object = compile("int f() { return 1; }\n", { "-fasynchronous-unwind-tables" });

	EXPECT_EQ(refusals(object), Lines({ "test.o: error: section '.eh_frame' is not empty, and the "
					    "kernel has no use for it [unwind-tables]" }));
	EXPECT_EQ(refusals(object, configured("CONFIG_UNWIND_TABLES=y\n")), Lines());
}

TEST_F(Gate, UniqueSymbol)
{
	Lines lines = refusals(compile("inline int shared = 3;\n"
				       "int *get() { return &shared; }\n",
				       { "-fgnu-unique" }));

	EXPECT_TRUE(contains(lines, "test.cpp:1: error: 'shared' is a GNU unique symbol, which only a "
				    "dynamic linker understands [unique-symbol]"));
}

TEST_F(Gate, Comdat)
{
	EXPECT_EQ(refusals(compile("[[gnu::noinline]] inline int square(int x) { return x * x; }\n"
				   "int area(int x) { return square(x); }\n")),
		  Lines({ "test.cpp:1: error: 'square(int)' is in a COMDAT group, which breaks the "
			  "kernel's tables of code places [comdat]" }));
}

TEST_F(Gate, LongImportedName)
{
	fs::path object = compile("extern \"C\" int a_name_of_fifty_six_characters_is_one_more_than_fits_xxx();\n"
				  "extern \"C\" int a_name_of_fifty_five_characters_is_as_long_as_can_be_xx();\n"
				  "int f() { return a_name_of_fifty_six_characters_is_one_more_than_fits_xxx() +\n"
				  "\t\ta_name_of_fifty_five_characters_is_as_long_as_can_be_xx(); }\n");

	EXPECT_EQ(refusals(object, configured("")), Lines());
	EXPECT_EQ(refusals(object, configured("CONFIG_MODVERSIONS=y\n")),
		  Lines({ "test.cpp:3: error: in 'f()': imported name "
			  "'a_name_of_fifty_six_characters_is_one_more_than_fits_xxx' has 56 characters, "
			  "and CONFIG_MODVERSIONS allows 55 [long-name]" }));
	EXPECT_EQ(refusals(object, configured("CONFIG_MODVERSIONS=y\nCONFIG_EXTENDED_MODVERSIONS=y\n")), Lines());
}

TEST_F(Gate, ObjtoolHasNotRun)
{
	const char *const finding =
		"test.o: error: objtool has not run on this object: it has no unwind data [objtool]";
	fs::path object = compile("int f() { return 1; }\n");

	EXPECT_EQ(refusals(object, configured("CONFIG_UNWINDER_ORC=y\n")), Lines({ finding }));
	// With IBT, objtool runs on the whole module, after the gate.
	EXPECT_EQ(refusals(object, configured("CONFIG_UNWINDER_ORC=y\nCONFIG_X86_KERNEL_IBT=y\n")), Lines());
	EXPECT_EQ(refusals(object, configured("")), Lines());
	EXPECT_EQ(refusals(compile("int f() { return 1; }\n"
				   "[[gnu::section(\".orc_unwind\"), gnu::used]] static int orc;\n"),
			   configured("CONFIG_UNWINDER_ORC=y\n")),
		  Lines());
}

TEST_F(Gate, LongExportedName)
{
	const std::string name(56, 'x');
	gate::Context context = configured("CONFIG_MODVERSIONS=y\n");
	fs::path object = compile("int f() { return 1; }\n");

	context.exports = { std::string(55, 'y'), name };
	EXPECT_EQ(refusals(object, context),
		  Lines({ "test.o: error: exported name '" + name +
			  "' has 56 characters, and CONFIG_MODVERSIONS allows 55 [long-name]" }));

	context.exports.clear();
	fs::path exporting = compile("extern \"C\" char mark asm(\"__ksymtab_" + name + "\");\nchar mark = 1;\n");
	EXPECT_EQ(refusals(exporting, context).size(), 1u);
}

TEST_F(Gate, UnlinkedObject)
{
	EXPECT_EQ(refusals(compile("int f() { return 1; }\n", { "-flto", "-fno-fat-lto-objects" })),
		  Lines({ "test.o: error: the object still holds LTO bytecode [not-linked]" }));
}

TEST_F(Gate, WholeProgramLinkKeepsTheLines)
{
	write("a.cpp", "extern \"C\" int next();\n"
		       "namespace { struct Table { int x; Table() : x(next()) {} }; }\n"
		       "static Table table;\n"
		       "constinit int filler = 3;\n"
		       "thread_local int depth;\n"
		       "extern \"C\" [[gnu::externally_visible]] int init_module() { return table.x + depth++; }\n");
	write("b.cpp", "extern \"C\" int next() { static int n = *new int; return ++n; }\n");
	auto gxx = [&](std::vector<std::string> rest) {
		std::vector<std::string> argv = { "g++" };

		for (const std::string &flag : kernel_flags())
			argv.push_back(flag);
		argv.push_back("-flto");
		argv.insert(argv.end(), rest.begin(), rest.end());
		RunResult result = run(argv, { .directory = directory });
		EXPECT_TRUE(result.ok()) << result.err;
	};
	gxx({ "-c", "a.cpp", "-o", "a.o" });
	gxx({ "-c", "b.cpp", "-o", "b.o" });
	gxx({ "-r", "-nostdlib", "-flto-partition=none", "-fwhole-program", "-flinker-output=exec", "a.o", "b.o", "-o",
	      "m.kxx.o" });
	Lines lines = refusals(directory / "m.kxx.o");
	EXPECT_TRUE(contains(lines, "a.cpp:3: error: 'table' needs a static constructor, which the kernel "
				    "does not run [static-constructor]"));
	EXPECT_TRUE(contains(lines, "a.cpp:5: error: 'depth' is thread_local, which the kernel does not "
				    "have [thread-local]"));
	EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const std::string &line) {
		return line.starts_with("b.cpp:1: error: ") &&
		       line.ends_with("'operator new(unsigned long)' is called, and the kernel has none "
				      "[operator-new]");
	}));
}

TEST_F(Gate, AllFindingsAreReported)
{
	EXPECT_EQ(refusals(compile("thread_local int a;\n"
				   "int f() { return ++a + *new int; }\n"
				   "int g() { asm volatile(\"fninit\"); return *new int; }\n"))
			  .size(),
		  3u);
}

TEST_F(Gate, OtherFilesAreAnEnvironmentFault)
{
	EXPECT_THROW(elf::Object(write("text.o", "no object\n")), elf::BadFile);
	EXPECT_THROW(elf::Object(directory / "absent.o"), elf::BadFile);
	EXPECT_THROW(elf::Object("/proc/self/exe"), elf::BadFile);
}

TEST_F(Gate, AnObjectThatIsCutShortIsAnEnvironmentFault)
{
	const std::string whole = read_file(compile("int f(int x) { return x; }\n"));

	for (std::size_t size = 0; size < whole.size(); size += 5)
		EXPECT_THROW(elf::Object(write("short.o", whole.substr(0, size))), elf::BadFile) << size;
	EXPECT_EQ(elf::Object(write("whole.o", whole)).symbols().back().name, "_Z1fi");
}

} // namespace
} // namespace kxx::test
