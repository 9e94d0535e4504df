// SPDX-License-Identifier: GPL-2.0
//! kxx doctor: finds what is missing on this machine, and the command that installs it.
#include "doctor/doctor.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "common/paths.hpp"
#include "kernels/store.hpp"

namespace kxx::cli {
namespace {
namespace fs = std::filesystem;

struct Options {
	std::string kernel;
	bool json = false;
};

doctor::Subject subject_of(const Options &options)
{
	doctor::Subject subject;

	subject.programs = self_executable().parent_path();
	subject.cache = cache_directory();
	subject.free_space = [](const fs::path &path) {
		std::error_code error;
		fs::space_info space = fs::space(path, error);

		return error ? std::uint64_t(0) : std::uint64_t(space.available);
	};
	// A build directory that is not usable yet is still examined.
	if (options.kernel.find('/') != std::string::npos && fs::is_directory(options.kernel)) {
		subject.kernel_build = options.kernel;
		return subject;
	}
	try {
		kernels::Kernel kernel =
			options.kernel.empty() ? kernels::default_kernel() : kernels::find_kernel(options.kernel);
		if (!kernel.build.empty()) {
			subject.kernel_build = kernel.build;
		} else {
			subject.no_kernel = fmt::format("kernel '{}' has no build directory", kernel.name);
			subject.kernel_remedy = "apt-get install linux-headers-" + kernel.release;
		}
	} catch (const Failure &failure) {
		if (!options.kernel.empty() &&
		    std::ranges::find(kernels::known_names(), options.kernel) == kernels::known_names().end())
			throw;
		subject.no_kernel = failure.what();
		// A remedy is only a command.
		subject.kernel_remedy = failure.note.starts_with("run: ") ? failure.note.substr(5) : failure.note;
	}
	return subject;
}

void run_doctor(const Options &options)
{
	auto checks = doctor::examine(subject_of(options));

	if (options.json) {
		nlohmann::json json = { { "usable", doctor::usable(checks) }, { "checks", nlohmann::json::array() } };

		for (const doctor::Check &check : checks) {
			json["checks"].push_back({ { "name", check.name },
						   { "verdict", doctor::verdict_name(check.verdict) },
						   { "text", check.text } });
			if (!check.remedy.empty())
				json["checks"].back()["remedy"] = check.remedy;
		}
		fmt::print("{}\n", json.dump(2));
	} else {
		for (const doctor::Check &check : checks) {
			fmt::print("{:<8} {:<21} {}\n", doctor::verdict_name(check.verdict), check.name, check.text);
			if (!check.remedy.empty())
				fmt::print("{:<8} {:<21}   {}\n", "", "", check.remedy);
		}
	}
	if (!doctor::usable(checks))
		throw FaultsPrinted{};
}

} // namespace

void setup_doctor(CLI::App &app)
{
	auto options = std::make_shared<Options>();
	CLI::App *command = app.add_subcommand("doctor", "Find what is missing for building and testing modules");

	command->add_option("--kernel", options->kernel, "Kernel to build for: 6.1, 6.12, debug, or a build directory")
		->type_name("K");
	command->add_flag("--json", options->json, "Print as JSON");
	command->footer("Exit codes: 0 modules can be built, 1 something is wrong, 2 usage.");
	command->callback([options] { run_doctor(*options); });
}

} // namespace kxx::cli
