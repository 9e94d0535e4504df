// SPDX-License-Identifier: GPL-2.0 OR MIT

#include <kernel/sysfs.hpp>

namespace kernel::sysfs::detail {

void DirBase::released(::kobject *raw)
{
	reinterpret_cast<DirBase *>(raw)->released_.complete();
}

Result<> DirBase::add(const ::kobj_type *type, const char *name, ::kobject *parent) __sleeps
{
	if (published_)
		return EBUSY;
	raw_ = {};
	const int failed = ::kobject_init_and_add(&raw_, type, parent, "%s", name);
	if (failed) [[unlikely]] {
		::kobject_put(&raw_);
		released_.wait();
		return Error::from_c(failed);
	}
	published_ = true;
	return ok;
}

void DirBase::remove() __sleeps
{
	published_ = false;
	// The files go now, even if somebody else has a reference; that one is waited for below.
	::kobject_del(&raw_);
	::kobject_put(&raw_);
	released_.wait();
}

} // namespace kernel::sysfs::detail
