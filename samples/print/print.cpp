// SPDX-License-Identifier: GPL-2.0 OR MIT
//! print: uses every level of the log and every form of `{}`.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

enum class Colour : u8 { Red, Green };

struct Point {
	i32 x, y;
};

} // namespace

template <>
struct kernel::format::Formatter<Point> {
	static constexpr Text text = "({}, {})";
	static constexpr auto parts(const Point &p) { return std::tuple(p.x, p.y); }
};

namespace {

class Print final : Pinned {
public:
	Result<> init()
	{
		levels();
		numbers();
		texts();
		continued();
		often();
		return ok;
	}

	~Print() { pr_info("unloaded"); }

private:
	void levels()
	{
		pr_emerg("emergency: the system is unusable (not really)");
		pr_alert("alert: act at once");
		pr_crit("critical condition");
		pr_err("error");
		pr_warn("warning");
		pr_notice("notice");
		pr_info("information");
		pr_debug("debug, switched on by dynamic debug only");
	}

	void numbers()
	{
		u8 byte = 200;
		i64 big = -9000000000;
		usize size = 4096;

		pr_info("numbers: {} {} {} {}", byte, i16{ -7 }, big, size);
		pr_info("hexadecimal: {:x} {:#x} {:08X}, octal: {:o}", 48879, 255u, 0xc0ffeeu, 8);
		pr_info("width: [{:5}] [{:<5}] [{:05}]", 42, 42, 42);
		pr_info("100% of braces: {{}}");
	}

	void texts()
	{
		const char *name = "kxx";

		pr_info("texts: {} [{:>5}] {} {}", name, name, 'c', true);
		pr_info("a slice: {}", format::Slice("sliced bread", 6));
		pr_info("an error: {}, an enumerator: {}", ENOMEM, Colour::Green);
		pr_info("a type of your own: {}", Point{ 3, -4 });
		pr_info("a pointer is hashed: {}", static_cast<const void *>(this));
	}

	void continued()
	{
		pr_info("one line", print::more);
		pr_cont(" in {}", "three", print::more);
		pr_cont(" pieces");
	}

	void often()
	{
		for (int i = 0; i < 100; i++) {
			pr_info_once("said once, although asked a hundred times");
			pr_info_ratelimited("said at most ten times: {}", i);
		}
	}
};

} // namespace

KERNEL_MODULE(Print, {
	.name = "print",
	.license = "GPL",
	.authors = { "The kxx authors" },
	.description = "Every level and every format of the kernel log",
})
