// SPDX-License-Identifier: GPL-2.0
//! The process of one QEMU.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace kxx::vm {

/// A QEMU that never outlives this object, or this program.
class QemuProcess {
public:
	QemuProcess() = default;
	~QemuProcess() { stop(); }
	QemuProcess(const QemuProcess &) = delete;
	QemuProcess &operator=(const QemuProcess &) = delete;

	/// Starts it with these arguments. It inherits `descriptors`, but not our standard input.
	void start(std::vector<std::string> arguments, const std::vector<int> &descriptors);
	/// Kills it, and everything that it started.
	void stop();

private:
	pid_t child_ = -1;
};

} // namespace kxx::vm
