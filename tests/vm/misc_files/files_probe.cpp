// SPDX-License-Identifier: GPL-2.0
//! A device that tests the operations that samples/misc_echo does not use.
#include <kernel/file/anon_inodes.hpp>
#include <kernel/file/miscdevice.hpp>
#include <kernel/memory/page.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>
#include <kernel/task/kthread.hpp>
#include <kernel/time/delay.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

namespace {

constinit Param<u32> fail_after_ms{ 0 };

struct Shared {
	Atomic<u32> opens{ 0 };
};

/// The data that the process passes to the commands below.
struct Where {
	u64 address;
	u32 size;
	u32 zero;
};

struct Answer {
	Completion<"files_probe.answered"> done;
	Atomic<i32> error{ 0 };
};

/// A process gets this from an ioctl: a number that it reads, changes, and may wait for.
class Ticket final : Pinned {
public:
	Ticket(u32 number, Arc<Shared> shared) : number_(number), shared_(std::move(shared)) {}
	~Ticket() { shared_->opens.sub(100); }

	Result<usize> read(const File &file, UserWriter to) const
	{
		if (file.nonblocking() && !number_.load(relaxed))
			return EAGAIN;
		TRY(to.write(number_.load(relaxed)));
		return sizeof(u32);
	}
	Result<usize> write(const File &, UserReader from) const
	{
		number_.store(TRY(from.read<u32>()).unchecked(), relaxed);
		changed_.wake_up_poll(EPOLLIN);
		return sizeof(u32);
	}
	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Ticket::changed_>(*this);
		return number_.load(relaxed) ? EPOLLIN | EPOLLOUT : EPOLLOUT;
	}

private:
	Atomic<u32> number_;
	Arc<Shared> shared_;
	WaitQueue<"files_probe.ticket"> changed_;
};
/// An anonymous file that can only be read, at positions.
class Receipt final : Pinned {
public:
	Result<usize> read(const File &, UserWriter to, FilePos &pos) const
	{
		static const u8 text[] = { 'p', 'a', 'i', 'd' };
		return to.write_from(span_of(text), pos);
	}
};

class Probe final : Pinned {
public:
	Probe(Arc<Shared> shared, Box<WaitQueue<"files_probe.queue">> queue)
		: shared_(std::move(shared)), queue_(std::move(queue))
	{
	}
	/// The last user may be a process that is killed, which has no descriptors any more.
	~Probe()
	{
		const auto reserved = FdReservation::reserve();
		const auto file = File::get(0);

		pr_info("release: reserved {}, got {}", reserved.to_c(), file.to_c());
		shared_->opens.dec();
	}

	static Result<Box<Probe>> open(const File &file, Arc<Shared> shared)
	{
		if (file.flags().contains(O_APPEND))
			return EACCES;
		auto queue = TRY((make_box<WaitQueue<"files_probe.queue">>(GFP_KERNEL)));
		auto made = TRY(make_box<Probe>(GFP_KERNEL, std::move(shared), std::move(queue)));
		made->shared_->opens.inc();
		return made;
	}

	Result<usize> read(const File &, UserWriter to, FilePos &pos) const
	{
		auto bytes = bytes_.lock();
		return to.write_from(span_of(bytes->all), pos);
	}
	Result<usize> write(const File &, UserReader from, FilePos &pos) const
	{
		auto bytes = bytes_.lock();
		const auto done = from.read_into(span_of(bytes->all), pos);
		queue_->wake_up_poll(EPOLLIN);
		if (const usize *count = done.get())
			return *count;
		return done.error();
	}
	Result<i64> seek(const Seek &seek) const
	{
		if (seek.whence() == Whence::Data)
			return seek.to(seek.offset() + 1, sizeof(Bytes::all));
		return seek.within(sizeof(Bytes::all));
	}
	PollEvents poll(const File &, PollTable &table) const
	{
		table.wait<&Probe::queue_>(*this);
		return table.requested() & EPOLLOUT;
	}

	Result<usize> ioctl(const File &file, ioctl::Number number, usize argument) const
	{
		if (number.type() != 'p')
			return ENOTTY;
		switch (number.nr()) {
		case 1:
			return sum(argument);
		case 2:
			return duplicate(static_cast<i32>(argument));
		case 3:
			return from_a_thread(argument);
		case 4:
			return (file.readable() ? 1u : 0u) + (file.writable() ? 2u : 0u) +
			       (file.nonblocking() ? 4u : 0u) + (file.cred().uid() == current_uid() ? 8u : 0u);
		case 5:
			return shared_->opens.load(relaxed);
		case 6:
			return upper_case(argument);
		case 7:
			return texts(argument);
		case 8:
			return through_a_page(argument);
		case 9:
			return hand_out(argument);
		}
		return ENOTTY;
	}
	Result<usize> compat_ioctl(const File &, ioctl::Number number, usize) const { return number.nr() + 32; }

private:
	struct Bytes {
		u8 all[64];
	};

	static Kuid current_uid() { return current().cred().uid(); }

