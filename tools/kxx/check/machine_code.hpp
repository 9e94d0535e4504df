// SPDX-License-Identifier: GPL-2.0
//! The machine code of a linked module: where it stops the machine, and how much stack it needs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/elf_object.hpp"
#include "common/finding.hpp"
#include "elf/disassembly.hpp"
#include "elf/source.hpp"

namespace kxx::check {

/// A function on a path of calls.
struct StackFrame {
	std::string function;
	/// Of the call that leads on, or of the function if it calls nothing.
	Place place;
	/// What the function has on the stack at that moment, its return address among it.
	std::uint64_t bytes = 0;
};

/// The deepest path of calls through a module.
struct StackUse {
	std::uint64_t bytes = 0;
	/// From the function that the kernel calls to the last one.
	std::vector<StackFrame> path{};
	/// A function on the path calls itself, directly or through others: its depth has no limit that is known.
	bool recursive = false;
	/// A function on the path calls through a pointer; what it reaches is not counted.
	bool through_pointer = false;
};

/// Half of a kernel stack of 16 KiB: the rest belongs to those who call the module and whom it calls.
constexpr std::uint64_t stack_limit = 8192;

/// Reads the instructions of a module for x86-64, and which function calls which.
///
/// Calls through pointers are not followed; instead, a function whose address is taken counts as one that the kernel
/// calls. What functions of the kernel need on the stack, and do, is not known.
class MachineCode {
public:
	/// `object` is a .ko or another relocatable file. Throws elf::BadFile if it is none, or without objdump.
	explicit MachineCode(const std::filesystem::path &object);

	/// The places that stop the machine, each with the shortest way from a function that the kernel calls. A WARN is
	/// none. Places are told in files below `directory` where the code was inlined from there.
	std::vector<Finding> traps(const std::filesystem::path &directory);

	/// The deepest path from a function that the kernel calls. It is empty for a module without code.
	StackUse deepest_path();

private:
	/// A call, or a jump to another function.
	struct Edge {
		std::size_t to = 0;
		std::uint64_t offset = 0;
		/// The stack of the caller at that moment, without the return address that the callee counts.
		std::int64_t depth = 0;
	};
	struct Stop {
		std::uint64_t offset = 0;
		std::string what;
	};
	struct Function {
		const elf::Symbol *symbol = nullptr;
		std::string name;
		std::int64_t frame = 0;
		std::vector<Edge> edges{};
		std::vector<Stop> stops{};
		bool through_pointer = false;
		/// Whether the kernel may call it.
		bool entry = false;
	};
	using Instructions = std::vector<elf::Instruction>;

	void read_warnings();
	void read_function(Function &function, Instructions::const_iterator begin, Instructions::const_iterator end);
	void leave_out_frame_check(Function &function);
	void find_entries();
	/// The relocation of an instruction's operand, or null.
	const elf::Relocation *relocation_in(std::size_t section, std::uint64_t begin, std::uint64_t end) const;
	/// The number of the function at a place, or none.
	std::size_t function_at(const elf::Symbol *symbol) const;
	Place place(const Function &function, std::uint64_t offset);

	static constexpr std::size_t none = ~std::size_t{ 0 };

	elf::Object object_;
	elf::SourceMap source_;
	std::vector<Function> functions_;
	std::map<const elf::Symbol *, std::size_t> numbers_;
	std::map<std::pair<std::size_t, std::uint64_t>, const elf::Relocation *> relocations_;
	/// Those of calls and jumps.
	std::set<const elf::Relocation *> branches_;
	/// Instructions that only warn: section and offset.
	std::set<std::pair<std::size_t, std::uint64_t>> warnings_;
};

} // namespace kxx::check
