// SPDX-License-Identifier: GPL-2.0
//! kxx size: sums, names, differences.
#include <nlohmann/json.hpp>

#include "../cli/workshop.hpp"

namespace kxx::test {
namespace {

class Size : public Workshop {
protected:
	Size()
	{
		// Code of known length: 3 bytes, 2 bytes, 5 bytes.
		write("a.cpp", "asm(\".text\\n.type _ZN4disk4readEv, @function\\n_ZN4disk4readEv:\\n\"\n"
			       "    \".byte 0x90, 0x90, 0xc3\\n.size _ZN4disk4readEv, 3\\n\"\n"
			       "    \".type _ZN4disk4readEv.cold, @function\\n_ZN4disk4readEv.cold:\\n\"\n"
			       "    \".byte 0x90, 0xc3\\n.size _ZN4disk4readEv.cold, 2\\n\"\n"
			       "    \".section .init.text,\\\"ax\\\"\\n.type init_module, @function\\n\"\n"
			       "    \"init_module: .byte 1, 2, 3, 4, 0xc3\\n.size init_module, 5\\n\"\n"
			       "    \".byte 0xcc\\n\");\n");
		write("b.cpp", "asm(\".text\\n.type _ZN4disk4readEv, @function\\n_ZN4disk4readEv:\\n\"\n"
			       "    \".byte 0xc3\\n.size _ZN4disk4readEv, 1\\n\");\n");
		compile({ "-c", "a.cpp", "-o", "a.o" });
		compile({ "-c", "b.cpp", "-o", "b.o" });
	}
};

TEST_F(Size, FunctionsAndTotal)
{
	RunResult result = kxx({ "size", "a.o" });

	EXPECT_EQ(result.status, 0) << result.err;
	EXPECT_EQ(result.out, "       5  disk::read()\n"
			      "       5  init_module\n"
			      "       1  (between functions)\n"
			      "      11  total: .init.text 6 .text 5\n");
}

TEST_F(Size, Difference)
{
	RunResult result = kxx({ "size", "a.o", "--against", "b.o" });

	EXPECT_EQ(result.out, "    ours reference   change\n"
			      "       5         0       +5  init_module\n"
			      "       5         1       +4  disk::read()\n"
			      "       1         0       +1  (between functions)\n"
			      "      11         1      +10  total (11.00 times)\n");
}

TEST_F(Size, Json)
{
	auto json = nlohmann::json::parse(kxx({ "size", "--json", "a.o" }).out);

	EXPECT_EQ(json["total"], 11);
	EXPECT_EQ(json["functions"]["disk::read()"], 5);
	EXPECT_EQ(json["sections"][".init.text"], 6);
	EXPECT_EQ(json["between_functions"], 1);
	json = nlohmann::json::parse(kxx({ "size", "--json", "a.o", "--against", "b.o" }).out);
	EXPECT_EQ(json["reference"]["total"], 1);
	EXPECT_EQ(json["change"], 10);
}

TEST_F(Size, NotAnObject)
{
	write("text", "text\n");
	RunResult result = kxx({ "size", "text" });

	EXPECT_EQ(result.status, 2);
	EXPECT_EQ(result.err, "kxx: error: 'text' is not an ELF file\n");
	EXPECT_EQ(kxx({ "size", "absent" }).status, 2);
}

} // namespace
} // namespace kxx::test
