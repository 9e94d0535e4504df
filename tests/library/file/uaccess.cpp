// SPDX-License-Identifier: GPL-2.0
//! Memory of processes, as far as a task without user memory can test it; tests/vm/misc_files tests the rest.
#include <kernel/file/mm.hpp>
#include <kernel/file/uaccess.hpp>
#include <kernel/file/uio.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

struct Plain {
	u32 a;
	u16 b[2];
	struct {
		u8 x, y;
		i16 z;
	} inner[3];
};
struct Bits {
	u32 low : 8;
	u32 high : 24;
};
struct PaddedInside {
	u8 a;
	u32 b;
};
struct PaddedBehind {
	u64 a;
	u8 b;
};
struct WithBool {
	u8 a;
	bool b;
};
struct WithPointer {
	void *p;
};
enum class Colour : u32 { Red };
struct WithEnum {
	Colour colour;
};
struct Nested {
	Plain plain;
	WithBool flags[2];
};
class Private {
public:
	Private() : a_(1) {}
	u32 a() const { return a_; }

private:
	u32 a_;
};
union Either {
	u32 a;
	i32 b;
};
struct Seventeen {
	u32 a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q;
};
struct Sixteen {
	u32 a, b, c, d, e, f, g, h, i, j, k, l, m, n, o;
	u64 p;
};
struct Empty {};

static_assert(user_data<u8> && user_data<i64> && user_data<u16[7]> && user_data<usize> && user_data<char>);
static_assert(user_data<Plain> && user_data<Plain[2]> && user_data<Bits> && user_data<const Plain>);
static_assert(!user_data<PaddedInside> && !user_data<PaddedBehind>);
static_assert(!user_data<bool> && !user_data<WithBool> && !user_data<Nested>);
static_assert(!user_data<void *> && !user_data<WithPointer>);
static_assert(!user_data<Colour> && !user_data<WithEnum>);
static_assert(!user_data<Private> && !user_data<Either> && !user_data<float> && !user_data<Empty>);
static_assert(!user_data<Seventeen>);
// Sixteen has 15 members of 4 bytes, 4 bytes of padding, and a member of 8 bytes.
static_assert(!user_data<Sixteen>);

