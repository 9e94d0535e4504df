// SPDX-License-Identifier: GPL-2.0
//! A temporary folder for one test, and the command that it runs there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/process.hpp"

namespace kxx::test {
namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class Workshop : public ::testing::Test {
protected:
	Workshop()
	{
		std::string pattern = (fs::temp_directory_path() / "kxx-test-XXXXXX").string();

		directory = mkdtemp(pattern.data());
	}

	~Workshop() override
	{
		std::error_code error;

		fs::remove_all(directory, error);
	}

	fs::path write(const std::string &name, const std::string &text)
	{
		fs::path path = directory / name;

		fs::create_directories(path.parent_path());
		std::ofstream(path) << text;
		return path;
	}

	/// A program that runs `script`.
	fs::path write_program(const std::string &name, const std::string &script)
	{
		fs::path path = write(name, "#!/bin/sh\n" + script + "\n");

		fs::permissions(path, fs::perms::owner_all);
		return path;
	}

	std::string read(const std::string &name) const
	{
		std::ifstream in(directory / name);

		return { std::istreambuf_iterator<char>(in), {} };
	}

	/// Runs the command in the folder.
	RunResult kxx(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) const
	{
		arguments.insert(arguments.begin(), KXX_PROGRAM);
		environment.emplace("KXX_CACHE", (directory / "cache").string());
		return run(arguments, { .directory = directory, .environment = environment });
	}

	/// Compiles C++ in the folder; `arguments` follow the flags that keep an object plain.
	void compile(const std::vector<std::string> &arguments)
	{
		std::vector<std::string> argv = { "g++",
						  "-std=gnu++20",
						  "-fno-pic",
						  "-fno-PIE",
						  "-mcmodel=kernel",
						  "-fno-exceptions",
						  "-fno-asynchronous-unwind-tables",
						  "-fcf-protection=none" };

		argv.insert(argv.end(), arguments.begin(), arguments.end());
		RunResult result = run(argv, { .directory = directory });
		ASSERT_TRUE(result.ok()) << result.err;
	}

	fs::path directory;
};

} // namespace kxx::test
