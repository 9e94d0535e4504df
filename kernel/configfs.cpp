// SPDX-License-Identifier: GPL-2.0 OR MIT

#include <kernel/configfs.hpp>

#include <linux/delay.hpp>
#include <linux/list.hpp>
#include <linux/mutex.hpp>

namespace kernel::configfs::detail {

Result<> SubsystemBase::add(const char *name, const ::config_item_type *type, ::lock_class_key *key) __sleeps
{
	if (published_)
		return EBUSY;
	raw_ = {};
	closed_ = false;
	::config_group_init_type_name(&raw_.su_group, name, type);
	if (!raw_.su_group.cg_item.ci_name) [[unlikely]]
		return ENOMEM;
	::kxx_mutex_init(&raw_.su_mutex, "configfs.subsystem", key);
	const int failed = ::configfs_register_subsystem(&raw_);
	if (failed) [[unlikely]] {
		::config_item_put(&raw_.su_group.cg_item);
		return Error::from_c(failed);
	}
	published_ = true;
	return ok;
}

void SubsystemBase::remove() __sleeps
{
	::mutex_lock(&raw_.su_mutex);
	closed_ = true;
	::mutex_unlock(&raw_.su_mutex);
	// Only where the owner goes before the module does: items keep the module. A list that is seen
	// empty stays so, and who removes the last item holds the lock that unregistering takes.
	while (!::list_empty(&raw_.su_group.cg_children))
		::msleep(20);
	::configfs_unregister_subsystem(&raw_);
	// The name may be allocated.
	::config_item_put(&raw_.su_group.cg_item);
	published_ = false;
}

} // namespace kernel::configfs::detail
