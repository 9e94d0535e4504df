// SPDX-License-Identifier: GPL-2.0
//! The one program in the guest that busybox cannot replace. It uses no C library and allocates
//! nothing.
//!
//! insmod FILE [NAME=VALUE]...     finit_module() once (busybox tries again another way when a
//!                                 module refuses, so that its init would run twice)
//! fail-nth N LEFT COMMAND...      runs COMMAND with its Nth allocation failing, and writes to
//!                                 the file LEFT how many were still to come: 0 when it failed
//! receive FILE SIZE NOW           prints SIZE bytes of FILE, a device's memory, and sets the clock to NOW, in
//!                                 seconds: a machine that was resumed from a snapshot gets its job this way

namespace {

using usize = unsigned long;

enum Number : long {
	sys_read = 0,
	sys_write = 1,
	sys_open = 2,
	sys_close = 3,
	sys_mmap = 9,
	sys_fork = 57,
	sys_execve = 59,
	sys_exit = 60,
	sys_wait4 = 61,
	sys_getpid = 39,
	sys_clock_settime = 227,
	sys_waitid = 247,
	sys_finit_module = 313,
};

long call(Number number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0)
{
	long result;
	register long r10 asm("r10") = d;
	register long r8 asm("r8") = e;
	register long r9 asm("r9") = f;

	asm volatile("syscall"
		     : "=a"(result)
		     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
		     : "rcx", "r11", "memory");
	return result;
}

template <typename T>
long address(T *pointer)
{
	return reinterpret_cast<long>(pointer);
}

usize length(const char *text)
{
	usize n = 0;

	while (text[n])
		n++;
	return n;
}

bool equal(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

/// A string of limited size that grows at its end without overflowing.
template <usize Size>
struct Text {
	char bytes[Size] = {};
	usize size = 0;

	Text &operator<<(const char *text)
	{
		while (*text && size + 1 < Size)
			bytes[size++] = *text++;
		return *this;
	}
	Text &operator<<(long number)
	{
		char digits[24];
		usize at = sizeof(digits) - 1;

		digits[at] = 0;
		do
			digits[--at] = static_cast<char>('0' + number % 10);
		while (number /= 10);
		return *this << digits + at;
	}
};

template <usize Size>
void print(int fd, const Text<Size> &text)
{
	call(sys_write, fd, address(text.bytes), text.size);
}

[[noreturn]] void leave(int status)
{
	for (;;)
		call(sys_exit, status);
}

const char *describe(long error)
{
	struct Name {
		long error;
		const char *text;
	};
	static constexpr Name names[] = {
		{ 1, "operation not permitted" }, { 2, "no such file, or an unknown symbol in the module" },
		{ 5, "input/output error" },	  { 6, "no such device or address" },
		{ 8, "invalid module format" },	  { 12, "out of memory" },
		{ 14, "bad address" },		  { 16, "device or resource busy" },
		{ 17, "the module is loaded already" }, { 19, "no such device" },
		{ 22, "invalid parameters" },	  { 28, "no space left" },
		{ 38, "function not implemented" }, { 129, "the signature is not acceptable" },
	};

	for (const Name &name : names)
		if (name.error == error)
			return name.text;
	return nullptr;
}

/// Adds a parameter to a text that the kernel splits at blanks: a value with blanks is quoted.
template <usize Size>
void add_parameter(Text<Size> &to, const char *parameter)
{
	bool blank = false, quoted = false;

	for (const char *c = parameter; *c; c++)
		blank = blank || *c == ' ';
	to << (to.size ? " " : "");
	for (bool name = true; *parameter; parameter++) {
		const char letter[] = { *parameter, 0 };

		to << letter;
		if (!name || *parameter != '=')
			continue;
		name = false;
		// Existing quotes come from the caller.
		quoted = blank && parameter[1] != '"';
		to << (quoted ? "\"" : "");
	}
	to << (quoted ? "\"" : "");
}

int insmod(char **arguments)
{
	static Text<16384> parameters;

	if (!arguments[0]) {
		print(2, Text<64>() << "usage: insmod FILE [NAME=VALUE]...\n");
		return 2;
	}
	for (char **parameter = arguments + 1; *parameter; parameter++)
		add_parameter(parameters, *parameter);
	const long fd = call(sys_open, address(arguments[0]), 0);
	const long result = fd < 0 ? fd : call(sys_finit_module, fd, address(parameters.bytes), 0);
	if (result >= 0)
		return 0;
	Text<1024> message;
	message << "insmod: cannot load " << arguments[0] << ": ";
	if (const char *text = describe(-result))
		message << text << " (";
	message << "error " << -result << (describe(-result) ? ")\n" : "\n");
	print(2, message);
	return 1;
}

long parse(const char *text)
{
	long value = 0;

	while (*text >= '0' && *text <= '9')
		value = value * 10 + (*text++ - '0');
	return value;
}

void execute(char **arguments, char **environment)
{
	static constexpr const char *folders[] = { "", "/bin/", "/files/" };

	for (const char *folder : folders) {
		Text<512> path;

		path << folder << arguments[0];
		call(sys_execve, address(path.bytes), address(arguments), address(environment));
	}
	print(2, Text<512>() << "fail-nth: cannot run " << arguments[0] << "\n");
	leave(127);
}

/// The kernel keeps a dead child's counter until somebody waits for it.
long read_left(long child)
{
	Text<64> path;
	char digits[24] = {};

	path << "/proc/" << child << "/fail-nth";
	const long fd = call(sys_open, address(path.bytes), 0);
	if (fd < 0)
		return -1;
	call(sys_read, fd, address(digits), sizeof(digits) - 1);
	call(sys_close, fd);
	return parse(digits);
}

int fail_nth(char **arguments, char **environment)
{
	constexpr long p_pid = 1, wexited = 4, wnowait = 0x01000000;
	constexpr long write_only = 1, create = 0100, truncate = 01000;

	if (!arguments[0] || !arguments[1] || !arguments[2]) {
		print(2, Text<64>() << "usage: fail-nth N LEFT COMMAND...\n");
		return 2;
	}
	const long child = call(sys_fork);
	if (child == 0) {
		const long fd = call(sys_open, address("/proc/self/fail-nth"), write_only);

		if (fd < 0 || call(sys_write, fd, address(arguments[0]), length(arguments[0])) < 0) {
			print(2, Text<64>() << "fail-nth: this kernel cannot inject failures\n");
			leave(126);
		}
		// insmod runs here directly: the allocations of an execve() would be counted.
		if (equal(arguments[2], "insmod"))
			leave(insmod(arguments + 3));
		execute(arguments + 2, environment);
	}
	if (child < 0)
		return 126;
	char information[128];
	call(sys_waitid, p_pid, child, address(information), wexited | wnowait);
	const long left = read_left(child);
	int status = 0;
	call(sys_wait4, child, address(&status));
	const long fd = call(sys_open, address(arguments[1]), write_only | create | truncate, 0644);
	print(static_cast<int>(fd), Text<32>() << (left < 0 ? 0 : left) << "\n");
	call(sys_close, fd);
	return (status & 0x7f) ? 128 + (status & 0x7f) : (status >> 8) & 0xff;
}

int receive(char **arguments)
{
	constexpr long protection_read = 1, shared = 1, clock_realtime = 0;

	if (!arguments[0] || !arguments[1] || !arguments[2]) {
		print(2, Text<64>() << "usage: receive FILE SIZE NOW\n");
		return 2;
	}
	const long now[2] = { parse(arguments[2]), 0 };
	call(sys_clock_settime, clock_realtime, address(now));
	const long fd = call(sys_open, address(arguments[0]), 0);
	const long size = parse(arguments[1]);
	const long memory = fd < 0 ? fd : call(sys_mmap, 0, size, protection_read, shared, fd, 0);
	if (memory < 0 && memory > -4096) {
		print(2, Text<512>() << "receive: cannot map " << arguments[0] << ": error " << -memory << "\n");
		return 1;
	}
	for (long done = 0; done < size;) {
		const long n = call(sys_write, 1, memory + done, size - done);

		if (n <= 0)
			return 1;
		done += n;
	}
	return 0;
}

} // namespace

extern "C" [[noreturn]] void kxx_guest_main(long *stack)
{
	const long count = stack[0];
	char **arguments = reinterpret_cast<char **>(stack + 1);
	char **environment = arguments + count + 1;
	const char *name = arguments[0];

	for (const char *c = name; *c; c++)
		if (*c == '/')
			name = c + 1;
	leave(equal(name, "fail-nth") ? fail_nth(arguments + 1, environment) :
	      equal(name, "receive")  ? receive(arguments + 1) :
					insmod(arguments + 1));
}

asm(".globl _start\n"
    "_start:\n"
    "	xor %ebp, %ebp\n"
    "	mov %rsp, %rdi\n"
    "	and $-16, %rsp\n"
    "	call kxx_guest_main\n");

// Functions that the compiler may call to initialise and copy arrays.
extern "C" void *memset(void *to, int value, usize size)
{
	volatile char *bytes = static_cast<volatile char *>(to);

	for (usize i = 0; i < size; i++)
		bytes[i] = static_cast<char>(value);
	return to;
}

extern "C" void *memcpy(void *to, const void *from, usize size)
{
	volatile char *bytes = static_cast<volatile char *>(to);

	for (usize i = 0; i < size; i++)
		bytes[i] = static_cast<const char *>(from)[i];
	return to;
}
