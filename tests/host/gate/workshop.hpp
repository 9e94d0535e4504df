// SPDX-License-Identifier: GPL-2.0
//! A folder for one test: sources, objects, fake kernels.
#pragma once

#include <cstdlib>
#include <algorithm>

#include "../cli/workshop.hpp"
#include "gate/gate.hpp"

namespace kxx::test {

class GateWorkshop : public Workshop {
protected:
	/// Flags that have the effect of the kernel's flags, as far as the gate examines them.
	static std::vector<std::string> kernel_flags()
	{
		return { "-std=gnu++20",
			 "-g",
			 "-O2",
			 "-fno-pic",
			 "-fno-PIE",
			 "-mcmodel=kernel",
			 "-mno-red-zone",
			 "-mno-sse",
			 "-mno-80387",
			 "-fno-exceptions",
			 "-fno-rtti",
			 "-fno-asynchronous-unwind-tables",
			 "-fcf-protection=none",
			 "-fno-stack-protector",
			 "-fno-gnu-unique" };
	}

	/// Compiles `source` as test.cpp with the kernel's flags and then `flags`.
	fs::path compile(const std::string &source, const std::vector<std::string> &flags = {})
	{
		write("test.cpp", source);
		std::vector<std::string> argv = { "g++" };
		for (const std::string &flag : kernel_flags())
			argv.push_back(flag);
		argv.insert(argv.end(), flags.begin(), flags.end());
		argv.insert(argv.end(), { "-c", "test.cpp", "-o", "test.o" });
		RunResult result = run(argv, { .directory = directory });
		EXPECT_TRUE(result.ok()) << result.err;
		return directory / "test.o";
	}

	/// A kernel build directory with this configuration.
	fs::path kernel(const std::string &config = "")
	{
		write("kernel/include/config/auto.conf",
		      "CONFIG_CC_VERSION_TEXT=\"gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0\"\n" + config);
		return directory / "kernel";
	}

	/// The gate's report about an object, without the notes; paths are relative to the folder.
	std::vector<std::string> refusals(const fs::path &object, const gate::Context &context = {})
	{
		std::vector<std::string> lines;

		for (const gate::Finding &finding : gate::inspect(elf::Object(object), context)) {
			std::string text = finding.text("test.o");
			const std::string prefix = directory.string() + "/";

			if (text.starts_with(prefix))
				text.erase(0, prefix.size());
			EXPECT_FALSE(finding.note.empty()) << text;
			lines.push_back(text);
		}
		return lines;
	}

	gate::Context configured(const std::string &config)
	{
		gate::Context context;

		context.kernel.emplace(kernel(config));
		return context;
	}
};

} // namespace kxx::test
