// SPDX-License-Identifier: GPL-2.0
//! What `kxx check` asks of this program, and the answer, both in JSON. doc/design/check.md describes the format.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "finding.hpp"

namespace kxx::check {

/// A file of the module and how to compile it. The first argument is the name of a compiler.
struct Source {
	std::string file;
	std::string directory;
	std::vector<std::string> arguments;
};

/// The files of one module.
struct Job {
	std::vector<Source> sources;
	/// The library's directory, `kernel`. Its functions are trusted to do what they declare.
	std::string library;
	/// Also report faults in the library's own functions.
	bool check_library = false;
};

/// The number of times that a file names `unsafe`.
struct Census {
	std::string file;
	unsigned unsafe = 0;
};

/// What was found in the files of one module.
struct Answer {
	std::vector<Finding> findings;
	/// Errors of the compiler. A file that does not compile was not checked.
	std::vector<Finding> compile_errors;
	std::vector<Census> census;
	/// The number of functions that were looked at.
	unsigned functions = 0;
};

/// Reads a job. Throws Failure if the text is not one.
Job read_job(std::istream &in);

/// Writes the answer, findings in the order of files and lines.
void write_answer(std::ostream &out, const Answer &answer);

} // namespace kxx::check
