// SPDX-License-Identifier: GPL-2.0
#include "kernels/long_job.hpp"

#include "common/failure.hpp"
#include "common/interrupt.hpp"
#include "common/program.hpp"
#include "common/terminal.hpp"
#include "kernels/store.hpp"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <deque>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kxx::kernels {
namespace {

using Clock = std::chrono::steady_clock;

class Progress {
public:
	explicit Progress(std::string title)
		: title_(std::move(title)), terminal_(isatty(STDERR_FILENO)), shown_(Clock::now())
	{
		if (!terminal_)
			print_progress(title_);
	}

	~Progress()
	{
		if (terminal_)
			fmt::print(stderr, "\r\033[K");
	}

	void line(std::string_view text)
	{
		const auto now = Clock::now();
		const auto interval = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(30000);

		lines_++;
		if (now - shown_ < interval)
			return;
		shown_ = now;
		const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - start_).count();
		while (!text.empty() && text.front() == ' ')
			text.remove_prefix(1);
		std::string shown = fmt::format("{}: {} steps, {}:{:02}  {}", title_, lines_, seconds / 60,
						seconds % 60, text.substr(0, 50));
		if (terminal_)
			fmt::print(stderr, "\r\033[K{}", shown);
		else
			print_progress(shown);
	}

private:
	std::string title_;
	bool terminal_;
	Clock::time_point start_ = Clock::now();
	Clock::time_point shown_;
	unsigned lines_ = 0;
};

} // namespace

LongJob::LongJob(std::vector<std::string> argv, RunOptions options, std::filesystem::path log, std::string title)
	: argv_(std::move(argv)), options_(std::move(options)), log_(std::move(log)), title_(std::move(title))
{
}

int LongJob::wait()
{
	int out[2];
	int log = open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (log < 0 || pipe2(out, O_CLOEXEC) != 0)
		throw Failure{ Fault::Environment,
			       fmt::format("cannot write '{}': {}", log_.string(), std::strerror(errno)) };
	const Interruptible interruptible;
	std::fflush(nullptr);
	const Program program(argv_, options_);
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_RDONLY);
		dup2(null, STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(out[1], STDERR_FILENO);
		program.execute();
	}
	close(out[1]);
	{
		Progress progress(title_);
		std::string pending;
		char buffer[16384];

		for (;;) {
			pollfd wait[] = { { out[0], POLLIN, 0 }, { interruptible.descriptor(), POLLIN, 0 } };

			if (poll(wait, std::size(wait), -1) < 0 && errno == EINTR)
				continue;
			if (wait[1].revents)
				interruptible.end(child);
			ssize_t n = read(out[0], buffer, sizeof(buffer));
			// A log that cannot be written is not a reason to stop reading: the job
			// would then wait for ever for a reader.
			if (n <= 0)
				break;
			(void)!write(log, buffer, n);
			pending.append(buffer, n);
			for (std::size_t end; (end = pending.find('\n')) != std::string::npos;) {
				progress.line(std::string_view(pending).substr(0, end));
				pending.erase(0, end + 1);
			}
		}
	}
	close(out[0]);
	close(log);
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string LongJob::error_lines() const
{
	return pick_error_lines(read_text(log_));
}

std::string pick_error_lines(const std::string &output)
{
	std::istringstream lines(output);
	std::string errors;
	std::deque<std::string> last;
	unsigned count = 0;

	for (std::string line; std::getline(lines, line);) {
		if (line.find("error:") != std::string::npos || line.find("Error ") != std::string::npos ||
		    line.find("undefined reference") != std::string::npos)
			if (count++ < 20)
				errors += line + "\n";
		last.push_back(line);
		if (last.size() > 20)
			last.pop_front();
	}
	if (errors.empty())
		for (const std::string &line : last)
			errors += line + "\n";
	if (!errors.empty())
		errors.pop_back();
	return errors;
}

} // namespace kxx::kernels
