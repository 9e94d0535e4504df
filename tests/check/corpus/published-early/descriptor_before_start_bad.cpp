// SPDX-License-Identifier: GPL-2.0
//! The state of a file is used after the descriptor was installed, which another thread may close.
//! Like CVE-2019-6974: KVM counted the reference of a device after its descriptor was in use.

#include <kernel/file/anon_inodes.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

using namespace kernel;

class VmDevice final : Pinned {
public:
	explicit VmDevice(u32 type) : type_(type) {}

	void start() const { started_.store(1, relaxed); }
	Result<usize> read(const File &, UserWriter to) const
	{
		TRY(to.write(type_ + started_.load(relaxed)));
		return sizeof(u32);
	}

private:
	u32 type_;
	Atomic<u32> started_;
};

class Vm final : Pinned {
public:
	/// Handles an ioctl; returns the descriptor.
	Result<i32> create_device(u32 type) const
	{
		auto reservation = TRY(FdReservation::reserve(O_CLOEXEC));
		auto device = TRY(make_box<VmDevice>(GFP_KERNEL_ACCOUNT, type));
		const VmDevice &made = *device;

		auto file = TRY(make_anon_file<"vm-device">(std::move(device)));
		const i32 fd = TRY(std::move(reservation).install(std::move(file))); // BUG: published-early

		made.start(); // BUG: published-early, ended-loan
		devices_.inc();
		return fd;
	}

private:
	Atomic<u32> devices_;
};
