// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/async/sleep.hpp>
#include <kernel/base/member.hpp>
#include <kernel/sync/lockdep.hpp>

namespace kernel::async::detail {

void Alarm::arm(Waker waker)
{
	using Class = LockClass<"async.alarm", Alarm>;

	waker_ = waker;
	::kxx_timer_init(&timer_, expired, 0, Class::name, &Class::key);
	::mod_timer(&timer_, (JiffiesInstant::now() + span_).as_raw());
}

void Alarm::disarm()
{
	::kxx_timer_shutdown(&timer_);
	::kxx_timer_destroy(&timer_);
}

void Alarm::expired(::timer_list *timer)
{
	auto *self = const_cast<Alarm *>(kernel::detail::owner_of<&Alarm::timer_>(timer));

	self->rang_.store(true, release);
	self->waker_.wake();
}

} // namespace kernel::async::detail
