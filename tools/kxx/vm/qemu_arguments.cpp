// SPDX-License-Identifier: GPL-2.0
#include "vm/qemu_arguments.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"

#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

namespace kxx::vm {

std::vector<std::string> qemu_arguments(const Job &job)
{
	const char *wanted = std::getenv("KXX_KVM");
	const bool counts = job.clock == Job::Clock::Instructions;
	const bool kvm = !counts && wanted && std::string_view(wanted) == "1";
	std::string command_line = "console=ttyS0,115200 loglevel=5 panic=-1 printk.devkmsg=on "
				   "random.trust_cpu=1 nokaslr";

	if (!find_program("qemu-system-x86_64"))
		throw Failure{ Fault::Environment, "qemu-system-x86_64 is not installed",
			       "run as root: apt-get install qemu-system-x86" };
	if (job.kernel.name == "debug")
		// With its memory checkers, the interpreter of the ACPI tables takes ten seconds.
		command_line += " acpi=off";
	std::vector<std::string> argv{
		"qemu-system-x86_64",
		"-machine",
		kvm ? "q35,accel=kvm" : "q35,accel=tcg",
		"-cpu",
		kvm ? "host" : "max,la57=off",
		"-smp",
		counts ? "1" : "2,sockets=2",
		"-m",
		fmt::format("{}M", job.memory_megabytes),
		"-nodefaults",
		"-no-user-config",
		"-display",
		"none",
		"-no-reboot",
		"-kernel",
		job.kernel.boot.empty() ? job.kernel.vmlinuz : job.kernel.boot,
		"-append",
		command_line,
	};
	if (counts)
		// An idle CPU does not wait for its next timer: the clock jumps there.
		argv.insert(argv.end(), { "-icount", "shift=0,sleep=off" });
	for (const std::string &device : job.devices)
		argv.insert(argv.end(), { "-device", device });
	if (job.debugger == Job::Debugger::Wait)
		argv.insert(argv.end(), { "-gdb", "tcp:127.0.0.1:1234", "-S" });
	return argv;
}

} // namespace kxx::vm
