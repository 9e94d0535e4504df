// SPDX-License-Identifier: GPL-2.0
#include "check.hpp"

#include "common/compiler.hpp"
#include "common/elf_object.hpp"

#include <future>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

/// Every bit-field is an object kxx_bits_N, all ones in that field and zero elsewhere.
std::string check_bits(const Model &model, const fs::path &object, const char *language)
{
	const elf::Object file(object);
	std::string faults;
	unsigned number = 0;

	for (const TypeLayout &type : model.layouts)
		for (const FieldLayout &field : type.fields) {
			if (field.width < 0)
				continue;
			std::string name = "kxx_bits_" + std::to_string(number++);
			const elf::Symbol *symbol = file.find_symbol(name);
			std::string where = type.c_name + "." + field.c_path;

			if (!symbol) {
				faults += where + ": no object in " + language + "\n";
				continue;
			}
			std::string_view bytes = file.bytes_of(*symbol);
			bool right = bytes.size() == type.size;
			for (uint64_t bit = 0; right && bit < bytes.size() * 8; ++bit) {
				bool set = bytes[bit / 8] >> (bit % 8) & 1;
				bool wanted = bit >= field.offset_bits && bit < field.offset_bits + field.width;

				right = set == wanted;
			}
			if (!right)
				faults += where + ": bit-field is at another place in " + language + "\n";
		}
	return faults;
}

} // namespace

std::string check_layout(const Model &model, const Flags &flags, const fs::path &output)
{
	const fs::path layout = output / "layout";
	auto c = std::async(std::launch::async, [&] {
		return run_compiler(flags.command({ "-w", "-g0", "-fno-lto", "-c", (layout / "layout.c").string(), "-o",
						    (layout / "c.o").string() }),
				    { .directory = flags.directory });
	});
	std::vector<std::string> cxx = { flags.cxx,
					 "-std=gnu++20",
					 "-w",
					 "-g0",
					 "-fshort-wchar",
					 "-funsigned-char",
					 "-I" + (output / "include").string() };
	auto with = [&](std::initializer_list<std::string> extra) {
		std::vector<std::string> words = cxx;

		words.insert(words.end(), extra);
		return words;
	};
	RunResult in_cxx = run_compiler(with({ "-fsyntax-only", (layout / "layout.cpp").string() }));
	if (in_cxx.ok())
		in_cxx =
			run_compiler(with({ "-c", (layout / "bits.cpp").string(), "-o", (layout / "cxx.o").string() }));
	RunResult in_c = c.get();

	if (!in_c.ok() || !in_cxx.ok())
		return (in_c.ok() ? "" : in_c.err) + (in_cxx.ok() ? "" : in_cxx.err);
	return check_bits(model, layout / "c.o", "C") + check_bits(model, layout / "cxx.o", "C++");
}

} // namespace kxx::bindgen