void faults(kunit::Test &test)
{
	u8 bytes[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	UserReader reader = UserSlice::at(8, 16).reader();

	test.expect_eq(reader.size(), 16u);
	test.expect_eq(reader.read_some(span_of(bytes)), 0u);
	// Bytes that could not be read are zero, not stale.
	test.expect_eq(bytes[0], 0);
	test.expect_eq(bytes[7], 0);
	test.expect(reader.empty());
	test.expect_error(reader.read<u8>(), EINVAL);

	UserWriter writer = UserSlice::at(~u64{ 0 } - 7, 16).writer();
	test.expect_eq(writer.write_some(span_of(bytes)), 0u);
	test.expect(writer.empty());
	test.expect_error(writer.write(u64{ 1 }), EINVAL);
	test.expect_error(UserSlice::at(8, 16).writer().fill_zero(17), EINVAL);
	test.expect_error(UserSlice::at(8, 16).writer().fill_zero(16), EFAULT);
	test.expect_error(UserSlice::at(8, 16).reader().skip(17), EINVAL);

	i64 at = 0;
	FilePos pos = FilePos::of(at);
	test.expect_error(UserSlice::at(8, 4).reader().read_into(span_of(bytes), pos), EFAULT);
	test.expect_error(UserSlice::at(8, 4).writer().write_from(span_of(bytes), pos), EFAULT);
	pos.set(-1);
	test.expect_error(UserSlice::at(8, 4).reader().read_into(span_of(bytes), pos), EINVAL);
	test.expect_error(UserSlice::at(8, 4).writer().write_from(span_of(bytes), pos), EINVAL);
}

/// Reading and writing fault for each size of word, since each has its own instruction.
void words_fault(kunit::Test &test)
{
	test.expect_error(UserSlice::at(8, 1).reader().read<u8>(), EFAULT);
	test.expect_error(UserSlice::at(8, 2).reader().read<u16>(), EFAULT);
	test.expect_error(UserSlice::at(8, 4).reader().read<i32>(), EFAULT);
	test.expect_error(UserSlice::at(8, 8).reader().read<u64>(), EFAULT);
	test.expect_error(UserSlice::at(8, 1).writer().write(u8{ 1 }), EFAULT);
	test.expect_error(UserSlice::at(8, 2).writer().write(u16{ 1 }), EFAULT);
	test.expect_error(UserSlice::at(8, 4).writer().write(i32{ 1 }), EFAULT);
	test.expect_error(UserSlice::at(8, 8).writer().write(u64{ 1 }), EFAULT);
	test.expect_error(UserSlice::at(8, 3).reader().read<u32>(), EINVAL);
	test.expect_error(UserSlice::at(8, 3).writer().write(u32{ 1 }), EINVAL);
}

/// A caller that passes an address gets no access to the kernel's own memory.
void kernel_memory_faults(kunit::Test &test)
{
	u64 secret = 42;
	const u64 address = reinterpret_cast<u64>(&secret);

	test.expect_error(UserSlice::at(address, 8).reader().read<u64>(), EFAULT);
	test.expect_error(UserSlice::at(address, 8).writer().write(u64{ 1 }), EFAULT);
	test.expect_error(UserSlice::at(address, 8).writer().fill_zero(8), EFAULT);
	test.expect_eq(secret, 42u);
}

Result<> once(kunit::Test &test)
{
	UserSlice slice = UserSlice::at(8, 4);
	UserReader reader = std::move(slice).reader();
	test.expect_eq(slice.size(), 0u);
	UserReader moved = std::move(reader);
	test.expect(reader.empty());
	test.expect_eq(moved.size(), 4u);
	TRY(moved.skip(1));
	UserReader asked_for = moved.again();
	test.expect_eq(asked_for.size(), 3u);
	test.expect_error(moved.read<u8>(), EFAULT);
	test.expect(moved.empty());
	test.expect_eq(asked_for.size(), 3u);
	auto both = UserSlice::at(8, 4).both();
	test.expect_eq(both.reader.size(), 4u);
	test.expect_eq(both.writer.size(), 4u);
	return ok;
}

Result<> vectors_stay(kunit::Test &test)
{
	Vec<u8> bytes;

	TRY(bytes.push(7, GFP_KERNEL));
	UserReader reader = UserSlice::at(8, 100).reader();
	test.expect_error(reader.read_all(bytes, 99, GFP_KERNEL), E2BIG);
	test.expect_eq(reader.size(), 100u);
	test.expect_error(reader.read_all(bytes, 100, GFP_KERNEL), EFAULT);
	test.expect_eq(bytes.size(), 1u);
	test.expect(reader.empty());
	TRY(reader.read_all(bytes, 100, GFP_KERNEL));
	return ok;
}

Result<> mappable_memory(kunit::Test &test)
{
	auto memory = TRY(UserMemory::alloc(PAGE_SIZE + 1));
	const u32 in[] = { 1, 2, 3 };
	u32 out[3];

	test.expect_eq(memory.size(), 2 * PAGE_SIZE);
	TRY(memory.read(2 * PAGE_SIZE - sizeof(out), span_of(out)));
	test.expect_eq(out[2], 0u);
	TRY(memory.write(2 * PAGE_SIZE - sizeof(in), span_of(in)));
	TRY(memory.read(2 * PAGE_SIZE - sizeof(out), span_of(out)));
	test.expect_eq(out[2], 3u);
	test.expect_error(memory.write(2 * PAGE_SIZE - sizeof(in) + 1, span_of(in)), ERANGE);
	test.expect_error(memory.read(~usize{ 0 }, span_of(out)), ERANGE);
	memory.store<16>(u64{ 0x1234 });
	test.expect_eq((memory.load<u16, 16>()), 0x1234);
	UserMemory moved = std::move(memory);
	test.expect_eq(memory.size(), 0u);
	test.expect_eq((moved.load<u64, 16>()), 0x1234u);
	auto other = TRY(UserMemory::alloc(1));
	moved = std::move(other);
	test.expect_eq(other.size(), 0u);
	test.expect_eq(moved.size(), PAGE_SIZE);
	test.expect_error(UserMemory::alloc(~usize{ 0 }), EOVERFLOW);
	return ok;
}

/// An iterator over pieces of kernel memory, as a socket has them.
Result<> pieces(kunit::Test &test)
{
	u8 first[3] = { 1, 2, 3 }, second[5] = { 4, 5, 6, 7, 8 };
	::kvec all[2] = {};
	::iov_iter raw{};

	all[0].iov_base = first;
	all[0].iov_len = 3;
	all[1].iov_base = second;
	all[1].iov_len = 5;
	::iov_iter_kvec(&raw, ::macro::ITER_SOURCE, all, 2, 8);
	// SAFETY: `raw` is a source that this function made.
	IovReader reader = IovReader::from_raw(unsafe, &raw);
	test.expect_eq(reader.size(), 8u);
	test.expect_eq(TRY(reader.read<u32>()).unchecked(), 0x04030201u);
	TRY(reader.skip(1));
	test.expect_error(reader.skip(4), EINVAL);
	test.expect_error(reader.read<u64>(), EINVAL);
	u8 rest[8] = {};
	test.expect_eq(reader.read_some(span_of(rest)), 3u);
	test.expect_eq(rest[2], 8);
	test.expect(reader.empty());

	::iov_iter_kvec(&raw, ::macro::ITER_DEST, all, 2, 8);
	// SAFETY: `raw` is a destination that this function made.
	IovWriter writer = IovWriter::from_raw(unsafe, &raw);
	TRY(writer.write(u32{ 0x44332211 }));
	test.expect_eq(second[0], 0x44);
	TRY(writer.fill_zero(2));
	test.expect_eq(second[1] + second[2], 0);
	i64 at = 6;
	FilePos pos = FilePos::of(at);
	test.expect_eq(TRY(writer.write_from(span_of(rest), pos)), 2u);
	test.expect_eq(at, 8);
	test.expect_eq(TRY(writer.write_from(span_of(rest), pos)), 0u);
	test.expect_error(writer.write(u8{ 1 }), EINVAL);
	test.expect_error(writer.fill_zero(1), EINVAL);
	return ok;
}

KUNIT_SUITE(uaccess, { "faults", faults }, { "words_fault", words_fault },
	    { "kernel_memory_faults", kernel_memory_faults }, { "once", once }, { "vectors_stay", vectors_stay },
	    { "mappable_memory", mappable_memory }, { "pieces", pieces });

} // namespace
