// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/miscdevice.hpp refuses.
#include <kernel/file/miscdevice.hpp>

using namespace kernel;

// REFUSED misc_class_without_calls: has a public read
// A file without public callbacks can do nothing; its functions are private by mistake.
class State final : Pinned {
#ifdef FIXED
public:
#endif
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_device_moved: use of deleted function
// The kernel knows the address of a device.
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
#ifdef FIXED
	auto &other = device;
#else
	auto other = std::move(device);
#endif
	static_cast<void>(other);
}

// REFUSED misc_read_from_reader: read\(\) (of a file with positions )?is .Result<usize> read
// read() writes to the process, so it takes a UserWriter.
class State final : Pinned {
public:
#ifdef FIXED
	Result<usize> read(const File &, UserWriter) const { return 0; }
#else
	Result<usize> read(const File &, UserReader) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_read_not_const: read\(\) (of a file with positions )?is .Result<usize> read
// Several tasks read from an open file at once.
class State final : Pinned {
public:
#ifdef FIXED
	Result<usize> read(const File &, UserWriter) const { return 0; }
#else
	Result<usize> read(const File &, UserWriter) { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_seek_signature: seek\(\) is
// seek() takes a Seek, which is a request to seek.
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter, FilePos &) const { return 0; }
#ifdef FIXED
	Result<i64> seek(const Seek &seek) const { return seek.within(10); }
#else
	Result<i64> seek(i64 offset, Whence) const { return offset; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_shared_not_given: no matching function|deleted function
// A device with shared data is created with that data.
struct Shared {};
class State final : Pinned {
public:
	static auto open(const File &, Arc<Shared>) { return in_place::value<State>(); }
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use(Arc<Shared> shared);
void use(Arc<Shared> shared)
{
#ifdef FIXED
	misc::Device<State, "example", Shared> device(std::move(shared));
#else
	misc::Device<State, "example", Shared> device;
#endif
}

// REFUSED misc_state_not_shareable: shareable and sendable
// The state of an open file is used by several tasks at once.
#ifdef FIXED
class State final : Pinned {
#else
class State final : OneTaskAtATime {
#endif
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_state_written: read-only object
// State that several tasks use at once is protected by a lock, or atomic.
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const
	{
#ifndef FIXED
		reads_++;
#endif
		return reads_;
	}

private:
	usize reads_ = 0;
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_callback_of_c: .llseek. is a name of C: write seek\(\)
// A function with C's name would silently never be called.
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter, FilePos &) const { return 0; }
	// A function with another signature may have any name.
	void release() const {}
#ifdef FIXED
	Result<i64> seek(const Seek &seek) const { return seek.within(10); }
#else
	Result<i64> llseek(const File &, i64 offset, Whence) const { return offset; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_callback_misspelt: .wirte. is no callback: write write\(\)
// A misspelt callback would silently never be called.
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
#ifdef FIXED
	Result<usize> write(const File &, UserReader) const { return 0; }
#else
	Result<usize> wirte(const File &, UserReader) const { return 0; }
#endif
};
void use();
void use()
{
	misc::Device<State, "example"> device;
	static_cast<void>(device.publish());
}

// REFUSED misc_open_borrows_shared: the file owns what it uses
// A file may be open when its device, and with it the device's owner of the Shared, is gone.
struct Shared {
	u32 number;
};
#ifdef FIXED
using Given = Arc<Shared>;
#else
using Given = ArcBorrow<Shared>;
#endif
class State final : Pinned {
public:
	explicit State(Given shared) : shared_(std::move(shared)) {}
	static Result<Box<State>> open(const File &, Given shared)
	{
		return make_box<State>(GFP_KERNEL, std::move(shared));
	}
	Result<usize> read(const File &, UserWriter) const { return shared_->number; }

private:
	Given shared_;
};
void use(Arc<Shared> shared);
void use(Arc<Shared> shared)
{
	misc::Device<State, "example", Shared> device(std::move(shared));
	static_cast<void>(device.publish());
}

// REFUSED misc_state_borrows: its state and the Shared must not borrow
// A pointer into the device would lead into freed memory.
template <typename T>
class State final : Pinned {
public:
	Result<usize> read(const File &, UserWriter) const { return 0; }
};
void use();
void use()
{
#ifdef FIXED
	misc::Device<State<u32>, "example"> device;
#else
	misc::Device<State<const u32 *>, "example"> device;
#endif
	static_cast<void>(device.publish());
}
