// SPDX-License-Identifier: GPL-2.0
#include "vm/machine.hpp"

#include "common/failure.hpp"
#include "common/process.hpp"
#include "common/terminal.hpp"
#include "vm/control.hpp"
#include "vm/guest.hpp"
#include "vm/monitor.hpp"
#include "vm/refusals.hpp"
#include "vm/snapshot.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <ctime>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace kxx::vm {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// The signal that is to end the run, or 0.
volatile std::sig_atomic_t interrupted;

/// Turns Ctrl-C and similar signals into a flag while a machine runs. An ignored signal stays
/// ignored (nohup).
class Interruptible {
public:
	Interruptible()
	{
		struct sigaction action = {};

		interrupted = 0;
		action.sa_handler = [](int signal) { interrupted = signal; };
		for (std::size_t i = 0; i < signals.size(); i++) {
			sigaction(signals[i], nullptr, &before_[i]);
			if (before_[i].sa_handler != SIG_IGN)
				sigaction(signals[i], &action, nullptr);
		}
	}
	~Interruptible()
	{
		for (std::size_t i = 0; i < signals.size(); i++)
			sigaction(signals[i], &before_[i], nullptr);
	}
	Interruptible(const Interruptible &) = delete;
	Interruptible &operator=(const Interruptible &) = delete;

private:
	/// SIGPIPE means that the reader of our output is gone.
	static constexpr std::array signals{ SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	std::array<struct sigaction, signals.size()> before_{};
};

/// The terminal passes every key to the guest while one of these lives.
class RawTerminal {
public:
	RawTerminal() : active_(isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before_) == 0)
	{
		if (!active_)
			return;
		termios raw = before_;
		cfmakeraw(&raw);
		tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	}
	~RawTerminal()
	{
		if (active_)
			tcsetattr(STDIN_FILENO, TCSANOW, &before_);
	}
	RawTerminal(const RawTerminal &) = delete;
	RawTerminal &operator=(const RawTerminal &) = delete;

private:
	termios before_{};
	bool active_;
};

/// One serial port of the guest: our end of a socket pair.
class Port {
public:
	Port()
	{
		std::array<int, 2> pair{};

		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
			throw Failure{ Fault::Environment, std::strerror(errno) };
		ours_ = pair[0];
		theirs_ = pair[1];
		fcntl(ours_, F_SETFL, O_NONBLOCK);
		// QEMU writes byte by byte, each of which the socket counts as a kilobyte. When it is full
		// and we are slow, the guest's console drops what it cannot write.
		const int size = 64 << 20;
		if (setsockopt(theirs_, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size)) != 0)
			setsockopt(theirs_, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	}
	~Port()
	{
		close_ours();
		close_theirs();
	}
	Port(const Port &) = delete;
	Port &operator=(const Port &) = delete;

	int fd() const { return ours_; }
	int theirs() const { return theirs_; }
	void close_ours()
	{
		if (ours_ >= 0)
			close(ours_);
		ours_ = -1;
	}
	void close_theirs()
	{
		if (theirs_ >= 0)
			close(theirs_);
		theirs_ = -1;
	}

	/// Reads the available data; returns false at the end of the stream.
	bool read_more(std::string &to)
	{
		std::array<char, 16384> buffer;
		ssize_t n = read(ours_, buffer.data(), buffer.size());

		if (n > 0)
			to.append(buffer.data(), n);
		return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
	}
	void send(std::string_view bytes)
	{
		// Keys of a human, or one line: a full socket buffer does not happen, and a closed
		// one shows up as the end of the stream.
		(void)!::send(ours_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
	}

	/// Takes complete lines out of the data that was read.
	template <typename Function>
	void lines(Function &&function)
	{
		for (std::size_t end; (end = pending.find('\n')) != std::string::npos;) {
			std::string line = pending.substr(0, end);

			pending.erase(0, end + 1);
			std::erase(line, '\r');
			function(line);
		}
	}
	template <typename Function>
	void last_line(Function &&function)
	{
		if (!pending.empty()) {
			pending += '\n';
			lines(function);
		}
	}

	std::string pending;

private:
	int ours_ = -1, theirs_ = -1;
};

/// A file in memory that QEMU also uses.
class MemoryFile {
public:
	MemoryFile() : fd_(memfd_create("kxx", MFD_CLOEXEC)) {}
	~MemoryFile() { close(fd_); }
	MemoryFile(const MemoryFile &) = delete;
	MemoryFile &operator=(const MemoryFile &) = delete;

