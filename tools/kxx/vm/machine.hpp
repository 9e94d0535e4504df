// SPDX-License-Identifier: GPL-2.0
//! A QEMU virtual machine that runs one job and then ends. run_machine() chooses how it starts.
#pragma once

#include "common/failure.hpp"
#include "vm/memory_file.hpp"
#include "vm/port.hpp"
#include "vm/qemu_process.hpp"
#include "vm/raw_terminal.hpp"
#include "vm/snapshot.hpp"
#include "vm/transcript.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <poll.h>

namespace kxx::vm {

/// The reason why a machine could not be saved or resumed. The job has not begun.
struct CannotResume : Failure {
	explicit CannotResume(const std::string &reason) : Failure(Fault::Environment, reason) {}
};

/// Ctrl-C and similar signals end the machine and set Outcome::signal.
class Machine {
public:
	/// `loads` are the modules that the run itself loads.
	Machine(const Job &job, Listener &listener, std::vector<std::string> loads = {});

	/// Boots with everything in `archive`.
	Outcome boot(const std::string &archive);

	/// Boots without a job, and saves the machine while it waits for one. Throws CannotResume.
	void save(const Snapshot &snapshot, const std::string &guest_archive);

	/// Continues a machine that save() saved. Throws CannotResume.
	Outcome resume(const Snapshot &snapshot, const std::string &guest_archive, const std::string &job_archive);

private:
	using Clock = std::chrono::steady_clock;
	enum PortName { Console, Output, Control, Keyboard };

	std::string order_to_begin(std::size_t size) const;
	std::vector<std::string> with_job_device(std::vector<std::string> arguments);
	void start(std::vector<std::string> arguments, const std::string &archive);
	Outcome run();
	double elapsed() const;

	void loop(std::optional<std::chrono::seconds> limit);
	int wait_milliseconds() const;
	bool handle(const std::array<pollfd, 4> &wait);
	void drain();
	void take_control();
	void take_console();
	void take_output();
	void read_keyboard();
	void control_line(const std::string &line);
	void react(Transcript::Heard heard);
	void shorten_deadline();

	const Job &job_;
	Transcript transcript_;
	Port console_, output_, control_, monitor_;
	MemoryFile job_memory_;
	std::optional<RawTerminal> raw_;
	std::string order_; ///< sent once the guest waits for it; if empty, the guest keeps waiting
	Clock::time_point begin_ = Clock::now();
	std::optional<Clock::time_point> deadline_, grace_;
	double boot_seconds_ = 0;
	int signal_ = 0;
	bool heard_idle_ = false, idle_ = false, timed_out_ = false, resumed_ = false, keyboard_open_ = true;
	QemuProcess qemu_; ///< the last member, so that it ends first
};

} // namespace kxx::vm
