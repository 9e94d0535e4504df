// SPDX-License-Identifier: GPL-2.0
//! kxx symbolize: an oops gets names and lines.
#include "../cli/workshop.hpp"
#include "common/elf_object.hpp"

namespace kxx::test {
namespace {

class Symbolize : public Workshop {
protected:
	Symbolize()
	{
		write("echo.cpp", "extern \"C\" void stop();\n"				  // 1
				  "struct Echo {\n"					  // 2
				  "\tvoid read();\n"					  // 3
				  "\tvoid write();\n"					  // 4
				  "};\n"						  // 5
				  "static inline void deep()\n"				  // 6
				  "{\n"							  // 7
				  "\tasm volatile(\"ud2; nop; nop\");\n"		  // 8
				  "}\n"							  // 9
				  "void Echo::read()\n"					  // 10
				  "{\n"							  // 11
				  "\tasm volatile(\"nop; nop\");\n"			  // 12
				  "\tstop();\n"						  // 13
				  "\tasm volatile(\"nop\");\n"				  // 14
				  "}\n"							  // 15
				  "[[gnu::section(\".init.text\")]] void Echo::write()\n" // 16
				  "{\n"							  // 17
				  "\tdeep();\n"						  // 18
				  "}\n");						  // 19
		compile({ "-g", "-O2", "-mno-red-zone", "-fno-reorder-functions", "-c", "echo.cpp", "-o",
			  "cxx_echo.ko" });
	}

	std::string symbolize(const std::string &text, std::vector<std::string> more = {})
	{
		write("log", text);
		std::vector<std::string> arguments = { "symbolize", "log" };
		arguments.insert(arguments.end(), more.begin(), more.end());
		RunResult result = kxx(arguments);
		EXPECT_EQ(result.status, 0);
		errors = result.err;
		return result.out;
	}

	/// The offset right after the call in Echo::read().
	std::string return_offset()
	{
		elf::Object object(directory / "cxx_echo.ko");

		for (const elf::Relocation &relocation : object.relocations()) {
			const elf::Symbol *target = object.target_of(relocation);

			if (target && target->name == "stop") {
				char text[32];
				std::snprintf(text, sizeof(text), "0x%llx",
					      static_cast<unsigned long long>(relocation.offset + 4));
				return text;
			}
		}
		ADD_FAILURE() << "no call";
		return "0x0";
	}

