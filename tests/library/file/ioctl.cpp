// SPDX-License-Identifier: GPL-2.0
//! The numbers of ioctls, compared with those of C's headers.
#include <kernel/file/ioctl.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

struct Area {
	u64 begin;
	u32 length, flags;
};

// As C computes them.
static_assert(ioctl::None<'e', 0>::number == 0x6500);
static_assert(ioctl::None<'V', 255>::number == 0x56ff);
static_assert(ioctl::Read<'e', 1, u32>::number == 0x80046501);
static_assert(ioctl::Write<'e', 2, u32>::number == 0x40046502);
static_assert(ioctl::ReadWrite<'e', 3, Area>::number == 0xc0106503);
static_assert(ioctl::Read<0x12, 114, u64>::number == 0x80081272); // BLKGETSIZE64 of LP64
static_assert(ioctl::Write<'e', 4, u8[16383]>::number == 0x7fff6504);

static_assert(ioctl::argument<Area> && ioctl::argument<u8[16]>);
static_assert(!ioctl::argument<usize> && !ioctl::argument<long> && !ioctl::argument<bool>);

class State {
public:
	Result<> none(const File &) const { return ok; }
	Result<u32> count(const File &) const { return 7u; }
	Result<> fails(const File &) const { return EBUSY; }
	Result<u32> read(const File &) const { return 1u; }
	Result<> write(const File &, const Area &) const { return ok; }

	using Ioctls = ioctl::Table<
		ioctl::On<ioctl::None<'e', 0>, &State::none>, ioctl::On<ioctl::None<'e', 1>, &State::count>,
		ioctl::On<ioctl::None<'e', 2>, &State::fails>, ioctl::On<ioctl::Read<'e', 1, u32>, &State::read>,
		ioctl::On<ioctl::Write<'e', 1, Area>, &State::write>>;
};

void dispatches(kunit::Test &test)
{
	const State state;
	::file nobody{};
	// SAFETY: the functions above do not read the file.
	const File &file = File::from_raw(unsafe, &nobody);
	auto call = [&](u32 number) {
		// SAFETY: there is no memory at address 8.
		return State::Ioctls::dispatch(unsafe, state, file, number, 8);
	};

	test.expect_eq(call(0x6500), 0);
	test.expect_eq(call(0x6501), 7);
	test.expect_eq(call(0x6502), EBUSY.to_c());
	test.expect_eq(call(0x80046501), EFAULT.to_c());
	test.expect_eq(call(0x40106501), EFAULT.to_c());
	test.expect_eq(call(0x6503), ENOTTY.to_c());
	test.expect_eq(call(0), ENOTTY.to_c());
	test.expect_eq(call(0xc0106501), ENOTTY.to_c());
}

void decodes(kunit::Test &test)
{
	const ioctl::Number number{ ioctl::ReadWrite<'e', 3, Area>::number };

	test.expect_eq(number.direction(), 3u);
	test.expect_eq(number.type(), u32{ 'e' });
	test.expect_eq(number.nr(), 3u);
	test.expect_eq(number.size(), sizeof(Area));
}

KUNIT_SUITE(ioctls, { "dispatches", dispatches }, { "decodes", decodes });

} // namespace
