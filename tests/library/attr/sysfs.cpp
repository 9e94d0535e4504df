// SPDX-License-Identifier: GPL-2.0
//! Attributes, read and written through files as from user space.

#include <linux/file.hpp>
#include <linux/fs.hpp>

#include <kernel/attr/sysfs.hpp>
#include <kernel/base/err.hpp>
#include <kernel/base/scope_guard.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/task/cpu.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/task/task.hpp>
#include <kernel/test/kunit.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constexpr int read_write = 2; // O_RDWR
constexpr int read_only = 0;

/// Reads the file, from `position` on, into the buffer.
Result<BStr> read_file(CStr path, Span<char> buffer, ::loff_t position = 0)
{
	::file *file = TRY(from_err_ptr(::filp_open(path.as_c(), read_only, 0)));
	const long size = ::kernel_read(file, buffer.data(), buffer.size(), &position);

	::filp_close(file, nullptr);
	if (size < 0)
		return Error::from_c(size);
	// SAFETY: `size` characters were read into the buffer.
	return BStr::of(unsafe, buffer.data(), static_cast<usize>(size));
}
Result<> write_file(CStr path, BStr text, ::loff_t position = 0)
{
	::file *file = TRY(from_err_ptr(::filp_open(path.as_c(), 1, 0)));
	const long size = ::kernel_write(file, text.data(), text.size(), &position);

	::filp_close(file, nullptr);
	if (size >= 0 && static_cast<usize>(size) != text.size())
		return EIO;
	return Result<>::from_c(size);
}

class Disk final : Pinned {
public:
	Result<> publish(CStr name)
	{
		return files_.publish<attr::ReadOnly<"summary", &Disk::summary>, attr::ReadOnly<"reads", &Disk::reads_>,
				      attr::ReadOnly<"version", &Disk::version_>,
				      attr::ReadWrite<"depth", &Disk::depth, &Disk::set_depth, 0600>,
				      attr::ReadWrite<"on", &Disk::on_>, attr::ReadWrite<"tiny", &Disk::tiny_>,
				      attr::ReadOnly<"fails", &Disk::fails>, attr::ReadOnly<"long", &Disk::long_text>,
				      attr::ReadWrite<"label", &Disk::label, &Disk::set_label>,
				      sysfs::BinaryReadWrite<"bytes", 8, &Disk::read, &Disk::write>,
				      sysfs::Group<"queue", attr::WriteOnly<"set", &Disk::set_depth>,
						   attr::ReadOnly<"depth", &Disk::depth>,
						   sysfs::BinaryReadOnly<"bytes", 0, &Disk::read>>>(name);
	}
	sysfs::Dir<Disk> &files() { return files_; }

	Atomic<u32> depth_{ 64 };

private:
	void summary(attr::Text &text) const
	{
		text.print(fmt("depth {}", depth()));
		text.print(", ");
		text.print(fmt("{} reads\n", reads_.load(relaxed)));
	}
	u32 depth() const { return depth_.load(relaxed); }
	Result<> set_depth(u32 depth) const
	{
		if (depth > 100)
			return ERANGE;
		depth_.store(depth, relaxed);
		return ok;
	}
	Result<u32> fails() const { return ENODATA; }
	void long_text(attr::Text &text) const
	{
		for (u32 i = 0; i < 1000; i++)
			text.print(fmt("{:08}\n", i));
	}
	void label(attr::Text &text) const
	{
		auto label = label_.lock();
		text.print(fmt("{}\n", BStr::until_nul(label->text)));
	}
	Result<> set_label(BStr given) const
	{
		const BStr text = given.without_newline();
		auto label = label_.lock();

		if (text.size() >= sizeof(label->text))
			return EINVAL;
		for (usize i = 0; i < sizeof(label->text); i++)
			label->text[i] = i < text.size() ? text.data()[i] : '\0';
		return ok;
	}
	Result<usize> read(Span<u8> to, u64 position) const
	{
		usize done = 0;
		for (; done < to.size() && position + done < 8; done++)
			*to.get(done) = static_cast<u8>('a' + position + done);
		return done;
	}
	Result<usize> write(Span<const u8> from, u64 position) const
	{
		if (position != 4)
			return EINVAL;
		written_.store(static_cast<u32>(from.size()), relaxed);
		return from.size();
	}

	Atomic<u64> reads_{ 3 };
	Atomic<bool> on_{ true };
	Atomic<i8> tiny_{ -1 };
	const u16 version_ = 7;
	struct Label {
		char text[8] = {};
	};
	Mutex<Label, "test.label"> label_;

public:
	Atomic<u32> written_;

private:
	sysfs::Dir<Disk> files_{ this_is<&Disk::files_> };
};

