// SPDX-License-Identifier: GPL-2.0
//! What the guest says during a run, and what follows from that.
#pragma once

#include "vm/control.hpp"
#include "vm/initramfs.hpp"
#include "vm/listener.hpp"
#include "vm/outcome.hpp"
#include "vm/refusals.hpp"
#include "vm/splats.hpp"

#include <string>
#include <vector>

namespace kxx::vm {

/// Takes the lines of the guest's ports, passes them to the listener, and judges the run by them.
class Transcript {
public:
	/// What the machine has to react to.
	enum class Heard {
		Nothing,
		Ready,	     ///< the guest begins with the job
		Shell,	     ///< the shell opens
		FatalReport, ///< the kernel reports a fault after which the guest may never finish
		End,	     ///< the guest has finished
	};

	/// `loads` are the modules that the run itself loads.
	Transcript(const Job &job, Listener &listener, std::vector<std::string> loads);

	/// The word that proves that a line comes from the guest's init.
	const std::string &secret() const { return secret_; }

	Heard console_line(const std::string &line);
	Heard control_line(const std::string &line);
	void output_line(const std::string &line);

	/// The guest has finished.
	bool finished() const { return outcome_.finished; }
	/// The guest has finished, and its log has ended.
	bool complete() const { return finished() && end_marker_; }
	const std::vector<std::string> &boot_log() const { return outcome_.boot_log; }

	/// The outcome, as far as the guest's words tell. Call it once, after the last line.
	Outcome conclude();

private:
	Heard take_message(const Message &message);
	void note_failure(std::string step);

	Listener &listener_;
	const std::string secret_ = make_secret();
	Control control_;
	Outcome outcome_;
	SplatFinder boot_splats_, splats_;
	Refusals refusals_;
	std::vector<std::string> leak_lines_;
	unsigned long first_pid_ = 0;
	bool running_ = false, end_marker_ = false;
};

} // namespace kxx::vm
