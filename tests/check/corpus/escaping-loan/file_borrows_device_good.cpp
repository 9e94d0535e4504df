// SPDX-License-Identifier: GPL-2.0
//! An open file is one of the owners of what it uses from its device.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

struct Adu {
	explicit Adu(u32 serial) : serial(serial) {}

	const u32 serial;
	Atomic<u64> reads;
};

class AduFile final : Pinned {
public:
	explicit AduFile(Arc<Adu> adu) : adu_(std::move(adu)) {}

	static Result<Box<AduFile>> open(const File &, Arc<Adu> adu)
	{
		return make_box<AduFile>(GFP_KERNEL_ACCOUNT, std::move(adu));
	}
	Result<usize> read(const File &, UserWriter to) const
	{
		adu_->reads.inc();
		TRY(to.write(adu_->serial));
		return sizeof(u32);
	}

private:
	Arc<Adu> adu_;
};

class AduDriver final : Pinned {
public:
	explicit AduDriver(Arc<Adu> adu) : device_(std::move(adu)) {}

	static Result<Box<AduDriver>> create()
	{
		auto self = TRY(make_box<AduDriver>(GFP_KERNEL, TRY(make_arc<Adu>(GFP_KERNEL, 7u))));

		TRY(self->device_.publish({ .mode = 0444 }));
		return self;
	}

private:
	misc::Device<AduFile, "adu0", Adu> device_;
};
