// SPDX-License-Identifier: GPL-2.0
//! The length in a header is tested after one read, and the record with the length is read again.

#include <kernel/file/miscdevice.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Record {
	u32 length;
	u8 bytes[60];
};

class Recorder final : Pinned {
public:
	static Result<Box<Recorder>> open(const File &) { return make_box<Recorder>(GFP_KERNEL_ACCOUNT); }
	Result<usize> write(const File &, UserReader from) const
	{
		const usize size = from.size();
		const Record record = TRY(from.read<Record>());

		if (record.length > sizeof(Record::bytes))
			return EINVAL;

		const u32 more = sum(record);
		auto sum = sum_.lock();

		*sum += more;
		return size;
	}

private:
	static u32 sum(const Record &record)
	{
		u32 sum = 0;

		for (u32 i = 0; i < record.length && i < sizeof(record.bytes); i++)
			sum += record.bytes[i];
		return sum;
	}

	Mutex<u32, "recorder.sum"> sum_;
};

class Recorders final : Pinned {
public:
	Result<> init() { return device_.publish({ .mode = 0600 }); }

private:
	misc::Device<Recorder, "recorder"> device_;
};

} // namespace

KERNEL_MODULE(Recorders, { .name = "minimal", .license = "GPL" })
