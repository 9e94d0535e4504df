// SPDX-License-Identifier: GPL-2.0
#include "vm/machine.hpp"

#include "vm/caught_signals.hpp"
#include "vm/migration.hpp"
#include "vm/qemu_arguments.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

namespace kxx::vm {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// How long the console may be silent before we give up on the log's last line; the guest itself waits for 30 s.
static constexpr seconds time_of_last_lines{ 25 };

Machine::Machine(const Job &job, Listener &listener, std::vector<std::string> loads)
	: job_(job), transcript_(job, listener, std::move(loads))
{
}

Outcome Machine::boot(const std::string &archive)
{
	CaughtSignals signals;

	order_ = order_to_begin(0);
	start(qemu_arguments(job_), archive);
	return run();
}

void Machine::save(const Snapshot &snapshot, const std::string &guest_archive)
{
	constexpr seconds time_to_boot(600);
	const std::filesystem::path file = fmt::format("{}.{}", snapshot.state.string(), getpid());
	CaughtSignals signals;

	start(with_job_device(qemu_arguments(job_)), guest_archive);
	try {
		loop(time_to_boot);
		if (!idle_)
			throw Failure{ Fault::Environment, "the kernel does not boot" };
		migrate_to(file, monitor_.fd());
		qemu_.stop();
		drain();
		snapshot.publish(file, transcript_.boot_log());
		if (caught_signal())
			throw Failure{ Fault::Environment, "interrupted" };
	} catch (const std::runtime_error &error) {
		// Until then it may still be written to.
		qemu_.stop();
		remove_migration(file);
		throw CannotResume(error.what());
	}
}

Outcome Machine::resume(const Snapshot &snapshot, const std::string &guest_archive, const std::string &job_archive)
{
	std::vector<std::string> arguments = with_job_device(qemu_arguments(job_));
	CaughtSignals signals;

	arguments.insert(arguments.end(), { "-incoming", "defer" });
	start(std::move(arguments), guest_archive);
	try {
		migrate_from(snapshot.state, monitor_.fd());
	} catch (const Failure &failure) {
		throw CannotResume(failure.what());
	}
	job_memory_.write(job_archive);
	for (const std::string &line : snapshot.boot_log())
		react(transcript_.console_line(line));
	resumed_ = true;
	control_.send(order_to_begin(job_archive.size()));
	heard_idle_ = true;
	return run();
}

/// The guest's init waits for this before it begins: the size of the job in the device, the time, the secret, and the
/// word that ends the reports of a script.
std::string Machine::order_to_begin(std::size_t size) const
{
	return fmt::format("{} {} {} {}\n", size, std::time(nullptr), transcript_.secret(), make_secret());
}

/// The device from which a resumed machine gets its job (the guest's init knows its address), and a monitor.
std::vector<std::string> Machine::with_job_device(std::vector<std::string> arguments)
{
	job_memory_.resize(job_memory_size);
	arguments.insert(arguments.end(), { "-object",
					    fmt::format("memory-backend-file,id=job,share=on,size={},mem-path={}",
							job_memory_size, job_memory_.path()),
					    "-device", "ivshmem-plain,memdev=job,master=on,addr=1e.0", "-chardev",
					    fmt::format("socket,id=monitor,fd={}", monitor_.theirs()), "-mon",
					    "chardev=monitor,mode=control" });
	return arguments;
}

void Machine::start(std::vector<std::string> arguments, const std::string &archive)
{
	MemoryFile initrd;

	initrd.write(archive);
	arguments.insert(arguments.end(), { "-initrd", initrd.path() });
	for (const Port *port : { &console_, &output_, &control_ })
		arguments.insert(arguments.end(), { "-chardev", fmt::format("socket,id=c{0},fd={0}", port->theirs()),
						    "-serial", fmt::format("chardev:c{}", port->theirs()) });
	qemu_.start(std::move(arguments), { initrd.fd(), job_memory_.fd(), console_.theirs(), output_.theirs(),
					    control_.theirs(), monitor_.theirs() });
	for (Port *port : { &console_, &output_, &control_, &monitor_ })
		port->close_theirs();
	begin_ = Clock::now();
}

Outcome Machine::run()
{
	loop(job_.timeout);
	qemu_.stop();
	drain();
	const double total_seconds = elapsed();
	Outcome outcome = transcript_.conclude();

	outcome.timed_out = timed_out_;
	outcome.signal = signal_;
	outcome.resumed = resumed_;
	outcome.boot_seconds = boot_seconds_;
	outcome.total_seconds = total_seconds;
	return outcome;
}

double Machine::elapsed() const
{
	return std::chrono::duration<double>(Clock::now() - begin_).count();
}

/// Runs until the guest has finished, or waits for a job.
void Machine::loop(std::optional<seconds> limit)
{
	if (limit)
		deadline_ = begin_ + *limit;
	for (;;) {
		std::array<pollfd, 4> wait{ { { console_.fd(), POLLIN, 0 },
					      { output_.fd(), POLLIN, 0 },
					      { control_.fd(), POLLIN, 0 },
					      { raw_ && keyboard_open_ ? STDIN_FILENO : -1, POLLIN, 0 } } };

		const int ready = poll(wait.data(), wait.size(), wait_milliseconds());
		if (caught_signal()) {
			signal_ = caught_signal();
			return;
		}
		if (ready > 0 && !handle(wait))
			return; // QEMU is gone
		const auto now = Clock::now();
		if (idle_ || transcript_.complete())
			return;
		if (grace_ && now >= *grace_)
			return;
		if (deadline_ && !transcript_.finished() && now >= *deadline_) {
			timed_out_ = true;
			return;
		}
	}
}

/// The earliest moment at which the loop has to check the clock again.
int Machine::wait_milliseconds() const
{
	const auto now = Clock::now();
	// A signal between the check of its flag and poll() does not wake poll().
	auto until = now + milliseconds(200);

	for (const std::optional<Clock::time_point> &moment : { deadline_, grace_ })
		if (moment && *moment < until)
			until = *moment;
	return std::max<long>(0, std::chrono::duration_cast<milliseconds>(until - now).count() + 1);
}

/// False when QEMU is gone.
bool Machine::handle(const std::array<pollfd, 4> &wait)
{
	bool alive = true;

	// Events come first: "shell" must be known before the shell's first byte.
	if (wait[Control].revents) {
		alive = control_.read_more() && alive;
		take_control();
	}
	if (wait[Console].revents) {
		alive = console_.read_more() && alive;
		if (grace_)
			grace_ = Clock::now() + time_of_last_lines;
		take_console();
	}
	if (wait[Output].revents) {
		alive = output_.read_more() && alive;
		take_output();
	}
	if (wait[Keyboard].revents)
		read_keyboard();
	return alive;
}

/// Takes what the guest said before it ended.
void Machine::drain()
{
	for (Port *port : { &control_, &console_, &output_ })
		port->read_all();
	take_control();
	take_console();
	if (const std::optional<std::string> line = console_.last_line())
		react(transcript_.console_line(*line));
	take_output();
	if (const std::optional<std::string> line = output_.last_line())
		transcript_.output_line(*line);
	raw_.reset();
}

void Machine::take_control()
{
	while (const std::optional<std::string> line = control_.line())
		control_line(*line);
}

void Machine::take_console()
{
	while (const std::optional<std::string> line = console_.line())
		react(transcript_.console_line(*line));
}

void Machine::take_output()
{
	if (raw_) {
		const std::string bytes = output_.bytes();

		(void)!write(STDOUT_FILENO, bytes.data(), bytes.size());
		return;
	}
	while (const std::optional<std::string> line = output_.line())
		transcript_.output_line(*line);
}

void Machine::read_keyboard()
{
	std::array<char, 4096> buffer;
	const ssize_t n = read(STDIN_FILENO, buffer.data(), buffer.size());

	if (n > 0) {
		const std::string_view keys(buffer.data(), n);

		if (isatty(STDIN_FILENO) && keys.find('\x1d') != keys.npos)
			catch_signal(SIGINT); // Ctrl-]
		else
			output_.send(keys);
	} else if (n == 0) {
		keyboard_open_ = false;
		output_.send("\x04");
	}
}

void Machine::control_line(const std::string &line)
{
	if (heard_idle_) {
		react(transcript_.control_line(line));
	} else if (line == "idle") {
		heard_idle_ = true;
		if (order_.empty())
			idle_ = true;
		else
			control_.send(order_);
	}
}

void Machine::react(Transcript::Heard heard)
{
	switch (heard) {
	case Transcript::Heard::Nothing:
		break;
	case Transcript::Heard::Ready:
		boot_seconds_ = elapsed();
		break;
	case Transcript::Heard::Shell:
		raw_.emplace();
		break;
	case Transcript::Heard::FatalReport:
		if (job_.timeout && job_.action != Job::Action::Shell)
			shorten_deadline();
		break;
	case Transcript::Heard::End:
		raw_.reset();
		// The log's last lines come on another port and arrive soon.
		grace_ = Clock::now() + time_of_last_lines;
		break;
	}
}

void Machine::shorten_deadline()
{
	const auto soon = Clock::now() + seconds(20);

	if (deadline_ && soon < *deadline_)
		deadline_ = soon;
}

} // namespace kxx::vm
