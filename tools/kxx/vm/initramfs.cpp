// SPDX-License-Identifier: GPL-2.0
#include "vm/initramfs.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "vm/cpio.hpp"
#include "vm/guest.hpp"

#include <algorithm>
#include <ranges>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace kxx::vm {
namespace fs = std::filesystem;

namespace {

fs::path find_busybox()
{
	for (const char *candidate : { "/bin/busybox", "/usr/bin/busybox" })
		if (access(candidate, X_OK) == 0)
			return candidate;
	if (std::optional<fs::path> found = find_program("busybox"))
		return *found;
	throw Failure{ Fault::Environment, "busybox is not installed", "run as root: apt-get install busybox-static" };
}

void add_busybox(CpioWriter &archive)
{
	const fs::path busybox = find_busybox();
	std::string bytes = kernels::read_text(busybox);

	// A dynamic busybox would need a loader that the guest does not have.
	if (bytes.find("/lib64/ld-linux") != std::string::npos)
		throw Failure{ Fault::Environment, "the installed busybox is not static",
			       "run as root: apt-get install busybox-static" };
	hide_applet(bytes, "insmod");
	archive.file("bin/busybox", bytes, 0755);
	std::istringstream applets(run({ busybox, "--list" }).out);
	for (std::string applet; std::getline(applets, applet);)
		if (!applet.empty() && applet != "busybox" && applet != "insmod")
			archive.symlink("bin/" + applet, "busybox");
}

std::string file_bytes(const fs::path &path)
{
	if (!fs::is_regular_file(path))
		throw Failure{ Fault::Environment, fmt::format("no such file: '{}'", path.string()) };
	return kernels::read_text(path);
}

bool is_for(const std::string &parameter, const ModuleInfo &module)
{
	const std::string key = parameter.substr(0, parameter.find('='));

	if (std::size_t dot = key.find('.'); dot != key.npos)
		return key.substr(0, dot) == module.name;
	return std::ranges::find(module.parameters, key) != module.parameters.end();
}

void check_parameters(const Job &job, const LoadOrder &order)
{
	for (const std::string &parameter : job.parameters) {
		if (std::ranges::any_of(order.modules,
					[&](const ModuleInfo &module) { return is_for(parameter, module); }))
			continue;
		throw Failure{ Fault::Environment, fmt::format("no module takes the parameter '{}'",
							       parameter.substr(0, parameter.find('='))) };
	}
}

/// A module of the kernel, as the user names it: "i2c-stub chip_addr=0x50".
struct ExtraModule {
	std::string name{};
	std::vector<std::string> parameters{};

	explicit ExtraModule(const std::string &text)
	{
		std::istringstream words(text);

		words >> name;
		for (std::string word; words >> word;)
			parameters.push_back(word);
		name = module_name(name);
	}
};

/// The parameters of a module that --with names, checked and quoted for the guest's shell.
std::string parameters_of_extra(const Job &job, const ModuleInfo &module)
{
	std::string words;

	for (const std::string &text : job.extra_modules) {
		const ExtraModule extra(text);

		if (extra.name != module.name)
			continue;
		for (const std::string &parameter : extra.parameters) {
			const std::string key = parameter.substr(0, parameter.find('='));

			if (key == parameter)
				throw Failure{ Fault::Environment,
					       fmt::format("'{}' in --with '{}' is not of the form NAME=VALUE",
							   parameter, text),
					       "give each module its own --with" };
			if (std::ranges::find(module.parameters, key) == module.parameters.end())
				throw Failure{ Fault::Environment,
					       fmt::format("the module '{}' has no parameter '{}'", module.name, key),
					       module.parameters.empty()
						       ? "it has none"
						       : fmt::format("it has: {}",
								     fmt::join(module.parameters, ", ")) };
			words += " " + shell_quote(parameter);
		}
	}
	return words;
}

std::string plan_of(const Job &job, const LoadOrder &order)
{
	std::string plan;

	for (const ModuleInfo &module : order.dependencies)
		plan += fmt::format("insmod /kxx/dependencies/{0}.ko{1} || {{ control dependency {0}; "
				    "failed 1; }}\n",
				    module.name, parameters_of_extra(job, module));
	plan += "taint_before=$(tainted)\n"
		"control ready $(sh -c 'echo $$')\n"
		"mark \"kxx-vm: ready\"\n"
		"cd /modules\n";
	switch (job.action) {
	case Job::Action::Load:
		plan += "load_modules || failed 1\n";
		break;
	case Job::Action::Script:
		plan += "begin_script\nsh /kxx/script 3>&- 4>&-\nend_script $?\n";
		break;
	case Job::Action::Shell: {
		winsize size{ 24, 80, 0, 0 };

		ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
		plan += fmt::format("load_modules || failed 1\n"
				    "stty -F /dev/ttyS1 sane rows {} cols {}\n"
				    "control shell\n"
				    "begin_script\n"
				    "setsid -c sh -i </dev/ttyS1 >/dev/ttyS1 2>&1 3>&- 4>&-\n"
				    "result=$?\n"
				    "stty -F /dev/ttyS1 raw -echo\n"
				    "end_script $result\n",
				    size.ws_row ? size.ws_row : 24, size.ws_col ? size.ws_col : 80);
		break;
	}
	}
	plan += "cd /\nunload_modules || failed 1\n";
	if (job.leaks == Job::Leaks::Check)
		plan += "kmemleak-check >/tmp/leaks ||\n"
			"	while IFS= read -r line; do control \"leak $line\"; done </tmp/leaks\n";
	return plan;
}

} // namespace

