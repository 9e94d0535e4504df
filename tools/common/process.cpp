// SPDX-License-Identifier: GPL-2.0
#include "common/process.hpp"

#include "common/files.hpp"
#include "common/interrupt.hpp"
#include "common/program.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <csignal>
#include <cstring>
#include <exception>
#include <fstream>
#include <mutex>
#include <sstream>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kxx {
namespace fs = std::filesystem;
namespace {

struct Pipe {
	std::array<int, 2> fd{ -1, -1 };

	Pipe() { (void)!pipe2(fd.data(), O_CLOEXEC); }
	/// Owns a descriptor that is not a pipe, as end 0.
	explicit Pipe(int other) : fd{ other, -1 } {}
	~Pipe()
	{
		close_end(0);
		close_end(1);
	}
	void close_end(int end)
	{
		if (fd[end] >= 0)
			close(fd[end]);
		fd[end] = -1;
	}
};

constexpr std::array ending_signals{ SIGINT, SIGTERM, SIGHUP };

// All threads that run a child share it: the pipe stays readable, so that each of them wakes up.
std::mutex users_lock;
int users;
int pipe_users;
struct sigaction pipe_action_before;
std::array<struct sigaction, ending_signals.size()> actions_before;
std::array<int, 2> wake_up{ -1, -1 };
volatile std::sig_atomic_t signal_seen;

void note_signal(int number)
{
	const int error = errno;

	signal_seen = number;
	(void)!write(wake_up[1], "", 1);
	errno = error;
}

/// While a child may close its end of a pipe early, a write to it fails and does not end us. At
/// other times, if the reader of our own output goes away, we also end.
class IgnoreBrokenPipes {
public:
	IgnoreBrokenPipes()
	{
		std::lock_guard guard(users_lock);
		struct sigaction ignore = {};

		ignore.sa_handler = SIG_IGN;
		if (pipe_users++ == 0)
			sigaction(SIGPIPE, &ignore, &pipe_action_before);
	}
	~IgnoreBrokenPipes()
	{
		std::lock_guard guard(users_lock);

		if (--pipe_users == 0)
			sigaction(SIGPIPE, &pipe_action_before, nullptr);
	}
	IgnoreBrokenPipes(const IgnoreBrokenPipes &) = delete;
	IgnoreBrokenPipes &operator=(const IgnoreBrokenPipes &) = delete;
};

/// Ends the children of this process, and those that become its children when their parents end.
void end_all_children()
{
	const fs::path tasks = "/proc/self/task";

	// One at a time, since each child that ends may leave its own children to this process.
	do {
		for (const fs::directory_entry &task : fs::directory_iterator(tasks)) {
			std::ifstream list(task.path() / "children");

			for (pid_t child; list >> child;)
				kill(child, SIGKILL);
		}
	} while (waitpid(-1, nullptr, 0) > 0);
}

void read_into(Pipe &pipe, std::string &text)
{
	std::array<char, 65536> buffer;
	ssize_t n = read(pipe.fd[0], buffer.data(), buffer.size());

	if (n > 0)
		text.append(buffer.data(), n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		pipe.close_end(0);
}

} // namespace

void die_of(const Interrupted &interrupted)
{
	std::fflush(nullptr);
	signal(interrupted.signal, SIG_DFL);
	raise(interrupted.signal);
	_exit(128 + interrupted.signal);
}

Interruptible::Interruptible()
{
	std::lock_guard guard(users_lock);
	struct sigaction action = {};

	if (users++ > 0)
		return;
	signal_seen = 0;
	(void)!pipe2(wake_up.data(), O_CLOEXEC | O_NONBLOCK);
	action.sa_handler = note_signal;
	for (std::size_t i = 0; i < ending_signals.size(); i++) {
		sigaction(ending_signals[i], nullptr, &actions_before[i]);
		// A signal that is ignored (nohup), or handled elsewhere, stays so.
		if (actions_before[i].sa_handler == SIG_DFL)
			sigaction(ending_signals[i], &action, nullptr);
	}
}

Interruptible::~Interruptible()
{
	std::lock_guard guard(users_lock);

	if (--users > 0)
		return;
	for (std::size_t i = 0; i < ending_signals.size(); i++)
		if (actions_before[i].sa_handler == SIG_DFL)
			sigaction(ending_signals[i], &actions_before[i], nullptr);
	for (int &end : wake_up) {
		close(end);
		end = -1;
	}
	// The signal came when nobody waited any more.
	if (signal_seen && std::uncaught_exceptions() == 0)
		raise(signal_seen);
}

int Interruptible::descriptor() const
{
	return wake_up[0];
}

void Interruptible::check() const
{
	if (signal_seen)
		throw Interrupted{ signal_seen };
}

void Interruptible::end(int child) const
{
	// Processes that lose their parent now become children of this process.
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	kill(child, SIGTERM);
	while (waitpid(child, nullptr, 0) < 0 && errno == EINTR)
		;
	end_all_children();
	throw Interrupted{ signal_seen };
}

RunResult run(const std::vector<std::string> &argv, const RunOptions &options)
{
	const bool collect = options.output == RunOptions::Output::Collect;
	const Interruptible interruptible;
	Pipe in, out, err;
	Pipe log(options.log ? open(options.log->c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1);
	RunResult result;

	if (options.log && log.fd[0] < 0)
		throw FileError("write", *options.log, errno);
	const Program program(argv, options);
	pid_t child = fork();

	if (child < 0) {
		result.status = 127;
		result.err = std::strerror(errno);
		return result;
	}
	if (child == 0) {
		signal(SIGPIPE, SIG_DFL);
		dup2(in.fd[0], STDIN_FILENO);
		if (options.log) {
			dup2(log.fd[0], STDOUT_FILENO);
			dup2(log.fd[0], STDERR_FILENO);
		} else if (collect) {
			dup2(out.fd[1], STDOUT_FILENO);
			dup2(err.fd[1], STDERR_FILENO);
		}
		program.execute();
	}

	const IgnoreBrokenPipes no_signal;
	in.close_end(0);
	out.close_end(1);
	err.close_end(1);
	std::size_t written = 0;
	if (options.input.empty())
		in.close_end(1);
	else
		fcntl(in.fd[1], F_SETFL, O_NONBLOCK);
	// Readable when the child has ended; -1 on an old kernel, where waitpid() below is used
	// instead.
	Pipe alive(syscall(SYS_pidfd_open, child, 0));
	while (out.fd[0] >= 0 || err.fd[0] >= 0 || in.fd[1] >= 0 || alive.fd[0] >= 0) {
		std::array<pollfd, 5> wait{ { { out.fd[0], POLLIN, 0 },
					      { err.fd[0], POLLIN, 0 },
					      { in.fd[1], POLLOUT, 0 },
					      { alive.fd[0], POLLIN, 0 },
					      { interruptible.descriptor(), POLLIN, 0 } } };

		if (poll(wait.data(), wait.size(), -1) < 0 && errno != EINTR)
			break;
		if (signal_seen)
			interruptible.end(child);
		if (out.fd[0] >= 0 && wait[0].revents)
			read_into(out, result.out);
		if (err.fd[0] >= 0 && wait[1].revents)
			read_into(err, result.err);
		if (in.fd[1] >= 0 && wait[2].revents) {
			ssize_t n = write(in.fd[1], options.input.data() + written, options.input.size() - written);
			if (n > 0)
				written += n;
			if ((n < 0 && errno != EAGAIN && errno != EINTR) || written == options.input.size())
				in.close_end(1);
		}
		if (wait[3].revents)
			alive.close_end(0);
	}

	int status = 0;
	pid_t waited;
	while ((waited = waitpid(child, &status, 0)) < 0 && errno == EINTR)
		;
	// A signal came, and another thread has ended all children.
	if (waited < 0)
		status = SIGKILL;
	result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return result;
}

std::optional<std::filesystem::path> find_program(const std::string &name)
{
	if (name.find('/') != std::string::npos)
		return access(name.c_str(), X_OK) == 0 ? std::optional<std::filesystem::path>(name) : std::nullopt;
	const char *path = std::getenv("PATH");
	std::istringstream folders(path ? path : "");
	for (std::string folder; std::getline(folders, folder, ':');) {
		std::filesystem::path candidate = std::filesystem::path(folder) / name;

		if (access(candidate.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(candidate))
			return candidate;
	}
	return std::nullopt;
}

} // namespace kxx
