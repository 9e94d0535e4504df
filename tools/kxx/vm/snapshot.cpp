// SPDX-License-Identifier: GPL-2.0
#include "vm/snapshot.hpp"

#include "common/hash.hpp"
#include "common/process.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

namespace kxx::vm {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "snapshot-";

/// A different stamp if the file was replaced.
std::string state_of(const fs::path &file)
{
	return fmt::format("{} {}\n", fs::file_size(file), fs::last_write_time(file).time_since_epoch().count());
}

/// Everything that changes the machine, what has run on it, or how it is saved.
std::string key_of(const Job &job, const std::vector<std::string> &arguments, const std::string &archive)
{
	std::string all = "saved when stopped\n" + archive;

	for (const std::string &argument : arguments)
		all += argument + '\n';
	all += state_of(job.kernel.boot.empty() ? job.kernel.vmlinuz : job.kernel.boot);
	// qemu_arguments() has reported an error if there is none.
	if (const std::optional<fs::path> qemu = find_program("qemu-system-x86_64"))
		all += state_of(*qemu);
	return hash_of(all);
}

} // namespace

void Snapshot::publish(const fs::path &saved, const std::vector<std::string> &lines) const
{
	std::string text;

	for (const std::string &line : lines)
		text += line + '\n';
	for (const fs::directory_entry &entry : fs::directory_iterator(state.parent_path()))
		if (entry.path().filename().string().starts_with(prefix) && entry.path() != saved)
			fs::remove(entry.path());
	kernels::write_text(log, text);
	fs::rename(saved, state);
}

void Snapshot::remove() const
{
	fs::remove(state);
	fs::remove(log);
}

std::vector<std::string> Snapshot::boot_log() const
{
	std::istringstream text(kernels::read_text(log));
	std::vector<std::string> lines;

	for (std::string line; std::getline(text, line);)
		lines.push_back(line);
	return lines;
}

std::optional<Snapshot> snapshot_for(const Job &job, const std::vector<std::string> &qemu_arguments,
				     const std::string &guest_archive)
{
	const bool kvm = std::ranges::find(qemu_arguments, "q35,accel=kvm") != qemu_arguments.end();

	if (job.start == Job::Start::Boot || kvm || job.clock == Job::Clock::Instructions ||
	    job.debugger == Job::Debugger::Wait || !job.devices.empty() ||
	    job.memory_megabytes != Job::usual_memory_megabytes ||
	    std::ranges::find(kernels::known_names(), job.kernel.name) == kernels::known_names().end())
		return std::nullopt;
	const fs::path directory = kernels::kernel_directory(job.kernel.name);
	const std::string name = fmt::format("{}{}", prefix, key_of(job, qemu_arguments, guest_archive));

	return Snapshot{ .state = directory / name, .log = directory / (name + ".log") };
}

} // namespace kxx::vm