	std::string errors;
};

TEST_F(Symbolize, ExactPlace)
{
	EXPECT_EQ(symbolize("[    1.5] RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo]\n"),
		  "[    1.5] RIP: 0010:Echo::read()+0x0/0x40 [cxx_echo] at echo.cpp:11\n");
}

TEST_F(Symbolize, CallTraceMeansTheCall)
{
	std::string offset = return_offset();

	EXPECT_EQ(symbolize(" ? _ZN4Echo4readEv+" + offset + "/0x40 [cxx_echo]\n"),
		  " ? Echo::read()+" + offset + "/0x40 [cxx_echo] at echo.cpp:13\n");
}

TEST_F(Symbolize, InlinedFrames)
{
	EXPECT_EQ(symbolize("RIP: 0010:_ZN4Echo5writeEv+0x0/0x10 [cxx_echo]\n"),
		  "RIP: 0010:Echo::write()+0x0/0x10 [cxx_echo]\n"
		  "\tat echo.cpp:8 in deep (inlined)\n"
		  "\tat echo.cpp:18 in Echo::write()\n");
}

TEST_F(Symbolize, WholeProgramObjects)
{
	// A module is linked in this way: line tables and inlining survive, in sections of their own.
	write("a.cpp", "namespace { struct Queue { void push(); }; }\n"
		       "[[gnu::always_inline]] inline void Queue::push() { asm volatile(\"ud2\"); }\n"
		       "namespace disk { [[gnu::noinline]] void flush() { Queue q; q.push(); } }\n"
		       "[[gnu::section(\".exit.text\"), gnu::noinline]] static void late()\n"
		       "{ asm volatile(\"ud2\"); }\n"
		       "extern \"C\" [[gnu::externally_visible]] void init_module()\n"
		       "{ disk::flush(); late(); }\n");
	compile({ "-g", "-O2", "-flto", "-c", "a.cpp", "-o", "a.o" });
	compile({ "-g", "-O2", "-flto", "-r", "-nostdlib", "-flto-partition=none", "-fwhole-program",
		  "-flinker-output=exec", "a.o", "-o", "whole.ko" });
	EXPECT_EQ(symbolize("RIP: 0010:_ZN4disk5flushEv+0x0/0x10 [whole]\n"),
		  "RIP: 0010:disk::flush()+0x0/0x10 [whole]\n"
		  "\tat a.cpp:2 in (anonymous namespace)::Queue::push (inlined)\n"
		  "\tat a.cpp:3 in disk::flush()\n");
	EXPECT_EQ(symbolize("RIP: 0010:_ZL4latev+0x0/0x10 [whole]\n"),
		  "RIP: 0010:late()+0x0/0x10 [whole] at a.cpp:5\n");
}

TEST_F(Symbolize, BuildIdAndTaintInBrackets)
{
	EXPECT_EQ(symbolize("RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo 0123456789abcdef]\n"),
		  "RIP: 0010:Echo::read()+0x0/0x40 [cxx_echo 0123456789abcdef] at echo.cpp:11\n");
	EXPECT_EQ(symbolize("RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo(OE)]\n"),
		  "RIP: 0010:Echo::read()+0x0/0x40 [cxx_echo(OE)] at echo.cpp:11\n");
}

TEST_F(Symbolize, OtherLinesStay)
{
	const std::string text = "[    1.0] BUG: kernel NULL pointer dereference, address: 0\n"
				 "[    1.0]  do_syscall_64+0x82/0x190\n"
				 "[    1.0] Code: 0f 0b 90 90 <48> 8b\n"
				 "\n"
				 "[    1.0] Modules linked in: cxx_echo(OE)\n";

	EXPECT_EQ(symbolize(text), text);
	EXPECT_EQ(errors, "");
}

TEST_F(Symbolize, NamesAnywhereAreDemangled)
{
	EXPECT_EQ(symbolize("[ T1] cxx_echo: Unknown symbol _ZN4disk5flushEi (err -2)\n"),
		  "[ T1] cxx_echo: Unknown symbol disk::flush(int) (err -2)\n");
	EXPECT_EQ(symbolize(" _ZN4Echo4readEv.constprop.0+0x5/0x10\n"),
		  " Echo::read() [clone .constprop.0]+0x5/0x10\n");
}

TEST_F(Symbolize, UnknownModule)
{
	EXPECT_EQ(symbolize(" _ZN4Echo4readEv+0x5/0x10 [other]\n"), " Echo::read()+0x5/0x10 [other]\n");
	EXPECT_EQ(errors, "kxx: warning: no file found for other: no source lines from there\n"
			  "kxx: note: name the files with --module, or run in the directory that holds "
			  "them\n");
}

TEST_F(Symbolize, GivenModule)
{
	fs::create_directory(directory / "elsewhere");
	fs::rename(directory / "cxx_echo.ko", directory / "elsewhere" / "cxx-echo.ko");
	const std::string expected = "RIP: 0010:Echo::read()+0x0/0x40 [cxx_echo] at echo.cpp:11\n";

	EXPECT_EQ(symbolize("RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo]\n", { "--module", "elsewhere/cxx-echo.ko" }),
		  expected);
	EXPECT_EQ(symbolize("RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo]\n"), expected);
}

TEST_F(Symbolize, StandardInput)
{
	RunResult result =
		run({ KXX_PROGRAM, "symbolize" },
		    { .directory = directory, .input = "RIP: 0010:_ZN4Echo4readEv+0x0/0x40 [cxx_echo]\r\n" });

	EXPECT_EQ(result.out, "RIP: 0010:Echo::read()+0x0/0x40 [cxx_echo] at echo.cpp:11\n");
}

TEST_F(Symbolize, AbsentLog)
{
	RunResult result = kxx({ "symbolize", "absent" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: cannot read 'absent': No such file or directory\n");
}

TEST_F(Symbolize, DirectoryIsNoLog)
{
	RunResult result = kxx({ "symbolize", "/" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: '/' is a directory, not a kernel log\n");
}

TEST_F(Symbolize, BinaryIsNoLog)
{
	RunResult result = kxx({ "symbolize", "cxx_echo.ko" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("'cxx_echo.ko' is not text"), std::string::npos) << result.err;
}

TEST_F(Symbolize, LogWithoutPlaces)
{
	write("log", "all is well\n");
	RunResult result = kxx({ "symbolize", "log" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.out, "all is well\n");
	EXPECT_NE(result.err.find("'log' has no place in the kernel or in a module"), std::string::npos);
	write("log", "");
	EXPECT_EQ(kxx({ "symbolize", "log" }).status, 2);
	EXPECT_NE(kxx({ "symbolize" }).err.find("standard input has no place"), std::string::npos);
}

TEST_F(Symbolize, ModuleThatIsNone)
{
	write("log", " _ZN4Echo4readEv+0x5/0x10 [cxx_echo]\n");
	write("elsewhere/cxx_echo.ko", "no module\n");
	RunResult result = kxx({ "symbolize", "log", "--module", "elsewhere/cxx_echo.ko" });

	EXPECT_EQ(result.status, 2);
	EXPECT_NE(result.err.find("elsewhere/cxx_echo.ko"), std::string::npos) << result.err;
}

} // namespace
} // namespace kxx::test