	int fd() const { return fd_; }
	std::string path() const { return fmt::format("/proc/self/fd/{}", fd_); }
	void resize(std::size_t size) { check(fd_ >= 0 && ftruncate(fd_, static_cast<off_t>(size)) == 0); }
	/// Writes from the beginning.
	void write(std::string_view bytes)
	{
		std::size_t done = 0;

		while (done < bytes.size()) {
			const ssize_t n = pwrite(fd_, bytes.data() + done, bytes.size() - done,
						 static_cast<off_t>(done));

			check(n > 0);
			done += n;
		}
	}

private:
	static void check(bool good)
	{
		if (!good)
			throw Failure{ Fault::Environment, fmt::format("cannot hold the guest's files in memory: {}",
								       std::strerror(errno)) };
	}

	int fd_;
};

/// The modules that the run itself loads.
std::vector<std::string> loaded_by_the_run(const Job &job, const LoadOrder &order)
{
	std::vector<std::string> names;

	if (job.action != Job::Action::Script)
		for (const ModuleInfo &module : order.modules)
			names.push_back(module.name);
	return names;
}

/// The reason why a machine could not be saved or resumed. The job has not begun.
struct CannotResume : std::runtime_error {
	using std::runtime_error::runtime_error;
};

class Machine {
public:
	/// `loads` are the modules that the run itself loads.
	Machine(const Job &job, Listener &listener, std::vector<std::string> loads = {})
		: job_(job), listener_(listener), said_(secret_, std::move(loads))
	{
	}
	~Machine() { stop(); }

	/// Boots with everything in `archive`.
	Outcome boot(const std::string &archive)
	{
		Interruptible signals;

		order_ = order_to_begin(0);
		start(qemu_arguments(job_), archive);
		return run();
	}

	/// Boots without a job, and saves the machine while it waits for one. Throws CannotResume.
	void save(const Snapshot &snapshot, const std::string &guest_archive)
	{
		constexpr seconds time_to_boot(600);
		const std::filesystem::path file = fmt::format("{}.{}", snapshot.state.string(), getpid());
		Interruptible signals;

		start(with_job_device(qemu_arguments(job_)), guest_archive);
		try {
			loop(time_to_boot);
			if (!idle_)
				throw Failure{ Fault::Environment, "the kernel does not boot" };
			migrate_to(file);
			stop();
			drain();
			snapshot.publish(file, outcome_.boot_log);
			if (was_interrupted())
				throw Failure{ Fault::Environment, "interrupted" };
		} catch (const std::runtime_error &error) {
			std::error_code ignored;

			// Until then it may still be written to.
			stop();
			std::filesystem::remove(file, ignored);
			std::filesystem::remove(part_of(file), ignored);
			throw CannotResume(error.what());
		}
	}

