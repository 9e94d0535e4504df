// SPDX-License-Identifier: GPL-2.0
#include "vm/qemu_process.hpp"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kxx::vm {

void QemuProcess::start(std::vector<std::string> arguments, const std::vector<int> &descriptors)
{
	std::vector<char *> words;

	for (std::string &argument : arguments)
		words.push_back(argument.data());
	words.push_back(nullptr);

	const pid_t parent = getpid();
	child_ = fork();
	if (child_ != 0)
		return;
	// The machine is not in the terminal's process group: we handle Ctrl-C, and the machine must never outlive us.
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	for (int fd : descriptors)
		fcntl(fd, F_SETFD, 0);
	const int null = open("/dev/null", O_RDONLY);
	dup2(null, STDIN_FILENO);
	execvp(words[0], words.data());
	_exit(127);
}

void QemuProcess::stop()
{
	if (child_ <= 0)
		return;
	kill(child_, SIGKILL);
	// Also ends everything that it started in its own group.
	kill(-child_, SIGKILL);
	while (waitpid(child_, nullptr, 0) < 0 && errno == EINTR)
		;
	child_ = -1;
}

} // namespace kxx::vm
