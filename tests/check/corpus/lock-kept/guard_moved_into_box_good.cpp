// SPDX-License-Identifier: GPL-2.0
//! The path that turns the request away destroys it, and with it the guard.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Disk {
	u64 sectors = 1024;
	u64 writes = 0;
};
using DiskLock = Mutex<Disk, "blk.disk">;

struct Request {
	Request(GuardOf<DiskLock> disk, u64 sector) : disk(std::move(disk)), sector(sector) {}

	GuardOf<DiskLock> disk;
	u64 sector;
};

void complete(Request *raw)
{
	// SAFETY: write() made it with into_raw(), and calls this once.
	auto request = Box<Request>::from_raw(unsafe, raw);

	request->disk->writes++;
}

Result<> write(const DiskLock &lock, u64 sector)
{
	Request *request = TRY(make_box<Request>(GFP_KERNEL, lock.lock(), sector)).into_raw();

	if (sector >= request->disk->sectors) {
		// SAFETY: from into_raw() above, and nobody else has it.
		auto gone = Box<Request>::from_raw(unsafe, request);
		return EIO;
	}
	complete(request);
	return ok;
}

} // namespace

Result<> write_two();
Result<> write_two()
{
	DiskLock lock;

	TRY(write(lock, 1));
	return write(lock, 4096);
}