	/// Continues a machine that save() saved. Throws CannotResume.
	Outcome resume(const Snapshot &snapshot, const std::string &guest_archive,
		       const std::string &job_archive)
	{
		std::vector<std::string> arguments = with_job_device(qemu_arguments(job_));
		Interruptible signals;

		arguments.insert(arguments.end(), { "-incoming", "defer" });
		start(std::move(arguments), guest_archive);
		try {
			Monitor monitor(monitor_.fd(), was_interrupted, time_of_monitor);

			tell_of_migration(monitor);
			monitor.command("migrate-incoming",
					{ { "uri", "exec:cat " + shell_quote(snapshot.state.string()) } });
			wait_for_migration(monitor);
			// It was stopped when it was saved.
			monitor.command("cont");
		} catch (const Failure &failure) {
			throw CannotResume(failure.what());
		}
		job_memory_.write(job_archive);
		for (const std::string &line : snapshot.boot_log())
			console_line(line);
		outcome_.resumed = true;
		control_.send(order_to_begin(job_archive.size()));
		heard_idle_ = true;
		return run();
	}

private:
	enum PortName { Console, Output, Control, Keyboard };

	static constexpr seconds time_of_monitor{ 60 };
	/// How long the console may be silent before we give up on the log's last line; the guest
	/// itself waits for 30 s.
	static constexpr seconds time_of_last_lines{ 25 };

	static bool was_interrupted() { return interrupted != 0; }

	/// The guest's init waits for this before it begins: the size of the job in the device, the
	/// time, the secret, and the word that ends the reports of a script.
	std::string order_to_begin(std::size_t size) const
	{
		return fmt::format("{} {} {} {}\n", size, std::time(nullptr), secret_, make_secret());
	}

	Outcome run()
	{
		loop(job_.timeout);
		stop();
		drain();
		outcome_.total_seconds = elapsed();
		conclude();
		return std::move(outcome_);
	}

	/// The device from which a resumed machine gets its job (the guest's init knows its
	/// address), and a monitor.
	std::vector<std::string> with_job_device(std::vector<std::string> arguments)
	{
		job_memory_.resize(job_memory_size);
		arguments.insert(arguments.end(),
				 { "-object",
				   fmt::format("memory-backend-file,id=job,share=on,size={},mem-path={}",
					       job_memory_size, job_memory_.path()),
				   "-device", "ivshmem-plain,memdev=job,master=on,addr=1e.0", "-chardev",
				   fmt::format("socket,id=monitor,fd={}", monitor_.theirs()), "-mon",
				   "chardev=monitor,mode=control" });
		return arguments;
	}

	void migrate_to(const std::filesystem::path &file)
	{
		Monitor monitor(monitor_.fd(), was_interrupted, time_of_monitor);

		// QEMU can save a running machine, and resends a page that was written to in the
		// meantime. It misses some writes of the emulated CPUs, so the file would contain
		// pages from different moments.
		monitor.command("stop");
		tell_of_migration(monitor);
		monitor.command("migrate-set-parameters", { { "max-bandwidth", std::uint64_t{ 1 } << 40 } });
		const std::string part = shell_quote(part_of(file).string());
		monitor.command("migrate", { { "uri", "exec:cat >" + part + " && mv " + part + " " +
							       shell_quote(file.string()) } });
		wait_for_migration(monitor);
		// QEMU has written the last byte; it may not be in the file yet.
		for (const auto until = Clock::now() + time_of_monitor; !std::filesystem::exists(file);
		     std::this_thread::sleep_for(milliseconds(10)))
			if (was_interrupted() || Clock::now() > until)
				throw Failure{ Fault::Environment, "the file of the saved machine is not completed" };
	}

	static std::filesystem::path part_of(const std::filesystem::path &file) { return file.string() + ".part"; }

	static void tell_of_migration(Monitor &monitor)
	{
		monitor.command("migrate-set-capabilities",
				{ { "capabilities", { { { "capability", "events" }, { "state", true } } } } });
	}

	static void wait_for_migration(Monitor &monitor)
	{
		for (;;) {
			const std::string status = monitor.event("MIGRATION")["data"].value("status", "");

			if (status == "completed")
				return;
			if (status == "failed" || status == "cancelled")
				throw Failure{ Fault::Environment,
					       "QEMU cannot save the machine, or read what it saved" };
		}
	}

