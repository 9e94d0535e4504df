// SPDX-License-Identifier: GPL-2.0 OR MIT

#include <helpers/rcupdate.hpp>
#include <helpers/sched.hpp>

#include <kernel/attr/sysfs.hpp>

namespace kernel::sysfs::detail {

void DirBase::released(::kobject *raw)
{
	auto *self = reinterpret_cast<DirBase *>(raw);

	self->releaser_ = ::kxx_current();
	self->released_.complete();
}

void DirBase::let_go() __sleeps
{
	::kobject_put(&raw_);
	released_.wait();
	// The task that had the last reference has completed `released_`, but may still have to
	// execute instructions of released(), which unloading would free.
	if (releaser_ != ::kxx_current()) [[unlikely]]
		::kxx_synchronize_rcu_tasks();
}

Result<> DirBase::add(const ::kobj_type *type, const char *name, ::kobject *parent) __sleeps
{
	if (published_)
		return EBUSY;
	raw_ = {};
	const int failed = ::kobject_init_and_add(&raw_, type, parent, "%s", name);
	if (failed) [[unlikely]] {
		let_go();
		return Error::from_c(failed);
	}
	published_ = true;
	place_.enter(kind);
	return ok;
}

void DirBase::remove() __sleeps
{
	place_.leave();
	// Unloading may have removed it while this waited.
	if (published_)
		end();
}

void DirBase::end() __sleeps
{
	published_ = false;
	// Removes the files now, even if somebody else has a reference; the code below waits for
	// that one.
	::kobject_del(&raw_);
	let_go();
}

constinit const CallerKind DirBase::kind{ "directory", nullptr, stop, Stopping::Sleeps };

void DirBase::stop(::list_head &place)
{
	DirBase &self = CallerPlace::owner<&DirBase::place_>(place);

	report_caller("the sysfs directory", self.raw_.name);
	self.end();
}

} // namespace kernel::sysfs::detail