#define FILES "/sys/kernel/kxx_test_sysfs/"

Result<> shows(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	char text[64];

	TRY(disk->publish("kxx_test_sysfs"));
	test.expect(TRY(read_file(FILES "summary", span_of(text))) == "depth 64, 3 reads\n");
	test.expect(TRY(read_file(FILES "reads", span_of(text))) == "3\n");
	test.expect(TRY(read_file(FILES "version", span_of(text))) == "7\n");
	test.expect(TRY(read_file(FILES "depth", span_of(text))) == "64\n");
	test.expect(TRY(read_file(FILES "on", span_of(text))) == "Y\n");
	test.expect(TRY(read_file(FILES "queue/depth", span_of(text))) == "64\n");
	const Error error = read_file(FILES "fails", span_of(text)).error();
	test.expect(error == ENODATA || error == ENOMEM);
	return ok;
}

/// Writes an invalid text, and checks that it changes nothing and fails with `wanted`, unless memory is short.
bool refuses(kunit::Test &, CStr path, BStr text, Error wanted)
{
	char before[64], after[64];
	auto first = read_file(path, span_of(before));
	const Error error = write_file(path, text).error();
	auto then = read_file(path, span_of(after));

	if (!first.get() || !then.get())
		return true; // out of memory
	return *first.get() == *then.get() && (error == wanted || error == ENOMEM);
}

Result<> stores(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	char text[64];

	TRY(disk->publish("kxx_test_sysfs"));
	TRY(write_file(FILES "depth", "12\n"));
	test.expect_eq(disk->depth_.load(relaxed), 12u);
	TRY(write_file(FILES "queue/set", "0x10"));
	test.expect_eq(disk->depth_.load(relaxed), 16u);
	test.expect(refuses(test, FILES "depth", "101", ERANGE));
	test.expect(refuses(test, FILES "depth", "-1", EINVAL));
	test.expect(refuses(test, FILES "depth", "4294967296", ERANGE));
	test.expect(refuses(test, FILES "depth", "1 2", EINVAL));
	test.expect(refuses(test, FILES "depth", "\n", EINVAL));
	TRY(write_file(FILES "on", "off"));
	test.expect(TRY(read_file(FILES "on", span_of(text))) == "N\n");
	test.expect(refuses(test, FILES "on", "perhaps", EINVAL));
	TRY(write_file(FILES "tiny", "-128"));
	test.expect(TRY(read_file(FILES "tiny", span_of(text))) == "-128\n");
	test.expect(refuses(test, FILES "tiny", "128", ERANGE));
	TRY(write_file(FILES "label", "left\n"));
	test.expect(TRY(read_file(FILES "label", span_of(text))) == "left\n");
	test.expect(refuses(test, FILES "label", "much too long", EINVAL));
	test.expect(refuses(test, FILES "summary", "1", EACCES));
	return ok;
}

/// A page is accepted, and not a byte more.
Result<> cut_at_a_page(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	auto text = TRY(Vec<char>::with_capacity(8192, GFP_KERNEL));

	for (usize i = 0; i < 8192; i++)
		TRY(text.push('x', GFP_KERNEL));
	TRY(disk->publish("kxx_test_sysfs"));
	const BStr read = TRY(read_file(FILES "long", span_of(text)));
	test.expect_eq(read.size(), 4095u);
	test.expect(read.starts_with("00000000\n00000001\n"));
	return ok;
}

Result<> bytes(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	char text[64];

	TRY(disk->publish("kxx_test_sysfs"));
	test.expect(TRY(read_file(FILES "bytes", span_of(text))) == "abcdefgh");
	test.expect(TRY(read_file(FILES "bytes", span_of(text), 6)) == "gh");
	test.expect(TRY(read_file(FILES "bytes", span_of(text), 8)) == "");
	test.expect(TRY(read_file(FILES "queue/bytes", span_of(text), 3)) == "defgh");
	TRY(write_file(FILES "bytes", "123", 4));
	test.expect_eq(disk->written_.load(relaxed), 3u);
	const Error error = write_file(FILES "bytes", "123", 1).error();
	test.expect(error == EINVAL || error == ENOMEM);
	return ok;
}

Result<> comes_and_goes(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	char text[64];

	test.expect(!disk->files().is_published());
	disk->files().withdraw();
	TRY(disk->publish("kxx_test_sysfs"));
	test.expect(disk->files().is_published());
	test.expect_error(disk->publish("kxx_test_other"), EBUSY);
	disk->files().withdraw();
	test.expect(read_file(FILES "depth", span_of(text)).is_error());
	TRY(disk->publish("kxx_test_sysfs"));
	test.expect(TRY(read_file(FILES "depth", span_of(text))) == "64\n");
	return ok;
}