	double elapsed() const
	{
		return std::chrono::duration<double>(Clock::now() - begin_).count();
	}

	void start(std::vector<std::string> argv, const std::string &archive)
	{
		MemoryFile initrd;

		initrd.write(archive);
		argv.insert(argv.end(), { "-initrd", initrd.path() });
		for (Port *port : { &console_, &output_, &control_ }) {
			argv.push_back("-chardev");
			argv.push_back(fmt::format("socket,id=c{0},fd={0}", port->theirs()));
			argv.push_back("-serial");
			argv.push_back(fmt::format("chardev:c{}", port->theirs()));
		}
		std::vector<char *> args;
		for (std::string &argument : argv)
			args.push_back(argument.data());
		args.push_back(nullptr);

		const pid_t parent = getpid();
		child_ = fork();
		if (child_ == 0) {
			// The machine is not in the terminal's process group: we handle Ctrl-C, and
			// the machine must never outlive us.
			setpgid(0, 0);
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (getppid() != parent)
				_exit(1);
			for (int fd : { initrd.fd(), job_memory_.fd(), console_.theirs(), output_.theirs(),
					control_.theirs(), monitor_.theirs() })
				fcntl(fd, F_SETFD, 0);
			int null = open("/dev/null", O_RDONLY);
			dup2(null, STDIN_FILENO);
			execvp(args[0], args.data());
			_exit(127);
		}
		for (Port *port : { &console_, &output_, &control_, &monitor_ })
			port->close_theirs();
		begin_ = Clock::now();
	}

	void stop()
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

	/// The earliest moment at which the loop has to check the clock again.
	int wait_milliseconds() const
	{
		const auto now = Clock::now();
		// A signal between the check of its flag and poll() does not wake poll().
		auto until = now + milliseconds(200);

		for (const std::optional<Clock::time_point> &moment : { deadline_, grace_ })
			if (moment && *moment < until)
				until = *moment;
		return std::max<long>(
			0, std::chrono::duration_cast<milliseconds>(until - now).count() + 1);
	}

	/// Runs until the guest has finished, or waits for a job.
	void loop(std::optional<seconds> limit)
	{
		if (limit)
			deadline_ = begin_ + *limit;
		for (;;) {
			std::array<pollfd, 4> wait{ { { console_.fd(), POLLIN, 0 },
						      { output_.fd(), POLLIN, 0 },
						      { control_.fd(), POLLIN, 0 },
						      { raw_ && keyboard_open_ ? STDIN_FILENO : -1,
							POLLIN, 0 } } };

			int ready = poll(wait.data(), wait.size(), wait_milliseconds());
			if (interrupted) {
				outcome_.signal = interrupted;
				return;
			}
			if (ready > 0 && !handle(wait))
				return;
			const auto now = Clock::now();
			if (idle_ || (end_marker_ && ended_))
				return;
			if (grace_ && now >= *grace_)
				return;
			if (deadline_ && !ended_ && now >= *deadline_) {
				outcome_.timed_out = true;
				return;
			}
		}
	}

	/// False when QEMU is gone.
	bool handle(const std::array<pollfd, 4> &wait)
	{
		bool alive = true;

		// Events come first: "shell" must be known before the shell's first byte.
		if (wait[Control].revents) {
			alive = control_.read_more(control_.pending) && alive;
			control_.lines([&](const std::string &line) { control_line(line); });
		}
		if (wait[Console].revents) {
			alive = console_.read_more(console_.pending) && alive;
			if (grace_)
				grace_ = Clock::now() + time_of_last_lines;
			console_.lines([&](const std::string &line) { console_line(line); });
		}
		if (wait[Output].revents) {
			alive = output_.read_more(output_.pending) && alive;
			take_output();
		}
		if (wait[Keyboard].revents)
			read_keyboard();
		return alive;
	}

