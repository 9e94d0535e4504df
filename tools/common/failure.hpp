// SPDX-License-Identifier: GPL-2.0
//! The error that every part of the programs throws. Only main() turns it into a message and an exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace kxx {

/// Where the fault is that a failure reports.
enum class Fault {
	Work,	     ///< in what the program works on: a build, a test, a module that is refused
	Environment, ///< in the command line, or in an environment that lacks something
};

/// Something that a program could not do. what() is one message in clang's voice.
struct Failure : std::runtime_error {
	Failure(Fault fault, const std::string &what, std::string note = {})
		: std::runtime_error(what), fault(fault), note(std::move(note))
	{
	}

	Fault fault;
	/// What the user can do about it, if that is known.
	std::string note;
};

} // namespace kxx
