// SPDX-License-Identifier: GPL-2.0
//! Guards come from helpers: static, through a variable, shared, and unlocked early.

#include <kernel/prelude.hpp>
#include <kernel/sync/rwlock.hpp>

using namespace kernel;

namespace {

class Store final : Pinned {
	using Lock = Mutex<u32, "store.total">;
	using Names = RwLock<u32, "store.names">;

public:
	static auto locked(const Lock &lock) { return lock.lock(); }
	auto quiet() const
	{
		auto total = total_.lock();

		*total += 1;
		return total;
	}
	auto reading() const { return names_.read(); }
	u32 sum() const
	{
		u32 sum = 0;
		{
			auto total = locked(total_);
			sum += *total;
		}
		for (u32 i = 0; i < 3; i++) {
			auto names = reading();
			sum += *names;
		}
		auto total = quiet();
		sum += *total;
		std::move(total).unlock();
		pr_info("{}", sum);
		return sum;
	}

private:
	Lock total_;
	Names names_;
};

class StoreModule final : Pinned {
public:
	Result<> init()
	{
		pr_info("{}", store_.sum());
		return ok;
	}

private:
	Store store_;
};

} // namespace

KERNEL_MODULE(StoreModule, { .name = "minimal", .license = "GPL" })