	void drain()
	{
		for (Port *port : { &control_, &console_, &output_ })
			while (port->fd() >= 0) {
				const std::size_t before = port->pending.size();

				if (!port->read_more(port->pending) ||
				    port->pending.size() == before)
					break;
			}
		control_.lines([&](const std::string &line) { control_line(line); });
		console_.lines([&](const std::string &line) { console_line(line); });
		console_.last_line([&](const std::string &line) { console_line(line); });
		take_output();
		output_.last_line([&](const std::string &line) { output_line(line); });
		raw_.reset();
	}

	void take_output()
	{
		if (!raw_) {
			output_.lines([&](const std::string &line) { output_line(line); });
			return;
		}
		(void)!write(STDOUT_FILENO, output_.pending.data(), output_.pending.size());
		output_.pending.clear();
	}

	void read_keyboard()
	{
		std::array<char, 4096> buffer;
		ssize_t n = read(STDIN_FILENO, buffer.data(), buffer.size());

		if (n > 0) {
			const std::string_view keys(buffer.data(), n);

			if (isatty(STDIN_FILENO) && keys.find('\x1d') != keys.npos)
				interrupted = SIGINT; // Ctrl-]
			else
				output_.send(keys);
		} else if (n == 0) {
			keyboard_open_ = false;
			output_.send("\x04");
		}
	}

	void output_line(const std::string &line)
	{
		outcome_.output.push_back(line);
		listener_.output_line(line);
	}

	void console_line(const std::string &line)
	{
		const std::string_view text = without_timestamp(line);

		if (!running_ && text == marker_ready) {
			running_ = true;
			return;
		}
		if (text == fmt::format("{} {}", marker_end, secret_)) {
			end_marker_ = true;
			return;
		}
		if (!running_ && outcome_.boot_log.empty() && line.find("Linux version") == line.npos)
			return; // firmware
		SplatFinder &finder = running_ ? splats_ : boot_splats_;
		const std::size_t before = finder.splats().size();
		const bool splat = finder.feed(line);

		(running_ ? outcome_.log : outcome_.boot_log).push_back(line);
		if (running_ && !splat)
			refusals_.feed(line);
		listener_.kernel_line(line, running_ ? Listener::Phase::Run : Listener::Phase::Boot,
				      splat ? Listener::Kind::Splat : Listener::Kind::Ordinary);
		// After a fault the guest may never finish.
		if (running_ && finder.splats().size() != before && is_fatal(finder.splats().back().title) &&
		    job_.timeout && job_.action != Job::Action::Shell)
			shorten_deadline();
	}

	static bool is_fatal(std::string_view title)
	{
		for (std::string_view word :
		     { "Oops", "general protection", "kernel BUG at", "soft lockup", "blocked for more",
		       "stall", "unable to handle", "NULL pointer", "panic", "hard LOCKUP",
		       "scheduling while atomic" })
			if (title.find(word) != title.npos)
				return true;
		return false;
	}

	void shorten_deadline()
	{
		const auto soon = Clock::now() + seconds(20);

		if (deadline_ && soon < *deadline_)
			deadline_ = soon;
	}

	void control_line(const std::string &line)
	{
		if (heard_idle_) {
			if (const std::optional<Message> message = said_.feed(line))
				take_message(*message);
		} else if (line == "idle") {
			heard_idle_ = true;
			if (order_.empty())
				idle_ = true;
			else
				control_.send(order_);
		}
	}

