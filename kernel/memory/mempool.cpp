// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/memory/mempool.hpp>

#include <kernel/base/overflow.hpp>
#include <kernel/log/bug.hpp>

namespace kernel::detail {

Result<Box<MempoolState>> MempoolState::create(usize least, usize bytes, Gfp flags)
{
	if (!least || least > static_cast<usize>(largest<int>))
		return EINVAL;
	auto live = TRY(PerCpu<isize>::create(flags));
	auto memory = TRY(make_box_uninit<MempoolState>(flags));
	::mempool_t *raw = ::kxx_mempool_create_kmalloc(static_cast<int>(least), bytes);
	if (!raw)
		return ENOMEM;
	return std::move(memory).write(raw, std::move(live));
}

MempoolState::~MempoolState()
{
	::mempool_destroy(raw);
}

bool MempoolState::may_end() const
{
	return !warn_on(live.sum() != 0);
}

void *MempoolState::alloc(::gfp_t flags) const
{
	void *object = ::kxx_mempool_alloc(raw, flags);

	if (object)
		live.add(1);
	return object;
}

void MempoolState::free(void *object) const
{
	::mempool_free(object, raw);
	live.add(-1); // the pool may be destroyed from now on
}

} // namespace kernel::detail
