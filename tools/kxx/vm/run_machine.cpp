// SPDX-License-Identifier: GPL-2.0
#include "vm/run_machine.hpp"

#include "common/terminal.hpp"
#include "vm/caught_signals.hpp"
#include "vm/machine.hpp"
#include "vm/qemu_arguments.hpp"
#include "vm/snapshot.hpp"

#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace kxx::vm {
namespace {

/// A job, with all that a machine needs for it.
struct Prepared {
	const Job &job;
	/// The modules that the run itself loads.
	std::vector<std::string> loads = {};
	std::string guest_archive = {}, job_archive = {};
	/// Where the booted machine is or will be kept; nothing if the job cannot run on one.
	std::optional<Snapshot> snapshot = {};
};

Prepared prepare(const Job &job)
{
	const LoadOrder order = resolve_modules(job);
	Prepared prepared{ .job = job,
			   .guest_archive = build_guest_archive(),
			   .job_archive = build_job_archive(job, order) };

	if (job.action != Job::Action::Script)
		for (const ModuleInfo &module : order.modules)
			prepared.loads.push_back(module.name);
	prepared.snapshot = snapshot_for(job, qemu_arguments(job), prepared.guest_archive);
	if (prepared.job_archive.size() > job_memory_size)
		prepared.snapshot.reset();
	return prepared;
}

/// Nobody gets the kernel's messages while it boots for a snapshot; each run that resumes it gets all of them.
class Deaf final : public Listener {
	void kernel_line(std::string_view, Phase, Kind) override {}
	void output_line(std::string_view) override {}
};

void make_snapshot(const Prepared &prepared)
{
	if (prepared.snapshot->exists())
		return;
	const kernels::DirectoryLock lock(prepared.job.kernel.name);
	if (prepared.snapshot->exists())
		return;
	print_progress("the first run with this kernel boots it; later ones resume the booted machine");
	Deaf listener;
	Machine(prepared.job, listener).save(*prepared.snapshot, prepared.guest_archive);
}

Outcome interrupted_outcome()
{
	Outcome outcome;

	outcome.signal = caught_signal();
	return outcome;
}

/// Runs the job on a machine that has booted; nothing if there is none, so that the kernel has to boot.
std::optional<Outcome> resume(const Prepared &prepared, Listener &listener)
{
	if (!prepared.snapshot)
		return std::nullopt;
	try {
		make_snapshot(prepared);
		return Machine(prepared.job, listener, prepared.loads)
			.resume(*prepared.snapshot, prepared.guest_archive, prepared.job_archive);
	} catch (const CannotResume &failure) {
		if (caught_signal())
			return interrupted_outcome();
		print_warning(
			fmt::format("cannot resume a machine on which the kernel has booted: {}", failure.what()));
		prepared.snapshot->remove();
		return std::nullopt;
	}
}

Outcome boot(const Prepared &prepared, Listener &listener)
{
	try {
		return Machine(prepared.job, listener, prepared.loads)
			.boot(prepared.guest_archive + prepared.job_archive);
	} catch (const std::system_error &) {
		// After SIGPIPE, output goes nowhere.
		if (caught_signal())
			return interrupted_outcome();
		throw;
	}
}

} // namespace

Outcome run_machine(const Job &job, Listener &listener)
{
	const Prepared prepared = prepare(job);

	if (std::optional<Outcome> outcome = resume(prepared, listener))
		return std::move(*outcome);
	return boot(prepared, listener);
}

} // namespace kxx::vm