	void take_message(const Message &message)
	{
		const std::string &event = message.event;
		std::istringstream words(message.words);
		std::string name;

		if (event == "ready") {
			outcome_.boot_seconds = elapsed();
			words >> first_pid_;
		} else if (event == "dependency") {
			words >> name;
			note_failure("insmod " + name);
		} else if (event == "load" || event == "unload") {
			int result = 0;

			words >> name >> result;
			if (result != 0)
				note_failure((event == "load" ? "insmod " : "rmmod ") + name);
		} else if (event == "address") {
			ModulePlace &place = (words >> name, outcome_.places[name]);

			words >> std::hex >> place.address >> std::dec >> place.size;
		} else if (event == "loaded") {
			words >> name;
			listener_.loaded(name, outcome_.places[name]);
		} else if (event == "section") {
			std::string section;
			std::uint64_t address = 0;

			words >> name >> section >> std::hex >> address;
			outcome_.places[name].sections[section] = address;
		} else if (event == "script") {
			words >> outcome_.script_status;
		} else if (event == "shell") {
			raw_.emplace();
		} else if (event == "leak") {
			leak_lines_.push_back(message.words);
		} else if (event == "taint") {
			unsigned long before = 0, after = 0;

			words >> before >> after;
			outcome_.taint_added = after & ~before;
		} else if (event == "end") {
			words >> outcome_.status;
			outcome_.finished = ended_ = true;
			raw_.reset();
			// The log's last lines come on another port and arrive soon.
			grace_ = Clock::now() + time_of_last_lines;
		}
	}

	void note_failure(std::string step)
	{
		if (outcome_.failed_step.empty())
			outcome_.failed_step = std::move(step);
	}

	void conclude()
	{
		if (outcome_.finished) {
			said_.finish();
			outcome_.faults = said_.faults();
			if (!end_marker_)
				outcome_.faults.emplace_back("the kernel log breaks off before its end");
		} else {
			outcome_.faults = said_.faults();
		}
		outcome_.refusals = refusals_.lines();
		outcome_.splats = splats_.splats();
		outcome_.boot_splats = boot_splats_.splats();
		outcome_.leaks = filter_leaks(leak_lines_, outcome_.places, first_pid_);
	}

	const Job &job_;
	Listener &listener_;
	const std::string secret_ = make_secret();
	vm::Control said_;
	Outcome outcome_;
	Port console_, output_, control_, monitor_;
	MemoryFile job_memory_;
	std::optional<RawTerminal> raw_;
	SplatFinder boot_splats_, splats_;
	Refusals refusals_{ job_.allowed };
	std::string order_; ///< sent once the guest waits for it; if empty, the guest keeps waiting
	std::vector<std::string> leak_lines_;
	unsigned long first_pid_ = 0;
	Clock::time_point begin_ = Clock::now();
	std::optional<Clock::time_point> deadline_, grace_;
	pid_t child_ = -1;
	bool heard_idle_ = false, idle_ = false, running_ = false, end_marker_ = false, ended_ = false, keyboard_open_ = true;
};

/// "0xffffffffa0001234" at the start of a frame that kallsyms could not name.
std::optional<std::uint64_t> bare_address(std::string_view line)
{
	const std::size_t at = line.find("0xffffffff");

	if (at == line.npos || line.find('+') != line.npos)
		return std::nullopt;
	return std::strtoull(std::string(line.substr(at)).c_str(), nullptr, 16);
}

/// "hello .init.text+0x24": where an address was while the module was loaded. Init sections
/// are not part of the module's range, and their sizes are not known.
std::string name_address(std::uint64_t address, const std::map<std::string, ModulePlace> &places)
{
	constexpr std::uint64_t far = 0x10000;
	std::string best;
	std::uint64_t distance = far;

	for (const auto &[name, place] : places) {
		if (address - place.address < place.size)
			return fmt::format("{}+{:#x}", name, address - place.address);
		for (const auto &[section, start] : place.sections)
			if (address >= start && address - start < distance) {
				distance = address - start;
				best = fmt::format("{} {}+{:#x}", name, section, distance);
			}
	}
	return best;
}

/// A leak of the kernel itself: sysfs_slab_add() does not free the name of a kmem_cache that it
/// could not show. The name of a live cache is not a leak, so a cache that is never destroyed is
/// still reported.
bool is_lost_by_c(const std::vector<std::string> &object)
{
	const auto has = [&](std::string_view function) {
		return std::ranges::any_of(object, [&](const std::string &line) {
			return line.find(function) != line.npos;
		});
	};

	return has(" kobject_set_name_vargs+") && has(" sysfs_slab_add+");
}

/// Nobody gets the kernel's messages while it boots for a snapshot; each run that resumes it gets
/// all of them.
class Deaf final : public Listener {
	void kernel_line(std::string_view, Phase, Kind) override {}
	void output_line(std::string_view) override {}
};

void make_snapshot(const Snapshot &snapshot, const Job &job, const std::string &guest_archive)
{
	if (snapshot.exists())
		return;
	const kernels::DirectoryLock lock(job.kernel.name);
	if (snapshot.exists())
		return;
	print_progress("the first run with this kernel boots it; later ones resume the booted machine");
	Deaf listener;
	Machine(job, listener).save(snapshot, guest_archive);
}

} // namespace