void hide_applet(std::string &busybox, std::string_view name)
{
	const std::string entry = fmt::format("{0}{1}{0}", '\0', name);

	// The table is one sorted run of names; an upper-case end keeps it sorted.
	for (std::size_t at = 0; (at = busybox.find(entry, at)) != busybox.npos; at += entry.size()) {
		char &last = busybox[at + name.size()];
		last = static_cast<char>(std::toupper(last));
	}
}

std::string shell_quote(std::string_view text)
{
	std::string quoted = "'";

	for (char c : text)
		quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
	return quoted + "'";
}

std::string parameters_for(const Job &job, const ModuleInfo &module)
{
	std::string words;

	for (std::string parameter : job.parameters) {
		if (!is_for(parameter, module))
			continue;
		const std::size_t dot = parameter.find('.');
		if (dot < parameter.find('='))
			parameter.erase(0, dot + 1);
		words += " " + shell_quote(parameter);
	}
	return words;
}

LoadOrder resolve_modules(const Job &job)
{
	const auto index = index_modules(job.kernel.modules);
	std::vector<ModuleInfo> modules;
	std::vector<std::string> extra;

	for (const fs::path &path : job.modules)
		modules.push_back(read_modinfo(path));
	for (const std::string &text : job.extra_modules)
		extra.push_back(ExtraModule(text).name);
	LoadOrder order = order_modules(modules, extra, [&](const std::string &name) -> std::optional<ModuleInfo> {
		auto found = index.find(name);

		if (found == index.end())
			return std::nullopt;
		return read_modinfo(found->second);
	});
	check_parameters(job, order);
	return order;
}

std::string build_guest_archive()
{
	CpioWriter archive;

	for (const char *directory : { "dev", "proc", "sys", "tmp", "modules", "files", "kxx" })
		archive.directory(directory);
	archive.character_device("dev/console", 5, 1);
	archive.character_device("dev/null", 1, 3);
	add_busybox(archive);
	archive.file("bin/insmod", guest_program(), 0755);
	archive.file("bin/fail-nth", guest_program(), 0755);
	archive.file("bin/receive", guest_program(), 0755);
	archive.file("init", guest_init, 0755);
	archive.file("kxx/loading", guest_loading);
	archive.file("bin/kxx-load", guest_load, 0755);
	archive.file("bin/kxx-unload", guest_unload, 0755);
	archive.file("bin/fail-nth-walk", guest_fail_nth_walk, 0755);
	archive.file("bin/kmemleak-check", guest_kmemleak_check, 0755);
	return archive.finish();
}

std::string build_job_archive(const Job &job, const LoadOrder &order)
{
	CpioWriter archive;

	for (const ModuleInfo &module : order.dependencies)
		archive.file(fmt::format("kxx/dependencies/{}.ko", module.name), read_module(module.path));
	std::string list, reverse;
	for (const ModuleInfo &module : order.modules) {
		const std::string line = module.name + parameters_for(job, module) + "\n";

		archive.file(fmt::format("modules/{}.ko", module.name), read_module(module.path));
		list += line;
		reverse = line + reverse;
	}
	archive.file("kxx/modules", list);
	archive.file("kxx/modules.reverse", reverse);
	archive.file("kxx/plan", plan_of(job, order));
	if (job.action == Job::Action::Script)
		archive.file("kxx/script", file_bytes(job.script));
	for (const fs::path &path : job.firmware)
		archive.file("lib/firmware/" + path.filename().string(), file_bytes(path));
	for (const fs::path &path : job.files)
		archive.file("files/" + path.filename().string(), file_bytes(path), 0755);
	return archive.finish();
}

} // namespace kxx::vm
