// SPDX-License-Identifier: GPL-2.0
//! The cost of the functions of a misc device's file, in addition to the copies that they make.

#include <linux/mm.hpp>

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Point {
	u64 x, y;
};

class Opened final : Pinned {
	struct Bytes {
		u8 all[64];
	};

public:
	Result<usize> read(const File &, UserWriter to) const
	{
		const usize count = to.write_some(span_of(bytes_.lock()->all));

		if (!count)
			return EFAULT;
		return count;
	}
	Result<usize> write(const File &, UserReader from) const
	{
		const usize count = from.read_some(span_of(bytes_.lock()->all));

		if (!count)
			return EFAULT;
		return count;
	}
	Result<u32> level(const File &) const { return level_; }
	Result<> move(const File &, Point &point) const
	{
		point.x += level_;
		point.y -= level_;
		return ok;
	}
	using Ioctls = ioctl::Table<ioctl::On<ioctl::Read<'b', 1, u32>, &Opened::level>,
				    ioctl::On<ioctl::ReadWrite<'b', 2, Point>, &Opened::move>>;

private:
	Mutex<Bytes, "bench.misc"> bytes_;
	u32 level_ = 3;
};

constinit Slot<Opened> opened;
constinit ::file opened_file{};
char *buffer;

constexpr const ::file_operations &table = misc::detail::Calls<Opened, misc::detail::Nothing>::table;

} // namespace

extern "C" long bench_misc_map();

int cxx_misc_setup()
{
	const long mapped = bench_misc_map();

	if (mapped < 0)
		return static_cast<int>(mapped);
	buffer = reinterpret_cast<char *>(mapped);
	if (auto made = opened.emplace(in_place::from([] { return Opened(); })); made.is_ok())
		opened_file.private_data = *made.get();
	return opened_file.private_data ? 0 : -1;
}
void cxx_misc_teardown()
{
	::vm_munmap(reinterpret_cast<usize>(buffer), PAGE_SIZE);
	opened.reset();
}

long cxx_misc_read()
{
	::loff_t pos = 0;

	return table.read(&opened_file, buffer, 64, &pos);
}
long cxx_misc_write()
{
	::loff_t pos = 0;

	return table.write(&opened_file, buffer, 64, &pos);
}
long cxx_misc_ioctl_read()
{
	return table.unlocked_ioctl(&opened_file, ioctl::Read<'b', 1, u32>::number, reinterpret_cast<usize>(buffer));
}
long cxx_misc_ioctl_both()
{
	return table.unlocked_ioctl(&opened_file, ioctl::ReadWrite<'b', 2, Point>::number,
				    reinterpret_cast<usize>(buffer));
}