std::vector<std::string> filter_leaks(const std::vector<std::string> &lines,
				      const std::map<std::string, ModulePlace> &places,
				      unsigned long first_pid)
{
	std::vector<std::string> leaks, object;
	bool ours = false;
	const auto flush = [&] {
		if (ours && !is_lost_by_c(object))
			leaks.insert(leaks.end(), object.begin(), object.end());
		object.clear();
		ours = false;
	};

	for (std::string line : lines) {
		if (line.starts_with("unreferenced object"))
			flush();
		if (std::size_t pid = line.find(", pid "); pid != line.npos &&
		    line.find("comm \"kworker") == line.npos)
			ours = ours || std::strtoul(line.c_str() + pid + 6, nullptr, 10) >= first_pid;
		for (const auto &[name, place] : places)
			if (line.find(fmt::format("[{}]", name)) != line.npos)
				ours = true;
		if (const std::optional<std::uint64_t> address = bare_address(line))
			if (const std::string place = name_address(*address, places); !place.empty()) {
				line += fmt::format(" [{}]", place);
				ours = true;
			}
		object.push_back(line);
	}
	flush();
	return leaks;
}

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
		"-machine", kvm ? "q35,accel=kvm" : "q35,accel=tcg",
		"-cpu", kvm ? "host" : "max,la57=off",
		"-smp", counts ? "1" : "2,sockets=2",
		"-m", fmt::format("{}M", job.memory_megabytes),
		"-nodefaults", "-no-user-config",
		"-display", "none",
		"-no-reboot",
		"-kernel", job.kernel.boot.empty() ? job.kernel.vmlinuz : job.kernel.boot,
		"-append", command_line,
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

Outcome run_machine(const Job &job, Listener &listener)
{
	const LoadOrder order = resolve_modules(job);
	const std::vector<std::string> loads = loaded_by_the_run(job, order);
	const std::string guest_archive = build_guest_archive(), job_archive = build_job_archive(job, order);
	const std::optional<Snapshot> snapshot = snapshot_for(job, qemu_arguments(job), guest_archive);
	const auto interrupted_outcome = [] {
		Outcome outcome;

		outcome.signal = interrupted;
		return outcome;
	};

	if (snapshot && job_archive.size() <= job_memory_size) {
		try {
			make_snapshot(*snapshot, job, guest_archive);
			return Machine(job, listener, loads).resume(*snapshot, guest_archive, job_archive);
		} catch (const CannotResume &error) {
			if (interrupted)
				return interrupted_outcome();
			print_warning(fmt::format("cannot resume a machine on which the kernel has booted: {}",
						  error.what()));
			snapshot->remove();
		}
	}
	try {
		return Machine(job, listener, loads).boot(guest_archive + job_archive);
	} catch (const std::system_error &) {
		// After SIGPIPE, output goes nowhere.
		if (interrupted)
			return interrupted_outcome();
		throw;
	}
}

} // namespace kxx::vm
