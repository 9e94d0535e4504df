// SPDX-License-Identifier: GPL-2.0
//! Starts kxx-check-analyze, which finds the faults in one module, and reads its answer.
#pragma once

#include "check/module.hpp"
#include "check/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::check {

/// The analyser cannot run on this machine. The note says how to get it.
struct NoAnalyzer : Failure {
	using Failure::Failure;
};

/// What the analyser found in one module.
struct Answer {
	std::vector<Finding> findings;
	std::vector<Finding> compile_errors;
	std::vector<Census> census;
	unsigned functions = 0;
};

/// Whether faults in the library's own functions are reported, too.
enum class Library { Trusted, Checked };

/// The library with which the module was built, which need not be the one of this program.
std::filesystem::path library_of(const Module &module);

/// The job for a module, in JSON.
std::string write_job(const Module &module, Library library);

/// Reads the answer. Throws Failure if it is none.
Answer read_answer(std::string_view text);

/// Lets `program` check a module. Throws NoAnalyzer if it does not start, and Failure if it does not answer.
Answer analyze(const std::filesystem::path &program, const Module &module, Library library);

} // namespace kxx::check
