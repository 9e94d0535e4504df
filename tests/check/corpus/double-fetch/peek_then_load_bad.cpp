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
		const u32 length = TRY(length_of(from));

		if (length > sizeof(Record::bytes))
			return EINVAL;
		const Record record = TRY(from.read<Record>()); // BUG: double-fetch

		const u32 more = sum(record);
		auto sum = sum_.lock();

		*sum += more;
		return size;
	}

private:
	static Result<u32> length_of(const UserReader &from)
	{
		UserReader peek = from.again();

		return TRY(peek.read<u32>()).at_most(4096);
	}
	static u32 sum(const Record &record)
	{
		u32 sum = 0;

		for (u32 i = 0; i < record.length; i++)
			sum += record.bytes[i]; // BUG: double-fetch, untrusted-size
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
