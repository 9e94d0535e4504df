// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/async/net.hpp>
#include <kernel/base/member.hpp>

namespace kernel::async {

namespace detail {

void SocketEntry::arm(Waker waker)
{
	waker_ = waker;
	::init_waitqueue_func_entry(&entry_, woken);
	::kxx_socket_watch(socket_, &entry_);
}

int SocketEntry::woken(::wait_queue_entry *entry, unsigned int, int, void *key)
{
	const auto *self = kernel::detail::owner_of<&SocketEntry::entry_>(entry);
	const ::__poll_t events = ::kxx_wake_up_events(key);

	// A wake-up without events may mean anything.
	if (events && !(events & self->wanted_))
		return 0;
	self->waker_.wake();
	return 1;
}

} // namespace detail

Result<> ReadAll::attempt()
{
	while (!into_.empty()) {
		const usize size = TRY(stream_.try_read(into_));

		if (!size)
			return ENODATA;
		into_ = into_.drop(size);
	}
	return ok;
}

Result<> WriteAll::attempt()
{
	while (!data_.empty())
		data_ = data_.drop(TRY(stream_.try_write(data_)));
	return ok;
}

} // namespace kernel::async
