// SPDX-License-Identifier: GPL-2.0 OR MIT

#include <kernel/attr/configfs.hpp>
#include <kernel/container/c_list.hpp>

#include <linux/delay.hpp>
#include <linux/export.hpp>
#include <linux/list.hpp>
#include <linux/module.hpp>
#include <linux/mutex.hpp>
#include <linux/printk.hpp>

namespace kernel::configfs::detail {

/// Whether users made items in a group or in its default groups. The caller holds su_mutex.
[[gnu::noinline]] static bool has_items(const ::config_group &group)
{
	usize children = 0, defaults = 0;

	// SAFETY: under su_mutex both lists stay unchanged.
	for ([[maybe_unused]] const ::config_item &child :
	     CList<&::config_item::ci_entry>::of(unsafe, group.cg_children))
		children++;
	// SAFETY: as above.
	for (const ::config_group &each : CList<&::config_group::group_entry>::of(unsafe, group.default_groups)) {
		defaults++;
		if (has_items(each))
			return true;
	}
	return children > defaults;
}

Result<> SubsystemBase::add(const char *name, const ::config_item_type *type, ::lock_class_key *key,
			    void (*add_groups)(const void *owner, ::config_group *)) __sleeps
{
	if (published_)
		return EBUSY;
	raw_ = {};
	closed_ = false;
	::config_group_init_type_name(&raw_.su_group, name, type);
	if (!raw_.su_group.cg_item.ci_name) [[unlikely]]
		return ENOMEM;
	::kxx_mutex_init(&raw_.su_mutex, "configfs.subsystem", key);
	if (add_groups)
		add_groups(owner_, &raw_.su_group);
	const int failed = ::configfs_register_subsystem(&raw_);
	if (failed) [[unlikely]] {
		if (add_groups)
			::configfs_remove_default_groups(&raw_.su_group);
		::config_item_put(&raw_.su_group.cg_item);
		return Error::from_c(failed);
	}
	published_ = true;
	return ok;
}

bool SubsystemBase::in_use(SubsystemBase &base) __sleeps
{
	::mutex_lock(&base.raw_.su_mutex);
	const bool used = has_items(base.raw_.su_group);
	::mutex_unlock(&base.raw_.su_mutex);
	return used;
}

void SubsystemBase::remove(bool (*used)(SubsystemBase &)) __sleeps
{
	::mutex_lock(&raw_.su_mutex);
	closed_ = true;
	::mutex_unlock(&raw_.su_mutex);
	// This waits only if the owner is destroyed before the module is unloaded, since items hold
	// the module. A subsystem without items stays without items, and the task that removes the
	// last item holds the lock that unregistering takes.
	auto has_items = [&] { return used ? used(*this) : !::list_empty(&raw_.su_group.cg_children); };
	if (has_items()) {
		::_printk("\0014%s: waiting until the items in configfs/%s are removed\n", ::__this_module.name,
			  raw_.su_group.cg_item.ci_name);
		do
			::msleep(20);
		while (has_items());
	}
	::configfs_unregister_subsystem(&raw_);
	if (used)
		::configfs_remove_default_groups(&raw_.su_group);
	// Frees the name, which may be allocated.
	::config_item_put(&raw_.su_group.cg_item);
	published_ = false;
}

} // namespace kernel::configfs::detail