	/// The sum of the bytes, which are read twice and compared.
	static Result<usize> sum(usize argument)
	{
		const Where where = TRY(UserSlice::at(argument, sizeof(Where)).reader().read<Where>());
		UserReader reader = UserSlice::at(where.address, where.size).reader();
		UserReader second = reader.again();
		Vec<u8> bytes, again;
		usize sum = 0;

		TRY(reader.read_all(bytes, 1000, GFP_KERNEL));
		TRY(second.read_all(again, 1000, GFP_KERNEL));
		for (u8 byte : bytes)
			sum += byte;
		for (u8 byte : again)
			sum -= byte;
		if (sum)
			return EIO;
		for (u8 byte : bytes)
			sum += byte;
		return sum;
	}
	/// Duplicates a descriptor, as dup() does.
	static Result<usize> duplicate(i32 fd)
	{
		auto reserved = TRY(FdReservation::reserve(O_CLOEXEC));
		auto file = TRY(File::get(fd));
		return static_cast<usize>(TRY(std::move(reserved).install(std::move(file))));
	}
	/// A kernel thread cannot read the memory of a process.
	static Result<usize> from_a_thread(usize argument)
	{
		auto answer = TRY(make_arc<Answer>(GFP_KERNEL));
		auto thread = TRY(Kthread::run(
			fmt("files_probe"),
			[](const ThisKthread &, u64 address, Arc<Answer> answer) {
				answer->error.store(UserSlice::at(address, 4).reader().read<u32>().to_c(), relaxed);
				answer->done.complete();
			},
			u64{ argument }, answer.share()));

		answer->done.wait();
		return static_cast<usize>(-answer->error.load(relaxed));
	}
	/// Changes eight bytes in place.
	static Result<usize> upper_case(usize argument)
	{
		auto both = UserSlice::at(argument, 8).both();
		u8 text[8];

		TRY(both.reader.read(span_of(text)));
		for (u8 &c : text)
			if (c >= 'a' && c <= 'z')
				c = static_cast<u8>(c - 32);
		TRY(both.writer.write(span_of(text).first(4)));
		TRY(both.writer.fill_zero(2));
		return both.writer.size();
	}

	Result<usize> hand_out(usize number) const
	{
		auto fd = TRY(FdReservation::reserve(O_CLOEXEC));
		if (number == 77)
			return static_cast<usize>(TRY(std::move(fd).install(
				TRY(make_anon_file<"[files-receipt]">(TRY(make_box<Receipt>(GFP_KERNEL)))))));
		auto ticket = TRY(make_box<Ticket>(GFP_KERNEL_ACCOUNT, static_cast<u32>(number), shared_.share()));
		shared_->opens.add(100);
		auto file = TRY(make_anon_file<"[files-ticket]">(std::move(ticket), number ? FileFlags() : O_NONBLOCK));
		return static_cast<usize>(TRY(std::move(fd).install(std::move(file))));
	}
	/// The length of the first text, times 100, plus that of the second.
	static Result<usize> texts(usize argument)
	{
		const Where where = TRY(UserSlice::at(argument, sizeof(Where)).reader().read<Where>());
		UserReader reader = UserSlice::at(where.address, where.size).reader();
		char first[8], second[4];
		const usize size = TRY(reader.read_text(span_of(first))).size();
		const usize more = TRY(reader.read_text(span_of(second))).size();

		return size * 100 + more;
	}
	/// Adds 1 to each byte, through a buffer of pages.
	static Result<usize> through_a_page(usize argument)
	{
		const Where where = TRY(UserSlice::at(argument, sizeof(Where)).reader().read<Where>());
		auto both = UserSlice::at(where.address, where.size).both();
		auto pages = TRY(Pages<1>::alloc(GFP_KERNEL));
		const usize at = PAGE_SIZE - where.size / 2;

		if (both.reader.size() < where.size + 1)
			if (pages.write(at, both.reader, where.size + 1).error() != EINVAL)
				return EIO;
		TRY(pages.write(at, both.reader, where.size));
		for (usize index : { 0, 1 }) {
			auto page = pages.map(index);
			for (u8 &byte : page.bytes())
				byte++;
		}
		if (pages.read(2 * PAGE_SIZE, both.writer, 1).error() != ERANGE)
			return EIO;
		TRY(pages.read(at, both.writer, where.size));
		return both.writer.size();
	}

	Arc<Shared> shared_;
	const Box<WaitQueue<"files_probe.queue">> queue_;
	Mutex<Bytes, "files_probe.bytes"> bytes_;
};

/// A buffer of bytes that is accessed through iterators.
class Pieces final : Pinned {
	struct Bytes {
		u8 all[64];
		usize size;
	};

public:
	Result<usize> read_iter(const File &, IovWriter to, FilePos &pos) const
	{
		auto bytes = bytes_.lock();
		return to.write_from(span_of(bytes->all).first(bytes->size), pos);
	}
	Result<usize> write_iter(const File &, IovReader from, FilePos &pos) const
	{
		auto bytes = bytes_.lock();

		bytes->size = from.read_some(span_of(bytes->all));
		if (!bytes->size && !from.empty())
			return EFAULT;
		pos.set(0);
		return bytes->size;
	}

private:
	Mutex<Bytes, "files_probe.pieces"> bytes_;
};

class FilesProbe final : Pinned {
public:
	explicit FilesProbe(Arc<Shared> shared) : device_(std::move(shared)) {}

	static Result<Box<FilesProbe>> create()
	{
		auto self = TRY(make_box<FilesProbe>(GFP_KERNEL, TRY(make_arc<Shared>(GFP_KERNEL))));

		TRY(self->pieces_.publish());
		TRY(self->device_.publish());
		if (fail_after_ms) {
			sleep(Delta::milliseconds(fail_after_ms));
			return ENODEV;
		}
		return self;
	}

private:
	misc::Device<Probe, "files-probe", Shared> device_;
	misc::Device<Pieces, "files-pieces"> pieces_;
};

} // namespace

KERNEL_MODULE(FilesProbe, {
	.name = "files_probe",
	.license = "GPL",
	.params = {
		{ .name = "fail_after_ms", .value = fail_after_ms, .description = "fail to load, behind publish()" },
	},
})