/// A file stays open while its object is destroyed.
Result<> open_while_withdrawn(kunit::Test &test)
{
	auto disk = TRY(make_box<Disk>(GFP_KERNEL));
	char text[8];
	::loff_t position = 0;

	TRY(disk->publish("kxx_test_sysfs"));
	::file *file = TRY(from_err_ptr(::filp_open(FILES "depth", read_write, 0)));
	ScopeGuard close([&] { ::filp_close(file, nullptr); });
	{
		auto gone = std::move(disk);
	}
	test.expect_eq(::kernel_read(file, text, sizeof(text), &position), ENODEV.to_c());
	test.expect_eq(::kernel_write(file, "1", 1, &position), ENODEV.to_c());
	return ok;
}

/// C code may hold the last reference to the kobject while the owner is destroyed. Dropping it wakes the destructor
/// from within released(). When the destructor returns, the object is freed and the module may be unloaded, so it must
/// not return before the other task has left released().
///
/// To test this, the other task is kept from running: the destructor runs on the same CPU with a higher priority, so a
/// preemptible kernel (debug) switches to it inside complete(). On other kernels this case shows only that the
/// destructor waits for the reference. On no kernel does it show that the destructor then waits for the right kind of
/// RCU, since the other task runs on while the destructor sleeps in another one.
struct Withdrawal {
	Atomic<::kobject *> object;
	Atomic<bool> left;
	Atomic<bool> left_in_time;
	Completion<"test.withdrawn"> over;
};
void drop_last_reference(const ThisKthread &, Withdrawal *withdrawal)
{
	// The destructor drops its own reference, and does not sleep between that and waiting for this reference.
	while (__atomic_load_n(&withdrawal->object.load(relaxed)->kref.refcount.refs.counter, __ATOMIC_ACQUIRE) != 1)
		sleep(1_ms);
	::kobject_put(withdrawal->object.load(relaxed));
	withdrawal->left.store(true, release);
}
void destroy(const ThisKthread &, Box<Disk> disk, Withdrawal *withdrawal)
{
	current()->set_fifo();
	{
		auto gone = std::move(disk);
	}
	withdrawal->left_in_time.store(withdrawal->left.load(acquire), relaxed);
	withdrawal->over.complete();
}
Result<> referenced_while_withdrawn(kunit::Test &test)
{
	Withdrawal withdrawal{};
	// SAFETY: `withdrawal` lives until the threads have been joined.
	const Outlives<Withdrawal> given(unsafe, &withdrawal);
	const CpuId cpu = TRY(CpuId::from(0));
	auto published = TRY(make_box<Disk>(GFP_KERNEL));

	TRY(published->publish("kxx_test_sysfs"));
	// A kobject is the first member of a Dir.
	auto *object = reinterpret_cast<::kobject *>(&published->files());
	withdrawal.object.store(::kobject_get(object), relaxed);
	auto drops = Kthread::run_on(cpu, fmt("kxx-drops"), drop_last_reference, given);
	if (drops.is_error()) {
		::kobject_put(object);
		return drops.error();
	}
	// Declared after `drops`, because the end of that thread waits for the end of this one.
	auto disk = std::move(published);
	auto destroys = TRY(Kthread::run_on(cpu, fmt("kxx-destroys"), destroy, std::move(disk), given));
	withdrawal.over.wait();
	test.expect(withdrawal.left_in_time.load(relaxed));
	return ok;
}

Result<> below_the_module(kunit::Test &test)
{
	class Part final : Pinned {
	public:
		Result<> publish()
		{
			return files_.publish<attr::ReadOnly<"number", &Part::number_>>("part", Kobject::module());
		}

	private:
		Atomic<u32> number_{ 5 };
		sysfs::Dir<Part> files_{ this_is<&Part::files_> };
	};
	Part part;
	char text[8];

	test.expect(Kobject::kernel().name() == "kernel");
	test.expect(Kobject::module().name() == "suite_attr");
	TRY(part.publish());
	test.expect(TRY(read_file("/sys/module/suite_attr/part/number", span_of(text))) == "5\n");
	return ok;
}

KUNIT_SUITE(sysfs, { "shows", shows }, { "stores", stores }, { "cut_at_a_page", cut_at_a_page }, { "bytes", bytes },
	    { "comes_and_goes", comes_and_goes }, { "open_while_withdrawn", open_while_withdrawn },
	    { "referenced_while_withdrawn", referenced_while_withdrawn }, { "below_the_module", below_the_module });

} // namespace
