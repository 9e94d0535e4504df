// SPDX-License-Identifier: GPL-2.0
#include "vm/migration.hpp"

#include "common/failure.hpp"
#include "vm/caught_signals.hpp"
#include "vm/initramfs.hpp"
#include "vm/monitor.hpp"

#include <chrono>
#include <cstdint>
#include <system_error>
#include <thread>

#include <fmt/format.h>

namespace kxx::vm {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::seconds patience{ 60 };

fs::path part_of(const fs::path &file)
{
	return file.string() + ".part";
}

bool was_interrupted()
{
	return caught_signal() != 0;
}

void tell_of_migration(Monitor &monitor)
{
	monitor.command("migrate-set-capabilities",
			{ { "capabilities", { { { "capability", "events" }, { "state", true } } } } });
}

void wait_for_migration(Monitor &monitor)
{
	for (;;) {
		const std::string status = monitor.event("MIGRATION")["data"].value("status", "");

		if (status == "completed")
			return;
		if (status == "failed" || status == "cancelled")
			throw Failure{ Fault::Environment, "QEMU cannot save the machine, or read what it saved" };
	}
}

} // namespace

void migrate_to(const fs::path &file, int monitor_fd)
{
	using Clock = std::chrono::steady_clock;
	Monitor monitor(monitor_fd, was_interrupted, patience);

	// QEMU can save a running machine, and resends a page that was written to in the meantime. It misses some
	// writes of the emulated CPUs, so the file would contain pages from different moments.
	monitor.command("stop");
	tell_of_migration(monitor);
	monitor.command("migrate-set-parameters", { { "max-bandwidth", std::uint64_t{ 1 } << 40 } });
	const std::string part = shell_quote(part_of(file).string());
	monitor.command("migrate",
			{ { "uri", fmt::format("exec:cat >{0} && mv {0} {1}", part, shell_quote(file.string())) } });
	wait_for_migration(monitor);
	// QEMU has written the last byte; it may not be in the file yet.
	for (const auto until = Clock::now() + patience; !fs::exists(file);
	     std::this_thread::sleep_for(std::chrono::milliseconds(10)))
		if (was_interrupted() || Clock::now() > until)
			throw Failure{ Fault::Environment, "the file of the saved machine is not completed" };
}

void remove_migration(const fs::path &file)
{
	std::error_code ignored;

	fs::remove(file, ignored);
	fs::remove(part_of(file), ignored);
}

void migrate_from(const fs::path &file, int monitor_fd)
{
	Monitor monitor(monitor_fd, was_interrupted, patience);

	tell_of_migration(monitor);
	monitor.command("migrate-incoming", { { "uri", "exec:cat " + shell_quote(file.string()) } });
	wait_for_migration(monitor);
	// It was stopped when it was saved.
	monitor.command("cont");
}

} // namespace kxx::vm
